//! Follow-up after discharge: whom we still have to reach, every attempt, and how many were reached, declined or lost.

use std::collections::{BTreeMap, BTreeSet};

use care::identity::PatientLinks;
use care::{AttemptOutcome, ContactAttempt, ContactHolder, DischargeType, Episode};
use collection::follow_up::{Account, Attempt, MILESTONES_DAYS, Since, Standing, Windows, account, again_in_care, standing};
use instruments::Library;
use storage::{Entry, ReadUnit, Stored, View};
use vocabulary::{Day, EpisodeId, Instant, PatientId, RecordId, Version, ZoneName};

use crate::administration::stated;
use crate::context::{App, check_patient, person, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};

/// From a discharge on, so many days are looked at: the last milestone with its window.
const LOOK_BACK_DAYS: i32 = crate::schedule::FOLLOW_UP_DAYS;
/// As many people as one page of the list of those who are due shows.
const DUE_AT_ONCE: usize = 200;

/// Somebody who is to be reached now.
#[derive(Clone, Debug)]
pub struct DueFollowUp {
    /// The record under which they are shown.
    pub patient: PatientId,
    /// Given name, then family name.
    pub patient_name: String,
    /// The practice's number.
    pub record_number: String,
    /// After which episode.
    pub episode: EpisodeId,
    /// Days after the discharge.
    pub milestone_days: u32,
    /// The last day on which reaching them counts.
    pub until: Day,
    /// Attempts for this milestone, the latest first.
    pub attempts: Vec<ContactAttempt>,
    /// When and how they want to be reached, by the contact they prefer; may be empty.
    pub preference: String,
}

/// The page of follow-up.
#[derive(Clone, Debug)]
pub struct FollowUp {
    /// By milestone.
    pub accounts: Vec<Account>,
    /// Who is due, whose window ends first: one page of them.
    pub due: Vec<DueFollowUp>,
    /// How many are due in all.
    pub due_count: usize,
    /// Behind whom the next page begins; `None` on the last.
    pub next: Option<DuePosition>,
    /// The clock of the practice's first program.
    pub zone: ZoneName,
}

/// A place in the list of those who are due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DuePosition {
    /// The last day on which reaching them counts.
    pub until: Day,
    /// After which episode.
    pub episode: EpisodeId,
    /// Days after the discharge.
    pub milestone_days: u32,
}

impl DueFollowUp {
    const fn position(&self) -> DuePosition {
        DuePosition { until: self.until, episode: self.episode, milestone_days: self.milestone_days }
    }
}

/// What is known of everybody whose discharge is looked at.
struct Known {
    episodes: Vec<Stored<Episode>>,
    links: PatientLinks,
    /// Days of answers of the phase *follow-up*, by the record under which somebody is shown.
    answered: BTreeMap<PatientId, Vec<Day>>,
    /// Days of answers that satisfy what is asked after an episode.
    satisfied: BTreeMap<EpisodeId, Vec<Day>>,
    attempts: BTreeMap<EpisodeId, Vec<ContactAttempt>>,
    /// The first day on which it was known that somebody had died.
    died: BTreeMap<PatientId, Day>,
    /// All stays of these people, with their first and last days.
    stays: BTreeMap<PatientId, Vec<(EpisodeId, Day, Option<Day>)>>,
    zone: ZoneName,
    today: Day,
    windows: Windows,
}

