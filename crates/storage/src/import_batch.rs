//! Import batches. A batch, its records and its rejections are written in one unit: whole or not at all, whenever the process ends.
//!
//! `begin` makes the unit a batch's: what it inserts has the batch as its source, and the audit names the batch and counts the patients.

use vocabulary::{BatchId, Instant};

use crate::StorageError;
use crate::database::{Insert, Reader, Sql, Value};
use crate::unit::{ReadUnit, WriteUnit};

/// What is imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBatch {
    /// Its id.
    pub id: BatchId,
    /// The file's name, without its folder.
    pub file_name: String,
    /// SHA-256 of the file, 64 hexadecimal digits.
    pub sha256: String,
    /// What kind of file, such as `fhir` or `csv`.
    pub kind: String,
    /// The mapping by which it was read; empty when it needs none.
    pub mapping_name: String,
    /// SHA-256 of the mapping; empty when it needs none.
    pub mapping_sha256: String,
}

/// How it went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BatchCounts {
    /// Rows or resources that were read.
    pub rows_read: i64,
    /// Records that were added.
    pub records_added: i64,
    /// Records that were there already.
    pub records_unchanged: i64,
    /// Rows that were not taken.
    pub rows_rejected: i64,
}

/// Where a batch stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BatchState {
    /// Being imported. Seen only from inside its own unit.
    Running,
    /// Done.
    Finished,
    /// Refused as a whole, with a message; nothing of it was kept.
    Failed(String),
}

/// A batch as it stands in the list of imports.
#[expect(clippy::struct_field_names, reason = "`batch` is what was asked for, the others are what became of it")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// What was imported.
    pub batch: NewBatch,
    /// Who imported it: [`vocabulary::Actor::code`].
    pub recorder: String,
    /// When it began.
    pub started_at: Instant,
    /// When it ended.
    pub finished_at: Option<Instant>,
    /// Where it stands.
    pub state: BatchState,
    /// How it went.
    pub counts: BatchCounts,
}

/// A row that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// Where it stands in the file, such as `line 17`.
    pub position: String,
    /// The typed reason.
    pub code: String,
    /// The arguments of the sentence that explains it, as the importer wrote them.
    pub arguments: String,
    /// The row as it stands in the file, for the reject file.
    pub raw: Vec<u8>,
}

const IMPORT_BATCH: Insert = Insert::into(
    "import_batch",
    &[&[
        "id",
        "file_name",
        "sha256",
        "kind",
        "mapping_name",
        "mapping_sha256",
        "recorder",
        "started_at",
        "finished_at",
        "state",
        "rows_read",
        "records_added",
        "records_unchanged",
        "rows_rejected",
        "failure",
    ]],
);
const IMPORT_REJECTION: Insert = Insert::into("import_rejection", &[&["batch_id", "ordinal", "position", "code", "arguments", "raw"]]);
const SELECT: &str = "SELECT id, file_name, sha256, kind, mapping_name, mapping_sha256, recorder, started_at, finished_at, state, rows_read, \
                      records_added, records_unchanged, rows_rejected, failure FROM import_batch ";

/// Begins a batch: from now on the unit is its.
#[crate::boxed]
pub async fn begin(unit: &mut WriteUnit, batch: &NewBatch) -> Result<(), StorageError> {
    insert_batch(unit, batch, "running", None, BatchCounts::default(), None).await?;
    unit.enter_batch(batch.id);
    Ok(())
}

/// Ends the unit's batch. [`StorageError::Duplicate`] when the same file was imported by the same mapping meanwhile.
#[crate::boxed]
pub async fn finish(unit: &mut WriteUnit, counts: BatchCounts) -> Result<(), StorageError> {
    let Some(batch) = unit.batch() else {
        return Err(StorageError::NotFound { noun: "open import batch", id: String::new() });
    };
    let text = "UPDATE import_batch SET state = 'finished', finished_at = $2, rows_read = $3, records_added = $4, records_unchanged = $5, \
                rows_rejected = $6 WHERE id = $1";
    let finished_at = unit.now();
    let values = vec![
        Value::id(batch),
        finished_at.into(),
        counts.rows_read.into(),
        counts.records_added.into(),
        counts.records_unchanged.into(),
        counts.rows_rejected.into(),
    ];
    unit.execute(&Sql::new("import_batch", text), values).await.map(drop)
}

/// Notes, in a unit of its own, that a file was refused as a whole.
#[crate::boxed]
pub async fn record_failure(unit: &mut WriteUnit, batch: &NewBatch, counts: BatchCounts, message: &str) -> Result<(), StorageError> {
    let at = unit.at();
    insert_batch(unit, batch, "failed", Some(at), counts, Some(message)).await
}

