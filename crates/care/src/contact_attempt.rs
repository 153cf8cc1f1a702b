//! One attempt to reach somebody after their discharge.

use vocabulary::{EpisodeId, Instant, PatientId, UserId};

use crate::choice::choices;
use crate::contact::Channel;

choices! {
    /// What came of an attempt.
    AttemptOutcome ("outcome of an attempt") {
        /// They were spoken with, or they answered.
        Reached = "reached",
        /// Nobody answered.
        NoAnswer = "no_answer",
        /// A message was left, without health information.
        MessageLeft = "message_left",
        /// The number or address is not theirs, or messages come back.
        WrongContact = "wrong_contact",
        /// They do not want to be asked again.
        Declined = "declined",
        /// Somebody said that they died. Nobody tries to reach them any more, and nobody is written to about them.
        Died = "died",
    }
}

/// One attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactAttempt {
    /// Whom.
    pub patient: PatientId,
    /// After which episode.
    pub episode: EpisodeId,
    /// For which follow-up: days after the discharge.
    pub milestone_days: u32,
    /// When.
    pub attempted_at: Instant,
    /// By which way.
    pub channel: Channel,
    /// What came of it.
    pub outcome: AttemptOutcome,
    /// By whom; `None` where the program sent a message.
    pub made_by: Option<UserId>,
    /// In their own words; may be empty.
    pub note: String,
}
