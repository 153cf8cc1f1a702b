//! The facts that satisfy a task: the overdue measure was obtained, the score was reviewed. Safety and clinical signs are satisfied by no fact;
//! a person closes them.

use vocabulary::{Day, Evidence, Instant, Version};

use super::{Measurement, Rule, SignKey, Snapshot};

/// The fact that satisfies a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// The record that satisfies it.
    pub fact: Evidence,
    /// When that came in.
    pub at: Instant,
}

/// The fact in the snapshot that satisfies the task with this key; `None` while there is none, and for every key of another class.
pub fn resolution(key: &SignKey, snapshot: &Snapshot) -> Option<Resolution> {
    let parts: Vec<&str> = key.as_str().split('/').collect();
    match (key.rule()?, parts.as_slice()) {
        (Rule::OverdueMeasure, [_, _, instrument, respondent, first_day]) => measure_given(snapshot, instrument, respondent, first_day),
        (Rule::UnreviewedScore, [_, administration]) => score_reviewed(snapshot, administration),
        _ => None,
    }
}

fn measure_given(snapshot: &Snapshot, instrument: &str, respondent: &str, first_day: &str) -> Option<Resolution> {
    let first_day: Day = first_day.parse().ok()?;
    let fits = |each: &&Measurement| {
        *each.instrument.id == *instrument && each.respondent.code() == respondent && each.day >= first_day && each.has_result
    };
    let given = snapshot.measurements.iter().filter(fits).min_by_key(|each| (each.day, each.received_at, each.administration))?;
    Some(Resolution { fact: given.evidence(), at: given.received_at })
}

fn score_reviewed(snapshot: &Snapshot, administration: &str) -> Option<Resolution> {
    let measurement = snapshot.measurements.iter().find(|each| each.administration.to_string() == administration)?;
    let review = measurement.review?;
    let fact = Evidence { kind: "review", id: review.record.to_string(), version: Version::FIRST, day: measurement.day };
    Some(Resolution { fact, at: review.at })
}

#[cfg(test)]
mod tests {
    use super::super::testing::Scene;
    use super::*;

    #[test]
    fn an_overdue_measure_is_satisfied_by_a_score_from_its_window_on() {
        let mut scene = Scene::new("2026-11-20");
        scene.overdue("phq-9", "PHQ-9", "2026-11-18");
        let key = scene.only(Rule::OverdueMeasure).key;
        scene.phq9("2026-11-15", 10);
        assert_eq!(resolution(&key, &scene.snapshot), None, "before the window");
        let unscorable = scene.phq9("2026-11-20", 10).measurement();
        (unscorable.value, unscorable.has_result) = (None, false);
        assert_eq!(resolution(&key, &scene.snapshot), None, "without a score");
        scene.phq9("2026-11-20", 10).measurement().value = None;
        let fact = resolution(&key, &scene.snapshot).unwrap().fact;
        assert_eq!((fact.kind, fact.day.to_string().as_str()), ("administration", "2026-11-20"));
    }

    #[test]
    fn a_review_satisfies_the_score_it_is_about() {
        let mut scene = Scene::new("2026-11-20");
        scene.phq9("2026-11-10", 10).measurement().review = None;
        let key = scene.only(Rule::UnreviewedScore).key;
        assert_eq!(resolution(&key, &scene.snapshot), None);
        scene.review_all();
        assert_eq!(resolution(&key, &scene.snapshot).map(|resolution| resolution.fact.kind), Some("review"));
    }

    #[test]
    fn no_fact_satisfies_a_safety_sign() {
        let mut scene = Scene::new("2026-11-20");
        scene.phq9("2026-11-19", 10).item_9(2);
        let key = scene.only(Rule::SafetyAnswer).key;
        scene.phq9("2026-11-20", 0).item_9(0);
        assert_eq!(resolution(&key, &scene.snapshot), None);
    }
}
