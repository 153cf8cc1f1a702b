//! Change as a share of the size of the baseline.

use instruments::definition::Direction;

use super::outcome::{Category, Outcome, RefusedRow, Row, RowRefusal};
use super::refusal::Refusal;
use super::sample::{Patient, pairs};
use super::sign;

pub(super) fn judge(patients: &[Patient], direction: Direction, improvement: f64, deterioration: f64) -> Result<Outcome, Refusal> {
    let pairs = pairs(patients)?;
    let mut outcome = Outcome::of(patients, &pairs);
    let mut rows = Vec::with_capacity(pairs.len());
    for pair in &pairs {
        let mut row = Row::of(pair);
        if pair.pre == 0.0 {
            outcome.refused.push(RefusedRow { id: row.id.clone(), reason: RowRefusal::BaselineIsZero });
        } else {
            let share = (pair.post - pair.pre) / pair.pre.abs();
            row.percent_change = Some(share);
            row.category = Some(category(sign(direction) * share, improvement, deterioration));
        }
        rows.push(row);
    }
    Ok(outcome.with_rows(rows, &Category::PLAIN))
}

/// Bounds count as reached when equal; no change is never a change, even with a bound of 0.
fn category(better_by: f64, improvement: f64, deterioration: f64) -> Category {
    if better_by == 0.0 {
        return Category::Unchanged;
    }
    Category::of(better_by >= improvement, better_by <= -deterioration)
}
