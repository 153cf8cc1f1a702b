//! An answer that a person must see, delivered as it was given. Every positive administration has its own sign; a form that is not finished
//! counts as soon as the answer is there. The key holds the answers that decide, so that scoring again raises nothing, an answer beside them that comes
//! later in the same form raises nothing either, and a changed or further yes is delivered.

use instruments::Answer;
use instruments::definition::Urgency;
use vocabulary::{Argument, FindingKey, Verdict};

use super::parameters::{Mode, SafetyAnswer};
use super::{Class, Found, Measurement, Rule, SafetyFact, SignKey, SinceLast, Snapshot, Visibility, WarningSign};

pub(super) fn signs(snapshot: &Snapshot, parameters: &SafetyAnswer, withdrawal: &[WarningSign]) -> Vec<WarningSign> {
    let Some(visibility) = parameters.mode.visibility(&parameters.basis).filter(|_| parameters.mode != Mode::Off) else {
        return Vec::new();
    };
    let mut signs = Vec::new();
    for series in snapshot.series_in_order() {
        for (place, measurement) in series.iter().enumerate() {
            for fact in measurement.safety.iter().filter(|fact| fact.verdict == Verdict::Met) {
                if is_told_by_withdrawal(measurement, fact, parameters, withdrawal) {
                    continue;
                }
                let age_days = snapshot.today.days_since(measurement.readable_since);
                let visibility = if age_days > i32::from(parameters.shown_for_days) { Visibility::Silent } else { visibility };
                signs.push(found(measurement, fact, &series[..place], visibility).in_snapshot(snapshot));
            }
        }
    }
    signs
}

/// True where the withdrawal scale's own rule shows a sign of the same administration that says the same.
fn is_told_by_withdrawal(measurement: &Measurement, fact: &SafetyFact, parameters: &SafetyAnswer, withdrawal: &[WarningSign]) -> bool {
    let name = format!("{}/{}", measurement.instrument.id, fact.entry);
    let administration = measurement.administration.to_string();
    let shows_it = |sign: &WarningSign| {
        sign.visibility == Visibility::Shown && sign.finding.evidence.iter().any(|evidence| evidence.id == administration)
    };
    parameters.left_to_withdrawal_scale.contains(&name) && withdrawal.iter().any(shows_it)
}

fn found(measurement: &Measurement, fact: &SafetyFact, earlier: &[&Measurement], visibility: Visibility) -> Found {
    let answers = deciding(fact);
    let mut group = measurement.series_name();
    group.push(fact.entry.to_string());
    let declined = !fact.answers.is_empty() && fact.answers.iter().all(|(_, answer)| *answer == Answer::Refused);
    let statement = match (declined, measurement.completion) {
        (true, _) => "warning-sign-safety-answer-declined",
        (false, instruments::Completion::Partial) => "warning-sign-safety-answer-partial",
        (false, _) => "warning-sign-safety-answer",
    };
    let mut arguments = measurement.arguments();
    let items: Vec<&str> = fact.answers.iter().map(|(item, _)| &**item).collect();
    arguments.push(if declined {
        ("items", Argument::Name(items.join(", ")))
    } else {
        let told = fact.answers.iter().filter(|(item, _)| fact.decided_by.contains(item)).map(one).collect::<Vec<_>>();
        ("answers", Argument::Name(told.join(", ").replace('=', ": ")))
    });
    Found {
        rule: Rule::SafetyAnswer,
        class: class(fact.urgency),
        key: SignKey::new(
            Rule::SafetyAnswer,
            &[&measurement.instrument.id, &measurement.respondent, &fact.entry, &measurement.administration, &answers],
        ),
        group,
        occurred_at: measurement.received_at,
        day: measurement.day,
        statement: FindingKey(statement),
        arguments,
        evidence: vec![measurement.evidence()],
        since_last: since_last(fact, earlier),
        visibility,
    }
}

/// What may wait for the next review runs on business time.
fn class(urgency: Urgency) -> Class {
    match urgency {
        Urgency::Immediate | Urgency::SameDay => Class::Safety,
        Urgency::Review => Class::Clinical,
    }
}

/// `9=2;12=–`: the items that decide, in the order of the definition; a dash where the patient declined or the item did not apply. Where no item is
/// named, all.
fn deciding(fact: &SafetyFact) -> String {
    let decides = |(item, _): &&(std::sync::Arc<str>, Answer)| fact.decided_by.is_empty() || fact.decided_by.contains(item);
    fact.answers.iter().filter(decides).map(one).collect::<Vec<_>>().join(";")
}

fn one((item, answer): &(std::sync::Arc<str>, Answer)) -> String {
    match answer {
        Answer::Value(value) => format!("{item}={value}"),
        Answer::Refused | Answer::NotApplicable => format!("{item}=–"),
    }
}

/// Compares with the last administration in which the entry could be decided.
fn since_last(fact: &SafetyFact, earlier: &[&Measurement]) -> SinceLast {
    let same_entry = |measurement: &&&Measurement| {
        measurement.safety.iter().find(|each| each.entry == fact.entry && each.verdict != Verdict::Unknown).cloned()
    };
    let last = earlier.iter().rev().find_map(|measurement| same_entry(&measurement));
    SinceLast::compare(last.filter(|last| last.verdict == Verdict::Met).map(|last| sum(&last)), sum(fact))
}

