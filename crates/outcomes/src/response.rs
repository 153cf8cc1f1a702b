//! Treatment response, remission, the minimal important difference, and recovery over paired measures.
//!
//! Every statement is three-valued: a definition without the value, or a value that was not checked and that nobody enabled, leaves it unknown.

pub mod talking_therapies;

use instruments::Definition;
use instruments::definition::Basis;
use instruments::formula::{Condition, Interval, ItemState, Standing, Surroundings};
use vocabulary::{Points, Verdict};

use crate::change::judge::{RecalledValues, better_by};

/// A statement with what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    /// Whether it holds.
    pub verdict: Verdict,
    /// The value it was judged by.
    pub threshold: Option<Threshold>,
    /// Why it is unknown, where it is.
    pub unknown: Option<Unknown>,
}

/// The value that a statement was judged by.
#[derive(Clone, Debug, PartialEq)]
pub enum Threshold {
    /// A share of the baseline, in percent.
    Percent(u8, Basis),
    /// A number of points.
    Points(Points, Basis),
    /// A condition on the score, as written in the definition.
    Condition(String, Basis),
}

/// Why a statement is unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// The definition has no value for it.
    NoValue,
    /// The definition has a value that was not checked at its source, and nobody enabled those.
    OnlyRecalled(Basis),
    /// The baseline has no distance from the best score: there is nothing of which a share could be taken.
    NothingToReduce,
    /// The condition looks at something other than the score.
    NotFromTheScore,
}

/// Treatment response: the score moved by the stated share of its distance from the best score.
///
/// Where lower is better and the best score is 0, that is the share of the baseline. A share equal to the stated one counts.
pub fn treatment_response(definition: &Definition, scale: usize, baseline: Points, latest: Points, recalled: &RecalledValues) -> Stated {
    let found = &definition.scales[scale];
    let Some((percent, basis)) = &found.treatment_response else { return Stated::unknown(Unknown::NoValue) };
    if !recalled.admit(basis.mark) {
        return Stated::unknown(Unknown::OnlyRecalled(basis.clone()));
    }
    let best = match found.direction {
        instruments::definition::Direction::HigherIsWorse => found.minimum,
        instruments::definition::Direction::HigherIsBetter => found.maximum,
    };
    let distance = better_by(found.direction, baseline, best).ten_thousandths();
    if distance <= 0 {
        return Stated::unknown(Unknown::NothingToReduce);
    }
    let moved = better_by(found.direction, baseline, latest).ten_thousandths();
    Stated::decided(moved * 100 >= distance * i64::from(*percent), Threshold::Percent(*percent, basis.clone()))
}

/// Remission by the definition's condition on the score.
pub fn remission(definition: &Definition, scale: usize, latest: Points, recalled: &RecalledValues) -> Stated {
    let Some((condition, text, basis)) = &definition.scales[scale].remission else { return Stated::unknown(Unknown::NoValue) };
    if !recalled.admit(basis.mark) {
        return Stated::unknown(Unknown::OnlyRecalled(basis.clone()));
    }
    match holds_for_score(definition, scale, latest, condition) {
        Verdict::Unknown => Stated::unknown(Unknown::NotFromTheScore),
        verdict => Stated { verdict, threshold: Some(Threshold::Condition(text.clone(), basis.clone())), unknown: None },
    }
}

/// A change, for better or for worse, of at least the minimal important difference. On some scales that is smaller than a reliable change: it may still
/// be measurement error. Which way it goes the change itself says.
pub fn important_change(definition: &Definition, scale: usize, baseline: Points, latest: Points, recalled: &RecalledValues) -> Stated {
    let found = &definition.scales[scale];
    let Some((points, basis)) = &found.minimal_difference else { return Stated::unknown(Unknown::NoValue) };
    if !recalled.admit(basis.mark) {
        return Stated::unknown(Unknown::OnlyRecalled(basis.clone()));
    }
    let better = better_by(found.direction, baseline, latest);
    let moved = better.max(Points::ZERO.minus(better));
    Stated::decided(moved >= *points, Threshold::Points(*points, basis.clone()))
}

