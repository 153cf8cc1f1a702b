//! Days, instants and periods.
//!
//! A clinical event has a [`Day`], local to the program where it happened; a record has an [`Instant`] in UTC. The two are joined only through
//! a [`ZoneName`], never through the zone of the server.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// A calendar day, in the time zone of the program it belongs to. Written `2026-11-23`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

/// A text that is not a day, instant or time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidTime {
    /// Not a calendar day.
    #[error("not a day: expected year-month-day like 2026-11-23")]
    Day,
    /// Not an instant.
    #[error("not a time: expected a date and time with an offset, like 2026-11-23T14:30:00Z")]
    Instant,
    /// Not a zone of the IANA database.
    #[error("not a time zone: expected a name like America/New_York")]
    Zone,
    /// The end lies before the start.
    #[error("a period that ends before it starts")]
    Backwards,
}

impl Day {
    /// From year, month and day of month.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, InvalidTime> {
        Date::new(year, month, day).map(Self).map_err(|_| InvalidTime::Day)
    }

    /// Year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Day of month, 1 to 31.
    pub fn day_of_month(self) -> i8 {
        self.0.day()
    }

    /// The day `days` later (earlier when negative); stops at the ends of the calendar.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().days(days)))
    }

    /// Whole days from `earlier` to this day; negative when this day is the earlier one.
    pub fn days_since(self, earlier: Self) -> i32 {
        earlier.0.until(self.0).map_or(0, |span| span.get_days())
    }

    /// Completed years from `birth` to this day; 0 when born later.
    pub fn age_since(self, birth: Self) -> u16 {
        let had_birthday = (self.month(), self.day_of_month()) >= (birth.month(), birth.day_of_month());
        let years = self.year() - birth.year() - i16::from(!had_birthday);
        u16::try_from(years).unwrap_or(0)
    }

    /// True on Saturday and Sunday.
    pub fn is_weekend(self) -> bool {
        matches!(self.0.weekday(), jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday)
    }

    /// The first instant of this day in a zone (not always midnight: clocks change).
    pub fn start_in(self, zone: &ZoneName) -> Instant {
        let start = zone.0.to_ambiguous_zoned_datetime(self.0.at(0, 0, 0, 0)).compatible();
        Instant(start.map_or(Timestamp::MIN, |zoned| zoned.timestamp()))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day_of_month())
    }
}

impl FromStr for Day {
    type Err = InvalidTime;

    fn from_str(text: &str) -> Result<Self, InvalidTime> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(InvalidTime::Day);
        }
        text.parse::<Date>().map(Self).map_err(|_| InvalidTime::Day)
    }
}

/// A moment in UTC, to the microsecond. Written `2026-11-23T14:30:00.000000Z`, always 27 characters, so that text sorts as time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(Timestamp);

impl Instant {
    /// From microseconds since 1970; `None` beyond the years -9999 to 9999.
    pub fn from_microseconds(microseconds: i64) -> Option<Self> {
        Timestamp::from_microsecond(microseconds).ok().map(Self)
    }

    /// Microseconds since 1970.
    pub fn microseconds(self) -> i64 {
        self.0.as_microsecond()
    }

    /// Milliseconds since 1970, for UUID version 7; 0 before.
    pub fn milliseconds(self) -> u64 {
        u64::try_from(self.0.as_millisecond()).unwrap_or(0)
    }

    /// The local day in a zone.
    pub fn day_in(self, zone: &ZoneName) -> Day {
        Day(self.0.to_zoned_datetime(zone.0.clone()).date())
    }

    /// Hour and minute on the local clock in a zone.
    pub fn clock_time_in(self, zone: &ZoneName) -> (i8, i8) {
        let local = self.0.to_zoned_datetime(zone.0.clone());
        (local.hour(), local.minute())
    }

    /// Seconds from `earlier` to this instant; negative when this one is the earlier.
    pub fn seconds_since(self, earlier: Self) -> i64 {
        self.0.duration_since(earlier.0).as_secs()
    }

    /// This instant moved by seconds; stops at the ends of time.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        let moved = self.0.saturating_add(SignedDuration::from_secs(seconds));
        Self(moved.unwrap_or(self.0))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.6}", self.0)
    }
}

impl FromStr for Instant {
    type Err = InvalidTime;

    fn from_str(text: &str) -> Result<Self, InvalidTime> {
        let timestamp: Timestamp = text.parse().map_err(|_| InvalidTime::Instant)?;
        Self::from_microseconds(timestamp.as_microsecond()).ok_or(InvalidTime::Instant)
    }
}

/// A time zone by its IANA name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneName(TimeZone);

