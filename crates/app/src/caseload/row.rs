//! One patient of a caseload: where they are in care, how their series stand, and what was last determined.

use std::collections::BTreeMap;

use care::{Episode, Patient, PatientLinks, Program};
use instruments::{Library, Respondent};
use storage::score::{End, Ends, SeriesStanding};
use storage::{ReadUnit, Stored, View};
use utilization_review::level_of_care::Determination;
use vocabulary::{Day, EpisodeId, LevelOfCare, PatientId};

use super::alerts::{add_alerts, link_alerts};
use super::need::{need_of, safety_answer};
use super::{Need, SafetyAlert};
use crate::change::{Grounds, Standing, Stay, Valued, standing};
use crate::course::Courses;
use crate::error::AppError;
use crate::instrument::{RecalledByInstrument, admits_severity};
use crate::series::{Brief, LatestScore, latest_of};

/// One patient of the caseload.
#[derive(Clone, Debug)]
pub struct CaseloadRow {
    /// The patient.
    pub patient: PatientId,
    /// Family name, comma, given name.
    pub listed_name: String,
    /// The practice's number.
    pub record_number: String,
    /// Completed years today.
    pub age: u16,
    /// The level of care of the open episode; `None` when none is open.
    pub level_of_care: Option<LevelOfCare>,
    /// The name of the program; empty when no episode is open.
    pub program: String,
    /// Admission to the open episode.
    pub admitted: Option<Day>,
    /// The day of the last discharge, where no episode is open.
    pub(super) discharged: Option<Day>,
    /// Every open episode, the last admitted first.
    open_episodes: Vec<EpisodeId>,
    /// What was last determined about the level of care, for those who may see it. Where several episodes are open, the most pressing of them.
    pub determination: Option<Determination>,
    /// Why this patient stands where they stand.
    pub need: Need,
    /// The newest answer of the last days that a person must see, whether or not somebody has dealt with it; as [`Need::Safety`].
    pub safety_answer: Option<Need>,
    /// The alert about a safety answer, for those who see alerts: the newest that is open, else the newest. `None` where none was raised yet.
    pub alert: Option<SafetyAlert>,
    /// The latest score of each instrument, the most severe first.
    pub latest: Vec<LatestScore>,
    /// The day of the last administration.
    pub last_administration: Option<Day>,
}

impl CaseloadRow {
    /// Lets an answer about safety speak, until a person has closed its alert.
    fn press_for_safety(&mut self) {
        let Some(Need::Safety { day, .. }) = self.safety_answer else { return };
        if !self.alert.is_some_and(|alert| alert.has_dealt_with(day)) {
            self.need.or_more_pressing(self.safety_answer.clone().unwrap_or(Need::Nothing));
        }
    }
}

/// What a role sees of a caseload.
#[derive(Clone, Copy)]
pub(super) struct Sees {
    pub(super) scores: bool,
    pub(super) recommendations: bool,
    pub(super) alerts: bool,
}

/// What every row is made with.
#[derive(Clone, Copy)]
pub(super) struct Given<'a> {
    pub(super) links: &'a PatientLinks,
    pub(super) programs: &'a [Stored<Program>],
    pub(super) library: &'a Library,
    pub(super) recalled: &'a RecalledByInstrument,
    pub(super) today: Day,
    pub(super) sees: Sees,
}

/// The rows of patients with what presses in each, as far as the role sees it.
pub(super) async fn rows_of(unit: &mut ReadUnit, given: Given<'_>, patients: &[Stored<Patient>]) -> Result<Vec<CaseloadRow>, AppError> {
    let Given { links, sees, .. } = given;
    let mut rows = rows_by_scores(unit, given, patients).await?;
    if sees.recommendations {
        add_determinations(unit, links, &mut rows).await?;
    }
    if sees.scores {
        add_alerts(unit, links, &mut rows, sees.alerts).await?;
    }
    if sees.alerts {
        link_alerts(unit, links, &mut rows).await?;
    }
    rows.iter_mut().for_each(CaseloadRow::press_for_safety);
    Ok(rows)
}