impl Known {
    async fn load(unit: &mut ReadUnit, library: &Library) -> Result<Self, AppError> {
        let (zone, today) = place_of(unit, &[]).await?;
        let from = today.plus_days(-LOOK_BACK_DAYS);
        let episodes = storage::episode::discharged_between(unit, from, today, View::Current).await?;
        let links = storage::patient_link::links(unit, View::Current).await?;
        let shown: BTreeSet<PatientId> = episodes.iter().map(|episode| links.shown_as(episode.value().patient)).collect();
        let patients: Vec<PatientId> = shown.iter().flat_map(|patient| links.records_of(*patient)).collect();
        let mut answered: BTreeMap<PatientId, Vec<Day>> = BTreeMap::new();
        for (patient, day) in storage::administration::follow_up_days(unit, from).await? {
            answered.entry(links.shown_as(patient)).or_default().push(day);
        }
        let protocol = crate::schedule::in_use(unit, library).await?;
        let shown: Vec<PatientId> = shown.into_iter().collect();
        let satisfied = crate::schedule::follow_up_answers(unit, &protocol, &shown).await?;
        let mut attempts: BTreeMap<EpisodeId, Vec<ContactAttempt>> = BTreeMap::new();
        let all_attempts = storage::contact::attempt::of_patients(unit, &patients, View::Current).await?;
        let told = Told::of(&all_attempts);
        for attempt in all_attempts {
            attempts.entry(attempt.value().episode).or_default().push(attempt.recorded.value);
        }
        let all_episodes = storage::episode::of_patients(unit, &patients, View::Current).await?;
        let mut died = BTreeMap::new();
        for patient in &shown {
            let own = all_episodes.iter().map(Stored::value).filter(|episode| links.shown_as(episode.patient) == *patient);
            died.extend(died_of(&told, &links.records_of(*patient), own).map(|day| (*patient, day)));
        }
        let mut stays: BTreeMap<PatientId, Vec<(EpisodeId, Day, Option<Day>)>> = BTreeMap::new();
        for episode in all_episodes {
            let (value, id) = (episode.value(), episode.id);
            let last = value.discharge.as_ref().map(|discharge| discharge.day);
            stays.entry(links.shown_as(value.patient)).or_default().push((id, value.admitted, last));
        }
        let windows = Windows::of(&protocol.protocol);
        Ok(Self { episodes, links, answered, satisfied, attempts, died, stays, zone, today, windows })
    }

    fn standings(&self) -> Vec<(&Stored<Episode>, u32, Standing)> {
        let mut standings = Vec::new();
        for episode in &self.episodes {
            let Some(discharge) = &episode.value().discharge else { continue };
            let shown = self.links.shown_as(episode.value().patient);
            let of_phase = self.answered.get(&shown).into_iter().flatten();
            let answered: Vec<Day> = of_phase.chain(self.satisfied.get(&episode.id).into_iter().flatten()).copied().collect();
            let attempts: Vec<Attempt> = self.attempts_of(episode.id).map(|attempt| self.seen(attempt)).collect();
            let others = self.stays.get(&shown).into_iter().flatten().filter(|(id, ..)| *id != episode.id);
            let admitted_again = again_in_care(episode.value().admitted, discharge.day, others.map(|(_, first, last)| (*first, *last)));
            let since = Since { died: self.died.get(&shown).copied(), admitted_again };
            for milestone in MILESTONES_DAYS {
                let found = standing((milestone, self.windows.window(discharge.day, milestone)), since, &answered, &attempts, self.today);
                standings.push((episode, milestone, found));
            }
        }
        standings
    }

    fn attempts_of(&self, episode: EpisodeId) -> impl Iterator<Item = &ContactAttempt> {
        self.attempts.get(&episode).into_iter().flatten()
    }

    fn seen(&self, attempt: &ContactAttempt) -> Attempt {
        Attempt { milestone_days: attempt.milestone_days, day: attempt.attempted_at.day_in(&self.zone), outcome: attempt.outcome }
    }
}

