//! Visits that are planned, from the values of a row.

use care::{AttendanceKind, PlannedVisit};
use vocabulary::{ClockTime, Day, ZoneName};

use super::care_facts::{Reading, Understood, of_episode, on_day};
use super::care_records::codes;
use super::field::Field;
use crate::record::care_fact::CareFact;
use crate::rejection::RejectionCode;
use crate::when;

pub(super) const PLANNED_VISIT: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::optional("episode"),
    Field::needed("day"),
    Field::optional("starts_at"),
    Field::needed("type"),
    Field::optional("group"),
];

/// Reads a visit. A time is one of the clock of the patient's program: it needs no zone, and a change of the clocks does not move it.
pub(super) fn read(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let day = reading.day()?;
    let starts_at = match reading.values.text("starts_at").filter(|text| !text.is_empty()) {
        Some(text) => {
            let refused = || RejectionCode::NotADay { field: "starts_at", expected: format!("9:30, 2:30 PM or {day}T09:30") };
            let time = clock_time(&text, day, &reading.values.context.zone).ok_or_else(refused)?;
            Some(reading.noted("starts_at", time))
        }
        None => None,
    };
    let kind: AttendanceKind = reading.word("type", codes!(AttendanceKind))?;
    let group = reading.text("group");
    on_day(
        day,
        of_episode(move |of| CareFact::PlannedVisit(PlannedVisit { episode: of.episode, day, starts_at, kind, group: group.clone() })),
    )
}

/// Reads `9:30`, `14:30:00`, `2:30 PM`, each also behind the day itself, and an instant on that day. `None` for anything else, a time of another day
/// included.
fn clock_time(text: &str, day: Day, zone: &ZoneName) -> Option<ClockTime> {
    let text = text.trim();
    if let Some(when) = text.get(..10).filter(|start| start.contains('-')).and_then(|_| when::read(text, zone)) {
        let local = text.get(11..16).and_then(|time| time.parse().ok());
        return when.instant.map(|instant| ClockTime::at(instant, zone)).or(local).filter(|_| when.day == day);
    }
    let lower = text.to_ascii_lowercase();
    let half = ["am", "pm"].into_iter().find_map(|half| lower.strip_suffix(half).map(|time| (time.trim_end(), half == "pm")));
    let Some((time, is_afternoon)) = half else { return lower.parse().ok() };
    let time = if time.contains(':') { time.to_owned() } else { format!("{time}:00") };
    let time: ClockTime = time.parse().ok()?;
    let hour = u8::try_from(time.hour()).ok().filter(|hour| (1..=12).contains(hour))?;
    ClockTime::new(hour % 12 + if is_afternoon { 12 } else { 0 }, u8::try_from(time.minute()).ok()?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Option<String> {
        let zone: ZoneName = "America/New_York".parse().unwrap();
        clock_time(text, "2026-11-23".parse().unwrap(), &zone).map(|time| time.to_string())
    }

    #[test]
    fn times_are_read_as_practices_write_them() {
        let check = |text: &str, expected: Option<&str>| assert_eq!(read(text).as_deref(), expected, "{text}");
        check("9:30", Some("09:30"));
        check("14:30:00", Some("14:30"));
        check("2:30 PM", Some("14:30"));
        check("12:05am", Some("00:05"));
        check("12 pm", Some("12:00"));
        check("2026-11-23T09:30", Some("09:30"));
        check("2026-11-23 09:30:00", Some("09:30"));
        check("2026-11-24T03:30:00Z", Some("22:30"));
        for wrong in ["2026-11-24T09:30", "2026-11-23", "13:00 PM", "0:30 am", "half past nine", "25:00", "9", "2026-11-2éx09:30"] {
            check(wrong, None);
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_fall(text in "\\PC{0,24}") {
            let _ = read(&text);
        }
    }
}
