//! The determination: what the criteria say about a level of care, and in which order their answers count.

use serde::{Deserialize, Serialize};
use vocabulary::Verdict;

use super::criteria::StepTarget;

/// What a set of criteria says about a situation. It changes nothing: a person decides and signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Determination {
    /// The set was not made for this patient, or has no rules for the level.
    NotApplicable,
    /// Somebody should look at the patient's safety now. The safety rule of a set speaks for those, too, for whom the others were not made.
    SafetyReview,
    /// A higher level should be considered.
    StepUp,
    /// There is evidence both for staying and for stepping down.
    Mixed,
    /// There is evidence that this level is still justified.
    Continue,
    /// A lower level should be considered.
    StepDown,
    /// Facts are missing that would decide.
    Insufficient,
    /// The patient no longer changes and has symptoms left, or everything is known and nothing is met: the plan should be reviewed.
    ReviewPlan,
}

impl Determination {
    /// All, in the order in which they count.
    pub const ALL: [Self; 8] = [
        Self::NotApplicable,
        Self::SafetyReview,
        Self::StepUp,
        Self::Mixed,
        Self::Continue,
        Self::StepDown,
        Self::Insufficient,
        Self::ReviewPlan,
    ];

    /// The stored code; the key of its sentence is `determination-` and the code in lower case with hyphens.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotApplicable => "NOT_APPLICABLE",
            Self::SafetyReview => "SAFETY_REVIEW",
            Self::StepUp => "STEP_UP",
            Self::Mixed => "MIXED",
            Self::Continue => "CONTINUE",
            Self::StepDown => "STEP_DOWN",
            Self::Insufficient => "INSUFFICIENT",
            Self::ReviewPlan => "REVIEW_PLAN",
        }
    }
}

impl std::str::FromStr for Determination {
    type Err = UnknownDetermination;

    fn from_str(text: &str) -> Result<Self, UnknownDetermination> {
        Self::ALL.into_iter().find(|determination| determination.code() == text).ok_or(UnknownDetermination)
    }
}

/// A text that names no determination.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a determination of a level of care")]
pub struct UnknownDetermination;

/// The verdicts of a level's rules, as far as the determination needs them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleVerdicts {
    /// Whether the set was made for this patient.
    pub applies: Verdict,
    /// The safety rule.
    pub safety: Verdict,
    /// The step-up rule; not met where there is none.
    pub step_up: Verdict,
    /// The rule for staying.
    pub stay: Verdict,
    /// The lowest step down whose rule is met.
    pub step_down: Option<StepTarget>,
    /// Whether the patient no longer changes at this level, with symptoms of band 2 or above left.
    pub stalled: Verdict,
    /// True where a required fact is unknown that would decide one of the rules.
    pub is_required_fact_unknown: bool,
}

impl RuleVerdicts {
    /// Safety first, for whomever the set was made: danger is nobody's alone. Then step up, which may fire on partial evidence too. The others need
    /// the set to be applicable.
    pub const fn determination(self) -> Determination {
        match self {
            Self { safety: Verdict::Met, .. } => Determination::SafetyReview,
            Self { applies: Verdict::NotMet, .. } => Determination::NotApplicable,
            Self { step_up: Verdict::Met, .. } => Determination::StepUp,
            Self { applies: Verdict::Unknown, .. } => Determination::Insufficient,
            Self { stay: Verdict::Met, step_down: Some(_), .. } => Determination::Mixed,
            Self { stay: Verdict::Met, .. } => Determination::Continue,
            Self { step_down: Some(_), .. } => Determination::StepDown,
            // What is missing would not change that the plan does not work.
            Self { stalled: Verdict::Met, .. } => Determination::ReviewPlan,
            Self { is_required_fact_unknown: true, .. } => Determination::Insufficient,
            Self { .. } => Determination::ReviewPlan,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_determinations() {
        let nothing = RuleVerdicts {
            applies: Verdict::Met,
            safety: Verdict::NotMet,
            step_up: Verdict::NotMet,
            stay: Verdict::NotMet,
            step_down: None,
            stalled: Verdict::NotMet,
            is_required_fact_unknown: false,
        };
        let check = |verdicts: RuleVerdicts, expected: Determination| assert_eq!(verdicts.determination(), expected, "{verdicts:?}");
        let down = Some(StepTarget::Outpatient);
        check(nothing, Determination::ReviewPlan);
        check(RuleVerdicts { is_required_fact_unknown: true, ..nothing }, Determination::Insufficient);
        let stalled = RuleVerdicts { is_required_fact_unknown: true, stalled: Verdict::Met, ..nothing };
        check(stalled, Determination::ReviewPlan);
        check(RuleVerdicts { stay: Verdict::Met, ..stalled }, Determination::Continue);
        check(RuleVerdicts { step_up: Verdict::Met, ..stalled }, Determination::StepUp);
        check(RuleVerdicts { stalled: Verdict::Unknown, ..stalled }, Determination::Insufficient);
        let stepping_down = RuleVerdicts { step_down: down, is_required_fact_unknown: true, ..nothing };
        check(stepping_down, Determination::StepDown);
        check(RuleVerdicts { stay: Verdict::Met, ..nothing }, Determination::Continue);
        check(RuleVerdicts { stay: Verdict::Met, ..stepping_down }, Determination::Mixed);
        let all = RuleVerdicts { step_up: Verdict::Met, stay: Verdict::Met, ..stepping_down };
        check(all, Determination::StepUp);
        check(RuleVerdicts { safety: Verdict::Met, ..all }, Determination::SafetyReview);
        check(RuleVerdicts { applies: Verdict::Unknown, ..stepping_down }, Determination::Insufficient);
        check(RuleVerdicts { applies: Verdict::Unknown, ..all }, Determination::StepUp);
        check(RuleVerdicts { applies: Verdict::NotMet, safety: Verdict::Met, ..all }, Determination::SafetyReview);
        check(RuleVerdicts { applies: Verdict::NotMet, ..all }, Determination::NotApplicable);
    }

    #[test]
    fn codes_read_back() {
        for determination in Determination::ALL {
            assert_eq!(determination.code().parse(), Ok(determination));
        }
    }
}
