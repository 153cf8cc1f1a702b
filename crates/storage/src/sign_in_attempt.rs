//! Attempts to sign in, counted by account and by origin, for the rate limit.

use vocabulary::{Instant, UserId};

use crate::StorageError;
use crate::database::{Insert, Sql, Value};
use crate::unit::{ReadUnit, WriteUnit};

const SIGN_IN_ATTEMPT: Insert = Insert::into("sign_in_attempt", &[&["id", "at", "sign_in_name", "origin", "succeeded"]]);

/// How many attempts failed lately.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failures {
    /// For the account, since it last succeeded.
    pub of_name: i64,
    /// From the origin, whatever the account.
    pub of_origin: i64,
}

/// Notes an attempt. `origin` is the address it came from. Writes no audit row: a sign-in that succeeds is audited with its session.
#[crate::boxed]
pub async fn record(unit: &mut WriteUnit, sign_in_name: &str, origin: &str, succeeded: bool) -> Result<(), StorageError> {
    // Nobody refers to an attempt; it has an id only because every row has one.
    let id: UserId = unit.ids().next();
    let row = vec![Value::id(id), unit.at().into(), sign_in_name.trim().to_lowercase().into(), origin.into(), succeeded.into()];
    unit.insert_rows_unaudited(SIGN_IN_ATTEMPT, row).await
}

/// Counts failed attempts since an instant.
#[crate::boxed]
pub async fn failures(unit: &mut ReadUnit, sign_in_name: &str, origin: &str, since: Instant) -> Result<Failures, StorageError> {
    let name = Value::from(sign_in_name.trim().to_lowercase());
    let by_name = "SELECT COUNT(*) FROM sign_in_attempt WHERE sign_in_name = $1 AND at >= $2 AND succeeded = 0 AND at > COALESCE(\
                   (SELECT MAX(at) FROM sign_in_attempt WHERE sign_in_name = $1 AND succeeded = 1), '')";
    let by_origin = "SELECT COUNT(*) FROM sign_in_attempt WHERE origin = $1 AND at >= $2 AND succeeded = 0";
    Ok(Failures {
        of_name: count(unit, by_name, vec![name, since.into()]).await?,
        of_origin: count(unit, by_origin, vec![origin.into(), since.into()]).await?,
    })
}

async fn count(unit: &mut ReadUnit, text: &'static str, values: Vec<Value>) -> Result<i64, StorageError> {
    let row = unit.fetch_optional(&Sql::new("sign_in_attempt", text), values).await?;
    row.map_or(Ok(0), |row| row.reader("sign_in_attempt").integer())
}

/// Clears away attempts before an instant. Writes no audit row.
#[crate::boxed]
pub async fn clear_before(unit: &mut WriteUnit, before: Instant) -> Result<u64, StorageError> {
    unit.execute_unaudited(&Sql::new("sign_in_attempt", "DELETE FROM sign_in_attempt WHERE at < $1"), vec![before.into()]).await
}
