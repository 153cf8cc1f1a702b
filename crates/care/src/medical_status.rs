//! Medical status: what a nurse or physician found on a day. Scores of withdrawal scales come from instruments.

use vocabulary::{Day, EpisodeId, PatientId};

use crate::choice::choices;
use crate::problem::{CareProblem, not_future};

choices! {
    /// An answer that may be missing, and then is neither of the others.
    YesNoUnknown ("answer") {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
        /// Not known, or not asked.
        Unknown = "unknown",
    }
}

/// What was found on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MedicalStatus {
    /// Whose.
    pub patient: PatientId,
    /// The episode in which it was found; `None` outside of one.
    pub episode: Option<EpisodeId>,
    /// The day.
    pub day: Day,
    /// A medical condition, withdrawal included, that is not stable.
    pub medically_unstable: YesNoUnknown,
    /// Somebody must be there around the clock.
    pub needs_24_hour_monitoring: YesNoUnknown,
    /// The patient does not eat or drink enough to stay well, or is below the weight that the program set.
    pub refuses_to_eat: YesNoUnknown,
}

impl MedicalStatus {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_future("medical status", self.day, today)
    }
}
