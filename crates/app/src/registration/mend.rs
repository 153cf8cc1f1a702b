//! Mending what registration got wrong: withdrawing a diagnosis, a membership, a level of care or an episode, moving what stands under the
//! wrong patient, ending a membership, putting a diagnosis right. Nothing is deleted: the history keeps every version with its reason.

use care::{CareTeamMember, Diagnosis, Episode, LevelOfCarePeriod, Patient, PlannedAdmission};
use storage::episode::NeededBy;
use storage::{Stored, View, WriteUnit};
use vocabulary::{Day, DiagnosisId, EpisodeId, Identifier as _, LevelOfCarePeriodId, PatientId, Period, RecordId, Version};

use super::moving::{Asked, move_episode};
use super::{at_field, permitted};
use crate::administration::{episode_on, stated};
use crate::context::{App, person};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::Caller;

/// A record of registration that can be withdrawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registered {
    /// A diagnosis.
    Diagnosis(DiagnosisId),
    /// Somebody's place in the care team.
    CareTeamMember(RecordId),
    /// The last level of care of an episode, where it is not the only one.
    LevelOfCarePeriod(LevelOfCarePeriodId),
    /// An episode of care to which no record belongs.
    Episode(EpisodeId),
}

impl Registered {
    /// The record of a kind by its code in addresses, and its id.
    pub fn of(kind: &str, id: &str) -> Option<Self> {
        match kind {
            "diagnosis" => Some(Self::Diagnosis(DiagnosisId::from_uuid(id.parse().ok()?))),
            "team" => Some(Self::CareTeamMember(RecordId::from_uuid(id.parse().ok()?))),
            "level" => Some(Self::LevelOfCarePeriod(LevelOfCarePeriodId::from_uuid(id.parse().ok()?))),
            "episode" => Some(Self::Episode(EpisodeId::from_uuid(id.parse().ok()?))),
            _ => None,
        }
    }

    /// The code of its kind in addresses.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Diagnosis(_) => "diagnosis",
            Self::CareTeamMember(_) => "team",
            Self::LevelOfCarePeriod(_) => "level",
            Self::Episode(_) => "episode",
        }
    }

    /// True where it can be moved to another patient. A level of care goes with its episode.
    pub fn can_move(self) -> bool {
        !matches!(self, Self::LevelOfCarePeriod(_))
    }
}

impl App {
    /// Withdraws a record of registration, with the reason. An episode to which records belong, and the only level of an episode, stay
    /// ([`FieldProblemKind::StillNeeded`]), and so does an episode about which an alert is open ([`FieldProblemKind::AlertsOpen`]). Where the last
    /// level is withdrawn, the one before goes on.
    #[crate::boxed]
    pub async fn withdraw_registered(
        &self,
        caller: &Caller,
        patient: PatientId,
        (what, expected): (Registered, Version),
        reason: &str,
    ) -> Result<(), AppError> {
        let reason = stated(reason)?;
        let asking = caller.clone();
        self.register(caller, "withdraw_registered", move |unit| {
            Box::pin(async move {
                permitted(unit, &asking, patient).await?;
                match what {
                    Registered::Diagnosis(id) => {
                        let stored = unit.require::<Diagnosis>(id).await?;
                        is_of(unit, patient, stored.value().patient).await?;
                        unit.void::<Diagnosis>(id, expected, &reason).await?;
                    }
                    Registered::CareTeamMember(id) => {
                        let stored = unit.require::<CareTeamMember>(id).await?;
                        is_of(unit, patient, stored.value().patient).await?;
                        unit.void::<CareTeamMember>(id, expected, &reason).await?;
                    }
                    Registered::LevelOfCarePeriod(id) => withdraw_level(unit, patient, (id, expected), &reason).await?,
                    Registered::Episode(id) => withdraw_episode(unit, patient, (id, expected), &reason).await?,
                }
                Ok(())
            })
        })
        .await
    }

