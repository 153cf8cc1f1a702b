//! Levels of care that were tried before, here or elsewhere.

use vocabulary::{EpisodeId, LevelOfCare, PatientId, Period};

use crate::choice::choices;

choices! {
    /// How treatment at the level ended.
    PriorLevelOutcome ("outcome of a prior level of care") {
        /// It was enough.
        Enough = "enough",
        /// It was not enough: symptoms went on or came back.
        NotEnough = "not_enough",
        /// The patient got worse or needed a higher level.
        NeededHigherLevel = "needed_higher_level",
        /// The patient left early.
        LeftEarly = "left_early",
        /// Not known.
        Unknown = "unknown",
    }
}

impl PriorLevelOutcome {
    /// True where the level was tried and did not suffice.
    pub const fn did_not_suffice(self) -> bool {
        matches!(self, Self::NotEnough | Self::NeededHigherLevel)
    }
}

/// One level that was tried, from when to when, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriorLevelTried {
    /// Whose.
    pub patient: PatientId,
    /// The episode for whose review it was recorded; `None` outside of one.
    pub episode: Option<EpisodeId>,
    /// The level.
    pub level_of_care: LevelOfCare,
    /// First to last day; open at the end when the end is not known.
    pub period: Period,
    /// How it ended.
    pub outcome: PriorLevelOutcome,
}
