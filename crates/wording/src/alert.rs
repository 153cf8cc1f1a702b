//! Warning signs, alerts and the measurement schedule: codes that arrive from records become words. A code without words shows itself, and the
//! tests below name it.

use crate::Key;
use crate::text::{Arg, Text};

impl Text {
    /// The name of a rule, from its code: `off_course`.
    pub fn warning_rule(self, code: &str) -> String {
        self.named("warning-sign-rule-", code)
    }

    /// The name of a rule above an alert of a class: an answer that is to be looked at, and that is none about safety, is not called one.
    pub fn warning_rule_of(self, code: &str, class: &str) -> String {
        if code == "safety_answer" && class != "safety" { self.say(Key::WarningSignRuleAnswerToReview) } else { self.warning_rule(code) }
    }

    /// How a positive compares with the one before, from its code: `higher`.
    pub fn since_last(self, code: &str) -> String {
        self.named("warning-sign-since-last-", code)
    }

    /// The class of an alert, from its code: `safety`.
    pub fn alert_class(self, code: &str) -> String {
        self.named("alert-class-", code)
    }

    /// How far an alert has come, from its code: `acknowledged`.
    pub fn alert_state(self, code: &str) -> String {
        self.named("alert-state-", code)
    }

    /// A place in the chain of owners, from its code: `on_call`. Fits inside a sentence.
    pub fn alert_owner(self, code: &str) -> String {
        self.named("alert-owner-", code)
    }

    /// What was done about an alert, from its code: `plan_changed`.
    pub fn alert_disposition(self, code: &str) -> String {
        self.named("alert-disposition-", code)
    }

    /// How a rule runs, from its code: `silent`.
    pub fn warning_mode(self, code: &str) -> String {
        self.named("warning-mode-", code)
    }

    /// How far a number of a rule was checked, from its code: `convention`.
    pub fn warning_mark(self, code: &str) -> String {
        self.named("warning-mark-", code)
    }

    /// One number of a rule, from its key in the file: `grace_days`.
    pub fn warning_number(self, key: &str, value: &str) -> String {
        let id = format!("warning-number-{}", key.replace('_', "-"));
        // Bands are kept by their severity, from 0, and told by their place, from 1, as on every page.
        let place =
            value.parse::<u8>().ok().filter(|_| key.ends_with("severity_at_least")).map(|severity| (u16::from(severity) + 1).to_string());
        let value = place.as_deref().unwrap_or(value);
        Key::from_id(&id).map_or_else(|| format!("{key} {value}"), |key| self.say_with(key, &[("value", Arg::from(value))]))
    }

    /// The kind of a record that an alert rests on, from its code: `administration`.
    pub fn evidence_kind(self, code: &str) -> String {
        self.named("alert-evidence-kind-", code)
    }

    /// How long something waited or took, in its largest unit, rounded down: `3 hours`. Below a minute it says one minute.
    pub fn waited(self, seconds: i64) -> String {
        let (key, count) = match seconds {
            ..3_600 => (Key::AlertWaitedMinutes, (seconds / 60).max(1)),
            3_600..172_800 => (Key::AlertWaitedHours, seconds / 3_600),
            _ => (Key::AlertWaitedDays, seconds / 86_400),
        };
        self.say_with(key, &[("count", Arg::from(count))])
    }

    /// The window of a measure, from its code: `before_review`; for a follow-up with its days after discharge.
    pub fn due_kind(self, code: &str, after_days: Option<u16>) -> String {
        match after_days {
            Some(days) => self.say_with(Key::DueKindFollowUp, &[("days", Arg::from(days))]),
            None => self.named("due-kind-", code),
        }
    }