    /// Moves a diagnosis, a membership or an episode that stands under the wrong patient: withdrawn there, recorded anew under the other. An episode
    /// takes along what stands in it: its levels of care, diagnoses, administrations, records of care, plans, attempts to reach the patient, and what was
    /// asked, granted and reviewed for the payer. It stays where an alert about it is open ([`FieldProblemKind::AlertsOpen`]) or something stands in it that
    /// cannot be moved ([`FieldProblemKind::Held`]).
    #[crate::boxed]
    pub async fn move_registered(
        &self,
        caller: &Caller,
        patient: PatientId,
        (what, expected): (Registered, Version),
        to: PatientId,
        reason: &str,
    ) -> Result<(), AppError> {
        let reason = stated(reason)?;
        let asking = caller.clone();
        let (diagnosis_id, member_id): (DiagnosisId, RecordId) = (self.ports.ids.next(), self.ports.ids.next());
        let (library, ids) = (self.library(), std::sync::Arc::clone(&self.ports.ids));
        self.register_alone(caller, "move_registered", move |unit| {
            Box::pin(async move {
                permitted(unit, &asking, patient).await?;
                let today = permitted(unit, &asking, to).await?;
                let birth_day = unit.require::<Patient>(to).await?.value().birth_day;
                let (_, records) = person(unit, to).await?;
                match what {
                    Registered::Diagnosis(id) => {
                        let stored = unit.require::<Diagnosis>(id).await?;
                        is_of(unit, patient, stored.value().patient).await?;
                        elsewhere(&records, stored.value().patient)?;
                        let episode = episode_on(unit, &records, stored.value().period.first()).await?.map(|episode| episode.id);
                        let moved = Diagnosis { patient: to, episode, ..stored.value().clone() };
                        moved.check(birth_day, today).map_err(|problem| at_field("record_number", problem))?;
                        unit.move_to(id, expected, diagnosis_id, moved, &reason).await?;
                    }
                    Registered::CareTeamMember(id) => {
                        let stored = unit.require::<CareTeamMember>(id).await?;
                        is_of(unit, patient, stored.value().patient).await?;
                        elsewhere(&records, stored.value().patient)?;
                        let moved = CareTeamMember { patient: to, ..stored.value().clone() };
                        moved.check(birth_day, today).map_err(|problem| at_field("record_number", problem))?;
                        unit.move_to(id, expected, member_id, moved, &reason).await?;
                    }
                    Registered::Episode(id) => {
                        let asked = Asked { caller: &asking, patient, to, reason: &reason };
                        Box::pin(move_episode(unit, (&library, &ids), asked, (id, expected))).await?;
                    }
                    Registered::LevelOfCarePeriod(_) => return Err(AppError::NotFound("record")),
                }
                Ok(())
            })
        })
        .await
    }

    /// Puts right what stands on record about a diagnosis: rank, onset, resolution and who made it. Whose it is, in which episode it was made and its code stay
    /// as they are.
    #[crate::boxed]
    pub async fn correct_diagnosis(
        &self,
        caller: &Caller,
        patient: PatientId,
        (id, expected): (DiagnosisId, Version),
        corrected: Diagnosis,
    ) -> Result<(), AppError> {
        let asking = caller.clone();
        self.register(caller, "correct_diagnosis", move |unit| {
            Box::pin(async move {
                let today = permitted(unit, &asking, patient).await?;
                let stored = unit.require::<Diagnosis>(id).await?;
                let before = stored.value();
                is_of(unit, patient, before.patient).await?;
                let birth_day = unit.require::<Patient>(before.patient).await?.value().birth_day;
                let next = Diagnosis { patient: before.patient, episode: before.episode, code: before.code.clone(), ..corrected };
                next.check(birth_day, today).map_err(|problem| at_field("onset", problem))?;
                if next.period.last().is_some_and(|last| last > today) {
                    return Err(AppError::field("last", FieldProblemKind::Future));
                }
                unit.correct(id, expected, &next, next.period.first()).await?;
                Ok(())
            })
        })
        .await
    }

