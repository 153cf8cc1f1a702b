//! Looking at messages: the outbox, those of a patient, those of an alert.

use vocabulary::{Instant, PatientId, RecordId};

use super::{Message, MessageState, SELECT, message_of};
use crate::StorageError;
use crate::database::{Sql, Value};
use crate::unit::ReadUnit;

/// Which messages are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MessageFilter {
    /// Only those in this state.
    pub state: Option<MessageState>,
}

/// Which part of the outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MessagePage {
    /// Only messages before this one, by the time they were planned for and their id.
    pub before: Option<(Instant, RecordId)>,
    /// At most so many.
    pub size: u32,
}

/// Messages, those planned latest first. Touches the patients they are about.
#[crate::boxed]
pub async fn page(unit: &mut ReadUnit, filter: MessageFilter, page: MessagePage) -> Result<Vec<Message>, StorageError> {
    let rest =
        "WHERE (planned_at < $1 OR (planned_at = $1 AND id < $2)) AND ($3 = '' OR state = $3) ORDER BY planned_at DESC, id DESC LIMIT $4";
    let (before, id) = page.before.map_or((Value::from("9999"), Value::from("")), |(at, id)| (at.into(), Value::id(id)));
    let state = filter.state.map_or("", MessageState::code);
    select(unit, rest, vec![before, id, state.into(), i64::from(page.size).into()]).await
}

/// The messages about a patient, or to somebody who answers about them, those planned latest first.
#[crate::boxed]
pub async fn of_patient(unit: &mut ReadUnit, patients: &[PatientId], most: u32) -> Result<Vec<Message>, StorageError> {
    let values = vec![i64::from(most).into()];
    let sql = Sql::of_pieces("message", &[SELECT, "WHERE patient_id IN ({list}) ORDER BY planned_at DESC, id DESC LIMIT $1"]);
    let sql = sql.with_list(&values, patients.iter().map(|patient| Value::id(*patient)));
    for patient in patients {
        unit.touch(*patient);
    }
    unit.fetch_all(&sql, values).await?.iter().map(message_of).collect()
}

/// The messages of some series, those planned first before the others. Touches the patients they are about.
#[crate::boxed]
pub async fn of_series(unit: &mut ReadUnit, series: &[String]) -> Result<Vec<Message>, StorageError> {
    let values = Vec::new();
    let sql = Sql::of_pieces("message", &[SELECT, "WHERE series IN ({list}) ORDER BY planned_at, id"]);
    let sql = sql.with_list(&values, series.iter().map(|series| series.as_str().into()));
    let messages = unit.fetch_all(&sql, values).await?.iter().map(message_of).collect::<Result<Vec<_>, _>>()?;
    for patient in messages.iter().filter_map(|message| message.patient) {
        unit.touch(patient);
    }
    Ok(messages)
}

/// The notices of an alert, in the order in which they were planned.
#[crate::boxed]
pub async fn of_alert(unit: &mut ReadUnit, alert: RecordId) -> Result<Vec<Message>, StorageError> {
    select(unit, "WHERE alert_id = $1 ORDER BY planned_at, id", vec![Value::id(alert)]).await
}

/// The alerts of which a notice failed, or nobody knows, since an instant; with `and_kept` also those of which one was kept and told nobody. Touches
/// nobody: it names ids only.
#[crate::boxed]
pub async fn alerts_untold(unit: &mut ReadUnit, since: Instant, and_kept: bool) -> Result<Vec<RecordId>, StorageError> {
    let lost = "SELECT DISTINCT alert_id FROM message WHERE alert_id IS NOT NULL AND state IN ('failed', 'uncertain', 'returned') \
                AND settled_at >= $1 ORDER BY alert_id";
    let lost_or_kept = "SELECT DISTINCT alert_id FROM message WHERE alert_id IS NOT NULL \
                AND state IN ('failed', 'uncertain', 'returned', 'kept') AND settled_at >= $1 ORDER BY alert_id";
    let text = if and_kept { lost_or_kept } else { lost };
    let rows = unit.fetch_all(&Sql::new("message", text), vec![since.into()]).await?;
    rows.iter().map(|row| row.reader("message").parsed()).collect()
}

/// How many messages are in each state; those with none are left out.
#[crate::boxed]
pub async fn count_by_state(unit: &mut ReadUnit) -> Result<Vec<(MessageState, i64)>, StorageError> {
    let text = "SELECT state, COUNT(*) FROM message GROUP BY state ORDER BY state";
    let rows = unit.fetch_all(&Sql::new("message", text), Vec::new()).await?;
    rows.iter()
        .map(|row| {
            let mut reader = row.reader("message");
            Ok((reader.parsed()?, reader.integer()?))
        })
        .collect()
}

async fn select(unit: &mut ReadUnit, rest: &'static str, values: Vec<Value>) -> Result<Vec<Message>, StorageError> {
    let rows = unit.fetch_all(&Sql::of_pieces("message", &[SELECT, rest]), values).await?;
    let messages = rows.iter().map(message_of).collect::<Result<Vec<_>, _>>()?;
    for patient in messages.iter().filter_map(|message| message.patient) {
        unit.touch(patient);
    }
    Ok(messages)
}
