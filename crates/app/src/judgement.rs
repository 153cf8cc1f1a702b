//! Judging anew: whoever had something written about them is looked at by the rules of warning signs, new signs become alerts, and tasks that a
//! record satisfies are resolved.
//!
//! The program does this by itself, each second, for the patients that wait ([`storage::to_judge`]). Looking twice at the same records raises
//! nothing twice: an alert is known by its key.

mod apart;
mod gather;
mod rules;
mod snapshot;

pub use rules::RulesInUse;
pub(crate) use snapshot::received_at;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use futures_util::FutureExt as _;
use outcomes::warning_sign::{SignKey, Snapshot, WarningSign, evaluate, resolution};
use storage::alert::{AlertEvent, NewAlert, StoredAlert};
use storage::to_judge::Waiting;
use storage::{View, WriteUnit};
use vocabulary::{Instant, PatientId, RecordId, ZoneName};

use crate::alert::owners::Owners;
use crate::alert::stored::{alert_of, raised_of, received, row_of};
use crate::context::App;
use crate::course::Courses;
use crate::error::AppError;
use crate::permission::Caller;

/// At most so many marks are taken at once, so that a large import does not keep other writers waiting.
const MARKS_AT_ONCE: u32 = 200;
/// The setting that says on which day everybody was last marked to be looked at, because some signs come with the calendar alone.
const MARKED_DAY_SETTING: &str = "judgement.marked_day";

/// What a round of judging did. Levels of care are judged in the same round ([`crate::level_of_care`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// Patients that were looked at.
    pub patients: usize,
    /// Alerts that were raised, silent ones included.
    pub raised: usize,
    /// Tasks that a record satisfied.
    pub resolved: usize,
}

/// What was found about one patient.
struct Found {
    signs: Vec<WarningSign>,
    /// Open tasks with the event that ends each, and the number of events that were seen.
    resolved: Vec<(RecordId, usize, AlertEvent)>,
}

impl App {
    /// Judges the patients that wait, a few hundred marks at most. Answers with nothing done where nobody waits. Where the records of one cannot be judged,
    /// the others are; that one is set aside for a while.
    #[crate::boxed]
    pub async fn judge_waiting(&self) -> Result<Judged, AppError> {
        match self.judge(None).await {
            Err(error) if apart::may_be_of_a_record(&error) => self.judge_apart(error).await,
            done => done,
        }
    }

    /// Judges those of some patients that wait; without them, whoever has waited longest. A defect that stops it is an error like others.
    async fn judge(&self, only: Option<Vec<PatientId>>) -> Result<Judged, AppError> {
        let judging = std::panic::AssertUnwindSafe(self.judge_together(only)).catch_unwind();
        judging.await.unwrap_or(Err(AppError::Defect("judging")))
    }

