//! When a site is staffed, in its own time zone: the business clock of the alerts that can wait for it.

use vocabulary::{BusinessCalendar, Day, Instant, ZoneName};

/// The opening hours of a site on its business days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteHours {
    zone: ZoneName,
    opens: (i8, i8),
    closes: (i8, i8),
    calendar: BusinessCalendar,
}

/// Hours that are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HoursError {
    /// Not a time of day.
    #[error("not a time of day: {hour}:{minute}")]
    NotATime {
        /// The hour.
        hour: i8,
        /// The minute.
        minute: i8,
    },
    /// It closes before it opens.
    #[error("the site closes before it opens")]
    Backwards,
}

/// As long as one looks for a business day before one says that there is none.
const LOOK_AHEAD_DAYS: u16 = 400;

impl SiteHours {
    /// Hour and minute of opening and closing on business days, on the clock of the zone. Closing at midnight is `(23, 59)`.
    pub fn new(zone: ZoneName, opens: (i8, i8), closes: (i8, i8), calendar: BusinessCalendar) -> Result<Self, HoursError> {
        for (hour, minute) in [opens, closes] {
            if !(0..24).contains(&hour) || !(0..60).contains(&minute) {
                return Err(HoursError::NotATime { hour, minute });
            }
        }
        if closes <= opens {
            return Err(HoursError::Backwards);
        }
        Ok(Self { zone, opens, closes, calendar })
    }

    /// The site's zone.
    pub fn zone(&self) -> &ZoneName {
        &self.zone
    }

    /// The business days.
    pub fn calendar(&self) -> &BusinessCalendar {
        &self.calendar
    }

    /// True while the site is staffed. The minute of closing is no longer part of it.
    pub fn is_open(&self, at: Instant) -> bool {
        self.open_on(at.day_in(&self.zone)).is_some_and(|(opens, closes)| at >= opens && at < closes)
    }

    /// The instant at which so many minutes of opening time have passed since `start`; `None` when there is no business day in sight.
    pub fn plus_business_minutes(&self, start: Instant, minutes: u32) -> Option<Instant> {
        let mut left_seconds = i64::from(minutes) * 60;
        let mut day = start.day_in(&self.zone);
        for _ in 0..LOOK_AHEAD_DAYS {
            if let Some((opens, closes)) = self.open_on(day) {
                let from = opens.max(start);
                let open_seconds = closes.seconds_since(from).max(0);
                if closes > from && left_seconds <= open_seconds {
                    return Some(from.plus_seconds(left_seconds));
                }
                left_seconds -= open_seconds;
            }
            day = day.plus_days(1);
        }
        None
    }

    /// Opening and closing on a day; `None` on days without either.
    fn open_on(&self, day: Day) -> Option<(Instant, Instant)> {
        if !self.calendar.is_business_day(day) {
            return None;
        }
        let at = |(hour, minute)| self.zone.instant_at(day, hour, minute).ok();
        at(self.opens).zip(at(self.closes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(holidays: &[&str]) -> SiteHours {
        let calendar = BusinessCalendar::new(holidays.iter().map(|day| day.parse().unwrap()));
        SiteHours::new("America/New_York".parse().unwrap(), (9, 0), (17, 0), calendar).unwrap()
    }

    fn instant(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn business_minutes_pass_only_while_the_site_is_open() {
        let check = |start: &str, minutes: u32, expected: &str| {
            let end = hours(&["2026-11-26"]).plus_business_minutes(instant(start), minutes).unwrap();
            assert_eq!(end, instant(expected), "{start} + {minutes}");
        };
        check("2026-11-20T10:00:00-05:00", 60, "2026-11-20T11:00:00-05:00");
        check("2026-11-20T16:30:00-05:00", 60, "2026-11-23T09:30:00-05:00");
        check("2026-11-20T18:00:00-05:00", 0, "2026-11-23T09:00:00-05:00");
        check("2026-11-25T09:00:00-05:00", 480, "2026-11-25T17:00:00-05:00");
        check("2026-11-25T17:00:00-05:00", 1, "2026-11-27T09:01:00-05:00");
        check("2026-10-30T16:00:00-04:00", 120, "2026-11-02T10:00:00-05:00");
    }

    #[test]
    fn the_site_is_open_from_the_first_minute_to_before_the_last() {
        let check = |at: &str, expected: bool| assert_eq!(hours(&[]).is_open(instant(at)), expected, "{at}");
        check("2026-11-20T09:00:00-05:00", true);
        check("2026-11-20T16:59:59-05:00", true);
        check("2026-11-20T17:00:00-05:00", false);
        check("2026-11-21T12:00:00-05:00", false);
    }

    #[test]
    fn hours_that_are_none_are_refused() {
        let check = |opens, closes, expected| {
            assert_eq!(SiteHours::new(ZoneName::utc(), opens, closes, BusinessCalendar::default()), Err(expected));
        };
        check((17, 0), (9, 0), HoursError::Backwards);
        check((24, 0), (9, 0), HoursError::NotATime { hour: 24, minute: 0 });
    }
}
