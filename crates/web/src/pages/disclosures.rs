//! What left the practice about a patient, and on what ground? With the consents on which more may leave.

pub(crate) mod consent;
pub(crate) mod emergency;
#[cfg(test)]
mod tests;

use ::care::DisclosureConsent;
use app::Stored;
use app::disclosure::{Accounted, DisclosuresPage};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::{Fields, Problems};
use crate::frame::{Frame, Page, Section};
use crate::pages::patient::spoken_name;
use crate::parts::notice;
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit};

/// The accounting.
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = of(&visit, &id).await?;
    let is_saved = visit.query.text("done") == "saved";
    Ok(visit::html(list(&visit.frame, &page, (&Fields::default(), &Problems::default()), is_saved)))
}

async fn of(visit: &Visit, id: &str) -> Result<DisclosuresPage, PageError> {
    Ok(visit.app.disclosures(&visit.caller, visit::id(id)?).await?)
}

fn address(page: &DisclosuresPage) -> String {
    format!("/patients/{}/disclosures", page.patient.id)
}

fn list(frame: &Frame, page: &DisclosuresPage, typed: (&Fields, &Problems), is_saved: bool) -> Markup {
    let text = frame.text;
    let body = html! {
        @if is_saved { (notice::done(&text.say(Key::DisclosuresSaved))) }
        (notice::problem_summary(text, typed.1))
        @if page.is_part2 { (notice::notice(&html! { p { (text.say(Key::DisclosuresPart2)) } })) }
        section.block {
            @if page.releases.is_empty() { (table::empty(&text.say(Key::DisclosuresNone))) } @else { (releases(text, page, frame.may(app::Data::Claims))) }
        }
        section.block {
            div.block-head {
                h2 { (text.say(Key::DisclosuresConsentsHeading)) }
                a.button href={ (address(page)) "/consent" } { (text.say(Key::ConsentAdd)) }
            }
            @if page.consents.is_empty() { (table::empty(&text.say(Key::DisclosuresConsentsNone))) } @else { (consents(frame, page, typed)) }
        }
    };
    let actions = html! {
        a.button href={ "/patients/" (page.patient.id) "/report" } { (text.say(Key::PatientReport)) }
        a.button href={ "/patients/" (page.patient.id) "/export" } { (text.say(Key::PatientExport)) }
        a.button href={ "/patients/" (page.patient.id) } { (text.say(Key::ActionBack)) }
    };
    let heading = text.say_with(Key::DisclosuresHeading, &[("patient", spoken_name(page.patient.value()).into())]);
    let lead = html! { p { (text.say_with(Key::DisclosuresLead, &[("day", page.today.into())])) } };
    frame.render(&Page::wide(Section::Patients, heading, body).about(page.patient.value()).clock(&page.zone).lead(lead).actions(actions))
}

fn releases(text: Text, page: &DisclosuresPage, sees_claims: bool) -> Markup {
    let rows = page.releases.iter().map(|accounted| {
        let value = accounted.release.value();
        let cells = vec![
            html! { span.nowrap { (text.instant(accounted.release.recorded.recorded_at, &page.zone)) } },
            html! {
                @match value.document {
                    Some(document) if sees_claims || !app::release::is_of_claims(&value.subject) => a.row-link href={ "/documents/" (document) } { (text.release_subject(&value.subject)) },
                    // What is made of claims is opened by whoever works on claims.
                    Some(_) => { (text.release_subject(&value.subject)) },
                    None => { (text.release_subject(&value.subject)) span.sub { (text.say(Key::DisclosuresNotKept)) } }
                }
                @if value.patient_count > 1 {
                    span.sub { (text.say_with(Key::DisclosuresOfSeveral, &[("count", value.patient_count.into())])) }
                }
                details.small { summary { (text.say(Key::DisclosuresFingerprint)) } code.fingerprint { (value.sha256) } }
            },
            html! { (value.recipient) },
            html! { (value.reason) },
            basis(text, page, accounted),
            html! { (accounted.by) },
        ];
        Row { cells, class: if accounted.waits_for_documentation() { "pressing" } else { "" } }
    });
    Table::new(text.say(Key::DisclosuresCaption))
        .cards()
        .column(text.say(Key::DisclosuresColumnWhen), Kind::Head)
        .column(text.say(Key::DisclosuresColumnWhat), Kind::Words)
        .column(text.say(Key::DisclosuresColumnFor), Kind::Words)
        .column(text.say(Key::DisclosuresColumnWhy), Kind::Words)
        .column(text.say(Key::DisclosuresColumnBasis), Kind::Words)
        .column(text.say(Key::DisclosuresColumnBy), Kind::Words)
        .rows(rows)
        .render(text)
}

fn basis(text: Text, page: &DisclosuresPage, accounted: &Accounted) -> Markup {
    html! {
        (text.legal_basis(&accounted.release.value().basis))
        @if !accounted.release.value().authority.is_empty() { span.sub { (accounted.release.value().authority) } }
        @if let Some(consent) = &accounted.consent {
            span.sub { (text.say_with(Key::DisclosuresOnConsent, &[("day", consent.value().signed.into())])) }
        }
        @if let Some(written) = &accounted.documentation {
            span.sub {
                (text.say_with(Key::DisclosuresEmergencyWritten, &[
                    ("personnel", (&written.value().personnel).into()), ("nature", (&written.value().nature).into()),
                ]))
            }
        }
        @if accounted.waits_for_documentation() {
            span.sub { strong { (text.say(Key::DisclosuresEmergencyOpen)) } }
            a href={ (address(page)) "/emergency?release=" (accounted.release.id) } { (text.say(Key::EmergencyDocument)) }
        }
    }
}

fn consents(frame: &Frame, page: &DisclosuresPage, typed: (&Fields, &Problems)) -> Markup {
    let text = frame.text;
    let rows = page.consents.iter().map(|stored| consent_row(frame, page, stored, typed));
    Table::new(text.say(Key::DisclosuresConsentsCaption))
        .cards()
        .column(text.say(Key::DisclosuresConsentsColumnSigned), Kind::Head)
        .column(text.say(Key::DisclosuresConsentsColumnUse), Kind::Words)
        .column(text.say(Key::DisclosuresConsentsColumnRecipient), Kind::Words)
        .column(text.say(Key::DisclosuresConsentsColumnScope), Kind::Words)
        .column(text.say(Key::DisclosuresConsentsColumnState), Kind::Words)
        .rows(rows)
        .render(text)
}

fn consent_row(frame: &Frame, page: &DisclosuresPage, stored: &Stored<DisclosureConsent>, typed: (&Fields, &Problems)) -> Row {
    let (text, value) = (frame.text, stored.value());
    let recipient = if value.recipient.is_empty() { text.say(Key::DisclosuresRecipientAny) } else { value.recipient.clone() };
    Row::new(vec![
        html! { (text.day(value.signed)) },
        html! { (text.consent_use(value.consent_use.code())) },
        html! { (recipient) },
        html! { (value.scope) },
        html! {
            (text.consent_state(value, page.today))
            @if value.revoked.is_none() { (consent::revocation(frame, page, stored, typed)) }
            (consent::withdrawal(frame, page, stored, typed))
        },
    ])
}
