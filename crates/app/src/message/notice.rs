//! Telling owners of alerts, outside of the program, that something waits for them: a link, and nothing about anybody's health.
//!
//! Every alert that comes to somebody leaves a mark ([`storage::alert::to_tell`]). Here a mark becomes a notice for each of its owners, by every address
//! they have. A safety alert is told at any hour; a treatment alert by day, at most once an hour for one person; a task is not told outside.
//!
//! Whoever is on duty at the site is told at once of an answer that was given there, whatever the place in the chain ([`crate::alert::on_site`]).
//!
//! When nobody at an alert's place in the chain could be told, the alert goes on at once to the next place where somebody can be: whether because they
//! have no address, or because their notices failed. An alert that was told and is not taken on goes on by its timer, as every alert does.

use std::collections::BTreeSet;
use std::sync::Arc;

use care::Channel;
use collection::sending::stop::StopReason;
use collection::sending::{Mode, Template};
use outcomes::alert::{Alert, Event, EventKind, State, Tier, after_untold};
use outcomes::warning_sign::Class;
use storage::alert::{StoredAlert, ToTell};
use storage::message::{Message, MessageState, NewMessage};
use storage::{StorageError, WriteUnit};
use vocabulary::{Instant, Language, RecordId, UserId};

use super::{Sending, staff_channels, staff_languages, staff_notice};
use crate::alert::owners::Owners;
use crate::alert::stored::{alert_of, received, row_of};
use crate::context::App;
use crate::error::AppError;
use crate::permission::Caller;

/// How many marks are read in one round.
const MARKS_MAX: u32 = 100;
/// What came to somebody longer ago is not told any more: it stands in the inbox, and its timer has run.
const MARK_SECONDS_MAX: i64 = 24 * 3600;
/// How long a notice means something.
const NOTICE_SECONDS: i64 = 12 * 3600;
/// The page where alerts are answered.
const INBOX: &str = "/alerts";

/// What a round of telling did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Noticed {
    /// Notices that were planned.
    pub planned: usize,
    /// Alerts that went on at once because nobody could be told.
    pub escalated: usize,
}

impl App {
    /// Plans the notices of what came to somebody, and sends on what nobody could be told of.
    #[crate::boxed]
    pub async fn tell_owners(&self) -> Result<Noticed, AppError> {
        let (sending, now) = (Arc::clone(&self.sending), self.now());
        // What is only kept told nobody.
        let is_kept_lost = sending.mode != Mode::Demo;
        let operation = self.operation(&Caller::system("tell"), "look_for_notices");
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let marks = storage::alert::to_tell(unit, MARKS_MAX).await?;
                let failed = storage::message::alerts_untold(unit, now.plus_seconds(-MARK_SECONDS_MAX), is_kept_lost).await?;
                Ok((marks, failed))
            })
        });
        let (marks, failed) = read.await?;
        let mut noticed = Noticed::default();
        for mark in marks {
            let sending = Arc::clone(&sending);
            let one = self.tell_one("tell_owner", move |unit| Box::pin(async move { tell(unit, &sending, mark).await })).await?;
            noticed.planned += one.planned;
            noticed.escalated += one.escalated;
        }
        for alert in failed {
            let sending = Arc::clone(&sending);
            let one = self.tell_one("escalate_untold", move |unit| Box::pin(async move { go_on(unit, &sending, alert).await })).await?;
            noticed.escalated += one.escalated;
        }
        Ok(noticed)
    }

    async fn tell_one<F>(&self, action: &'static str, work: F) -> Result<Noticed, AppError>
    where
        F: for<'a> FnOnce(&'a mut WriteUnit) -> futures_util::future::BoxFuture<'a, Result<Noticed, AppError>> + Send,
    {
        let operation = self.operation(&Caller::system("tell"), action);
        match self.database.write::<_, AppError, _>(&operation, work).await {
            // Another server was first, or somebody did something about it: the next round sees what.
            Err(AppError::VersionConflict | AppError::Storage(StorageError::Busy)) => Ok(Noticed::default()),
            result => result,
        }
    }
}

/// One mark: its notices are planned and it is removed, in one unit.
async fn tell(unit: &mut WriteUnit, sending: &Sending, mark: ToTell) -> Result<Noticed, AppError> {
    let now = unit.at();
    storage::alert::told(unit, &[mark]).await?;
    if sending.mode == Mode::Off || now.seconds_since(mark.since) > MARK_SECONDS_MAX {
        return Ok(Noticed::default());
    }
    let Some(stored) = storage::alert::get(unit, mark.alert).await? else { return Ok(Noticed::default()) };
    // One that does not read is told to nobody: `doctor` and the director's inbox name it.
    let Ok(alert) = alert_of(&stored) else { return Ok(Noticed::default()) };
    if alert.state != State::Open || alert.raised.class == Class::Task {
        return Ok(Noticed::default());
    }
    let owners = Owners::load(unit, &[stored.raised.patient]).await?;
    let chain = owners.chain(&stored.raised);
    let have_it = alert.holder.map_or_else(|| chain.owners(alert.tier), |holder| vec![holder]);
    let channels = staff_channels(unit, sending, &have_it).await?;
    let mut on_duty = crate::alert::on_site::on_duty_for(unit, &owners, &stored.raised).await?;
    on_duty.retain(|user| !have_it.contains(user));
    let mut noticed = Noticed::default();
    if channels.is_empty() {
        noticed = escalate(unit, sending, &stored, &alert, &owners).await?;
    }
    let channels = channels.into_iter().chain(staff_channels(unit, sending, &on_duty).await?);
    let languages = staff_languages(unit).await?;
    for (user, channel) in channels {
        let language = languages.get(&user).cloned().unwrap_or_else(Language::english);
        let new = notice(sending, &alert, &owners, mark, (user, channel, language), now);
        noticed.planned += usize::from(storage::message::plan(unit, &new).await?.1);
    }
    Ok(noticed)
}

