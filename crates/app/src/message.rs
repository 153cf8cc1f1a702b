//! Messages: planning them, sending them, and looking at them.
//!
//! **For those who want to send something:** [`plan`] plans one message inside the unit of a use case, which has asked whether its caller may, so that
//! the message stands or falls with what it is about. It takes an [`Outgoing`]: what it says (a template, never free text), to whom, which link or
//! code it brings, and from when until when it means something. Nothing goes out while it runs: the worker sends. The same [`Outgoing::key`] again plans
//! nothing new. [`stop_series`] ends what is still to go out when the check-in was answered.
//!
//! **What can leave.** A message is made of a template, a link and the practice's name for senders. There is no way to hand text or a value of a record
//! to a carrier; so a message is no release of records, and needs none. What does hold records leaves as [`crate::release::Released`], by no mail.
//!
//! **How it leaves.** [`Carrier`] is the port to mail servers and gateways, wired by the binary. The protocol around it, and what it promises, is told in
//! [`storage::message`].

mod brings;
mod inbound;
mod notice;
mod outbox;
mod remote;
mod returned;
mod send;
mod stop_link;

use std::sync::Arc;

use care::{Channel, ContactHolder};
use collection::sending::quiet::QuietHours;
use collection::sending::{CarrierReason, Delivery, Mode, Template};
use futures_util::future::BoxFuture;
use storage::message::NewMessage;
use storage::{ReadUnit, View, WriteUnit};
use vocabulary::{Instant, Language, PatientId, RecordId, UserId};

use crate::context::App;
use crate::error::AppError;

pub use brings::{Brings, code_for, link_of, link_of_code, path_to};
pub use inbound::InboundOutcome;
pub use notice::Noticed;
pub(crate) use notice::no_more_notices;
pub use outbox::{DeadAddress, MessageView, Outbox, OutboxMessage};
pub use remote::missing_for_remote;
pub use returned::CameBack;
pub use send::Round;
pub(crate) use send::{LaneRound, is_treatment_over};
pub use stop_link::StopDoor;
pub use storage::message::{Message, MessageEvent, MessageState};

/// A message on its way to a server: everything a carrier needs, and nothing of a record.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// The message's id; the same each time it is tried.
    pub id: RecordId,
    /// What it says.
    pub template: Template,
    /// By which way.
    pub channel: Channel,
    /// Where to.
    pub address: String,
    /// In which language.
    pub language: Language,
    /// The path of a link, or a code.
    pub detail: Option<String>,
    /// When it was handed over.
    pub at: Instant,
}

impl std::fmt::Debug for Letter {
    /// Shows neither the address nor the detail.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Letter").field("id", &self.id).field("template", &self.template).finish_non_exhaustive()
    }
}

/// Takes messages to mail servers and gateways.
pub trait Carrier: Send + Sync {
    /// Whether there is a way for this channel.
    fn carries(&self, channel: Channel) -> bool;
    /// Hands one message over, once. Says what became of it; never fails otherwise.
    fn deliver(&self, letter: Letter) -> BoxFuture<'_, Delivery>;
}

/// How the practice sends.
#[derive(Clone)]
pub struct Sending {
    /// Whether messages leave.
    pub mode: Mode,
    /// When nobody is disturbed.
    pub quiet: QuietHours,
    /// The way out.
    pub carrier: Arc<dyn Carrier>,
    /// The name of this server among several, for leases.
    pub server: String,
    /// What the gateway must show when it hands in a reply; `None` takes no replies.
    pub inbound_secret: Option<String>,
}

impl std::fmt::Debug for Sending {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sending").field("mode", &self.mode).field("quiet", &self.quiet).finish_non_exhaustive()
    }
}

impl Default for Sending {
    /// Nothing leaves.
    fn default() -> Self {
        Self {
            mode: Mode::Off,
            quiet: QuietHours::default(),
            carrier: Arc::new(NoCarrier),
            server: "this".to_owned(),
            inbound_secret: None,
        }
    }
}

