//! The steps of a message under a lease, and what ends it from outside. Each changes its row only in the state and under the token it expects.

use vocabulary::{Instant, RecordId};

use super::{Lease, Message, happened};
use crate::StorageError;
use crate::database::{Sql, Value};
use crate::unit::WriteUnit;

/// What became of a message that was handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled {
    /// It was taken.
    Sent,
    /// It was to be kept only.
    Kept,
    /// It will not be taken, or was tried often enough.
    Failed(String),
    /// It certainly was not taken: it is looked at again at an instant.
    Again(Instant, String),
    /// Nobody knows.
    Uncertain(String),
}

/// Puts a leased message back until an instant: it is night where it goes. False when the lease is no longer the newest.
#[crate::boxed]
pub async fn postpone(unit: &mut WriteUnit, lease: Lease, due_at: Instant, reason: &str) -> Result<bool, StorageError> {
    let text = "UPDATE message SET state = 'planned', due_at = $3, reason = $4, lease_owner = NULL, lease_until = NULL \
                WHERE id = $1 AND lease_token = $2 AND state = 'leased'";
    let values = vec![Value::id(lease.message), lease.token.into(), due_at.into(), reason.into()];
    let done = unit.execute_unaudited(&Sql::new("message", text), values).await? == 1;
    if done {
        happened(unit, lease.message, "postponed", Some(reason)).await?;
    }
    Ok(done)
}

/// Holds a leased message back until an instant, when it is looked at again: what must be there before it may go out is missing. Written down as an
/// event the first time only, however long it is held. False when the lease is no longer the newest.
#[crate::boxed]
pub async fn hold(unit: &mut WriteUnit, lease: Lease, held: &Message, due_at: Instant, reason: &str) -> Result<bool, StorageError> {
    let text = "UPDATE message SET state = 'planned', due_at = $3, reason = $4, lease_owner = NULL, lease_until = NULL \
                WHERE id = $1 AND lease_token = $2 AND state = 'leased'";
    let values = vec![Value::id(lease.message), lease.token.into(), due_at.into(), reason.into()];
    let done = unit.execute_unaudited(&Sql::new("message", text), values).await? == 1;
    if done && held.reason.as_deref() != Some(reason) {
        happened(unit, lease.message, "held", Some(reason)).await?;
    }
    Ok(done)
}

/// Writes the marker: the message is about to be given to a server, under this address. The unit must have committed before the first byte goes
/// out. False when the lease is no longer the newest, or the message was stopped: then nothing may go out. `until` is when somebody else may say
/// that its result is not known.
#[crate::boxed]
pub async fn hand_over(unit: &mut WriteUnit, lease: Lease, address: &str, until: Instant) -> Result<bool, StorageError> {
    let text = "UPDATE message SET state = 'handed_over', tries = tries + 1, address = $3, lease_until = $4, reason = NULL \
                WHERE id = $1 AND lease_token = $2 AND state = 'leased'";
    let values = vec![Value::id(lease.message), lease.token.into(), address.into(), until.into()];
    let done = unit.execute(&Sql::new("message", text), values).await? == 1;
    if done {
        happened(unit, lease.message, "handed_over", None).await?;
    }
    Ok(done)
}

/// Writes down what became of it. False when it is not this lease's any more.
#[crate::boxed]
pub async fn settle(unit: &mut WriteUnit, lease: Lease, settled: &Settled) -> Result<bool, StorageError> {
    let (state, kind, reason, due_at) = match settled {
        Settled::Sent => ("sent", "sent", None, None),
        Settled::Kept => ("kept", "kept", None, None),
        Settled::Failed(reason) => ("failed", "failed", Some(reason.as_str()), None),
        Settled::Again(due_at, reason) => ("planned", "not_now", Some(reason.as_str()), Some(*due_at)),
        Settled::Uncertain(reason) => ("uncertain", "uncertain", Some(reason.as_str()), None),
    };
    let is_over = due_at.is_none();
    // The link or code is erased where the message has gone out; what failed may be sent again by a person.
    let text = "UPDATE message SET state = $3, reason = $4, due_at = COALESCE($5, due_at), settled_at = $6, lease_owner = NULL, lease_until = NULL, \
                detail = CASE WHEN $3 = 'sent' THEN NULL ELSE detail END \
                WHERE id = $1 AND lease_token = $2 AND state IN ('handed_over', 'uncertain')";
    let values = vec![
        Value::id(lease.message),
        lease.token.into(),
        state.into(),
        Value::code(reason),
        due_at.into(),
        is_over.then(|| unit.at()).into(),
    ];
    let done = unit.execute_unaudited(&Sql::new("message", text), values).await? == 1;
    if done {
        happened(unit, lease.message, kind, reason).await?;
    }
    Ok(done)
}

