//! The records that judging rests on, for many patients in a few statements.

use std::collections::{BTreeMap, BTreeSet};

use care::{Attendance, Episode, LevelOfCarePeriod, Patient, PatientLinks, Program};
use instruments::{Administration, Responses};
use storage::score::RecentScore;
use storage::score_review::ScoreReview;
use storage::{ReadUnit, Stored, View};
use vocabulary::{AdministrationId, BusinessCalendar, Day, EpisodeId, PatientId, ProgramId, Verdict, ZoneName};

use crate::change::Stay;
use crate::error::AppError;

/// Scores of a series that are looked at, besides its first one.
const SCORES_OF_A_SERIES: usize = 120;

/// What was written about some patients, under the record each is shown as.
pub(super) struct People {
    /// The records under which they are shown, each once.
    pub(super) shown: Vec<PatientId>,
    /// These with the records that are merged with theirs.
    records: Vec<PatientId>,
    pub(super) of: BTreeMap<PatientId, Records>,
    pub(super) programs: BTreeMap<ProgramId, Program>,
    pub(super) first_zone: ZoneName,
    /// Which days the practice works.
    pub(super) calendar: BusinessCalendar,
}

/// What was written about one patient.
#[derive(Default)]
pub(super) struct Records {
    pub(super) patient: Option<Patient>,
    pub(super) episodes: Vec<Stored<Episode>>,
    pub(super) periods: Vec<Stored<LevelOfCarePeriod>>,
    pub(super) administrations: Vec<Stored<Administration>>,
    pub(super) scores: BTreeMap<AdministrationId, RecentScore>,
    /// The answers where an entry about safety is met or cannot be decided.
    pub(super) responses: BTreeMap<AdministrationId, Responses>,
    pub(super) attendance: Vec<Stored<Attendance>>,
    pub(super) reviews: Vec<Stored<ScoreReview>>,
    /// The days on which payers look at the open episodes.
    pub(super) payer_reviews: BTreeMap<EpisodeId, Vec<Day>>,
}

impl Records {
    /// The stay that began last.
    pub(super) fn latest_stay(&self) -> Option<&Stored<Episode>> {
        self.episodes.last()
    }
}

impl People {
    /// The records of all of them.
    pub(super) fn records(&self) -> Vec<PatientId> {
        self.records.clone()
    }
}

/// Loads everything about these patients and the records that are merged with theirs.
pub(super) async fn people(unit: &mut ReadUnit, patients: &[PatientId]) -> Result<People, AppError> {
    let links = storage::patient_link::links(unit, View::Current).await?;
    let shown: BTreeSet<PatientId> = patients.iter().map(|patient| links.shown_as(*patient)).collect();
    let shown: Vec<PatientId> = shown.into_iter().collect();
    let records: Vec<PatientId> = shown.iter().flat_map(|patient| links.records_of(*patient)).collect();
    let mut of: BTreeMap<PatientId, Records> = BTreeMap::new();
    let mut of_patient = |patient: PatientId, take: &mut dyn FnMut(&mut Records)| take(of.entry(links.shown_as(patient)).or_default());
    for each in unit.get_many::<Patient>(&shown, View::Current).await? {
        of_patient(each.id, &mut |records| records.patient = Some(each.value().clone()));
    }
    for each in storage::episode::of_patients(unit, &records, View::Current).await? {
        of_patient(each.value().patient, &mut |records| records.episodes.push(each.clone()));
    }
    for records in of.values_mut() {
        // Those of merged records are one list.
        records.episodes.sort_by_key(|episode| (episode.value().admitted, episode.id));
    }
    of_episodes(unit, &records, &mut of).await?;
    let firsts = baselines(&of, &links);
    let mut of_patient = |patient: PatientId, take: &mut dyn FnMut(&mut Records)| take(of.entry(links.shown_as(patient)).or_default());
    for each in storage::administration::of_patients(unit, &records, View::Current).await? {
        of_patient(each.value().patient, &mut |records| records.administrations.push(each.clone()));
    }
    let mut unclear: Vec<(PatientId, AdministrationId)> = Vec::new();
    for each in storage::score::recent_with_firsts(unit, &records, SCORES_OF_A_SERIES, &firsts).await? {
        let is_unclear = |score: &&RecentScore| matches!(score.safety, Some(Verdict::Met | Verdict::Unknown));
        unclear.extend(each.scores.iter().filter(is_unclear).map(|score| (each.patient, score.administration)));
        of_patient(each.patient, &mut |records| {
            records.scores.extend(each.scores.iter().map(|score| (score.administration, score.clone())));
        });
    }
    let ids: Vec<AdministrationId> = unclear.iter().map(|(_, id)| *id).collect();
    let patient_of: BTreeMap<AdministrationId, PatientId> = unclear.into_iter().map(|(patient, id)| (id, patient)).collect();
    for (id, responses) in storage::responses::of_many(unit, &ids, View::Current).await? {
        if let Some(patient) = patient_of.get(&id) {
            of_patient(*patient, &mut |records| drop(records.responses.insert(id, responses.clone())));
        }
    }
    for each in storage::score_review::of_patients(unit, &records, View::Current).await? {
        of_patient(each.value().patient, &mut |records| records.reviews.push(each.clone()));
    }
    let programs = storage::program::all(unit, View::Current).await?;
    let first_zone = programs.first().map_or_else(ZoneName::utc, |program| program.value().zone.clone());
    let programs = programs.into_iter().map(|program| (program.id, program.recorded.value)).collect();
    let calendar = crate::holiday::calendar_in(unit).await?;
    Ok(People { shown, records, of, programs, first_zone, calendar })
}

