//! The small language of formulas and conditions in definition files: `sum(q1..q9)`, `scale.total >= 10 and sex = female`.
//!
//! Numbers are intervals. An answered item is a point; an unanswered one may still be anything its answer set offers, so `count(q1..q9 >= 2) >= 5`
//! is *met* once five answers suffice, *not met* once too few items are left, and *unknown* in between. That is strong Kleene logic without a
//! special case: a missing answer never counts as zero and never hides a decision that the other answers already make.

mod parser;

use vocabulary::{Sex, Verdict};

pub use parser::{FormulaError, Names, parse_condition, parse_formula};

/// A number that may not be known exactly: everything from `low` to `high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The smallest it can be.
    pub low: f64,
    /// The largest it can be.
    pub high: f64,
}

impl Interval {
    /// A known number.
    pub const fn point(value: f64) -> Self {
        Self { low: value, high: value }
    }

    fn joined(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }

    /// The number, when it is known.
    #[expect(clippy::float_cmp, reason = "a known number has the same bound twice, by construction")]
    pub fn known(self) -> Option<f64> {
        (self.low == self.high).then_some(self.low)
    }
}

/// How two numbers are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
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
}

impl Comparison {
    fn holds(self, left: Interval, right: Interval) -> Verdict {
        match self {
            Self::AtLeast => decide(left.low >= right.high, left.high < right.low),
            Self::Greater => decide(left.low > right.high, left.high <= right.low),
            Self::AtMost => decide(left.high <= right.low, left.low > right.high),
            Self::Less => decide(left.high < right.low, left.low >= right.high),
            Self::Equal => decide(left.known().is_some() && left == right, left.high < right.low || left.low > right.high),
            Self::NotEqual => !Self::Equal.holds(left, right),
        }
    }
}

fn decide(certainly: bool, certainly_not: bool) -> Verdict {
    match (certainly, certainly_not) {
        (true, _) => Verdict::Met,
        (_, true) => Verdict::NotMet,
        _ => Verdict::Unknown,
    }
}

/// What is done with a list of items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aggregate {
    /// Their sum.
    Sum,
    /// Their mean.
    Mean,
    /// The largest.
    Maximum,
    /// The smallest.
    Minimum,
}

/// A formula that gives a number. Items and scales are places in the definition's lists.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    /// A written number.
    Number(f64),
    /// The scored value of an item.
    Item(usize),
    /// The answer to an item as given.
    Raw(usize),
    /// The value of another scale.
    Scale(usize),
    /// The respondent's age in years.
    Age,
    /// Over a list of items.
    Over(Aggregate, Vec<usize>),
    /// How many items fulfil a comparison.
    Count(Vec<usize>, Comparison, f64),
    /// How many items are answered.
    Answered(Vec<usize>),
    /// A table look-up.
    Table(Vec<(f64, f64)>, Box<Formula>),
    /// `+ - * /`
    Arithmetic(Operator, Box<Formula>, Box<Formula>),
    /// The first number when the condition is met, else the second; when unknown, anything between the two.
    If(Box<Condition>, Box<Formula>, Box<Formula>),
}

/// An arithmetic operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    DividedBy,
}

/// A condition that is met, not met or unknown.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// Two numbers compared.
    Compare(Comparison, Formula, Formula),
    /// At least one item fulfils a comparison.
    Any(Vec<usize>, Comparison, f64),
    /// Every item fulfils a comparison.
    All(Vec<usize>, Comparison, f64),
    /// At least one of the items was refused.
    AnyRefused(Vec<usize>),
    /// The respondent's sex.
    SexIs(Sex),
    /// Both.
    And(Box<Condition>, Box<Condition>),
    /// Either.
    Or(Box<Condition>, Box<Condition>),
    /// The opposite.
    Not(Box<Condition>),
    /// Always met: the last rule of a classification.
    Otherwise,
}

/// The state of one item while a formula is evaluated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ItemState {
    /// The scored value: a point when known (answered, skipped with a value, imputed), else everything the item offers.
    pub value: Interval,
    /// The answer as given, where it is a number.
    pub raw: Option<i32>,
    /// What an answer could be, for `raw` of an unanswered item.
    pub raw_range: (i32, i32),
    /// How the item stands.
    pub standing: Standing,
}

