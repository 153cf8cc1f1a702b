//! From records to situations: what the records say about patients in care, for one patient's page and for judging everybody anew alike.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use care::{Episode, LevelOfCarePeriod, Patient, PriorLevelOutcome, Program};
use collection::protocol::Protocol;
use instruments::{Administration, Library, Respondent};
use storage::open_care::FormerPeriod;
use storage::score::RecentScore;
use storage::{ReadUnit, Stored, View};
use utilization_review::level_of_care::{CriteriaSet, Observation, Observed, Situation, SourceRecord};
use vocabulary::{AdministrationId, Day, EpisodeId, Instant, LevelOfCare, PatientId, ProgramId, RecordId, Verdict, ZoneName};

use super::criteria::InForce;
use super::measure::{Measures, Scored, first_day_at, is_screen, self_harm_of, to_look_at};
use super::typical_stay::TypicalStays;
use crate::change::Stay;
use crate::course::Courses;
use crate::error::AppError;
use crate::instrument::RecalledByInstrument;
use crate::judgement::received_at;

/// Scores of a series that are looked at, besides its first one.
const SCORES_OF_A_SERIES: usize = 60;
/// An answer about safety is looked at so many days back: longer than any set lets a score be old.
const ANSWER_DAYS: i32 = 35;
/// Attendance is looked at so many days back: the longest window in which it is counted is a month.
const ATTENDANCE_DAYS: i32 = 35;
/// Stays that ended so many days ago are looked at for the levels they were at: the longest window in which the shipped criteria ask for levels that were
/// tried.
const FORMER_STAY_DAYS: i32 = 90;

/// By what is judged.
pub(crate) struct Rules {
    pub(crate) library: Arc<Library>,
    pub(crate) recalled: RecalledByInstrument,
    pub(crate) protocol: Arc<Protocol>,
    pub(crate) courses: Courses,
    pub(crate) typical_stays: TypicalStays,
    pub(crate) set: Arc<CriteriaSet>,
    /// The practice's own set that is in force and does not read; `set` takes its place.
    pub(crate) unreadable_set: Option<String>,
}

impl Rules {
    /// What is in force now. `set` takes the place of the criteria in force.
    pub(crate) async fn load(unit: &mut ReadUnit, library: Arc<Library>, set: Option<Arc<CriteriaSet>>) -> Result<Self, AppError> {
        let (set, unreadable_set) = if let Some(set) = set {
            (set, None)
        } else {
            let InForce { set, unreadable } = super::criteria::in_force(unit, &library).await?;
            (Arc::new(set), unreadable)
        };
        Ok(Self {
            recalled: crate::instrument::enabled_in(unit, &library).await?,
            protocol: crate::schedule::in_use(unit, &library).await?.protocol,
            courses: Courses::load(unit, View::Current).await?,
            typical_stays: TypicalStays::load(unit).await?,
            library,
            set,
            unreadable_set,
        })
    }
}

/// What was written about patients with an open episode.
pub(crate) struct Gathered {
    episodes: Vec<Stored<Episode>>,
    periods: HashMap<EpisodeId, Vec<Stored<LevelOfCarePeriod>>>,
    /// Birth days by the record under which a patient is shown.
    births: HashMap<PatientId, Day>,
    programs: BTreeMap<ProgramId, Program>,
    of_patient: HashMap<PatientId, OfPatient>,
    of_episode: HashMap<EpisodeId, Vec<Observation>>,
    /// For each record of a patient the one under which they are shown.
    shown_as: HashMap<PatientId, PatientId>,
    /// Where an earlier episode ended of which an open one is a readmission.
    discharged: HashMap<EpisodeId, Day>,
    /// The stays that are over, by the record under which a patient is shown.
    over: HashMap<PatientId, Vec<Stay>>,
    /// The levels of care of those of them that ended lately, by the record under which a patient is shown.
    former: HashMap<PatientId, Vec<FormerPeriod>>,
    now: Instant,
}

#[derive(Default)]
struct OfPatient {
    observations: Vec<Observation>,
    scores: Vec<RecentScore>,
    /// Verdicts about self-harm of forms that also ask about something else.
    self_harm: HashMap<AdministrationId, Verdict>,
    /// When answers that a person must see came in, of those days on which somebody looked at the patient's risk.
    received: HashMap<AdministrationId, Instant>,
}

/// The open episode that a situation is about.
pub(crate) struct InCare<'a> {
    pub(crate) episode: &'a Stored<Episode>,
    pub(crate) period: &'a Stored<LevelOfCarePeriod>,
    pub(crate) patient: PatientId,
}