/// The days from which on changes are counted, by every record of a person: the first day of each open episode and of its level of care, or that of the
/// last episode where none is open.
fn baselines(of: &BTreeMap<PatientId, Records>, links: &PatientLinks) -> BTreeMap<PatientId, Vec<Day>> {
    let mut firsts = BTreeMap::new();
    for (patient, records) in of {
        let stays: Vec<Stay> = records.episodes.iter().map(|episode| Stay::from(episode.value())).collect();
        let open = records.episodes.iter().filter(|episode| episode.value().discharge.is_none());
        let first_day = |episode: &Stored<Episode>| Stay::from(episode.value()).first_day(&stays);
        let mut days: Vec<Day> = open.map(first_day).collect();
        if days.is_empty() {
            days.extend(records.latest_stay().map(first_day));
        }
        days.extend(records.periods.iter().map(|period| period.value().period.first()));
        if !days.is_empty() {
            firsts.extend(links.records_of(*patient).into_iter().map(|record| (record, days.clone())));
        }
    }
    firsts
}

/// Adds what belongs to the open episodes: levels of care and planned days.
async fn of_episodes(unit: &mut ReadUnit, records: &[PatientId], of: &mut BTreeMap<PatientId, Records>) -> Result<(), AppError> {
    let open = |episode: &&Stored<Episode>| episode.value().discharge.is_none();
    let owner: BTreeMap<_, _> =
        of.iter().flat_map(|(patient, records)| records.episodes.iter().filter(open).map(|each| (each.id, *patient))).collect();
    let first_day: Option<Day> = of.values().flat_map(|records| &records.episodes).filter(open).map(|each| each.value().admitted).min();
    let Some(first_day) = first_day else { return Ok(()) };
    for each in storage::open_care::periods(unit, Some(records)).await? {
        if let Some(records) = owner.get(&each.value().episode).and_then(|patient| of.get_mut(patient)) {
            records.periods.push(each);
        }
    }
    for (episode, days) in crate::review::review_days(unit, records).await? {
        if let Some(records) = owner.get(&episode).and_then(|patient| of.get_mut(patient)) {
            records.payer_reviews.insert(episode, days);
        }
    }
    let last_day = unit.at().day_in(&ZoneName::utc()).plus_days(1);
    for each in storage::attendance::between(unit, records, (first_day, last_day), View::Current).await? {
        if let Some(records) = owner.get(&each.value().episode).and_then(|patient| of.get_mut(patient)) {
            records.attendance.push(each);
        }
    }
    Ok(())
}
