//! The caseload: who needs me first, and why.

use std::collections::{BTreeMap, BTreeSet};

use care::{Episode, Patient, PatientLinks, Program};
use instruments::{Library, Respondent};
use outcomes::change::judge::ChangeCategory;
use outcomes::warning_sign::{Class, Rule};
use storage::alert::OpenAlerts;
use storage::score::{End, Ends, SeriesStanding};
use storage::{OnRecord, ReadUnit, Stored, View, patient};
use utilization_review::level_of_care::Determination;
use vocabulary::{Day, EpisodeId, Instant, LevelOfCare, PatientId, Points, RecordId, Verdict};

use crate::change::{Grounds, Standing, Stay, Valued, standing};
use crate::context::App;
use crate::course::{CourseStanding, Courses};
use crate::error::AppError;
use crate::instrument::{RecalledByInstrument, enabled_in};
use crate::permission::{Caller, Data, Scope};
use crate::series::{Brief, LatestScore, latest_of};

/// A safety answer is pressing for so many days; afterwards it stands on the patient's page.
const SAFETY_DAYS: i32 = 14;
/// The largest caseload of one clinician that is sorted by need.
const CARE_TEAM_MAX: u16 = 1_000;

/// Which part of the caseload is asked for.
#[derive(Clone, Debug, Default)]
pub struct CaseloadQuery {
    /// Beginning of a name or record number; empty for all.
    pub search: String,
    /// The last patient of the page before.
    pub after: Option<PatientId>,
    /// At most so many rows.
    pub size: u16,
    /// Only the caller's own patients, the most pressing first: for those who see everybody and treat somebody.
    pub is_own: bool,
}

/// A page of the caseload.
#[derive(Clone, Debug)]
pub struct Caseload {
    /// The rows, in their order.
    pub rows: Vec<CaseloadRow>,
    /// The last patient of this page when there is another.
    pub next: Option<PatientId>,
    /// How the rows are ordered.
    pub order: CaseloadOrder,
    /// False where the role sees no scores.
    pub shows_scores: bool,
    /// True where the role sees how levels of care are judged.
    pub shows_level_of_care: bool,
    /// True for who sees everybody and may ask for their own patients alone.
    pub may_ask_for_own: bool,
    /// Who enabled recalled values, by instrument.
    pub recalled: RecalledByInstrument,
}

/// What a role sees of a caseload.
struct Shown {
    shows_scores: bool,
    shows_level_of_care: bool,
    may_ask_for_own: bool,
    recalled: RecalledByInstrument,
}

impl Shown {
    fn caseload(self, rows: Vec<CaseloadRow>, next: Option<PatientId>, order: CaseloadOrder) -> Caseload {
        let Self { shows_scores, shows_level_of_care, may_ask_for_own, recalled } = self;
        Caseload { rows, next, order, shows_scores, shows_level_of_care, may_ask_for_own, recalled }
    }
}

/// How a caseload is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseloadOrder {
    /// A clinician's own patients, the most pressing first.
    Need,
    /// Everybody, or what a search found, by name.
    Name,
}

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

/// The alert about a safety answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SafetyAlert {
    /// Which.
    pub id: RecordId,
    /// False once a person has closed it.
    pub is_open: bool,
    /// The clinical day of the answer.
    pub day: Day,
    /// The newest answer with which a person has dealt: its clinical day.
    pub dealt_with: Option<Day>,
}

impl SafetyAlert {
    /// True where a person has dealt with the answer of a day. An older one may be open all the same.
    fn has_dealt_with(self, day: Day) -> bool {
        self.dealt_with.is_some_and(|dealt_with| dealt_with >= day) && !(self.is_open && self.day >= day)
    }
}

/// Why a patient is pressing, the most pressing first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// An answer that a person must see.
    Safety {
        /// In which instrument.
        instrument: String,
        /// When.
        day: Day,
    },
    /// The latest score lies in the most severe band.
    MostSevere {
        /// Of which instrument.
        instrument: String,
    },
    /// Worse since baseline by more than measurement error.
    ReliablyWorse {
        /// In which instrument.
        instrument: String,
        /// By so much.
        points: Points,
    },
    /// The latest score lies beyond the expected course.
    OffCourse {
        /// Of which instrument.
        instrument: String,
    },
    /// An alert about safety that nobody has closed, for those who may see alerts.
    SafetyAlert {
        /// By which rule.
        rule: Rule,
        /// Of which day; the newest where there are several.
        day: Day,
    },
    /// What was last determined about the level of care, for those who may see it: only what asks for somebody to look.
    LevelOfCare(Determination),
    /// An alert about treatment that nobody has closed, for those who may see alerts.
    TreatmentAlert {
        /// By which rule.
        rule: Rule,
        /// Of which day; the newest where there are several.
        day: Day,
    },
    /// Measures of the protocol were due and have not been obtained.
    Overdue {
        /// The day on which the first of them was due.
        since: Day,
    },
    /// Better since baseline by more than measurement error: nothing is pressing, and it is worth a look.
    ReliablyImproved {
        /// In which instrument.
        instrument: String,
    },
    /// Nothing of the above.
    Nothing,
}

