//! What was done about exposures of the billing assessment that a person confirmed. Rows are added, never changed.

use integrity::assessment::overpayment::OverpaymentStep;
use vocabulary::{Instant, Money, RecordId, ReleaseId};

use crate::StorageError;
use crate::database::{Insert, Row, Sql, Value};
use crate::unit::{ReadUnit, WriteUnit};

const STEP: Insert = Insert::into(
    "overpayment_step",
    &[&["id", "recorded_at", "recorder", "finding", "subject", "kind", "day", "amount_cents", "note", "release_id"]],
);

/// A step as it stands on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredOverpaymentStep {
    /// When it was recorded.
    pub recorded_at: Instant,
    /// By whom, as in the audit.
    pub recorder: String,
    /// The step.
    pub step: OverpaymentStep,
    /// The release with which something left, where something did.
    pub release: Option<ReleaseId>,
}

/// Keeps a step.
pub async fn add(unit: &mut WriteUnit, step: &OverpaymentStep, release: Option<ReleaseId>) -> Result<(), StorageError> {
    let (id, at, recorder): (RecordId, _, _) = (unit.ids().next(), unit.at(), unit.recorder().to_owned());
    let values = vec![
        Value::id(id),
        at.into(),
        recorder.as_str().into(),
        step.finding.as_str().into(),
        step.subject.as_str().into(),
        step.kind.code().into(),
        step.day.into(),
        Value::Integer(step.amount.map(Money::cents)),
        step.note.as_str().into(),
        Value::optional_id(release),
    ];
    unit.touch_unnamed(1);
    unit.insert_rows(STEP, values).await
}

/// Every step, in the order in which they were recorded.
pub async fn all(unit: &mut ReadUnit) -> Result<Vec<StoredOverpaymentStep>, StorageError> {
    let text = "SELECT recorded_at, recorder, finding, subject, kind, day, amount_cents, note, release_id FROM overpayment_step \
                ORDER BY recorded_at, id";
    let rows = unit.fetch_all(&Sql::new("overpayment_step", text), Vec::new()).await?;
    unit.touch_unnamed(rows.len());
    let step = |row: &Row| {
        let mut reader = row.reader("overpayment_step");
        let (recorded_at, recorder) = (reader.parsed()?, reader.text()?);
        let (finding, subject, kind, day) = (reader.text()?, reader.text()?, reader.parsed()?, reader.parsed()?);
        let amount = reader.optional_integer()?.map(Money::from_cents);
        let step = OverpaymentStep { finding, subject, kind, day, amount, note: reader.text()? };
        Ok(StoredOverpaymentStep { recorded_at, recorder, step, release: reader.optional_parsed()? })
    };
    rows.iter().map(step).collect()
}
