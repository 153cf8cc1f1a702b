//! Criteria for levels of care that the practice wrote. The ones that come with the product are not stored.

use vocabulary::{Day, RecordId};

use crate::StorageError;
use crate::record::column::practice_record;
use crate::record::{Stored, View, read, write};
use crate::unit::{ReadUnit, WriteUnit};

/// A set of criteria as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCriteriaSet {
    /// The id that the text names.
    pub set: String,
    /// The version that the text names. Determinations name it; the record has versions of its own.
    pub set_version: String,
    /// SHA-256 of the text, 64 hexadecimal digits.
    pub sha256: String,
    /// The criteria as TOML.
    pub source_text: String,
}

impl StoredCriteriaSet {
    /// A set with the hash of its text.
    pub fn new(set: impl Into<String>, set_version: impl Into<String>, source_text: impl Into<String>) -> Self {
        let source_text = source_text.into();
        Self { set: set.into(), set_version: set_version.into(), sha256: crate::sha256(source_text.as_bytes()), source_text }
    }
}

practice_record! {
    StoredCriteriaSet in "criteria_set", ordered by "criteria_set, id" {
        "criteria_set" => set;
        "criteria_version" => set_version;
        "sha256" => sha256;
        "source_text" => source_text;
    }
}

/// The set with an id.
#[crate::boxed]
pub async fn get(unit: &mut ReadUnit, set: &str, view: View) -> Result<Option<Stored<StoredCriteriaSet>>, StorageError> {
    Ok(read::find(unit, view, "criteria_set = $2", [set.into()], None).await?.pop())
}

/// The text with a hash, whatever became of it since: for making a determination again.
#[crate::boxed]
pub async fn by_sha256(unit: &mut ReadUnit, sha256: &str) -> Result<Option<StoredCriteriaSet>, StorageError> {
    let text =
        "SELECT criteria_set, criteria_version, sha256, source_text FROM criteria_set WHERE sha256 = $1 ORDER BY id, version LIMIT 1";
    let row = unit.fetch_optional(&crate::database::Sql::new("criteria_set", text), vec![sha256.into()]).await?;
    row.map(|row| crate::record::table::Table::from_row(&mut row.reader("criteria_set"))).transpose()
}

/// Writes a set, as a new version where there was one. The same text again changes nothing.
#[crate::boxed]
pub async fn put(unit: &mut WriteUnit, set: StoredCriteriaSet, effective_day: Day) -> Result<RecordId, StorageError> {
    let found = get(unit, &set.set, View::Current).await?;
    write::put(unit, found, set, effective_day).await
}
