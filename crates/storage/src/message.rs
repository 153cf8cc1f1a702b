//! The queue of messages: what goes out, when, and what became of it.
//!
//! # Never twice
//!
//! A message goes through these states, each change in a transaction of its own:
//!
//! ```text
//! planned ─► leased ─► handed_over ─► sent | kept | failed     returned (later, from sent)
//!    ▲          │            │
//!    └──────────┘            ├─► planned      the server certainly did not take it: tried again later
//!   lease over               └─► uncertain    the connection broke, or this server ended, with the message in hand
//!
//! planned, leased ─► stopped                  answered, discharged, opted out, expired …
//! ```
//!
//! * **A lease** says who works on a message. It ends by itself, and then another server takes the message up; nothing has gone out yet.
//! * **`handed_over` is the marker**: written and committed before the first byte goes to the mail server or gateway. From then on the message is
//!   never given to a server a second time by the program, whoever dies when. That makes sending *at most once*: a message whose marker stands and
//!   whose result nobody knows becomes `uncertain`, and a person decides ([`send_again`]); a staff notice goes on to the next person instead.
//! * **What is certain to have failed is tried again**: up to the marker, and after an answer that says that nothing was taken, trying is *at least
//!   once* within the message's time.
//! * **The token** counts leases. Each later step names the token it was made under and changes nothing under another, so a server that was
//!   held up, or whose clock is wrong, cannot send what another has taken up.
//! * **The key** says what makes it the same message. Planning it again plans nothing.
//!
//! What a message brings is no secret while it waits: a link is named by its id, and gets the secret that stands in the message as that is handed over
//! ([`crate::access_link::add_secret`]). A one-time code is made then too ([`crate::access_link::insert_code`]), and its link is named till then.

mod lease;
mod page;
mod plan;
mod step;

use care::Channel;
use vocabulary::{Instant, Language, PatientId, RecordId, UserId, ZoneName};

use crate::StorageError;
use crate::database::{Insert, Row, Sql, Value};
use crate::unit::{ReadUnit, WriteUnit};

pub use lease::{Lane, Lease, due, lease};
pub use page::{MessageFilter, MessagePage, alerts_untold, count_by_state, of_alert, of_patient, of_series, page};
pub use plan::{NewMessage, plan};
pub use step::{
    Settled, expire_handed_over, hand_over, hold, postpone, returned, send_again, settle, stop, stop_of_alert, stop_of_contacts,
    stop_series,
};

/// How far a message has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MessageState {
    /// Waits for its time.
    Planned,
    /// A server works on it; nothing has gone out.
    Leased,
    /// It is being handed to a mail server or gateway.
    HandedOver,
    /// A mail server or gateway took it.
    Sent,
    /// It was to be kept and not to be sent.
    Kept,
    /// It will not be taken, or was tried often enough.
    Failed,
    /// Nobody knows whether it went out.
    Uncertain,
    /// It did not go out, for a reason.
    Stopped,
    /// It went out and came back.
    Returned,
}

impl MessageState {
    /// Every state, in the order of a message's life.
    pub const ALL: [Self; 9] = [
        Self::Planned,
        Self::Leased,
        Self::HandedOver,
        Self::Sent,
        Self::Kept,
        Self::Failed,
        Self::Uncertain,
        Self::Stopped,
        Self::Returned,
    ];

    /// The stored name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Leased => "leased",
            Self::HandedOver => "handed_over",
            Self::Sent => "sent",
            Self::Kept => "kept",
            Self::Failed => "failed",
            Self::Uncertain => "uncertain",
            Self::Stopped => "stopped",
            Self::Returned => "returned",
        }
    }

    /// True where it left, or may have left: what is kept instead counts as sent.
    pub const fn went_out(self) -> bool {
        matches!(self, Self::HandedOver | Self::Sent | Self::Kept | Self::Uncertain)
    }

    /// True while the program itself will do something about it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Planned | Self::Leased | Self::HandedOver)
    }
}

/// A text that is no state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a known state of a message")]
pub struct UnknownState;

impl std::str::FromStr for MessageState {
    type Err = UnknownState;
    fn from_str(text: &str) -> Result<Self, UnknownState> {
        Self::ALL.into_iter().find(|state| state.code() == text).ok_or(UnknownState)
    }
}

