//! Sending to many at once: to everybody whom a list shows, because somebody says so, and by itself at the start of the day, where the practice chose that.
//!
//! By itself goes out what is due and was not asked for yet ([`collection::sending::daily`]), at every site once a day, when its quiet hours are over; where
//! that fails for somebody it is tried again later that day. Whoever has an open check-in is not sent another. Consent, quiet hours and everything that stops a
//! message hold as for what a person sends.

use std::collections::{BTreeMap, BTreeSet};

use collection::sending::Mode as SendingMode;
use collection::sending::daily::{Asked, Morning, unasked};
use instruments::Respondent;
use storage::check_in::{CheckIn, CheckInState};
use storage::{Alone, ReadUnit, StorageError, View};
use vocabulary::{PatientId, RecordId, ZoneName};

use super::send::{Form, due_forms, send, wanted_of};
use super::{NewCheckIn, new_secret};
use crate::context::{App, check_patient, person, place_of};
use crate::error::AppError;
use crate::permission::{Caller, Data};

/// The most people to whom a list is sent at once.
const PEOPLE_MAX: usize = 500;

/// How sending to many ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SentToMany {
    /// Check-ins whose link is on its way.
    pub sent: usize,
    /// Check-ins that cannot be sent: nobody can be reached, no words in the language, a part missing that an answer about safety needs.
    pub not_sent: usize,
    /// People of whom nothing is to be sent: nothing is due from them by link, or a check-in is open already.
    pub skipped: usize,
}

impl SentToMany {
    fn add(&mut self, results: &[Result<RecordId, AppError>]) {
        self.skipped += usize::from(results.is_empty());
        for result in results {
            match result {
                Ok(_) => self.sent += 1,
                Err(error) if is_told(error) => self.not_sent += 1,
                Err(error) => tracing::warn!(%error, "a check-in could not be sent"),
            }
        }
    }
}

/// True for what stands in the way of one message and holds up no other.
const fn is_told(error: &AppError) -> bool {
    matches!(error, AppError::Unreachable(_) | AppError::Form(_) | AppError::RemoteNotReady(_) | AppError::SendingIsOff)
}

/// True for what may be otherwise later that day: the database was busy, or a part is missing that an answer about safety needs. Somebody who cannot be reached
/// waits for a person.
const fn may_go_later(result: &Result<RecordId, AppError>) -> bool {
    matches!(result, Err(error) if !matches!(error, AppError::Unreachable(_) | AppError::Form(_)))
}

/// For what is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Occasion {
    /// Somebody says so: everything that is due.
    ByHand,
    /// By itself: what was not asked for yet.
    EachDay,
}

impl App {
    /// Sends what is due to each of these, as [`App::send_what_is_due`] does for one. Whoever has an open check-in is passed over: nothing is sent twice.
    #[crate::boxed]
    pub async fn send_what_is_due_to(&self, caller: &Caller, patients: Vec<PatientId>) -> Result<SentToMany, AppError> {
        const ACTION: &str = "send_what_is_due";
        if let Err(refused) = caller.may(Data::Entry) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let mut all = SentToMany::default();
        for patient in patients.into_iter().collect::<BTreeSet<_>>().into_iter().take(PEOPLE_MAX) {
            let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
            let read = self.database.read::<_, AppError, _>(&operation, |unit| {
                Box::pin(async move {
                    let (shown, records) = person(unit, patient).await?;
                    let (_, today) = place_of(unit, &records).await?;
                    check_patient(unit, &asking, Data::Entry, shown, today).await?;
                    Ok(shown)
                })
            });
            let result = read.await;
            let shown = self.audited(caller, ACTION, result).await?;
            all.add(&self.send_to(caller, shown, Occasion::ByHand).await?);
        }
        Ok(all)
    }

