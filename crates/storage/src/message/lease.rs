//! Who works on a message.

use care::Channel;
use vocabulary::{Instant, RecordId};

use super::{Message, SELECT, message_of};
use crate::StorageError;
use crate::database::{Sql, Value};
use crate::unit::{ReadUnit, WriteUnit};

/// The right to work on a message, until it ends or another takes its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    /// Which message.
    pub message: RecordId,
    /// Which lease of it: the newest one counts.
    pub(super) token: i64,
}

/// A queue that goes its own way: each channel apart from the other, and what cannot wait apart from the rest. What holds one up keeps no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lane {
    /// By which way its messages go.
    pub channel: Channel,
    /// True for what somebody waits for: notices about safety, and one-time codes.
    pub is_urgent: bool,
}

impl Lane {
    /// Every lane by which something leaves, what cannot wait first. Nothing is sent by telephone.
    pub const ALL: [Self; 4] = [
        Self { channel: Channel::Email, is_urgent: true },
        Self { channel: Channel::Text, is_urgent: true },
        Self { channel: Channel::Email, is_urgent: false },
        Self { channel: Channel::Text, is_urgent: false },
    ];
}

/// The messages of a lane whose time has come: planned ones, and leased ones whose lease is over. Those that tell of an alert first, then who waits
/// longest. Touches nobody: it is the list of what to do, and names ids only.
#[crate::boxed]
pub async fn due(unit: &mut ReadUnit, now: Instant, lane: Lane, most: u32) -> Result<Vec<Message>, StorageError> {
    let rest = "WHERE ((state = 'planned' AND due_at <= $1) OR (state = 'leased' AND lease_until <= $1)) AND channel = $2 AND is_urgent = $3 \
                ORDER BY CASE WHEN alert_id IS NULL THEN 1 ELSE 0 END, due_at, id LIMIT $4";
    let values = vec![now.into(), lane.channel.code().into(), lane.is_urgent.into(), i64::from(most).into()];
    let rows = unit.fetch_all(&Sql::of_pieces("message", &[SELECT, rest]), values).await?;
    rows.iter().map(message_of).collect()
}

/// Takes a message up for `owner` until an instant, in the state in which [`due`] found it. `None` when another server was first.
///
/// Writes no audit row: nothing has happened to anybody. Where two servers meet on PostgreSQL the later one may get [`StorageError::Busy`], which
/// means the same as `None`.
#[crate::boxed]
pub async fn lease(unit: &mut WriteUnit, message: &Message, owner: &str, until: Instant) -> Result<Option<Lease>, StorageError> {
    let text = "UPDATE message SET state = 'leased', lease_token = lease_token + 1, lease_owner = $3, lease_until = $4 \
                WHERE id = $1 AND lease_token = $2 AND (state = 'planned' OR state = 'leased')";
    let values = vec![Value::id(message.id), message.token.into(), owner.into(), until.into()];
    let changed = unit.execute_unaudited(&Sql::new("message", text), values).await?;
    Ok((changed == 1).then_some(Lease { message: message.id, token: message.token + 1 }))
}