    #[crate::boxed]
    async fn judge_together(&self, only: Option<Vec<PatientId>>) -> Result<Judged, AppError> {
        let caller = Caller::system("judge");
        let (operation, library, now) = (self.operation(&caller, "judge"), self.library(), self.now());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let waiting = match only {
                    Some(patients) => storage::to_judge::waiting_of(unit, &patients).await?,
                    None => storage::to_judge::waiting(unit, MARKS_AT_ONCE).await?,
                };
                if waiting.patients.is_empty() {
                    return Ok(None);
                }
                let parameters = rules::in_use(unit).await?.parameters;
                let in_use = crate::schedule::in_use(unit, &library).await?;
                let (protocol, protocol_since) = (in_use.protocol, in_use.own);
                let courses = Courses::load(unit, View::Current).await?;
                let patients: Vec<PatientId> = waiting.patients.iter().map(|(patient, _)| *patient).collect();
                let people = gather::people(unit, &patients).await?;
                let owners = Owners::load(unit, &people.shown).await?;
                let records: Vec<PatientId> = people.records();
                let open = storage::alert::open_of_patients(unit, &records).await?;
                let recalled = crate::instrument::enabled_in(unit, &library).await?;
                let rules =
                    snapshot::Rules { library: &library, recalled: &recalled, protocol: &protocol, courses: &courses, protocol_since, now };
                let snapshots = people.snapshots(&rules);
                let determinations = crate::level_of_care::changed_of(unit, Arc::clone(&library), &records, now).await?;
                let found = snapshots.chunk_by(|one, other| one.patient == other.patient).map(|of_patient| {
                    let patient = of_patient[0].patient;
                    let signs = of_patient.iter().flat_map(|snapshot| evaluate(snapshot, &parameters)).collect();
                    let alerts = open.iter().filter(|alert| owners.shown_as(alert.raised.patient) == patient);
                    Found { signs, resolved: resolved(alerts, of_patient, now) }
                });
                let found: Vec<Found> = found.collect();
                Ok(Some((waiting, owners, found, determinations)))
            })
        });
        let Some((waiting, owners, found, determinations)) = read.await? else { return Ok(Judged::default()) };
        let ids = Arc::clone(&self.ports.ids);
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let new = new_alerts(&found, &owners, now, || ids.next());
                crate::level_of_care::store_determinations(unit, &ids, determinations).await?;
                save(unit, &waiting, &found, &new, &owners, now).await
            })
        });
        write.await
    }

    /// Judges until nobody waits: everybody in an open episode, whoever has a score that nobody reviewed, and whoever was waiting anyway.
    #[crate::boxed]
    pub async fn judge_everybody(&self) -> Result<Judged, AppError> {
        let operation = self.operation(&Caller::system("judge"), "mark_to_judge");
        self.database.write::<_, AppError, _>(&operation, |unit| Box::pin(async move { mark_everybody(unit).await })).await?;
        let mut all = Judged::default();
        loop {
            let judged = self.judge_waiting().await?;
            if judged.patients == 0 {
                return Ok(all);
            }
            all.patients += judged.patients;
            all.raised += judged.raised;
            all.resolved += judged.resolved;
        }
    }

    /// Once on each day of each clock of the practice, lets everybody be looked at again who is in care or has a score that nobody reviewed: a measure becomes
    /// overdue and a score stays unreviewed without any record.
    pub(crate) async fn mark_for_the_day(&self) -> Result<(), AppError> {
        let operation = self.operation(&Caller::system("worker"), "mark_to_judge");
        let marked = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let programs = storage::program::all(unit, View::Current).await?;
                let days = days_by_zone(programs.iter().map(|program| &program.value().zone), unit.at());
                let last = storage::setting::get(unit, MARKED_DAY_SETTING, View::Current).await?;
                Ok((days.clone(), last.is_some_and(|last| last.value().value == days)))
            })
        });
        let (days, is_marked) = marked.await?;
        if is_marked {
            return Ok(());
        }
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let today = crate::context::today_of(unit, &[]).await?;
                mark_everybody(unit).await?;
                crate::level_of_care::count_typical_stays_in(unit).await?;
                Ok(storage::setting::put(unit, MARKED_DAY_SETTING, &days, today).await?)
            })
        });
        write.await
    }
}

/// Lets everybody wait to be judged for whom the calendar alone can change something.
async fn mark_everybody(unit: &mut WriteUnit) -> Result<(), AppError> {
    let today = crate::context::today_of(unit, &[]).await?;
    storage::to_judge::mark_open(unit).await?;
    Ok(storage::to_judge::mark_unreviewed(unit, today.plus_days(-snapshot::OUTSIDE_DAYS)).await?)
}

/// Which day it is by each clock of the practice, in one line: another one as soon as a new day begins anywhere. UTC where there is no program.
fn days_by_zone<'a>(zones: impl Iterator<Item = &'a ZoneName>, now: Instant) -> String {
    let mut zones: BTreeSet<String> = zones.map(|zone| format!("{} {zone}", now.day_in(zone))).collect();
    if zones.is_empty() {
        zones.insert(now.day_in(&ZoneName::utc()).to_string());
    }
    zones.into_iter().collect::<Vec<_>>().join(", ")
}