async fn rows_by_scores(unit: &mut ReadUnit, given: Given<'_>, patients: &[Stored<Patient>]) -> Result<Vec<CaseloadRow>, AppError> {
    let Given { links, programs, library, recalled, today, sees: Sees { scores: shows_scores, .. } } = given;
    let records: Vec<PatientId> = patients.iter().flat_map(|stored| links.records_of(stored.id)).collect();
    let mut episodes: BTreeMap<PatientId, Vec<Stored<Episode>>> = BTreeMap::new();
    for episode in storage::episode::of_patients(unit, &records, View::Current).await? {
        episodes.entry(links.shown_as(episode.value().patient)).or_default().push(episode);
    }
    for of_patient in episodes.values_mut() {
        // Those of merged records are one list.
        of_patient.sort_by_key(|episode| (episode.value().admitted, episode.id));
    }
    let mut levels: BTreeMap<EpisodeId, (LevelOfCare, vocabulary::ProgramId)> = BTreeMap::new();
    for period in storage::level_of_care_period::of_patients(unit, &records, View::Current).await? {
        levels.insert(period.value().episode, (period.value().level_of_care, period.value().program));
    }
    let programs: BTreeMap<_, _> = programs.iter().map(|program| (program.id, &program.value().name)).collect();
    let standings = if shows_scores { standings_of(unit, &records, &episodes, links).await? } else { BTreeMap::new() };
    let courses = Courses::load(unit, View::Current).await?;
    let rows = patients.iter().map(|stored| {
        let open = open_episode(&episodes, stored.id);
        let of_patient = standings.get(&stored.id).map(Vec::as_slice).unwrap_or_default();
        let latest = latest_of(of_patient.iter().flat_map(Brief::of_standing), library);
        let stays = if open.is_some() { stays_of(&episodes, stored.id) } else { Vec::new() };
        let grounds = Grounds { stays: &stays, recalled, courses: &courses };
        let standings = judged(&series_of(of_patient), library, grounds);
        let has_severity =
            |score: &LatestScore| library.get(&score.instrument).is_some_and(|definition| admits_severity(definition, recalled));
        let last_administration = latest.iter().map(|score| score.day).max();
        CaseloadRow {
            patient: stored.id,
            listed_name: stored.value().listed_name(),
            record_number: stored.value().record_number.clone(),
            age: stored.value().age_on(today),
            level_of_care: open.and_then(|episode| levels.get(&episode.id)).map(|(level, _)| *level),
            // Where the level is given, which may be another program than the one that admitted.
            program: open
                .map(|episode| levels.get(&episode.id).map_or(episode.value().program, |(_, program)| *program))
                .and_then(|program| programs.get(&program).copied().cloned())
                .unwrap_or_default(),
            admitted: open.map(|episode| episode.value().admitted),
            discharged: if open.is_some() { None } else { last_discharge(&episodes, stored.id) },
            open_episodes: open_episodes(&episodes, stored.id).map(|episode| episode.id).collect(),
            determination: None,
            alert: None,
            safety_answer: safety_answer(&latest, today),
            need: need_of(&latest, has_severity, &standings, open.filter(|_| shows_scores).map(Stored::value)),
            latest,
            last_administration,
        }
    });
    Ok(rows.collect())
}

/// What was last determined about each: of the open episodes, whichever presses most.
async fn add_determinations(unit: &mut ReadUnit, links: &PatientLinks, rows: &mut [CaseloadRow]) -> Result<(), AppError> {
    let records: Vec<PatientId> = rows.iter().flat_map(|row| links.records_of(row.patient)).collect();
    let mut newest: BTreeMap<EpisodeId, Determination> = BTreeMap::new();
    for (_, episode, outcome) in storage::determination::newest_outcomes(unit, &records).await? {
        newest.extend(outcome.parse().ok().map(|determination| (episode, determination)));
    }
    for row in rows.iter_mut().filter(|row| row.level_of_care.is_some()) {
        let of_open = row.open_episodes.iter().filter_map(|episode| newest.get(episode).copied());
        row.determination = of_open.min_by_key(|determination| Need::LevelOfCare(*determination).rank());
        if let Some(determination) = row.determination {
            row.need.or_more_pressing(Need::LevelOfCare(determination));
        }
    }
    Ok(())
}

