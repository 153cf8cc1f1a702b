//! The episode of care: from admission to discharge under the practice, across levels of care.

use vocabulary::{ClinicianId, Day, EpisodeId, PatientId, ProgramId};

use crate::choice::choices;
use crate::discharge::Discharge;
use crate::problem::{CareProblem, not_future};

choices! {
    /// Who sent the patient.
    ReferralSource ("referral source") {
        /// The patient came on their own.
        SelfReferred = "self",
        /// Family or friends.
        Family = "family",
        /// A primary-care practice.
        PrimaryCare = "primary_care",
        /// Another behavioral-health practice.
        BehavioralHealth = "behavioral_health",
        /// A hospital or emergency department.
        Hospital = "hospital",
        /// A court or probation.
        Court = "court",
        /// A school.
        School = "school",
        /// A payer's care manager.
        Payer = "payer",
        /// Somebody else.
        Other = "other",
    }
}

choices! {
    /// Who pays, broadly. The coverage itself is a record of its own.
    PayerClass ("payer class") {
        /// Commercial insurance or an employer's plan.
        Commercial = "commercial",
        /// Medicare.
        Medicare = "medicare",
        /// Medicare Advantage.
        MedicareAdvantage = "medicare_advantage",
        /// Medicaid, fee for service.
        Medicaid = "medicaid",
        /// Medicaid managed care.
        MedicaidManagedCare = "medicaid_managed_care",
        /// TRICARE or Veterans Affairs.
        Military = "military",
        /// The patient pays.
        SelfPay = "self_pay",
        /// Another source.
        Other = "other",
    }
}

/// Admission to discharge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Episode {
    /// Whose.
    pub patient: PatientId,
    /// The program that admitted.
    pub program: ProgramId,
    /// The first day, local to that program.
    pub admitted: Day,
    /// How it ended; `None` while it is open.
    pub discharge: Option<Discharge>,
    /// Who sent the patient; `None` when not recorded.
    pub referral_source: Option<ReferralSource>,
    /// Who pays, broadly; `None` when not recorded.
    pub payer_class: Option<PayerClass>,
    /// Who answers for the treatment; `None` when not assigned.
    pub clinician: Option<ClinicianId>,
    /// The earlier episode of which this is a readmission.
    pub readmission_of: Option<EpisodeId>,
}

impl Episode {
    /// Checks what one record can say about itself.
    pub fn check(&self, birth_day: Day, today: Day) -> Result<(), CareProblem> {
        not_future("admission", self.admitted, today)?;
        if self.admitted < birth_day {
            return Err(CareProblem::BeforeBirth { what: "admission", day: self.admitted, birth_day });
        }
        match &self.discharge {
            Some(discharge) if discharge.day < self.admitted => {
                Err(CareProblem::Backwards { what: "episode of care", first: self.admitted, last: discharge.day })
            }
            Some(discharge) => not_future("discharge", discharge.day, today),
            None => Ok(()),
        }
    }

    /// True on every day from admission to discharge.
    pub fn contains(&self, day: Day) -> bool {
        day >= self.admitted && self.discharge.as_ref().is_none_or(|discharge| day <= discharge.day)
    }
}
