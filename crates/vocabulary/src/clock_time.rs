//! Times of day as they hang on a wall.

use std::fmt;
use std::str::FromStr;

use crate::time::{Day, Instant, ZoneName};

/// A time of day by the clock of the place where something is, to the minute. Written `09:30`, always five characters, so that text sorts as time.
///
/// An appointment is at half past nine on the clock of the program whatever the clocks did in the night before: it has a day and a clock time, and no
/// instant until somebody asks for one ([`ClockTime::on`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockTime {
    minutes: u16,
}

/// A text that is no time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a time of day: expected hours and minutes like 09:30")]
pub struct InvalidClockTime;

impl ClockTime {
    /// From hour and minute; `None` for what no clock shows.
    pub fn new(hour: u8, minute: u8) -> Option<Self> {
        (hour < 24 && minute < 60).then(|| Self { minutes: u16::from(hour) * 60 + u16::from(minute) })
    }

    /// What a clock in the zone shows at an instant.
    pub fn at(instant: Instant, zone: &ZoneName) -> Self {
        let (hour, minute) = instant.clock_time_in(zone);
        let minutes = i16::from(hour) * 60 + i16::from(minute);
        Self { minutes: minutes.unsigned_abs() }
    }

    /// Hour, from 0 to 23.
    pub fn hour(self) -> u16 {
        self.minutes / 60
    }

    /// Minute, from 0 to 59.
    pub fn minute(self) -> u16 {
        self.minutes % 60
    }

    /// The instant at which a clock in the zone shows this on a day. A time that clocks skip moves forward; one that happens twice is the first.
    /// `None` beyond the ends of time.
    pub fn on(self, day: Day, zone: &ZoneName) -> Option<Instant> {
        zone.instant_at(day, i8::try_from(self.hour()).ok()?, i8::try_from(self.minute()).ok()?).ok()
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())
    }
}

impl FromStr for ClockTime {
    type Err = InvalidClockTime;

    /// Reads `09:30` and `9:30`; seconds are passed over.
    fn from_str(text: &str) -> Result<Self, InvalidClockTime> {
        let part = |text: &str| {
            let is_number = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse::<u8>().ok().filter(|number| is_number && *number < 60).ok_or(InvalidClockTime)
        };
        let mut parts = text.splitn(3, ':');
        let (hour, minute) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        if minute.len() != 2 {
            return Err(InvalidClockTime);
        }
        parts.next().map_or(Ok(0), part)?;
        Self::new(part(hour)?, part(minute)?).ok_or(InvalidClockTime)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn times_of_day_have_one_written_form() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(text.parse::<ClockTime>().ok().map(|time| time.to_string()).as_deref(), expected, "{text}");
        };
        check("09:30", Some("09:30"));
        check("9:30", Some("09:30"));
        check("23:59:59", Some("23:59"));
        for wrong in ["", "9", "24:00", "09:60", "09:3", "9:30 PM", "+9:30", "09:30:61", "009:30", "09:30:00:00"] {
            check(wrong, None);
        }
    }

    #[test]
    fn a_time_on_a_day_of_a_clock_change_is_what_the_clock_shows() {
        let zone: ZoneName = "America/New_York".parse().unwrap();
        let check = |day: &str, time: &str, expected: &str| {
            let at = time.parse::<ClockTime>().unwrap().on(day.parse().unwrap(), &zone).unwrap();
            assert_eq!(at, expected.parse().unwrap(), "{day} {time}");
        };
        check("2026-10-31", "09:30", "2026-10-31T13:30:00Z");
        check("2026-11-01", "09:30", "2026-11-01T14:30:00Z");
        check("2026-11-01", "01:30", "2026-11-01T05:30:00Z");
        check("2026-03-08", "09:30", "2026-03-08T13:30:00Z");
        // Nobody's clock shows this.
        check("2026-03-08", "02:30", "2026-03-08T07:30:00Z");
    }

    proptest! {
        #[test]
        fn text_sorts_as_time_and_reads_back(left in 0_u16..1440, right in 0_u16..1440) {
            let (left, right) = (ClockTime { minutes: left }, ClockTime { minutes: right });
            prop_assert_eq!(left.to_string().cmp(&right.to_string()), left.cmp(&right));
            prop_assert_eq!(left.to_string().parse::<ClockTime>(), Ok(left));
        }

        #[test]
        fn what_a_clock_shows_by_day_is_shown_at_its_instant(days in 0_i32..1000, minutes in 180_u16..1440) {
            let zone: ZoneName = "America/New_York".parse().unwrap();
            let day = Day::new(2026, 1, 1).unwrap().plus_days(days);
            let time = ClockTime { minutes };
            let at = time.on(day, &zone).unwrap();
            prop_assert_eq!((at.day_in(&zone), ClockTime::at(at, &zone)), (day, time));
        }
    }
}