impl Need {
    /// The place in the order of need, 0 first.
    pub const fn rank(&self) -> u8 {
        match self {
            Self::Safety { .. } | Self::SafetyAlert { .. } => 0,
            Self::LevelOfCare(Determination::SafetyReview) => 1,
            Self::LevelOfCare(Determination::StepUp) => 2,
            Self::ReliablyWorse { .. } => 3,
            Self::OffCourse { .. } => 4,
            Self::MostSevere { .. } => 5,
            Self::TreatmentAlert { .. } => 6,
            Self::LevelOfCare(Determination::ReviewPlan | Determination::Mixed) => 7,
            Self::Overdue { .. } => 8,
            Self::LevelOfCare(Determination::StepDown) => 9,
            Self::ReliablyImproved { .. } => 10,
            Self::LevelOfCare(Determination::NotApplicable | Determination::Continue | Determination::Insufficient) | Self::Nothing => 11,
        }
    }

    /// Gives way to a reason that is more pressing.
    fn or_more_pressing(&mut self, other: Self) {
        if other.rank() < self.rank() {
            *self = other;
        }
    }

    /// What an open alert gives as a reason. Of the tasks only a measure that is due does: a score that waits for its review is on the list of
    /// scores.
    fn of_alerts(open: &OpenAlerts, shows_alerts: bool) -> Option<Self> {
        let (rule, class): (Rule, Class) = (open.rule.parse().ok()?, open.class.parse().ok()?);
        match class {
            Class::Safety if shows_alerts => Some(Self::SafetyAlert { rule, day: open.last_day }),
            Class::Clinical if shows_alerts => Some(Self::TreatmentAlert { rule, day: open.last_day }),
            Class::Task if rule == Rule::OverdueMeasure => Some(Self::Overdue { since: open.first_day }),
            Class::Safety | Class::Clinical | Class::Task => None,
        }
    }
}

impl App {
    /// The caller's patients. Clinicians get their own, the most pressing first; other roles get everybody by name.
    #[crate::boxed]
    pub async fn caseload(&self, caller: &Caller, query: CaseloadQuery) -> Result<Caseload, AppError> {
        Ok(self.caseload_on_record(caller, query).await?.stored().await?)
    }

    /// As [`App::caseload`]; the page can be made while the audit row is being written.
    #[crate::boxed]
    pub async fn caseload_on_record(&self, caller: &Caller, query: CaseloadQuery) -> Result<OnRecord<Caseload>, AppError> {
        let scope = match caller.may(Data::Identity) {
            Ok(scope) => scope,
            Err(refused) => return self.refuse(caller, "view_caseload", refused.into()).await,
        };
        let shows_scores = caller.scope(Data::Scores) != Scope::Nothing;
        let shows_level_of_care = caller.scope(Data::LevelOfCare) != Scope::Nothing;
        let shows_recommendations = caller.sees_recommendations();
        let shows_alerts = caller.scope(Data::Alerts) != Scope::Nothing;
        let (operation, library, clinician) = (self.operation(caller, "view_caseload"), self.library(), caller.clinician);
        let read = self.database.read_on_record::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let programs = storage::program::all(unit, View::Current).await?;
                let today = unit.at().day_in(&crate::context::zone_of(programs.first()));
                let recalled = enabled_in(unit, &library).await?;
                let links = storage::patient_link::links(unit, View::Current).await?;
                let by_need = scope == Scope::CareTeam || (query.is_own && clinician.is_some());
                let (patients, next) = match (by_need, clinician) {
                    (true, Some(clinician)) => (own_patients(unit, &links, clinician, today, &query.search).await?, None),
                    (true, None) => (Vec::new(), None),
                    (false, _) => by_name(unit, &links, &query).await?,
                };
                let mut rows = {
                    let given = Given { links: &links, programs: &programs, library: &library, recalled: &recalled, today, shows_scores };
                    rows_of(unit, given, &patients).await?
                };
                if shows_recommendations {
                    add_determinations(unit, &links, &mut rows).await?;
                }
                if shows_scores {
                    add_alerts(unit, &links, &mut rows, shows_alerts).await?;
                }
                if shows_alerts {
                    link_alerts(unit, &links, &mut rows).await?;
                }
                rows.iter_mut().for_each(CaseloadRow::press_for_safety);
                let may_ask_for_own = scope == Scope::All && clinician.is_some();
                let shown = Shown { shows_scores, shows_level_of_care, may_ask_for_own, recalled };
                if !by_need {
                    return Ok(shown.caseload(rows, next, CaseloadOrder::Name));
                }
                rows.sort_by_cached_key(|row| {
                    (row.need.rank(), std::cmp::Reverse(pressing_day(row)), row.listed_name.clone(), row.patient)
                });
                let start = query.after.and_then(|after| rows.iter().position(|row| row.patient == after)).map_or(0, |place| place + 1);
                let size = usize::from(query.size.max(1));
                let next = (rows.len() > start + size).then(|| rows[start + size - 1].patient);
                let rows = rows.into_iter().skip(start).take(size).collect();
                Ok(shown.caseload(rows, next, CaseloadOrder::Need))
            })
        });
        read.await
    }
}

