//! Alerts that nobody takes on go to the next of their chain. Safety alerts by the clock, day and night; the others by business time.

use outcomes::alert::{Event, EventKind, NextStep, next_step};
use storage::StorageError;
use storage::alert::AlertEvent;
use vocabulary::{Instant, PatientId, RecordId, UserId};

use super::owners::Owners;
use super::stored::{alert_of, received, row_of};
use crate::context::App;
use crate::error::AppError;
use crate::permission::Caller;

/// What a look at the open alerts did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Escalated {
    /// Alerts that went on.
    pub alerts: usize,
    /// When the next one goes on if nobody does anything; `None` when none will.
    pub next: Option<Instant>,
}

/// An alert whose time is over.
struct Late {
    alert: RecordId,
    seen: usize,
    event: AlertEvent,
    owners: Vec<UserId>,
}

impl App {
    /// Sends on every alert whose time to be acknowledged is over.
    #[crate::boxed]
    pub async fn escalate_alerts(&self) -> Result<Escalated, AppError> {
        let (operation, now) = (self.operation(&Caller::system("escalate"), "escalate_alerts"), self.now());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let open = storage::alert::open(unit).await?;
                let patients: Vec<PatientId> = open.iter().map(|each| each.raised.patient).collect();
                let owners = Owners::load(unit, &patients).await?;
                let (mut late, mut next) = (Vec::new(), None::<Instant>);
                for stored in &open {
                    let (alert, patient) = (alert_of(stored)?, stored.raised.patient);
                    let chain = owners.chain(patient, now.day_in(owners.zone(patient)));
                    let NextStep::Escalate(step) = next_step(&alert, &chain, owners.policy(), &owners.hours(patient)) else { continue };
                    if step.at > now {
                        next = Some(next.map_or(step.at, |next| next.min(step.at)));
                        continue;
                    }
                    let event = row_of(&Event { at: now, kind: EventKind::Escalated { to: step.to } });
                    let owners = chain.owners(step.to);
                    late.push(Late { alert: stored.raised.id, seen: stored.events.len(), event, owners });
                }
                Ok((late, next))
            })
        });
        let (late, next) = read.await?;
        let mut escalated = Escalated { alerts: 0, next };
        for late in late {
            // What went on starts a timer of its own, which the next look finds.
            escalated.next = Some(now);
            let operation = self.operation(&Caller::system("escalate"), "escalate_alert");
            let write = self.database.write::<_, AppError, _>(&operation, |unit| {
                Box::pin(async move {
                    storage::alert::append(unit, late.alert, Some(late.seen), &late.event).await?;
                    for user in late.owners {
                        storage::alert::append(unit, late.alert, None, &received(user, now)).await?;
                    }
                    Ok(())
                })
            });
            match write.await {
                Ok(()) => escalated.alerts += 1,
                // Somebody did something about it meanwhile, or another server was first: the next look sees what.
                Err(AppError::VersionConflict | AppError::Storage(StorageError::Busy)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(escalated)
    }
}
