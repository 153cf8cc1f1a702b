//! The planned admission: somebody is about to come, and a payer is asked before the first day.

use vocabulary::{Day, PatientId, ProgramId};

use crate::episode::Episode;

/// An admission that is planned. Its id is the one that the episode takes when the patient is admitted: what was asked, decided and granted before hangs on
/// it, and is the stay's without being moved. Until then there is no episode, and nobody counts as in care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedAdmission {
    /// Who is to be admitted.
    pub patient: PatientId,
    /// To which program; the level that is asked for is its own.
    pub program: ProgramId,
    /// The planned first day, local to that program.
    pub day: Day,
}

impl PlannedAdmission {
    /// The stay as it would be, were the patient admitted as planned: for what is asked about it before.
    pub const fn as_stay(&self) -> Episode {
        Episode {
            patient: self.patient,
            program: self.program,
            admitted: self.day,
            discharge: None,
            referral_source: None,
            payer_class: None,
            clinician: None,
            readmission_of: None,
        }
    }

    /// True where a stay is this admission, which was planned on a day: in its program, and open or begun since. One that is entered with its end and began
    /// before anybody planned is another, earlier one.
    pub fn is_carried_out_by(&self, stay: &Episode, planned_on: Day) -> bool {
        stay.program == self.program && (stay.discharge.is_none() || stay.admitted >= planned_on)
    }
}