/// Says of messages that were handed over long ago that nobody knows what became of them: the server that had them in hand is gone. Says which.
#[crate::boxed]
pub async fn expire_handed_over(unit: &mut WriteUnit, now: Instant) -> Result<Vec<RecordId>, StorageError> {
    let found = "SELECT id FROM message WHERE state = 'handed_over' AND lease_until <= $1 ORDER BY lease_until, id";
    let rows = unit.fetch_all(&Sql::new("message", found), vec![now.into()]).await?;
    let mut expired = Vec::new();
    for row in rows {
        let id: RecordId = row.reader("message").parsed()?;
        let text = "UPDATE message SET state = 'uncertain', reason = 'server_ended', settled_at = $2 \
                    WHERE id = $1 AND state = 'handed_over' AND lease_until <= $2";
        if unit.execute_unaudited(&Sql::new("message", text), vec![Value::id(id), now.into()]).await? == 1 {
            happened(unit, id, "uncertain", Some("server_ended")).await?;
            expired.push(id);
        }
    }
    Ok(expired)
}

/// Stops a message that has not been handed over. False when it has been, or has ended: what was handed over cannot be called back.
#[crate::boxed]
pub async fn stop(unit: &mut WriteUnit, id: RecordId, reason: &str) -> Result<bool, StorageError> {
    let text = "UPDATE message SET state = 'stopped', reason = $2, settled_at = $3, detail = NULL, lease_owner = NULL, lease_until = NULL \
                WHERE id = $1 AND state IN ('planned', 'leased')";
    let values = vec![Value::id(id), reason.into(), unit.at().into()];
    let done = unit.execute(&Sql::new("message", text), values).await? == 1;
    if done {
        happened(unit, id, "stopped", Some(reason)).await?;
    }
    Ok(done)
}

async fn stop_found(unit: &mut WriteUnit, found: &Sql, values: Vec<Value>, reason: &str) -> Result<u32, StorageError> {
    let rows = unit.fetch_all(found, values).await?;
    let mut stopped = 0;
    for row in rows {
        let id = row.reader("message").parsed()?;
        stopped += u32::from(stop(unit, id, reason).await?);
    }
    Ok(stopped)
}

/// Stops what is still to go out of a series: the check-in was answered, or taken back. Says how many messages.
#[crate::boxed]
pub async fn stop_series(unit: &mut WriteUnit, series: &str, reason: &str) -> Result<u32, StorageError> {
    let found = Sql::new("message", "SELECT id FROM message WHERE series = $1 AND state IN ('planned', 'leased') ORDER BY id");
    stop_found(unit, &found, vec![series.into()], reason).await
}

/// Stops what is still to go out to contacts: their holder said no, or messages come back.
#[crate::boxed]
pub async fn stop_of_contacts(unit: &mut WriteUnit, contacts: &[RecordId], reason: &str) -> Result<u32, StorageError> {
    let values = Vec::new();
    let text = "SELECT id FROM message WHERE state IN ('planned', 'leased') AND contact_id IN ({list}) ORDER BY id";
    let found = Sql::new("message", text).with_list(&values, contacts.iter().map(|contact| Value::id(*contact)));
    stop_found(unit, &found, values, reason).await
}

/// Stops the notices of an alert that are still to go out: somebody has taken it on.
#[crate::boxed]
pub async fn stop_of_alert(unit: &mut WriteUnit, alert: RecordId, reason: &str) -> Result<u32, StorageError> {
    let found = Sql::new("message", "SELECT id FROM message WHERE alert_id = $1 AND state IN ('planned', 'leased') ORDER BY id");
    stop_found(unit, &found, vec![Value::id(alert)], reason).await
}

/// A person sends a message again that failed, or of which nobody knows: it may then arrive twice, and the event says who decided that. False when
/// it is in another state.
#[crate::boxed]
pub async fn send_again(unit: &mut WriteUnit, id: RecordId, due_at: Instant, expires_at: Instant) -> Result<bool, StorageError> {
    let text = "UPDATE message SET state = 'planned', due_at = $2, expires_at = $3, tries = 0, reason = NULL, settled_at = NULL \
                WHERE id = $1 AND state IN ('failed', 'uncertain')";
    let done = unit.execute(&Sql::new("message", text), vec![Value::id(id), due_at.into(), expires_at.into()]).await? == 1;
    if done {
        happened(unit, id, "send_again", None).await?;
    }
    Ok(done)
}

/// Notes that a message that was sent came back. False when it was not sent.
#[crate::boxed]
pub async fn returned(unit: &mut WriteUnit, id: RecordId, reason: &str) -> Result<bool, StorageError> {
    let text = "UPDATE message SET state = 'returned', reason = $2, settled_at = $3 WHERE id = $1 AND state IN ('sent', 'uncertain')";
    let done = unit.execute(&Sql::new("message", text), vec![Value::id(id), reason.into(), unit.at().into()]).await? == 1;
    if done {
        happened(unit, id, "returned", Some(reason)).await?;
    }
    Ok(done)
}
