//! The trace: everything a determination rests on, as data that is stored and can be made again, byte for byte.

mod difference;
mod judgement;
mod make;
mod rerun;

pub use difference::{Difference, difference};
pub use judgement::{Judgement, judge};
pub use make::determine;
pub use rerun::{Rerun, RerunError, rerun};

use serde::{Deserialize, Serialize};

use super::determination::Determination;
use super::reading::{Input, Why};
use super::situation::bytes_of;

/// The version of the engine. Raised by every change that can change a determination or the bytes of a trace.
pub const ENGINE_VERSION: &str = "5";

/// What a determination rests on. Codes only: `wording` has the sentences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// The engine that made it.
    pub engine: String,
    /// What the criteria say.
    pub determination: Determination,
    /// Where a step down or up leads: a level's code, or `complete`. The levels from which to choose are the practice's.
    pub target: Option<String>,
    /// The set of criteria.
    pub set: SetTrace,
    /// As of when.
    pub as_of: String,
    /// The patient's id.
    pub patient: String,
    /// The episode's id.
    pub episode: String,
    /// The level's code.
    pub level: String,
    /// Why the set was not made for this patient, or why that is not known.
    pub applicability: Vec<ReasonTrace>,
    /// The rules of the level, in the order in which they count.
    pub rules: Vec<RuleTrace>,
    /// What is to be said beside the determination.
    pub caveats: Vec<Caveat>,
    /// What is missing, the cheapest first.
    pub missing: Vec<MissingTrace>,
    /// Facts that speak against the determination, for a person to address.
    pub contradicting: Vec<ContradictionTrace>,
    /// The smallest sets of facts that would change the determination, had they been otherwise.
    pub nearest: Vec<FlipTrace>,
    /// Results of licensed tools, as recorded. They are no part of the determination.
    pub external: Vec<ExternalTrace>,
}

/// Which set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetTrace {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of its file.
    pub sha256: String,
}

/// Why a set may not apply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonTrace {
    /// The reason's code: `under_age`, `eating_disorder`, `no_diagnosis`, …
    pub reason: String,
    /// `not met` where it does not apply, `unknown` where that cannot be told.
    pub verdict: String,
}

/// One rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleTrace {
    /// `safety`, `step_up`, `continue`, `step_down`, `guard`, `review`.
    pub rule: String,
    /// Where a step down leads.
    pub target: Option<String>,
    /// Its verdict; for a step down with the guard and the facts about danger.
    pub verdict: String,
    /// How the verdict came about.
    pub condition: Node,
}

/// A condition with its verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// The clause's name, where the condition has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// The sentence of a practice-written clause.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// `all`, `any`, `at_least`, `not`, `compare`.
    pub kind: String,
    /// For `at_least`: how many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<usize>,
    /// Its verdict.
    pub verdict: String,
    /// False inside a clause that may stay unknown.
    pub required: bool,
    /// True where it helps to decide the condition around it.
    pub contributes: bool,
    /// Its parts.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub parts: Vec<Self>,
    /// For `compare`: what was compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparison: Option<ComparisonTrace>,
}

/// A comparison with what was known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparisonTrace {
    /// The fact's name.
    pub fact: String,
    /// The instrument, for facts about one other than the primary one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instrument: Option<String>,
    /// The unit of the values, for numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The operator.
    pub operator: String,
    /// The values it was compared with.
    pub threshold: Vec<String>,
    /// The window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// The value; absent where nothing is known or the question does not arise.
    pub value: Option<String>,
    /// `exactly`, `at_least`, `nothing`, `not_applicable`.
    pub known: String,
    /// Why not more is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
    /// From which records.
    pub inputs: Vec<Input>,
}

/// What is to be said beside a determination.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "caveat", rename_all = "snake_case")]
pub enum Caveat {
    /// A step up is not excluded: facts about danger are missing.
    StepUpNotExcluded {
        /// The facts.
        facts: Vec<String>,
    },
    /// The plan should be reviewed, whatever else was found.
    PlanReview,
    /// The set has not been reviewed by the practice's clinicians.
    SetToBeReviewed,
    /// The set was not made for this patient; only its safety rule speaks.
    OnlySafetyJudged,
    /// The practice's own set is in force and does not read any more; the shipped one judged in its place.
    SetUnreadable {
        /// Its id.
        set: String,
    },
}

/// A missing fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingTrace {
    /// The fact.
    pub fact: String,
    /// The instrument, for facts about one other than the primary one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instrument: Option<String>,
    /// Why it is missing.
    pub why: Why,
    /// The cheapest way to get it.
    pub next_action: String,
    /// The rules that it would decide.
    pub rules: Vec<String>,
    /// False where no determination waits for it.
    pub required: bool,
}

/// A fact that speaks against the determination.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ContradictionTrace {
    /// The fact.
    pub fact: String,
    /// The instrument, for facts about one other than the primary one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instrument: Option<String>,
    /// Its value.
    pub value: Option<String>,
    /// The rule it speaks for.
    pub speaks_for: String,
}

/// A set of facts that would change the determination.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlipTrace {
    /// What the determination would be.
    pub determination: Determination,
    /// What would have to be otherwise.
    pub changes: Vec<ChangeTrace>,
}

/// One fact, otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeTrace {
    /// The fact.
    pub fact: String,
    /// The instrument, for facts about one other than the primary one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instrument: Option<String>,
    /// What is known now.
    pub from: Option<String>,
    /// What it would be.
    pub to: String,
}

/// The result of a licensed tool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExternalTrace {
    /// The tool's code.
    pub system: String,
    /// Its edition.
    pub edition: String,
    /// The level as the tool gave it.
    pub level: String,
    /// The day of the rating.
    pub day: String,
    /// The record.
    pub source: super::observation::SourceRecord,
}

impl Trace {
    /// Canonical JSON, to be stored.
    pub fn to_bytes(&self) -> Vec<u8> {
        bytes_of(self)
    }
}
