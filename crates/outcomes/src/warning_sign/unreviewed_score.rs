//! A score that nobody has reviewed some business days after it came in: a task, resolved by the review. One that was corrected after it was reviewed waits
//! again, under a key of its own that names the version that was reviewed.

use vocabulary::{Argument, FindingKey};

use super::parameters::UnreviewedScore;
use super::{Class, Found, Measurement, Rule, SignKey, SinceLast, Snapshot, WarningSign};

pub(super) fn signs(snapshot: &Snapshot, parameters: &UnreviewedScore) -> Vec<WarningSign> {
    let Some(visibility) = parameters.mode.visibility(&parameters.basis) else { return Vec::new() };
    let mut signs = Vec::new();
    for series in snapshot.series_with_results() {
        let mut earlier_waits = false;
        for measurement in series.into_iter().filter(|each| each.review.is_none()) {
            let last_day = snapshot.calendar.add_business_days(measurement.received_day, parameters.business_days);
            let is_old = snapshot.today.days_since(measurement.day) > i32::from(parameters.raised_for_days);
            if is_old || snapshot.today <= last_day {
                continue;
            }
            let mut arguments = measurement.arguments();
            arguments.push(("days", Argument::Count(i64::from(snapshot.today.days_since(measurement.received_day)))));
            let found = Found {
                rule: Rule::UnreviewedScore,
                class: Class::Task,
                key: key(measurement),
                group: measurement.series_name(),
                occurred_at: snapshot.now,
                day: measurement.day,
                statement: FindingKey("warning-sign-unreviewed-score"),
                arguments,
                evidence: vec![measurement.evidence()],
                since_last: if earlier_waits { SinceLast::Same } else { SinceLast::New },
                visibility,
            };
            earlier_waits = true;
            signs.push(found.in_snapshot(snapshot));
        }
    }
    signs
}

fn key(measurement: &Measurement) -> SignKey {
    let administration = &measurement.administration;
    match measurement.reviewed_before {
        Some(version) => SignKey::new(Rule::UnreviewedScore, &[administration, &version.0]),
        None => SignKey::new(Rule::UnreviewedScore, &[administration]),
    }
}

#[cfg(test)]
mod tests {
    use vocabulary::Version;

    use super::super::resolution;
    use super::super::testing::Scene;
    use super::*;

    #[test]
    fn a_score_waits_two_business_days() {
        let check = |day: &str, today: &str, expected: usize| {
            let mut scene = Scene::new(today);
            scene.phq9(day, 10).measurement().review = None;
            let found = scene.signs().iter().filter(|sign| sign.rule == Rule::UnreviewedScore).count();
            assert_eq!(found, expected, "{day} on {today}");
        };
        check("2026-11-20", "2026-11-24", 0);
        check("2026-11-20", "2026-11-25", 1);
        check("2026-11-20", "2026-12-24", 0);
    }

    #[test]
    fn who_keyed_a_form_days_later_has_the_whole_time_to_look_at_it() {
        let check = |today: &str, expected: usize| {
            let mut scene = Scene::new(today);
            let measurement = scene.phq9("2026-11-10", 10).measurement();
            (measurement.review, measurement.received_day) = (None, "2026-11-20".parse().unwrap());
            let found = scene.signs();
            assert_eq!(found.iter().filter(|sign| sign.rule == Rule::UnreviewedScore).count(), expected, "{today}");
            if let Some(sign) = found.first() {
                assert!(sign.finding.arguments.contains(&("days", Argument::Count(5))), "{:?}", sign.finding.arguments);
            }
        };
        check("2026-11-24", 0);
        check("2026-11-25", 1);
        check("2026-12-11", 0);
    }

    #[test]
    fn a_score_that_was_corrected_after_it_was_reviewed_waits_again_and_ends_by_a_review_of_its_own() {
        let mut scene = Scene::new("2026-11-25");
        scene.phq9("2026-11-20", 10).measurement().review = None;
        let first = scene.only(Rule::UnreviewedScore).key;
        let measurement = scene.last();
        (measurement.version, measurement.reviewed_before) = (Version(2), Some(Version::FIRST));
        let again = scene.only(Rule::UnreviewedScore).key;
        assert_ne!(first, again);
        scene.last().version = Version(3);
        assert_eq!(scene.only(Rule::UnreviewedScore).key, again, "one task, however often it is corrected");
        assert_eq!(resolution(&again, &scene.snapshot), None);
        scene.review_all();
        assert!(resolution(&first, &scene.snapshot).is_some() && resolution(&again, &scene.snapshot).is_some());
    }

    #[test]
    fn a_result_without_a_number_waits_too() {
        let check = |has_result: bool, expected: usize| {
            let mut scene = Scene::new("2026-11-25");
            let measurement = scene.phq9("2026-11-20", 10).measurement();
            (measurement.review, measurement.value, measurement.has_result) = (None, None, has_result);
            let found = scene.signs().iter().filter(|sign| sign.rule == Rule::UnreviewedScore).count();
            assert_eq!(found, expected, "{has_result}");
        };
        check(true, 1);
        check(false, 0);
    }
}