/// How an item stands when a formula looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// No answer.
    Unanswered,
    /// Answered with a number.
    Answered,
    /// Given a value by a skip rule or by imputation.
    Filled,
    /// The respondent chose to refuse.
    Refused,
    /// Not applicable: it takes no part.
    LeftOut,
}

impl ItemState {
    /// True when the item has a value.
    pub fn has_value(&self) -> bool {
        matches!(self.standing, Standing::Answered | Standing::Filled)
    }
}

/// What a formula may look at.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    /// Items in the order of the definition.
    pub items: &'a [ItemState],
    /// Scales computed so far; a scale without a number is everything in its range.
    pub scales: &'a [Interval],
    /// The respondent's sex, where recorded.
    pub sex: Option<Sex>,
    /// The respondent's age in years, where known.
    pub age: Option<u16>,
    /// `max` and `min` look at answered items only (missing-data rule `by_formula`).
    pub answered_only: bool,
}

impl Formula {
    /// The value, as exactly as the surroundings allow.
    pub fn evaluate(&self, around: &Surroundings<'_>) -> Interval {
        match self {
            Self::Number(value) => Interval::point(*value),
            Self::Item(item) => around.items[*item].value,
            Self::Raw(item) => raw_of(&around.items[*item]),
            Self::Scale(scale) => around.scales[*scale],
            Self::Age => around.age.map_or(Interval { low: 0.0, high: 150.0 }, |age| Interval::point(f64::from(age))),
            Self::Over(aggregate, items) => over(*aggregate, items, around),
            Self::Count(items, comparison, threshold) => count(items, *comparison, *threshold, around),
            Self::Answered(items) => {
                Interval::point(length(items.iter().filter(|item| around.items[**item].standing == Standing::Answered).count()))
            }
            Self::Table(rows, inner) => look_up(rows, inner.evaluate(around)),
            Self::Arithmetic(operator, left, right) => operator.apply(left.evaluate(around), right.evaluate(around)),
            Self::If(condition, then, otherwise) => match condition.evaluate(around) {
                Verdict::Met => then.evaluate(around),
                Verdict::NotMet => otherwise.evaluate(around),
                Verdict::Unknown => then.evaluate(around).joined(otherwise.evaluate(around)),
            },
        }
    }

    /// The items it looks at directly, in order and without repetition.
    pub fn items(&self) -> Vec<usize> {
        let mut items = Vec::new();
        self.collect_items(&mut items);
        let mut seen = std::collections::BTreeSet::new();
        items.retain(|item| seen.insert(*item));
        items
    }

    fn collect_items(&self, into: &mut Vec<usize>) {
        match self {
            Self::Item(item) | Self::Raw(item) => into.push(*item),
            Self::Over(_, items) | Self::Count(items, ..) | Self::Answered(items) => into.extend(items),
            Self::Table(_, inner) => inner.collect_items(into),
            Self::Arithmetic(_, left, right) | Self::If(_, left, right) => {
                left.collect_items(into);
                right.collect_items(into);
            }
            Self::Number(_) | Self::Scale(_) | Self::Age => {}
        }
    }

    /// The scales it looks at.
    pub fn scales(&self) -> Vec<usize> {
        match self {
            Self::Scale(scale) => vec![*scale],
            Self::Table(_, inner) => inner.scales(),
            Self::Arithmetic(_, left, right) | Self::If(_, left, right) => [left.scales(), right.scales()].concat(),
            _ => Vec::new(),
        }
    }
}

impl Condition {
    /// Met, not met or unknown.
    pub fn evaluate(&self, around: &Surroundings<'_>) -> Verdict {
        match self {
            Self::Compare(comparison, left, right) => comparison.holds(left.evaluate(around), right.evaluate(around)),
            Self::Any(items, comparison, threshold) => each(items, *comparison, *threshold, around).fold(Verdict::NotMet, Verdict::or),
            Self::All(items, comparison, threshold) => each(items, *comparison, *threshold, around).fold(Verdict::Met, Verdict::and),
            Self::AnyRefused(items) => items.iter().any(|item| around.items[*item].standing == Standing::Refused).into(),
            Self::SexIs(sex) => match around.sex {
                None | Some(Sex::Other) => Verdict::Unknown,
                Some(recorded) => (recorded == *sex).into(),
            },
            Self::And(left, right) => left.evaluate(around).and(right.evaluate(around)),
            Self::Or(left, right) => left.evaluate(around).or(right.evaluate(around)),
            Self::Not(inner) => !inner.evaluate(around),
            Self::Otherwise => Verdict::Met,
        }
    }
}