fn pressing_day(row: &CaseloadRow) -> Option<Day> {
    match &row.need {
        Need::Safety { day, .. } | Need::SafetyAlert { day, .. } => Some(*day),
        _ => row.latest.first().map(|score| score.day),
    }
}

async fn own_patients(
    unit: &mut ReadUnit,
    links: &PatientLinks,
    clinician: vocabulary::ClinicianId,
    today: Day,
    search: &str,
) -> Result<Vec<Stored<Patient>>, AppError> {
    let page = patient::NamePage::first(CARE_TEAM_MAX);
    let mut own = patient::of_care_team(unit, clinician, today, View::Current, &page).await?;
    if !search.trim().is_empty() {
        let wanted = patient::folded(search);
        own.retain(|stored| {
            let (value, number) = (stored.value(), search.trim());
            patient::folded(&value.listed_name()).starts_with(&wanted)
                || patient::folded(&value.given_name).starts_with(&wanted)
                || value.record_number.starts_with(number)
        });
    }
    shown_once(unit, links, own).await
}

async fn by_name(
    unit: &mut ReadUnit,
    links: &PatientLinks,
    query: &CaseloadQuery,
) -> Result<(Vec<Stored<Patient>>, Option<PatientId>), AppError> {
    let size = query.size.max(1);
    let after = match query.after {
        Some(id) => patient::NamePosition::of_id(unit, id).await?,
        None => None,
    };
    let page = patient::NamePage { after, size: size + 1 };
    let mut found = if query.search.trim().is_empty() {
        patient::all(unit, View::Current, &page).await?
    } else {
        patient::search(unit, &query.search, View::Current, &page).await?
    };
    let more = found.len() > usize::from(size);
    found.truncate(usize::from(size));
    let next = if more { found.last().map(|last| last.id) } else { None };
    Ok((shown_once(unit, links, found).await?, next))
}

/// Merged records are shown under the record that goes on, once.
pub(crate) async fn shown_once(
    unit: &mut ReadUnit,
    links: &PatientLinks,
    found: Vec<Stored<Patient>>,
) -> Result<Vec<Stored<Patient>>, AppError> {
    let mut seen: BTreeSet<PatientId> = BTreeSet::new();
    let mut shown = Vec::with_capacity(found.len());
    for stored in found {
        let id = links.shown_as(stored.id);
        if !seen.insert(id) {
            continue;
        }
        let stands = if id == stored.id { Some(stored) } else { unit.current::<Patient>(id).await? };
        shown.extend(stands);
    }
    Ok(shown)
}

/// What every row is made with.
#[derive(Clone, Copy)]
struct Given<'a> {
    links: &'a PatientLinks,
    programs: &'a [Stored<Program>],
    library: &'a Library,
    recalled: &'a RecalledByInstrument,
    today: Day,
    shows_scores: bool,
}

