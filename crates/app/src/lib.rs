//! Use cases as verbs: load, decide purely, save. Authorization, the release gate and the audit's purposes stand here; pages and commands call
//! nothing else.
//!
//! [`App`] holds the database and the ports. Every method takes a [`Caller`]: who asks, in which roles, in which request. What a role may do is
//! one table ([`permission`]); a refusal is kept in the audit. Nothing leaves the practice except as a [`release::Released`] value.

pub mod administration;
pub mod alert;
pub mod assessment;
pub mod audit;
pub mod authorization;
pub mod care_fact;
pub mod caseload;
pub mod change;
pub mod check_in;
pub mod claim;
mod computed;
pub mod contact;
pub mod context;
pub mod course;
pub mod crisis_text;
pub mod disclosure;
pub mod error;
pub mod event;
pub mod export;
pub mod follow_up;
pub mod holiday;
pub mod import;
pub mod instrument;
pub mod judgement;
pub mod level_of_care;
pub mod message;
pub mod on_call;
mod opening;
pub mod own_page;
pub mod patient;
pub mod payer;
pub mod payer_record;
pub mod people;
pub mod permission;
mod privacy;
pub mod registration;
pub mod release;
pub mod report;
pub mod rescore;
pub mod review;
pub mod safety_plan;
pub mod schedule;
pub mod score_review;
pub mod secret;
pub mod self_check;
pub mod series;
pub mod worker;

/// Boxes the future of a use case. Nothing here calls itself: the library is used because a boxed future is compiled where it is written. An `async fn`
/// is compiled again by everybody who awaits it, which were the pages, the commands and each test program (docs/decisions/0012).
pub(crate) use async_recursion::async_recursion as boxed;
pub use context::{App, Ports, Settings};
pub use error::{AppError, FieldProblem, FieldProblemKind};
pub use permission::{Caller, Data, Scope};
pub use storage::episode::Held;
pub use storage::{OnRecord, Stored, View};
