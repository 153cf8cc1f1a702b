//! What a kind of record must say about itself.

use vocabulary::{EpisodeId, Identifier, PatientId};

use crate::StorageError;
use crate::database::{Columns, Insert, Reader, Value};

/// The columns that all record tables start with.
pub(crate) const COMMON: &[&str] = &[
    "id",
    "version",
    "recorded_at",
    "superseded_at",
    "effective_day",
    "recorder",
    "source",
    "batch_id",
    "supersedes",
    "void_reason",
    "external_key",
];

/// Those of them that [`Table::SELECT`] begins with.
const COMMON_SELECTED: &[&str] =
    &["id", "version", "recorded_at", "superseded_at", "effective_day", "recorder", "source", "batch_id", "void_reason", "external_key"];

/// Whom a record concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Nobody in care.
    Nobody,
    /// One patient.
    Patient(PatientId),
    /// Two patients, whose records are one person.
    Two(PatientId, PatientId),
    /// The patient of an episode.
    Episode(EpisodeId),
}

/// How a kind of record is kept. Out of reach for other crates: [`super::Record`] is what they see.
pub trait Table: Clone + Send + Sync + 'static {
    /// Its id.
    type Id: Identifier + std::fmt::Debug + std::hash::Hash;
    /// The table.
    const TABLE: &'static str;
    /// Its own columns, after [`COMMON`].
    const COLUMNS: &'static [&'static str];
    /// True where the first of the own columns is `patient_id`.
    const HAS_PATIENT: bool;
    /// `SELECT` of the common and the own columns, made by [`select!`](crate::record::table::select).
    const SELECT: &'static str;
    /// The statement that sets `superseded_at` ($1) of the current version ($3) of a record ($2), made by the same macro.
    const SUPERSEDE: &'static str;
    /// What is computed from the record and goes stale when it changes: a statement with the instant as $1 and the id as $2.
    const STALE: Option<&'static str> = None;
    /// True where judgements about the patient may change with it: the patient then waits to be judged again ([`crate::to_judge`]).
    const IS_INPUT: bool = true;

    /// Whom it concerns.
    fn owner(&self, id: Self::Id) -> Owner;
    /// The values of the own columns. `patient` is the owner, found through the episode where the record does not say it itself.
    fn to_values(&self, patient: Option<PatientId>, values: &mut Vec<Value>);
    /// Reads the own columns.
    fn from_row(reader: &mut Reader<'_>) -> Result<Self, StorageError>;

    /// The columns of [`Table::SELECT`].
    const SELECTED: Columns = Columns(&[COMMON_SELECTED, Self::COLUMNS]);
    /// The statement that inserts versions.
    const INSERT: Insert = Insert::into(Self::TABLE, &[COMMON, Self::COLUMNS]);
}

/// Defines the constants of [`Table`] from a table's name and columns, so that each stands once.
macro_rules! table {
    ($table:literal, [$first:literal $(, $column:literal)* $(,)?]) => {
        const TABLE: &'static str = $table;
        const COLUMNS: &'static [&'static str] = &[$first $(, $column)*];
        const HAS_PATIENT: bool = matches!($first.as_bytes(), b"patient_id");
        const SELECT: &'static str = concat!(
            "SELECT id, version, recorded_at, superseded_at, effective_day, recorder, source, batch_id, void_reason, external_key, ",
            $first $(, ", ", $column)*,
            " FROM ", $table, " "
        );
        const SUPERSEDE: &'static str =
            concat!("UPDATE ", $table, " SET superseded_at = $1 WHERE id = $2 AND version = $3 AND superseded_at IS NULL");
    };
}
pub(crate) use table;