async fn rows_of(unit: &mut ReadUnit, given: Given<'_>, patients: &[Stored<Patient>]) -> Result<Vec<CaseloadRow>, AppError> {
    let Given { links, programs, library, recalled, today, shows_scores } = given;
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
            open_episodes: open_episodes(&episodes, stored.id).map(|episode| episode.id).collect(),
            determination: None,
            alert: None,
            safety_answer: safety_answer(&latest, today),
            need: need_of(&latest, &standings, open.filter(|_| shows_scores).map(Stored::value)),
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

/// Lets what is open speak for each patient.
async fn add_alerts(unit: &mut ReadUnit, links: &PatientLinks, rows: &mut [CaseloadRow], shows_alerts: bool) -> Result<(), AppError> {
    let records: Vec<PatientId> = rows.iter().flat_map(|row| links.records_of(row.patient)).collect();
    let places: BTreeMap<PatientId, usize> = rows.iter().enumerate().map(|(place, row)| (row.patient, place)).collect();
    for open in storage::alert::open_by_rule(unit, &records).await? {
        let Some(row) = places.get(&links.shown_as(open.patient)).and_then(|place| rows.get_mut(*place)) else { continue };
        let is_over = row.level_of_care.is_none() && row.admitted.is_none();
        let need = Need::of_alerts(&open, shows_alerts).filter(|need| !is_over || need.rank() == 0);
        row.need.or_more_pressing(need.unwrap_or(Need::Nothing));
    }
    Ok(())
}

/// The alert behind each answer about safety.
async fn link_alerts(unit: &mut ReadUnit, links: &PatientLinks, rows: &mut [CaseloadRow]) -> Result<(), AppError> {
    let with_answer = rows.iter().filter(|row| row.safety_answer.is_some() || matches!(row.need, Need::SafetyAlert { .. }));
    let records: Vec<PatientId> = with_answer.flat_map(|row| links.records_of(row.patient)).collect();
    let mut newest: BTreeMap<PatientId, (bool, Instant, RecordId, Day)> = BTreeMap::new();
    let mut dealt_with: BTreeMap<PatientId, Day> = BTreeMap::new();
    for stored in storage::alert::of_patients(unit, &records, View::Current).await? {
        let raised = &stored.raised;
        if raised.is_silent || raised.rule != Rule::SafetyAnswer.code() {
            continue;
        }
        let (found, shown) = ((crate::alert::is_open(&stored), raised.occurred_at, raised.id, raised.day), links.shown_as(raised.patient));
        newest.entry(shown).and_modify(|known| *known = found.max(*known)).or_insert(found);
        if !found.0 {
            dealt_with.entry(shown).and_modify(|known| *known = raised.day.max(*known)).or_insert(raised.day);
        }
    }
    for row in rows {
        let dealt_with = dealt_with.get(&row.patient).copied();
        row.alert = newest.get(&row.patient).map(|(is_open, _, id, day)| SafetyAlert { id: *id, is_open: *is_open, day: *day, dealt_with });
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

/// The newest answer of the last days that a person must see.
fn safety_answer(latest: &[LatestScore], today: Day) -> Option<Need> {
    let recent = |score: &&LatestScore| today.days_since(score.day) <= SAFETY_DAYS;
    let safety = latest.iter().filter(|score| score.safety == Some(Verdict::Met)).filter(recent).max_by_key(|score| score.day);
    safety.map(|score| Need::Safety { instrument: score.short_name.clone(), day: score.day })
}

/// Why a patient is pressing by scores alone. Differences within measurement error are no reason.
fn need_of(latest: &[LatestScore], standings: &[(String, Standing)], open: Option<&Episode>) -> Need {
    let Some(open) = open else { return Need::Nothing };
    let worse = standings.iter().filter(|(_, standing)| standing.change.category == Some(ChangeCategory::ReliablyWorse));
    let worse = worse.map(|(instrument, standing)| (instrument, Points::ZERO.minus(standing.change.better_by)));
    if let Some((instrument, points)) = worse.max_by_key(|(_, points)| *points) {
        return Need::ReliablyWorse { instrument: instrument.clone(), points };
    }
    if let Some((instrument, _)) = standings.iter().find(|(_, standing)| standing.course == Some(CourseStanding::OffCourse)) {
        return Need::OffCourse { instrument: instrument.clone() };
    }
    let mut in_episode = latest.iter().filter(|score| score.day >= open.admitted);
    let most_severe = in_episode.find(|score| score.severity.is_some_and(|severity| severity > 0 && Some(severity) == score.severity_max));
    if let Some(score) = most_severe {
        return Need::MostSevere { instrument: score.short_name.clone() };
    }
    let improved = |standing: &Standing| standing.change.reliably_improved() == Verdict::Met;
    match standings.iter().find(|(_, standing)| improved(standing)) {
        Some((instrument, _)) => Need::ReliablyImproved { instrument: instrument.clone() },
        None => Need::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_dealt_with_by_its_own_alert_and_not_by_how_an_older_one_stands() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let check = |alert: (bool, &str), dealt_with: Option<&str>, expected: bool| {
            let alert = SafetyAlert {
                id: "00000000-0000-0000-0000-000000000001".parse().unwrap(),
                is_open: alert.0,
                day: day(alert.1),
                dealt_with: dealt_with.map(day),
            };
            assert_eq!(alert.has_dealt_with(day("2026-11-27")), expected, "{alert:?}");
        };
        check((true, "2026-11-27"), None, false);
        check((false, "2026-11-27"), Some("2026-11-27"), true);
        check((true, "2026-10-02"), Some("2026-11-27"), true);
        check((true, "2026-10-02"), Some("2026-09-01"), false);
        check((true, "2026-11-27"), Some("2026-11-27"), false);
    }
}
