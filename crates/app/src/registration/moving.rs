//! An episode that stands under the wrong patient is moved with everything that stands in it, in one unit: as one act it was wrong, and as one it is put right.
//! What cannot be moved, such as a claim, a dispute with a payer and what left the practice, keeps it where it is, by name ([`Held`]).

mod along;

use care::{Diagnosis, Episode, LevelOfCarePeriod, Patient};
use instruments::Library;
use revenue_cycle::ClaimHistory;
use storage::administration::Destination;
use storage::determination::Determination;
use storage::episode::{Held, NeededBy};
use storage::{Stored, View, WriteUnit};
use vocabulary::{Day, EpisodeId, IdSource, PatientId, Version};

use super::mend::{elsewhere, is_of, still_needed};
use super::stay::refuse_impossible;
use super::{at_field, permitted, team};
use crate::administration::score_under;
use crate::context::{check_patient, person, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};

/// An episode on its way.
pub(crate) struct EpisodeMove<'a> {
    /// As it stood under the wrong patient.
    pub(crate) from: EpisodeId,
    /// As it stands under the right one.
    pub(crate) to: EpisodeId,
    /// The right one.
    pub(crate) patient: PatientId,
    /// When they were born.
    pub(crate) birth_day: Day,
    /// Why it is moved.
    pub(crate) reason: &'a str,
}

impl EpisodeMove<'_> {
    /// Refuses what lies before the birth of whom it is to be about.
    pub(crate) fn check_day(&self, day: Day) -> Result<(), AppError> {
        if day < self.birth_day { Err(AppError::field("record_number", FieldProblemKind::BeforeBirth)) } else { Ok(()) }
    }
}

/// Who moves an episode, to whom and why.
pub(super) struct Asked<'a> {
    pub(super) caller: &'a Caller,
    /// Under whom it is shown.
    pub(super) patient: PatientId,
    /// Whose it is.
    pub(super) to: PatientId,
    pub(super) reason: &'a str,
}

/// Moves an episode. Whoever does it may write everything that stands in it, under both patients. The care team of the patient whose it was not stays as it is;
/// the clinician of the episode joins that of the other.
pub(super) async fn move_episode(
    unit: &mut WriteUnit,
    (library, ids): (&Library, &IdSource),
    asked: Asked<'_>,
    (id, expected): (EpisodeId, Version),
) -> Result<(), AppError> {
    let Asked { caller, patient, to, reason } = asked;
    let today = permitted(unit, caller, to).await?;
    for side in [patient, to] {
        let (shown, records) = person(unit, side).await?;
        let (_, today) = place_of(unit, &records).await?;
        for data in [Data::Records, Data::Entry, Data::Contacts, Data::Authorizations, Data::Reviews] {
            check_patient(unit, caller, data, shown, today).await?;
        }
    }
    let stored = unit.require::<Episode>(id).await?;
    is_of(unit, patient, stored.value().patient).await?;
    let (_, target) = person(unit, to).await?;
    elsewhere(&target, stored.value().patient)?;
    if storage::alert::is_open_of_episode(unit, id).await? {
        return Err(AppError::field("reason", FieldProblemKind::AlertsOpen));
    }
    if let Some(held) = held_by(unit, patient, &stored).await? {
        return Err(AppError::field("reason", FieldProblemKind::Held(held)));
    }
    let right = unit.require::<Patient>(to).await?;
    // Of which stay it is a readmission was said of the wrong patient.
    let episode = Episode { patient: to, readmission_of: None, ..stored.value().clone() };
    episode.check(right.value().birth_day, today).map_err(|problem| at_field("record_number", problem))?;
    refuse_impossible(unit, None, &episode).await?;
    let (_, records) = person(unit, patient).await?;
    let moving = EpisodeMove { from: id, to: ids.next(), patient: to, birth_day: right.value().birth_day, reason };
    unit.move_to(id, expected, moving.to, episode.clone(), reason).await?;
    for period in storage::level_of_care_period::of_patients(unit, &records, View::Current).await? {
        if period.value().episode == id {
            let moved = LevelOfCarePeriod { episode: moving.to, ..period.value().clone() };
            unit.move_to(period.id, period.recorded.version, ids.next(), moved, reason).await?;
        }
    }
    for diagnosis in storage::diagnosis::of_patients(unit, &records, View::Current).await? {
        if diagnosis.value().episode == Some(id) {
            moving.check_day(diagnosis.value().period.first())?;
            let moved = Diagnosis { patient: to, episode: Some(moving.to), ..diagnosis.value().clone() };
            unit.move_to(diagnosis.id, diagnosis.recorded.version, ids.next(), moved, reason).await?;
        }
    }
    move_administrations(unit, (library, ids), &records, (right.value(), &moving)).await?;
    let (zone, _) = place_of(unit, &target).await?;
    Box::pin(crate::care_fact::move_along(unit, (ids, &zone), &records, &moving)).await?;
    Box::pin(along::move_all(unit, ids, &records, &moving)).await?;
    // What was computed about it is computed anew.
    for determination in storage::determination::of_episode(unit, id, View::Current).await? {
        unit.void::<Determination>(determination.id, determination.recorded.version, reason).await?;
    }
    if storage::episode::needed_by(unit, id).await? == Some(NeededBy::Records) {
        return Err(still_needed());
    }
    team::join_as_primary(unit, library, ids.next(), &episode).await
}

