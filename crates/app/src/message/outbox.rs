//! The outbox: what went out, what is planned, what did not arrive, and what a person may do about it.

use std::collections::{BTreeMap, BTreeSet};

use care::{Channel, ContactHolder};
use collection::sending::stop::StopReason;
use storage::message::{Message, MessageEvent, MessageFilter, MessagePage, MessageState};
use storage::{ReadUnit, View};
use vocabulary::{Instant, PatientId, RecordId, UserId};

use crate::context::App;
use crate::error::AppError;
use crate::permission::{Caller, Data, Scope};

/// How many messages a page of the outbox holds.
const PAGE_SIZE: u32 = 50;
/// For how long a message that a person sends again means something.
const AGAIN_SECONDS: i64 = 24 * 3600;

/// A message as people see it.
#[derive(Clone, Debug)]
pub struct OutboxMessage {
    /// The message.
    pub message: Message,
    /// To whom, where that is somebody of the practice.
    pub user_name: Option<String>,
    /// The record number of the patient it is about, for those who may see who is in care.
    pub record_number: Option<String>,
}

/// One message with what happened to it.
#[derive(Clone, Debug)]
pub struct MessageView {
    /// The message.
    pub shown: OutboxMessage,
    /// What happened to it, in order.
    pub events: Vec<MessageEvent>,
}

/// An address that takes no messages: a task until somebody corrects or removes it. One about somebody who died is none: nobody is written to about them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadAddress {
    /// The record under which the patient is shown.
    pub patient: PatientId,
    /// The practice's number.
    pub record_number: String,
    /// Whose contact.
    pub holder: ContactHolder,
    /// By which way.
    pub channel: Channel,
    /// Since when messages come back.
    pub since: Instant,
}

/// A page of the outbox.
#[derive(Clone, Debug)]
pub struct Outbox {
    /// The messages, those planned latest first.
    pub messages: Vec<OutboxMessage>,
    /// Where the next page begins; `None` on the last.
    pub next: Option<(Instant, RecordId)>,
    /// How many messages are in each state.
    pub counts: Vec<(MessageState, i64)>,
    /// Addresses that take no messages, on the first page and for those who may correct them.
    pub dead_addresses: Vec<DeadAddress>,
}

impl App {
    /// A page of the outbox, of one state or of all.
    #[crate::boxed]
    pub async fn outbox(
        &self,
        caller: &Caller,
        state: Option<MessageState>,
        before: Option<(Instant, RecordId)>,
    ) -> Result<Outbox, AppError> {
        if let Err(refused) = caller.may_all(Data::Messages) {
            return self.refuse(caller, "view_outbox", refused.into()).await;
        }
        let (operation, asking) = (self.operation(caller, "view_outbox"), caller.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let page = MessagePage { before, size: PAGE_SIZE + 1 };
                let mut messages = storage::message::page(unit, MessageFilter { state }, page).await?;
                let size = usize::try_from(PAGE_SIZE).unwrap_or(usize::MAX);
                let has_more = messages.len() > size;
                messages.truncate(size);
                let next = messages.last().filter(|_| has_more).map(|last| (last.planned_at, last.id));
                let counts = storage::message::count_by_state(unit).await?;
                let is_first = before.is_none();
                let dead_addresses = if is_first { dead_addresses(unit, &asking).await? } else { Vec::new() };
                Ok(Outbox { messages: shown(unit, &asking, messages).await?, next, counts, dead_addresses })
            })
        });
        read.await
    }

    /// One message with what happened to it.
    #[crate::boxed]
    pub async fn message(&self, caller: &Caller, id: RecordId) -> Result<MessageView, AppError> {
        if let Err(refused) = caller.may_all(Data::Messages) {
            return self.refuse(caller, "view_message", refused.into()).await;
        }
        let (operation, asking) = (self.operation(caller, "view_message"), caller.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (message, events) = storage::message::get(unit, id).await?.ok_or(AppError::NotFound("message"))?;
                let shown = shown(unit, &asking, vec![message]).await?.pop().ok_or(AppError::NotFound("message"))?;
                Ok(MessageView { shown, events })
            })
        });
        read.await
    }

    /// Stops a message that has not been handed over. [`AppError::Conflict`] when it has been.
    #[crate::boxed]
    pub async fn stop_message(&self, caller: &Caller, id: RecordId) -> Result<(), AppError> {
        self.change_message(caller, "stop_message", move |unit| {
            Box::pin(async move { Ok(storage::message::stop(unit, id, StopReason::ByStaff.code()).await?) })
        })
        .await
    }

    /// Sends a message again that failed, or of which nobody knows whether it went out: the caller accepts that it may arrive twice.
    #[crate::boxed]
    pub async fn send_message_again(&self, caller: &Caller, id: RecordId) -> Result<(), AppError> {
        self.change_message(caller, "send_message_again", move |unit| {
            Box::pin(async move {
                let now = unit.at();
                Ok(storage::message::send_again(unit, id, now, now.plus_seconds(AGAIN_SECONDS)).await?)
            })
        })
        .await
    }

    /// Notes that a message came back, as a mail server writes to the sender's address. Its contact is not used again until it is corrected.
    #[crate::boxed]
    pub async fn message_returned(&self, caller: &Caller, id: RecordId) -> Result<(), AppError> {
        self.change_message(caller, "message_returned", move |unit| {
            Box::pin(async move {
                let (message, _) = storage::message::get(unit, id).await?.ok_or(AppError::NotFound("message"))?;
                let done = storage::message::returned(unit, id, "told_by_staff").await?;
                if let Some(contact) = message.contact.filter(|_| done) {
                    super::send::mark_returned(unit, contact).await?;
                }
                Ok(done)
            })
        })
        .await
    }

    async fn change_message<F>(&self, caller: &Caller, action: &'static str, work: F) -> Result<(), AppError>
    where
        F: for<'a> FnOnce(&'a mut storage::WriteUnit) -> futures_util::future::BoxFuture<'a, Result<bool, AppError>> + Send,
    {
        if let Err(refused) = caller.may_all(Data::Messages) {
            return self.refuse(caller, action, refused.into()).await;
        }
        let operation = self.operation(caller, action);
        if self.database.write::<_, AppError, _>(&operation, work).await? { Ok(()) } else { Err(AppError::Conflict) }
    }
}

