//! The only display sentences of the house.
//!
//! Every other room speaks in types: a [`Key`], a code, an [`instruments::AnswerProblem`], a [`vocabulary::Finding`]. Here they become
//! English or Spanish. The sentences stand in `messages/<language>/<room>.ftl` in the Fluent syntax; the English files decide
//! which keys exist.
//!
//! ```
//! use vocabulary::Language;
//! use wording::{Key, Text};
//!
//! let text = Text::for_language(&Language::english());
//! assert_eq!(text.say(Key::CaseloadHeading), "Who needs me first?");
//! assert_eq!(text.say_with(Key::CountPatients, &[("count", 1_200.into())]), "1,200 patients");
//! assert_eq!(text.day("2026-11-23".parse()?), "Nov 23, 2026");
//! # Ok::<(), vocabulary::time::InvalidTime>(())
//! ```
//!
//! Nothing here fails: a language without a message falls back to English, a message without an argument shows its name. In debug builds, and
//! so in tests, a missing or surplus argument stops the program with the name of the key.

mod alert;
mod appeal;
mod assessment;
mod catalogue;
mod change;
mod chart;
mod claim;
mod claim_support;
mod deadline;
mod denial;
mod event;
mod fault;
mod file_fault;
mod format;
pub mod key;
mod kpi;
mod level_of_care;
#[cfg(test)]
mod lint;
mod message;
mod names;
mod packet;
mod problem;
#[cfg(test)]
mod reading;
mod record;
mod text;
mod utilization_review;
mod x12;

pub use chart::{
    ChartAuthorization, ChartBaseline, ChartBilled, ChartBilledFate, ChartCourse, ChartEvent, ChartEventKind, ChartNext, ChartNorm,
    ChartScore, ChartSeries, Throughline, ThroughlineSeries,
};
pub use format::standing_alone;
pub use key::Key;
pub use message::MessageText;
pub use text::{Arg, InWords, Text};
