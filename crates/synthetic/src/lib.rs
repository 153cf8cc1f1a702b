//! A seeded, invented practice for the demo, tests and benchmarks.
//!
//! [`Practice::invent`] makes two sites with six programs, their staff, and patients who come, answer questionnaires, get better or do not, and
//! leave. Everything is placed relative to a day; the same [`Plan`] gives the same values, ids included, on every machine. Nobody in it is real:
//! the names are put together from lists, the answers are drawn from a course that each patient is given.
//!
//! The first twenty patients are a written cast, the same kinds of people in every practice, so that a practice of twenty shows everything a
//! practice of four hundred shows; [`Practice::cast`] says who plays what. The others are drawn. Each patient has a stream of randomness of
//! their own: one more draw for one of them moves nobody else, and patient 7 of twenty is patient 7 of four hundred.
//!
//! Nothing here reads a clock or a database. The caller stores the lists; [`bulk`] makes plain administrations by the million.

pub mod billing;
pub mod bulk;
pub mod entry;
pub mod journal;
pub mod plan;
pub mod practice;
pub mod score_review;
pub mod staff;
pub mod timeline;

mod course;
mod desk;
mod diagnoses;
mod forms;
mod house;
mod identity;
mod mishaps;
mod names;
mod patient_file;
mod plot;
mod script;
mod stay;
mod stream;

pub use billing::Billing;
pub use course::Course;
pub use entry::{Change, Entry, Revision};
pub use journal::{Journal, JournalKind};
pub use plan::Plan;
pub use practice::{CastMember, FilledForm, GivenTotal, Practice, RecordMove};
pub use score_review::ScoreReview;
pub use staff::StaffUser;
pub use timeline::{Step, Written};