impl App {
    /// Whom we still have to reach, and how far we are: the page of the list behind a place in it, or the first.
    #[crate::boxed]
    pub async fn follow_up(&self, caller: &Caller, after: Option<DuePosition>) -> Result<FollowUp, AppError> {
        if let Err(refused) = caller.may_all(Data::Contacts) {
            return self.refuse(caller, "view_follow_up", refused.into()).await;
        }
        let (operation, library) = (self.operation(caller, "view_follow_up"), self.library());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let known = Known::load(unit, &library).await?;
                let standings = known.standings();
                let accounts = account(standings.iter().map(|(_, milestone, standing)| (*milestone, *standing)));
                let mut due: Vec<DueFollowUp> = standings
                    .iter()
                    .filter(|(_, _, standing)| *standing == Standing::Open)
                    .filter_map(|(episode, milestone, _)| {
                        let discharge = episode.value().discharge.as_ref()?;
                        let mut attempts: Vec<ContactAttempt> =
                            known.attempts_of(episode.id).filter(|attempt| attempt.milestone_days == *milestone).cloned().collect();
                        attempts.reverse();
                        Some(DueFollowUp {
                            patient: known.links.shown_as(episode.value().patient),
                            patient_name: String::new(),
                            record_number: String::new(),
                            episode: episode.id,
                            milestone_days: *milestone,
                            until: known.windows.window(discharge.day, *milestone).1,
                            attempts,
                            preference: String::new(),
                        })
                    })
                    .collect();
                due.sort_by_key(DueFollowUp::position);
                let due_count = due.len();
                due.retain(|due| after.is_none_or(|after| due.position() > after));
                let has_more = due.len() > DUE_AT_ONCE;
                due.truncate(DUE_AT_ONCE);
                let next = due.last().filter(|_| has_more).map(DueFollowUp::position);
                name(unit, &known.links, &mut due).await?;
                Ok(FollowUp { accounts, due, due_count, next, zone: known.zone })
            })
        });
        read.await
    }

    /// Records one attempt to reach somebody after their discharge.
    #[crate::boxed]
    pub async fn record_contact_attempt(&self, caller: &Caller, attempt: ContactAttempt) -> Result<RecordId, AppError> {
        if !MILESTONES_DAYS.contains(&attempt.milestone_days) {
            return Err(AppError::field("milestone", FieldProblemKind::NotAChoice));
        }
        let id: RecordId = self.ports.ids.next();
        let (operation, asking) = (self.operation(caller, "record_contact_attempt"), caller.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (shown, records) = person(unit, attempt.patient).await?;
                let (zone, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Contacts, shown, today).await?;
                let episode = unit.require::<Episode>(attempt.episode).await?;
                if !records.contains(&episode.value().patient) || episode.value().discharge.is_none() {
                    return Err(AppError::NotFound("episode of care"));
                }
                // It stands with its episode, under whichever record of the person that is.
                let attempt = ContactAttempt { patient: episode.value().patient, ..attempt };
                if attempt.attempted_at > unit.at() {
                    return Err(AppError::field("attempted_at", FieldProblemKind::Future));
                }
                let day = attempt.attempted_at.day_in(&zone);
                if episode.value().discharge.as_ref().is_some_and(|discharge| day < discharge.day) {
                    return Err(AppError::field("attempted_at", FieldProblemKind::Backwards));
                }
                Ok(unit.insert(&Entry::new(id, attempt, day)).await?)
            })
        });
        let result = write.await;
        self.audited(caller, "record_contact_attempt", result).await?;
        Ok(id)
    }
}

impl App {
    /// Withdraws an attempt that was noted by mistake, with the reason: what was said at it counts no more.
    #[crate::boxed]
    pub async fn withdraw_contact_attempt(
        &self,
        caller: &Caller,
        patient: PatientId,
        (attempt, expected): (RecordId, Version),
        reason: &str,
    ) -> Result<(), AppError> {
        const ACTION: &str = "withdraw_contact_attempt";
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let reason = stated(reason)?;
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (shown, records) = person(unit, patient).await?;
                let (_, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Contacts, shown, today).await?;
                let stored = unit.require::<ContactAttempt>(attempt).await?;
                if !records.contains(&stored.value().patient) {
                    return Err(AppError::NotFound("attempt"));
                }
                Ok(unit.void::<ContactAttempt>(attempt, expected, &reason).await.map(drop)?)
            })
        });
        self.audited(caller, ACTION, write.await).await
    }
}

/// That somebody declined to be asked after an episode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Declined {
    /// The day of the first attempt at which they said so.
    pub(crate) since: Day,
    /// When that was last recorded.
    pub(crate) recorded_at: Instant,
}

/// What was said at attempts to reach people. It stands until the attempt is withdrawn.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    /// Who declined to be asked after which of their episodes.
    pub(crate) declined: BTreeMap<EpisodeId, Declined>,
    /// Who died, by the record under which the attempt stands, with the day on which that was first said.
    died: BTreeMap<PatientId, Day>,
}

impl Told {
    fn of(attempts: &[Stored<ContactAttempt>]) -> Self {
        let mut told = Self::default();
        for attempt in attempts {
            let (day, recorded_at) = (attempt.recorded.effective_day, attempt.recorded.recorded_at);
            match attempt.value().outcome {
                AttemptOutcome::Declined => {
                    let declined = told.declined.entry(attempt.value().episode).or_insert(Declined { since: day, recorded_at });
                    *declined = Declined { since: declined.since.min(day), recorded_at: declined.recorded_at.max(recorded_at) };
                }
                AttemptOutcome::Died => {
                    let died = told.died.entry(attempt.value().patient).or_insert(day);
                    *died = day.min(*died);
                }
                AttemptOutcome::Reached | AttemptOutcome::NoAnswer | AttemptOutcome::MessageLeft | AttemptOutcome::WrongContact => {}
            }
        }
        told
    }
}

/// What was said at attempts to reach some people.
pub(crate) async fn told(unit: &mut ReadUnit, records: &[PatientId]) -> Result<Told, AppError> {
    Ok(Told::of(&storage::contact::attempt::of_patients(unit, records, View::Current).await?))
}

