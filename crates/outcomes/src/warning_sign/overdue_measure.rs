//! A measure of the schedule that is overdue or was missed: a task for whoever hands out the forms. Only the newest of each measure is raised; a
//! score on or after the first day of its window resolves it, and with it the older ones.

use std::collections::BTreeMap;

use vocabulary::{Argument, Evidence, FindingKey, Version};

use super::parameters::OverdueMeasure;
use super::{Class, DueMeasure, DueState, Found, Rule, SignKey, SinceLast, Snapshot, WarningSign};

pub(super) fn signs(snapshot: &Snapshot, parameters: &OverdueMeasure) -> Vec<WarningSign> {
    let Some(visibility) = parameters.mode.visibility(&parameters.basis) else { return Vec::new() };
    let Some(episode) = snapshot.episode else { return Vec::new() };
    let mut measures: BTreeMap<_, Vec<&DueMeasure>> = BTreeMap::new();
    // What the level before did not obtain is over with it: the present one asks for its own.
    let of_present_level = |due: &&DueMeasure| snapshot.level_of_care_since().is_none_or(|since| due.due_day >= since);
    for due in snapshot.due.iter().filter(of_present_level) {
        measures.entry((&due.instrument.id, due.respondent)).or_default().push(due);
    }
    let mut signs = Vec::new();
    for (_, mut dues) in measures {
        dues.sort_by_key(|due| due.due_day);
        let old_enough = |due: &&&DueMeasure| snapshot.today.days_since(due.due_day) >= i32::from(parameters.grace_days);
        let Some(due) = dues.iter().rev().find(old_enough) else { continue };
        if snapshot.today.days_since(due.due_day) > i32::from(parameters.raised_for_days) {
            continue;
        }
        let repeats = dues.iter().any(|other| other.due_day < due.due_day);
        let statement = match due.state {
            DueState::Overdue => "warning-sign-measure-overdue",
            DueState::Missed => "warning-sign-measure-missed",
        };
        let found = Found {
            rule: Rule::OverdueMeasure,
            class: Class::Task,
            key: SignKey::new(Rule::OverdueMeasure, &[&episode, &due.instrument.id, &due.respondent, &due.first_day]),
            group: vec![due.instrument.id.to_string(), due.respondent.code().to_owned()],
            occurred_at: due.overdue_from,
            day: due.due_day,
            statement: FindingKey(statement),
            arguments: vec![("instrument", Argument::Name(due.instrument.short_name.to_string())), ("day", Argument::Day(due.due_day))],
            evidence: vec![Evidence { kind: "episode", id: episode.to_string(), version: Version::FIRST, day: due.due_day }],
            since_last: if repeats { SinceLast::Same } else { SinceLast::New },
            visibility,
        };
        signs.push(found.in_snapshot(snapshot));
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::super::testing::Scene;
    use super::*;

    #[test]
    fn the_newest_of_each_measure_is_raised_after_its_grace() {
        let check = |due: &[&str], expected: Option<(&str, SinceLast)>| {
            let mut scene = Scene::new("2026-11-20");
            for day in due {
                scene.overdue("phq-9", "PHQ-9", day);
            }
            let found: Vec<_> = scene.signs().iter().map(|sign| (sign.day.to_string(), sign.since_last)).collect();
            let expected: Vec<_> = expected.into_iter().map(|(day, since)| (day.to_owned(), since)).collect();
            assert_eq!(found, expected, "{due:?}");
        };
        check(&["2026-11-20"], None);
        check(&["2026-11-19"], Some(("2026-11-19", SinceLast::New)));
        check(&["2026-11-19", "2026-11-12", "2026-11-05"], Some(("2026-11-19", SinceLast::Same)));
        check(&["2026-10-01"], None);
    }

    #[test]
    fn overdue_and_then_missed_is_one_sign() {
        let mut scene = Scene::new("2026-11-20");
        scene.overdue("phq-9", "PHQ-9", "2026-11-18");
        let first = scene.only(Rule::OverdueMeasure).key;
        scene.snapshot.due[0].state = DueState::Missed;
        assert_eq!(scene.only(Rule::OverdueMeasure).key, first);
    }
}
