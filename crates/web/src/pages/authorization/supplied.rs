//! When did the payer have what it wanted more? Said on the decision that wanted it.

use app::Stored;
use app::authorization::AuthorizationsPage;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use utilization_review::authorization::{AuthorizationDetermination, DeterminationOutcome};
use vocabulary::RecordId;
use wording::Key;

use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Section};
use crate::parts::field::{Draft, Field};
use crate::parts::form_page::FormPage;
use crate::visit::{self, Visit, go_to};

const LABELS: Labels<'static> = &[("supplied", Key::SuppliedAt)];

/// The decision that a form names: one that wants more.
fn named<'a>(page: &'a AuthorizationsPage, fields: &Fields) -> Result<&'a Stored<AuthorizationDetermination>, PageError> {
    let id: RecordId = fields.parsed("decision").ok_or(PageError::Unreadable)?;
    let wants_more = |stored: &&Stored<AuthorizationDetermination>| stored.value().outcome == DeterminationOutcome::Pended;
    page.determinations.iter().filter(wants_more).find(|stored| stored.id == id).ok_or(PageError::NotFound)
}

/// The form.
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = visit.app.authorizations(&visit.caller, visit::id(&id)?).await?;
    let decision = named(&page, &visit.query)?;
    Ok(visit::html(form(&visit.frame, &page, decision, &Fields::default(), &Problems::default())))
}

/// Records it.
pub(crate) async fn submit(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = visit.app.authorizations(&visit.caller, visit::id(&id)?).await?;
    let decision = named(&page, &visit.form)?;
    let mut reader = Reader::new(&visit.form, visit.text(), page.today);
    let supplied = reader.required_moment("supplied", Key::SuppliedAt, &page.zone);
    let mut problems = reader.problems;
    if let Some(at) = supplied.filter(|_| problems.is_empty()) {
        match visit.app.record_information_supplied(&visit.caller, decision.id, at).await {
            Ok(()) => return Ok(go_to(&format!("/patients/{}/authorizations?done=saved", page.patient.id))),
            Err(error) => problems.take_over(visit.text(), error, LABELS)?,
        }
    }
    Ok(visit::again(form(&visit.frame, &page, decision, &visit.form, &problems)))
}

fn form(
    frame: &Frame,
    page: &AuthorizationsPage,
    decision: &Stored<AuthorizationDetermination>,
    fields: &Fields,
    problems: &Problems,
) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let address = format!("/patients/{}/authorizations", page.patient.id);
    let clock = text.say_with(Key::RecordMomentHint, &[("zone", text.zone(&page.zone).into())]);
    let form_fields = html! {
        input type="hidden" name="decision" value=(decision.id);
        (draft.moment(Field::required("supplied", Key::SuppliedAt), &clock))
    };
    let form = FormPage {
        section: Some(Section::Reviews),
        heading: text.say(Key::SuppliedHeading),
        lead: text.say_with(Key::SuppliedLead, &[("at", text.instant_argument(decision.value().decided_at, &page.zone))]),
        action: format!("{address}/supplied"),
        back: address,
        save: Key::SuppliedSave,
        is_serious: false,
        problems,
    };
    form.render_about(frame, page.patient.value(), &form_fields)
}
