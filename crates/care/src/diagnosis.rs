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

    /// True for one that is current on a day of an episode. One that was made in the episode and is not resolved holds from its beginning: what is
    /// written down on the third day was there on the first.
    pub fn holds_on(&self, episode: EpisodeId, day: Day) -> bool {
        let is_resolved = self.period.last().is_some_and(|last| last < day);
        !is_resolved && (self.period.first() <= day || self.episode == Some(episode))
    }

    /// True for a disorder from substance use other than nicotine that is current on a day of an episode: rules about such care hold. What is being ruled out
    /// is none.
    pub fn is_substance_use_on(&self, episode: EpisodeId, day: Day) -> bool {
        self.rank != DiagnosisRank::RuleOut && self.code.is_substance_use() && self.holds_on(episode, day)
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

    #[test]
    fn care_for_substance_use_is_told_by_a_disorder_that_is_current_and_is_not_nicotine() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let (stay, earlier) = (EpisodeId::from_uuid(uuid::Uuid::from_u128(2)), EpisodeId::from_uuid(uuid::Uuid::from_u128(3)));
        let check = |code: &str, of: Option<EpisodeId>, rank, period: (&str, Option<&str>), expected: bool| {
            let diagnosis = Diagnosis {
                patient: PatientId::from_uuid(uuid::Uuid::from_u128(1)),
                episode: of,
                code: code.parse().unwrap(),
                rank,
                period: Period::new(day(period.0), period.1.map(day)).unwrap(),
                diagnosed_by: None,
            };
            assert_eq!(diagnosis.is_substance_use_on(stay, day("2026-11-02")), expected, "{code} {period:?}");
        };
        let (principal, since) = (DiagnosisRank::Principal, ("2020-01-01", None));
        check("F10.20", None, principal, since, true);
        check("F17.210", None, principal, since, false);
        check("F33.1", None, principal, since, false);
        check("F10.20", None, DiagnosisRank::RuleOut, since, false);
        check("F10.20", Some(earlier), principal, ("2020-01-01", Some("2021-03-01")), false);
        check("F11.20", Some(stay), principal, ("2026-11-04", None), true);
        check("F11.20", Some(earlier), principal, ("2026-11-04", None), false);
    }
}
