//! Where a record comes from. Records are append-only: a correction is a new version, a withdrawal is a version that voids, and nothing is edited.

use crate::{BatchId, Day, Instant};

/// The version of a record, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(pub i64);

impl Version {
    /// The first version.
    pub const FIRST: Self = Self(1);

    /// The version after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// How a record came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Typed on a page of the product.
    Form,
    /// Read from a file, in this batch.
    Batch(BatchId),
    /// Computed by the product from other records.
    Computed,
}

/// A version of a record as it stands in the database.
#[expect(clippy::struct_field_names, reason = "`recorded_at` is the word of the glossary and of the tables")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded<T> {
    /// The record's content.
    pub value: T,
    /// Its version.
    pub version: Version,
    /// When it was written (UTC).
    pub recorded_at: Instant,
    /// When a later version took its place; `None` while it is the current one.
    pub superseded_at: Option<Instant>,
    /// The clinical day it speaks of, local to the program.
    pub effective_day: Day,
    /// Who wrote it: [`crate::Actor::code`].
    pub recorder: String,
    /// How it came in.
    pub source: Source,
    /// Why this version withdraws the record; `None` for a version that states something.
    pub void_reason: Option<String>,
}

impl<T> Recorded<T> {
    /// True for a version that withdraws the record.
    pub fn is_void(&self) -> bool {
        self.void_reason.is_some()
    }
}
