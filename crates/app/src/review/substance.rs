//! Which stays are care for a substance use disorder, for which states and payers have rules of their own: for one review, and for the whole board at once.

use std::collections::{BTreeMap, BTreeSet};

use care::{Diagnosis, Episode, LevelOfCarePeriod};
use storage::{ReadUnit, Stored, View};
use vocabulary::{Day, EpisodeId, PatientId, ProgramId};

use crate::error::AppError;

/// A stay on a day, with the record under which its patient is shown.
pub(super) type StayOn = (PatientId, EpisodeId, Day);

/// The stays for which it is: by a diagnosis that is current on the day, or because a program under 42 CFR Part 2 holds records of the person. Each kind of
/// record is read once, whatever the number of stays; nothing where there are none.
pub(super) async fn of_stays(unit: &mut ReadUnit, stays: &[StayOn]) -> Result<BTreeSet<EpisodeId>, AppError> {
    if stays.is_empty() {
        return Ok(BTreeSet::new());
    }
    let links = storage::patient_link::links(unit, View::Current).await?;
    let shown: BTreeSet<PatientId> = stays.iter().map(|(shown, ..)| *shown).collect();
    let records: Vec<PatientId> = shown.iter().flat_map(|shown| links.records_of(*shown)).collect();
    let programs = crate::patient::programs(unit).await?;
    let is_part2 = |program: ProgramId| programs.get(&program).is_some_and(|program| program.part2);
    let diagnoses: Vec<Stored<Diagnosis>> = storage::diagnosis::of_patients(unit, &records, View::Current).await?;
    let mut diagnosed: BTreeMap<PatientId, Vec<&Diagnosis>> = BTreeMap::new();
    for diagnosis in diagnoses.iter().map(Stored::value) {
        diagnosed.entry(links.shown_as(diagnosis.patient)).or_default().push(diagnosis);
    }
    let episodes: Vec<Stored<Episode>> = storage::episode::of_patients(unit, &records, View::Current).await?;
    let periods: Vec<Stored<LevelOfCarePeriod>> = storage::level_of_care_period::of_patients(unit, &records, View::Current).await?;
    let admitted = episodes.iter().filter(|stored| is_part2(stored.value().program)).map(|stored| stored.id);
    let went_on = periods.iter().filter(|stored| is_part2(stored.value().program)).map(|stored| stored.value().episode);
    let in_part2: BTreeSet<EpisodeId> = admitted.chain(went_on).collect();
    let of_part2: BTreeSet<PatientId> =
        (episodes.iter()).filter(|stored| in_part2.contains(&stored.id)).map(|stored| links.shown_as(stored.value().patient)).collect();
    let is_of_use = |(shown, episode, day): &&StayOn| {
        let mut own = diagnosed.get(shown).into_iter().flatten();
        of_part2.contains(shown) || own.any(|diagnosis| diagnosis.is_substance_use_on(*episode, *day))
    };
    Ok(stays.iter().filter(is_of_use).map(|(_, episode, _)| *episode).collect())
}
