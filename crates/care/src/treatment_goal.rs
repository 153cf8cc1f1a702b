//! Goals of a treatment plan: what is to be reached, how that is measured, from where to where, and by what.

use vocabulary::{Day, EpisodeId};

use crate::problem::{CareProblem, not_empty, not_future};

/// One goal as of one day. The newest record of each key counts; progress towards it is [`crate::GoalProgress`] with the same key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreatmentGoal {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// The day it was written.
    pub day: Day,
    /// Its key in the plan, such as `1` or `sleep`.
    pub goal: String,
    /// What is to be reached, in the words of the plan.
    pub statement: String,
    /// By what it is measured, such as an instrument's id or `nights slept`; may be empty.
    pub measure: String,
    /// Where it began, in the measure's own terms; may be empty.
    pub baseline: String,
    /// Where it shall end; may be empty.
    pub target: String,
    /// By when; `None` while open.
    pub target_day: Option<Day>,
    /// What is done for it.
    pub interventions: String,
}

impl TreatmentGoal {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_future("goal", self.day, today)?;
        not_empty("goal", &self.goal)?;
        not_empty("statement of the goal", &self.statement)?;
        match self.target_day {
            Some(last) if last < self.day => Err(CareProblem::Backwards { what: "goal", first: self.day, last }),
            _ => Ok(()),
        }
    }
}
