//! What persons said about exposures of the billing assessment: confirmed or dismissed, with a reason. The last word about a line holds.

use integrity::assessment::word::{ExposureWord, Said};
use vocabulary::{Instant, Money, RecordId};

use crate::StorageError;
use crate::database::{Insert, Sql, Value};
use crate::unit::{ReadUnit, WriteUnit};

const WORD: Insert =
    Insert::into("exposure_word", &[&["id", "recorded_at", "recorder", "finding", "subject", "word", "amount_cents", "reason"]]);

/// A word as it stands on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredWord {
    /// When it was said.
    pub recorded_at: Instant,
    /// By whom, as in the audit.
    pub recorder: String,
    /// The word.
    pub word: ExposureWord,
}

/// Keeps a word.
#[crate::boxed]
pub async fn add(unit: &mut WriteUnit, word: &ExposureWord) -> Result<(), StorageError> {
    let (id, at, recorder): (RecordId, _, _) = (unit.ids().next(), unit.at(), unit.recorder().to_owned());
    let values = vec![
        Value::id(id),
        at.into(),
        recorder.as_str().into(),
        word.finding.as_str().into(),
        word.subject.as_str().into(),
        word.said.code().into(),
        Value::Integer(word.amount.map(Money::cents)),
        word.reason.as_str().into(),
    ];
    unit.touch_unnamed(1);
    unit.insert_rows(WORD, values).await
}

/// Every word, in the order in which they were said.
#[crate::boxed]
pub async fn all(unit: &mut ReadUnit) -> Result<Vec<StoredWord>, StorageError> {
    let text = "SELECT recorded_at, recorder, finding, subject, word, amount_cents, reason FROM exposure_word ORDER BY recorded_at, id";
    let rows = unit.fetch_all(&Sql::new("exposure_word", text), Vec::new()).await?;
    unit.touch_unnamed(rows.len());
    let word = |row: &crate::database::Row| {
        let mut reader = row.reader("exposure_word");
        let (recorded_at, recorder, finding, subject) = (reader.parsed()?, reader.text()?, reader.text()?, reader.text()?);
        let said: Said = reader.parsed()?;
        let amount = reader.optional_integer()?.map(Money::from_cents);
        Ok(StoredWord { recorded_at, recorder, word: ExposureWord { finding, subject, said, amount, reason: reader.text()? } })
    };
    rows.iter().map(word).collect()
}
