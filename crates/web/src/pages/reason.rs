//! Opening the record of a patient outside one's care teams: for a stated reason that stays in the audit.

use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::PatientId;
use wording::Key;

use crate::error::{PageError, own_path};
use crate::form::{Fields, Labels, Problems};
use crate::frame::Section;
use crate::parts::field::{Draft, Field};
use crate::parts::form_page::FormPage;
use crate::visit::{self, Visit, again, go_to, html};

const LABELS: Labels<'static> = &[("reason", Key::PatientOutsideTeamReason)];

/// Why do you need this record? Nothing about the patient is shown yet, not even the name.
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: PatientId = visit::id(&id)?;
    let fields = Fields::from([("next", own_path(visit.query.text("next")))]);
    Ok(html(page(&visit, id, &fields, &Problems::default())))
}

/// Opens the record.
pub(crate) async fn state(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: PatientId = visit::id(&id)?;
    let mut problems = Problems::default();
    match visit.app.state_reason(&visit.caller, id, visit.form.text("reason")).await {
        Ok(_until) => {
            let next = own_path(visit.form.text("next"));
            let patient = format!("/patients/{id}");
            Ok(go_to(if next == "/" { &patient } else { next }))
        }
        Err(error) => {
            problems.take_over(visit.text(), error, LABELS)?;
            Ok(again(page(&visit, id, &visit.form, &problems)))
        }
    }
}

fn page(visit: &Visit, id: PatientId, fields: &Fields, problems: &Problems) -> Markup {
    let text = visit.text();
    let draft = Draft { text, fields, problems };
    let page = FormPage {
        section: Some(Section::Patients),
        heading: text.say(Key::PatientOutsideTeamHeading),
        lead: text.say(Key::PatientOutsideTeam),
        action: format!("/patients/{id}/reason"),
        back: "/".to_owned(),
        save: Key::PatientReasonOpen,
        is_serious: false,
        problems,
    };
    let inside = html! {
        input type="hidden" name="next" value=(own_path(fields.text("next")));
        (draft.text(Field::required("reason", Key::PatientReasonLabel).hint(Key::PatientReasonHint)))
    };
    page.render(&visit.frame, &inside)
}
