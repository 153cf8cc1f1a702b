//! Bytes from and to other systems.
//!
//! Readers take any bytes and hand out [`Reading`]s: typed [`ImportRecord`]s, [`Rejection`]s and [`Note`]s, each with its [`Position`]. They never
//! panic, never drop a row silently, and need memory for one row (or one JSON document), not for the file. Writers turn domain values into text.
//!
//! Nothing here reads a clock, a file system or a database, and nothing makes ids: [`Context`] says which day is today, and records name each
//! other by the keys of the file, which `app` resolves. A row is imported whole or rejected; a [`FileProblem`] means that nothing of the file
//! should be kept.
//!
//! | to read | call | which hands out |
//! |---|---|---|
//! | FHIR R4 JSON, Bundle, NDJSON | `fhir::read(source, &mut Questionnaires, &Context)` | `Result<Reading, FileProblem>` |
//! | a table | `table::Mapping::from_toml(text)`, then `table::read(source, &Mapping, &Context)` | `Result<Reading, FileProblem>` |
//! | claims, payments, acknowledgments | `x12_map::read(source)` | `io::Result<Mapped>` |
//! | mail that came back | `returned_mail::read(bytes)`, for a mailbox `returned_mail::mbox::mails(bytes)` before | `ReturnedMail`, or why it is none |
//! | answers to score | `score_lines::read(source, &Context)` | `Result<ScoredLine, FileProblem>` |
//!
//! `export` has the writers. For a dry run, count what a reader hands out; a table's reader also tells which columns and codes it used
//! ([`table::TableFacts`]).

#![expect(
    clippy::result_large_err,
    reason = "a refusal carries its place and its row; it is made once a bad row and never kept in numbers"
)]
#![expect(clippy::large_enum_variant, reason = "records are handed on one by one; boxing each would cost an allocation a row")]
#![expect(clippy::needless_pass_by_value, reason = "parts of a document are consumed: who has read one has no further use for it")]
#![expect(clippy::naive_bytecount, reason = "lines are counted once a part, not in a hot loop")]
#![expect(clippy::struct_field_names, reason = "FHIR resources name their fields, and the indexes say by what they find")]
#![expect(clippy::option_option, reason = "no answer, an answer that is no number and a number are three things at the edge")]
#![expect(clippy::unused_self, reason = "the steps of identification are methods of the index they belong to")]
#![expect(clippy::match_same_arms, reason = "each arm is a case of the standard, in its order")]
#![expect(clippy::format_collect, reason = "an export is written once, a line a resource")]

mod completion;
pub mod context;
pub mod export;
mod feed;
pub mod fhir;
pub mod file_problem;
pub mod fuzzing;
mod json;
mod lines;
pub mod position;
pub mod reading;
pub mod record;
pub mod rejection;
pub mod returned_mail;
pub mod score_lines;
#[cfg(test)]
mod sentences;
mod short;
pub mod table;
#[cfg(test)]
mod testing;
mod when;
pub mod x12_map;

pub use context::{Context, Limits, Stated};
pub use file_problem::{Encoding, FileProblem};
pub use position::{Position, RawText};
pub use reading::{Note, NoteCode, Reading};
pub use record::care_fact::{CareFact, CareFactRecord, FactTime, Frame, Moment};
pub use record::{
    AdministrationRecord, CareTeamRecord, Content, DefinitionRecord, DefinitionSource, DiagnosisRecord, EpisodeRecord, GivenTotal,
    ImportRecord, LevelOfCareRecord, PatientKey, PatientRecord, RecordKind,
};
pub use rejection::{Argument, Reference, Rejection, RejectionCode};
