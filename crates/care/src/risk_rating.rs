//! A clinician's rating of the danger that a patient is in: the record that a level of care may rest on when a self-report may not.

use vocabulary::{ClinicianId, EpisodeId, Instant, PatientId};

use crate::choice::choices;
use crate::problem::{CareProblem, not_later};

choices! {
    /// How much danger the clinician sees, from least to most. Not assessed is no level: it says that nobody looked.
    RiskLevel ("risk level") {
        /// Asked and looked for, nothing found.
        None = "none",
        /// Thoughts without intent or plan.
        Low = "low",
        /// More than thoughts, without intent to act now.
        Moderate = "moderate",
        /// Intent, plan or recent behavior.
        High = "high",
        /// Nobody assessed it. Never read as absence.
        NotAssessed = "not_assessed",
    }
}

choices! {
    /// What a rating of risk rests on.
    RiskBasis ("basis of a risk rating") {
        /// The Columbia Suicide Severity Rating Scale, done under the practice's own licence.
        ColumbiaScale = "c_ssrs",
        /// The Ask Suicide-Screening Questions.
        AskSuicideScreening = "asq",
        /// A clinical interview.
        ClinicalInterview = "clinical_interview",
        /// What staff observed.
        Observation = "observation",
        /// What family, a referrer or another third person reported.
        Collateral = "collateral",
        /// Something else.
        Other = "other",
    }
}

/// One rating of one patient at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskRating {
    /// Whose.
    pub patient: PatientId,
    /// The episode it was made in; `None` outside of one.
    pub episode: Option<EpisodeId>,
    /// When the patient was seen, not when it was typed. Freshness of risk is counted in hours.
    pub assessed_at: Instant,
    /// The level.
    pub level: RiskLevel,
    /// What it rests on.
    pub basis: RiskBasis,
    /// Who rated; `None` when a file does not say.
    pub rated_by: Option<ClinicianId>,
}

impl RiskRating {
    /// Checks what one record can say about itself.
    pub fn check(&self, now: Instant) -> Result<(), CareProblem> {
        not_later("risk rating", self.assessed_at, now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_ordered_from_least_to_most_danger() {
        let levels = [RiskLevel::None, RiskLevel::Low, RiskLevel::Moderate, RiskLevel::High];
        assert!(levels.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!("not_assessed".parse(), Ok(RiskLevel::NotAssessed));
    }
}
