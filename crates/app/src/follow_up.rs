//! Follow-up after discharge: whom we still have to reach, every attempt, and how many were reached, declined or lost.

use std::collections::BTreeMap;

use care::{ContactAttempt, ContactHolder, DischargeType, Episode};
use collection::follow_up::{Account, Attempt, MILESTONES_DAYS, Since, Standing, Windows, account, standing};
use instruments::Library;
use storage::{Entry, ReadUnit, Stored, View};
use vocabulary::{Day, EpisodeId, PatientId, RecordId, ZoneName};

use crate::context::{App, check_patient, person, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};

/// From a discharge on, so many days are looked at: the last milestone with its window.
const LOOK_BACK_DAYS: i32 = crate::schedule::FOLLOW_UP_DAYS;
/// As many people as the list of those who are due shows.
const DUE_MAX: usize = 200;

/// Somebody who is to be reached now.
#[derive(Clone, Debug)]
pub struct DueFollowUp {
    /// Who.
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
    /// Who is due, whose window ends first.
    pub due: Vec<DueFollowUp>,
    /// The clock of the practice's first program.
    pub zone: ZoneName,
}

/// What is known of everybody whose discharge is looked at.
struct Known {
    episodes: Vec<Stored<Episode>>,
    answered: BTreeMap<PatientId, Vec<Day>>,
    attempts: BTreeMap<EpisodeId, Vec<ContactAttempt>>,
    /// The first days of all episodes of these patients.
    admissions: BTreeMap<PatientId, Vec<Day>>,
    zone: ZoneName,
    today: Day,
    windows: Windows,
}

impl Known {
    async fn load(unit: &mut ReadUnit, library: &Library) -> Result<Self, AppError> {
        let (zone, today) = place_of(unit, &[]).await?;
        let from = today.plus_days(-LOOK_BACK_DAYS);
        let episodes = storage::episode::discharged_between(unit, from, today, View::Current).await?;
        let patients: Vec<PatientId> = episodes.iter().map(|episode| episode.value().patient).collect();
        let mut answered: BTreeMap<PatientId, Vec<Day>> = BTreeMap::new();
        for (patient, day) in storage::administration::follow_up_days(unit, from).await? {
            answered.entry(patient).or_default().push(day);
        }
        let mut attempts: BTreeMap<EpisodeId, Vec<ContactAttempt>> = BTreeMap::new();
        for attempt in storage::contact::attempt::of_patients(unit, &patients, View::Current).await? {
            attempts.entry(attempt.value().episode).or_default().push(attempt.recorded.value);
        }
        let mut admissions: BTreeMap<PatientId, Vec<Day>> = BTreeMap::new();
        for episode in storage::episode::of_patients(unit, &patients, View::Current).await? {
            admissions.entry(episode.value().patient).or_default().push(episode.value().admitted);
        }
        let windows = Windows::of(&crate::schedule::in_use(unit, library).await?.protocol);
        Ok(Self { episodes, answered, attempts, admissions, zone, today, windows })
    }

    fn standings(&self) -> Vec<(&Stored<Episode>, u32, Standing)> {
        let mut standings = Vec::new();
        for episode in &self.episodes {
            let Some(discharge) = &episode.value().discharge else { continue };
            let answered = self.answered.get(&episode.value().patient).map_or(&[][..], Vec::as_slice);
            let attempts: Vec<Attempt> = self.attempts_of(episode.id).map(|attempt| self.seen(attempt)).collect();
            let admissions = self.admissions.get(&episode.value().patient).into_iter().flatten();
            let admitted_again = admissions.filter(|day| **day > episode.value().admitted && **day >= discharge.day).min().copied();
            let since = Since { died: discharge.kind == DischargeType::Died, admitted_again };
            for milestone in MILESTONES_DAYS {
                let found = standing((milestone, self.windows.window(discharge.day, milestone)), since, answered, &attempts, self.today);
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
    /// Whom we still have to reach, and how far we are.
    #[crate::boxed]
    pub async fn follow_up(&self, caller: &Caller) -> Result<FollowUp, AppError> {
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
                            patient: episode.value().patient,
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
                due.sort_by_key(|due| (due.until, due.episode));
                due.truncate(DUE_MAX);
                name(unit, &mut due).await?;
                Ok(FollowUp { accounts, due, zone: known.zone })
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
                if episode.value().patient != attempt.patient || episode.value().discharge.is_none() {
                    return Err(AppError::NotFound("episode of care"));
                }
                if attempt.attempted_at > unit.at() {
                    return Err(AppError::field("day", FieldProblemKind::Future));
                }
                let day = attempt.attempted_at.day_in(&zone);
                Ok(unit.insert(&Entry::new(id, attempt, day)).await?)
            })
        });
        let result = write.await;
        self.audited(caller, "record_contact_attempt", result).await?;
        Ok(id)
    }
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
async fn name(unit: &mut ReadUnit, due: &mut [DueFollowUp]) -> Result<(), AppError> {
    let patients: Vec<PatientId> = due.iter().map(|due| due.patient).collect();
    let records = unit.get_many::<care::Patient>(&patients, View::Current).await?;
    let contacts = storage::contact::of_patients(unit, &patients, View::Current).await?;
    for due in due {
        if let Some(record) = records.iter().find(|record| record.id == due.patient) {
            due.patient_name = format!("{} {}", record.value().given_name, record.value().family_name);
            due.record_number.clone_from(&record.value().record_number);
        }
        let own =
            |contact: &&Stored<care::Contact>| contact.value().patient == due.patient && contact.value().holder == ContactHolder::Patient;
        if let Some(first) = contacts.iter().filter(own).min_by_key(|contact| contact.value().rank) {
            due.preference.clone_from(&first.value().preference);
        }
    }
    Ok(())
}
