//! The one shape of a judgement: a statement, a verdict in three-valued logic, and the records it rests on.
//!
//! Clinical change, level of care, claim support and the billing assessment all speak in [`Finding`]s, so that one "why?" view shows any of
//! them on a page, in a PDF and over an interface. A finding holds typed keys and arguments; `wording` makes the sentences.

use std::ops::Not;

use crate::{Day, Instant, Money, Points, Version};

/// Whether a statement holds, in strong Kleene logic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It holds.
    Met,
    /// It does not hold.
    NotMet,
    /// A fact that would decide it is missing. Never treated as either of the others.
    Unknown,
}

impl Verdict {
    /// Not met if either is not met; unknown if either is unknown; else met.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::NotMet, _) | (_, Self::NotMet) => Self::NotMet,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Met, Self::Met) => Self::Met,
        }
    }

    /// Met if either is met; unknown if either is unknown; else not met.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        !((!self).and(!other))
    }

    /// The stored name: `met`, `not met`, `unknown`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not met",
            Self::Unknown => "unknown",
        }
    }
}

impl Not for Verdict {
    type Output = Self;
    fn not(self) -> Self {
        match self {
            Self::Met => Self::NotMet,
            Self::NotMet => Self::Met,
            Self::Unknown => Self::Unknown,
        }
    }
}

impl From<bool> for Verdict {
    fn from(holds: bool) -> Self {
        if holds { Self::Met } else { Self::NotMet }
    }
}

/// Which statement a finding makes. The text is the key of a sentence in `wording`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FindingKey(pub &'static str);

/// A value inside a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// A number of things.
    Count(i64),
    /// A score.
    Points(Points),
    /// An amount of money.
    Money(Money),
    /// A clinical day.
    Day(Day),
    /// A moment.
    Instant(Instant),
    /// A name or code that is the same in every language.
    Name(String),
    /// The key of another piece of wording.
    Key(&'static str),
}

/// A pointer to the record that a statement rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The kind of record, in the glossary's word: `administration`, `episode`, …
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// The version that was read.
    pub version: Version,
    /// The clinical day it speaks of.
    pub day: Day,
}

/// Statement + verdict + evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is stated.
    pub key: FindingKey,
    /// The values in the statement, by name.
    pub arguments: Vec<(&'static str, Argument)>,
    /// Whether it holds.
    pub verdict: Verdict,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// For an unknown verdict: the missing fact and the cheapest way to get it.
    pub missing: Option<FindingKey>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use Verdict::{Met, NotMet, Unknown};

    #[test]
    fn unknown_stays_unknown_unless_the_other_side_decides() {
        assert_eq!(Unknown.and(NotMet), NotMet);
        assert_eq!(Unknown.and(Met), Unknown);
        assert_eq!(Unknown.or(Met), Met);
        assert_eq!(Unknown.or(NotMet), Unknown);
        assert_eq!(!Unknown, Unknown);
    }

    #[test]
    fn and_and_or_obey_de_morgan() {
        for left in [Met, NotMet, Unknown] {
            for right in [Met, NotMet, Unknown] {
                assert_eq!(!(left.and(right)), (!left).or(!right));
                assert_eq!(left.and(right), right.and(left));
            }
        }
    }
}
