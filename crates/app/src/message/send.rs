//! The worker's part: taking up what is due, by the protocol of [`storage::message`].
//!
//! Each channel has two lanes ([`Lane`]): what cannot wait, several at once, and the rest, one after the other. Lanes do not wait for each other, so a
//! mail server that hangs with a reminder in hand keeps neither a notice about safety nor a text message.
//!
//! Before a message is handed over, everything that speaks against it is looked at once more, in the same unit that writes the marker: what its holder
//! said, whether messages come back, whether it means anything yet, whether it is night, and for a link to questions about safety whether an answer
//! would reach somebody. A STOP that came a moment before counts.

use collection::sending::readiness::Missing;
use collection::sending::stop::{Facts, StopReason, reason_to_stop};
use collection::sending::{Delivery, Mode, Template, retry};
use futures_util::future::join_all;
use instruments::Phase;
use storage::message::{Lane, Lease, Message, Settled};
use storage::{ReadUnit, StorageError, View, WriteUnit};
use vocabulary::{Instant, PatientId};

use super::brings::{Brought, brought, code_for, path_to};
use super::{Letter, Sending};
use crate::context::App;
use crate::error::AppError;
use crate::permission::Caller;

/// How many messages a lane takes up in one round, one after the other: few, so that the end of the program is not waited for.
const ROUND_MAX: u32 = 4;
/// How many messages of a lane that cannot wait are handed over at once: a server that does not answer one lets the others go on.
const URGENT_ROUND_MAX: u32 = 16;
/// How long a server may work on a message before another takes it up.
const LEASE_SECONDS: i64 = 60;
/// How long a server may wait for the answer of a mail server or gateway. Carriers give up long before.
const ANSWER_SECONDS: i64 = 180;

/// A link is held for so long before it is looked at again whether an answer to it would reach somebody.
const HELD_SECONDS: i64 = 5 * 60;

/// What one round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Messages a server took.
    pub sent: u32,
    /// Messages that were kept instead.
    pub kept: u32,
    /// Messages that are tried again, wait for the morning, or are held.
    pub later: u32,
    /// Messages that did not go out for a reason.
    pub stopped: u32,
    /// Messages that failed, or of which nobody knows.
    pub failed: u32,
}

impl Round {
    fn add(&mut self, other: Self) {
        self.sent += other.sent;
        self.kept += other.kept;
        self.later += other.later;
        self.stopped += other.stopped;
        self.failed += other.failed;
    }
}

/// What one round of a lane did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct LaneRound {
    /// What became of its messages.
    pub(crate) round: Round,
    /// True where the server could not be reached.
    pub(crate) is_way_closed: bool,
}

/// What was decided about a leased message.
enum Decision {
    HandOver(Box<Letter>),
    Stopped,
    Postponed,
    /// Another server took it up.
    Lost,
}

impl App {
    /// Sends what is due, lane after lane. Several servers may do this at once on one database: each message is handed over by one of them.
    #[crate::boxed]
    pub async fn send_due(&self) -> Result<Round, AppError> {
        let mut round = Round::default();
        for lane in Lane::ALL {
            round.add(self.send_lane(lane).await?.round);
        }
        round.failed += self.expire().await?;
        Ok(round)
    }

    /// Sends what is due in one lane. Ends early where its server cannot be reached: what is still to go is not tried one by one.
    #[crate::boxed]
    pub(crate) async fn send_lane(&self, lane: Lane) -> Result<LaneRound, AppError> {
        let mut done = LaneRound::default();
        if self.sending.mode == Mode::Off {
            return Ok(done);
        }
        let (now, most) = (self.now(), if lane.is_urgent { URGENT_ROUND_MAX } else { ROUND_MAX });
        let operation = self.operation(&Caller::system("send"), "look_for_messages");
        let read = self
            .database
            .read::<_, AppError, _>(&operation, |unit| Box::pin(async move { Ok(storage::message::due(unit, now, lane, most).await?) }));
        let due = read.await?;
        let at_once = if lane.is_urgent { due.len().max(1) } else { 1 };
        for some in due.chunks(at_once) {
            self.send_some(some, &mut done).await?;
            if done.is_way_closed && !lane.is_urgent {
                break;
            }
        }
        Ok(done)
    }

    /// Decides about some messages one by one, and hands over at once what goes out. What was decided is handed over even where the next decision fails.
    async fn send_some(&self, messages: &[Message], done: &mut LaneRound) -> Result<(), AppError> {
        let (mut in_hand, mut failed) = (Vec::new(), Ok(()));
        for message in messages {
            match self.take_up(message).await {
                Ok(Some((lease, Decision::HandOver(letter)))) => in_hand.push(self.deliver(message, lease, *letter)),
                Ok(Some((_, Decision::Stopped))) => done.round.stopped += 1,
                Ok(Some((_, Decision::Postponed))) => done.round.later += 1,
                Ok(Some((_, Decision::Lost)) | None) => {}
                Err(error) => {
                    failed = Err(error);
                    break;
                }
            }
        }
        for settled in join_all(in_hand).await {
            match settled {
                Ok(one) => {
                    done.round.add(one.round);
                    done.is_way_closed |= one.is_way_closed;
                }
                Err(error) => failed = failed.and(Err(error)),
            }
        }
        failed
    }

