//! Criteria as data: a versioned set of named clauses and, for each level of care, the rules for staying, stepping down and stepping up.
//!
//! A set is a TOML file; `docs/reference/level-of-care.md` explains its keys. The set we ship is [`neutral`]; a practice's own come through the
//! same [`CriteriaSet::load`]. No text of anybody's licensed criteria is in either.

mod comparison;
mod load;
mod problem;

pub use problem::{CriteriaError, CriteriaProblem, Expected, ExpectedValue, Fault};

use serde::{Deserialize, Serialize};
use vocabulary::LevelOfCare;

use super::fact::{Fact, Value};
use super::reading::Operator;

/// A stretch of time that ends with the instant of the determination.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    hours: u32,
    in_days: bool,
}

impl Window {
    /// So many days.
    pub const fn days_of(days: u32) -> Self {
        Self { hours: days.saturating_mul(24), in_days: true }
    }

    /// So many hours.
    pub const fn hours_of(hours: u32) -> Self {
        Self { hours, in_days: false }
    }

    /// Its length in days, rounded up.
    pub const fn days(self) -> i64 {
        self.hours.div_ceil(24) as i64
    }

    /// Its length in seconds.
    pub const fn seconds(self) -> i64 {
        self.hours as i64 * 3600
    }
}

impl std::fmt::Display for Window {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.in_days { write!(f, "{} days", self.hours / 24) } else { write!(f, "{} hours", self.hours) }
    }
}

/// How old evidence may be at a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FreshnessLimits {
    /// Scores and reports of substance use.
    pub measure_days: u32,
    /// Evidence about risk.
    pub risk_hours: u32,
    /// Evidence about risk that was gathered at the last session the patient came to.
    pub risk_session_hours: Option<u32>,
    /// Statements, ratings, status.
    pub statement_days: u32,
    /// How long before the first day at the level a score still counts to its stretch.
    pub baseline_days: u32,
}

/// A comparison: fact, operator, values, window.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Comparison {
    /// The fact.
    pub fact: Fact,
    /// How it is compared.
    pub operator: Operator,
    /// With what: one value, or several for `in`.
    pub values: Vec<Value>,
    /// Over which window, or no older than what.
    pub window: Option<Window>,
}

impl std::fmt::Display for Comparison {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let values: Vec<String> = self.values.iter().map(ToString::to_string).collect();
        match self.operator {
            Operator::In => write!(f, "{} in [{}]", self.fact, values.join(", "))?,
            operator => write!(f, "{} {} {}", self.fact, operator.code(), values.join(", "))?,
        }
        self.window.map_or(Ok(()), |window| write!(f, " within {window}"))
    }
}

/// A condition in strong Kleene logic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Every part holds.
    All(Vec<Self>),
    /// One part or more holds.
    Any(Vec<Self>),
    /// So many parts or more hold.
    AtLeast(usize, Vec<Self>),
    /// It does not hold.
    Not(Box<Self>),
    /// A comparison.
    Compare(Comparison),
    /// The clause at this place of [`CriteriaSet::clauses`].
    Clause(usize),
}

/// A named condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its name in the file, and in the key of its sentence.
    pub name: String,
    /// What it asks.
    pub condition: Condition,
    /// False where it may stay unknown without keeping a determination from being made.
    pub required: bool,
    /// The sentence of a practice-written clause; `None` where `wording` has one for the name.
    pub text: Option<String>,
}

/// Where a step down leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum StepTarget {
    /// Out of care: the episode is complete.
    #[serde(rename = "complete")]
    Complete,
    /// To outpatient.
    #[serde(rename = "OP")]
    Outpatient,
    /// To intensive outpatient.
    #[serde(rename = "IOP")]
    IntensiveOutpatient,
    /// To partial hospitalization.
    #[serde(rename = "PHP")]
    PartialHospitalization,
    /// To residential treatment.
    #[serde(rename = "RTC")]
    Residential,
    /// To inpatient.
    #[serde(rename = "IP")]
    Inpatient,
}

impl StepTarget {
    /// The level; `None` for the end of the episode.
    pub const fn level(self) -> Option<LevelOfCare> {
        match self {
            Self::Complete => None,
            Self::Outpatient => Some(LevelOfCare::Outpatient),
            Self::IntensiveOutpatient => Some(LevelOfCare::IntensiveOutpatient),
            Self::PartialHospitalization => Some(LevelOfCare::PartialHospitalization),
            Self::Residential => Some(LevelOfCare::Residential),
            Self::Inpatient => Some(LevelOfCare::Inpatient),
        }
    }

    /// The level's code, or `complete`.
    pub const fn code(self) -> &'static str {
        match self.level() {
            Some(level) => level.code(),
            None => "complete",
        }
    }
}

impl From<LevelOfCare> for StepTarget {
    fn from(level: LevelOfCare) -> Self {
        match level {
            LevelOfCare::Outpatient => Self::Outpatient,
            LevelOfCare::IntensiveOutpatient => Self::IntensiveOutpatient,
            LevelOfCare::PartialHospitalization => Self::PartialHospitalization,
            LevelOfCare::Residential => Self::Residential,
            LevelOfCare::Inpatient => Self::Inpatient,
        }
    }
}

/// The rules of one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelRules {
    /// The level.
    pub level: LevelOfCare,
    /// How old evidence may be here.
    pub freshness: FreshnessLimits,
    /// When a person must look at once.
    pub safety: Condition,
    /// When a higher level should be considered; `None` where there is none.
    pub step_up: Option<Condition>,
    /// When this level is still justified.
    pub stay: Condition,
    /// When a lower level should be considered, from the lowest.
    pub step_down: Vec<(StepTarget, Condition)>,
    /// When the plan should be reviewed, whatever else is found.
    pub review: Option<Condition>,
}

/// A group of diagnoses for which the set was not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// Its name, which is a part of the key of its sentence: `eating_disorder`.
    pub reason: String,
    /// Beginnings of ICD-10-CM codes.
    pub codes: Vec<String>,
}

/// Who wrote a set, and so what may be done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetKind {
    /// Ours: free to use and to share.
    Neutral,
    /// A practice's: stays in its database and is never exported.
    PracticeWritten,
}

/// A set of criteria.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CriteriaSet {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Who wrote it.
    pub kind: SetKind,
    /// Its name, as its writer gave it.
    pub title: String,
    /// True until the practice's clinicians have reviewed it: every determination says so.
    pub to_be_reviewed: bool,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// The age in years from which it may be used.
    pub minimum_age: u16,
    /// For whom it was not made.
    pub exclusions: Vec<Exclusion>,
    /// Its clauses.
    pub clauses: Vec<Clause>,
    /// The rules, one entry a level, from the lowest.
    pub levels: Vec<LevelRules>,
}

impl CriteriaSet {
    /// Reads and checks a file. `instruments` are the ids that facts may name; `None` leaves them unchecked. All problems are found at once.
    pub fn load(text: &str, instruments: Option<&[&str]>) -> Result<Self, CriteriaError> {
        load::load(text, instruments)
    }

    /// The rules of a level.
    pub fn rules(&self, level: LevelOfCare) -> Option<&LevelRules> {
        self.levels.iter().find(|rules| rules.level == level)
    }
}

/// The text of the set we ship. To be reviewed by a practice's clinicians before use.
pub const NEUTRAL: &str = include_str!("../../criteria/neutral-v1.toml");

/// The set we ship.
pub fn neutral() -> CriteriaSet {
    CriteriaSet::load(NEUTRAL, None).expect("the set we ship is loaded by the tests")
}
