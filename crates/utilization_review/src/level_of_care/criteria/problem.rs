//! What can be wrong with a criteria file, and where.

use vocabulary::LevelOfCare;

/// Everything that is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriteriaError {
    /// In the order of the file; never empty.
    pub problems: Vec<CriteriaProblem>,
}

impl std::fmt::Display for CriteriaError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let lines: Vec<String> = self.problems.iter().map(ToString::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for CriteriaError {}

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {fault}")]
pub struct CriteriaProblem {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What.
    pub fault: Fault,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Not TOML.
    #[error("not TOML: {message}")]
    Toml {
        /// What the reader of TOML says.
        message: String,
    },
    /// A key that must be there.
    #[error("the key `{key}` is missing")]
    MissingKey {
        /// The key.
        key: &'static str,
    },
    /// A key that is not known here.
    #[error("the key `{key}` is not known here{}", near(near_names))]
    UnknownKey {
        /// The key.
        key: String,
        /// Keys that are written like it.
        near_names: Vec<String>,
    },
    /// A value of another kind.
    #[error("expected {expected}")]
    WrongKind {
        /// What was expected.
        expected: Expected,
    },
    /// A word that is neither a fact nor a clause.
    #[error("`{name}` is neither a fact nor a clause of this file{}", near(near_names))]
    UnknownName {
        /// The word.
        name: String,
        /// Names that are written like it.
        near_names: Vec<String>,
    },
    /// An instrument that is not in the library.
    #[error("`{name}` is not an instrument{}", near(near_names))]
    UnknownInstrument {
        /// The id.
        name: String,
        /// Ids that are written like it.
        near_names: Vec<String>,
    },
    /// Not a level of care.
    #[error("`{name}` is not a level of care: expected one of OP, IOP, PHP, RTC, IP")]
    UnknownLevel {
        /// The text.
        name: String,
    },
    /// A step down to a level that is not lower.
    #[error("a step down from {from} cannot lead to {to}")]
    NotLower {
        /// The level.
        from: LevelOfCare,
        /// Where the step leads.
        to: LevelOfCare,
    },
    /// Not an operator.
    #[error("`{operator}` is no operator: expected one of ==, !=, <, <=, >, >=, in")]
    UnknownOperator {
        /// The text.
        operator: String,
    },
    /// An operator that the fact does not have.
    #[error("`{fact}` has no order: use ==, != or in, not `{operator}`")]
    NoOrder {
        /// The fact.
        fact: String,
        /// The operator.
        operator: &'static str,
    },
    /// A value that the fact does not have.
    #[error("`{value}` is no value of `{fact}`: expected {expected}")]
    WrongValue {
        /// The fact.
        fact: String,
        /// The value.
        value: String,
        /// What it can be.
        expected: ExpectedValue,
    },
    /// A fact that is counted over a window, without one.
    #[error("`{fact}` is counted over a stretch of time: add `within`, such as `within 14 days`")]
    NeedsWindow {
        /// The fact.
        fact: String,
    },
    /// A window where there can be none.
    #[error("`{fact}` takes no `within`")]
    TakesNoWindow {
        /// The fact.
        fact: String,
    },
    /// Not a window.
    #[error("`within` needs a number of days or hours, such as `within 14 days`")]
    BadWindow,
    /// An instrument where there can be none.
    #[error("`{fact}` is about no instrument: leave the brackets out")]
    TakesNoInstrument {
        /// The fact.
        fact: String,
    },
    /// An empty list of conditions: it would always hold, or never.
    #[error("`{key}` is empty: an empty `all` would always hold and an empty `any` never")]
    EmptyList {
        /// The key.
        key: &'static str,
    },
    /// A number of parts that cannot be.
    #[error("`at_least` must be from 1 to the number of conditions in `of`, which is {parts}")]
    BadCount {
        /// How many parts there are.
        parts: usize,
    },
    /// Neither or more than one of the ways to write a condition.
    #[error("a condition is one of `all`, `any`, `not`, or `at_least` with `of`")]
    NotOneCondition,
    /// Clauses that ask for each other.
    #[error("clauses ask for each other in a circle: {}", path.join(" → "))]
    Circle {
        /// The names along the circle, the first one again at the end.
        path: Vec<String>,
    },
    /// A clause that is named like a fact.
    #[error("a clause cannot be named like the fact `{name}`")]
    NamedLikeFact {
        /// The name.
        name: String,
    },
    /// Something left over at the end of a comparison.
    #[error("`{rest}` was not understood")]
    LeftOver {
        /// What.
        rest: String,
    },
}

/// What a file should hold where it holds something of another kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Expected {
    /// A text.
    #[error("a text in quotes")]
    Text,
    /// A flag.
    #[error("true or false")]
    Flag,
    /// A count.
    #[error("a whole number, 0 or more")]
    Number,
    /// A table.
    #[error("a table")]
    Table,
    /// A list.
    #[error("a list in square brackets")]
    List,
    /// One of the two kinds of sets.
    #[error("\"neutral\" or \"practice_written\"")]
    SetKind,
    /// Only the shipped file is of the other kind.
    #[error("practice_written, because only the shipped file is neutral")]
    PracticeWritten,
    /// The shipped set has this id.
    #[error("an id of your own, because this one is that of the shipped set")]
    OwnId,
    /// A condition.
    #[error("a comparison in quotes, the name of a clause, or a table with all, any, not or at_least")]
    Condition,
    /// The values of `in`.
    #[error("a list after `in`, such as [recovered, reliably_improved]")]
    ListAfterIn,
}

/// What a fact can be compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpectedValue {
    /// A number.
    Number,
    /// Yes or no.
    YesNo,
    /// One of these words.
    OneOf(&'static [&'static str]),
}

impl std::fmt::Display for ExpectedValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number => f.write_str("a number"),
            Self::YesNo => f.write_str("yes or no"),
            Self::OneOf(words) => write!(f, "one of {}", words.join(", ")),
        }
    }
}

/// At most three names that are written like another one, the nearest first.
pub(super) fn near_names<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    const NEAR_ENOUGH: f64 = 0.75;
    let mut near: Vec<(f64, &str)> =
        known.into_iter().map(|known| (strsim::jaro_winkler(name, known), known)).filter(|(nearness, _)| *nearness > NEAR_ENOUGH).collect();
    near.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(right.1)));
    near.into_iter().take(3).map(|(_, name)| name.to_owned()).collect()
}

fn near(names: &[String]) -> String {
    match names {
        [] => String::new(),
        names => format!("; did you mean {}?", names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")),
    }
}
