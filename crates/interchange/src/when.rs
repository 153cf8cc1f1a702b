//! Days and instants as other systems write them.

use vocabulary::{Day, Instant, ZoneName};

/// A day, with the instant it comes from where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct When {
    pub(crate) day: Day,
    pub(crate) instant: Option<Instant>,
}

/// Reads `2026-11-23`, `2026-11-23T14:30:00` (local) and `2026-11-23T14:30:00Z` (an instant), also with a space for the `T`. Years and months
/// alone are no day.
pub(crate) fn read(text: &str, zone: &ZoneName) -> Option<When> {
    let day: Day = text.get(..10)?.parse().ok()?;
    let Some(rest) = text.get(10..).filter(|rest| !rest.is_empty()) else { return Some(When { day, instant: None }) };
    let time = rest.strip_prefix(['T', 't', ' '])?;
    let has_offset = time.ends_with(['Z', 'z']) || time.contains('+') || time.contains('-');
    if has_offset {
        let instant: Instant = format!("{day}T{time}").parse().ok()?;
        return Some(When { day: instant.day_in(zone), instant: Some(instant) });
    }
    let (hour, minute) = (time.get(..2)?.parse().ok()?, time.get(3..5)?.parse().ok()?);
    let is_clock_time = time.as_bytes().get(2) == Some(&b':') && zone.instant_at(day, hour, minute).is_ok();
    (is_clock_time && is_end_of_time(time.get(5..)?)).then_some(When { day, instant: None })
}

/// Nothing, or seconds with or without decimals: behind the minutes `PM` would mean another time.
fn is_end_of_time(text: &str) -> bool {
    let Some(seconds) = text.strip_prefix(':') else { return text.is_empty() };
    let (whole, decimals) = seconds.split_once('.').unwrap_or((seconds, "0"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    whole.len() == 2 && is_number(whole) && is_number(decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(&str, Option<&str>)>) {
        let zone: ZoneName = "America/New_York".parse().unwrap();
        let found = read(text, &zone).map(|when| (when.day.to_string(), when.instant.map(|instant| instant.to_string())));
        assert_eq!(found, expected.map(|(day, instant)| (day.to_owned(), instant.map(str::to_owned))), "{text}");
    }

    #[test]
    fn an_instant_belongs_to_the_local_day() {
        check("2026-11-23", Some(("2026-11-23", None)));
        check("2026-11-24T03:30:00Z", Some(("2026-11-23", Some("2026-11-24T03:30:00.000000Z"))));
        check("2026-11-24 03:30:00.5+00:00", Some(("2026-11-23", Some("2026-11-24T03:30:00.500000Z"))));
        for time in ["T22:30:00", "T22:30", " 22:30:00.25"] {
            check(&format!("2026-11-23{time}"), Some(("2026-11-23", None)));
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in
            ["", "2026", "2026-11", "2026-02-30", "2026-11-23X", "2026-11-23T", "2026-11-23T25:00:00", "2026-11-23T1é:00", "yesterday"]
        {
            check(text, None);
        }
    }

    #[test]
    fn a_time_with_something_behind_it_is_refused() {
        for rest in ["xyz", " PM", ":", ":0", ":00x", ":00.", ":00.x", ":000", "é"] {
            check(&format!("2026-11-23T10:00{rest}"), None);
        }
    }
}
