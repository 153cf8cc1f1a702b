//! What measures asked about safety, told in a review and in a packet whether it was reported or not. An answer to a form is no rating of risk: it stands
//! beside the clinician's and answers no question of a review by itself.

use vocabulary::{Argument, Evidence, Finding, Verdict};

use super::fill::{Cited, ReviewRecords, SafetyAsked};

/// By instrument: everything that was ever reported since admission, with how often and when last; then what the newest one asked and nobody
/// reported, or left open.
pub(crate) fn facts(records: &ReviewRecords) -> Vec<Finding> {
    let mut instruments: Vec<&str> = Vec::new();
    for (asked, _) in &records.safety {
        if !instruments.contains(&asked.instrument.as_str()) {
            instruments.push(&asked.instrument);
        }
    }
    instruments.into_iter().flat_map(|instrument| of_instrument(records, instrument)).collect()
}

fn of_instrument(records: &ReviewRecords, instrument: &str) -> Vec<Finding> {
    let course: Vec<&Cited<SafetyAsked>> = records.safety.iter().filter(|(asked, _)| asked.instrument == instrument).collect();
    let mut entries: Vec<&str> = Vec::new();
    for (entry, _) in course.iter().flat_map(|(asked, _)| &asked.entries) {
        if !entries.contains(&entry.as_str()) {
            entries.push(entry);
        }
    }
    let mut found: Vec<Finding> = entries.iter().filter_map(|entry| reported(&course, instrument, entry)).collect();
    found.extend(course.last().and_then(|newest| not_reported(newest)));
    found
}

fn reported(course: &[&Cited<SafetyAsked>], instrument: &str, entry: &str) -> Option<Finding> {
    let is_met = |asked: &SafetyAsked| asked.entries.iter().any(|(id, verdict)| id == entry && *verdict == Verdict::Met);
    let evidence: Vec<Evidence> = course.iter().filter(|(asked, _)| is_met(asked)).map(|(_, evidence)| evidence.clone()).collect();
    let last = evidence.iter().map(|evidence| evidence.day).max()?;
    let count = Argument::Count(i64::try_from(evidence.len()).unwrap_or(i64::MAX));
    let arguments = vec![("instrument", name(instrument)), ("entries", name(entry)), ("count", count), ("last-day", Argument::Day(last))];
    Some(finding("packet-fact-safety-reported", arguments, evidence))
}

/// What was left open is not known, which is never "no risk".
fn not_reported((asked, evidence): &Cited<SafetyAsked>) -> Option<Finding> {
    let with = |wanted: Verdict| -> Vec<&str> {
        asked.entries.iter().filter(|(_, verdict)| *verdict == wanted).map(|(entry, _)| entry.as_str()).collect()
    };
    let (open, denied) = (with(Verdict::Unknown), with(Verdict::NotMet));
    let (key, told) = match (open.is_empty(), denied.is_empty()) {
        (false, _) => ("packet-fact-safety-open", open),
        (true, false) => ("packet-fact-safety-not-reported", denied),
        (true, true) => return None,
    };
    let arguments = vec![("instrument", name(&asked.instrument)), ("entries", name(&told.join(" "))), ("day", Argument::Day(evidence.day))];
    Some(finding(key, arguments, vec![evidence.clone()]))
}

fn name(text: &str) -> Argument {
    Argument::Name(text.to_owned())
}

fn finding(key: &'static str, arguments: Vec<(&'static str, Argument)>, evidence: Vec<Evidence>) -> Finding {
    Finding { key: vocabulary::FindingKey(key), arguments, verdict: Verdict::Met, evidence, missing: None }
}

#[cfg(test)]
mod tests {
    use vocabulary::{Day, Version};

    use super::*;

    /// An administration: its day, and the safety items with what was answered.
    type Given<'a> = (&'a str, &'a [(&'a str, Verdict)]);

    fn check(given: &[Given<'_>], expected: &[(&str, &str, usize)]) {
        let asked = |(place, (on, entries)): (usize, &Given<'_>)| {
            let day: Day = on.parse().unwrap();
            let entries = entries.iter().map(|(entry, verdict)| ((*entry).to_owned(), *verdict)).collect();
            let evidence = Evidence { kind: "administration", id: place.to_string(), version: Version::FIRST, day };
            (SafetyAsked { instrument: "Screener".to_owned(), entries }, evidence)
        };
        let records = ReviewRecords { safety: given.iter().enumerate().map(asked).collect(), ..ReviewRecords::default() };
        let facts = facts(&records);
        let told: Vec<(&str, String, usize)> = facts
            .iter()
            .map(|fact| {
                let Argument::Name(entries) = &fact.arguments[1].1 else { panic!("{fact:?}") };
                (fact.key.0, entries.clone(), fact.evidence.len())
            })
            .collect();
        let expected: Vec<(&str, String, usize)> =
            expected.iter().map(|(key, entries, records)| (*key, (*entries).to_owned(), *records)).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn what_was_reported_once_is_told_although_the_newest_answer_denies_it() {
        use Verdict::{Met, NotMet, Unknown};
        let (reported, denied, open) = ("packet-fact-safety-reported", "packet-fact-safety-not-reported", "packet-fact-safety-open");
        check(&[], &[]);
        check(&[("2026-11-01", &[("ideation", NotMet), ("plan", NotMet)])], &[(denied, "ideation plan", 1)]);
        check(
            &[("2026-11-01", &[("ideation", Met)]), ("2026-11-08", &[("ideation", Met)]), ("2026-11-15", &[("ideation", NotMet)])],
            &[(reported, "ideation", 2), (denied, "ideation", 1)],
        );
        check(&[("2026-11-01", &[("ideation", Met), ("plan", Unknown)])], &[(reported, "ideation", 1), (open, "plan", 1)]);
    }
}
