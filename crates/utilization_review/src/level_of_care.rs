//! Is the level of care still right? Facts from records, criteria as data in three-valued logic, a determination with everything it rests on.
//!
//! A [`Situation`] holds what the records say about one patient at one instant. A [`CriteriaSet`] asks for facts. [`determine`] answers with
//! a [`Trace`]: the determination, every clause with its inputs, what is missing and the cheapest way to get it, what speaks against it, and
//! the smallest change that would turn it. Nothing here changes a level of care: a person decides and signs.
//!
//! Three rules hold for every set, ours or a practice's:
//! * Absence is never inferred from missing records: an unknown fact stays unknown through the logic (strong Kleene).
//! * Safety and step up may fire on partial evidence; a step down needs every fact about danger to be known.
//! * Severe symptoms without reliable improvement, high risk, and a plateau with symptoms left never lead down.

mod agreement;
mod as_text;
pub mod criteria;
mod determination;
mod evaluation;
mod fact;
mod flip;
mod observation;
mod read;
mod reading;
mod situation;
#[cfg(test)]
mod tests;
mod trace;

pub use agreement::{Agreement, Direction, HumanDecision, Kappa, OverrideReason, UnknownDecision, agreement};
pub use criteria::{CriteriaError, CriteriaProblem, CriteriaSet, Expected, ExpectedValue, Fault, SetKind, StepTarget};
pub use determination::{Determination, RuleVerdicts, UnknownDetermination};
pub use evaluation::{Rule, all_of, any_of, at_least_of, determination_of};
pub use fact::{Fact, FactName, FactSpecification, Freshness, NextAction, Shape, Unit, Value, WindowUse};
pub use observation::{Baseline, ChangeCategory, Observation, Observed, SourceRecord};
pub use reading::{Input, Known, Operator, Reading, Why, compare};
pub use situation::{Situation, UnreadableSituation};
pub use trace::{
    Caveat, ChangeTrace, ComparisonTrace, ContradictionTrace, Difference, ENGINE_VERSION, ExternalTrace, FlipTrace, Judgement,
    MissingTrace, Node, ReasonTrace, Rerun, RerunError, RuleTrace, SetTrace, Trace, determine, difference, judge, rerun,
};

use care::RiskLevel;

/// The level of risk that a result of the ASQ stands for, on the careful side: an acute positive result is high, any other positive one
/// moderate until a clinician has looked. A result that is not decided is none.
pub fn risk_from_asq(result: &str) -> Option<RiskLevel> {
    match result {
        "acute positive" => Some(RiskLevel::High),
        "non-acute positive" => Some(RiskLevel::Moderate),
        "negative" => Some(RiskLevel::None),
        _ => None,
    }
}
