//! The measurement schedule: which measures are due for whom, the board of the day, how much of what was due was done, and the protocol behind both.

mod adherence;
mod day_board;
mod funnel;
mod gather;
mod protocol;

use std::collections::BTreeMap;

use collection::due::{DueSet, GivenOutcome, Kind, Occurrence, Origin, Status};
use instruments::Respondent;
use storage::ReadUnit;
use vocabulary::{Day, Language, LevelOfCare, PatientId};

use crate::context::App;
use crate::error::AppError;
use crate::permission::{Caller, Data};

pub(crate) use gather::given_of;
pub(crate) use protocol::in_use;

pub use adherence::{Adherence, AdherenceRow, CompletionRow};
pub use day_board::{Collection, CollectionRow, GroupOfDay, OpenCheckIn, ProgramCollection, RoundRow};
pub use funnel::{Funnels, ScheduleBurden};
pub use protocol::{ProtocolInUse, ProtocolOrigin};

/// So many days after discharge the last follow-up window of any protocol closes: 365 days with their margin.
pub(crate) const FOLLOW_UP_DAYS: i32 = 430;

/// What is due, the patient who is most behind first.
#[derive(Clone, Debug)]
pub struct DueList {
    /// Patients for whom something is due or overdue, or whose level has no schedule.
    pub patients: Vec<DuePatient>,
    /// By what it was asked.
    pub protocol: ProtocolInUse,
}

/// What is due for one patient in one episode.
#[derive(Clone, Debug)]
pub struct DuePatient {
    /// Whose.
    pub patient: PatientId,
    /// Family name, then given name.
    pub listed_name: String,
    /// The practice's number.
    pub record_number: String,
    /// The program that admitted.
    pub program: String,
    /// The present level of care; the last one after discharge.
    pub level_of_care: Option<LevelOfCare>,
    /// The day of discharge, for follow-ups.
    pub discharged: Option<Day>,
    /// What can be given now: overdue first.
    pub open: Vec<Occurrence>,
    /// Instruments among these that nobody can ask here: the practice has no text of them in the patient's language or in English.
    pub without_text: Vec<String>,
    /// What comes next.
    pub next: Option<Occurrence>,
    /// The present level has no schedule in the protocol: nothing is asked for, which is not the same as everything done.
    pub is_without_schedule: bool,
    /// Today at the patient's program.
    pub today: Day,
}

impl DuePatient {
    /// True where a link can ask for something: a form that somebody other than staff answers, and whose words are here.
    pub fn can_be_sent(&self) -> bool {
        self.open.iter().any(|each| each.respondent != Respondent::Clinician && !self.is_without_text(&each.instrument))
    }

    /// True for an instrument that nobody can ask here.
    pub fn is_without_text(&self, instrument: &str) -> bool {
        self.without_text.iter().any(|without| without == instrument)
    }

    fn told_apart(mut self, app: &App, language: &Language) -> Self {
        let languages = [language.clone(), Language::english()];
        let has_words = |instrument: &str| languages.iter().any(|language| crate::check_in::has_words(app, instrument, language));
        self.without_text = self.open.iter().map(|each| each.instrument.to_string()).filter(|each| !has_words(each)).collect();
        self
    }
}

impl App {
    /// What is due for the caller's patients: those of their care teams, or everybody.
    #[crate::boxed]
    pub async fn due_list(&self, caller: &Caller) -> Result<DueList, AppError> {
        const ACTION: &str = "view_due_list";
        let scope = match caller.may(Data::Care) {
            Ok(scope) => scope,
            Err(refused) => return self.refuse(caller, ACTION, refused.into()).await,
        };
        let (operation, library, clinician, now) = (self.operation(caller, ACTION), self.library(), caller.clinician, self.now());
        let app = self.clone();
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let protocol = in_use(unit, &library).await?;
                let people = gather::people(unit, scope, clinician, now).await?;
                let due = |person: &gather::InEpisode| Some(due_of(person, &protocol)?.told_apart(&app, &person.language));
                let mut patients: Vec<DuePatient> = people.iter().filter_map(due).collect();
                patients.sort_by_cached_key(|due| {
                    let earliest = due.open.iter().map(|each| each.due_day).min();
                    (earliest.is_none(), earliest, due.listed_name.clone(), due.patient)
                });
                Ok(DueList { patients, protocol })
            })
        });
        let result = read.await;
        self.audited(caller, ACTION, result).await
    }

    /// What is due for one patient, in each episode that asks for anything now.
    #[crate::boxed]
    pub async fn due_of_patient(&self, caller: &Caller, patient: PatientId) -> Result<Vec<DuePatient>, AppError> {
        const ACTION: &str = "view_due_list";
        let (operation, library, asking, now) = (self.operation(caller, ACTION), self.library(), caller.clone(), self.now());
        let app = self.clone();
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (shown, records) = crate::context::person(unit, patient).await?;
                let today = crate::context::today_of(unit, &records).await?;
                crate::context::check_patient(unit, &asking, Data::Care, shown, today).await?;
                let protocol = in_use(unit, &library).await?;
                let people = gather::of_patients(unit, &[shown], now).await?;
                let due = |person: &gather::InEpisode| Some(due_of(person, &protocol)?.told_apart(&app, &person.language));
                Ok(people.iter().filter_map(due).collect())
            })
        });
        let result = read.await;
        self.audited(caller, ACTION, result).await
    }
}

