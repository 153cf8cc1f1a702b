//! What to invent, and the span of time it is placed in.

use vocabulary::{Day, Instant, ZoneName};

use crate::stream::Stream;

/// What to invent. The same plan gives the same practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Decides everything that is drawn.
    pub seed: u64,
    /// The day on which the practice is looked at. The last form is from the day before, and nothing is recorded later than this day's first
    /// moment in UTC, so that a practice made for today has nothing in the future. A different day moves everything by whole days.
    pub as_of: Day,
    /// How many people are in its care, now or before. One of the first twenty is registered twice, and the two records are merged.
    pub patients: usize,
}

/// How many days before the day of the plan the first admission may lie: eighteen months.
pub(crate) const DAYS_BACK: i32 = 548;

/// When the practice opened its books: programs, clinicians and staff are recorded then.
pub(crate) const OPENED: i32 = -600;

/// The day of the week, 0 for Monday to 6 for Sunday.
pub(crate) fn weekday(day: Day) -> i32 {
    let monday = Day::new(2024, 1, 1).expect("the first of January is a day");
    day.days_since(monday).rem_euclid(7)
}

/// Turns days counted from the day of the plan (-1 is the day before) into days and instants.
#[derive(Clone, Debug)]
pub(crate) struct Timeframe {
    as_of: Day,
    latest: Instant,
}

impl Timeframe {
    pub(crate) fn new(as_of: Day) -> Self {
        // Half an hour is left for the versions of one record that follow each other by a second.
        Self { as_of, latest: as_of.start_in(&ZoneName::utc()).plus_seconds(-1800) }
    }

    /// The day at an offset.
    pub(crate) fn day(&self, offset: i32) -> Day {
        self.as_of.plus_days(offset)
    }

    /// The offset of a day.
    pub(crate) fn offset(&self, day: Day) -> i32 {
        day.days_since(self.as_of)
    }

    /// A moment on the local clock.
    pub(crate) fn at(&self, zone: &ZoneName, offset: i32, minute_of_day: i32) -> Instant {
        let minute_of_day = minute_of_day.clamp(0, 24 * 60 - 1);
        let part = |value: i32| i8::try_from(value).expect("an hour is below 24 and a minute below 60");
        let local = zone.instant_at(self.day(offset), part(minute_of_day / 60), part(minute_of_day % 60));
        local.expect("hour and minute were just kept inside the day")
    }

    /// A moment in office hours, when somebody writes down what happened; never later than the practice is looked at.
    pub(crate) fn office_hour(&self, zone: &ZoneName, offset: i32, stream: &mut Stream) -> Instant {
        let moment = self.at(zone, offset, stream.between(8 * 60, 16 * 60)).plus_seconds(i64::from(stream.between(0, 59)));
        moment.min(self.latest)
    }

    /// A moment between the end of an event and the latest moment of the practice.
    pub(crate) fn after(&self, event: Instant, moment: Instant) -> Instant {
        moment.min(self.latest).max(event.plus_seconds(2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_after_the_practice_is_looked_at() {
        let as_of: Day = "2026-11-23".parse().unwrap();
        let frame = Timeframe::new(as_of);
        let zone: ZoneName = "America/Chicago".parse().unwrap();
        let mut stream = Stream::new(1);
        for offset in -3..=0 {
            for _ in 0..50 {
                assert!(frame.office_hour(&zone, offset, &mut stream) < as_of.start_in(&ZoneName::utc()));
            }
        }
    }

    #[test]
    fn minutes_are_local() {
        let frame = Timeframe::new("2026-11-23".parse().unwrap());
        let zone: ZoneName = "America/New_York".parse().unwrap();
        assert_eq!(frame.at(&zone, -1, 23 * 60 + 5).to_string(), "2026-11-23T04:05:00.000000Z");
    }
}
