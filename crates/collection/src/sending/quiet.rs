//! Hours in which nobody is disturbed, by the clock on the wall of the patient's program.

use vocabulary::{Instant, ZoneName};

/// From an hour and minute of the evening until one of the morning. Clock changes move the instants, never the times on the wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuietHours {
    from: (i8, i8),
    until: (i8, i8),
}

/// Times that make no quiet hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QuietError {
    /// Not a time of day.
    #[error("not a time of day: expected hours and minutes such as 20:00")]
    NotATime,
    /// They must begin in the evening and end in the morning, and leave time to send.
    #[error("quiet hours begin at noon or later and end before noon")]
    NotANight,
}

impl Default for QuietHours {
    /// 20:00 to 8:00. A choice of the house, on the careful side.
    fn default() -> Self {
        Self { from: (20, 0), until: (8, 0) }
    }
}

impl QuietHours {
    /// From two times as they are written, such as `20:00` and `08:00`.
    pub fn parse(from: &str, until: &str) -> Result<Self, QuietError> {
        let (from, until) = (time(from)?, time(until)?);
        if from.0 < 12 || until.0 >= 12 { Err(QuietError::NotANight) } else { Ok(Self { from, until }) }
    }

    /// True when nobody is to be disturbed. The minute in which they end is no longer quiet.
    pub fn is_quiet(self, at: Instant, zone: &ZoneName) -> bool {
        let now = at.clock_time_in(zone);
        now >= self.from || now < self.until
    }

    /// The first instant, not before `at`, at which somebody may be disturbed.
    ///
    /// `at` itself by day; else the end of the quiet hours on the clock of the zone. A time that the clocks skip moves forward.
    pub fn next_allowed(self, at: Instant, zone: &ZoneName) -> Instant {
        if !self.is_quiet(at, zone) {
            return at;
        }
        let today = at.day_in(zone);
        let morning = if at.clock_time_in(zone) < self.until { today } else { today.plus_days(1) };
        let end = zone.instant_at(morning, self.until.0, self.until.1);
        // A zone may skip a whole day; then the next hour that is not quiet is looked for.
        let mut found = end.unwrap_or(at).max(at);
        for _ in 0..LOOK_AHEAD_HOURS {
            if !self.is_quiet(found, zone) {
                return found;
            }
            found = found.plus_seconds(3600);
        }
        found
    }
}

/// As long as one looks on where a clock change moved the morning.
const LOOK_AHEAD_HOURS: u8 = 48;

fn time(text: &str) -> Result<(i8, i8), QuietError> {
    let (hour, minute) = text.trim().split_once(':').ok_or(QuietError::NotATime)?;
    let number = |part: &str, below: i8| {
        let fits = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<i8>().ok().filter(|number| fits && *number < below).ok_or(QuietError::NotATime)
    };
    Ok((number(hour, 24)?, number(minute, 60)?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn zone(name: &str) -> ZoneName {
        name.parse().unwrap()
    }

    fn check(zone_name: &str, at: &str, expected: &str) {
        let (at, expected): (Instant, Instant) = (at.parse().unwrap(), expected.parse().unwrap());
        assert_eq!(QuietHours::default().next_allowed(at, &zone(zone_name)), expected, "{at} in {zone_name}");
    }

    #[test]
    fn a_message_of_the_evening_waits_for_the_morning_of_its_own_zone() {
        check("America/New_York", "2026-11-23T19:59:59-05:00", "2026-11-23T19:59:59-05:00");
        check("America/New_York", "2026-11-23T20:00:00-05:00", "2026-11-24T08:00:00-05:00");
        check("America/New_York", "2026-11-24T07:59:00-05:00", "2026-11-24T08:00:00-05:00");
        // The same instant is evening in the one zone and day in the other.
        check("America/Los_Angeles", "2026-11-23T20:00:00-05:00", "2026-11-23T20:00:00-05:00");
    }

    #[test]
    fn the_night_in_which_clocks_change_ends_at_the_same_time_on_the_wall() {
        // Clocks go forward on 2026-03-08 and back on 2026-11-01 in the United States.
        check("America/New_York", "2026-03-07T22:00:00-05:00", "2026-03-08T08:00:00-04:00");
        check("America/New_York", "2026-10-31T22:00:00-04:00", "2026-11-01T08:00:00-05:00");
        check("America/New_York", "2026-03-08T01:59:59-05:00", "2026-03-08T08:00:00-04:00");
        // No change of clocks there.
        check("America/Phoenix", "2026-03-08T22:00:00-07:00", "2026-03-09T08:00:00-07:00");
        // Samoa skipped 2011-12-30 as a whole.
        check("Pacific/Apia", "2011-12-29T22:00:00-10:00", "2011-12-31T08:00:00+14:00");
    }

    #[test]
    fn quiet_hours_are_a_night() {
        assert_eq!(QuietHours::parse("20:00", "08:00"), Ok(QuietHours::default()));
        assert_eq!(QuietHours::parse("9:00", "17:00"), Err(QuietError::NotANight));
        for wrong in ["", "20", "24:00", "20:60", "+2:00", "20:0x"] {
            assert_eq!(QuietHours::parse(wrong, "08:00"), Err(QuietError::NotATime), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn nothing_goes_out_at_night_and_nothing_waits_longer_than_a_night(
            seconds in 0_i64..20 * 366 * 86_400,
            place in 0_usize..6,
        ) {
            let names = ["America/New_York", "America/Los_Angeles", "America/Phoenix", "Pacific/Chatham", "Europe/London", "Asia/Kathmandu"];
            let (quiet, zone) = (QuietHours::default(), zone(names[place]));
            let at = "2020-01-01T00:00:00Z".parse::<Instant>().unwrap().plus_seconds(seconds);
            let allowed = quiet.next_allowed(at, &zone);
            prop_assert!(!quiet.is_quiet(allowed, &zone));
            prop_assert!(allowed >= at && allowed.seconds_since(at) <= 13 * 3600);
            prop_assert_eq!(quiet.next_allowed(allowed, &zone), allowed);
        }
    }
}
