//! What must stand before a form may be answered where nobody of the practice is by.

use collection::sending::readiness::Missing;
use storage::ReadUnit;
use vocabulary::{Language, PatientId, RecordId};

use super::offer::has_safety_items;
use crate::check_in::form::program_of;
use crate::context::{App, person, place_of};
use crate::error::AppError;

/// Refuses what is to be answered where nobody of the practice is by, while a part is missing that an answer about safety needs.
pub(super) async fn check_remote(
    unit: &mut ReadUnit,
    app: &App,
    patient: PatientId,
    instruments: &[String],
    language: &Language,
) -> Result<(), AppError> {
    let missing = missing_for(unit, app, patient, instruments, language).await?;
    if missing.is_empty() { Ok(()) } else { Err(AppError::RemoteNotReady(missing)) }
}

async fn missing_for(
    unit: &mut ReadUnit,
    app: &App,
    patient: PatientId,
    instruments: &[String],
    language: &Language,
) -> Result<Vec<Missing>, AppError> {
    let (shown, records) = person(unit, patient).await?;
    let (_, today) = place_of(unit, &records).await?;
    let program = program_of(unit, &records, today).await?;
    let has_text = storage::crisis_text::for_program(unit, program, language).await?.is_some();
    crate::message::missing_for_remote(unit, &app.sending, shown, has_safety_items(app, instruments), has_text).await
}

/// What is missing now for a check-in to be answered far from the practice: a shift may have ended since its link was planned.
pub(crate) async fn missing_for_link(unit: &mut ReadUnit, app: &App, check_in: RecordId) -> Result<Vec<Missing>, AppError> {
    let Some(present) = storage::check_in::get(unit, check_in).await? else { return Ok(Vec::new()) };
    missing_for(unit, app, present.patient, &present.instruments, &present.language).await
}
