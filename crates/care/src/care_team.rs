//! The care team: who may see a patient because they treat them.

use vocabulary::{ClinicianId, PatientId, Period};

use crate::choice::choices;

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
