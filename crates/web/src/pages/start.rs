//! Where somebody starts: with their patients; whoever has none, where the practice is set up while that is not done, then with people.

use app::{Data, Scope};
use axum::response::Response;

use crate::error::PageError;
use crate::frame::Section;
use crate::visit::{Visit, go_to};

/// Sends everybody to their own first page.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    if visit.caller.scope(Data::Practice) != Scope::Nothing {
        let choices = visit.app.registration_choices(&visit.caller).await?;
        if choices.programs.is_empty() || choices.clinicians.is_empty() {
            return Ok(go_to(Section::Practice.path()));
        }
    }
    let sections = visit.frame.person.as_ref().map(|person| person.sections.as_slice()).unwrap_or_default();
    let first = [Section::Caseload, Section::Patients, Section::People].into_iter().find(|section| sections.contains(section));
    Ok(go_to(first.or(sections.first().copied()).map_or("/account", Section::path)))
}
