//! Stays: admission, another level of care, discharge, and putting a stay right afterwards. The levels of care and the care team go along.

use std::sync::{Arc, OnceLock};

use care::{Discharge, Episode, LevelOfCarePeriod, Modality, Patient, Program};
use storage::{Entry, Stored, View, WriteUnit};
use vocabulary::{Day, EpisodeId, LevelOfCarePeriodId, Period, ProgramId, RecordId, Version};

use super::team::{self, end};
use super::{at_field, permitted};
use crate::authorization::planned::{carried_out, taken};
use crate::context::{App, person};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::Caller;

/// How a level of care is given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Approach {
    /// Treatment approach or track, in the practice's words; empty when not recorded.
    pub track: String,
    /// `None` when not recorded.
    pub modality: Option<Modality>,
}

/// Which planned admission an admission carries out: the stay has its id then, and what a payer was asked and granted before is its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlanOfAdmission {
    /// The one to its program, where one is planned.
    #[default]
    Fitting,
    /// This one, whichever program it was to.
    This(EpisodeId),
    /// None: it is another admission, and what is planned stays so.
    Another,
}

/// The fields of a form in which the first and the last day of a stay were given.
struct DayFields {
    first: &'static str,
    last: &'static str,
}

impl App {
    /// Admits a patient: an episode with its first level-of-care period. The clinician in charge joins the care team. A stay that has ended is entered with
    /// its discharge.
    ///
    /// An admission to the program for which one is planned carries that out: the stay has its id, and what a payer was asked and granted before is its own.
    ///
    /// A stay that shares days with another one of the same person in the same program is refused as [`AppError::EpisodeOverlaps`]; one in another program is
    /// not.
    #[crate::boxed]
    pub async fn admit(&self, caller: &Caller, episode: Episode, track: String, modality: Option<Modality>) -> Result<EpisodeId, AppError> {
        self.admit_for(caller, PlanOfAdmission::Fitting, episode, Approach { track, modality }).await
    }

    /// As [`App::admit`], where somebody says which planned admission this is. [`AppError::Conflict`] where that was carried out or withdrawn since.
    #[crate::boxed]
    pub async fn admit_for(
        &self,
        caller: &Caller,
        plan: PlanOfAdmission,
        episode: Episode,
        approach: Approach,
    ) -> Result<EpisodeId, AppError> {
        let new_id: EpisodeId = self.ports.ids.next();
        let (period_id, member_id): (LevelOfCarePeriodId, RecordId) = (self.ports.ids.next(), self.ports.ids.next());
        let (asking, library) = (caller.clone(), self.library());
        let admitted = Arc::new(OnceLock::new());
        let admitted_as = Arc::clone(&admitted);
        self.register(caller, "admit", move |unit| {
            Box::pin(async move {
                let today = permitted(unit, &asking, episode.patient).await?;
                let patient = unit.require::<Patient>(episode.patient).await?;
                episode.check(patient.value().birth_day, today)?;
                refuse_impossible(unit, None, &episode).await?;
                let program = unit.require::<Program>(episode.program).await?;
                let planned = match plan {
                    PlanOfAdmission::Fitting => carried_out(unit, &episode).await?,
                    PlanOfAdmission::This(id) => Some(taken(unit, id, &episode).await?),
                    PlanOfAdmission::Another => None,
                };
                let id = *admitted_as.get_or_init(|| planned.unwrap_or(new_id));
                let period = Period::new(episode.admitted, end(&episode));
                let period = period.map_err(|_| AppError::field("admitted", FieldProblemKind::Backwards))?;
                let Approach { track, modality } = approach;
                let first = LevelOfCarePeriod {
                    episode: id,
                    program: episode.program,
                    level_of_care: program.value().level_of_care,
                    period,
                    track,
                    modality,
                };
                unit.insert(&Entry::new(id, episode.clone(), episode.admitted)).await?;
                unit.insert(&Entry::new(period_id, first, episode.admitted)).await?;
                team::join_as_primary(unit, &library, member_id, &episode).await
            })
        })
        .await?;
        Ok(admitted.get().copied().unwrap_or(new_id))
    }

