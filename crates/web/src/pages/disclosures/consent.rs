//! What does a patient consent to? The day from which it no longer holds, and that it was never given so.

use ::care::{ConsentUse, DisclosureConsent};
use app::Stored;
use app::disclosure::DisclosuresPage;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::RecordId;
use wording::Key;

use super::{address, list, of};
use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Section};
use crate::pages::patient::spoken_name;
use crate::parts::field::{Draft, Field, choices};
use crate::parts::form_page::FormPage;
use crate::visit::{self, Visit, go_to};

const LABELS: Labels<'static> = &[("signed", Key::ConsentSigned), ("scope", Key::ConsentScope), ("recipient", Key::ConsentRecipient)];

/// The form.
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = of(&visit, &id).await?;
    let fields = Fields::from([("signed", page.today.to_string().as_str()), ("consent_use", ConsentUse::All.code())]);
    Ok(visit::html(form(&visit.frame, &page, &fields, &Problems::default())))
}

/// Records it.
pub(crate) async fn submit(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = of(&visit, &id).await?;
    let mut reader = Reader::new(&visit.form, visit.text(), page.today);
    let signed = reader.required_day("signed", Key::ConsentSigned);
    let consent_use = reader.required_choice("consent_use", Key::ConsentUse);
    let (recipient, scope) = (reader.line("recipient", Key::ConsentRecipient), reader.required_text("scope", Key::ConsentScope));
    let expires = reader.day("expires", Key::ConsentExpires);
    let mut problems = reader.problems;
    if let (Some(signed), Some(consent_use), true) = (signed, consent_use, problems.is_empty()) {
        let patient = page.patient.id;
        let consent = DisclosureConsent { patient, signed, consent_use, recipient, scope, expires, revoked: None };
        match visit.app.record_disclosure_consent(&visit.caller, consent).await {
            Ok(_) => return Ok(go_to(&format!("{}?done=saved", address(&page)))),
            Err(error) => problems.take_over(visit.text(), error, LABELS)?,
        }
    }
    Ok(visit::again(form(&visit.frame, &page, &visit.form, &problems)))
}

/// The consent of the page that a form names.
fn named(visit: &Visit, page: &DisclosuresPage) -> Result<RecordId, PageError> {
    let consent: RecordId = visit.form.parsed("consent").ok_or(PageError::Unreadable)?;
    let is_known = page.consents.iter().any(|stored| stored.id == consent);
    if is_known { Ok(consent) } else { Err(PageError::NotFound) }
}

/// Back to the page, or the form again with what is wrong.
fn answer(
    visit: &Visit,
    page: &DisclosuresPage,
    result: Result<(), app::AppError>,
    (mut problems, label): (Problems, (&str, Key)),
) -> Result<Response, PageError> {
    match result {
        Ok(()) if problems.is_empty() => return Ok(go_to(&format!("{}?done=saved", address(page)))),
        Ok(()) => {}
        Err(error) => problems.take_over(visit.text(), error, &[label])?,
    }
    Ok(visit::again(list(&visit.frame, page, (&visit.form, &problems), false)))
}

/// Revokes one from the day on which the patient said so; from today on where none is given.
pub(crate) async fn revoke(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = of(&visit, &id).await?;
    let consent = named(&visit, &page)?;
    let mut reader = Reader::new(&visit.form, visit.text(), page.today);
    let on = reader.day("revoked", Key::ConsentRevokedOn).unwrap_or(page.today);
    let problems = reader.problems;
    let result = if problems.is_empty() { visit.app.revoke_disclosure_consent(&visit.caller, consent, on).await } else { Ok(()) };
    answer(&visit, &page, result, (problems, ("revoked", Key::ConsentRevokedOn)))
}

/// Withdraws one that was never given so.
pub(crate) async fn withdraw(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = of(&visit, &id).await?;
    let consent = named(&visit, &page)?;
    let mut reader = Reader::new(&visit.form, visit.text(), page.today);
    let reason = reader.required_line("reason", Key::ConsentWithdrawReason);
    let problems = reader.problems;
    let result = if problems.is_empty() { visit.app.withdraw_disclosure_consent(&visit.caller, consent, reason).await } else { Ok(()) };
    answer(&visit, &page, result, (problems, ("reason", Key::ConsentWithdrawReason)))
}