impl Operator {
    fn apply(self, left: Interval, right: Interval) -> Interval {
        let combine = |operation: fn(f64, f64) -> f64| {
            let corners = [
                operation(left.low, right.low),
                operation(left.low, right.high),
                operation(left.high, right.low),
                operation(left.high, right.high),
            ];
            let (low, high) =
                (corners.iter().copied().fold(f64::INFINITY, f64::min), corners.iter().copied().fold(f64::NEG_INFINITY, f64::max));
            Interval { low, high }
        };
        match self {
            Self::Plus => Interval { low: left.low + right.low, high: left.high + right.high },
            Self::Minus => Interval { low: left.low - right.high, high: left.high - right.low },
            Self::Times => combine(|a, b| a * b),
            Self::DividedBy if right.low <= 0.0 && right.high >= 0.0 => Interval { low: f64::NEG_INFINITY, high: f64::INFINITY },
            Self::DividedBy => combine(|a, b| a / b),
        }
    }
}

fn raw_of(item: &ItemState) -> Interval {
    match item.raw {
        Some(value) => Interval::point(f64::from(value)),
        None => Interval { low: f64::from(item.raw_range.0), high: f64::from(item.raw_range.1) },
    }
}

fn each<'a>(
    items: &'a [usize],
    comparison: Comparison,
    threshold: f64,
    around: &'a Surroundings<'a>,
) -> impl Iterator<Item = Verdict> + 'a {
    let taking_part = items.iter().map(|item| &around.items[*item]).filter(|item| item.standing != Standing::LeftOut);
    taking_part.map(move |item| comparison.holds(item.value, Interval::point(threshold)))
}

fn count(items: &[usize], comparison: Comparison, threshold: f64, around: &Surroundings<'_>) -> Interval {
    let (mut certain, mut possible) = (0, 0);
    for verdict in each(items, comparison, threshold, around) {
        certain += usize::from(verdict == Verdict::Met);
        possible += usize::from(verdict != Verdict::NotMet);
    }
    Interval { low: length(certain), high: length(possible) }
}

fn over(aggregate: Aggregate, items: &[usize], around: &Surroundings<'_>) -> Interval {
    let selects = matches!(aggregate, Aggregate::Maximum | Aggregate::Minimum) && around.answered_only;
    let any_known = items.iter().any(|item| around.items[*item].has_value());
    let taking_part = || {
        items
            .iter()
            .map(|item| &around.items[*item])
            .filter(|item| item.standing != Standing::LeftOut && (!selects || !any_known || item.has_value()))
    };
    let fold = |start: f64, operation: fn(f64, f64) -> f64| Interval {
        low: taking_part().fold(start, |sum, item| operation(sum, item.value.low)),
        high: taking_part().fold(start, |sum, item| operation(sum, item.value.high)),
    };
    match aggregate {
        Aggregate::Sum => fold(0.0, |a, b| a + b),
        Aggregate::Mean => Operator::DividedBy.apply(fold(0.0, |a, b| a + b), Interval::point(length(taking_part().count()))),
        Aggregate::Maximum => fold(f64::NEG_INFINITY, f64::max),
        Aggregate::Minimum => fold(f64::INFINITY, f64::min),
    }
}

/// A table gives a number only for a known argument that it lists.
fn look_up(rows: &[(f64, f64)], argument: Interval) -> Interval {
    let known = argument.known().and_then(|value| rows.iter().find(|(key, _)| (key - value).abs() < 1e-9));
    known.map_or(Interval { low: f64::NEG_INFINITY, high: f64::INFINITY }, |(_, result)| Interval::point(*result))
}

