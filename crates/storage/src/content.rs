//! What tables of received files share: rows that are recognised by a digest of their whole content, and come in by a batch.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt::Display;
use std::iter::Peekable;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};
use vocabulary::{BatchId, Money, Period, RecordId};

use crate::StorageError;
use crate::database::{Insert, Reader, Row, Sql, Value};
use crate::unit::WriteUnit;

/// So many values are looked up and written at a time.
pub(crate) const CHUNK: usize = 500;

/// The values of a row, and the digest of everything that belongs to it.
pub(crate) struct Digested {
    pub(crate) values: Vec<Value>,
    digest: String,
}

impl Digested {
    /// `values` go into the row; `parts` into rows of other tables.
    pub(crate) fn of(values: Vec<Value>, parts: &[Value]) -> Self {
        let digest = digest(values.iter().chain(parts));
        Self { values, digest }
    }
}

/// The digest of values in their order.
pub(crate) fn digest<'a>(values: impl IntoIterator<Item = &'a Value>) -> String {
    let mut hasher = Sha256::new();
    for value in values {
        // Kind and length stand before each value, so that no two contents run together into the same bytes.
        match value {
            Value::Text(Some(text)) => {
                hasher.update([1]);
                hasher.update(text.len().to_le_bytes());
                hasher.update(text.as_bytes());
            }
            Value::Integer(Some(number)) => {
                hasher.update([2]);
                hasher.update(number.to_le_bytes());
            }
            Value::Bytes(Some(bytes)) => {
                hasher.update([3]);
                hasher.update(bytes.len().to_le_bytes());
                hasher.update(bytes);
            }
            Value::Text(None) | Value::Integer(None) | Value::Bytes(None) => hasher.update([0]),
        }
    }
    hex::encode(hasher.finalize())
}

/// The batch of the unit; nothing of a file is kept outside of one.
pub(crate) fn batch_of(unit: &WriteUnit) -> Result<BatchId, StorageError> {
    unit.batch().ok_or(StorageError::NotFound { noun: "open import batch", id: String::new() })
}

/// The columns that every such row begins with: id, digest, batch, instant, recorder.
pub(crate) fn origin(unit: &WriteUnit, id: RecordId, content: &Digested, batch: BatchId) -> [Value; 5] {
    [Value::id(id), content.digest.as_str().into(), Value::id(batch), unit.at().into(), unit.recorder().into()]
}

/// Those of which no row has the digest, each once, in their order. `lookup` selects digests among `{list}`.
pub(crate) async fn not_there<T>(
    unit: &mut WriteUnit,
    lookup: &'static str,
    table: &'static str,
    all: Vec<(T, Digested)>,
) -> Result<Vec<(T, Digested)>, StorageError> {
    let digests = all.iter().map(|(_, content)| Value::from(content.digest.as_str()));
    let sql = Sql::new(table, lookup).with_list(&[], digests);
    let rows = unit.fetch_all(&sql, Vec::new()).await?;
    let mut known: BTreeSet<String> = rows.iter().map(|row| row.reader(table).text()).collect::<Result<_, _>>()?;
    Ok(all.into_iter().filter(|(_, content)| known.insert(content.digest.clone())).collect())
}

/// Inserts rows, if there are any.
pub(crate) async fn insert(unit: &mut WriteUnit, insert: Insert, values: Vec<Value>) -> Result<(), StorageError> {
    if values.is_empty() { Ok(()) } else { unit.insert_rows(insert, values).await }
}

/// Parts of many owners, in the order of their owners' keys. Owners are gone through in the same order, and each takes its own.
pub(crate) struct InOrder<'r, K, T> {
    table: &'static str,
    rows: Peekable<std::slice::Iter<'r, Row>>,
    key: fn(&mut Reader<'r>) -> Result<K, StorageError>,
    part: fn(&mut Reader<'r>) -> Result<T, StorageError>,
}

impl<'r, K: Ord, T> InOrder<'r, K, T> {
    /// Rows whose first columns are the key of an owner; the part stands in those behind it.
    pub(crate) fn new(
        table: &'static str,
        rows: &'r [Row],
        key: fn(&mut Reader<'r>) -> Result<K, StorageError>,
        part: fn(&mut Reader<'r>) -> Result<T, StorageError>,
    ) -> Self {
        Self { table, rows: rows.iter().peekable(), key, part }
    }

    /// The parts of the owner with this key, in the order of their rows. Parts of owners before it that nobody took are passed over.
    pub(crate) fn of(&mut self, owner: &K) -> Result<Vec<T>, StorageError> {
        let mut parts = Vec::new();
        while let Some(row) = self.rows.peek() {
            let mut reader = row.reader(self.table);
            match (self.key)(&mut reader)?.cmp(owner) {
                Ordering::Less => {}
                Ordering::Equal => parts.push((self.part)(&mut reader)?),
                Ordering::Greater => break,
            }
            self.rows.next();
        }
        Ok(parts)
    }
}

/// The id of an owner, where it stands.
pub(crate) fn owner_of<'r>(reader: &mut Reader<'r>) -> Result<&'r str, StorageError> {
    reader.text_in_place()
}

/// The ids of the first and last of rows whose first column is their id; `None` of no rows.
pub(crate) fn ends_of(table: &'static str, rows: &[Row]) -> Result<Option<[String; 2]>, StorageError> {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(None) };
    Ok(Some([first.reader(table).text()?, last.reader(table).text()?]))
}

pub(crate) fn money(amount: Money) -> Value {
    amount.cents().into()
}

pub(crate) fn read_money(reader: &mut Reader<'_>) -> Result<Money, StorageError> {
    reader.integer().map(Money::from_cents)
}

/// First and last day; both absent where there is no period.
pub(crate) fn period_values(period: Option<Period>) -> [Value; 2] {
    [period.map(Period::first).into(), period.and_then(Period::last).into()]
}

pub(crate) fn optional_period(reader: &mut Reader<'_>) -> Result<Option<Period>, StorageError> {
    let (first, last) = (reader.optional_parsed()?, reader.optional_parsed()?);
    first.map(|first| Period::new(first, last).map_err(|_| reader.damaged())).transpose()
}

/// Several codes in one text, a line each. A code of a file holds no line break: the tokenizer takes them for the format's own.
pub(crate) fn joined<T: Display>(codes: &[T]) -> Value {
    let lines: Vec<String> = codes.iter().map(|code| code.to_string().replace('\n', " ")).collect();
    lines.join("\n").into()
}

/// Reads what [`joined`] wrote.
pub(crate) fn parts<T: FromStr>(reader: &mut Reader<'_>) -> Result<Vec<T>, StorageError> {
    let text = reader.text()?;
    if text.is_empty() {
        return Ok(Vec::new());
    }
    text.split('\n').map(|code| code.parse().map_err(|_| reader.damaged())).collect()
}