/// Takes in the records of one kind: `facts!(gathered, unit, patients, risk_rating by patient)`.
macro_rules! facts {
    ($gathered:ident, $unit:ident, $patients:ident, $($kind:ident by $owner:ident),* $(,)?) => {$(
        for stored in &storage::$kind::of_patients($unit, $patients, View::Current).await? {
            $gathered.take(stringify!($kind), Of::from_record(stored.value().$owner), stored.id, stored);
        }
    )*};
}

/// To whom a record belongs.
#[derive(Clone, Copy)]
enum Of {
    Patient(PatientId),
    Episode(EpisodeId),
}

trait Owner {
    fn of(self) -> Of;
}

impl Owner for PatientId {
    fn of(self) -> Of {
        Of::Patient(self)
    }
}

impl Owner for EpisodeId {
    fn of(self) -> Of {
        Of::Episode(self)
    }
}

impl Of {
    fn from_record(owner: impl Owner) -> Self {
        owner.of()
    }
}

impl Gathered {
    /// Loads it, given all records of the patients, merged ones among them.
    pub(crate) async fn load(unit: &mut ReadUnit, patients: &[PatientId], rules: &Rules, now: Instant) -> Result<Self, AppError> {
        let links = storage::patient_link::links(unit, View::Current).await?;
        let episodes = storage::open_care::episodes(unit, Some(patients)).await?;
        let people = unit.get_many::<Patient>(patients, View::Current).await?;
        let programs = storage::program::all(unit, View::Current).await?;
        let mut gathered = Self {
            periods: HashMap::new(),
            births: people.iter().map(|person| (person.id, person.value().birth_day)).collect(),
            programs: programs.into_iter().map(|program| (program.id, program.recorded.value)).collect(),
            of_patient: HashMap::new(),
            of_episode: HashMap::new(),
            shown_as: people.iter().map(|person| (person.id, links.shown_as(person.id))).collect(),
            discharged: HashMap::new(),
            over: HashMap::new(),
            former: HashMap::new(),
            episodes,
            now,
        };
        for (patient, admitted, discharged) in storage::open_care::ended_stays(unit, patients).await? {
            let patient = gathered.shown(patient);
            gathered.over.entry(patient).or_default().push(Stay::new(admitted, Some(discharged)));
        }
        let since = now.day_in(&ZoneName::utc()).plus_days(-FORMER_STAY_DAYS);
        for period in storage::open_care::former_periods(unit, patients, since).await? {
            let patient = gathered.shown(period.patient);
            gathered.former.entry(patient).or_default().push(period);
        }
        for period in storage::open_care::periods(unit, Some(patients)).await? {
            gathered.periods.entry(period.value().episode).or_default().push(period);
        }
        let firsts = gathered.baselines(patients, rules);
        for scores in storage::score::recent_with_firsts(unit, patients, SCORES_OF_A_SERIES, &firsts).await? {
            let patient = gathered.shown(scores.patient);
            gathered.of_patient.entry(patient).or_default().scores.extend(scores.scores);
        }
        for of_patient in gathered.of_patient.values_mut() {
            // Those of merged records are one series.
            of_patient.scores.sort_by(|left, right| order(left).cmp(&order(right)));
        }
        gathered.load_safety(unit, &rules.library).await?;
        for stored in storage::diagnosis::of_patients(unit, patients, View::Current).await? {
            let Some(observed) = Observed::from_diagnosis(stored.value()) else { continue };
            let source = SourceRecord::new("diagnosis", &stored.id, stored.recorded.version);
            let patient = gathered.shown(stored.value().patient);
            gathered.of_patient.entry(patient).or_default().observations.push(Observation { source, observed });
        }
        gathered.load_facts(unit, patients).await?;
        gathered.load_received(unit).await?;
        gathered.load_readmissions(unit).await?;
        Ok(gathered)
    }

    async fn load_safety(&mut self, unit: &mut ReadUnit, library: &Library) -> Result<(), AppError> {
        let scores = self.of_patient.values().flat_map(|of_patient| &of_patient.scores);
        let entries = storage::score::safety_entries(unit, &to_look_at(library, scores)).await?;
        for of_patient in self.of_patient.values_mut() {
            for score in &of_patient.scores {
                let definition = library.get(&score.instrument);
                let verdict = definition.zip(entries.get(&score.administration)).and_then(|(definition, of)| self_harm_of(definition, of));
                of_patient.self_harm.extend(verdict.map(|verdict| (score.administration, verdict)));
            }
        }
        Ok(())
    }

