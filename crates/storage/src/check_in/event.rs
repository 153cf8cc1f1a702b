//! What happened to check-ins: made, sent, opened, started, finished and the rest. Only ever added to.

use collection::check_in::EventKind;
use instruments::Mode;
use vocabulary::{Instant, RecordId};

use crate::StorageError;
use crate::database::{Insert, Row, Sql, Value};
use crate::unit::{ReadUnit, WriteUnit};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckInEvent {
    /// To which check-in.
    pub check_in: RecordId,
    /// When.
    pub at: Instant,
    /// What.
    pub kind: EventKind,
    /// By which way it was answered then.
    pub mode: Mode,
    /// A code that goes with the kind, such as a language. Never an answer or a name.
    pub detail: Option<String>,
    /// Who: [`vocabulary::Actor::code`].
    pub recorder: String,
}

const EVENT: Insert = Insert::into("check_in_event", &[&["id", "check_in_id", "at", "kind", "mode", "detail", "recorder"]]);

/// Adds an event.
#[crate::boxed]
pub async fn happened(
    unit: &mut WriteUnit,
    check_in: RecordId,
    kind: EventKind,
    mode: Mode,
    detail: Option<&str>,
) -> Result<(), StorageError> {
    let id: RecordId = unit.ids().next();
    let row = vec![
        Value::id(id),
        Value::id(check_in),
        unit.at().into(),
        kind.code().into(),
        mode.code().into(),
        Value::code(detail),
        unit.recorder().into(),
    ];
    unit.insert_rows(EVENT, row).await
}

fn read(row: &Row) -> Result<CheckInEvent, StorageError> {
    let mut reader = row.reader("check_in_event");
    Ok(CheckInEvent {
        check_in: reader.parsed()?,
        at: reader.parsed()?,
        kind: reader.parsed()?,
        mode: reader.parsed()?,
        detail: reader.optional_text()?,
        recorder: reader.text()?,
    })
}

/// What happened to one check-in, the oldest first.
#[crate::boxed]
pub async fn events(unit: &mut ReadUnit, check_in: RecordId) -> Result<Vec<CheckInEvent>, StorageError> {
    events_of_many(unit, &[check_in]).await
}

/// What happened to check-ins, the oldest first.
#[crate::boxed]
pub async fn events_of_many(unit: &mut ReadUnit, check_ins: &[RecordId]) -> Result<Vec<CheckInEvent>, StorageError> {
    let values = Vec::new();
    let text = "SELECT check_in_id, at, kind, mode, detail, recorder FROM check_in_event WHERE check_in_id IN ({list}) ORDER BY at, id";
    let sql = Sql::new("check_in_event", text).with_list(&values, check_ins.iter().map(|id| Value::id(*id)));
    unit.fetch_all(&sql, values).await?.iter().map(read).collect()
}
