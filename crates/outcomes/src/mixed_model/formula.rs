//! The notation of models: `score ~ log(week + 1) * program + (log(week + 1) | patient)`.
//!
//! * `a + b` both, `a:b` their product, `a * b` both and their product, `- a` without it; `0 +` or `- 1` leaves the intercept out.
//! * `log`, `log1p`, `exp`, `sqrt`, `abs` and `I(...)` calculate with columns: `log(month + 1)`, `I(week^2)`.
//! * `(a | g)` a random intercept and slope for each level of `g`, correlated; `(a || g)` uncorrelated; `(0 + a | g)` the slope alone.
//!   `(1 | clinician/patient)` stands for `(1 | clinician) + (1 | clinician:patient)`.
//! * A column of text becomes one column for each value but the first (treatment coding).

mod expression;
mod matrix;
mod parse;

use std::fmt;
use std::str::FromStr;

use super::error::FormulaError;
pub use expression::{Expression, Function, Operation};

/// A product of expressions; without any, the intercept.
#[derive(Clone, Debug, Default)]
pub struct Term {
    /// The expressions, in the order of writing.
    pub factors: Vec<Expression>,
}

impl Term {
    /// Whether two terms are the same product, whatever the order.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let holds = |one: &Self, other: &Self| one.factors.iter().all(|factor| other.factors.contains(factor));
        holds(self, other) && holds(other, self)
    }

    /// The product of two terms.
    fn times(&self, other: &Self) -> Self {
        let mut factors = self.factors.clone();
        for factor in &other.factors {
            if !factors.contains(factor) {
                factors.push(factor.clone());
            }
        }
        Self { factors }
    }
}

/// Terms with or without an intercept.
#[derive(Clone, Debug)]
pub struct Terms {
    /// Whether there is an intercept.
    pub has_intercept: bool,
    /// The other terms: main effects first, then products of two, of three...
    pub terms: Vec<Term>,
}

/// Random effects of one grouping factor.
#[derive(Clone, Debug)]
pub struct RandomTerms {
    /// The columns with random coefficients.
    pub terms: Terms,
    /// Whether they may be correlated.
    pub is_correlated: bool,
    /// The columns whose values together name a level.
    pub group: Vec<String>,
}

impl RandomTerms {
    /// The name of the grouping factor.
    pub(super) fn group_name(&self) -> String {
        self.group.join(":")
    }
}

/// A model in words: outcome, fixed effects, random effects.
#[derive(Clone, Debug)]
pub struct Formula {
    text: String,
    /// The outcome.
    pub outcome: Expression,
    /// The fixed effects.
    pub fixed: Terms,
    /// The random effects.
    pub random: Vec<RandomTerms>,
}

impl Formula {
    /// The names of the columns that it needs, each once, the outcome's first.
    pub fn columns(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.outcome.columns(&mut names);
        let terms = std::iter::once(&self.fixed).chain(self.random.iter().map(|random| &random.terms));
        for factor in terms.flat_map(|terms| &terms.terms).flat_map(|term| &term.factors) {
            factor.columns(&mut names);
        }
        names.extend(self.random.iter().flat_map(|random| &random.group).map(String::as_str));
        let mut once: Vec<&str> = Vec::new();
        for name in names {
            if !once.contains(&name) {
                once.push(name);
            }
        }
        once
    }
}

impl FromStr for Formula {
    type Err = FormulaError;

    fn from_str(text: &str) -> Result<Self, FormulaError> {
        parse::formula(text)
    }
}

impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