fn sum(fact: &SafetyFact) -> i64 {
    let value = |answer: &Answer| if let Answer::Value(value) = answer { i64::from(*value) } else { 0 };
    fact.answers.iter().map(|(_, answer)| value(answer)).sum()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Scene, keys};
    use super::*;

    #[test]
    fn an_answer_is_delivered_from_a_form_that_is_not_finished() {
        let mut scene = Scene::new("2026-11-20");
        scene.phq9("2026-11-20", 0).unfinished().item_9(1);
        let signs = scene.signs();
        assert_eq!(signs.len(), 1, "{signs:?}");
        let sign = &signs[0];
        assert_eq!((sign.rule, sign.class, sign.since_last), (Rule::SafetyAnswer, Class::Safety, SinceLast::New));
        assert_eq!(sign.finding.key, FindingKey("warning-sign-safety-answer-partial"));
        assert!(sign.finding.arguments.contains(&("answers", Argument::Name("9: 1".to_owned()))), "{:?}", sign.finding.arguments);
    }

    #[test]
    fn a_no_beside_the_yes_is_not_told() {
        let mut scene = Scene::new("2026-11-20");
        scene.phq9("2026-11-20", 3).entry("suicidal_ideation", &[("1", 1), ("2", 0), ("3", 0)]);
        let sign = scene.signs().remove(0);
        assert!(sign.finding.arguments.contains(&("answers", Argument::Name("1: 1".to_owned()))), "{:?}", sign.finding.arguments);
    }

    #[test]
    fn a_form_that_is_answered_item_by_item_has_one_sign_until_another_yes() {
        let key = |answers: &[(&str, i32)]| {
            let mut scene = Scene::new("2026-11-20");
            scene.phq9("2026-11-20", 3).unfinished().entry("suicidal_ideation", answers);
            keys(&scene.signs())
        };
        let first = key(&[("1", 1)]);
        assert_eq!(first, key(&[("1", 1), ("2", 0)]), "a no that comes later");
        assert_eq!(first, key(&[("1", 1), ("2", 0), ("3", 0)]));
        assert_ne!(first, key(&[("1", 1), ("2", 0), ("3", 1)]), "another yes");
        assert_ne!(first, key(&[("1", 2)]), "a changed one");
    }

    #[test]
    fn repeats_have_their_own_sign_and_say_how_they_compare() {
        let check = |answers: &[i32], expected: &[SinceLast]| {
            let mut scene = Scene::new("2026-11-20");
            for (week, answer) in answers.iter().enumerate() {
                scene.phq9(["2026-10-30", "2026-11-06", "2026-11-13", "2026-11-20"][week], 10).item_9(*answer);
            }
            let found: Vec<SinceLast> =
                scene.signs().iter().filter(|sign| sign.rule == Rule::SafetyAnswer).map(|sign| sign.since_last).collect();
            assert_eq!(found, expected, "{answers:?}");
        };
        check(&[1, 2, 2, 1], &[SinceLast::New, SinceLast::Higher, SinceLast::Same, SinceLast::Lower]);
        check(&[2, 0, 1], &[SinceLast::New, SinceLast::New]);
        check(&[0, 0], &[]);
    }

    #[test]
    fn scoring_again_keeps_the_key_and_a_changed_answer_has_another() {
        let mut scene = Scene::new("2026-11-20");
        scene.phq9("2026-11-20", 10).item_9(1);
        let first = keys(&scene.signs());
        scene.last().version = scene.last().version.next();
        assert_eq!(keys(&scene.signs()), first);
        scene.last_phq9().item_9(3);
        assert_ne!(keys(&scene.signs()), first);
    }

    #[test]
    fn history_that_comes_in_late_is_recorded_and_not_shown() {
        let check = |day: &str, expected: Visibility| {
            let mut scene = Scene::new("2026-11-20");
            scene.phq9(day, 10).item_9(1);
            assert_eq!(scene.only(Rule::SafetyAnswer).visibility, expected, "{day}");
        };
        check("2026-10-21", Visibility::Shown);
        check("2026-10-20", Visibility::Silent);
    }

    #[test]
    fn a_sheet_that_lay_about_is_shown_once_somebody_keys_it() {
        let mut scene = Scene::new("2026-11-20");
        scene.phq9("2026-09-01", 10).item_9(1);
        scene.last().readable_since = "2026-11-20".parse().unwrap();
        assert_eq!(scene.only(Rule::SafetyAnswer).visibility, Visibility::Shown);
    }

    #[test]
    fn an_unanswered_item_is_neither_a_sign_nor_a_comparison() {
        let mut scene = Scene::new("2026-11-20");
        scene.phq9("2026-11-06", 10).item_9(2);
        scene.phq9("2026-11-13", 10).item_9_unanswered();
        scene.phq9("2026-11-20", 10).item_9(2);
        let found: Vec<SinceLast> = scene.signs().iter().map(|sign| sign.since_last).collect();
        assert_eq!(found, [SinceLast::New, SinceLast::Same]);
    }

    #[test]
    fn what_may_wait_for_the_next_review_is_a_clinical_sign() {
        assert_eq!(class(Urgency::Review), Class::Clinical);
        assert_eq!(class(Urgency::SameDay), Class::Safety);
    }
}
