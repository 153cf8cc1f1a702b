//! Which alerts came to somebody of whom nobody was told yet outside of the program.
//!
//! The unit that raises an alert, sends it on or hands it over leaves a mark, in the same transaction; whoever plans the notices removes exactly the
//! marks it has read, in the unit that plans them. A kill at any moment leaves the mark or the notice, never neither.

use vocabulary::{Instant, RecordId};

use crate::StorageError;
use crate::database::{Insert, Sql, Value};
use crate::unit::{ReadUnit, WriteUnit};

/// An alert that came to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ToTell {
    /// Which alert.
    pub alert: RecordId,
    /// Which of its events: it may come to several people one after the other.
    pub ordinal: i64,
    /// Since when it waits.
    pub since: Instant,
}

const MARK: Insert = Insert::into("alert_to_tell", &[&["alert_id", "ordinal", "since"]]);

/// The kinds of event with which an alert comes to somebody.
pub(super) fn comes_to_somebody(kind: &str) -> bool {
    matches!(kind, "raised" | "escalated" | "not_closed" | "holder_gone" | "handed_over")
}

pub(super) async fn mark(unit: &mut WriteUnit, events: Vec<(RecordId, i64)>) -> Result<(), StorageError> {
    let since = unit.now();
    let values = events.into_iter().flat_map(|(alert, ordinal)| [Value::id(alert), ordinal.into(), since.into()]).collect();
    unit.insert_rows_unaudited(MARK, values).await
}

/// The alerts of which somebody is to be told, who waits longest first. Touches nobody: it names ids only.
#[crate::boxed]
pub async fn to_tell(unit: &mut ReadUnit, most: u32) -> Result<Vec<ToTell>, StorageError> {
    let text = "SELECT alert_id, ordinal, since FROM alert_to_tell ORDER BY since, alert_id, ordinal LIMIT $1";
    let rows = unit.fetch_all(&Sql::new("alert_to_tell", text), vec![i64::from(most).into()]).await?;
    rows.iter()
        .map(|row| {
            let mut reader = row.reader("alert_to_tell");
            Ok(ToTell { alert: reader.parsed()?, ordinal: reader.integer()?, since: reader.parsed()? })
        })
        .collect()
}

/// Removes marks that were read. Call it in the unit that plans the notices.
#[crate::boxed]
pub async fn told(unit: &mut WriteUnit, marks: &[ToTell]) -> Result<(), StorageError> {
    for mark in marks {
        let sql = Sql::new("alert_to_tell", "DELETE FROM alert_to_tell WHERE alert_id = $1 AND ordinal = $2");
        unit.execute_unaudited(&sql, vec![Value::id(mark.alert), mark.ordinal.into()]).await?;
    }
    Ok(())
}
