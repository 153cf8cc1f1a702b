//! The nearest flip: the smallest set of facts that would change the determination, had they been otherwise.
//!
//! One fact is tried, then two. The search is bounded; what it finds is an explanation, not advice.

use std::collections::BTreeMap;

use super::criteria::{Comparison, Condition};
use super::determination::Determination;
use super::evaluation::{Evaluation, Rule};
use super::fact::{Fact, Shape, Value};
use super::reading::{Known, Operator};
use super::trace::{ChangeTrace, FlipTrace};

/// At most so many pairs are tried.
const PAIRS_MOST: usize = 4_000;

/// A fact and a value that it could have.
type Change<'a> = (&'a Fact, Value);

/// For each determination that another value of one or two facts would give, the least trouble that gives it.
pub(super) fn nearest<'a>(evaluation: &mut Evaluation<'a>, present: Determination) -> Vec<FlipTrace> {
    if present == Determination::NotApplicable {
        return Vec::new();
    }
    let candidates = candidates(evaluation);
    let mut found: BTreeMap<Determination, (u32, Vec<Change<'a>>)> = BTreeMap::new();
    for change in &candidates {
        try_changes(evaluation, present, &[*change], &mut found);
    }
    let singles: Vec<Determination> = found.keys().copied().collect();
    let mut tried = 0;
    'search: for (place, first) in candidates.iter().enumerate() {
        for second in candidates[place + 1..].iter().filter(|second| second.0 != first.0) {
            tried += 1;
            if tried > PAIRS_MOST {
                break 'search;
            }
            let mut pairs = BTreeMap::new();
            try_changes(evaluation, present, &[*first, *second], &mut pairs);
            for (determination, (cost, changes)) in pairs {
                if !singles.contains(&determination) && found.get(&determination).is_none_or(|(known, _)| cost < *known) {
                    found.insert(determination, (cost, changes));
                }
            }
        }
    }
    evaluation.supposed.clear();
    let mut flips: Vec<(usize, u32, Determination, Vec<Change<'a>>)> =
        found.into_iter().map(|(determination, (cost, changes))| (changes.len(), cost, determination, changes)).collect();
    flips.sort_by_key(|(size, cost, determination, _)| (*size, *cost, *determination));
    flips.into_iter().map(|(_, _, determination, changes)| flip_trace(evaluation, determination, &changes)).collect()
}

fn try_changes<'a>(
    evaluation: &mut Evaluation<'a>,
    present: Determination,
    changes: &[Change<'a>],
    found: &mut BTreeMap<Determination, (u32, Vec<Change<'a>>)>,
) {
    evaluation.supposed.clear();
    evaluation.supposed.extend_from_slice(changes);
    let determination = evaluation.determination();
    let is_worth_showing = !matches!(determination, Determination::Insufficient | Determination::NotApplicable);
    if determination == present || !is_worth_showing {
        return;
    }
    let cost = changes.iter().map(|(fact, _)| fact.name.specification().next_action.minutes()).sum();
    if found.get(&determination).is_none_or(|(known, _)| cost < *known) {
        found.insert(determination, (cost, changes.to_vec()));
    }
}

fn flip_trace(evaluation: &Evaluation<'_>, determination: Determination, changes: &[Change<'_>]) -> FlipTrace {
    let changes = changes.iter().map(|(fact, value)| ChangeTrace {
        fact: fact.name.code().to_owned(),
        instrument: fact.instrument.clone(),
        from: present_value(evaluation, fact).map(|value| value.to_string()),
        to: value.to_string(),
    });
    FlipTrace { determination, changes: changes.collect() }
}

fn present_value(evaluation: &Evaluation<'_>, fact: &Fact) -> Option<Value> {
    let comparisons = comparisons(evaluation);
    let of_fact = comparisons.into_iter().filter(|comparison| comparison.fact == *fact);
    of_fact.map(|comparison| evaluation.reading(comparison).known).find_map(|known| match known {
        Known::Exactly(value) | Known::AtLeast(value) => Some(value),
        Known::Nothing | Known::NotApplicable => None,
    })
}

fn comparisons<'a>(evaluation: &Evaluation<'a>) -> Vec<&'a Comparison> {
    let mut found = Vec::new();
    for (_, condition) in evaluation.rules.iter().filter(|(rule, _)| *rule != Rule::Review) {
        collect(evaluation, condition, &mut found);
    }
    found
}

pub(super) fn collect<'a>(evaluation: &Evaluation<'a>, condition: &'a Condition, found: &mut Vec<&'a Comparison>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
            for part in parts {
                collect(evaluation, part, found);
            }
        }
        Condition::Not(inner) => collect(evaluation, inner, found),
        Condition::Clause(place) => collect(evaluation, &evaluation.set.clauses[*place].condition, found),
        Condition::Compare(comparison) => found.push(comparison),
    }
}

/// Values on either side of every threshold, of facts that a new record could change, without those that hold now.
fn candidates<'a>(evaluation: &Evaluation<'a>) -> Vec<Change<'a>> {
    let mut found: Vec<Change<'a>> = Vec::new();
    for comparison in comparisons(evaluation) {
        let specification = comparison.fact.name.specification();
        let known = evaluation.reading(comparison).known;
        if !specification.can_change || known == Known::NotApplicable {
            continue;
        }
        for value in values_around(comparison, specification.shape) {
            let is_new = !found.iter().any(|(fact, known)| **fact == comparison.fact && *known == value);
            if is_new && known != Known::Exactly(value) {
                found.push((&comparison.fact, value));
            }
        }
    }
    found
}

/// A value that meets the comparison and one that does not, as near to the threshold as can be.
fn values_around(comparison: &Comparison, shape: Shape) -> Vec<Value> {
    let Some(threshold) = comparison.values.first().copied() else { return Vec::new() };
    match shape {
        Shape::YesNo => vec![Value::YesNo(true), Value::YesNo(false)],
        Shape::Choice(words) => {
            let other = words.iter().map(|word| Value::Word(word)).find(|value| !comparison.values.contains(value));
            comparison.values.iter().copied().take(1).chain(other).collect()
        }
        Shape::Ordinal(words) => neighbours(comparison.operator, threshold, |value, step| {
            let place = i64::try_from(words.iter().position(|word| Value::Word(word) == value)?).ok()?;
            words.get(usize::try_from(place + step).ok()?).map(|word| Value::Word(word))
        }),
        Shape::Number(_) => neighbours(comparison.operator, threshold, |value, step| match value {
            Value::Number(points) => {
                let moved = points.ten_thousandths() + step * 10_000;
                (moved >= 0).then(|| Value::Number(vocabulary::Points::from_ten_thousandths(moved)))
            }
            Value::YesNo(_) | Value::Word(_) => None,
        }),
    }
}

fn neighbours(operator: Operator, threshold: Value, moved: impl Fn(Value, i64) -> Option<Value>) -> Vec<Value> {
    let steps: &[i64] = match operator {
        Operator::AtLeast | Operator::Less => &[0, -1],
        Operator::AtMost | Operator::Greater => &[0, 1],
        Operator::Equal | Operator::NotEqual | Operator::In => &[0, 1, -1],
    };
    steps.iter().filter_map(|step| moved(threshold, *step)).collect()
}