impl Stated {
    fn unknown(why: Unknown) -> Self {
        Self { verdict: Verdict::Unknown, threshold: None, unknown: Some(why) }
    }

    fn decided(holds: bool, threshold: Threshold) -> Self {
        Self { verdict: holds.into(), threshold: Some(threshold), unknown: None }
    }
}

/// Whether a condition holds when nothing but the score of one scale is known; unknown where it looks at anything else that decides.
pub(crate) fn holds_for_score(definition: &Definition, scale: usize, value: Points, condition: &Condition) -> Verdict {
    let anything = Interval { low: f64::NEG_INFINITY, high: f64::INFINITY };
    let item = |place: usize| ItemState {
        value: anything,
        raw: None,
        raw_range: definition.answers_of(place).bounds(),
        standing: Standing::Unanswered,
    };
    let items: Vec<ItemState> = (0..definition.items.len()).map(item).collect();
    let known = |place: usize| if place == scale { Interval::point(value.to_f64()) } else { anything };
    let scales: Vec<Interval> = (0..definition.scales.len()).map(known).collect();
    condition.evaluate(&Surroundings { items: &items, scales: &scales, sex: None, age: None, answered_only: false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use instruments::Library;

    const NOBODY: RecalledValues = RecalledValues::NotEnabled;

    fn with_phq_9<T>(judge: impl Fn(&Definition, usize) -> T) -> T {
        let library = Library::shipped().unwrap();
        let definition = library.get("phq-9").unwrap();
        judge(definition, definition.main_scale.unwrap())
    }

    #[test]
    fn half_of_the_baseline_is_a_response_and_less_is_not() {
        let check = |baseline, latest, expected| {
            let points = Points::from_whole;
            let stated = with_phq_9(|definition, scale| treatment_response(definition, scale, points(baseline), points(latest), &NOBODY));
            assert_eq!(stated.verdict, expected, "{baseline} to {latest}");
        };
        check(20, 10, Verdict::Met);
        check(20, 11, Verdict::NotMet);
        check(13, 7, Verdict::NotMet);
        check(13, 6, Verdict::Met);
        check(20, 25, Verdict::NotMet);
        check(0, 0, Verdict::Unknown);
    }

    #[test]
    fn remission_is_below_five_on_the_phq_9() {
        let check = |latest, expected| {
            let stated = with_phq_9(|definition, scale| remission(definition, scale, Points::from_whole(latest), &NOBODY));
            assert_eq!(stated.verdict, expected, "{latest}");
        };
        check(4, Verdict::Met);
        check(5, Verdict::NotMet);
    }

    #[test]
    fn a_difference_of_five_matters_on_the_phq_9_for_better_and_for_worse() {
        let check = |latest, expected| {
            let (baseline, latest) = (Points::from_whole(15), Points::from_whole(latest));
            let stated = with_phq_9(|definition, scale| important_change(definition, scale, baseline, latest, &NOBODY));
            assert_eq!(stated.verdict, expected, "{latest:?}");
        };
        check(10, Verdict::Met);
        check(11, Verdict::NotMet);
        check(19, Verdict::NotMet);
        check(20, Verdict::Met);
    }

    #[test]
    fn a_recalled_difference_counts_only_where_it_was_enabled() {
        let library = Library::shipped().unwrap();
        let definition = library.get("phq-15").unwrap();
        let judged = |recalled: &RecalledValues| {
            important_change(definition, definition.main_scale.unwrap(), Points::from_whole(12), Points::from_whole(8), recalled)
        };
        assert!(matches!(judged(&NOBODY).unknown, Some(Unknown::OnlyRecalled(_))));
        assert_eq!(judged(&RecalledValues::EnabledBy("Dr. Adeyemi".to_owned())).verdict, Verdict::Met);
    }

    #[test]
    fn a_definition_without_the_value_leaves_it_unknown() {
        let library = Library::shipped().unwrap();
        let definition = library.get("phq-15").unwrap();
        let scale = definition.main_scale.unwrap();
        assert_eq!(remission(definition, scale, Points::ZERO, &NOBODY).unknown, Some(Unknown::NoValue));
    }
}
