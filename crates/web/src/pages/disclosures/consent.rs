//! What does a patient consent to? And the day from which it no longer holds.

use ::care::{ConsentUse, DisclosureConsent};
use app::disclosure::DisclosuresPage;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::RecordId;
use wording::Key;

use super::{address, of};
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

/// Revokes one from today on.
pub(crate) async fn revoke(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = of(&visit, &id).await?;
    let consent: RecordId = visit.form.parsed("consent").ok_or(PageError::Unreadable)?;
    if page.consents.iter().all(|stored| stored.id != consent) {
        return Err(PageError::NotFound);
    }
    visit.app.revoke_disclosure_consent(&visit.caller, consent).await?;
    Ok(go_to(&format!("{}?done=saved", address(&page))))
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