/// The first day on which it was known that a person had died: by a discharge, or by what was said at an attempt to reach them. `None` as well where they
/// were admitted after that day: then it was a mistake. `records` are all records of the person, `episodes` all their episodes.
pub(crate) fn died_of<'a>(told: &Told, records: &[PatientId], episodes: impl Iterator<Item = &'a Episode> + Clone) -> Option<Day> {
    let by_death =
        |episode: &Episode| episode.discharge.as_ref().filter(|discharge| discharge.kind == DischargeType::Died).map(|each| each.day);
    let said = records.iter().filter_map(|record| told.died.get(record).copied());
    let died = said.chain(episodes.clone().filter_map(by_death)).min()?;
    episodes.map(|episode| episode.admitted).all(|admitted| admitted <= died).then_some(died)
}

/// True where it is known that a person died. `records` are all records of the person.
pub(crate) async fn has_died(unit: &mut ReadUnit, records: &[PatientId]) -> Result<bool, AppError> {
    let told = told(unit, records).await?;
    let episodes = storage::episode::of_patients(unit, records, View::Current).await?;
    Ok(died_of(&told, records, episodes.iter().map(Stored::value)).is_some())
}

/// Those of some people, as they are shown, of whom it is known that they died.
pub(crate) async fn died_among(
    unit: &mut ReadUnit,
    links: &PatientLinks,
    shown: &BTreeSet<PatientId>,
) -> Result<BTreeSet<PatientId>, AppError> {
    if shown.is_empty() {
        return Ok(BTreeSet::new());
    }
    let records: Vec<PatientId> = shown.iter().flat_map(|patient| links.records_of(*patient)).collect();
    let told = told(unit, &records).await?;
    let episodes = storage::episode::of_patients(unit, &records, View::Current).await?;
    let has_died = |patient: &&PatientId| {
        let own = episodes.iter().map(Stored::value).filter(|episode| links.shown_as(episode.patient) == **patient);
        died_of(&told, &links.records_of(**patient), own).is_some()
    };
    Ok(shown.iter().filter(has_died).copied().collect())
}

/// True where a patient declined to be asked after their latest discharge, and said so after an instant.
pub(crate) async fn has_declined_since(unit: &mut ReadUnit, patient: PatientId, since: Instant) -> Result<bool, AppError> {
    let (_, records) = person(unit, patient).await?;
    let declined = told(unit, &records).await?.declined;
    let episodes = storage::episode::of_patients(unit, &records, View::Current).await?;
    let last = episodes.iter().filter_map(|episode| Some((episode.value().discharge.as_ref()?.day, episode.id))).max();
    Ok(last.and_then(|(_, episode)| declined.get(&episode)).is_some_and(|declined| declined.recorded_at > since))
}

/// True on a day on which an answer of a patient counts for a follow-up: their treatment is over, and it lies in the window of a milestone after it.
pub(crate) async fn is_awaited(unit: &mut ReadUnit, library: &Library, records: &[PatientId], today: Day) -> Result<bool, AppError> {
    let episodes = storage::episode::of_patients(unit, records, View::Current).await?;
    let discharged: Option<Vec<Day>> =
        episodes.iter().map(|episode| episode.value().discharge.as_ref().map(|discharge| discharge.day)).collect();
    let Some(last) = discharged.and_then(|days| days.into_iter().max()) else { return Ok(false) };
    let windows = Windows::of(&crate::schedule::in_use(unit, library).await?.protocol);
    Ok(windows.milestone_on(last, today).is_some())
}

/// Names and preferences of those who are shown.
async fn name(unit: &mut ReadUnit, links: &PatientLinks, due: &mut [DueFollowUp]) -> Result<(), AppError> {
    let patients: Vec<PatientId> = due.iter().map(|due| due.patient).collect::<BTreeSet<_>>().into_iter().collect();
    let records = unit.get_many::<care::Patient>(&patients, View::Current).await?;
    let all: Vec<PatientId> = patients.iter().flat_map(|patient| links.records_of(*patient)).collect();
    let contacts = storage::contact::of_patients(unit, &all, View::Current).await?;
    for due in due {
        if let Some(record) = records.iter().find(|record| record.id == due.patient) {
            due.patient_name = format!("{} {}", record.value().given_name, record.value().family_name);
            due.record_number.clone_from(&record.value().record_number);
        }
        let own = |contact: &&Stored<care::Contact>| {
            links.shown_as(contact.value().patient) == due.patient && contact.value().holder == ContactHolder::Patient
        };
        if let Some(first) = contacts.iter().filter(own).min_by_key(|contact| contact.value().rank) {
            due.preference.clone_from(&first.value().preference);
        }
    }
    Ok(())
}
