//! A form to be printed and signed: the designation of a representative, or the patient's consent. Filled in from records; nothing leaves by it.

use axum::extract::Path;
use axum::response::Response;
use care::Coverage;
use maud::{Markup, html};
use utilization_review::appeal::PaperKind;
use wording::Key;

use super::{address, open};
use crate::error::PageError;
use crate::frame::{Page, Section};
use crate::visit::{self, Visit};

/// The form.
pub(crate) async fn show(visit: Visit, Path((id, kind)): Path<(String, String)>) -> Result<Response, PageError> {
    let page = open(&visit, &id).await?;
    let (heading, words) = match kind.parse() {
        Ok(PaperKind::Designation) => (Key::DesignationHeading, Key::DesignationWords),
        Ok(PaperKind::Consent) => (Key::ConsentFormHeading, Key::ConsentFormWords),
        Ok(PaperKind::Urgency) | Err(_) => return Err(PageError::NotFound),
    };
    let Some(decision) = &page.decision else { return Err(PageError::NotFound) };
    let (text, patient) = (visit.text(), page.patient.value());
    let member = page.coverage.as_ref().map(|coverage: &Coverage| coverage.member_id.clone()).unwrap_or_default();
    let said = text.say_with(
        words,
        &[
            ("patient", format!("{} {}", patient.given_name, patient.family_name).into()),
            ("born", patient.birth_day.into()),
            ("member", member.into()),
            ("payer", (&page.payer.name).into()),
            ("practice", (&visit.frame.practice).into()),
            ("day", decision.value().decided_at.day_in(&page.zone).into()),
        ],
    );
    let body: Markup = html! {
        div.stack {
            p { (said) }
            p.muted.no-print { (text.say(Key::FormPayerOwn)) }
            p.muted.no-print { (text.say(Key::FormPart2)) }
            dl {
                dt { (text.say(Key::FormSignature)) } dd { "______________________________" }
                dt { (text.say(Key::FormSignedOn)) } dd { "______________" }
            }
        }
    };
    let back = html! { a.button href=(address(&page)) { (text.say(Key::ActionBack)) } };
    Ok(visit::html(visit.frame.render(&Page::narrow(Some(Section::Reviews), text.say(heading), body).actions(back))))
}