    /// Ends the last level of care the day before and begins another, given as `approach` says. It goes on as long as the stay: in one that has ended, to its
    /// last day.
    #[crate::boxed]
    pub async fn change_level(
        &self,
        caller: &Caller,
        episode: EpisodeId,
        (program, from): (ProgramId, Day),
        approach: Approach,
    ) -> Result<LevelOfCarePeriodId, AppError> {
        let id: LevelOfCarePeriodId = self.ports.ids.next();
        let asking = caller.clone();
        self.register(caller, "change_level", move |unit| {
            Box::pin(async move {
                let stored = unit.require::<Episode>(episode).await?;
                let today = permitted(unit, &asking, stored.value().patient).await?;
                let program_record = unit.require::<Program>(program).await?;
                let backwards = |_| AppError::field("day", FieldProblemKind::Backwards);
                let last_level = storage::level_of_care_period::of_episode(unit, episode, View::Current).await?.pop();
                if let Some(running) = last_level.filter(|level| level.value().period.last().is_none_or(|last| last >= from)) {
                    let last = from.plus_days(-1);
                    let period = Period::new(running.value().period.first(), Some(last)).map_err(backwards)?;
                    let ended = LevelOfCarePeriod { period, ..running.value().clone() };
                    unit.correct(running.id, running.recorded.version, &ended, last).await?;
                }
                let Approach { track, modality } = approach;
                let period = Period::new(from, end(stored.value())).map_err(backwards)?;
                let next =
                    LevelOfCarePeriod { episode, program, level_of_care: program_record.value().level_of_care, period, track, modality };
                next.check(stored.value(), today).map_err(|problem| at_field("day", problem))?;
                Ok(unit.insert(&Entry::new(id, next, from)).await?)
            })
        })
        .await?;
        Ok(id)
    }

    /// Discharges: ends the episode with its last level of care, and the care team when the last follow-up is over. One that was discharged already ends
    /// anew.
    #[crate::boxed]
    pub async fn discharge(&self, caller: &Caller, episode: EpisodeId, expected: Version, discharge: Discharge) -> Result<(), AppError> {
        let (asking, library) = (caller.clone(), self.library());
        self.register(caller, "discharge", move |unit| {
            Box::pin(async move {
                let stored = unit.require::<Episode>(episode).await?;
                let today = permitted(unit, &asking, stored.value().patient).await?;
                let ended = Episode { discharge: Some(discharge), ..stored.value().clone() };
                refuse_impossible(unit, Some(&stored), &ended).await?;
                let fields = DayFields { first: "day", last: "day" };
                put_right(unit, (&stored, expected), &ended, today, &fields).await?;
                team::follow_stay(unit, &library, &stored, &ended).await
            })
        })
        .await
    }

    /// Puts right what stands on record about a stay: first and last day, how it ended or that it did not, who referred, pays and answers for it, and of which
    /// earlier stay it is a readmission. Patient and program stay as they are. The levels of care at its ends move with the days, and so does the end of the
    /// care team; a clinician who was not named before joins it.
    ///
    /// Refused as [`FieldProblemKind::LevelBeyond`] where a change of level would lie outside, and as [`AppError::EpisodeOverlaps`].
    #[crate::boxed]
    pub async fn correct_episode(&self, caller: &Caller, id: EpisodeId, expected: Version, corrected: Episode) -> Result<(), AppError> {
        let member_id: RecordId = self.ports.ids.next();
        let (asking, library) = (caller.clone(), self.library());
        self.register(caller, "correct_episode", move |unit| {
            Box::pin(async move {
                let stored = unit.require::<Episode>(id).await?;
                let today = permitted(unit, &asking, stored.value().patient).await?;
                let corrected = Episode { patient: stored.value().patient, program: stored.value().program, ..corrected };
                refuse_impossible(unit, Some(&stored), &corrected).await?;
                let fields = DayFields { first: "admitted", last: "discharge_day" };
                put_right(unit, (&stored, expected), &corrected, today, &fields).await?;
                team::follow_stay(unit, &library, &stored, &corrected).await?;
                if corrected.clinician != stored.value().clinician {
                    team::join_as_primary(unit, &library, member_id, &corrected).await?;
                }
                Ok(())
            })
        })
        .await
    }
}

/// Writes the next version of a stay, and lets its levels of care follow.
async fn put_right(
    unit: &mut WriteUnit,
    (stored, expected): (&Stored<Episode>, Version),
    next: &Episode,
    today: Day,
    fields: &DayFields,
) -> Result<(), AppError> {
    let patient = unit.require::<Patient>(next.patient).await?;
    next.check(patient.value().birth_day, today)?;
    let effective_day = end(next).unwrap_or(next.admitted);
    unit.correct(stored.id, expected, next, effective_day).await?;
    let mut periods = storage::level_of_care_period::of_episode(unit, stored.id, View::Current).await?;
    periods.sort_by_key(|each| (each.value().period.first(), each.id));
    let count = periods.len();
    for (place, period) in periods.into_iter().enumerate() {
        let is_at = (place == 0, place + 1 == count);
        let moved = moved(period.value().period, is_at, (stored.value(), next), fields)?;
        if moved != period.value().period {
            let value = LevelOfCarePeriod { period: moved, ..period.value().clone() };
            unit.correct(period.id, period.recorded.version, &value, moved.last().unwrap_or(moved.first())).await?;
        }
    }
    Ok(())
}

