//! Progress towards the goals of a treatment plan.

use vocabulary::{Day, EpisodeId};

use crate::choice::choices;
use crate::problem::{CareProblem, not_empty, not_future};

choices! {
    /// How far a goal was reached, from worst to best.
    GoalProgressLevel ("goal progress") {
        /// Farther away than before.
        Worse = "worse",
        /// No nearer.
        None = "none",
        /// Nearer.
        Partial = "partial",
        /// Reached.
        Met = "met",
    }
}

/// Progress towards one goal, as of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalProgress {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// The day.
    pub day: Day,
    /// The goal's key in the plan, such as `1` or `sleep`. The newest record of each key counts.
    pub goal: String,
    /// How far.
    pub progress: GoalProgressLevel,
}

impl GoalProgress {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_future("goal progress", self.day, today)?;
        not_empty("goal", &self.goal)
    }
}
