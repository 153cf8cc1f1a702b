//! Why there is no model: what stands where in a formula, what a table lacks, what data cannot tell.

use thiserror::Error;

/// A formula that cannot be read.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("formula, character {position}: {reason}")]
pub struct FormulaError {
    /// The character at which it went wrong, counted from 1.
    pub position: usize,
    /// What is wrong there.
    pub reason: FormulaReason,
}

/// What can be wrong with a formula.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum FormulaReason {
    /// Something else was to stand there.
    #[error("expected {expected}, found {found}")]
    Expected {
        /// What was to stand there.
        expected: &'static str,
        /// What stands there.
        found: String,
    },
    /// A character that means nothing in a formula.
    #[error("unknown character {0:?}")]
    UnknownCharacter(char),
    /// A number that is none.
    #[error("{0:?} is not a number")]
    NotANumber(String),
    /// A function that is not known; `log`, `sqrt`, `exp`, `abs` and `I` are.
    #[error("unknown function {0:?}")]
    UnknownFunction(String),
    /// There is no term such as `(1 | patient)`.
    #[error("no random effect such as (1 | patient)")]
    NoRandomEffect,
    /// More grouping factors than two.
    #[error("{0} grouping factors; at most two are understood")]
    TooManyFactors(usize),
    /// No factor is left that has a random intercept alone.
    #[error("of two grouping factors, one must have a random intercept only")]
    TwoFactorsWithSlopes,
}

/// A table that a formula does not fit.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum DesignError {
    /// The formula names a column that the table lacks.
    #[error("column {column:?} is not in the table, which has: {}", present.join(", "))]
    UnknownColumn {
        /// The column's name.
        column: String,
        /// The names that there are.
        present: Vec<String>,
    },
    /// A column of text where numbers are needed.
    #[error("column {column:?} holds {value:?} in row {row}, which is not a number")]
    NotANumber {
        /// The column's name.
        column: String,
        /// The row, counted from 1.
        row: usize,
        /// What stands there.
        value: String,
    },
    /// A number outside the domain of a function, such as `log(0)`.
    #[error("{term} is not a finite number in row {row}")]
    NotFinite {
        /// The term.
        term: String,
        /// The row, counted from 1.
        row: usize,
    },
    /// Columns have different lengths.
    #[error("column {column:?} has {rows} rows and others have {expected}")]
    Length {
        /// The column's name.
        column: String,
        /// Its rows.
        rows: usize,
        /// The rows of the columns before it.
        expected: usize,
    },
    /// The table has no rows.
    #[error("the table has no rows")]
    NoRows,
    /// A column without one value.
    #[error("column {column:?} has no value in any of {rows} rows")]
    AllMissing {
        /// The column's name.
        column: String,
        /// The rows.
        rows: usize,
    },
    /// No row has a value in every column.
    #[error("none of {rows} rows has a value in every column of the formula")]
    NoCompleteRow {
        /// The rows.
        rows: usize,
    },
    /// More random effects of one factor than are understood.
    #[error("{effects} random effects of {factor:?}; at most three are understood")]
    TooManyEffects {
        /// The grouping factor.
        factor: String,
        /// Its random effects.
        effects: usize,
    },
}

/// A design from which nothing can be estimated.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum FitError {
    /// The outcome is the same in every row.
    #[error("the outcome {column:?} is the same in all {rows} rows")]
    ConstantOutcome {
        /// The outcome.
        column: String,
        /// The rows.
        rows: usize,
    },
    /// A fixed effect that the ones before it already say.
    #[error("fixed effect {column:?} is a combination of the ones before it")]
    RankDeficient {
        /// The fixed effect.
        column: String,
    },
    /// Fewer groups than parameters.
    #[error("{groups} levels of {factor:?} for {parameters} parameters")]
    FewerGroupsThanParameters {
        /// The grouping factor.
        factor: String,
        /// Its levels.
        groups: usize,
        /// Fixed effects, variance components and the residual variance.
        parameters: usize,
    },
    /// Not more rows than random effects: the residual variance cannot be told apart.
    #[error("{rows} rows for {effects} random effects of {factor:?}: the residual variance cannot be estimated")]
    FewerRowsThanEffects {
        /// The rows.
        rows: usize,
        /// Levels times random effects.
        effects: usize,
        /// The grouping factor.
        factor: String,
    },
    /// A second factor with more levels than its system of equations may have.
    #[error("{levels} levels of {factor:?}, crossed with the other factor; at most {most} are understood")]
    TooManyLevels {
        /// The grouping factor.
        factor: String,
        /// Its levels.
        levels: usize,
        /// The most that are understood.
        most: usize,
    },
    /// The model repeats every outcome exactly, so that there is no residual variance.
    #[error("the model repeats the outcome exactly: there is no residual variance to estimate")]
    PerfectFit,
    /// Columns of the design have different lengths.
    #[error("{column:?} has {rows} rows and the outcome has {expected}")]
    Length {
        /// The column.
        column: String,
        /// Its rows.
        rows: usize,
        /// The rows of the outcome.
        expected: usize,
    },
    /// The search did not come to rest.
    #[error("the search for the variance components did not come to rest in {steps} steps")]
    NotConverged {
        /// Steps that were taken.
        steps: usize,
    },
}
