//! Beyond the band of the expected course on the bad side, at the latest score. Where the practice has no course, there is no sign.

use vocabulary::{Argument, FindingKey};

use super::parameters::OffCourse;
use super::{Class, CourseStanding, Found, Measurement, Rule, SignKey, SinceLast, Snapshot, WarningSign};

pub(super) fn signs(snapshot: &Snapshot, parameters: &OffCourse) -> Vec<WarningSign> {
    let Some(visibility) = parameters.mode.visibility(&parameters.basis) else { return Vec::new() };
    let mut signs = Vec::new();
    for series in snapshot.scored_series() {
        let [earlier @ .., latest] = series.as_slice() else { continue };
        let Some(beyond) = beyond(latest) else { continue };
        let mut arguments = latest.arguments();
        arguments.push(("points", Argument::Points(beyond)));
        let found = Found {
            rule: Rule::OffCourse,
            class: Class::Clinical,
            key: SignKey::new(Rule::OffCourse, &[&latest.instrument.id, &latest.respondent, &latest.administration]),
            group: latest.series_name(),
            occurred_at: latest.received_at,
            day: latest.day,
            statement: FindingKey("warning-sign-off-course"),
            arguments,
            evidence: vec![latest.evidence()],
            since_last: SinceLast::compare(earlier.last().and_then(|last| self::beyond(last)), beyond),
            visibility: snapshot.seen(visibility, latest.day, parameters.shown_for_days),
        };
        signs.push(found.in_snapshot(snapshot));
    }
    signs
}

fn beyond(measurement: &Measurement) -> Option<vocabulary::Points> {
    match measurement.course {
        CourseStanding::OffCourse { beyond } => Some(beyond),
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
        check(CourseStanding::OffCourse { beyond: Points::from_whole(2) }, 1);
    }

    #[test]
    fn farther_beyond_than_last_time_is_higher() {
        let mut scene = Scene::new("2026-11-20");
        for (day, beyond) in [("2026-11-13", 1), ("2026-11-20", 4)] {
            scene.phq9(day, 10).measurement().course = CourseStanding::OffCourse { beyond: Points::from_whole(beyond) };
        }
        assert_eq!(scene.only(Rule::OffCourse).since_last, SinceLast::Higher);
    }
}