#[expect(clippy::cast_precision_loss, reason = "an instrument has far fewer than 2^53 items")]
fn length(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    struct Five;
    impl Names for Five {
        fn item(&self, id: &str) -> Option<usize> {
            ["1", "2", "3", "4", "gate"].iter().position(|each| *each == id)
        }
        fn is_scored(&self, item: usize) -> bool {
            item < 4
        }
        fn scale(&self, id: &str) -> Option<usize> {
            (id == "total").then_some(0)
        }
        fn table(&self, name: &str) -> Option<Vec<(f64, f64)>> {
            (name == "t").then(|| vec![(4.0, 41.0), (5.0, 49.0)])
        }
    }

    fn states(answers: &[Option<i32>]) -> Vec<ItemState> {
        (answers.iter())
            .map(|answer| ItemState {
                value: answer.map_or(Interval { low: 0.0, high: 3.0 }, |value| Interval::point(f64::from(value))),
                raw: *answer,
                raw_range: (0, 3),
                standing: if answer.is_some() { Standing::Answered } else { Standing::Unanswered },
            })
            .collect()
    }

    fn condition(text: &str, answers: &[Option<i32>], sex: Option<Sex>) -> Verdict {
        let items = states(answers);
        let around = Surroundings { items: &items, scales: &[Interval::point(9.0)], sex, age: None, answered_only: false };
        parse_condition(text, &Five).unwrap().evaluate(&around)
    }

    fn check(text: &str, answers: [i32; 5], expected: f64) {
        let items = states(&answers.map(|answer| (answer >= 0).then_some(answer)));
        let around = Surroundings { items: &items, scales: &[Interval::point(9.0)], sex: None, age: Some(30), answered_only: true };
        let value = parse_formula(text, &Five).unwrap().evaluate(&around).known();
        assert!(value.is_some_and(|value| (value - expected).abs() < 1e-12), "{text}: {value:?}");
    }

    #[test]
    fn formulas_compute_what_they_say() {
        check("sum(q1..q4)", [1, 2, 3, 0, 1], 6.0);
        check("2 * sum(q1, q3..q4) - 1", [1, 2, 3, 0, 1], 7.0);
        check("10 * mean(q1..q4)", [1, 2, 3, 0, 1], 15.0);
        check("max(q1..q2) + q3", [1, 2, 3, 0, 1], 5.0);
        check("max(q1..q3)", [1, -1, 0, 0, 1], 1.0);
        check("count(q1..q4 >= 2) + answered(q1..q4)", [1, 2, 3, 0, 1], 6.0);
        check("table(t, q1 + q2)", [2, 2, 0, 0, 0], 41.0);
        check("scale.total * 100 / (age - 5)", [0, 0, 0, 0, 0], 36.0);
        check("raw(q_gate)", [0, 0, 0, 0, 1], 1.0);
        check("if(q1 >= 1, q2, 10 * q3)", [0, 1, 2, 0, 0], 20.0);
        check("if(q1 >= 1, q2, q3)", [-1, 2, 2, 0, 0], 2.0);
    }

    #[test]
    fn a_count_is_decided_as_soon_as_the_answers_suffice() {
        let text = "count(q1..q4 >= 2) >= 2";
        assert_eq!(condition(text, &[Some(2), Some(3), None, None, None], None), Verdict::Met);
        assert_eq!(condition(text, &[Some(0), Some(0), Some(3), Some(1), None], None), Verdict::NotMet);
        assert_eq!(condition(text, &[Some(2), Some(0), None, Some(0), None], None), Verdict::Unknown);
    }

    #[test]
    fn an_unrecorded_sex_is_unknown_unless_it_does_not_matter() {
        let text = "q1 >= 3 or (q1 >= 2 and sex = female)";
        assert_eq!(condition(text, &[Some(2), None, None, None, None], None), Verdict::Unknown);
        assert_eq!(condition(text, &[Some(3), None, None, None, None], None), Verdict::Met);
        assert_eq!(condition(text, &[Some(1), None, None, None, None], None), Verdict::NotMet);
        assert_eq!(condition(text, &[Some(2), None, None, None, None], Some(Sex::Female)), Verdict::Met);
    }

    proptest! {
        /// Supplying an answer that was missing never turns a decision into another one or into unknown.
        #[test]
        fn an_answer_more_never_unmakes_a_decision(
            answers in prop::collection::vec(prop::option::of(0i32..=3), 5),
            place in 0usize..5,
            value in 0i32..=3,
            text in prop::sample::select(vec![
                "count(q1..q4 >= 2) >= 2 and q1 < 3", "any(q1..q4 >= 3) or all(q2..q3 = 0)", "sum(q1..q4) >= 6", "not (max(q1..q4) >= 2)",
                "mean(q1..q3) > 1.5", "q1 * q2 - q3 != 4",
            ]),
        ) {
            let before = condition(text, &answers, None);
            let mut more = answers.clone();
            more[place].get_or_insert(value);
            let after = condition(text, &more, None);
            prop_assert!(before == Verdict::Unknown || before == after, "{text}: {before:?} became {after:?}");
        }
    }
}