    /// Ends a membership in a care team with a last day, which may lie ahead.
    #[crate::boxed]
    pub async fn end_membership(
        &self,
        caller: &Caller,
        patient: PatientId,
        (id, expected): (RecordId, Version),
        last: Day,
    ) -> Result<(), AppError> {
        let asking = caller.clone();
        self.register(caller, "end_membership", move |unit| {
            Box::pin(async move {
                permitted(unit, &asking, patient).await?;
                let stored = unit.require::<CareTeamMember>(id).await?;
                is_of(unit, patient, stored.value().patient).await?;
                let period = Period::new(stored.value().period.first(), Some(last));
                let period = period.map_err(|_| AppError::field("last", FieldProblemKind::Backwards))?;
                let ended = CareTeamMember { period, ..stored.value().clone() };
                unit.correct(id, expected, &ended, last).await?;
                Ok(())
            })
        })
        .await
    }
}

/// Makes sure that a record is shown under this patient: its own or one that was merged into it.
pub(super) async fn is_of(unit: &mut WriteUnit, patient: PatientId, owner: PatientId) -> Result<(), AppError> {
    let (_, records) = person(unit, patient).await?;
    if records.contains(&owner) { Ok(()) } else { Err(AppError::NotFound("record")) }
}

/// Refuses to move a record to the person it is about already.
pub(super) fn elsewhere(records: &[PatientId], owner: PatientId) -> Result<(), AppError> {
    if records.contains(&owner) { Err(AppError::field("record_number", FieldProblemKind::NotAChoice)) } else { Ok(()) }
}

pub(super) fn still_needed() -> AppError {
    AppError::field("reason", FieldProblemKind::StillNeeded)
}

/// Withdraws the last level of an episode; the one before ends when the withdrawn one would have.
async fn withdraw_level(
    unit: &mut WriteUnit,
    patient: PatientId,
    (id, expected): (LevelOfCarePeriodId, Version),
    reason: &str,
) -> Result<(), AppError> {
    let stored = unit.require::<LevelOfCarePeriod>(id).await?;
    let episode = unit.require::<Episode>(stored.value().episode).await?;
    is_of(unit, patient, episode.value().patient).await?;
    let mut periods = storage::level_of_care_period::of_episode(unit, episode.id, View::Current).await?;
    periods.sort_by_key(|each| (each.value().period.first(), each.id));
    let last = periods.pop().filter(|last| last.id == id);
    let (Some(_), Some(before)) = (last, periods.pop()) else { return Err(still_needed()) };
    unit.void::<LevelOfCarePeriod>(id, expected, reason).await?;
    let goes_on = Period::new(before.value().period.first(), stored.value().period.last());
    let period = goes_on.map_err(|_| still_needed())?;
    let next = LevelOfCarePeriod { period, ..before.value().clone() };
    unit.correct(before.id, before.recorded.version, &next, before.recorded.effective_day).await?;
    Ok(())
}

/// Withdraws an episode with its levels of care and what was computed about it.
async fn withdraw_episode(
    unit: &mut WriteUnit,
    patient: PatientId,
    (id, expected): (EpisodeId, Version),
    reason: &str,
) -> Result<(), AppError> {
    let stored = unit.require::<Episode>(id).await?;
    is_of(unit, patient, stored.value().patient).await?;
    match storage::episode::needed_by(unit, id).await? {
        None => {}
        Some(NeededBy::Records) => return Err(still_needed()),
        Some(NeededBy::OpenAlerts) => return Err(AppError::field("reason", FieldProblemKind::AlertsOpen)),
    }
    let periods: Vec<Stored<LevelOfCarePeriod>> = storage::level_of_care_period::of_episode(unit, id, View::Current).await?;
    for period in periods {
        unit.void::<LevelOfCarePeriod>(period.id, period.recorded.version, reason).await?;
    }
    for determination in storage::determination::of_episode(unit, id, View::Current).await? {
        unit.void::<storage::determination::Determination>(determination.id, determination.recorded.version, reason).await?;
    }
    unit.void::<Episode>(id, expected, reason).await?;
    // A plan that it carried out is over with it: nobody could withdraw that any more, and it says to which program somebody was to come.
    if let Some(plan) = unit.current::<PlannedAdmission>(id).await? {
        unit.void::<PlannedAdmission>(id, plan.recorded.version, reason).await?;
    }
    Ok(())
}
