//! Less change by a stated day than the early-change rule asks for: a reason to look at the plan, not a verdict on it. Many who show little early
//! change respond later.
//!
//! Only for scales on which more is worse: a percentage of reduction has no agreed meaning on the others. The reduction is taken from the
//! baseline above the lowest possible score, which for scales that begin at 0 is the usual percentage.

use instruments::definition::Direction;
use vocabulary::{Argument, FindingKey, Points};

use super::parameters::{Checkpoint, EarlyNonResponse};
use super::{Class, Found, Measurement, Rule, SignKey, SinceLast, Snapshot, WarningSign};

pub(super) fn signs(snapshot: &Snapshot, parameters: &EarlyNonResponse) -> Vec<WarningSign> {
    let mut signs = Vec::new();
    for series in snapshot.scored_series() {
        let Some((baseline, lowest)) = baseline(snapshot, &series, parameters) else { continue };
        for checkpoint in &parameters.checkpoints {
            signs.extend(at_checkpoint(&series, baseline, lowest, checkpoint, parameters).map(|found| found.in_snapshot(snapshot)));
        }
    }
    signs
}

/// The baseline and the lowest possible score, where the rule applies to the series.
fn baseline<'a>(snapshot: &Snapshot, series: &[&'a Measurement], parameters: &EarlyNonResponse) -> Option<(&'a Measurement, Points)> {
    let facts = snapshot.facts_of(series.first()?).filter(|facts| facts.direction == Direction::HigherIsWorse)?;
    let baseline = series.iter().find(|each| Some(each.administration) == facts.baseline)?;
    let severe_enough = baseline.band_severity.is_some_and(|severity| severity >= parameters.baseline_severity_at_least);
    severe_enough.then_some((*baseline, facts.lowest))
}

fn at_checkpoint(
    series: &[&Measurement],
    baseline: &Measurement,
    lowest: Points,
    checkpoint: &Checkpoint,
    parameters: &EarlyNonResponse,
) -> Option<Found> {
    let visibility = parameters.mode.visibility(&checkpoint.basis)?;
    let days = |each: &Measurement| each.day.days_since(baseline.day);
    let in_window = |each: &&&Measurement| (i32::from(checkpoint.after_days)..=i32::from(checkpoint.until_days)).contains(&days(each));
    let measurement = series.iter().find(in_window)?;
    let reduction = reduction_percent(baseline.value?, measurement.value?, lowest)?;
    if reduction >= i64::from(checkpoint.reduction_percent_below) {
        return None;
    }
    let mut arguments = measurement.arguments();
    let better_by = baseline.value?.minus(measurement.value?);
    let statement = match better_by.cmp(&Points::ZERO) {
        std::cmp::Ordering::Greater => "warning-sign-early-non-response-better",
        std::cmp::Ordering::Equal => "warning-sign-early-non-response-unchanged",
        std::cmp::Ordering::Less => "warning-sign-early-non-response-worse",
    };
    arguments.push(("points", Argument::Points(if better_by < Points::ZERO { Points::ZERO.minus(better_by) } else { better_by })));
    arguments.push(("reduction", Argument::Count(reduction)));
    arguments.push(("expected", Argument::Count(i64::from(checkpoint.reduction_percent_below))));
    arguments.push(("days", Argument::Count(i64::from(days(measurement)))));
    Some(Found {
        rule: Rule::EarlyNonResponse,
        class: Class::Clinical,
        key: SignKey::new(
            Rule::EarlyNonResponse,
            &[&measurement.instrument.id, &measurement.respondent, &baseline.administration, &checkpoint.after_days],
        ),
        group: measurement.series_name(),
        occurred_at: measurement.received_at,
        day: measurement.day,
        statement: FindingKey(statement),
        arguments,
        evidence: vec![measurement.evidence(), baseline.evidence()],
        since_last: SinceLast::New,
        visibility,
    })
}

/// Whole percent, rounded down; negative when the score rose; `None` for a baseline at the lowest possible score.
fn reduction_percent(baseline: Points, score: Points, lowest: Points) -> Option<i64> {
    let from = baseline.minus(lowest).ten_thousandths();
    let lost = baseline.minus(score).ten_thousandths();
    (from > 0).then(|| (lost * 100).div_euclid(from))
}

#[cfg(test)]
mod tests {
    use super::super::testing::Scene;
    use super::super::{Mark, Visibility};
    use super::*;

    fn found(baseline: i32, day: &str, score: i32) -> Option<(i64, Visibility)> {
        let mut scene = Scene::new("2026-11-20");
        scene.phq9("2026-08-03", baseline).baseline();
        scene.phq9(day, score);
        let signs = scene.signs();
        let sign = signs.iter().find(|sign| sign.rule == Rule::EarlyNonResponse)?;
        let Some((_, Argument::Count(reduction))) = sign.finding.arguments.iter().find(|(name, _)| *name == "reduction") else {
            panic!("{sign:?}")
        };
        Some((*reduction, sign.visibility))
    }

    #[test]
    fn less_than_a_fifth_after_four_weeks_is_a_sign() {
        assert_eq!(found(20, "2026-08-31", 17), Some((15, Visibility::Shown)));
        assert_eq!(found(20, "2026-08-31", 16), None, "exactly a fifth is enough");
        assert_eq!(found(20, "2026-08-30", 20), None, "a day early is not looked at");
        assert_eq!(found(20, "2026-09-04", 23), Some((-15, Visibility::Shown)));
    }

    #[test]
    fn whether_it_is_better_or_worse_is_said_in_points_and_never_by_a_sign() {
        let check = |score: i32, key: &str, points: i32| {
            let mut scene = Scene::new("2026-11-20");
            scene.phq9("2026-08-03", 20).baseline();
            scene.phq9("2026-08-31", score);
            let found = scene.only(Rule::EarlyNonResponse).finding;
            let said = found.arguments.iter().find(|(name, _)| *name == "points").map(|(_, points)| points.clone());
            let expected = (format!("warning-sign-early-non-response-{key}"), Some(Argument::Points(Points::from_whole(points))));
            assert_eq!((found.key.0.to_owned(), said), expected);
        };
        check(17, "better", 3);
        check(20, "unchanged", 0);
        check(23, "worse", 3);
    }

    #[test]
    fn a_mild_baseline_has_nowhere_to_go() {
        assert_eq!(found(8, "2026-08-31", 8), None);
    }

    #[test]
    fn the_recalled_checkpoint_is_recorded_and_not_shown() {
        assert_eq!(found(20, "2026-09-28", 12), Some((40, Visibility::Silent)));
        assert_eq!(super::super::Parameters::shipped().early_non_response.checkpoints[1].basis.mark, Mark::Recalled);
    }

    #[test]
    fn the_first_score_of_the_window_decides_and_later_ones_do_not_raise_again() {
        let mut scene = Scene::new("2026-11-20");
        scene.phq9("2026-08-03", 20).baseline();
        scene.phq9("2026-08-31", 19);
        let first = scene.only(Rule::EarlyNonResponse).key;
        scene.phq9("2026-09-07", 20);
        assert_eq!(scene.only(Rule::EarlyNonResponse).key, first);
    }
}
