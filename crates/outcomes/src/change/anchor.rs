//! Change against a minimal important difference: of a patient, within a group, between groups.

use instruments::definition::Direction;

use super::outcome::{Category, Effect, GroupComparison, GroupResult, Outcome, Row};
use super::refusal::Refusal;
use super::sample::{Pair, Patient, count, groups, mean_and_spread, pairs, student};
use super::sign;

pub(super) fn individual(patients: &[Patient], direction: Direction, improvement: f64, deterioration: f64) -> Result<Outcome, Refusal> {
    let pairs = pairs(patients)?;
    let judge = |pair: &Pair<'_>| {
        let (improved, deteriorated) = reached(sign(direction) * (pair.post - pair.pre), improvement, deterioration);
        Row { category: Some(Category::of(improved, deteriorated)), ..Row::of(pair) }
    };
    let rows = pairs.iter().map(judge).collect();
    Ok(Outcome::of(patients, &pairs).with_rows(rows, &Category::PLAIN))
}

/// Whether a change is an improvement and whether it is a deterioration. Bounds count as reached when equal.
pub(super) fn reached(better_by: f64, improvement: f64, deterioration: f64) -> (bool, bool) {
    (better_by >= improvement, better_by <= -deterioration)
}

pub(super) fn within(patients: &[Patient], direction: Direction, threshold: f64, confidence: f64) -> Result<Outcome, Refusal> {
    let pairs = pairs(patients)?;
    let mut outcome = Outcome::of(patients, &pairs);
    for group in groups(&pairs) {
        let changes = pairs.iter().filter(|pair| pair.patient.group.as_deref() == group).map(|pair| pair.post - pair.pre);
        let n = changes.clone().count();
        let (difference, spread) = mean_and_spread(changes);
        let spread = spread.ok_or_else(|| Refusal::GroupTooSmall { group: group.unwrap_or_default().to_owned(), found: n })?;
        let half_width = student(confidence, count(n) - 1.0) * spread / count(n).sqrt();
        let comparison = GroupComparison::Within { group: group.map(str::to_owned), n };
        outcome.group_results.push(result(comparison, difference, half_width, direction, threshold, confidence));
    }
    Ok(outcome)
}

pub(super) fn between(patients: &[Patient], direction: Direction, threshold: f64, confidence: f64) -> Result<Outcome, Refusal> {
    let later: Vec<Pair<'_>> =
        patients.iter().filter_map(|patient| patient.post.map(|post| Pair { patient, pre: f64::NAN, post })).collect();
    if later.is_empty() {
        return Err(Refusal::NoPairs { patients: patients.len() });
    }
    let mut outcome = Outcome { n_original: None, n_used: None, sample: None, ..Outcome::of(patients, &later) };
    let names: Vec<&str> = groups(&later).into_iter().flatten().collect();
    let [reference, others @ ..] = names.as_slice() else { return Err(Refusal::GroupsNeeded { found: 0 }) };
    if others.is_empty() {
        return Err(Refusal::GroupsNeeded { found: 1 });
    }
    let base = LaterScores::of(&later, reference)?;
    for name in others {
        let other = LaterScores::of(&later, name)?;
        let (a, b) = (base.variance / count(base.n), other.variance / count(other.n));
        let degrees = (a + b).powi(2) / (a.powi(2) / (count(base.n) - 1.0) + b.powi(2) / (count(other.n) - 1.0));
        if degrees.is_nan() {
            return Err(Refusal::Constant(super::Occasion::Later));
        }
        let half_width = student(confidence, degrees) * (a + b).sqrt();
        let comparison = GroupComparison::Between {
            reference: (*reference).to_owned(),
            n_reference: base.n,
            comparison: (*name).to_owned(),
            n_comparison: other.n,
        };
        outcome.group_results.push(result(comparison, other.mean - base.mean, half_width, direction, threshold, confidence));
    }
    Ok(outcome)
}

/// Later scores of one group.
struct LaterScores {
    n: usize,
    mean: f64,
    variance: f64,
}

impl LaterScores {
    fn of(pairs: &[Pair<'_>], group: &str) -> Result<Self, Refusal> {
        let scores = pairs.iter().filter(|pair| pair.patient.group.as_deref() == Some(group)).map(|pair| pair.post);
        let n = scores.clone().count();
        let (mean, spread) = mean_and_spread(scores);
        let spread = spread.ok_or_else(|| Refusal::GroupTooSmall { group: group.to_owned(), found: n })?;
        Ok(Self { n, mean, variance: spread.powi(2) })
    }
}

fn result(
    comparison: GroupComparison,
    difference: f64,
    half_width: f64,
    direction: Direction,
    threshold: f64,
    confidence: f64,
) -> GroupResult {
    let better_by = sign(direction) * difference;
    let effect = effect(better_by - half_width, better_by, better_by + half_width, threshold);
    GroupResult { comparison, difference, lower: difference - half_width, upper: difference + half_width, confidence, effect }
}

/// All four numbers in the favourable direction.
fn effect(low: f64, estimate: f64, high: f64, threshold: f64) -> Effect {
    if low <= 0.0 && high >= 0.0 {
        Effect::NotSignificant
    } else if high < 0.0 {
        Effect::Unfavourable
    } else if high < threshold {
        Effect::SignificantButIrrelevant
    } else if low > threshold {
        Effect::Large
    } else if estimate < threshold {
        Effect::NotLessThanThreshold
    } else {
        Effect::Probable
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_is_named_by_where_no_effect_and_the_threshold_lie() {
        let check = |low, estimate, high, expected| assert_eq!(effect(low, estimate, high, 5.0), expected, "{low} {estimate} {high}");
        check(-1.0, 2.0, 5.5, Effect::NotSignificant);
        check(1.0, 2.0, 3.0, Effect::SignificantButIrrelevant);
        check(1.0, 4.0, 7.0, Effect::NotLessThanThreshold);
        check(4.0, 6.0, 8.0, Effect::Probable);
        check(6.0, 7.0, 8.0, Effect::Large);
        check(-3.0, -2.0, -1.0, Effect::Unfavourable);
    }

    #[test]
    fn a_change_equal_to_the_difference_counts() {
        assert_eq!(reached(5.0, 5.0, 3.0), (true, false));
        assert_eq!(reached(4.5, 5.0, 3.0), (false, false));
        assert_eq!(reached(-3.0, 5.0, 3.0), (false, true));
    }
}
