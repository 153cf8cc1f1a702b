//! Another way for a check-in that was made already: on paper, or at the kiosk.

use app::AppError;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use vocabulary::{PatientId, RecordId};
use wording::Key;

use crate::error::PageError;
use crate::pages::collection;
use crate::state::WebState;
use crate::visit::{self, Visit, go_to};

/// Prints the blank forms.
pub(crate) async fn forms(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: RecordId = visit::id(&id)?;
    match visit.app.print_check_in_forms(&visit.caller, id, visit.form.text("named") == "yes").await {
        Ok(bytes) => Ok(collection::pdf(bytes)),
        Err(AppError::Form(_)) => no_words(&visit),
        Err(error) => Err(error.into()),
    }
}

/// Shows a code of the kiosk, once.
pub(crate) async fn kiosk_code(
    visit: Visit,
    State(state): State<WebState>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let (id, patient): (RecordId, PatientId) = (visit::id(&id)?, visit::id(visit.form.text("patient"))?);
    let code = match visit.app.make_check_in_kiosk_code(&visit.caller, id).await {
        Ok(code) => code,
        Err(AppError::Form(_)) => return no_words(&visit),
        Err(error) => return Err(error.into()),
    };
    let page = visit.app.check_ins(&visit.caller, patient).await?;
    let back = (format!("/patients/{patient}/check-ins"), Key::CheckInsBack);
    Ok(collection::kiosk_page(&visit, (&state, &headers), (page.patient.value(), &page.zone), &code, &back))
}

fn no_words(visit: &Visit) -> Result<Response, PageError> {
    let patient: PatientId = visit::id(visit.form.text("patient"))?;
    Ok(go_to(&format!("/patients/{patient}/check-ins?problem=no-words")))
}
