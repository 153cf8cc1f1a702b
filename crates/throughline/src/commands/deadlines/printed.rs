//! Rules and deadlines for a terminal and for programs.

use serde_json::{Value, json};
use utilization_review::clock::{Deadline, DeadlineRule, Due, RuleSet};
use vocabulary::ZoneName;
use wording::{Key, Text};

use crate::console;

/// A line a rule.
pub(super) fn rules_text(rules: &RuleSet) -> String {
    let text = console::text();
    let headings = [
        Key::CommandDeadlinesRule,
        Key::CommandDeadlinesEvent,
        Key::CommandDeadlinesOwedBy,
        Key::CommandDeadlinesLimit,
        Key::CommandDeadlinesChecked,
        Key::CommandDeadlinesSource,
    ];
    let mut rows = vec![headings.map(|key| text.say(key)).to_vec()];
    rows.extend(rules.rules.iter().map(|rule| {
        vec![
            rule.id.clone(),
            rule.event.code().to_owned(),
            rule.owed_by.code().to_owned(),
            rule.limit.code(),
            checked(text, rule.verified, rule.of_practice),
            rule.source.clone(),
        ]
    }));
    console::columns(&rows, &[])
}

/// A line a deadline, the earliest first.
pub(super) fn deadlines_text(deadlines: &[Deadline], zone: &ZoneName) -> String {
    let text = console::text();
    let line = |deadline: &Deadline| {
        vec![
            due_words(text, deadline.due, zone),
            deadline.owed_by.code().to_owned(),
            deadline.rule.clone(),
            checked(text, deadline.verified, deadline.of_practice),
            deadline.source.clone(),
        ]
    };
    console::columns(&deadlines.iter().map(line).collect::<Vec<_>>(), &[])
}

/// The rules as an array.
pub(super) fn rules_json(rules: &RuleSet) -> Value {
    let of = |rule: &DeadlineRule| {
        json!({
            "id": rule.id,
            "regime": rule.regime.code(),
            "event": rule.event.code(),
            "owed_by": rule.owed_by.code(),
            "limit": rule.limit.code(),
            "extension_days": rule.extension_days,
            "source": rule.source,
            "read": rule.read,
            "effective_from": rule.effective_from.map(|day| day.to_string()),
            "effective_until": rule.effective_until.map(|day| day.to_string()),
            "verified": rule.verified,
            "of_practice": rule.of_practice,
        })
    };
    Value::Array(rules.rules.iter().map(of).collect())
}

/// The deadlines as an array, the earliest first.
pub(super) fn deadlines_json(deadlines: &[Deadline]) -> Value {
    let of = |deadline: &Deadline| {
        let (before, last_day) = at(deadline.due);
        let (extended_before, extended_last_day) = deadline.extended.map_or((None, None), at);
        json!({
            "rule": deadline.rule,
            "regime": deadline.regime.code(),
            "event": deadline.event.code(),
            "owed_by": deadline.owed_by.code(),
            "before": before,
            "last_day": last_day,
            "extended_before": extended_before,
            "extended_last_day": extended_last_day,
            "source": deadline.source,
            "verified": deadline.verified,
            "of_practice": deadline.of_practice,
        })
    };
    Value::Array(deadlines.iter().map(of).collect())
}

fn at(due: Due) -> (Option<String>, Option<String>) {
    match due {
        Due::Before(instant, day) => (Some(instant.to_string()), Some(day.to_string())),
        Due::ContractSilent(_) | Due::NoCourse => (None, None),
    }
}

/// The last day that has time in it, in the zone of the program; with its hour where the limit is in hours.
fn due_words(text: Text, due: Due, zone: &ZoneName) -> String {
    match due {
        Due::Before(at, day) if at == day.plus_days(1).start_in(zone) => day.to_string(),
        Due::Before(at, _) => {
            let (hour, minute) = at.clock_time_in(zone);
            let (abbreviation, distance) = zone.abbreviation_at(at);
            format!("{} {hour:02}:{minute:02} {}", at.day_in(zone), abbreviation.unwrap_or(distance))
        }
        Due::ContractSilent(limit) => text.say_with(Key::CommandDeadlinesSilent, &[("limit", limit.code().into())]),
        Due::NoCourse => text.say(Key::CommandDeadlinesNoCourse),
    }
}

fn checked(text: Text, verified: bool, of_practice: bool) -> String {
    text.say(match (of_practice, verified) {
        (true, _) => Key::CommandDeadlinesOfPractice,
        (false, true) => Key::CommandDeadlinesVerified,
        (false, false) => Key::CommandDeadlinesUnverified,
    })
}
