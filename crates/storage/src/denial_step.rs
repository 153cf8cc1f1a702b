//! What was done about refused lines. A step is never changed: whoever thinks otherwise takes a further one, and the last holds.

use revenue_cycle::denial::step::{DenialStep, StepKind};
use vocabulary::{Instant, Money, RecordId, ReleaseId};

use crate::StorageError;
use crate::database::{Insert, Reader, Sql, Value};
use crate::unit::{ReadUnit, WriteUnit};

const STEP: Insert = Insert::into(
    "denial_step",
    &[
        &["id", "recorded_at", "recorder", "remittance_id", "place", "line", "claim_number", "kind", "code", "amount_cents", "reason"],
        &["approver", "release_id"],
    ],
);

/// Which refusal: the payment, the decision's place in it from 0, and the line in that from 0; `None` for the claim as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DenialPlace {
    /// The payment.
    pub remittance: RecordId,
    /// The decision.
    pub place: usize,
    /// The line.
    pub line: Option<usize>,
}

/// A step as it stands on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredStep {
    /// About which refusal.
    pub about: DenialPlace,
    /// When it was written.
    pub recorded_at: Instant,
    /// Who wrote it, as in the audit.
    pub recorder: String,
    /// The step.
    pub step: DenialStep,
    /// The release with which something left, where something did.
    pub release: Option<ReleaseId>,
}

/// Keeps a step.
#[crate::boxed]
pub async fn add(unit: &mut WriteUnit, about: DenialPlace, step: &DenialStep, release: Option<ReleaseId>) -> Result<(), StorageError> {
    let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let (place, line) = (number(about.place), about.line.map_or(0, |line| number(line.saturating_add(1))));
    let known = "SELECT claim_number FROM adjudication WHERE remittance_id = $1 AND place = $2";
    if unit.fetch_optional(&Sql::new("adjudication", known), vec![Value::id(about.remittance), place.into()]).await?.is_none() {
        return Err(StorageError::NotFound { noun: "decision of a payer", id: about.remittance.to_string() });
    }
    let (id, at, recorder): (RecordId, _, _) = (unit.ids().next(), unit.at(), unit.recorder().to_owned());
    let values = vec![
        Value::id(id),
        at.into(),
        recorder.as_str().into(),
        Value::id(about.remittance),
        place.into(),
        line.into(),
        step.claim_number.as_str().into(),
        step.kind.code().into(),
        step.code.as_str().into(),
        step.amount.cents().into(),
        step.reason.as_str().into(),
        step.approver.as_str().into(),
        Value::optional_id(release),
    ];
    unit.touch_unnamed(1);
    unit.insert_rows(STEP, values).await
}

const STORED: &str = "SELECT remittance_id, place, line, recorded_at, recorder, claim_number, kind, code, amount_cents, reason, approver, \
                      release_id FROM denial_step ";
const IN_ORDER: &str = "ORDER BY recorded_at, id";

/// Every step, in the order in which they were taken.
#[crate::boxed]
pub async fn all(unit: &mut ReadUnit) -> Result<Vec<StoredStep>, StorageError> {
    read(unit, &Sql::of_pieces("denial_step", &[STORED, IN_ORDER]), Vec::new()).await
}

/// The steps about a decision and its lines, in the order in which they were taken.
#[crate::boxed]
pub async fn of_decision(unit: &mut ReadUnit, about: DenialPlace) -> Result<Vec<StoredStep>, StorageError> {
    let sql = Sql::of_pieces("denial_step", &[STORED, "WHERE remittance_id = $1 AND place = $2 ", IN_ORDER]);
    let place = i64::try_from(about.place).unwrap_or(i64::MAX);
    read(unit, &sql, vec![Value::id(about.remittance), place.into()]).await
}

/// The steps about claims with these numbers, and about decisions of these payments: a decision may have been matched to another claim since. In the order
/// in which they were taken.
#[crate::boxed]
pub async fn of_claims(unit: &mut ReadUnit, numbers: &[String], payments: &[RecordId]) -> Result<Vec<StoredStep>, StorageError> {
    let sql = Sql::of_pieces("denial_step", &[STORED, "WHERE claim_number IN ({list}) OR remittance_id IN ({list}) ", IN_ORDER]);
    // A payment has an id, which no claim has for its number.
    let wanted = numbers.iter().map(|number| Value::from(number.as_str())).chain(payments.iter().map(|id| Value::id(*id)));
    read(unit, &sql.with_list(&[], wanted), Vec::new()).await
}

async fn read(unit: &mut ReadUnit, sql: &Sql, values: Vec<Value>) -> Result<Vec<StoredStep>, StorageError> {
    let rows = unit.fetch_all(sql, values).await?;
    unit.touch_unnamed(rows.len());
    rows.iter().map(|row| stored(&mut row.reader("denial_step"))).collect()
}

fn stored(reader: &mut Reader<'_>) -> Result<StoredStep, StorageError> {
    let remittance = reader.parsed()?;
    let place = usize::try_from(reader.integer()?).map_err(|_| reader.damaged())?;
    let line = usize::try_from(reader.integer()?).map_err(|_| reader.damaged())?.checked_sub(1);
    let (recorded_at, recorder) = (reader.parsed()?, reader.text()?);
    let claim_number = reader.text()?;
    let kind: StepKind = reader.parsed()?;
    let step = DenialStep {
        claim_number,
        kind,
        code: reader.text()?,
        amount: Money::from_cents(reader.integer()?),
        reason: reader.text()?,
        approver: reader.text()?,
    };
    Ok(StoredStep { about: DenialPlace { remittance, place, line }, recorded_at, recorder, step, release: reader.optional_parsed()? })
}