/// The tasks among the open alerts of a patient that a fact ends, looked for in the snapshot of each open episode. An alert that does not read is said in
/// the log and left as it is: it keeps nobody else from being judged.
fn resolved<'a>(open: impl Iterator<Item = &'a StoredAlert>, snapshots: &[Snapshot], now: Instant) -> Vec<(RecordId, usize, AlertEvent)> {
    let mut ended = Vec::new();
    for stored in open {
        let key = SignKey::from_stored(stored.raised.key.clone());
        let Some(fact) = snapshots.iter().find_map(|snapshot| resolution(&key, snapshot)) else { continue };
        match alert_of(stored).map(|alert| alert.resolve(&fact, now)) {
            Ok(Ok(event)) => ended.push((stored.raised.id, stored.events.len(), row_of(&event))),
            Ok(Err(_)) => {}
            Err(_) => tracing::error!(alert = %stored.raised.id, "an alert does not read; nothing goes on about it by itself"),
        }
    }
    ended
}

fn new_alerts(found: &[Found], owners: &Owners, now: Instant, next_id: impl Fn() -> RecordId) -> Vec<NewAlert> {
    let mut new = Vec::new();
    for sign in found.iter().flat_map(|found| &found.signs) {
        let (hours, chain) = (owners.hours(sign), owners.chain(sign));
        // Where nobody fills the chain, it begins at its start and waits there for a setting to be mended.
        let tier = chain.first(sign.class, now, &hours).unwrap_or(outcomes::alert::Tier::Primary);
        let event = row_of(&outcomes::alert::Event { at: now, kind: outcomes::alert::EventKind::Raised { tier } });
        new.push(NewAlert { raised: raised_of(next_id(), sign), event });
    }
    new
}

async fn save(
    unit: &mut WriteUnit,
    waiting: &Waiting,
    found: &[Found],
    new: &[NewAlert],
    owners: &Owners,
    now: Instant,
) -> Result<Judged, AppError> {
    let raised = storage::alert::raise_many(unit, new).await?;
    let by_id: BTreeMap<RecordId, &NewAlert> = new.iter().map(|new| (new.raised.id, new)).collect();
    for id in &raised {
        let Some(new) = by_id.get(id).filter(|new| !new.raised.is_silent) else { continue };
        let chain = owners.chain(&new.raised);
        let tier = new.event.tier.as_deref().and_then(|code| code.parse().ok());
        let mut have_it = tier.map(|tier| chain.owners(tier)).unwrap_or_default();
        let on_duty = crate::alert::on_site::on_duty_for(unit, owners, &new.raised).await?;
        have_it.extend(on_duty.into_iter().filter(|user| !have_it.contains(user)).collect::<Vec<_>>());
        for user in have_it {
            storage::alert::append(unit, *id, None, &received(user, now)).await?;
        }
    }
    let mut ended = 0;
    for (id, seen, event) in found.iter().flat_map(|found| &found.resolved) {
        storage::alert::append(unit, *id, Some(*seen), event).await?;
        ended += 1;
    }
    storage::to_judge::judged(unit, waiting).await?;
    Ok(Judged { patients: found.len(), raised: raised.len(), resolved: ended })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_day_is_told_as_soon_as_it_begins_by_any_clock() {
        let zones: Vec<ZoneName> = ["America/New_York", "America/Los_Angeles", "America/New_York"].map(|zone| zone.parse().unwrap()).into();
        let days = |now: &str| days_by_zone(zones.iter(), now.parse().unwrap());
        assert_eq!(days("2026-11-24T04:59:00Z"), "2026-11-23 America/Los_Angeles, 2026-11-23 America/New_York");
        assert_eq!(days("2026-11-24T05:00:00Z"), "2026-11-23 America/Los_Angeles, 2026-11-24 America/New_York");
        assert_eq!(days("2026-11-24T08:00:00Z"), "2026-11-24 America/Los_Angeles, 2026-11-24 America/New_York");
        assert_eq!(days_by_zone(std::iter::empty(), "2026-11-24T08:00:00Z".parse().unwrap()), "2026-11-24");
    }
}