/// Of a consent that stands.
pub(super) fn revocation(frame: &Frame, page: &DisclosuresPage, stored: &Stored<DisclosureConsent>, typed: (&Fields, &Problems)) -> Markup {
    let today = page.today.to_string();
    let field = RowField { name: "revoked", label: Key::ConsentRevokedOn, kind: "date", begins: &today };
    row_form(frame, page, stored, ("revoke", Key::DisclosuresConsentRevoke, Key::DisclosuresConsentRevokeSave), &field, typed)
}

/// Of any consent.
pub(super) fn withdrawal(frame: &Frame, page: &DisclosuresPage, stored: &Stored<DisclosureConsent>, typed: (&Fields, &Problems)) -> Markup {
    let field = RowField { name: "reason", label: Key::ConsentWithdrawReason, kind: "text", begins: "" };
    row_form(frame, page, stored, ("withdraw", Key::DisclosuresConsentWithdraw, Key::DisclosuresConsentWithdrawSave), &field, typed)
}

/// The one field of a form in a row.
struct RowField<'a> {
    name: &'a str,
    label: Key,
    kind: &'a str,
    begins: &'a str,
}

fn row_form(
    frame: &Frame,
    page: &DisclosuresPage,
    stored: &Stored<DisclosureConsent>,
    (act, summary, save): (&str, Key, Key),
    field: &RowField<'_>,
    (fields, problems): (&Fields, &Problems),
) -> Markup {
    let text = frame.text;
    let problem = problems.of(field.name).filter(|_| fields.text("consent") == stored.id.to_string());
    // The summary of problems leads to the field's own name.
    let name = if problem.is_some() { field.name.to_owned() } else { format!("{}-{}", field.name, stored.id) };
    let value = if problem.is_some() { fields.text(field.name) } else { field.begins };
    html! {
        details open[problem.is_some()] {
            summary { (text.say(summary)) span.visually-hidden { ": " (text.day(stored.value().signed)) } }
            form.form method="post" action={ (address(page)) "/consent/" (act) } {
                (frame.token_field())
                input type="hidden" name="consent" value=(stored.id);
                div.field.wrong[problem.is_some()] {
                    label for=(name) { (text.say(field.label)) }
                    @if let Some(sentence) = problem { p.wrong-text id={ (name) "-problem" } { (sentence) } }
                    input type=(field.kind) id=(name) name=(field.name) value=(value) autocomplete="off" required
                        aria-invalid=[problem.map(|_| "true")] aria-describedby=[problem.map(|_| format!("{name}-problem"))];
                }
                div.submit { button type="submit" { (text.say(save)) } }
            }
        }
    }
}

fn form(frame: &Frame, page: &DisclosuresPage, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let uses = choices(ConsentUse::ALL, ConsentUse::code, |each| text.consent_use(each.code()));
    let fields = html! {
        (draft.day(Field::required("signed", Key::ConsentSigned), Some(page.today)))
        (draft.radios(Field::required("consent_use", Key::ConsentUse), &uses, false))
        (draft.line(Field::optional("recipient", Key::ConsentRecipient).hint(Key::ConsentRecipientHint), "text", "off"))
        (draft.text(Field::required("scope", Key::ConsentScope)))
        (draft.day(Field::optional("expires", Key::ConsentExpires).hint(Key::ConsentExpiresHint), None))
    };
    let form = FormPage {
        section: Some(Section::Patients),
        heading: text.say_with(Key::ConsentNewHeading, &[("patient", spoken_name(page.patient.value()).into())]),
        lead: text.say(Key::ConsentNewLead),
        action: format!("{}/consent", address(page)),
        back: address(page),
        save: Key::ConsentSave,
        is_serious: false,
        problems,
    };
    form.render_about(frame, page.patient.value(), &fields)
}
