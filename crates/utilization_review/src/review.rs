//! A review: what the payer's reviewer will ask, what the records already answer, and what only a person can say.
//!
//! * [`fill`] answers what records can answer, each statement with the record and day it rests on.
//! * [`carry`] compares a person's text with the one before: text that was carried forward unchanged is dated, marked and no plan change.
//! * [`readiness`] says what is missing for this payer and the cheapest way to get it.
//! * [`board`] orders all reviews by the hours to the end of the last covered day.
//! * [`submission`] says until when the payer must have the next request.
//! * [`clustering`] tells whether measures are taken through the stay or only just before an authorization ends.

pub mod board;
pub mod carry;
pub mod clustering;
pub mod fill;
pub mod readiness;
pub(crate) mod safety;
pub mod submission;

pub use board::{BoardEntry, Bucket, Closeness, DenialAnswer, DeniedDays, MoneyAtRisk, RateSource, UnitsEnd};
pub use carry::{HumanText, carried_from};
pub use clustering::Clustering;
pub use fill::{Filled, ReviewRecords, fill};
pub use readiness::{Missing, NextAction, Readiness, Shortfall, readiness};
pub use submission::{SubmissionBasis, SubmitBy};

use care::ReviewQuestion;
use vocabulary::{ClinicianId, Day, EpisodeId, Instant, LevelOfCare, RecordId};

use crate::authorization::RequestKind;

/// One review of one stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// Which kind of request it prepares.
    pub kind: RequestKind,
    /// For which level.
    pub level_of_care: LevelOfCare,
    /// The authorization that ends; `None` for an initial review.
    pub authorization: Option<RecordId>,
    /// The day by which the payer must have it.
    pub due_day: Day,
    /// When the call or submission took place, in seconds of work; `None` while it is open.
    pub seconds_spent: Option<u32>,
    /// True once it has led to a determination.
    pub closed: bool,
}

impl Review {
    /// The review that comes next for a stay: for more, after its newest authorization for the level, with the day by which the payer must have that
    /// ([`SubmitBy`]); else a first one, due on the first day that is to be asked for.
    pub fn next(episode: EpisodeId, level_of_care: LevelOfCare, newest: Option<(RecordId, Day)>, first: Day) -> Self {
        let (kind, authorization, due_day) = match newest {
            Some((authorization, due_day)) => (RequestKind::Concurrent, Some(authorization), due_day),
            None => (RequestKind::Initial, None, first),
        };
        Self { episode, kind, level_of_care, authorization, due_day, seconds_spent: None, closed: false }
    }
}

/// What a person answered to one question of a review. Appended, never edited: the newest of each question counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewAnswer {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// The review.
    pub review: RecordId,
    /// The question.
    pub question: ReviewQuestion,
    /// The day it was said.
    pub day: Day,
    /// The words.
    pub text: String,
    /// Since when the same words stand; `None` for words that are new. See [`carried_from`].
    pub carried_from: Option<Day>,
    /// The clinician who signs for it; `None` where the coordinator wrote it.
    pub signed_by: Option<ClinicianId>,
}

/// A request to the treating clinician for the answers that only they can give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewTask {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// The review.
    pub review: RecordId,
    /// Whom it is for.
    pub clinician: ClinicianId,
    /// The questions.
    pub questions: Vec<ReviewQuestion>,
    /// By when.
    pub due_at: Instant,
    /// When it was answered and signed; `None` while it is open.
    pub answered_at: Option<Instant>,
}

/// A call with the payer about a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewCall {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// The review.
    pub review: RecordId,
    /// When it began.
    pub started_at: Instant,
    /// When it ended; `None` while it goes on.
    pub ended_at: Option<Instant>,
    /// Who was spoken with; may be empty.
    pub reviewer: String,
    /// The payer's reference of the call; may be empty.
    pub reference: String,
    /// Notes; may be empty.
    pub notes: String,
}

impl ReviewCall {
    /// Seconds of the call; up to now while it goes on.
    pub fn seconds(&self, now: Instant) -> u32 {
        u32::try_from(self.ended_at.unwrap_or(now).seconds_since(self.started_at)).unwrap_or(0)
    }
}

/// The most questions of one task: more are not answered in two minutes.
pub const MOST_TASK_QUESTIONS: usize = 4;
