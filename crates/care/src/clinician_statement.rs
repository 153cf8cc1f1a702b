//! What a clinician states in a review: facts that no form or count can give.

use vocabulary::{ClinicianId, Day, EpisodeId};

use crate::choice::choices;
use crate::problem::{CareProblem, not_future};

choices! {
    /// What is stated.
    StatementKind ("kind of clinician statement") {
        /// A lower level of care would not be safe now; the reason stands in the note.
        LowerLevelUnsafe = "lower_level_unsafe",
        /// Without this level the patient is at risk of being hospitalized; the reason stands in the note.
        HospitalizationRisk = "hospitalization_risk",
        /// The patient cannot meet basic needs because of the illness.
        GraveDisability = "grave_disability",
        /// Acute psychosis or mania.
        AcutePsychosisOrMania = "acute_psychosis_or_mania",
        /// Somebody stays with the patient at all times.
        OneToOnePrecautions = "one_to_one_precautions",
        /// Active treatment is given every day.
        ActiveTreatmentDaily = "active_treatment_daily",
        /// The plan is to keep what was reached, with a reason.
        MaintenancePlan = "maintenance_plan",
        /// The patient uses what they learned outside treatment.
        SkillsUsedOutside = "skills_used_outside",
        /// The patient is able to take part in a less supervised program.
        AbleToParticipate = "able_to_participate",
    }
}

/// One statement, as of one day. The newest of each kind counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClinicianStatement {
    /// The episode it is about.
    pub episode: EpisodeId,
    /// The day.
    pub day: Day,
    /// What is stated.
    pub kind: StatementKind,
    /// True where it holds, false where it was looked at and does not.
    pub holds: bool,
    /// Who states it; `None` when a file does not say.
    pub stated_by: Option<ClinicianId>,
}

impl ClinicianStatement {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_future("clinician statement", self.day, today)
    }
}
