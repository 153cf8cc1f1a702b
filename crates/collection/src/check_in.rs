//! The check-in: everything that is due from one person, asked in one visit.
//!
//! A check-in is a pure state machine. [`Plan::new`] lays the forms one after the other and finds what can be shared; [`Progress`] folds the answers
//! that came in, in their order, and says what is asked next, how far one has come, what leaving a question out does to a score, and what each
//! instrument's administration will say. Nothing here knows who answers or by which way.
//!
//! **Sharing.** A question is asked once for two instruments only where its wording, the labels and numbers of its answers and the recall period are
//! identical in both definitions. An instrument of which no question is asked for itself was not given: its score would be derived (a PHQ-2 out of a
//! PHQ-9). It makes no administration, counts for no completion and is never billed.
//!
//! **Skipping.** Nobody is held up by a question. What cannot be scored then is said before, in words ([`SkipEffect`]).

mod event;
mod plan;
mod progress;

use std::sync::Arc;

use instruments::{Answer, Definition, FormText};
use vocabulary::Language;

pub use event::{EventKind, LinkEnd};
pub use plan::{Plan, Question, Target};
pub use progress::{Given, Outcome, Progress, Refusal, SkipEffect, completion_of};

/// Seconds that a question takes to read and answer. A choice of ours, to tell people beforehand about how long it will be; rests on no study.
pub const SECONDS_PER_QUESTION: usize = 8;

/// One form of a check-in.
#[derive(Clone, Debug)]
pub struct Form {
    /// The instrument.
    pub definition: Arc<Definition>,
    /// Its words.
    pub text: Arc<FormText>,
    /// The language of the words: that of the check-in, but where somebody who speaks both asks it in another.
    pub language: Language,
}

/// What was given to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// An answer.
    Answer(Answer),
    /// The question was left out.
    Skip,
}

impl Reply {
    /// The stored form: `3`, `refused`, `not_applicable`, `skip`.
    pub fn to_stored(self) -> String {
        match self {
            Self::Answer(Answer::Value(value)) => value.to_string(),
            Self::Answer(Answer::Refused) => "refused".to_owned(),
            Self::Answer(Answer::NotApplicable) => "not_applicable".to_owned(),
            Self::Skip => "skip".to_owned(),
        }
    }

    /// Reads the stored form; `None` for anything else.
    pub fn from_stored(text: &str) -> Option<Self> {
        Some(match text {
            "refused" => Self::Answer(Answer::Refused),
            "not_applicable" => Self::Answer(Answer::NotApplicable),
            "skip" => Self::Skip,
            number => Self::Answer(Answer::Value(number.parse().ok()?)),
        })
    }
}

#[cfg(test)]
mod tests;
