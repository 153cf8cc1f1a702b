//! A reading: what is known about a fact in a situation, how surely, and from which records.

use serde::{Deserialize, Serialize};
use vocabulary::Verdict;

use super::fact::{NextAction, Shape, Value};
use super::observation::SourceRecord;

/// How much is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Nothing.
    Nothing,
    /// At least this much; more may have gone unrecorded.
    AtLeast(Value),
    /// This.
    Exactly(Value),
    /// The question does not arise for this patient. No comparison with it holds.
    NotApplicable,
}

/// Why a fact is not known, or not surely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// There is no record.
    NeverRecorded,
    /// The newest record is older than it may be.
    TooOld,
    /// The record says that it is not known.
    RecordedAsUnknown,
    /// Too few scores to say.
    TooFew,
    /// The instrument has no verified reliable-change value.
    NoNorm,
    /// The instrument has no severity bands.
    NoBands,
    /// There is a self-report only, and something happened that it cannot answer for.
    SelfReportOnly,
    /// Something happened after the newest evidence.
    BeforeIncident,
    /// Thoughts of death or self-harm were answered after the newest evidence.
    BeforeAnswer,
    /// The stay is shorter than the window.
    StayTooShort,
    /// It was not made sure that nothing happened.
    NotAsked,
    /// The program has not set it up.
    NotSetUp,
}

impl Why {
    /// All reasons.
    pub const ALL: &'static [Self] = &[
        Self::NeverRecorded,
        Self::TooOld,
        Self::RecordedAsUnknown,
        Self::TooFew,
        Self::NoNorm,
        Self::NoBands,
        Self::SelfReportOnly,
        Self::BeforeIncident,
        Self::BeforeAnswer,
        Self::StayTooShort,
        Self::NotAsked,
        Self::NotSetUp,
    ];

    /// The code in traces; the key of its sentence is `level-of-care-why-` and the code with hyphens.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NeverRecorded => "never_recorded",
            Self::TooOld => "too_old",
            Self::RecordedAsUnknown => "recorded_as_unknown",
            Self::TooFew => "too_few",
            Self::NoNorm => "no_norm",
            Self::NoBands => "no_bands",
            Self::SelfReportOnly => "self_report_only",
            Self::BeforeIncident => "before_incident",
            Self::BeforeAnswer => "before_answer",
            Self::StayTooShort => "stay_too_short",
            Self::NotAsked => "not_asked",
            Self::NotSetUp => "not_set_up",
        }
    }
}

/// One observation that a reading rests on, or that was too old for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// What it says.
    pub value: String,
    /// The day or the instant it speaks of.
    pub observed_at: String,
    /// Its age in days, as of the determination.
    pub age_days: i32,
    /// The record.
    pub source: SourceRecord,
    /// False where it was too old to count.
    pub fresh: bool,
}

/// What is known about a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// How much.
    pub known: Known,
    /// From which records.
    pub inputs: Vec<Input>,
    /// Why not more; `None` where it is known exactly.
    pub why: Option<Why>,
    /// Another way to get it than the fact's usual one.
    pub next_action: Option<NextAction>,
}

impl Reading {
    /// Known.
    pub(super) fn exactly(value: Value, inputs: Vec<Input>) -> Self {
        Self { known: Known::Exactly(value), inputs, why: None, next_action: None }
    }

    /// Known as a lower bound.
    pub(super) fn at_least(value: Value, why: Why, inputs: Vec<Input>) -> Self {
        Self { known: Known::AtLeast(value), inputs, why: Some(why), next_action: None }
    }

    /// Not known.
    pub(super) fn missing(why: Why, inputs: Vec<Input>) -> Self {
        Self { known: Known::Nothing, inputs, why: Some(why), next_action: None }
    }

    /// Not a question for this patient.
    pub(super) fn not_applicable() -> Self {
        Self { known: Known::NotApplicable, inputs: Vec::new(), why: None, next_action: None }
    }

    /// With another way to get it.
    pub(super) fn by(mut self, action: NextAction) -> Self {
        self.next_action = Some(action);
        self
    }
}

/// How a fact is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operator {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
    /// `in [a, b]`
    In,
}

impl Operator {
    /// As it is written.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
            Self::In => "in",
        }
    }

    /// True for those that need an order.
    pub const fn needs_order(self) -> bool {
        matches!(self, Self::Less | Self::AtMost | Self::Greater | Self::AtLeast)
    }
}

