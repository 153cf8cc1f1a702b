//! What is due for a patient, as forms.

use std::collections::BTreeSet;

use collection::due::Status;
use instruments::{Phase, Respondent};
use storage::ReadUnit;
use vocabulary::{Day, PatientId};

use crate::context::App;
use crate::error::AppError;

/// An instrument that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueForm {
    /// The instrument's id.
    pub instrument: String,
    /// What people call it.
    pub short_name: String,
    /// Who answers.
    pub respondent: Respondent,
    /// Where in the episode.
    pub phase: Phase,
    /// The day it is meant for.
    pub due_day: Day,
    /// True once that day has passed.
    pub is_overdue: bool,
}

/// What is due or overdue for a patient.
pub(in crate::check_in) async fn due(unit: &mut ReadUnit, app: &App, patient: PatientId) -> Result<Vec<DueForm>, AppError> {
    let open = crate::schedule::open_of(unit, &app.library(), patient).await?;
    let form = |each: &collection::due::Occurrence| DueForm {
        instrument: each.instrument.to_string(),
        short_name: each.short_name.to_string(),
        respondent: each.respondent,
        phase: each.kind.phase(),
        due_day: each.due_day,
        is_overdue: each.status == Status::Overdue,
    };
    let mut due: Vec<DueForm> = open.iter().map(form).collect();
    // Two windows may ask for the same at once; one form answers both.
    let mut seen = BTreeSet::new();
    due.retain(|each| seen.insert((each.instrument.clone(), each.respondent)));
    Ok(due)
}
