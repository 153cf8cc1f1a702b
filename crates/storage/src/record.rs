//! Records: append-only and versioned, all in the same way.
//!
//! A record table holds every version of every record. A correction inserts the next version and sets `superseded_at` of the one before, a void
//! inserts a version with a reason; that one column is the only thing that is ever updated, and nothing is deleted. Each kind of record says in
//! its own file which table it is, how it is written and read and whom it concerns; everything else is here, once:
//! [`WriteUnit::insert`], [`WriteUnit::correct`], [`WriteUnit::void`], [`ReadUnit::current`], [`ReadUnit::get`], [`ReadUnit::history`].

pub(crate) mod column;
pub(crate) mod read;
pub(crate) mod table;
pub(crate) mod write;

use vocabulary::{Day, Instant, Recorded};

use crate::database::Value;

/// A kind of record. Implemented in this crate only; each kind names its id.
pub trait Record: table::Table {}

/// A kind of record that stands by itself, so that callers may insert and correct it directly. The others (administrations, documents) have
/// parts that must be written with them, and functions of their own that do it.
pub trait PlainRecord: Record {}

/// A version of a record, with its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored<T: Record> {
    /// The id, the same for all versions.
    pub id: T::Id,
    /// The version and what it says.
    pub recorded: Recorded<T>,
    /// The record's key in the system it came from.
    pub external_key: Option<String>,
}

impl<T: Record> Stored<T> {
    /// What the version says.
    pub fn value(&self) -> &T {
        &self.recorded.value
    }
}

/// SHA-256 of what a version says: its table, its own columns and their values, without whose it is and what stands around it. The same content
/// has the same hash on both databases, and whoever holds a packet can have it compared with the record.
pub fn content_sha256<T: Record>(stored: &Stored<T>) -> String {
    let mut values = Vec::with_capacity(T::COLUMNS.len() + 1);
    values.push(Value::from(T::TABLE));
    stored.value().to_values(None, &mut values);
    crate::content::digest(&values)
}

/// A record to be inserted, as its first version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<T: Record> {
    /// Its id, from [`vocabulary::IdSource`].
    pub id: T::Id,
    /// What it says.
    pub value: T,
    /// The clinical day it speaks of, local to the program.
    pub effective_day: Day,
    /// A key by which the same record is recognised when it comes again: source system and identifier, or a hash of the content.
    pub external_key: Option<String>,
}

impl<T: Record> Entry<T> {
    /// A record without a key of another system.
    pub fn new(id: T::Id, value: T, effective_day: Day) -> Self {
        Self { id, value, effective_day, external_key: None }
    }

    /// With the key by which it is recognised when it comes again.
    #[must_use]
    pub fn with_external_key(mut self, key: impl Into<String>) -> Self {
        self.external_key = Some(key.into());
        self
    }
}

/// From when one looks at the records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// As they are now.
    #[default]
    Current,
    /// As they were at an instant: later versions, corrections and voids are not seen.
    AsOf(Instant),
}

/// Later than every instant. Versions that nothing supersedes are the only ones that last so long.
const END_OF_TIME: &str = "9999-12-31T23:59:59.999999Z";

impl From<View> for Value {
    fn from(view: View) -> Self {
        match view {
            View::Current => Self::from(END_OF_TIME),
            View::AsOf(instant) => Self::from(instant),
        }
    }
}

/// Picks, with the view as `$1`, the one version of each record that stood then, unless that version voids it. A record that was moved away from
/// the wrong patient is left out as of every time: it never was that patient's.
pub(crate) const IN_VIEW: &str = "recorded_at <= $1 AND (superseded_at IS NULL OR superseded_at > $1) AND void_reason IS NULL \
     AND id NOT IN (SELECT id FROM moved_record)";