async fn insert_batch(
    unit: &mut WriteUnit,
    batch: &NewBatch,
    state: &str,
    finished_at: Option<Instant>,
    counts: BatchCounts,
    failure: Option<&str>,
) -> Result<(), StorageError> {
    let row = vec![
        Value::id(batch.id),
        batch.file_name.as_str().into(),
        batch.sha256.as_str().into(),
        batch.kind.as_str().into(),
        batch.mapping_name.as_str().into(),
        batch.mapping_sha256.as_str().into(),
        unit.recorder().into(),
        unit.at().into(),
        finished_at.into(),
        state.into(),
        counts.rows_read.into(),
        counts.records_added.into(),
        counts.records_unchanged.into(),
        counts.rows_rejected.into(),
        Value::code(failure),
    ];
    unit.insert_rows(IMPORT_BATCH, row).await
}

/// Keeps rows that were not taken. `first_ordinal` is how many the batch has kept before.
#[crate::boxed]
pub async fn reject(unit: &mut WriteUnit, first_ordinal: i64, rejections: &[Rejection]) -> Result<(), StorageError> {
    let Some(batch) = unit.batch() else {
        return Err(StorageError::NotFound { noun: "open import batch", id: String::new() });
    };
    let mut rows = Vec::with_capacity(rejections.len() * IMPORT_REJECTION.width());
    for (ordinal, rejection) in (first_ordinal..).zip(rejections) {
        rows.extend([
            Value::id(batch),
            ordinal.into(),
            rejection.position.as_str().into(),
            rejection.code.as_str().into(),
            rejection.arguments.as_str().into(),
            rejection.raw.clone().into(),
        ]);
    }
    if rows.is_empty() { Ok(()) } else { unit.insert_rows(IMPORT_REJECTION, rows).await }
}

/// The batch that took every row of the same file by the same mapping, if there is one: then importing it again changes nothing. A batch that
/// refused rows does not stand in the way of another try.
#[crate::boxed]
pub async fn finished_before(unit: &mut ReadUnit, sha256: &str, kind: &str, mapping_sha256: &str) -> Result<Option<Batch>, StorageError> {
    let rest = "WHERE sha256 = $1 AND kind = $2 AND mapping_sha256 = $3 AND state = 'finished' AND rows_rejected = 0";
    Ok(select(unit, rest, vec![sha256.into(), kind.into(), mapping_sha256.into()]).await?.pop())
}

/// A batch by its id.
#[crate::boxed]
pub async fn get(unit: &mut ReadUnit, id: BatchId) -> Result<Option<Batch>, StorageError> {
    Ok(select(unit, "WHERE id = $1", vec![Value::id(id)]).await?.pop())
}

/// Batches, newest first: those before `before`, at most `size`.
#[crate::boxed]
pub async fn newest(unit: &mut ReadUnit, before: Option<BatchId>, size: u16) -> Result<Vec<Batch>, StorageError> {
    let before = before.map_or_else(|| Value::from("~"), Value::id);
    select(unit, "WHERE id < $1 ORDER BY id DESC LIMIT $2", vec![before, i64::from(size).into()]).await
}

/// Rejected rows of a batch in the order of the file: those after `after` (an ordinal, -1 for the beginning), at most `size`, with their
/// ordinals.
#[crate::boxed]
pub async fn rejections(unit: &mut ReadUnit, batch: BatchId, after: i64, size: u16) -> Result<Vec<(i64, Rejection)>, StorageError> {
    let text = "SELECT ordinal, position, code, arguments, raw FROM import_rejection WHERE batch_id = $1 AND ordinal > $2 ORDER BY ordinal LIMIT $3";
    let values = vec![Value::id(batch), after.into(), i64::from(size).into()];
    let rows = unit.fetch_all(&Sql::new("import_rejection", text), values).await?;
    rows.iter()
        .map(|row| {
            let mut reader = row.reader("import_rejection");
            let ordinal = reader.integer()?;
            let rejection = Rejection { position: reader.text()?, code: reader.text()?, arguments: reader.text()?, raw: reader.bytes()? };
            Ok((ordinal, rejection))
        })
        .collect()
}

async fn select(unit: &mut ReadUnit, rest: &'static str, values: Vec<Value>) -> Result<Vec<Batch>, StorageError> {
    let rows = unit.fetch_all(&Sql::of_pieces("import_batch", &[SELECT, rest]), values).await?;
    rows.iter().map(|row| from_row(&mut row.reader("import_batch"))).collect()
}

fn from_row(reader: &mut Reader<'_>) -> Result<Batch, StorageError> {
    let batch = NewBatch {
        id: reader.parsed()?,
        file_name: reader.text()?,
        sha256: reader.text()?,
        kind: reader.text()?,
        mapping_name: reader.text()?,
        mapping_sha256: reader.text()?,
    };
    let (recorder, started_at, finished_at) = (reader.text()?, reader.parsed()?, reader.optional_parsed()?);
    let state = reader.text()?;
    let unknown = reader.damaged();
    let counts = BatchCounts {
        rows_read: reader.integer()?,
        records_added: reader.integer()?,
        records_unchanged: reader.integer()?,
        rows_rejected: reader.integer()?,
    };
    let state = match state.as_str() {
        "running" => BatchState::Running,
        "finished" => BatchState::Finished,
        "failed" => BatchState::Failed(reader.optional_text()?.unwrap_or_default()),
        _ => return Err(unknown),
    };
    Ok(Batch { batch, recorder, started_at, finished_at, state, counts })
}