    /// Leases a message and decides about it. `None` where another server was first.
    async fn take_up(&self, message: &Message) -> Result<Option<(Lease, Decision)>, AppError> {
        let Some(lease) = self.lease(message).await? else { return Ok(None) };
        Ok(Some((lease, self.decide(message, lease).await?)))
    }

    async fn lease(&self, message: &Message) -> Result<Option<Lease>, AppError> {
        let (until, owner, message) = (self.now().plus_seconds(LEASE_SECONDS), self.sending.server.clone(), message.clone());
        let operation = self.operation(&Caller::system("send"), "lease_message");
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move { Ok(storage::message::lease(unit, &message, &owner, until).await?) })
        });
        match write.await {
            // Another server took it up in the same moment.
            Err(AppError::Storage(StorageError::Busy)) => Ok(None),
            result => result,
        }
    }

    /// Starts over a few times where another writer came first: a message that is left under its lease waits until that ends.
    async fn decide(&self, message: &Message, lease: Lease) -> Result<Decision, AppError> {
        let (message, caller) = (message.clone(), Caller::system("send"));
        let decided = self.retrying(&caller, "send_message", move |unit, app| {
            let message = message.clone();
            Box::pin(async move { decide(unit, &app, &message, lease).await })
        });
        match decided.await {
            Err(AppError::Storage(StorageError::Busy)) => Ok(Decision::Lost),
            result => result,
        }
    }

    async fn deliver(&self, message: &Message, lease: Lease, letter: Letter) -> Result<LaneRound, AppError> {
        let delivery = if self.sending.mode.keeps() { None } else { Some(self.sending.carrier.deliver(letter).await) };
        let settled = settled_of(message.is_urgent, message.tries, message.expires_at, delivery, self.now());
        let mut done = LaneRound { is_way_closed: delivery.is_some_and(Delivery::is_way_closed), ..LaneRound::default() };
        match &settled {
            Settled::Sent => done.round.sent = 1,
            Settled::Kept => done.round.kept = 1,
            Settled::Again(..) => done.round.later = 1,
            Settled::Failed(_) | Settled::Uncertain(_) => done.round.failed = 1,
        }
        if let Settled::Failed(reason) | Settled::Uncertain(reason) | Settled::Again(_, reason) = &settled {
            tracing::warn!(message = %message.id, channel = message.channel.code(), reason, "a message did not go out");
        }
        let operation = self.operation(&Caller::system("send"), "settle_message");
        let contact = message.contact.filter(|_| delivery.is_some_and(Delivery::is_unknown_address));
        self.database
            .write_retrying::<_, StorageError, _>(&operation, move |unit| {
                let settled = settled.clone();
                Box::pin(async move {
                    storage::message::settle(unit, lease, &settled).await?;
                    if let Some(contact) = contact {
                        mark_returned(unit, contact).await?;
                    }
                    Ok(())
                })
            })
            .await?;
        Ok(done)
    }

    /// Says of messages whose server is gone that nobody knows what became of them.
    pub(crate) async fn expire(&self) -> Result<u32, AppError> {
        let now = self.now();
        let operation = self.operation(&Caller::system("send"), "expire_messages");
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move { Ok(storage::message::expire_handed_over(unit, now).await?) })
        });
        match write.await {
            Ok(expired) => Ok(u32::try_from(expired.len()).unwrap_or(u32::MAX)),
            Err(AppError::Storage(StorageError::Busy)) => Ok(0),
            Err(error) => Err(error),
        }
    }
}

