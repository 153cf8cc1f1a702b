//! The care team: who may see a patient because they treat them.

use vocabulary::{ClinicianId, Day, PatientId, Period};

use crate::choice::choices;
use crate::problem::{CareProblem, within_life};

choices! {
    /// What somebody does in a care team.
    CareTeamRole ("care-team role") {
        /// Answers for the treatment.
        Primary = "primary",
        /// Treats as well.
        Member = "member",
        /// Supervises.
        Supervisor = "supervisor",
    }
}

/// One person's place in one patient's care team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CareTeamMember {
    /// Whose team.
    pub patient: PatientId,
    /// Who.
    pub clinician: ClinicianId,
    /// As what.
    pub role: CareTeamRole,
    /// From when to when.
    pub period: Period,
}

impl CareTeamMember {
    /// Checks that the membership began between birth and today. Its last day may lie ahead.
    pub fn check(&self, birth_day: Day, today: Day) -> Result<(), CareProblem> {
        within_life("care team", self.period.first(), birth_day, today)
    }
}
