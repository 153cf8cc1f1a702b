//! Making a check-in.

use collection::check_in::EventKind;
use instruments::{Mode, Phase, Respondent};
use storage::WriteUnit;
use storage::check_in::{CheckIn, CheckInState};
use vocabulary::{Language, PatientId, RecordId};

use super::due::due;
use super::offer::check_instruments;
use super::remote::check_remote;
use crate::check_in::leave::take_back_covered;
use crate::context::{App, check_patient, person, place_of};
use crate::error::AppError;
use crate::permission::{Caller, Data};

/// What is to be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCheckIn {
    /// Who answers.
    pub respondent: Respondent,
    /// The instruments' ids, in their order.
    pub instruments: Vec<String>,
    /// In which language.
    pub language: Language,
    /// By which way.
    pub mode: Mode,
}

pub(in crate::check_in) async fn make(
    unit: &mut WriteUnit,
    app: &App,
    caller: &Caller,
    patient: PatientId,
    new: NewCheckIn,
    id: RecordId,
) -> Result<(), AppError> {
    let (shown, records) = person(unit, patient).await?;
    let (_, today) = place_of(unit, &records).await?;
    check_patient(unit, caller, Data::Entry, shown, today).await?;
    put(unit, app, shown, new, id).await
}

/// Makes one for the record under which a patient is shown. Whether the caller may is asked before.
pub(in crate::check_in) async fn put(
    unit: &mut WriteUnit,
    app: &App,
    shown: PatientId,
    new: NewCheckIn,
    id: RecordId,
) -> Result<(), AppError> {
    let (_, records) = person(unit, shown).await?;
    let (_, today) = place_of(unit, &records).await?;
    check_instruments(app, &new)?;
    if new.mode == Mode::Link {
        check_remote(unit, app, shown, &new.instruments, &new.language).await?;
    }
    let days = if new.mode == Mode::Paper { app.settings.check_in.paper_days } else { app.settings.check_in.link_days };
    let due = due(unit, app, shown).await?;
    let first = due
        .iter()
        .filter(|each| each.respondent == new.respondent && new.instruments.contains(&each.instrument))
        .min_by_key(|each| each.due_day);
    let phase = match first {
        Some(first) => Some(first.phase),
        // Made by hand after the treatment, while the account of follow-up waits for an answer: it is one.
        None if crate::follow_up::is_awaited(unit, &app.library(), &records, today).await? => Some(Phase::FollowUp),
        None => None,
    };
    let check_in = CheckIn {
        id,
        patient: shown,
        respondent: new.respondent,
        phase,
        due_day: first.map(|each| each.due_day),
        instruments: new.instruments,
        mode: new.mode,
        language: new.language,
        created_at: unit.at(),
        expires_at: unit.at().plus_seconds(days * 86_400),
        state: CheckInState::Open,
        answer_count: 0,
        has_safety_answer: false,
        finished_at: None,
    };
    storage::check_in::insert(unit, &check_in).await?;
    storage::check_in::happened(unit, id, EventKind::Made, check_in.mode, None).await?;
    take_back_covered(unit, app, (shown, check_in.respondent), &check_in.instruments, id).await
}