impl ZoneName {
    /// UTC.
    pub fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// The name, like `America/New_York`.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// What the clock is called there at an instant, such as `CDT` in summer and `CST` in winter, and how far it is from UTC: `UTC−05:00`. The first is `None` where
    /// the zone has no such name, only its distance.
    pub fn abbreviation_at(&self, instant: Instant) -> (Option<String>, String) {
        let info = self.0.to_offset_info(instant.0);
        let minutes = info.offset().seconds() / 60;
        let sign = if minutes < 0 { '−' } else { '+' };
        let distance = format!("UTC{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60);
        let name = info.abbreviation();
        (name.chars().all(|letter| letter.is_ascii_alphabetic()).then(|| name.to_owned()), distance)
    }

    /// The instant of a wall-clock time as a form sends it, `2026-11-20T14:30`; `None` for what is none. Seconds are left out.
    pub fn instant_of(&self, wall_clock: &str) -> Option<Instant> {
        let (day, time) = wall_clock.split_once('T')?;
        let (hour, minute) = time.get(..5)?.split_once(':')?;
        self.instant_at(day.parse().ok()?, hour.parse().ok()?, minute.parse().ok()?).ok()
    }

    /// The instant of a wall-clock time on a day. A time that clocks skip moves forward; one that happens twice is the first.
    pub fn instant_at(&self, day: Day, hour: i8, minute: i8) -> Result<Instant, InvalidTime> {
        let local = day.0.at(0, 0, 0, 0).with().hour(hour).minute(minute).build().map_err(|_| InvalidTime::Instant)?;
        let zoned = self.0.to_ambiguous_zoned_datetime(local).compatible().map_err(|_| InvalidTime::Instant)?;
        Ok(Instant(zoned.timestamp()))
    }
}

impl FromStr for ZoneName {
    type Err = InvalidTime;

    fn from_str(text: &str) -> Result<Self, InvalidTime> {
        TimeZone::get(text).map(Self).map_err(|_| InvalidTime::Zone)
    }
}

impl fmt::Display for ZoneName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Days from a first to a last, both included; open at the end while it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    first: Day,
    last: Option<Day>,
}

impl Period {
    /// From the first to the last day, both included.
    pub fn new(first: Day, last: Option<Day>) -> Result<Self, InvalidTime> {
        if last.is_some_and(|last| last < first) {
            return Err(InvalidTime::Backwards);
        }
        Ok(Self { first, last })
    }

    /// The first day.
    pub fn first(self) -> Day {
        self.first
    }

    /// The last day, `None` while it goes on.
    pub fn last(self) -> Option<Day> {
        self.last
    }

    /// True on every day from the first to the last.
    pub fn contains(self, day: Day) -> bool {
        day >= self.first && self.last.is_none_or(|last| day <= last)
    }

    /// True when the two share a day.
    pub fn overlaps(self, other: Self) -> bool {
        self.last.is_none_or(|last| other.first <= last) && other.last.is_none_or(|last| self.first <= last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_late_evening_belongs_to_the_local_day() {
        let zone: ZoneName = "America/New_York".parse().unwrap();
        let instant: Instant = "2026-03-08T04:30:00Z".parse().unwrap();
        assert_eq!(instant.day_in(&zone), day("2026-03-07"));
    }

    #[test]
    fn the_day_the_clocks_go_forward_has_twenty_three_hours() {
        let zone: ZoneName = "America/New_York".parse().unwrap();
        let (start, end) = (day("2026-03-08").start_in(&zone), day("2026-03-09").start_in(&zone));
        assert_eq!(end.seconds_since(start), 23 * 3600);
    }

    #[test]
    fn a_skipped_wall_clock_time_moves_forward() {
        let zone: ZoneName = "America/New_York".parse().unwrap();
        let instant = zone.instant_at(day("2026-03-08"), 2, 30).unwrap();
        assert_eq!(instant.clock_time_in(&zone), (3, 30));
    }

    #[test]
    fn what_a_form_sends_is_a_time_on_the_clock_of_the_zone() {
        let zone: ZoneName = "America/New_York".parse().unwrap();
        let check = |text: &str, expected: Option<&str>| {
            let found = zone.instant_of(text).map(|instant| instant.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        };
        check("2026-11-20T14:30", Some("2026-11-20T19:30:00.000000Z"));
        check("2026-11-20T14:30:15", Some("2026-11-20T19:30:00.000000Z"));
        for wrong in ["", "2026-11-20", "2026-11-20T", "2026-11-20T25:00", "2026-02-30T10:00", "2026-11-20T1é:30"] {
            check(wrong, None);
        }
    }

    #[test]
    fn instants_have_a_fixed_width_so_that_text_sorts_as_time() {
        let instant: Instant = "2026-11-23T14:30:00-05:00".parse().unwrap();
        assert_eq!(instant.to_string(), "2026-11-23T19:30:00.000000Z");
    }

    #[test]
    fn age_counts_completed_years() {
        assert_eq!(day("2026-11-22").age_since(day("2000-11-23")), 25);
        assert_eq!(day("2026-11-23").age_since(day("2000-11-23")), 26);
        assert_eq!(day("1999-01-01").age_since(day("2000-11-23")), 0);
    }

    #[test]
    fn days_are_written_one_way_only() {
        for text in ["2026-1-2", "20260102", "2026-02-30", "yesterday", "2026-11-23T00:00"] {
            assert_eq!(text.parse::<Day>(), Err(InvalidTime::Day), "{text}");
        }
    }

    #[test]
    fn periods_include_both_ends() {
        let period = Period::new(day("2026-01-01"), Some(day("2026-01-31"))).unwrap();
        assert!(period.contains(day("2026-01-31")) && !period.contains(day("2026-02-01")));
        assert!(period.overlaps(Period::new(day("2026-01-31"), None).unwrap()));
        assert_eq!(Period::new(day("2026-01-02"), Some(day("2026-01-01"))), Err(InvalidTime::Backwards));
    }
}
