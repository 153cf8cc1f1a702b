//! Changes of the treatment plan. Where a patient does not get better, a review asks whether anything in the plan changed.

use vocabulary::{Day, EpisodeId};

use crate::choice::choices;
use crate::problem::{CareProblem, not_future};

choices! {
    /// What changed in the plan.
    PlanChangeKind ("kind of treatment-plan change") {
        /// Goals.
        Goals = "goals",
        /// What is done: approach, groups, family work.
        Interventions = "interventions",
        /// How often or how long.
        Frequency = "frequency",
        /// Medication, as a part of the plan; the change itself is a record of its own.
        Medication = "medication",
        /// The plan was reviewed and nothing changed.
        ReviewedUnchanged = "reviewed_unchanged",
    }
}

/// One change, or review, of the plan on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreatmentPlanChange {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// The day.
    pub day: Day,
    /// What changed.
    pub kind: PlanChangeKind,
    /// True where it answers the fact that the patient was not getting better.
    pub answers_non_response: bool,
    /// True where the text of the plan before was carried forward. Such a change answers nothing.
    pub carried_forward: bool,
}

impl TreatmentPlanChange {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_future("treatment-plan change", self.day, today)?;
        let unchanged = self.carried_forward || self.kind == PlanChangeKind::ReviewedUnchanged;
        if unchanged && self.answers_non_response {
            return Err(CareProblem::Contradiction { what: "answer to non-response", with: "treatment-plan change" });
        }
        Ok(())
    }

    /// True where something in the plan became different.
    pub fn is_change(&self) -> bool {
        !self.carried_forward && self.kind != PlanChangeKind::ReviewedUnchanged
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::Identifier as _;

    #[test]
    fn a_plan_that_was_carried_forward_answers_nothing() {
        let mut change = TreatmentPlanChange {
            episode: EpisodeId::from_uuid(uuid::Uuid::from_u128(1)),
            day: "2026-03-02".parse().unwrap(),
            kind: PlanChangeKind::Interventions,
            answers_non_response: true,
            carried_forward: false,
        };
        assert_eq!(change.check(change.day), Ok(()));
        assert!(change.is_change());
        change.carried_forward = true;
        assert!(change.check(change.day).is_err());
        assert!(!change.is_change());
    }
}
