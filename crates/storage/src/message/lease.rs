//! Who works on a message.

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

/// The messages whose time has come: planned ones, and leased ones whose lease is over. Urgent ones first, then who waits longest. Touches nobody:
/// it is the list of what to do, and names ids only.
#[crate::boxed]
pub async fn due(unit: &mut ReadUnit, now: Instant, most: u32) -> Result<Vec<Message>, StorageError> {
    let rest = "WHERE (state = 'planned' AND due_at <= $1) OR (state = 'leased' AND lease_until <= $1) ORDER BY is_urgent DESC, due_at, id LIMIT $2";
    let rows = unit.fetch_all(&Sql::of_pieces("message", &[SELECT, rest]), vec![now.into(), i64::from(most).into()]).await?;
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
