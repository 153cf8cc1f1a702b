//! What a reader must know about the practice to understand a file.

use instruments::Library;
use vocabulary::{Day, ZoneName};

/// What a reader must know. Made by `app` from the database and the command.
#[derive(Clone, Debug)]
pub struct Context {
    /// The definitions: those of the product and those that entered the practice.
    pub library: Library,
    /// Today, in the practice's zone. Later days are refused.
    pub today: Day,
    /// The zone in which an instant becomes a clinical day where the program is not known to the reader.
    pub zone: ZoneName,
    /// How large parts of a file may be.
    pub limits: Limits,
    /// What the person who imports states for the whole file.
    pub stated: Stated,
}

impl Context {
    /// The usual limits, nothing stated.
    pub fn new(library: Library, today: Day, zone: ZoneName) -> Self {
        Self { library, today, zone, limits: Limits::default(), stated: Stated::default() }
    }
}

/// What the person who imports states for the whole file, such as on the command line. It fills gaps; only `day` takes the place of something
/// that the file says, for files whose days are known to be wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// The record number of the patient whose answers came without a subject.
    pub patient: Option<String>,
    /// The code of the program for records that name none.
    pub program: Option<String>,
    /// The day of every administration in the file.
    pub day: Option<Day>,
}

/// How large parts of a file may be. What is larger is refused with its place, so that no file can fill the memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one row of a table or one line of a file of lines.
    pub row_bytes: usize,
    /// Bytes of one field of a table.
    pub field_bytes: usize,
    /// Bytes of one JSON document that must be read as a whole, such as a Bundle. A file of lines has no limit as a whole.
    pub document_bytes: usize,
    /// How deep JSON may be nested.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { row_bytes: 16 << 20, field_bytes: 64 << 10, document_bytes: 256 << 20, depth: 64 }
    }
}