    /// When answers about safety came in, as far as it decides something: whether somebody who looked at the risk on the same day did so before or after.
    async fn load_received(&mut self, unit: &mut ReadUnit) -> Result<(), AppError> {
        let today = self.now.day_in(&ZoneName::utc());
        let mut wanted: Vec<AdministrationId> = Vec::new();
        for of_patient in self.of_patient.values() {
            let is_looked_at = |day: Day| {
                let rated = of_patient.observations.iter().any(|observation| match &observation.observed {
                    Observed::RiskRating { assessed_at, .. } => assessed_at.day_in(&ZoneName::utc()).days_since(day).abs() <= 1,
                    _ => false,
                });
                rated || of_patient.scores.iter().any(|score| score.day == day && is_screen(&score.instrument))
            };
            let is_answer = |score: &&RecentScore| {
                score.safety == Some(Verdict::Met) && today.days_since(score.day) <= ANSWER_DAYS && is_looked_at(score.day)
            };
            wanted.extend(of_patient.scores.iter().filter(is_answer).map(|score| score.administration));
        }
        for stored in unit.get_many::<Administration>(&wanted, View::Current).await? {
            let patient = self.shown(stored.value().patient);
            if let Some(of_patient) = self.of_patient.get_mut(&patient) {
                of_patient.received.insert(stored.id, received_at(&stored));
            }
        }
        Ok(())
    }

    async fn load_facts(&mut self, unit: &mut ReadUnit, patients: &[PatientId]) -> Result<(), AppError> {
        let gathered = self;
        facts!(
            gathered,
            unit,
            patients,
            risk_rating by patient,
            incident by patient,
            function_rating by patient,
            participation by episode,
            substance_use by patient,
            abstinence_report by patient,
            drug_screen by patient,
            medical_status by patient,
            medication_change by patient,
            treatment_plan_change by episode,
            goal_progress by episode,
            housing by patient,
            supports by patient,
            prior_level by patient,
            step_down_plan by episode,
            clinician_statement by episode,
            external_level_of_care by patient,
        );
        let today = gathered.now.day_in(&ZoneName::utc());
        let days = (today.plus_days(-ATTENDANCE_DAYS), today.plus_days(1));
        for stored in &storage::attendance::between(unit, patients, days, View::Current).await? {
            gathered.take("attendance", Of::Episode(stored.value().episode), stored.id, stored);
        }
        Ok(())
    }

    async fn load_readmissions(&mut self, unit: &mut ReadUnit) -> Result<(), AppError> {
        let earlier: Vec<EpisodeId> = self.episodes.iter().filter_map(|episode| episode.value().readmission_of).collect();
        for stored in unit.get_many::<Episode>(&earlier, View::Current).await? {
            if let Some(discharge) = &stored.value().discharge {
                self.discharged.insert(stored.id, discharge.day);
            }
        }
        Ok(())
    }

    fn shown(&self, patient: PatientId) -> PatientId {
        self.shown_as.get(&patient).copied().unwrap_or(patient)
    }

    fn take<T>(&mut self, kind: &str, of: Of, id: RecordId, stored: &Stored<T>)
    where
        T: storage::Record,
        for<'a> Observed: From<&'a T>,
    {
        let observation = Observation::new(SourceRecord::new(kind, &id, stored.recorded.version), stored.value());
        match of {
            Of::Patient(patient) => {
                let patient = self.shown(patient);
                self.of_patient.entry(patient).or_default().observations.push(observation);
            }
            Of::Episode(episode) => self.of_episode.entry(episode).or_default().push(observation),
        }
    }

