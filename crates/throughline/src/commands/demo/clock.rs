//! The clock of an invented practice that is shown. One made as of another day lives on that day: by the machine's clock all that is due in it would be
//! overdue, and every judgement of it would be another.

use std::sync::atomic::{AtomicI64, Ordering};

use vocabulary::{Clock, Day, Instant, ZoneName};

use crate::world::SystemClock;

const SECONDS_OF_A_DAY: i64 = 86_400;

/// The machine's clock, moved by a number of seconds.
#[derive(Debug, Default)]
pub(super) struct MovedClock {
    by: AtomicI64,
}

impl Clock for MovedClock {
    fn now(&self) -> Instant {
        SystemClock.now().plus_seconds(self.by.load(Ordering::Relaxed))
    }
}

impl MovedClock {
    /// On the day on which the practice is looked at.
    pub(super) fn on(as_of: Day) -> Self {
        Self { by: AtomicI64::new(moved_by(SystemClock.now(), as_of, None)) }
    }

    /// Goes on where time had come to when the practice was last shown.
    pub(super) fn go_on(&self, as_of: Day, last_recorded: Option<Instant>) {
        self.by.store(moved_by(SystemClock.now(), as_of, last_recorded), Ordering::Relaxed);
    }
}

/// By how many seconds: to the same time of the day on `as_of`, and never before what was recorded last. On the day itself it is the machine's clock.
fn moved_by(now: Instant, as_of: Day, last_recorded: Option<Instant>) -> i64 {
    let days = i64::from(as_of.days_since(now.day_in(&ZoneName::utc())));
    if days == 0 {
        return 0;
    }
    let moved = now.plus_seconds(days * SECONDS_OF_A_DAY);
    let start = last_recorded.map_or(moved, |last| moved.max(last.plus_seconds(1)));
    start.seconds_since(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_practice_of_another_day_lives_on_it_and_goes_on_where_it_had_come_to() {
        let instant = |text: &str| text.parse::<Instant>().unwrap();
        let check = |as_of: &str, last: &str, expected: &str| {
            let now = instant("2026-11-30T10:00:00Z");
            let by = moved_by(now, as_of.parse().unwrap(), Some(instant(last)));
            assert_eq!(now.plus_seconds(by), instant(expected), "{as_of} after {last}");
        };
        check("2026-11-30", "2026-11-30T14:00:00Z", "2026-11-30T10:00:00Z");
        check("2026-09-01", "2026-09-01T08:00:00Z", "2026-09-01T10:00:00Z");
        check("2026-09-01", "2026-09-01T16:30:00Z", "2026-09-01T16:30:01Z");
        check("2026-09-01", "2026-09-03T07:00:00Z", "2026-09-03T07:00:01Z");
        check("2026-12-24", "2026-12-23T21:00:00Z", "2026-12-24T10:00:00Z");
    }
}