/// What keeps the episode where it is. A claim names no episode: one that stands for days of this one, and of no other that the person had then, is for it.
async fn held_by(unit: &mut WriteUnit, patient: PatientId, stored: &Stored<Episode>) -> Result<Option<Held>, AppError> {
    if let Some(held) = storage::episode::held_by(unit, stored.id).await? {
        return Ok(Some(held));
    }
    let (shown, records) = person(unit, patient).await?;
    if crate::authorization::request_file::has_left(unit, &records, stored.id).await? {
        return Ok(Some(Held::Released));
    }
    for billed in storage::billed_units::of_patients(unit, &records, View::Current).await? {
        if billed.value().episode != stored.id {
            continue;
        }
        // Where the claim is not on record itself, nobody knows that it was voided.
        let versions = storage::claim::of_number(unit, &billed.value().claim).await?;
        if ClaimHistory::new(&versions).is_none_or(|history| !history.is_void()) {
            return Ok(Some(Held::Billed));
        }
    }
    let coverages = storage::coverage::of_patients(unit, &records, View::Current).await?;
    let claims = crate::authorization::claimed::of_patient(unit, shown, &records, &coverages).await?;
    let stays = storage::episode::of_patients(unit, &records, View::Current).await?;
    let is_of_it = |day: Day| {
        let is_of_another = stays.iter().any(|other| other.id != stored.id && other.value().contains(day));
        stored.value().contains(day) && !is_of_another
    };
    let is_billed = claims.iter().any(|claim| claim.bills_a_day(is_of_it));
    Ok(is_billed.then_some(Held::Billed))
}

async fn move_administrations(
    unit: &mut WriteUnit,
    (library, ids): (&Library, &IdSource),
    records: &[PatientId],
    (right, moving): (&Patient, &EpisodeMove<'_>),
) -> Result<(), AppError> {
    for stored in storage::administration::of_patients(unit, records, View::Current).await? {
        if stored.value().episode != Some(moving.from) {
            continue;
        }
        moving.check_day(stored.value().day)?;
        let destination = Destination {
            id: ids.next(),
            patient: moving.patient,
            episode: Some(moving.to),
            // It was given where the record says.
            program: None,
            score: score_under(unit, library, &stored, right).await?,
        };
        storage::administration::move_to(unit, stored.id, stored.recorded.version, destination, moving.reason).await?;
    }
    Ok(())
}