/// The open episodes, the one that began last first.
fn open_episodes(episodes: &BTreeMap<PatientId, Vec<Stored<Episode>>>, patient: PatientId) -> impl Iterator<Item = &Stored<Episode>> {
    episodes.get(&patient).into_iter().flatten().rev().filter(|episode| episode.value().discharge.is_none())
}

/// The open episode that began last.
fn open_episode(episodes: &BTreeMap<PatientId, Vec<Stored<Episode>>>, patient: PatientId) -> Option<&Stored<Episode>> {
    open_episodes(episodes, patient).next()
}

/// The day of the last discharge.
fn last_discharge(episodes: &BTreeMap<PatientId, Vec<Stored<Episode>>>, patient: PatientId) -> Option<Day> {
    let of_patient = episodes.get(&patient).into_iter().flatten();
    of_patient.filter_map(|episode| episode.value().discharge.as_ref()).map(|discharge| discharge.day).max()
}

/// Every stay of a patient, open or over.
fn stays_of(episodes: &BTreeMap<PatientId, Vec<Stored<Episode>>>, patient: PatientId) -> Vec<Stay> {
    episodes.get(&patient).into_iter().flatten().map(|episode| Stay::from(episode.value())).collect()
}

/// How every series of each patient stands since their open episode began, under the record that they are shown as.
async fn standings_of(
    unit: &mut ReadUnit,
    records: &[PatientId],
    episodes: &BTreeMap<PatientId, Vec<Stored<Episode>>>,
    links: &PatientLinks,
) -> Result<BTreeMap<PatientId, Vec<SeriesStanding>>, AppError> {
    let since = |record: PatientId| {
        let shown = links.shown_as(record);
        open_episode(episodes, shown).map(|episode| Stay::from(episode.value()).first_day(&stays_of(episodes, shown)))
    };
    let asked: Vec<(PatientId, Option<Day>)> = records.iter().map(|record| (*record, since(*record))).collect();
    let mut all: BTreeMap<PatientId, Vec<SeriesStanding>> = BTreeMap::new();
    for standing in storage::score::standing(unit, &asked).await? {
        all.entry(links.shown_as(standing.series.patient)).or_default().push(standing);
    }
    Ok(all)
}

/// What is compared of a patient: one instrument by one respondent, from its baseline to its newest score. What lies between decides nothing here.
type PatientSeries<'a> = BTreeMap<(&'a str, Respondent), Vec<Valued>>;

fn series_of(standings: &[SeriesStanding]) -> PatientSeries<'_> {
    let mut all: PatientSeries<'_> = BTreeMap::new();
    for SeriesStanding { series, ends, .. } in standings {
        let Some(Ends { first, last }) = *ends else { continue };
        let ends = [first, last].map(|End { day, administration, total }| Valued { administration, day, value: total });
        all.entry((series.instrument.as_str(), series.respondent)).or_default().extend(ends);
    }
    for series in all.values_mut() {
        series.sort_by_key(|score| (score.day, score.administration));
        series.dedup_by_key(|score| score.administration);
    }
    all
}

/// How each series of a patient stands, with what people call the instrument.
fn judged(series: &PatientSeries<'_>, library: &Library, grounds: Grounds<'_>) -> Vec<(String, Standing)> {
    let of_series = |((instrument, respondent), scores): (&(&str, Respondent), &Vec<Valued>)| {
        let definition = library.get(instrument).filter(|definition| definition.intended_use.is_trended())?;
        let standing = standing(definition, definition.main_scale?, *respondent, scores, grounds)?;
        Some((definition.short_name.clone(), standing))
    };
    series.iter().filter_map(of_series).collect()
}