async fn dead_addresses(unit: &mut ReadUnit, caller: &Caller) -> Result<Vec<DeadAddress>, AppError> {
    if [Data::Contacts, Data::Identity].iter().any(|data| caller.scope(*data) != Scope::All) {
        return Ok(Vec::new());
    }
    let links = storage::patient_link::links(unit, View::Current).await?;
    let contacts = storage::contact::returned(unit).await?;
    let patients: Vec<PatientId> = contacts.iter().map(|contact| links.shown_as(contact.value().patient)).collect();
    let records = unit.get_many::<care::Patient>(&patients, View::Current).await?;
    let numbers: BTreeMap<PatientId, String> = records.into_iter().map(|record| (record.id, record.recorded.value.record_number)).collect();
    let died = crate::follow_up::died_among(unit, &links, &patients.into_iter().collect::<BTreeSet<_>>()).await?;
    let dead = |contact: &storage::Stored<care::Contact>| {
        let (value, patient) = (contact.value(), links.shown_as(contact.value().patient));
        let record_number = numbers.get(&patient).filter(|_| !died.contains(&patient))?.clone();
        Some(DeadAddress { patient, record_number, holder: value.holder, channel: value.channel, since: value.returned_at? })
    };
    Ok(contacts.iter().filter_map(dead).collect())
}

async fn shown(unit: &mut ReadUnit, caller: &Caller, messages: Vec<Message>) -> Result<Vec<OutboxMessage>, AppError> {
    let names: BTreeMap<UserId, String> = storage::user::all(unit).await?.into_iter().map(|user| (user.id, user.name)).collect();
    let may_see = caller.scope(Data::Identity) == Scope::All;
    let patients: Vec<PatientId> = messages.iter().filter_map(|message| message.patient).filter(|_| may_see).collect();
    let records = unit.get_many::<care::Patient>(&patients, View::Current).await?;
    let numbers: BTreeMap<PatientId, String> = records.into_iter().map(|record| (record.id, record.recorded.value.record_number)).collect();
    Ok(messages
        .into_iter()
        .map(|message| OutboxMessage {
            user_name: message.user.map(|user| names.get(&user).cloned().unwrap_or_else(|| user.to_string())),
            record_number: message.patient.and_then(|patient| numbers.get(&patient).cloned()),
            message,
        })
        .collect())
}
