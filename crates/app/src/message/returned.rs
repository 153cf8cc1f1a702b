//! Mail that came back, as a mail server reports it to the sender's address: the message is known not to have arrived, and an address that takes no messages
//! is not used again for that person until somebody corrects it.

use care::Channel;
use interchange::returned_mail::ReturnedMail;
use storage::ReadUnit;
use storage::message::MessageState;
use vocabulary::{Instant, RecordId};

use super::send::mark_returned;
use crate::context::App;
use crate::error::AppError;
use crate::permission::{Caller, Data};

/// What a report came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CameBack {
    /// The message came back, and its address is not used again for this person.
    DeadAddress,
    /// The message came back. The address may take others, or was corrected since.
    MessageOnly,
    /// That was known.
    Known,
    /// No e-mail that was sent from here to that address.
    NotOurs,
}

impl CameBack {
    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::DeadAddress => "dead_address",
            Self::MessageOnly => "message_only",
            Self::Known => "known",
            Self::NotOurs => "not_ours",
        }
    }
}

impl App {
    /// Takes in that an e-mail came back. Of a report about another address than the one that the message went to nothing is believed.
    #[crate::boxed]
    pub async fn mail_came_back(&self, caller: &Caller, report: &ReturnedMail) -> Result<CameBack, AppError> {
        const ACTION: &str = "message_returned";
        if let Err(refused) = caller.may_all(Data::Messages) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let report = report.clone();
        self.retrying(caller, ACTION, move |unit, _| {
            let report = report.clone();
            Box::pin(async move {
                let Some((message, _)) = storage::message::get(unit, report.message).await? else { return Ok(CameBack::NotOurs) };
                let is_of = |address: &String| report.addresses.iter().any(|each| each.eq_ignore_ascii_case(address));
                if message.channel != Channel::Email || !message.address.as_ref().is_some_and(is_of) {
                    return Ok(CameBack::NotOurs);
                }
                let is_dead = report.status.is_dead_address();
                let reason = if is_dead { "address_reported_dead" } else { "reported_undelivered" };
                let is_new = storage::message::returned(unit, message.id, reason).await?;
                if !is_new && message.state != MessageState::Returned {
                    return Ok(CameBack::NotOurs);
                }
                let mut is_marked = false;
                if let Some(contact) = message.contact.filter(|_| is_dead)
                    && let Some(present) = unit.current::<care::Contact>(contact).await?
                    && present.value().returned_at.is_none()
                    && is_of(&present.value().address)
                    && (is_new || !was_marked(unit, contact, message.settled_at).await?)
                {
                    mark_returned(unit, contact).await?;
                    is_marked = true;
                }
                Ok(match (is_marked, is_new) {
                    (true, _) => CameBack::DeadAddress,
                    (false, true) => CameBack::MessageOnly,
                    (false, false) => CameBack::Known,
                })
            })
        })
        .await
    }
}

/// True where a contact was noted as dead since an instant: whoever put its address back after that knows better than a report that comes again.
async fn was_marked(unit: &mut ReadUnit, contact: RecordId, since: Option<Instant>) -> Result<bool, AppError> {
    let versions = unit.history::<care::Contact>(contact).await?;
    Ok(versions.iter().filter_map(|version| version.value().returned_at).any(|at| since.is_none_or(|since| at >= since)))
}
