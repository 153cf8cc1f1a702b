//! What was done about exposures of the billing assessment that a person confirmed. Rows are added, never changed.

use integrity::assessment::overpayment::OverpaymentStep;
use vocabulary::{Instant, Money, RecordId, ReleaseId};

use crate::StorageError;
use crate::database::{Insert, Row, Sql, Value};
use crate::unit::{ReadUnit, WriteUnit};

const STEP: Insert = Insert::into(
    "overpayment_step",
    &[
        &["id", "recorded_at", "recorder", "finding", "subject", "kind", "day", "amount_cents", "note", "release_id"],
        &["payer_id", "payer_control"],
    ],
);

/// The void of a claim that left with a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleasedVoid {
    /// The release with which it left.
    pub release: ReleaseId,
    /// To which payer, by its id, and what that one calls the claim; `None` where neither was kept, as in steps before there were several payers.
    pub of: Option<(String, String)>,
}

/// A step as it stands on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredOverpaymentStep {
    /// When it was recorded.
    pub recorded_at: Instant,
    /// By whom, as in the audit.
    pub recorder: String,
    /// The step.
    pub step: OverpaymentStep,
    /// What left with it, where something did.
    pub left: Option<ReleasedVoid>,
}

/// Keeps a step.
#[crate::boxed]
pub async fn add(unit: &mut WriteUnit, step: &OverpaymentStep, left: Option<&ReleasedVoid>) -> Result<(), StorageError> {
    let of = left.and_then(|left| left.of.as_ref());
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
        Value::optional_id(left.map(|left| left.release)),
        Value::Text(of.map(|(payer, _)| payer.clone())),
        Value::Text(of.map(|(_, control)| control.clone())),
    ];
    unit.touch_unnamed(1);
    unit.insert_rows(STEP, values).await
}

/// Every step, in the order in which they were recorded.
#[crate::boxed]
pub async fn all(unit: &mut ReadUnit) -> Result<Vec<StoredOverpaymentStep>, StorageError> {
    let text = "SELECT recorded_at, recorder, finding, subject, kind, day, amount_cents, note, release_id, payer_id, payer_control \
                FROM overpayment_step ORDER BY recorded_at, id";
    let rows = unit.fetch_all(&Sql::new("overpayment_step", text), Vec::new()).await?;
    unit.touch_unnamed(rows.len());
    let step = |row: &Row| {
        let mut reader = row.reader("overpayment_step");
        let (recorded_at, recorder) = (reader.parsed()?, reader.text()?);
        let (finding, subject, kind, day) = (reader.text()?, reader.text()?, reader.parsed()?, reader.parsed()?);
        let amount = reader.optional_integer()?.map(Money::from_cents);
        let step = OverpaymentStep { finding, subject, kind, day, amount, note: reader.text()? };
        let release: Option<ReleaseId> = reader.optional_parsed()?;
        let of = reader.optional_text()?.zip(reader.optional_text()?);
        Ok(StoredOverpaymentStep { recorded_at, recorder, step, left: release.map(|release| ReleasedVoid { release, of }) })
    };
    rows.iter().map(step).collect()
}
