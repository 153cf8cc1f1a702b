//! Business days. Holidays are data that the practice keeps; weekends are Saturday and Sunday.

use std::collections::BTreeSet;

use crate::Day;

/// Which days are worked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BusinessCalendar {
    holidays: BTreeSet<Day>,
}

impl BusinessCalendar {
    /// Every weekday but these.
    pub fn new(holidays: impl IntoIterator<Item = Day>) -> Self {
        Self { holidays: holidays.into_iter().collect() }
    }

    /// True on a weekday that is no holiday.
    pub fn is_business_day(&self, day: Day) -> bool {
        !day.is_weekend() && !self.holidays.contains(&day)
    }

    /// The business day `count` business days after `day`, which itself is not counted; `day` itself for 0.
    pub fn add_business_days(&self, day: Day, count: u16) -> Day {
        let mut current = day;
        for _ in 0..count {
            current = current.plus_days(1);
            while !self.is_business_day(current) {
                current = current.plus_days(1);
            }
        }
        current
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekends_and_holidays_are_not_counted() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let calendar = BusinessCalendar::new([day("2026-11-26")]);
        assert_eq!(calendar.add_business_days(day("2026-11-25"), 1), day("2026-11-27"));
        assert_eq!(calendar.add_business_days(day("2026-11-27"), 1), day("2026-11-30"));
        assert_eq!(calendar.add_business_days(day("2026-11-28"), 0), day("2026-11-28"));
    }
}