    /// The open episodes that have a running level of care, by admission.
    pub(crate) fn in_care(&self) -> impl Iterator<Item = InCare<'_>> {
        self.episodes.iter().filter_map(|episode| {
            let running = self.periods.get(&episode.id)?.iter().rfind(|period| period.value().period.last().is_none())?;
            Some(InCare { episode, period: running, patient: self.shown(episode.value().patient) })
        })
    }

    /// The name of the program of an open episode's running level.
    pub(crate) fn program(&self, in_care: &InCare<'_>) -> Option<&Program> {
        self.programs.get(&in_care.period.value().program)
    }

    /// What the records say about an open episode, by these rules. `None` where its program or its patient is not on record.
    pub(crate) fn situation(&self, in_care: &InCare<'_>, rules: &Rules) -> Option<Situation> {
        let (episode, period) = (in_care.episode.value(), in_care.period.value());
        let program = self.programs.get(&period.program)?;
        let birth_day = *self.births.get(&in_care.patient).or_else(|| self.births.get(&episode.patient))?;
        let nothing = OfPatient::default();
        let of_patient = self.of_patient.get(&in_care.patient).unwrap_or(&nothing);
        let level_since = self.level_since(in_care);
        let scored = Scored {
            scores: &of_patient.scores,
            mixed: &of_patient.self_harm,
            received: &of_patient.received,
            looked_at_from: Stay::from(episode).begins(),
            first_day: self.first_day(in_care),
            level: period.level_of_care,
            level_since,
            program: &program.code,
            zone: &program.zone,
        };
        let Measures { primary_instrument, reliable_differences, lower_is_worse, not_followed, mut observations } = scored.measures(rules);
        observations.extend(of_patient.observations.iter().cloned());
        observations.extend(self.of_episode.get(&in_care.episode.id).into_iter().flatten().cloned());
        observations.extend(self.periods.get(&in_care.episode.id).into_iter().flatten().map(level_period));
        observations.extend(self.former.get(&in_care.patient).into_iter().flatten().map(former_period));
        observations.extend(self.readmission(in_care.episode));
        Some(Situation {
            patient: in_care.patient,
            episode: in_care.episode.id,
            as_of: self.now,
            zone: program.zone.clone(),
            birth_day,
            level: period.level_of_care,
            level_since,
            primary_instrument,
            reliable_differences,
            lower_is_worse,
            not_followed,
            unreadable_set: rules.unreadable_set.clone(),
            typical_stay_days: rules.typical_stays.days(period.program, period.level_of_care),
            observations,
        })
    }

    /// The first day at the present level: where the program changed and the level did not, the stay goes on.
    fn level_since(&self, in_care: &InCare<'_>) -> Day {
        let level: LevelOfCare = in_care.period.value().level_of_care;
        let mut since = in_care.period.value().period.first();
        for earlier in self.periods.get(&in_care.episode.id).into_iter().flatten().rev() {
            let value = earlier.value();
            let joins = value.period.last().is_some_and(|last| last.plus_days(1) >= since);
            if joins && value.level_of_care == level && value.period.first() < since {
                since = value.period.first();
            }
        }
        since
    }

    /// From which day on scores belong to the episode.
    fn first_day(&self, in_care: &InCare<'_>) -> Day {
        Stay::from(in_care.episode.value()).first_day(self.over.get(&in_care.patient).map_or(&[][..], Vec::as_slice))
    }

    /// The days from which on changes are counted, by every record of the patients in care.
    fn baselines(&self, patients: &[PatientId], rules: &Rules) -> BTreeMap<PatientId, Vec<Day>> {
        let mut of_shown: HashMap<PatientId, Vec<Day>> = HashMap::new();
        for in_care in self.in_care() {
            let at_level = first_day_at(rules, in_care.period.value().level_of_care, self.level_since(&in_care));
            of_shown.entry(in_care.patient).or_default().extend([self.first_day(&in_care), at_level.max(self.first_day(&in_care))]);
        }
        patients.iter().filter_map(|record| Some((*record, of_shown.get(&self.shown(*record))?.clone()))).collect()
    }

    fn readmission(&self, episode: &Stored<Episode>) -> Option<Observation> {
        let discharged = *self.discharged.get(&episode.value().readmission_of?)?;
        let observed = Observed::Readmission { discharged, day: episode.value().admitted };
        Some(Observation { source: SourceRecord::new("episode", &episode.id, episode.recorded.version), observed })
    }
}

/// The order in which scores are looked at.
fn order(score: &RecentScore) -> (&str, Respondent, Day, AdministrationId) {
    (&score.instrument, score.respondent, score.day, score.administration)
}

fn level_period(period: &Stored<LevelOfCarePeriod>) -> Observation {
    Observation::new(SourceRecord::new("level_of_care_period", &period.id, period.recorded.version), period.value())
}

fn former_period(period: &FormerPeriod) -> Observation {
    let FormerPeriod { patient: _, id, version, level_of_care, first, last, next_level, discharge } = period;
    let outcome = match next_level {
        Some(next) if next > level_of_care => PriorLevelOutcome::NeededHigherLevel,
        Some(next) if next < level_of_care => PriorLevelOutcome::Enough,
        Some(_) | None => PriorLevelOutcome::of_discharge(discharge),
    };
    let observed = Observed::FormerPeriod { level: *level_of_care, first: *first, last: *last, outcome };
    Observation { source: SourceRecord::new("level_of_care_period", id, *version), observed }
}
