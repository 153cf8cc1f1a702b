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

    /// True where two stays of one person in one program cannot both be: they begin on the same day, or share more than the day on which one ends and the
    /// other begins. Whose they are the caller knows: records of one person may have been merged.
    pub fn overlaps(&self, other: &Self) -> bool {
        let begins_before_the_end =
            |one: &Self, other: &Self| other.discharge.as_ref().is_none_or(|discharge| one.admitted < discharge.day);
        let share_days = begins_before_the_end(self, other) && begins_before_the_end(other, self);
        self.program == other.program && (self.admitted == other.admitted || share_days)
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::stay;

    #[test]
    fn two_stays_in_one_program_share_no_day_but_that_on_which_one_follows_the_other() {
        let check = |one: (&str, Option<&str>), other: (&str, Option<&str>), expected: bool| {
            let (first, second) = (stay(1, one.0, one.1), stay(1, other.0, other.1));
            assert_eq!((first.overlaps(&second), second.overlaps(&first)), (expected, expected), "{one:?} {other:?}");
            assert!(!first.overlaps(&stay(2, other.0, other.1)), "another program is possible");
        };
        let open = None;
        check(("2026-09-01", open), ("2026-10-01", open), true);
        check(("2026-09-01", Some("2026-10-01")), ("2026-10-01", open), false);
        check(("2026-09-01", Some("2026-10-02")), ("2026-10-01", open), true);
        check(("2026-09-01", Some("2026-10-02")), ("2026-10-01", Some("2026-10-05")), true);
        check(("2026-09-01", Some("2026-09-20")), ("2026-10-01", Some("2026-10-05")), false);
        check(("2026-09-01", Some("2026-10-20")), ("2026-10-05", Some("2026-10-05")), true);
        check(("2026-09-01", Some("2026-09-01")), ("2026-09-01", open), true);
        check(("2026-09-01", Some("2026-09-01")), ("2026-09-01", Some("2026-09-01")), true);
    }
}
