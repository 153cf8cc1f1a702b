//! Less change by a stated day than the early-change rule asks for: a reason to look at the plan, not a verdict on it. Many who show little early
//! change respond later; once the latest score has changed as much as was asked for, there is no sign any more.
//!
//! The change is taken from the baseline, as a share of the way to the best possible score: on scales that begin at 0 and on which more is worse that is
//! the usual percentage of reduction; on those on which less is worse it is its mirror image.

use instruments::definition::Direction;
use vocabulary::{Argument, FindingKey, Points};

use super::parameters::{Checkpoint, EarlyNonResponse};
use super::{Class, Found, Measurement, Rule, SeriesFacts, SignKey, SinceLast, Snapshot, WarningSign};

pub(super) fn signs(snapshot: &Snapshot, parameters: &EarlyNonResponse) -> Vec<WarningSign> {
    let mut signs = Vec::new();
    for series in snapshot.scored_series() {
        let Some((baseline, facts)) = baseline(snapshot, &series, parameters) else { continue };
        for checkpoint in &parameters.checkpoints {
            let Some(found) = at_checkpoint(&series, baseline, facts, checkpoint, parameters) else { continue };
            let visibility = snapshot.seen(found.visibility, found.day, parameters.shown_for_days);
            signs.push(Found { visibility, ..found }.in_snapshot(snapshot));
        }
    }
    signs
}

/// The baseline and what holds for the series, where the rule applies to it.
fn baseline<'a>(
    snapshot: &'a Snapshot,
    series: &[&'a Measurement],
    parameters: &EarlyNonResponse,
) -> Option<(&'a Measurement, &'a SeriesFacts)> {
    let facts = snapshot.facts_of(series.first()?)?;
    let baseline = series.iter().find(|each| Some(each.administration) == facts.baseline)?;
    let severe_enough = baseline.band_severity.is_some_and(|severity| severity >= parameters.baseline_severity_at_least);
    severe_enough.then_some((*baseline, facts))
}

fn at_checkpoint(
    series: &[&Measurement],
    baseline: &Measurement,
    facts: &SeriesFacts,
    checkpoint: &Checkpoint,
    parameters: &EarlyNonResponse,
) -> Option<Found> {
    let visibility = parameters.mode.visibility(&checkpoint.basis)?;
    let days = |each: &Measurement| each.day.days_since(baseline.day);
    let in_window = |each: &&&Measurement| (i32::from(checkpoint.after_days)..=i32::from(checkpoint.until_days)).contains(&days(each));
    let measurement = series.iter().find(in_window)?;
    let asked = i64::from(checkpoint.reduction_percent_below);
    let reduction = reduction_percent(baseline.value?, measurement.value?, facts)?;
    // Who responded later has responded: the latest score decides whether the sign still stands.
    let since_then = reduction_percent(baseline.value?, series.last()?.value?, facts)?;
    if reduction >= asked || since_then >= asked {
        return None;
    }
    let mut arguments = measurement.arguments();
    let better_by = better_by(baseline.value?, measurement.value?, facts.direction);
    let statement = match better_by.cmp(&Points::ZERO) {
        std::cmp::Ordering::Greater => "warning-sign-early-non-response-better",
        std::cmp::Ordering::Equal => "warning-sign-early-non-response-unchanged",
        std::cmp::Ordering::Less => "warning-sign-early-non-response-worse",
    };
    arguments.push(("points", Argument::Points(if better_by < Points::ZERO { Points::ZERO.minus(better_by) } else { better_by })));
    arguments.push(("reduction", Argument::Count(reduction)));
    arguments.push(("expected", Argument::Count(asked)));
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

/// By how many points a score is better than the baseline, whichever way the scale points.
fn better_by(baseline: Points, score: Points, direction: Direction) -> Points {
    match direction {
        Direction::HigherIsWorse => baseline.minus(score),
        Direction::HigherIsBetter => score.minus(baseline),
    }
}

/// Whole percent of the way from the baseline to the best possible score, rounded down; negative for who got worse; `None` for a baseline there.
fn reduction_percent(baseline: Points, score: Points, facts: &SeriesFacts) -> Option<i64> {
    let best = match facts.direction {
        Direction::HigherIsWorse => facts.lowest,
        Direction::HigherIsBetter => facts.highest,
    };
    let from = better_by(baseline, best, facts.direction).ten_thousandths();
    let gained = better_by(baseline, score, facts.direction).ten_thousandths();
    (from > 0).then(|| (gained * 100).div_euclid(from))
}

#[cfg(test)]
mod tests {
    use super::super::testing::Scene;
    use super::super::{Mark, Visibility};
    use super::*;

    fn found(baseline: i32, day: &str, score: i32) -> Option<(i64, Visibility)> {
        let mut scene = Scene::new("2026-10-01");
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
        assert_eq!(found(20, "2026-09-01", 17), Some((15, Visibility::Shown)));
        assert_eq!(found(20, "2026-08-31", 17), Some((15, Visibility::Silent)), "a month ago by the time it came in");
        assert_eq!(found(20, "2026-09-01", 16), None, "exactly a fifth is enough");
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
    fn who_responds_later_ends_the_sign() {
        let mut scene = Scene::new("2026-10-01");
        scene.phq9("2026-08-03", 20).baseline();
        scene.phq9("2026-09-04", 19);
        assert_eq!(scene.only(Rule::EarlyNonResponse).visibility, Visibility::Shown);
        scene.phq9("2026-09-18", 16);
        assert!(!scene.signs().iter().any(|sign| sign.rule == Rule::EarlyNonResponse));
        scene.phq9("2026-09-25", 18);
        scene.only(Rule::EarlyNonResponse);
    }

    #[test]
    fn a_scale_on_which_less_is_worse_is_its_mirror_image() {
        let check = |score: i32, expected: Option<(&str, i64)>| {
            let mut scene = Scene::new("2026-09-10");
            scene.measure("who-5", "WHO-5", "2026-08-03", 20).baseline().measurement().band_severity = Some(2);
            scene.measure("who-5", "WHO-5", "2026-09-04", score);
            let facts = &mut scene.snapshot.series[0];
            (facts.direction, facts.highest) = (Direction::HigherIsBetter, Points::from_whole(100));
            let signs = scene.signs();
            let found = signs.iter().find(|sign| sign.rule == Rule::EarlyNonResponse).map(|sign| {
                let reduction =
                    sign.finding.arguments.iter().find(|(name, _)| *name == "reduction").map(|(_, reduction)| reduction.clone());
                let Some(Argument::Count(reduction)) = reduction else { panic!("{sign:?}") };
                (sign.finding.key.0, reduction)
            });
            assert_eq!(found, expected, "{score}");
        };
        check(36, None);
        check(35, Some(("warning-sign-early-non-response-better", 18)));
        check(12, Some(("warning-sign-early-non-response-worse", -10)));
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
