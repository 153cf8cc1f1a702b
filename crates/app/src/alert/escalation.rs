//! Alerts that nobody takes on, and safety alerts that nobody closes in time, go to the next of their chain. Safety alerts by the clock, day and
//! night; the others by business time. What somebody has who may no longer sign in goes back to its chain at once.

use outcomes::alert::{Alert, Escalation, Event, EventKind, NextStep, OwnerChain, after_holder, next_step};
use storage::StorageError;
use storage::alert::AlertEvent;
use vocabulary::{Instant, PatientId, RecordId, UserId};

use super::owners::Owners;
use super::stored::{readable, received, row_of};
use crate::context::App;
use crate::error::AppError;
use crate::permission::Caller;

/// What a look at the open alerts did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Escalated {
    /// Alerts that went on.
    pub alerts: usize,
    /// Open alerts that do not read, and about which nothing was decided.
    pub unreadable: usize,
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

/// Where an alert goes at once or later if nobody does anything, and the event that says so; `None` when it stays where it is.
fn goes_on(alert: &Alert, chain: &OwnerChain, owners: &Owners, now: Instant) -> Option<(Escalation, EventKind)> {
    let hours = owners.hours(&alert.raised);
    if let Some(to) = after_holder(alert, chain, now, &hours, |holder| !owners.has_left(holder)) {
        return Some((Escalation { to, at: now }, EventKind::HolderGone { to }));
    }
    match next_step(alert, chain, owners.policy(), &hours) {
        NextStep::Escalate(step) => Some((step, EventKind::Escalated { to: step.to })),
        NextStep::NotClosed(step) => Some((step, EventKind::NotClosed { to: step.to })),
        NextStep::Nothing | NextStep::EndOfChain | NextStep::NobodyToTell => None,
    }
}

impl App {
    /// Sends on every alert whose time to be acknowledged, or to be closed, is over, and every one whose holder may no longer sign in.
    #[crate::boxed]
    pub async fn escalate_alerts(&self) -> Result<Escalated, AppError> {
        let (operation, now) = (self.operation(&Caller::system("escalate"), "escalate_alerts"), self.now());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (open, unreadable) = readable(storage::alert::open(unit).await?);
                let patients: Vec<PatientId> = open.iter().map(|(stored, _)| stored.raised.patient).collect();
                let owners = Owners::load(unit, &patients).await?;
                let (mut late, mut next) = (Vec::new(), None::<Instant>);
                for (stored, alert) in &open {
                    let chain = owners.chain(&stored.raised);
                    let Some((step, kind)) = goes_on(alert, &chain, &owners, now) else { continue };
                    if step.at > now {
                        next = Some(next.map_or(step.at, |next| next.min(step.at)));
                        continue;
                    }
                    let event = row_of(&Event { at: now, kind });
                    let owners = chain.owners(step.to);
                    late.push(Late { alert: stored.raised.id, seen: stored.events.len(), event, owners });
                }
                Ok((late, next, unreadable.len()))
            })
        });
        let (late, next, unreadable) = read.await?;
        let mut escalated = Escalated { alerts: 0, unreadable, next };
        for late in late {
            let (id, operation) = (late.alert, self.operation(&Caller::system("escalate"), "escalate_alert"));
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
                // What went on starts a timer of its own, which the next look finds.
                Ok(()) => (escalated.alerts, escalated.next) = (escalated.alerts + 1, Some(now)),
                // Somebody did something about it meanwhile, or another server was first: the next look sees what.
                Err(AppError::VersionConflict | AppError::Storage(StorageError::Busy)) => escalated.next = Some(now),
                // The others still go on; this one is looked at again.
                Err(error) => tracing::error!(alert = %id, %error, "an alert could not be sent on"),
            }
        }
        Ok(escalated)
    }
}