    /// Sends by itself what is due, where the practice chose that: at every site whose quiet hours are over and where it was not done today, or is to be tried
    /// again. What went out is not sent again: whoever was asked is not asked twice.
    #[crate::boxed]
    pub async fn send_each_day(&self) -> Result<SentToMany, AppError> {
        let mut all = SentToMany::default();
        if !self.settings.check_in.sends_what_is_due || self.sending.mode == SendingMode::Off {
            return Ok(all);
        }
        let caller = Caller::system("daily");
        let (operation, app) = (self.operation(&caller, "look_for_what_is_due"), self.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let sites = sites(unit, &app).await?;
                let people = if sites.is_empty() { Vec::new() } else { crate::schedule::people_with_open(unit, &app.library()).await? };
                let is_here = |zone: &ZoneName| sites.iter().any(|(site, _)| site == zone);
                let here: BTreeMap<PatientId, ZoneName> = people.into_iter().filter(|(_, zone)| is_here(zone)).collect();
                Ok((here, sites))
            })
        });
        let (people, sites) = read.await?;
        let mut failed: Vec<ZoneName> = Vec::new();
        for (patient, zone) in people {
            // One whose records do not read keeps nobody else waiting.
            let is_for_later = match self.send_to(&caller, patient, Occasion::EachDay).await {
                Ok(results) => {
                    all.add(&results);
                    results.iter().any(may_go_later)
                }
                Err(error) => {
                    tracing::error!(%patient, %error, "what is due to a patient could not be sent by itself");
                    all.not_sent += 1;
                    true
                }
            };
            if is_for_later {
                failed.push(zone);
            }
        }
        self.note_mornings(&caller, &sites, &failed).await?;
        if all.sent > 0 {
            tracing::info!(sent = all.sent, not_sent = all.not_sent, "what is due was sent by itself");
        }
        Ok(all)
    }

    /// Keeps at which sites it was done, and at which it is tried again.
    async fn note_mornings(&self, caller: &Caller, sites: &[(ZoneName, Morning)], failed: &[ZoneName]) -> Result<(), AppError> {
        if sites.is_empty() {
            return Ok(());
        }
        let now = self.now();
        let after = sites.iter().map(|(zone, morning)| (zone.clone(), morning.after_a_try(failed.contains(zone), now)));
        let after: Vec<(ZoneName, Morning)> = after.collect();
        let operation = self.operation(caller, "note_what_was_sent");
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                for (zone, morning) in after {
                    storage::setting::put(unit, &marker(&zone), &morning.to_stored(), morning.day()).await?;
                }
                Ok(())
            })
        });
        write.await
    }

    /// One check-in for each of those who answer about a patient. One unit at a time decides what goes out: two servers send nothing twice.
    async fn send_to(&self, caller: &Caller, patient: PatientId, occasion: Occasion) -> Result<Vec<Result<RecordId, AppError>>, AppError> {
        const ACTION: &str = "send_what_is_due";
        let (operation, app) = (self.operation(caller, ACTION), self.clone());
        let read = self
            .database
            .read::<_, AppError, _>(&operation, |unit| Box::pin(async move { wanted_now(unit, &app, patient, occasion).await }));
        let mut results = Vec::new();
        for respondent in read.await?.into_iter().map(|new| new.respondent) {
            let ids = (self.ports.ids.next::<RecordId>(), self.ports.ids.next::<RecordId>(), new_secret(self.ports.random.as_ref()));
            let app = self.clone();
            let write = self.database.write_alone::<_, AppError, _>(&operation, Alone::CheckIns, |unit| {
                Box::pin(async move {
                    let wanted = wanted_now(unit, &app, patient, occasion).await?;
                    // Another server, or somebody of the practice, was first.
                    let Some(new) = wanted.into_iter().find(|new| new.respondent == respondent) else { return Ok(None) };
                    send(unit, &app, patient, new, ids).await.map(Some)
                })
            });
            match write.await {
                Ok(None) | Err(AppError::Conflict) => {}
                // Whoever came first may have been about somebody else.
                Err(AppError::Storage(StorageError::Busy)) if occasion == Occasion::ByHand => {}
                Ok(Some(id)) => results.push(Ok(id)),
                Err(error) => results.push(Err(error)),
            }
        }
        Ok(results)
    }
}

/// The setting that says how far it has come for a clock.
fn marker(zone: &ZoneName) -> String {
    format!("sent_what_is_due:{zone}")
}

/// The clocks of the practice's programs whose quiet hours are over and by which it is to be done now.
async fn sites(unit: &mut ReadUnit, app: &App) -> Result<Vec<(ZoneName, Morning)>, AppError> {
    let (now, mut sites) = (unit.at(), Vec::<(ZoneName, Morning)>::new());
    for program in storage::program::all(unit, View::Current).await? {
        let zone = program.recorded.value.zone;
        if app.sending.quiet.is_quiet(now, &zone) || sites.iter().any(|(known, _)| *known == zone) {
            continue;
        }
        let done = storage::setting::get(unit, &marker(&zone), View::Current).await?;
        let morning = Morning::to_do(done.as_ref().map(|done| done.value().value.as_str()), now.day_in(&zone), now);
        sites.extend(morning.map(|morning| (zone, morning)));
    }
    Ok(sites)
}

/// One check-in for each of those from whom something is to be asked now and who have none open.
async fn wanted_now(unit: &mut ReadUnit, app: &App, patient: PatientId, occasion: Occasion) -> Result<Vec<NewCheckIn>, AppError> {
    let (_, records) = person(unit, patient).await?;
    let (zone, _) = place_of(unit, &records).await?;
    let (now, check_ins) = (unit.at(), storage::check_in::of_patients(unit, &records).await?);
    let mut forms = match occasion {
        Occasion::ByHand => due_forms(unit, app, patient).await?,
        Occasion::EachDay => {
            let open = crate::schedule::open_of(unit, &app.library(), patient).await?;
            let form = |each: &collection::due::Occurrence| -> Form { (each.instrument.to_string(), each.respondent) };
            let mut forms: Vec<Form> = unasked(&open, &asked(&check_ins, &zone)).into_iter().map(form).collect();
            let mut seen = BTreeSet::new();
            forms.retain(|form| seen.insert(form.clone()));
            forms
        }
    };
    let has_open = |respondent: Respondent| {
        let is_open = |check_in: &CheckIn| check_in.state == CheckInState::Open && check_in.expires_at > now;
        check_ins.iter().any(|check_in| is_open(check_in) && check_in.respondent == respondent)
    };
    forms.retain(|(_, respondent)| !has_open(*respondent));
    wanted_of(unit, app, patient, &forms).await
}

fn asked(check_ins: &[CheckIn], zone: &ZoneName) -> Vec<Asked> {
    let of = |check_in: &CheckIn| {
        let (respondent, day) = (check_in.respondent, check_in.created_at.day_in(zone));
        check_in.instruments.iter().map(move |instrument| Asked { respondent, instrument: instrument.clone(), day }).collect::<Vec<_>>()
    };
    check_ins.iter().flat_map(of).collect()
}