/// Everything that speaks against a message, then the marker: in one unit.
async fn decide(unit: &mut WriteUnit, app: &App, message: &Message, lease: Lease) -> Result<Decision, AppError> {
    let sending: &Sending = &app.sending;
    let (template, now) = (message.template.parse::<Template>().ok(), unit.at());
    let (address, contact) = match (message.contact, message.user) {
        (Some(contact), _) => outside(unit, message, contact).await?,
        (None, Some(user)) => inside(unit, message, user).await?,
        (None, None) => (String::new(), Err(care::Unreachable::NoContact)),
    };
    let contact = match contact {
        Ok(()) => fits_check_in(unit, app, message).await?,
        refused => refused,
    };
    let link = brought(unit, message).await?;
    let facts = Facts {
        is_answered: is_answered(unit, app, message).await?,
        is_discharged: is_discharged(unit, message, template).await?,
        is_declined: is_declined(unit, message).await?,
        link: link.standing(),
        contact,
        now,
        expires_at: message.expires_at,
    };
    let stop = if template.is_none() { Some(StopReason::Replaced) } else { reason_to_stop(&facts) };
    if let Some(reason) = stop {
        return Ok(if storage::message::stop(unit, message.id, reason.code()).await? { Decision::Stopped } else { Decision::Lost });
    }
    let template = template.ok_or(AppError::NotFound("template"))?;
    if !template.ignores_quiet_hours() && sending.quiet.is_quiet(now, &message.zone) {
        let morning = sending.quiet.next_allowed(now, &message.zone);
        return Ok(if storage::message::postpone(unit, lease, morning, "quiet_hours").await? {
            Decision::Postponed
        } else {
            Decision::Lost
        });
    }
    if let Some(missing) = missing_for_link(unit, app, message).await? {
        let next = now.plus_seconds(HELD_SECONDS).min(message.expires_at);
        return Ok(if storage::message::hold(unit, lease, message, next, missing.code()).await? {
            Decision::Postponed
        } else {
            Decision::Lost
        });
    }
    if !storage::message::hand_over(unit, lease, &address, now.plus_seconds(ANSWER_SECONDS)).await? {
        return Ok(Decision::Lost);
    }
    let detail = match link {
        // What is only kept is read by nobody: no way in is made for it.
        Brought::Good(link) if !sending.mode.keeps() => Some(path_to(unit, app.ports.random.as_ref(), &link).await?),
        Brought::Code(link) if !sending.mode.keeps() => Some(code_for(unit, app.ports.random.as_ref(), &link).await?),
        _ => message.detail.clone(),
    };
    let (id, channel, language) = (message.id, message.channel, message.language.clone());
    Ok(Decision::HandOver(Box::new(Letter { id, template, channel, address, language, detail, at: now })))
}

async fn outside(
    unit: &mut WriteUnit,
    message: &Message,
    contact: vocabulary::RecordId,
) -> Result<(String, Result<(), care::Unreachable>), AppError> {
    let patients: Vec<_> = message.patient.into_iter().collect();
    for patient in &patients {
        let (_, records) = crate::context::person(unit, *patient).await?;
        if crate::follow_up::has_died(unit, &records).await? {
            return Ok((String::new(), Err(care::Unreachable::Died)));
        }
    }
    let known = storage::contact::known_of_patients(unit, &patients).await?;
    Ok(match known.into_iter().find(|each| each.id == contact && each.contact.channel == message.channel) {
        Some(found) => (found.contact.address.clone(), care::contact::usable(&found)),
        None => (String::new(), Err(care::Unreachable::NoContact)),
    })
}

/// Whether a message may still bring its check-in where it goes: two records that were joined may have been parted since it was planned, and somebody who
/// acts for the patient may have come to share the address.
async fn fits_check_in(unit: &mut WriteUnit, app: &App, message: &Message) -> Result<Result<(), care::Unreachable>, AppError> {
    let Some(id) = message.series.as_deref().and_then(crate::check_in::check_in_of_series) else { return Ok(Ok(())) };
    let Some(check_in) = storage::check_in::get(unit, id).await? else { return Ok(Ok(())) };
    let (_, records) = crate::context::person(unit, check_in.patient).await?;
    if message.patient.is_some_and(|patient| !records.contains(&patient)) {
        return Ok(Err(care::Unreachable::NoContact));
    }
    let is_shared = crate::check_in::reaches_a_proxy(unit, app, &check_in).await?;
    Ok(if is_shared { Err(care::Unreachable::SharedWithProxy) } else { Ok(()) })
}

/// People of the practice are told by the address they have now. What they are told asks for no consent.
async fn inside(
    unit: &mut WriteUnit,
    message: &Message,
    user: vocabulary::UserId,
) -> Result<(String, Result<(), care::Unreachable>), AppError> {
    let contacts = storage::staff_contact::all(unit, View::Current).await?;
    let found = contacts.into_iter().map(|stored| stored.recorded.value).find(|each| each.user == user && each.channel == message.channel);
    Ok(found.map_or((String::new(), Err(care::Unreachable::NoContact)), |found| (found.address, Ok(()))))
}

/// A check-in of a treatment is not asked for after the treatment; a follow-up is.
async fn is_discharged(unit: &mut WriteUnit, message: &Message, template: Option<Template>) -> Result<bool, AppError> {
    let of_treatment = template.is_some_and(Template::belongs_to_treatment);
    let Some(patient) = message.patient.filter(|_| of_treatment) else { return Ok(false) };
    is_treatment_over(unit, patient).await
}

