//! The plan for less intensive care: where to, when, with whom.

use vocabulary::{Day, EpisodeId, LevelOfCare};

use crate::problem::{CareProblem, not_future};

/// The plan as of one day. The newest one counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepDownPlan {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// The day it was made.
    pub day: Day,
    /// The level planned next.
    pub target_level: LevelOfCare,
    /// The day planned for it; `None` while open.
    pub target_day: Option<Day>,
    /// The first appointment there or of aftercare; `None` while none is made.
    pub appointment_day: Option<Day>,
    /// Who will treat; empty while open.
    pub provider: String,
}

impl StepDownPlan {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_future("step-down plan", self.day, today)?;
        for (what, planned) in [("planned step-down", self.target_day), ("appointment", self.appointment_day)] {
            if let Some(last) = planned.filter(|planned| *planned < self.day) {
                return Err(CareProblem::Backwards { what, first: self.day, last });
            }
        }
        Ok(())
    }
}
