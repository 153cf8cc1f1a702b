//! What was written down wrongly? A record of the authorizations page is withdrawn with a reason, or a coverage ends.

use app::authorization::Granted;
use app::{AppError, Stored};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::{PatientId, RecordId};
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Section};
use crate::parts::field::{Draft, Field};
use crate::parts::form_page::FormPage;
use crate::visit::{self, Visit, go_to};

const LABELS: Labels<'static> = &[("reason", Key::AuthorizationsMendReason), ("last", Key::CoverageLast)];

/// The record that a form names.
fn named(fields: &Fields) -> Result<Granted, PageError> {
    let record: RecordId = fields.parsed("record").ok_or(PageError::Unreadable)?;
    Granted::of(fields.text("kind"), record).ok_or(PageError::Unreadable)
}

/// The form.
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = visit.app.authorizations(&visit.caller, visit::id(&id)?).await?;
    let what = named(&visit.query)?;
    Ok(visit::html(form(&visit.frame, &page.patient, what, &Fields::default(), &Problems::default())))
}

/// Withdraws it, or ends the coverage.
pub(crate) async fn submit(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = visit.app.authorizations(&visit.caller, visit::id(&id)?).await?;
    let what = named(&visit.form)?;
    let mut reader = Reader::new(&visit.form, visit.text(), page.today);
    let ends = matches!(what, Granted::Coverage(_)) && visit.form.text("do") == "end";
    let last = if ends { reader.required_day("last", Key::CoverageLast) } else { None };
    let reason = if ends { String::new() } else { reader.required_line("reason", Key::AuthorizationsMendReason) };
    let mut problems = reader.problems;
    if problems.is_empty() {
        let done: Result<(), AppError> = match last {
            Some(last) => visit.app.end_coverage(&visit.caller, what.id(), last).await,
            None => visit.app.withdraw_granted(&visit.caller, what, reason).await,
        };
        match done {
            Ok(()) => return Ok(go_to(&format!("/patients/{}/authorizations?done=saved", page.patient.id))),
            Err(error) => problems.take_over(visit.text(), error, LABELS)?,
        }
    }
    Ok(visit::again(form(&visit.frame, &page.patient, what, &visit.form, &problems)))
}

fn form(frame: &Frame, patient: &Stored<care::Patient>, what: Granted, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let address = format!("/patients/{}/authorizations", patient.id);
    let fields = html! {
        input type="hidden" name="kind" value=(what.kind());
        input type="hidden" name="record" value=(what.id());
        @if matches!(what, Granted::Coverage(_)) {
            (draft.day(Field::optional("last", Key::CoverageLast).hint(Key::AuthorizationsMendEndHint), None))
            div.submit { button type="submit" name="do" value="end" { (text.say(Key::AuthorizationsMendEnd)) } }
        }
        (draft.line(Field::optional("reason", Key::AuthorizationsMendReason), "text", "off"))
    };
    let page = FormPage {
        section: Some(Section::Reviews),
        heading: text.say(Key::AuthorizationsMendHeading),
        lead: text.say(Key::AuthorizationsMendLead),
        action: format!("{address}/mend"),
        back: address,
        save: Key::AuthorizationsMendSave,
        is_serious: true,
        problems,
    };
    page.render_about(frame, patient.value(), &fields)
}

/// The way to it, in a cell of a table.
pub(super) fn link(text: Text, patient: PatientId, what: Granted) -> Markup {
    let address = format!("/patients/{patient}/authorizations/mend?kind={}&record={}", what.kind(), what.id());
    html! { span.sub { a.row-link href=(address) { (text.say(Key::AuthorizationsMendLink)) } } }
}
