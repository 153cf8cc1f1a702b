//! The facts that end a task: the overdue measure was obtained, or is not asked for any more because the patient declined it, was discharged, or came to
//! another level of care, or because the protocol changed; the score was reviewed. Safety and clinical signs are ended by no fact; a person closes them.

use vocabulary::{Day, Evidence, Instant, Version};

use super::{DueMeasure, Measurement, Rule, SignKey, Snapshot};

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
        (Rule::OverdueMeasure, [_, episode, instrument, respondent, first_day]) => {
            let overdue = Overdue { episode, instrument, respondent, first_day: first_day.parse().ok()? };
            overdue.given(snapshot).or_else(|| overdue.declined(snapshot)).or_else(|| overdue.no_longer_asked(snapshot))
        }
        (Rule::UnreviewedScore, [_, administration] | [_, administration, _]) => score_reviewed(snapshot, administration),
        _ => None,
    }
}

/// What the key of an overdue measure says.
struct Overdue<'a> {
    episode: &'a str,
    instrument: &'a str,
    respondent: &'a str,
    first_day: Day,
}

impl Overdue<'_> {
    fn given(&self, snapshot: &Snapshot) -> Option<Resolution> {
        let fits = |each: &&Measurement| {
            *each.instrument.id == *self.instrument
                && each.respondent.code() == self.respondent
                && each.day >= self.first_day
                && each.has_result
        };
        let given = snapshot.measurements.iter().filter(fits).min_by_key(|each| (each.day, each.received_at, each.administration))?;
        Some(Resolution { fact: given.evidence(), at: given.received_at })
    }

    fn declined(&self, snapshot: &Snapshot) -> Option<Resolution> {
        let declined = snapshot
            .declined
            .iter()
            .filter(|each| *each.instrument == *self.instrument && each.respondent.code() == self.respondent && each.day >= self.first_day);
        let declined = declined.min_by_key(|each| (each.day, each.recorded_at, each.administration))?;
        let id = declined.administration.to_string();
        let fact = Evidence { kind: "administration", id, version: declined.version, day: declined.day };
        Some(Resolution { fact, at: declined.recorded_at })
    }

    /// The episode is over, another level of care began after the measure was due, or the protocol that is in use since then does not ask for it.
    fn no_longer_asked(&self, snapshot: &Snapshot) -> Option<Resolution> {
        if let Some(ended) = snapshot.ended.iter().find(|ended| ended.episode.to_string() == self.episode) {
            let fact = Evidence { kind: "episode", id: self.episode.to_owned(), version: ended.version, day: ended.day };
            return Some(Resolution { fact, at: ended.recorded_at });
        }
        if snapshot.episode.is_none_or(|episode| episode.to_string() != self.episode) {
            return None;
        }
        let is_it = |due: &&DueMeasure| {
            *due.instrument.id == *self.instrument && due.respondent.code() == self.respondent && due.first_day == self.first_day
        };
        let due = snapshot.due.iter().find(is_it);
        let due_day = due.map_or(self.first_day, |due| due.due_day);
        if let Some(level) = snapshot.level_of_care.as_ref().filter(|level| level.first_day > due_day) {
            let fact = Evidence { kind: "level_of_care_period", id: level.record.clone(), version: level.version, day: level.first_day };
            return Some(Resolution { fact, at: level.recorded_at });
        }
        let protocol = snapshot.protocol.filter(|protocol| due.is_none() && protocol.day >= self.first_day)?;
        let fact = Evidence { kind: "protocol", id: protocol.record.to_string(), version: protocol.version, day: protocol.day };
        Some(Resolution { fact, at: protocol.recorded_at })
    }
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

    fn overdue() -> (Scene, SignKey) {
        let mut scene = Scene::new("2026-11-20");
        scene.overdue("phq-9", "PHQ-9", "2026-11-18");
        let key = scene.only(Rule::OverdueMeasure).key;
        assert_eq!(resolution(&key, &scene.snapshot), None, "it is due");
        (scene, key)
    }

    #[track_caller]
    fn ends(key: &SignKey, scene: &Scene, kind: &str, day: &str) {
        let fact = resolution(key, &scene.snapshot).unwrap().fact;
        assert_eq!((fact.kind, fact.day.to_string().as_str()), (kind, day));
    }

    #[test]
    fn an_overdue_measure_is_ended_by_the_record_of_its_decline() {
        let (mut scene, key) = overdue();
        scene.decline("phq-9", "2026-11-10");
        assert_eq!(resolution(&key, &scene.snapshot), None, "declined before the window");
        scene.decline("gad-7", "2026-11-19");
        assert_eq!(resolution(&key, &scene.snapshot), None, "another measure");
        scene.decline("phq-9", "2026-11-19");
        ends(&key, &scene, "administration", "2026-11-19");
    }

    #[test]
    fn an_overdue_measure_is_ended_by_the_discharge() {
        let (mut scene, key) = overdue();
        scene.discharge("2026-11-19");
        ends(&key, &scene, "episode", "2026-11-19");
    }

    #[test]
    fn an_overdue_measure_is_ended_by_another_level_of_care() {
        let (mut scene, key) = overdue();
        scene.at_level_since("2026-11-18");
        assert_eq!(resolution(&key, &scene.snapshot), None, "due on the first day at the level");
        scene.at_level_since("2026-11-19");
        ends(&key, &scene, "level_of_care_period", "2026-11-19");
        assert!(scene.signs().is_empty(), "and is not raised again");
    }

    #[test]
    fn an_overdue_measure_is_ended_by_a_protocol_that_does_not_ask_for_it() {
        let (mut scene, key) = overdue();
        scene.protocol_since("2026-11-19");
        assert_eq!(resolution(&key, &scene.snapshot), None, "the new one asks for it, too");
        scene.snapshot.due.clear();
        ends(&key, &scene, "protocol", "2026-11-19");
        scene.protocol_since("2026-11-01");
        assert_eq!(resolution(&key, &scene.snapshot), None, "it was in use before");
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