/// Compares what is known with the values of a criterion, in three-valued logic. The loader has checked that operator and values fit the shape.
pub fn compare(known: Known, operator: Operator, values: &[Value], shape: Shape) -> Verdict {
    match known {
        Known::Nothing => Verdict::Unknown,
        Known::NotApplicable => Verdict::NotMet,
        Known::Exactly(value) => Verdict::from(holds(value, operator, values, shape)),
        Known::AtLeast(bound) => compare_bound(bound, operator, values, shape),
    }
}

fn holds(value: Value, operator: Operator, values: &[Value], shape: Shape) -> bool {
    let order = |wanted: &Value| value.rank(shape).zip(wanted.rank(shape)).map(|(left, right)| left.cmp(&right));
    let first = values.first();
    match operator {
        Operator::Equal | Operator::In => values.contains(&value),
        Operator::NotEqual => !values.contains(&value),
        Operator::Less => first.and_then(order).is_some_and(std::cmp::Ordering::is_lt),
        Operator::AtMost => first.and_then(order).is_some_and(std::cmp::Ordering::is_le),
        Operator::Greater => first.and_then(order).is_some_and(std::cmp::Ordering::is_gt),
        Operator::AtLeast => first.and_then(order).is_some_and(std::cmp::Ordering::is_ge),
    }
}

/// The value is the bound or more: decided where every such value gives the same answer.
fn compare_bound(bound: Value, operator: Operator, values: &[Value], shape: Shape) -> Verdict {
    let Some(bound) = bound.rank(shape) else { return Verdict::Unknown };
    let ranks: Vec<i64> = values.iter().filter_map(|value| value.rank(shape)).collect();
    let Some(first) = ranks.first().copied() else { return Verdict::Unknown };
    let when = |decided: bool, verdict: Verdict| if decided { verdict } else { Verdict::Unknown };
    match operator {
        Operator::AtLeast => when(bound >= first, Verdict::Met),
        Operator::Greater => when(bound > first, Verdict::Met),
        Operator::AtMost => when(bound > first, Verdict::NotMet),
        Operator::Less => when(bound >= first, Verdict::NotMet),
        Operator::Equal | Operator::In => when(ranks.iter().all(|rank| bound > *rank), Verdict::NotMet),
        Operator::NotEqual => when(ranks.iter().all(|rank| bound > *rank), Verdict::Met),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::level_of_care::fact::Unit;
    use proptest::prelude::*;

    const SHAPE: Shape = Shape::Number(Unit::Times);
    const OPERATORS: [Operator; 6] =
        [Operator::Equal, Operator::NotEqual, Operator::Less, Operator::AtMost, Operator::Greater, Operator::AtLeast];

    #[test]
    fn a_lower_bound_decides_only_what_every_larger_value_decides() {
        let check = |bound: i64, operator: Operator, threshold: i64, expected: Verdict| {
            let known = Known::AtLeast(Value::whole(bound));
            assert_eq!(compare(known, operator, &[Value::whole(threshold)], SHAPE), expected, "{bound} {operator:?} {threshold}");
        };
        check(1, Operator::AtLeast, 1, Verdict::Met);
        check(1, Operator::AtLeast, 2, Verdict::Unknown);
        check(0, Operator::Equal, 0, Verdict::Unknown);
        check(1, Operator::Equal, 0, Verdict::NotMet);
        check(2, Operator::AtMost, 1, Verdict::NotMet);
        check(0, Operator::AtMost, 1, Verdict::Unknown);
        check(1, Operator::Less, 1, Verdict::NotMet);
    }

    #[test]
    fn nothing_known_is_unknown_and_no_question_never_holds() {
        for operator in OPERATORS {
            assert_eq!(compare(Known::Nothing, operator, &[Value::whole(1)], SHAPE), Verdict::Unknown);
            assert_eq!(compare(Known::NotApplicable, operator, &[Value::whole(1)], SHAPE), Verdict::NotMet);
        }
    }

    proptest! {
        #[test]
        fn a_bound_never_says_what_a_value_above_it_denies(bound in 0i64..6, more in 0i64..6, threshold in 0i64..8, place in 0usize..6) {
            let operator = OPERATORS[place];
            let wanted = [Value::whole(threshold)];
            let of_bound = compare(Known::AtLeast(Value::whole(bound)), operator, &wanted, SHAPE);
            let of_value = compare(Known::Exactly(Value::whole(bound + more)), operator, &wanted, SHAPE);
            prop_assert!(of_bound == Verdict::Unknown || of_bound == of_value);
        }
    }
}