    /// What became of a measure that was due, from its code: `overdue`.
    pub fn due_status(self, code: &str) -> String {
        self.named("due-status-", code)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use instruments::definition::{Direction, Urgency};
    use instruments::{Answer, Completion, Respondent};
    use outcomes::alert::{Disposition, Tier};
    use outcomes::warning_sign::{
        Attendance, AttendanceDay, ChangeStanding, Class, CourseStanding, DueMeasure, DueState, DynamicCourse, InstrumentName, Measurement,
        Parameters, Rule, SafetyFact, SeriesFacts, SinceLast, Snapshot, evaluate,
    };
    use vocabulary::{Argument, BusinessCalendar, Day, Finding, FindingKey, Language, Points, Verdict, Version};

    use super::*;

    fn english() -> Text {
        Text::for_language(&Language::english())
    }

    #[test]
    fn every_code_of_signs_and_alerts_has_words() {
        let has_words = |prefix: &str, code: &str| Key::from_id(&format!("{prefix}{}", code.replace('_', "-"))).is_some();
        let lists: [(&str, Vec<&str>); 5] = [
            ("warning-sign-rule-", Rule::ALL.iter().map(|each| each.code()).collect()),
            ("warning-sign-since-last-", SinceLast::ALL.iter().map(|each| each.code()).collect()),
            ("alert-class-", Class::ALL.iter().map(|each| each.code()).collect()),
            ("alert-owner-", Tier::ALL.iter().map(|each| each.code()).collect()),
            ("alert-disposition-", Disposition::ALL.iter().map(|each| each.code()).collect()),
        ];
        for (prefix, codes) in lists {
            let without: Vec<&&str> = codes.iter().filter(|code| !has_words(prefix, code)).collect();
            assert!(without.is_empty(), "{prefix}: {without:?}");
        }
    }

    #[test]
    fn a_band_is_told_by_its_place_as_on_the_pages_of_scores() {
        assert_eq!(english().warning_number("severity_at_least", "2"), "in band 3 or above, the least severe being the first");
    }

    #[test]
    fn every_number_of_a_rule_has_words() {
        for line in Parameters::shipped().summary() {
            for (key, value) in &line.numbers {
                let said = english().warning_number(key, value);
                let told = if key.ends_with("severity_at_least") { (value.parse::<u8>().unwrap() + 1).to_string() } else { value.clone() };
                assert!(!said.contains(key) && said.contains(&told), "{key}: {said}");
            }
            assert_ne!(english().warning_mark(line.mark.code()), line.mark.code());
            assert_ne!(english().warning_mode(line.mode.code()), line.mode.code());
        }
    }

    #[test]
    fn waiting_is_said_in_its_largest_unit() {
        let check = |seconds: i64, said: &str| assert_eq!(english().waited(seconds), said);
        check(0, "1 minute");
        check(3_599, "59 minutes");
        check(3_600, "1 hour");
        check(47 * 3_600 + 3_599, "47 hours");
        check(48 * 3_600, "2 days");
    }

    #[test]
    fn every_code_of_the_schedule_has_words() {
        let codes = |prefix: &str| -> BTreeSet<&str> { Key::ALL.iter().filter_map(|key| key.id().strip_prefix(prefix)).collect() };
        assert_eq!(codes("due-kind-"), BTreeSet::from(["intake", "in-treatment", "before-review", "discharge", "follow-up"]));
        let states = ["upcoming", "due", "overdue", "missed", "declined", "done-early", "done", "done-late"];
        assert_eq!(codes("due-status-"), BTreeSet::from(states));
        assert_eq!(english().due_kind("follow_up", Some(30)), "Follow-up, 30 days after discharge");
    }

    /// Weekly PHQ-9 scores that stay high, worse and off course, a COWS, absences and an overdue measure: every rule fires.
    fn snapshot() -> Snapshot {
        let today: Day = "2026-11-20".parse().unwrap();
        let now = "2026-11-20T12:00:00Z".parse().unwrap();
        let id = |number: i32| format!("0190b5c4-0000-7000-8000-{number:012}");
        let phq9 = InstrumentName { id: "phq-9".into(), short_name: "PHQ-9".into() };
        let measurement = |weeks_ago: i32| Measurement {
            administration: id(weeks_ago).parse().unwrap(),
            version: Version::FIRST,
            instrument: phq9.clone(),
            respondent: Respondent::Patient,
            day: today.plus_days(-7 * weeks_ago),
            received_at: now,
            received_day: today.plus_days(-7 * weeks_ago),
            readable_since: today.plus_days(-7 * weeks_ago),
            completion: if weeks_ago == 1 { Completion::Partial } else { Completion::Complete },
            value: Some(Points::from_whole(15)),
            has_result: true,
            band_severity: Some(3),
            safety: vec![SafetyFact {
                entry: "thoughts_of_death".into(),
                urgency: Urgency::SameDay,
                verdict: Verdict::Met,
                answers: vec![("9".into(), if weeks_ago == 2 { Answer::Refused } else { Answer::Value(1) })],
                decided_by: vec!["9".into()],
            }],
            change: ChangeStanding::ReliablyWorse { worse_by: Points::from_whole(7), reliable_change: Points::from_whole(6) },
            change_at_level: ChangeStanding::NoComparison,
            change_since_discharge: ChangeStanding::NoComparison,
            course: CourseStanding::OffCourse { beyond: Points::from_whole(2), dynamic: DynamicCourse::OffCourse },
            review: None,
            reviewed_before: None,
        };
        let mut measurements: Vec<Measurement> = [1, 2, 3, 4, 8].map(measurement).into();
        let cows = InstrumentName { id: "cows".into(), short_name: "COWS".into() };
        let worse = measurement(0);
        measurements.push(Measurement {
            administration: id(99).parse().unwrap(),
            instrument: cows,
            change: ChangeStanding::WithinError,
            change_at_level: worse.change,
            ..worse
        });
        let due = |state| DueMeasure {
            instrument: InstrumentName { id: format!("{state:?}").to_lowercase().into(), short_name: "GAD-7".into() },
            respondent: Respondent::Patient,
            first_day: today.plus_days(-7),
            due_day: today.plus_days(-5),
            overdue_from: now,
            state,
        };
        let absent = |days_ago: i32| AttendanceDay {
            record: id(days_ago).parse().unwrap(),
            version: Version::FIRST,
            day: today.plus_days(-days_ago),
            recorded_at: now,
            attendance: Attendance::Absent,
        };
        Snapshot {
            patient: id(1).parse().unwrap(),
            episode: Some(id(2).parse().unwrap()),
            now,
            today,
            level_of_care: None,
            calendar: BusinessCalendar::default(),
            series: vec![SeriesFacts {
                instrument: "phq-9".into(),
                respondent: Respondent::Patient,
                direction: Direction::HigherIsWorse,
                lowest: Points::ZERO,
                highest: Points::from_whole(27),
                baseline: Some(id(8).parse().unwrap()),
                baseline_at_level: None,
                last_of_stay: None,
                reliable_change: Some(Points::from_whole(6)),
            }],
            begins: today.plus_days(-90),
            measurements,
            attendance: vec![absent(1), absent(2)],
            due: vec![due(DueState::Overdue), due(DueState::Missed)],
            declined: Vec::new(),
            ended: Vec::new(),
            protocol: None,
        }
    }

    /// Three measures that are worse than the last one of their stay: what was gained has held in part, or not, or nothing was gained.
    fn add_worse_since_discharge(snapshot: &mut Snapshot) {
        use ChangeStanding::{ReliablyBetter, WithinError};
        let id = |number: i32| format!("0190b5c4-0000-7000-8000-{number:012}").parse().unwrap();
        let gains = [(ReliablyBetter, ReliablyBetter), (ReliablyBetter, WithinError), (WithinError, WithinError)];
        for (number, (at_discharge, now)) in (200..).zip(gains) {
            let instrument = InstrumentName { id: format!("invented-{number}").into(), short_name: "ISI".into() };
            let template = snapshot.measurements[0].clone();
            let worse = template.change;
            let template = Measurement { instrument: instrument.clone(), safety: Vec::new(), course: CourseStanding::NoCourse, ..template };
            let last = Measurement { administration: id(number), change: at_discharge, ..template.clone() };
            let latest = Measurement {
                administration: id(number + 100),
                day: snapshot.today,
                change: now,
                change_since_discharge: worse,
                ..template
            };
            let facts = snapshot.series[0].clone();
            snapshot.series.push(SeriesFacts { instrument: instrument.id, last_of_stay: Some(last.administration), ..facts });
            snapshot.measurements.extend([last, latest]);
        }
    }

    #[test]
    fn every_finding_has_a_sentence_that_uses_its_arguments() {
        let mut snapshot = snapshot();
        add_worse_since_discharge(&mut snapshot);
        let signs = evaluate(&snapshot, &Parameters::shipped());
        let fired: BTreeSet<Rule> = signs.iter().map(|sign| sign.rule).collect();
        assert_eq!(fired, Rule::ALL.iter().copied().collect(), "the snapshot makes every rule fire");
        let mut said = BTreeSet::new();
        for sign in &signs {
            let key = Key::from_id(sign.finding.key.0).expect(sign.finding.key.0);
            let given: BTreeSet<&str> = sign.finding.arguments.iter().map(|(name, _)| *name).collect();
            let unknown: Vec<&&str> = key.variables().iter().filter(|name| !given.contains(**name)).collect();
            assert!(unknown.is_empty(), "{}: {unknown:?}", key.id());
            said.insert(key);
        }
        assert_eq!(said.len(), 16, "{said:?}");
        let courses = ["warning-sign-off-course", "warning-sign-off-both-courses", "warning-sign-off-expected-course-only"];
        let variables: BTreeSet<_> = courses.iter().map(|id| Key::from_id(id).map(Key::variables)).collect();
        assert_eq!(variables.len(), 1, "the same is known, whichever course the score is off: {variables:?}");
        assert!(!variables.contains(&None));
    }

    #[test]
    fn an_answer_is_delivered_as_it_was_given() {
        let finding = Finding {
            key: FindingKey("warning-sign-safety-answer-partial"),
            arguments: vec![
                ("instrument", Argument::Name("PHQ-9".to_owned())),
                ("day", Argument::Day("2026-11-20".parse().unwrap())),
                ("answers", Argument::Name("9: 1, 12: –".to_owned())),
            ],
            verdict: Verdict::Met,
            evidence: Vec::new(),
            missing: None,
        };
        assert_eq!(
            english().finding(&finding),
            "PHQ-9 of Nov 20, 2026, not finished, an answer that somebody must see: item 9: answer 1; item 12: answer –"
        );
        let withdrawal = Finding {
            key: FindingKey("warning-sign-withdrawal-scale"),
            arguments: vec![
                ("instrument", Argument::Name("COWS".to_owned())),
                ("day", Argument::Day("2026-11-20".parse().unwrap())),
                ("points", Argument::Points(Points::from_whole(14))),
                ("threshold", Argument::Points(Points::from_whole(13))),
            ],
            ..finding
        };
        assert_eq!(english().finding(&withdrawal), "COWS of Nov 20, 2026 is 14, at or above the practice's threshold of 13");
    }
}