/// Who declined after a follow-up was asked for gets no message about it any more. One that staff make after that goes out.
async fn is_declined(unit: &mut WriteUnit, message: &Message) -> Result<bool, AppError> {
    let Some(id) = message.series.as_deref().and_then(crate::check_in::check_in_of_series) else { return Ok(false) };
    let check_in = storage::check_in::get(unit, id).await?;
    match check_in.filter(|check_in| check_in.phase == Some(Phase::FollowUp)) {
        Some(check_in) => crate::follow_up::has_declined_since(unit, check_in.patient, check_in.created_at).await,
        None => Ok(false),
    }
}

/// What it asks for was given by another way: in person, by telephone, on paper, from a file.
async fn is_answered(unit: &mut WriteUnit, app: &App, message: &Message) -> Result<bool, AppError> {
    match message.series.as_deref().and_then(crate::check_in::check_in_of_series) {
        Some(check_in) => crate::check_in::is_given_elsewhere(unit, app, check_in).await,
        None => Ok(false),
    }
}

/// What a link to questions about safety waits for: the first part that is missing for an answer to reach somebody. Other messages wait for nothing.
async fn missing_for_link(unit: &mut WriteUnit, app: &App, message: &Message) -> Result<Option<Missing>, AppError> {
    let Some(check_in) = message.series.as_deref().and_then(crate::check_in::check_in_of_series) else { return Ok(None) };
    Ok(crate::check_in::missing_for_link(unit, app, check_in).await?.into_iter().next())
}

/// True where every episode of a patient has ended.
pub(crate) async fn is_treatment_over(unit: &mut ReadUnit, patient: PatientId) -> Result<bool, AppError> {
    let (_, records) = crate::context::person(unit, patient).await?;
    let episodes = storage::episode::of_patients(unit, &records, View::Current).await?;
    Ok(!episodes.is_empty() && episodes.iter().all(|episode| episode.value().discharge.is_some()))
}

/// What the answer of a carrier means for a message; `None` where it is only kept.
fn settled_of(is_urgent: bool, tries_before: u32, expires_at: Instant, delivery: Option<Delivery>, now: Instant) -> Settled {
    let Some(delivery) = delivery else { return Settled::Kept };
    match delivery {
        Delivery::Accepted => Settled::Sent,
        Delivery::Refused(reason) => Settled::Failed(reason.code().to_owned()),
        Delivery::Unknown(reason) => Settled::Uncertain(reason.code().to_owned()),
        Delivery::NotNow(reason) => match retry::next_try(is_urgent, tries_before + 1, now, expires_at) {
            Some(next) => Settled::Again(next, reason.code().to_owned()),
            None => Settled::Failed(reason.code().to_owned()),
        },
    }
}

/// Notes that messages to a contact come back, and stops what is still to go there.
pub(super) async fn mark_returned(unit: &mut WriteUnit, contact: vocabulary::RecordId) -> Result<(), StorageError> {
    let Some(stored) = unit.current::<care::Contact>(contact).await? else { return Ok(()) };
    if stored.value().returned_at.is_none() {
        let at = unit.at();
        let (day, version) = (stored.recorded.effective_day, stored.recorded.version);
        let mut value = stored.recorded.value;
        value.returned_at = Some(at);
        unit.correct(contact, version, &value, day).await?;
    }
    storage::message::stop_of_contacts(unit, &[contact], StopReason::Returned.code()).await.map(drop)
}

#[cfg(test)]
mod tests {
    use collection::sending::CarrierReason;

    use super::*;

    fn check(is_urgent: bool, tries: u32, delivery: Delivery, expected: impl Fn(Instant) -> Settled) {
        let now: Instant = "2026-11-23T12:00:00Z".parse().unwrap();
        assert_eq!(settled_of(is_urgent, tries, now.plus_seconds(86_400), Some(delivery), now), expected(now));
    }

    #[test]
    fn only_what_certainly_did_not_go_out_is_tried_again() {
        let (busy, reason) = (CarrierReason::Busy, || "busy".to_owned());
        check(false, 0, Delivery::Accepted, |_| Settled::Sent);
        check(false, 0, Delivery::Refused(busy), |_| Settled::Failed(reason()));
        check(false, 0, Delivery::Unknown(busy), |_| Settled::Uncertain(reason()));
        check(false, 0, Delivery::NotNow(busy), |now| Settled::Again(now.plus_seconds(60), reason()));
        check(true, 0, Delivery::NotNow(busy), |now| Settled::Again(now.plus_seconds(15), reason()));
        check(true, 2, Delivery::NotNow(busy), |_| Settled::Failed(reason()));
    }

    #[test]
    fn what_is_kept_is_handed_to_nobody() {
        let now: Instant = "2026-11-23T12:00:00Z".parse().unwrap();
        assert_eq!(settled_of(false, 0, now, None, now), Settled::Kept);
    }
}