/// The days of a level of care after its stay was put right: the first level begins with the stay and the last one ends with it, where they did so before or
/// would lie outside now.
fn moved(
    period: Period,
    (is_first, is_last): (bool, bool),
    (before, after): (&Episode, &Episode),
    fields: &DayFields,
) -> Result<Period, AppError> {
    let (mut first, mut last) = (period.first(), period.last());
    if is_first && (first == before.admitted || first < after.admitted) {
        first = after.admitted;
    }
    if is_last && (last == end(before) || last.is_none() || last.zip(end(after)).is_some_and(|(last, end)| last > end)) {
        last = end(after);
    }
    let beyond = |field: &str| AppError::field(field, FieldProblemKind::LevelBeyond);
    let period = Period::new(first, last).map_err(|_| beyond(if is_last { fields.last } else { fields.first }))?;
    match period.last() {
        _ if !after.contains(first) => Err(beyond(if first < after.admitted { fields.first } else { fields.last })),
        Some(last) if !after.contains(last) => Err(beyond(fields.last)),
        _ => Ok(period),
    }
}

/// Refuses a stay that cannot be beside the others of the same person: one that shares days with another in its program and did not do so before, or that
/// follows none of them as the readmission that it is said to be. `before` is how it stands on record.
pub(super) async fn refuse_impossible(unit: &mut WriteUnit, before: Option<&Stored<Episode>>, new: &Episode) -> Result<(), AppError> {
    let (_, records) = person(unit, new.patient).await?;
    let mut others = storage::episode::of_patients(unit, &records, View::Current).await?;
    others.retain(|each| before.is_none_or(|before| before.id != each.id));
    if new.readmission_of.is_some_and(|earlier| others.iter().all(|each| each.id != earlier)) {
        return Err(AppError::field("readmission_of", FieldProblemKind::NotAChoice));
    }
    let did_so_before = |other: &Episode| before.is_some_and(|before| before.value().overlaps(other));
    match others.iter().find(|each| each.value().overlaps(new) && !did_so_before(each.value())) {
        None => Ok(()),
        Some(other) => Err(AppError::EpisodeOverlaps { episode: other.id, admitted: other.value().admitted, last: end(other.value()) }),
    }
}

#[cfg(test)]
mod tests {
    use care::testing::stay;

    use super::*;

    type Days = (&'static str, Option<&'static str>);

    #[test]
    fn the_levels_at_the_ends_of_a_stay_move_with_its_days() {
        let period = |(first, last): Days| {
            let last = last.map(|day| day.parse().unwrap());
            Period::new(first.parse().unwrap(), last).unwrap()
        };
        let check = |levels: &[Days], before: Days, after: Days, expected: Result<&[Days], &str>| {
            let fields = DayFields { first: "admitted", last: "discharge_day" };
            let stays = (stay(1, before.0, before.1), stay(1, after.0, after.1));
            let each = |(place, days): (usize, &Days)| {
                moved(period(*days), (place == 0, place + 1 == levels.len()), (&stays.0, &stays.1), &fields)
            };
            let found: Result<Vec<Period>, AppError> = levels.iter().enumerate().map(each).collect();
            match (found, expected) {
                (Ok(found), Ok(expected)) => assert_eq!(found, expected.iter().copied().map(period).collect::<Vec<_>>()),
                (Err(AppError::Form(problems)), Err(field)) => {
                    assert_eq!((problems[0].field.as_str(), &problems[0].kind), (field, &FieldProblemKind::LevelBeyond));
                }
                (found, expected) => panic!("{found:?}, not {expected:?}"),
            }
        };
        let open = ("2026-09-01", None);
        let ended = ("2026-09-01", Some("2026-10-20"));
        let two = [("2026-09-01", Some("2026-09-30")), ("2026-10-01", Some("2026-10-20"))];
        // A discharge ends the last level, moves its end, or is taken back.
        check(&[open], open, ended, Ok(&[ended]));
        check(&two, ended, ("2026-09-01", Some("2026-10-25")), Ok(&[two[0], ("2026-10-01", Some("2026-10-25"))]));
        check(&two, ended, ("2026-09-01", Some("2026-10-05")), Ok(&[two[0], ("2026-10-01", Some("2026-10-05"))]));
        check(&two, ended, open, Ok(&[two[0], ("2026-10-01", None)]));
        // The admission moves the first level.
        check(&two, ended, ("2026-08-15", Some("2026-10-20")), Ok(&[("2026-08-15", Some("2026-09-30")), two[1]]));
        check(&two, ended, ("2026-09-10", Some("2026-10-20")), Ok(&[("2026-09-10", Some("2026-09-30")), two[1]]));
        // A level that ended before the stay did goes on having ended then.
        let early = [("2026-09-01", Some("2026-10-01"))];
        check(&early, ended, open, Ok(&early));
        check(&early, ended, ("2026-09-01", Some("2026-09-15")), Ok(&[("2026-09-01", Some("2026-09-15"))]));
        // A change of level never lies outside.
        check(&two, ended, ("2026-09-01", Some("2026-09-15")), Err("discharge_day"));
        check(&two, ended, ("2026-10-05", Some("2026-10-20")), Err("admitted"));
    }
}