impl Sending {
    /// Whether messages go, or are kept as if they went, by a channel.
    pub fn carries(&self, channel: Channel) -> bool {
        match self.mode {
            Mode::Off => false,
            Mode::Keep | Mode::Demo => channel != Channel::Telephone,
            Mode::Send => self.carrier.carries(channel),
        }
    }
}

/// No way out. In the mode [`Mode::Keep`] or [`Mode::Demo`] none is asked.
#[derive(Clone, Copy, Debug)]
pub struct NoCarrier;

impl Carrier for NoCarrier {
    fn carries(&self, _channel: Channel) -> bool {
        false
    }

    fn deliver(&self, _letter: Letter) -> BoxFuture<'_, Delivery> {
        Box::pin(std::future::ready(Delivery::Refused(CarrierReason::NoChannel)))
    }
}

/// To whom a message goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// A patient, or somebody who acts or answers for them: by a contact of exactly this person, the one they prefer. `channel` narrows it to one
    /// way; without it every way that can be sent by counts.
    Person {
        /// About whom.
        patient: PatientId,
        /// Whose contact.
        holder: ContactHolder,
        /// By which way.
        channel: Option<Channel>,
    },
    /// One contact.
    Contact {
        /// About whom.
        patient: PatientId,
        /// Which.
        contact: RecordId,
    },
}

/// A message that somebody wants to send to a patient, or to somebody who answers about them.
#[derive(Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// What makes it the same message, such as `check-in:<id>:first`. Ids and codes, never a name.
    pub key: String,
    /// What it says.
    pub template: Template,
    /// To whom.
    pub to: Recipient,
    /// What it brings.
    pub brings: Brings,
    /// Messages that end together, such as `check-in:<id>`.
    pub series: Option<String>,
    /// From when. Quiet hours move it on where the template keeps them.
    pub not_before: Instant,
    /// When it means nothing any more.
    pub expires_at: Instant,
    /// In which language: that of the check-in it brings, which a parent may answer in another than the patient's. `None`: in the patient's.
    pub language: Option<Language>,
}

impl std::fmt::Debug for Outgoing {
    /// Does not show what it brings.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Outgoing").field("key", &self.key).field("template", &self.template).finish_non_exhaustive()
    }
}

/// A message that was planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Its id.
    pub id: RecordId,
    /// False where it had been planned before.
    pub is_new: bool,
    /// By which way it goes.
    pub channel: Channel,
    /// When it goes out, at the earliest.
    pub at: Instant,
}

impl App {
    /// The product with a way to send. Without it nothing is planned and nothing leaves.
    #[must_use]
    pub fn with_sending(mut self, sending: Sending) -> Self {
        self.sending = Arc::new(sending);
        self
    }

    /// How the practice sends.
    pub fn sending(&self) -> &Sending {
        &self.sending
    }
}

