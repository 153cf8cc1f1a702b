//! The worker's part: taking up what is due, one message after the other, by the protocol of [`storage::message`].
//!
//! Before a message is handed over, everything that speaks against it is looked at once more, in the same unit that writes the marker: what its holder
//! said, whether messages come back, whether it means anything yet, whether it is night, and for a link to questions about safety whether an answer
//! would reach somebody. A STOP that came a moment before counts.

use collection::sending::readiness::Missing;
use collection::sending::stop::{Facts, StopReason, reason_to_stop};
use collection::sending::{Delivery, Mode, Template, retry};
use instruments::Phase;
use storage::message::{Lease, Message, Settled};
use storage::{ReadUnit, StorageError, View, WriteUnit};
use vocabulary::{Instant, PatientId};

use super::{Letter, Sending};
use crate::context::App;
use crate::error::AppError;
use crate::permission::Caller;

/// How many messages are taken up in one round: few, so that a notice that cannot wait goes before what is still to come.
const ROUND_MAX: u32 = 4;
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

/// What was decided about a leased message.
enum Decision {
    HandOver(Box<Letter>),
    Stopped,
    Postponed,
    /// Another server took it up.
    Lost,
}

impl App {
    /// Sends what is due. Several servers may do this at once on one database: each message is handed over by one of them.
    #[crate::boxed]
    pub async fn send_due(&self) -> Result<Round, AppError> {
        let mut round = Round::default();
        if self.sending.mode == Mode::Off {
            return Ok(round);
        }
        let now = self.now();
        let operation = self.operation(&Caller::system("send"), "look_for_messages");
        let read = self
            .database
            .read::<_, AppError, _>(&operation, |unit| Box::pin(async move { Ok(storage::message::due(unit, now, ROUND_MAX).await?) }));
        for message in read.await? {
            let Some(lease) = self.lease(&message).await? else { continue };
            match self.decide(&message, lease).await? {
                Decision::HandOver(letter) => self.deliver(&message, lease, *letter, &mut round).await?,
                Decision::Stopped => round.stopped += 1,
                Decision::Postponed => round.later += 1,
                Decision::Lost => {}
            }
        }
        round.failed += self.expire().await?;
        Ok(round)
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

    async fn decide(&self, message: &Message, lease: Lease) -> Result<Decision, AppError> {
        let (message, app) = (message.clone(), self.clone());
        let operation = self.operation(&Caller::system("send"), "send_message");
        let write =
            self.database.write::<_, AppError, _>(&operation, |unit| Box::pin(async move { decide(unit, &app, &message, lease).await }));
        match write.await {
            Err(AppError::Storage(StorageError::Busy)) => Ok(Decision::Lost),
            result => result,
        }
    }

    async fn deliver(&self, message: &Message, lease: Lease, letter: Letter, round: &mut Round) -> Result<(), AppError> {
        let delivery = if self.sending.mode.keeps() { None } else { Some(self.sending.carrier.deliver(letter).await) };
        let settled = settled_of(message.is_urgent, message.tries, message.expires_at, delivery, self.now());
        match &settled {
            Settled::Sent => round.sent += 1,
            Settled::Kept => round.kept += 1,
            Settled::Again(..) => round.later += 1,
            Settled::Failed(_) | Settled::Uncertain(_) => round.failed += 1,
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
        Ok(())
    }

    /// Says of messages whose server is gone that nobody knows what became of them.
    async fn expire(&self) -> Result<u32, AppError> {
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
    let facts = Facts {
        is_answered: is_answered(unit, app, message).await?,
        is_discharged: is_discharged(unit, message, template).await?,
        is_declined: is_declined(unit, message).await?,
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
    let (id, channel, language, detail) = (message.id, message.channel, message.language.clone(), message.detail.clone());
    Ok(Decision::HandOver(Box::new(Letter { id, template, channel, address, language, detail, at: now })))
}

async fn outside(
    unit: &mut WriteUnit,
    message: &Message,
    contact: vocabulary::RecordId,
) -> Result<(String, Result<(), care::Unreachable>), AppError> {
    let patients: Vec<_> = message.patient.into_iter().collect();
    let known = storage::contact::known_of_patients(unit, &patients).await?;
    Ok(match known.into_iter().find(|each| each.id == contact && each.contact.channel == message.channel) {
        Some(found) => (found.contact.address.clone(), care::contact::usable(&found)),
        None => (String::new(), Err(care::Unreachable::NoContact)),
    })
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