/// What can be given to a patient now, in whichever episode it is asked for.
pub(crate) async fn open_of(unit: &mut ReadUnit, library: &instruments::Library, patient: PatientId) -> Result<Vec<Occurrence>, AppError> {
    let (protocol, now) = (in_use(unit, library).await?, unit.at());
    let people = gather::of_patients(unit, &[patient], now).await?;
    Ok(people.iter().filter_map(|person| due_of(person, &protocol)).flat_map(|due| due.open).collect())
}

/// Everybody of whom something can be given now, by the record under which they are shown, with the clock of the program that admitted.
pub(crate) async fn people_with_open(
    unit: &mut ReadUnit,
    library: &instruments::Library,
) -> Result<Vec<(PatientId, vocabulary::ZoneName)>, AppError> {
    let (protocol, now) = (in_use(unit, library).await?, unit.at());
    let people = gather::people(unit, crate::permission::Scope::All, None, now).await?;
    let is_open = |person: &gather::InEpisode| due_of(person, &protocol).is_some_and(|due| !due.open.is_empty());
    Ok(people.into_iter().filter(is_open).map(|person| (person.patient, person.zone)).collect())
}

/// The days of answers that satisfy what is asked after the discharge, by episode, of people as they are shown: whatever phase stands on them, for what
/// came from a file or was entered by staff says none.
pub(crate) async fn follow_up_answers(
    unit: &mut ReadUnit,
    protocol: &ProtocolInUse,
    shown: &[PatientId],
) -> Result<BTreeMap<vocabulary::EpisodeId, Vec<Day>>, AppError> {
    let now = unit.at();
    let mut answered: BTreeMap<vocabulary::EpisodeId, Vec<Day>> = BTreeMap::new();
    for person in gather::of_patients(unit, shown, now).await? {
        let set = collection::due::due_set(&protocol.protocol, &person.facts, person.today);
        for each in set.occurrences.iter().filter(|each| matches!(each.kind, Kind::FollowUp { .. })) {
            if let Status::Satisfied { day, .. } = each.status {
                answered.entry(person.facts.episode).or_default().push(day);
            }
        }
    }
    Ok(answered)
}

/// When a score last came of each instrument that was given in an episode, by who answered.
pub(crate) async fn last_scored(
    unit: &mut ReadUnit,
    patient: PatientId,
    episode: vocabulary::EpisodeId,
) -> Result<BTreeMap<(String, Respondent), Day>, AppError> {
    let now = unit.at();
    let mut last: BTreeMap<(String, Respondent), Day> = BTreeMap::new();
    for person in gather::of_patients(unit, &[patient], now).await?.iter().filter(|person| person.facts.episode == episode) {
        let of_stay = person.facts.given.iter().filter(|given| given.day >= person.facts.admitted);
        for given in of_stay.filter(|given| given.outcome == GivenOutcome::Scored && given.origin == Origin::Given) {
            let day = last.entry((given.instrument.to_string(), given.respondent)).or_insert(given.day);
            *day = given.day.max(*day);
        }
    }
    Ok(last)
}

/// The instruments of which nothing is open any more in the windows that held a day, for one who answers: each was given, or declined.
pub(crate) async fn settled_of(
    unit: &mut ReadUnit,
    library: &instruments::Library,
    patient: PatientId,
    respondent: Respondent,
    day: Day,
) -> Result<Vec<String>, AppError> {
    let (protocol, now) = (in_use(unit, library).await?, unit.at());
    let mut is_settled: BTreeMap<String, bool> = BTreeMap::new();
    for person in gather::of_patients(unit, &[patient], now).await? {
        let set = collection::due::due_set(&protocol.protocol, &person.facts, person.today);
        let held = |each: &&Occurrence| each.respondent == respondent && (each.first_day..=each.last_day).contains(&day);
        for each in set.occurrences.iter().filter(held) {
            let done = matches!(each.status, Status::Satisfied { .. } | Status::Declined { .. });
            *is_settled.entry(each.instrument.to_string()).or_insert(true) &= done;
        }
    }
    Ok(is_settled.into_iter().filter_map(|(instrument, is_settled)| is_settled.then_some(instrument)).collect())
}

fn due_of(person: &gather::InEpisode, protocol: &ProtocolInUse) -> Option<DuePatient> {
    let set: DueSet = collection::due::due_set(&protocol.protocol, &person.facts, person.today);
    let is_present = |level: &collection::due::LevelFacts| level.last.is_none_or(|last| last >= person.today);
    let is_without_schedule = person.facts.discharged.is_none() && set.without_schedule.iter().any(is_present);
    let mut open: Vec<Occurrence> = set.open().filter(|each| person.is_asked(each)).cloned().collect();
    open.sort_by_key(|each| each.due_day);
    if open.is_empty() && !is_without_schedule {
        return None;
    }
    Some(DuePatient {
        patient: person.patient,
        listed_name: person.listed_name.clone(),
        record_number: person.record_number.clone(),
        program: person.program.clone(),
        level_of_care: person.facts.levels.last().map(|level| level.level_of_care),
        discharged: person.facts.discharged,
        next: set.next().filter(|each| person.is_asked(each)).cloned(),
        open,
        without_text: Vec::new(),
        is_without_schedule,
        today: person.today,
    })
}

/// The names of the programs by their codes, under which protocols and levels of care know them.
pub(crate) async fn program_names(unit: &mut ReadUnit) -> Result<BTreeMap<String, String>, AppError> {
    let programs = storage::program::all(unit, storage::View::Current).await?;
    Ok(programs.into_iter().map(|each| (each.value().code.clone(), each.recorded.value.name)).collect())
}
