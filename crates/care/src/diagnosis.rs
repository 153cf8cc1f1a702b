//! Diagnoses, coded in ICD-10-CM. The code's description is not ours to ship; it is shown where a practice loads its own code list.

use vocabulary::{ClinicianId, Day, EpisodeId, Icd10Code, PatientId, Period};

use crate::choice::choices;
use crate::problem::{CareProblem, within_life};

choices! {
    /// The diagnosis' place among the patient's diagnoses.
    DiagnosisRank ("diagnosis rank") {
        /// What the care is mainly for.
        Principal = "principal",
        /// Also treated or affecting care.
        Secondary = "secondary",
        /// Being ruled out; never billed.
        RuleOut = "rule_out",
    }
}

/// A diagnosis of a patient, as of its record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// Whose.
    pub patient: PatientId,
    /// The episode it was made in; `None` for one that was brought along.
    pub episode: Option<EpisodeId>,
    /// The code.
    pub code: Icd10Code,
    /// Its rank.
    pub rank: DiagnosisRank,
    /// Onset to resolution.
    pub period: Period,
    /// Who made it; `None` when it came from elsewhere.
    pub diagnosed_by: Option<ClinicianId>,
}

impl Diagnosis {
    /// Checks that the onset lies between birth and today.
    pub fn check(&self, birth_day: Day, today: Day) -> Result<(), CareProblem> {
        within_life("diagnosis", self.period.first(), birth_day, today)
    }
}

#[cfg(test)]
mod tests {
    use vocabulary::Identifier as _;

    use super::*;

    #[test]
    fn an_onset_lies_between_birth_and_today() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let check = |onset: &str| {
            let diagnosis = Diagnosis {
                patient: PatientId::from_uuid("00000000-0000-7000-8000-000000000001".parse().unwrap()),
                episode: None,
                code: "F33.1".parse().unwrap(),
                rank: DiagnosisRank::Principal,
                period: Period::new(day(onset), None).unwrap(),
                diagnosed_by: None,
            };
            diagnosis.check(day("1967-05-01"), day("2026-11-23"))
        };
        assert_eq!(check("1967-05-01"), Ok(()));
        assert_eq!(check("2026-11-23"), Ok(()));
        assert!(matches!(check("1967-04-30"), Err(CareProblem::BeforeBirth { what: "diagnosis", .. })));
        assert!(matches!(check("2026-11-24"), Err(CareProblem::Future { what: "diagnosis", .. })));
    }
}
