//! Scores that stay within measurement error while the band is still high: a reason to review the plan. It is never a reason to step down, and
//! never one to end treatment.
//!
//! The rule walks through the scores of the present level of care. A plateau is established at the score that makes it long enough and ends
//! at the first score that differs from that one by the reliable-change value or more, so one plateau is one sign however long it lasts.

use vocabulary::{Argument, FindingKey, Points};

use super::parameters::Plateau;
use super::{Class, Found, Measurement, Rule, SignKey, SinceLast, Snapshot, WarningSign};

pub(super) fn signs(snapshot: &Snapshot, parameters: &Plateau) -> Vec<WarningSign> {
    let Some(visibility) = parameters.mode.visibility(&parameters.basis) else { return Vec::new() };
    let mut signs = Vec::new();
    for series in snapshot.scored_series() {
        let Some(reliable_change) = snapshot.facts_of(series[0]).and_then(|facts| facts.reliable_change) else { continue };
        let at_this_level = |each: &&Measurement| snapshot.level_of_care_since().is_none_or(|since| each.day >= since);
        let series: Vec<&Measurement> = series.into_iter().filter(at_this_level).collect();
        let Some(run) = current_plateau(&series, reliable_change, parameters) else { continue };
        let ([first, .., established], Some(latest)) = (run, series.last()) else { continue };
        let mut arguments = established.arguments();
        arguments.push(("count", Argument::Count(i64::try_from(run.len()).unwrap_or(i64::MAX))));
        arguments.push(("first", Argument::Day(first.day)));
        arguments.push(("reliable", Argument::Points(reliable_change)));
        let found = Found {
            rule: Rule::Plateau,
            class: Class::Clinical,
            key: SignKey::new(Rule::Plateau, &[&established.instrument.id, &established.respondent, &established.administration]),
            group: established.series_name(),
            occurred_at: established.received_at,
            day: established.day,
            statement: FindingKey("warning-sign-plateau"),
            arguments,
            evidence: run.iter().map(|each| each.evidence()).collect(),
            since_last: SinceLast::New,
            // It stands as long as the last score says so.
            visibility: snapshot.seen(visibility, latest.day, parameters.shown_for_days),
        };
        signs.push(found.in_snapshot(snapshot));
    }
    signs
}

/// The scores that established the plateau that still stands at the last score.
fn current_plateau<'s, 'a>(series: &'s [&'a Measurement], reliable_change: Points, parameters: &Plateau) -> Option<&'s [&'a Measurement]> {
    let mut start = 0;
    let mut plateau: Option<&[&Measurement]> = None;
    for (place, measurement) in series.iter().enumerate() {
        if let Some([.., established]) = plateau {
            if distance(measurement, established) < reliable_change {
                continue;
            }
            (plateau, start) = (None, place);
        }
        while range(&series[start..=place]) >= reliable_change {
            start += 1;
        }
        let run = &series[start..=place];
        if is_long(run, parameters) {
            plateau = Some(run);
        }
    }
    plateau
}

fn is_long(run: &[&Measurement], parameters: &Plateau) -> bool {
    let [first, .., last] = run else { return false };
    run.len() >= usize::from(parameters.scores_at_least)
        && last.day.days_since(first.day) >= i32::from(parameters.days_at_least)
        && last.band_severity.is_some_and(|severity| severity >= parameters.severity_at_least)
}

fn range(run: &[&Measurement]) -> Points {
    let values = || run.iter().filter_map(|each| each.value);
    values().max().zip(values().min()).map_or(Points::ZERO, |(highest, lowest)| highest.minus(lowest))
}

fn distance(left: &Measurement, right: &Measurement) -> Points {
    range(&[left, right])
}

#[cfg(test)]
mod tests {
    use super::super::Visibility;
    use super::super::testing::Scene;
    use super::*;

    /// Weekly scores from Sep 7, with a reliable-change value of 6; the day of the sign.
    fn found(scores: &[i32]) -> Option<String> {
        let days = ["2026-09-07", "2026-09-14", "2026-09-21", "2026-09-28", "2026-10-05", "2026-10-12", "2026-10-19"];
        let mut scene = Scene::new("2026-11-20");
        for (score, day) in scores.iter().zip(days) {
            scene.phq9(day, *score);
        }
        scene.signs().iter().find(|sign| sign.rule == Rule::Plateau).map(|sign| sign.day.to_string())
    }

    #[test]
    fn scores_within_error_for_three_weeks_are_one_plateau() {
        assert_eq!(found(&[15, 14, 16]), None, "two weeks");
        assert_eq!(found(&[15, 14, 16, 15]).as_deref(), Some("2026-09-28"));
        assert_eq!(found(&[15, 14, 16, 15, 14, 13]).as_deref(), Some("2026-09-28"), "the same plateau, the same sign");
    }

    #[test]
    fn reliable_change_ends_it_and_a_low_band_is_none() {
        assert_eq!(found(&[15, 14, 16, 15, 9]), None);
        assert_eq!(found(&[4, 4, 4, 4, 4]), None);
        assert_eq!(found(&[20, 16, 12, 8, 4]), None, "improvement is no plateau");
    }

    #[test]
    fn without_a_verified_value_nothing_is_said() {
        let mut scene = Scene::new("2026-11-20");
        for day in ["2026-09-07", "2026-09-21", "2026-10-05", "2026-10-19"] {
            scene.phq9(day, 15);
        }
        scene.snapshot.series[0].reliable_change = None;
        assert!(!scene.signs().iter().any(|sign| sign.rule == Rule::Plateau));
    }

    #[test]
    fn a_plateau_of_which_the_last_score_is_long_past_is_recorded_and_not_shown() {
        let check = |today: &str, expected: Visibility| {
            let mut scene = Scene::new(today);
            for day in ["2026-09-07", "2026-09-14", "2026-09-21", "2026-09-28"] {
                scene.phq9(day, 15);
            }
            assert_eq!(scene.only(Rule::Plateau).visibility, expected, "{today}");
        };
        check("2026-10-28", Visibility::Shown);
        check("2026-10-29", Visibility::Silent);
    }

    #[test]
    fn a_new_level_of_care_begins_anew() {
        let mut scene = Scene::new("2026-11-20");
        for day in ["2026-09-07", "2026-09-21", "2026-10-05", "2026-10-19"] {
            scene.phq9(day, 15);
        }
        scene.at_level_since("2026-10-01");
        assert!(!scene.signs().iter().any(|sign| sign.rule == Rule::Plateau));
    }
}
