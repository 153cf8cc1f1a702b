//! When reminders of one check-in go out: a few, spaced, by day, and never after it has ended.

use vocabulary::{Instant, ZoneName};

use super::quiet::QuietHours;

/// How often one is reminded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReminderPlan {
    /// Hours after the first message, each later than the one before.
    pub after_hours: Vec<u32>,
}

impl Default for ReminderPlan {
    /// After one day and after three. A choice of the house.
    fn default() -> Self {
        Self { after_hours: vec![24, 72] }
    }
}

/// No two messages of one check-in come closer than this, wherever quiet hours move them.
const APART_SECONDS: i64 = 12 * 3600;

/// The instants of the reminders after a first message. Each is by day, later than the one before by at least half a day, and before `ends_at`.
pub fn reminders(plan: &ReminderPlan, first: Instant, ends_at: Instant, quiet: QuietHours, zone: &ZoneName) -> Vec<Instant> {
    let mut last = first;
    let mut found = Vec::new();
    for hours in &plan.after_hours {
        let at = quiet.next_allowed(first.plus_seconds(i64::from(*hours) * 3600), zone);
        if at < ends_at && at.seconds_since(last) >= APART_SECONDS {
            found.push(at);
            last = at;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(first: &str, ends: &str, expected: &[&str]) {
        let zone: ZoneName = "America/New_York".parse().unwrap();
        let (first, ends): (Instant, Instant) = (first.parse().unwrap(), ends.parse().unwrap());
        let expected: Vec<Instant> = expected.iter().map(|at| at.parse().unwrap()).collect();
        assert_eq!(reminders(&ReminderPlan::default(), first, ends, QuietHours::default(), &zone), expected);
    }

    #[test]
    fn reminders_come_by_day_and_end_with_the_check_in() {
        check("2026-11-23T10:00:00-05:00", "2026-11-30T10:00:00-05:00", &["2026-11-24T10:00:00-05:00", "2026-11-26T10:00:00-05:00"]);
        check("2026-11-23T10:00:00-05:00", "2026-11-25T10:00:00-05:00", &["2026-11-24T10:00:00-05:00"]);
        check("2026-11-23T10:00:00-05:00", "2026-11-23T12:00:00-05:00", &[]);
    }

    #[test]
    fn a_change_of_clocks_moves_no_reminder_into_the_night() {
        // Sent at 8:30 the day before clocks go back: 24 hours later it is 7:30.
        check("2026-10-31T08:30:00-04:00", "2026-11-10T10:00:00-05:00", &["2026-11-01T08:00:00-05:00", "2026-11-03T08:00:00-05:00"]);
    }
}
