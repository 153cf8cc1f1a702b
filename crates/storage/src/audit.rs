//! The audit: who did what to whose records, why and when, in rows that are sealed into a chain of hashes.
//!
//! Rows are written by [`crate::unit`] and nowhere else. [`Database::seal_audit`] chains committed rows in order; [`Database::verify_audit`]
//! finds rows that were changed or removed afterwards. What is not sealed yet is reported apart: it is late, not broken.

mod find;
mod opening;
mod query;
mod seal;

use std::str::FromStr;

pub use find::{AuditFilter, find};
pub use opening::{Opening, openings};
pub use query::{AuditEntry, AuditPage, by_actor, by_patient, newest, patients_of};
pub use seal::{AuditHead, AuditReport, BrokenRange, BrokenSeal, UnsealedRange};
pub(crate) use seal::{head, verify};
use vocabulary::{AuditId, PatientId};

use crate::StorageError;
use crate::database::{Insert, LIST_MAX, Ports, Sql, Transaction, Value};
use crate::unit::{Operation, Touched};

/// How an operation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was begun and undone; records may have been looked at.
    Failed,
    /// It was not allowed.
    Refused,
}

impl Outcome {
    /// The stored name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Refused => "refused",
        }
    }
}

/// A text that names no outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an outcome: expected done, failed or refused")]
pub struct UnknownOutcome;

impl FromStr for Outcome {
    type Err = UnknownOutcome;
    fn from_str(text: &str) -> Result<Self, UnknownOutcome> {
        [Self::Done, Self::Failed, Self::Refused].into_iter().find(|outcome| outcome.code() == text).ok_or(UnknownOutcome)
    }
}

/// A row to be written.
pub(crate) struct NewEntry<'a> {
    pub(crate) operation: &'a Operation,
    pub(crate) outcome: Outcome,
    pub(crate) touched: &'a Touched,
    pub(crate) detail: Option<&'a str>,
}

const AUDIT: Insert =
    Insert::into("audit", &[&["id", "at", "actor", "action", "purpose", "request", "outcome", "patient_count", "batch_id", "detail"]]);
/// A list may name one twice.
const NAMES: &str = "INSERT INTO audit_patient (audit_id, patient_id) SELECT DISTINCT $1, listed.value FROM {values} AS listed";
const AUDIT_PENDING: Insert = Insert::into("audit_pending", &[&["audit_id"]]);

/// How many patients of one scheduled computation are named one by one.
const NAMED_MAX: usize = 1_000;

/// The program itself goes through so many patients that a row for each, every night, would bury what people did: they are counted. Nobody sees
/// what it loads, and what it writes names its patient itself.
fn is_scheduled_for_many(operation: &Operation, touched: &Touched) -> bool {
    operation.actor == vocabulary::Actor::System && touched.patients.len() > NAMED_MAX
}

/// Writes a row, the patients it names and its place on the sealer's list.
pub(crate) async fn insert(transaction: &mut Transaction, ports: &Ports, entry: &NewEntry<'_>) -> Result<(), StorageError> {
    let id: AuditId = ports.ids.next();
    let NewEntry { operation, touched, .. } = entry;
    let row = vec![
        Value::id(id),
        ports.clock.now().into(),
        operation.actor.code().into(),
        operation.action.into(),
        Value::text(&operation.purpose),
        operation.request.0.as_str().into(),
        entry.outcome.code().into(),
        touched.count().into(),
        Value::optional_id(touched.batch),
        Value::Text(entry.detail.map(str::to_owned)),
    ];
    transaction.insert(AUDIT, row).await?;
    if touched.batch.is_none() && !is_scheduled_for_many(operation, touched) {
        let patients: Vec<PatientId> = touched.patients.iter().copied().collect();
        for named in patients.chunks(LIST_MAX) {
            let values = vec![Value::id(id)];
            let names = Sql::new("audit_patient", NAMES).with_list(&values, named.iter().map(|patient| Value::id(*patient)));
            transaction.execute(&names, values).await?;
        }
    }
    transaction.insert(AUDIT_PENDING, vec![Value::id(id)]).await
}
