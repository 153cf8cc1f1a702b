//! Beyond the band of the expected course on the bad side, at the latest score. Where the practice has no course, there is no sign.
//!
//! The expected course alone raises the sign; how the score stands to the dynamic course is said with it and raises none
//! (docs/decisions/0018-the-expected-course-raises.md).

use vocabulary::{Argument, FindingKey};

use super::parameters::OffCourse;
use super::{Class, CourseStanding, DynamicCourse, Found, Measurement, Rule, SignKey, SinceLast, Snapshot, WarningSign};

pub(super) fn signs(snapshot: &Snapshot, parameters: &OffCourse) -> Vec<WarningSign> {
    let Some(visibility) = parameters.mode.visibility(&parameters.basis) else { return Vec::new() };
    let mut signs = Vec::new();
    for series in snapshot.scored_series() {
        let [earlier @ .., latest] = series.as_slice() else { continue };
        let Some((beyond, dynamic)) = beyond(latest) else { continue };
        let mut arguments = latest.arguments();
        arguments.push(("points", Argument::Points(beyond)));
        let found = Found {
            rule: Rule::OffCourse,
            class: Class::Clinical,
            key: SignKey::new(Rule::OffCourse, &[&latest.instrument.id, &latest.respondent, &latest.administration]),
            group: latest.series_name(),
            occurred_at: latest.received_at,
            day: latest.day,
            statement: statement(dynamic),
            arguments,
            evidence: vec![latest.evidence()],
            since_last: SinceLast::compare(earlier.last().and_then(|last| Some(self::beyond(last)?.0)), beyond),
            visibility: snapshot.seen(visibility, latest.day, parameters.shown_for_days),
        };
        signs.push(found.in_snapshot(snapshot));
    }
    signs
}

/// Which of the two courses the score is off.
const fn statement(dynamic: DynamicCourse) -> FindingKey {
    FindingKey(match dynamic {
        DynamicCourse::NotAsked => "warning-sign-off-course",
        DynamicCourse::Within => "warning-sign-off-expected-course-only",
        DynamicCourse::OffCourse => "warning-sign-off-both-courses",
    })
}

fn beyond(measurement: &Measurement) -> Option<(vocabulary::Points, DynamicCourse)> {
    match measurement.course {
        CourseStanding::OffCourse { beyond, dynamic } => Some((beyond, dynamic)),
        CourseStanding::NoCourse | CourseStanding::OnCourse | CourseStanding::Watch => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Scene;
    use super::*;
    use vocabulary::Points;

    #[test]
    fn only_beyond_the_band_is_a_sign() {
        let check = |course: CourseStanding, expected: usize| {
            let mut scene = Scene::new("2026-11-20");
            scene.phq9("2026-11-20", 10).measurement().course = course;
            assert_eq!(scene.signs().iter().filter(|sign| sign.rule == Rule::OffCourse).count(), expected, "{course:?}");
        };
        check(CourseStanding::NoCourse, 0);
        check(CourseStanding::OnCourse, 0);
        check(CourseStanding::Watch, 0);
        check(CourseStanding::OffCourse { beyond: Points::from_whole(2), dynamic: DynamicCourse::NotAsked }, 1);
    }

    #[test]
    fn farther_beyond_than_last_time_is_higher() {
        let mut scene = Scene::new("2026-11-20");
        for (day, beyond) in [("2026-11-13", 1), ("2026-11-20", 4)] {
            scene.phq9(day, 10).measurement().course =
                CourseStanding::OffCourse { beyond: Points::from_whole(beyond), dynamic: DynamicCourse::Within };
        }
        assert_eq!(scene.only(Rule::OffCourse).since_last, SinceLast::Higher);
    }

    #[test]
    fn which_course_the_score_is_off_stands_with_the_sign_and_makes_no_other_one() {
        let mut keys = std::collections::BTreeSet::new();
        let mut check = |dynamic: DynamicCourse, expected: &str| {
            let mut scene = Scene::new("2026-11-20");
            scene.phq9("2026-11-20", 10).measurement().course = CourseStanding::OffCourse { beyond: Points::from_whole(2), dynamic };
            let sign = scene.only(Rule::OffCourse);
            assert_eq!(sign.finding.key.0, expected);
            keys.insert(sign.key.as_str().to_owned());
        };
        check(DynamicCourse::NotAsked, "warning-sign-off-course");
        check(DynamicCourse::Within, "warning-sign-off-expected-course-only");
        check(DynamicCourse::OffCourse, "warning-sign-off-both-courses");
        assert_eq!(keys.len(), 1, "what is learnt later about the same score raises nothing again");
    }
}
