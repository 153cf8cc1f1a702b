//! Medications that a patient takes. What changes in them is a record of its own: [`crate::MedicationChange`].

use vocabulary::{EpisodeId, PatientId, Period};

use crate::problem::{CareProblem, not_empty};

/// One medication from its start to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Medication {
    /// Whose.
    pub patient: PatientId,
    /// The episode in which it was prescribed; `None` outside of one.
    pub episode: Option<EpisodeId>,
    /// Its name as in the chart.
    pub name: String,
    /// Dose as in the chart, such as `50 mg`.
    pub dose: String,
    /// How often as in the chart.
    pub frequency: String,
    /// Who prescribes; may be empty.
    pub prescriber: String,
    /// From when to when.
    pub period: Period,
}

impl Medication {
    /// Checks what one record can say about itself.
    pub fn check(&self) -> Result<(), CareProblem> {
        not_empty("medication", &self.name)?;
        not_empty("dose", &self.dose)
    }
}
