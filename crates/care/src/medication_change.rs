//! Changes of medication.

use vocabulary::{Day, EpisodeId, PatientId};

use crate::choice::choices;
use crate::problem::{CareProblem, not_empty, not_future};

choices! {
    /// What changed.
    MedicationChangeKind ("kind of medication change") {
        /// A medication was started.
        Start = "start",
        /// A medication was stopped.
        Stop = "stop",
        /// The dose went up.
        DoseIncrease = "dose_increase",
        /// The dose went down.
        DoseDecrease = "dose_decrease",
    }
}

/// One change on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MedicationChange {
    /// Whose.
    pub patient: PatientId,
    /// The episode in which it was made; `None` outside of one.
    pub episode: Option<EpisodeId>,
    /// The day.
    pub day: Day,
    /// What changed.
    pub kind: MedicationChangeKind,
    /// The medication as it stands in the chart.
    pub medication: String,
}

impl MedicationChange {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_future("medication change", self.day, today)?;
        not_empty("medication", &self.medication)
    }
}