/// A message as it stands.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// Its id.
    pub id: RecordId,
    /// What makes it the same message. Ids, codes and days; never a name.
    pub key: String,
    /// The code of what it says.
    pub template: String,
    /// Messages about one thing, such as one check-in: what stops one stops them all.
    pub series: Option<String>,
    /// The patient it is about, where it is about one. Staff notices name none.
    pub patient: Option<PatientId>,
    /// The contact it goes to, where it goes to somebody outside the practice.
    pub contact: Option<RecordId>,
    /// The person of the practice it goes to.
    pub user: Option<UserId>,
    /// The alert it tells of.
    pub alert: Option<RecordId>,
    /// By which way.
    pub channel: Channel,
    /// In which language.
    pub language: Language,
    /// Whose clock says what night is.
    pub zone: ZoneName,
    /// Goes before others, and is tried in quick succession.
    pub is_urgent: bool,
    /// Which link it brings, or brings a code for; erased when the message has ended.
    pub detail: Option<String>,
    /// When it was planned for.
    pub planned_at: Instant,
    /// When it is looked at next.
    pub due_at: Instant,
    /// When it means nothing any more.
    pub expires_at: Instant,
    /// How far it has come.
    pub state: MessageState,
    /// How often it was handed to a server.
    pub tries: u32,
    /// How often it was leased.
    pub(crate) token: i64,
    /// Where it went, once it was handed over.
    pub address: Option<String>,
    /// The code of why it stands where it stands.
    pub reason: Option<String>,
    /// When it ended.
    pub settled_at: Option<Instant>,
}

impl std::fmt::Debug for Message {
    /// Shows neither the address nor the detail.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Message")
            .field("id", &self.id)
            .field("template", &self.template)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// One thing that happened to a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageEvent {
    /// When.
    pub at: Instant,
    /// The code of what: a state, or `postponed`, `held`, `not_now`, `send_again`.
    pub kind: String,
    /// The code of why.
    pub reason: Option<String>,
    /// Who: [`vocabulary::Actor::code`].
    pub recorder: String,
}

const SELECT: &str = "SELECT id, message_key, template, series, patient_id, contact_id, user_id, alert_id, channel, language, zone, is_urgent, \
                      detail, planned_at, due_at, expires_at, state, tries, lease_token, address, reason, settled_at FROM message ";
const EVENT: Insert = Insert::into("message_event", &[&["message_id", "ordinal", "at", "kind", "reason", "recorder"]]);

fn message_of(row: &Row) -> Result<Message, StorageError> {
    let mut reader = row.reader("message");
    Ok(Message {
        id: reader.parsed()?,
        key: reader.text()?,
        template: reader.text()?,
        series: reader.optional_text()?,
        patient: reader.optional_parsed()?,
        contact: reader.optional_parsed()?,
        user: reader.optional_parsed()?,
        alert: reader.optional_parsed()?,
        channel: reader.parsed()?,
        language: reader.parsed()?,
        zone: reader.parsed()?,
        is_urgent: reader.flag()?,
        detail: reader.optional_text()?,
        planned_at: reader.parsed()?,
        due_at: reader.parsed()?,
        expires_at: reader.parsed()?,
        state: reader.parsed()?,
        tries: u32::try_from(reader.integer()?).unwrap_or(u32::MAX),
        token: reader.integer()?,
        address: reader.optional_text()?,
        reason: reader.optional_text()?,
        settled_at: reader.optional_parsed()?,
    })
}

/// One message with what happened to it; `None` when there is none with this id. Touches its patient.
#[crate::boxed]
pub async fn get(unit: &mut ReadUnit, id: RecordId) -> Result<Option<(Message, Vec<MessageEvent>)>, StorageError> {
    let sql = Sql::of_pieces("message", &[SELECT, "WHERE id = $1"]);
    let Some(row) = unit.fetch_optional(&sql, vec![Value::id(id)]).await? else { return Ok(None) };
    let message = message_of(&row)?;
    if let Some(patient) = message.patient {
        unit.touch(patient);
    }
    let text = "SELECT at, kind, reason, recorder FROM message_event WHERE message_id = $1 ORDER BY ordinal";
    let rows = unit.fetch_all(&Sql::new("message_event", text), vec![Value::id(id)]).await?;
    let event = |row: &Row| {
        let mut reader = row.reader("message_event");
        Ok(MessageEvent { at: reader.parsed()?, kind: reader.text()?, reason: reader.optional_text()?, recorder: reader.text()? })
    };
    Ok(Some((message, rows.iter().map(event).collect::<Result<_, StorageError>>()?)))
}

/// Adds an event to a message. Only called in the unit that changed its state, so that two never meet.
async fn happened(unit: &mut WriteUnit, id: RecordId, kind: &str, reason: Option<&str>) -> Result<(), StorageError> {
    let text = "SELECT COALESCE(MAX(ordinal), 0) FROM message_event WHERE message_id = $1";
    let row = unit.fetch_optional(&Sql::new("message_event", text), vec![Value::id(id)]).await?;
    let newest = row.map_or(Ok(0), |row| row.reader("message_event").integer())?;
    let values = vec![Value::id(id), (newest + 1).into(), unit.at().into(), kind.into(), Value::code(reason), unit.recorder().into()];
    unit.insert_rows_unaudited(EVENT, values).await
}