/// Plans a message inside the unit of a use case, which has made sure that its caller may send it.
///
/// [`AppError::Unreachable`] where the person has no contact that may be used, [`AppError::SendingIsOff`] where nothing is sent at all.
#[crate::boxed]
pub async fn plan(unit: &mut WriteUnit, sending: &Sending, outgoing: &Outgoing) -> Result<Planned, AppError> {
    if sending.mode == Mode::Off {
        return Err(AppError::SendingIsOff);
    }
    let (patient, contact) = contact_of(unit, sending, outgoing.to).await?;
    care::contact::usable(&contact)?;
    if sending.mode == Mode::Send && !sending.carrier.carries(contact.contact.channel) {
        return Err(AppError::SendingIsOff);
    }
    let (shown, records) = crate::context::person(unit, patient).await?;
    if crate::follow_up::has_died(unit, &records).await? {
        return Err(AppError::Unreachable(care::Unreachable::Died));
    }
    let (zone, _) = crate::context::place_of(unit, &records).await?;
    let language = match &outgoing.language {
        Some(language) => language.clone(),
        None => language_of(unit, shown).await?,
    };
    let not_before = outgoing.not_before.max(unit.at());
    let at = if outgoing.template.ignores_quiet_hours() { not_before } else { sending.quiet.next_allowed(not_before, &zone) };
    let new = NewMessage {
        key: outgoing.key.clone(),
        template: outgoing.template.code().to_owned(),
        series: outgoing.series.clone(),
        patient: Some(patient),
        contact: Some(contact.id),
        user: None,
        alert: None,
        channel: contact.contact.channel,
        language,
        zone,
        is_urgent: outgoing.template == Template::OneTimeCode,
        detail: Some(outgoing.brings.stored()),
        planned_at: at,
        expires_at: outgoing.expires_at,
    };
    let (id, is_new) = storage::message::plan(unit, &new).await?;
    Ok(Planned { id, is_new, channel: new.channel, at })
}

/// Stops what is still to go out of a series, inside a unit. Says how many messages.
#[crate::boxed]
pub async fn stop_series(unit: &mut WriteUnit, series: &str, reason: collection::sending::stop::StopReason) -> Result<u32, AppError> {
    Ok(storage::message::stop_series(unit, series, reason.code()).await?)
}

/// The contact that a message goes to, whether it may be used or not.
async fn contact_of(unit: &mut ReadUnit, sending: &Sending, to: Recipient) -> Result<(PatientId, care::KnownContact), AppError> {
    let patient = match to {
        Recipient::Person { patient, .. } | Recipient::Contact { patient, .. } => patient,
    };
    let (_, records) = crate::context::person(unit, patient).await?;
    let known = storage::contact::known_of_patients(unit, &records).await?;
    let found = match to {
        Recipient::Person { holder, channel, .. } => {
            care::contact::reach(&known, holder, channel, |channel| sending.carries(channel))?.clone()
        }
        Recipient::Contact { contact, .. } => {
            known.into_iter().find(|each| each.id == contact).ok_or(AppError::Unreachable(care::Unreachable::NoContact))?
        }
    };
    Ok((found.contact.patient, found))
}

async fn language_of(unit: &mut ReadUnit, patient: PatientId) -> Result<Language, AppError> {
    let record = unit.current::<care::Patient>(patient).await?;
    Ok(record.map_or_else(Language::english, |record| record.recorded.value.language))
}

/// The languages that people of the practice chose for their pages; notices to who chose none are in English.
async fn staff_languages(unit: &mut ReadUnit) -> Result<std::collections::BTreeMap<UserId, Language>, AppError> {
    Ok(storage::user::all(unit).await?.into_iter().filter_map(|user| Some((user.id, user.language?))).collect())
}

/// A notice to somebody of the practice, by one of their addresses.
fn staff_notice((user, language): (UserId, Language), channel: Channel, zone: vocabulary::ZoneName, at: Instant) -> NewMessage {
    NewMessage {
        key: String::new(),
        template: Template::StaffAlert.code().to_owned(),
        series: None,
        patient: None,
        contact: None,
        user: Some(user),
        alert: None,
        channel,
        language,
        zone,
        is_urgent: false,
        detail: None,
        planned_at: at,
        expires_at: at,
    }
}

/// The addresses of people of the practice by which they can be told: those whose channel leaves the program.
async fn staff_channels(unit: &mut ReadUnit, sending: &Sending, users: &[UserId]) -> Result<Vec<(UserId, Channel)>, AppError> {
    let contacts = storage::staff_contact::all(unit, View::Current).await?;
    let fits = |each: &storage::staff_contact::StaffContact| users.contains(&each.user) && sending.carries(each.channel);
    Ok(contacts.into_iter().map(|stored| stored.recorded.value).filter(fits).map(|each| (each.user, each.channel)).collect())
}