fn notice(
    sending: &Sending,
    alert: &Alert,
    owners: &Owners,
    mark: ToTell,
    (user, channel, language): (UserId, Channel, Language),
    now: Instant,
) -> NewMessage {
    let zone = owners.zone(&alert.raised).clone();
    let is_safety = alert.raised.class == Class::Safety;
    let base = staff_notice((user, language), channel, zone.clone(), now);
    let expires_at = now.plus_seconds(NOTICE_SECONDS);
    if is_safety {
        return NewMessage {
            key: format!("alert:{}:{}:{user}:{}", mark.alert, mark.ordinal, channel.code()),
            template: Template::StaffSafety.code().to_owned(),
            alert: Some(mark.alert),
            is_urgent: true,
            detail: Some(format!("{INBOX}/{}", mark.alert)),
            expires_at,
            ..base
        };
    }
    // By day, and one for all that came within an hour.
    let planned_at = sending.quiet.next_allowed(now, &zone);
    let hour: String = planned_at.to_string().chars().take(13).collect();
    NewMessage {
        key: format!("alerts:{user}:{}:{hour}", channel.code()),
        detail: Some(INBOX.to_owned()),
        planned_at,
        expires_at: expires_at.max(planned_at.plus_seconds(NOTICE_SECONDS)),
        ..base
    }
}

/// Sends an alert on whose notices all failed, unless a newer event has taken it elsewhere.
async fn go_on(unit: &mut WriteUnit, sending: &Sending, alert: RecordId) -> Result<Noticed, AppError> {
    let Some(stored) = storage::alert::get(unit, alert).await? else { return Ok(Noticed::default()) };
    let Ok(folded) = alert_of(&stored) else { return Ok(Noticed::default()) };
    if folded.state != State::Open {
        return Ok(Noticed::default());
    }
    let since = folded.owned_since;
    let notices = storage::message::of_alert(unit, alert).await?;
    if !is_untold(&notices, sending.mode, since.max(folded.times.raised_at.unwrap_or(since))) {
        return Ok(Noticed::default());
    }
    let owners = Owners::load(unit, &[stored.raised.patient]).await?;
    escalate(unit, sending, &stored, &folded, &owners).await
}

/// True where notices were planned since an alert came to its present owners, and none of them went out or may still go out. What was only kept told
/// nobody, but in an invented practice.
fn is_untold(notices: &[Message], mode: Mode, since: Instant) -> bool {
    let of_this_place: Vec<&Message> = notices.iter().filter(|notice| notice.planned_at >= since).collect();
    let is_lost = |notice: &&Message| match notice.state {
        MessageState::Failed | MessageState::Uncertain | MessageState::Returned | MessageState::Stopped => true,
        MessageState::Kept => mode != Mode::Demo,
        MessageState::Planned | MessageState::Leased | MessageState::HandedOver | MessageState::Sent => false,
    };
    !of_this_place.is_empty() && of_this_place.iter().all(is_lost)
}

async fn escalate(
    unit: &mut WriteUnit,
    sending: &Sending,
    stored: &StoredAlert,
    alert: &Alert,
    owners: &Owners,
) -> Result<Noticed, AppError> {
    let now = unit.at();
    let chain = owners.chain(&stored.raised);
    let everybody: BTreeSet<UserId> = Tier::ALL.iter().flat_map(|tier| chain.owners(*tier)).collect();
    let everybody: Vec<UserId> = everybody.into_iter().collect();
    let can_tell: BTreeSet<UserId> = staff_channels(unit, sending, &everybody).await?.into_iter().map(|(user, _)| user).collect();
    // A treatment alert waits for its owners: only what cannot wait goes on at once.
    if alert.raised.class != Class::Safety {
        return Ok(Noticed::default());
    }
    let Some(to) = after_untold(alert, &chain, now, &owners.hours(&stored.raised), |user| can_tell.contains(&user)) else {
        return Ok(Noticed::default());
    };
    let event = row_of(&Event { at: now, kind: EventKind::Escalated { to } });
    storage::alert::append(unit, stored.raised.id, Some(stored.events.len()), &event).await?;
    for user in chain.owners(to) {
        storage::alert::append(unit, stored.raised.id, None, &received(user, now)).await?;
    }
    Ok(Noticed { planned: 0, escalated: 1 })
}

/// Stops the notices of an alert that somebody has taken on or closed.
pub(crate) async fn no_more_notices(unit: &mut WriteUnit, alert: RecordId) -> Result<(), AppError> {
    storage::message::stop_of_alert(unit, alert, StopReason::TakenOn.code()).await?;
    Ok(())
}
