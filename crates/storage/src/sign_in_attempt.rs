//! Attempts to sign in, counted by account and by origin, for the rate limit.
//!
//! An attempt is on record before anybody knows how it ends, and counts as failed until then: in the unit that counts, which is alone
//! ([`crate::Alone::Attempts`]), so that many at the same time are limited as many one after the other.

use vocabulary::{Instant, RecordId};

use crate::StorageError;
use crate::database::{Insert, Sql, Value};
use crate::unit::{ReadUnit, WriteUnit};

const SIGN_IN_ATTEMPT: Insert = Insert::into("sign_in_attempt", &[&["id", "at", "sign_in_name", "origin", "succeeded"]]);

/// How many attempts failed lately.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failures {
    /// For the account from the origin, since it last succeeded from there.
    pub account_here: i64,
    /// For the account from anywhere, since it last succeeded.
    pub account: i64,
    /// From the origin, whatever the account.
    pub origin: i64,
}

/// Notes an attempt, which counts as failed until [`succeeded`]. `origin` is the address it came from. Writes no audit row: a sign-in that succeeds is
/// audited with its session.
#[crate::boxed]
pub async fn begin(unit: &mut WriteUnit, sign_in_name: &str, origin: &str) -> Result<RecordId, StorageError> {
    let id: RecordId = unit.ids().next();
    let row = vec![Value::id(id), unit.at().into(), sign_in_name.trim().to_lowercase().into(), origin.into(), false.into()];
    unit.insert_rows_unaudited(SIGN_IN_ATTEMPT, row).await?;
    Ok(id)
}

/// Notes that an attempt succeeded: the failures of its account before it count no more.
#[crate::boxed]
pub async fn succeeded(unit: &mut WriteUnit, attempt: RecordId) -> Result<(), StorageError> {
    let text = "UPDATE sign_in_attempt SET succeeded = 1 WHERE id = $1";
    unit.execute_unaudited(&Sql::new("sign_in_attempt", text), vec![Value::id(attempt)]).await.map(drop)
}

/// Counts failed attempts since an instant.
#[crate::boxed]
pub async fn failures(unit: &mut ReadUnit, sign_in_name: &str, origin: &str, since: Instant) -> Result<Failures, StorageError> {
    let name = Value::from(sign_in_name.trim().to_lowercase());
    let by_name = "SELECT COUNT(*) FROM sign_in_attempt WHERE sign_in_name = $1 AND at >= $2 AND succeeded = 0 AND at > COALESCE(\
                   (SELECT MAX(at) FROM sign_in_attempt WHERE sign_in_name = $1 AND succeeded = 1), '')";
    let by_name_here = "SELECT COUNT(*) FROM sign_in_attempt WHERE sign_in_name = $1 AND origin = $3 AND at >= $2 AND succeeded = 0 AND at > COALESCE(\
                        (SELECT MAX(at) FROM sign_in_attempt WHERE sign_in_name = $1 AND origin = $3 AND succeeded = 1), '')";
    let by_origin = "SELECT COUNT(*) FROM sign_in_attempt WHERE origin = $1 AND at >= $2 AND succeeded = 0";
    Ok(Failures {
        account_here: count(unit, by_name_here, vec![name.clone(), since.into(), origin.into()]).await?,
        account: count(unit, by_name, vec![name, since.into()]).await?,
        origin: count(unit, by_origin, vec![origin.into(), since.into()]).await?,
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
