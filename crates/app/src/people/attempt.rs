//! Attempts to sign in: each is on record before anybody knows how it ends, and too many that failed make whoever tries wait.

use storage::{StorageError, WriteUnit, sign_in_attempt};
use vocabulary::RecordId;

/// After so many failures of one account from one origin within [`FAILURE_WINDOW_SECONDS`] it must wait there: who guesses elsewhere keeps nobody out.
const FAILURES_OF_NAME_HERE_MAX: i64 = 5;
/// After so many failures of one account from anywhere it must wait everywhere: guessing from many origins comes to no more than this.
const FAILURES_OF_NAME_MAX: i64 = 25;
/// After so many failures from one origin, whatever the account, the origin must wait.
const FAILURES_OF_ORIGIN_MAX: i64 = 30;
/// The time in which failures are counted.
pub(super) const FAILURE_WINDOW_SECONDS: i64 = 15 * 60;

/// Puts an attempt on record and gives its id; `None` where too many failed lately. To be called in a unit that is alone ([`storage::Alone::Attempts`]).
pub(super) async fn begin_attempt(unit: &mut WriteUnit, sign_in_name: &str, origin: &str) -> Result<Option<RecordId>, StorageError> {
    let since = unit.at().plus_seconds(-FAILURE_WINDOW_SECONDS);
    let failures = sign_in_attempt::failures(unit, sign_in_name, origin, since).await?;
    let of_name = failures.account_here >= FAILURES_OF_NAME_HERE_MAX || failures.account >= FAILURES_OF_NAME_MAX;
    if of_name || failures.origin >= FAILURES_OF_ORIGIN_MAX {
        return Ok(None);
    }
    sign_in_attempt::begin(unit, sign_in_name, origin).await.map(Some)
}
