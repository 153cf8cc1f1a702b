//! How days, moments, points, money and lists are written.

use vocabulary::{ClockTime, Day, Instant, Money, Period, Points, ZoneName};

use crate::catalogue::grouped;
use crate::key::Key;
use crate::text::{Arg, Text};

const MONTHS: [Key; 12] = [
    Key::Month1,
    Key::Month2,
    Key::Month3,
    Key::Month4,
    Key::Month5,
    Key::Month6,
    Key::Month7,
    Key::Month8,
    Key::Month9,
    Key::Month10,
    Key::Month11,
    Key::Month12,
];

/// A word or phrase as it stands by itself, in a cell or as a choice: with a capital letter. Inside a sentence it keeps its own.
pub fn standing_alone(words: &str) -> String {
    // Behind what opens a question in Spanish.
    let (opening, rest) = words.split_at(words.find(|sign: char| !matches!(sign, '¿' | '¡')).unwrap_or(0));
    let mut characters = rest.chars();
    let first = characters.next().map(char::to_uppercase);
    opening.chars().chain(first.into_iter().flatten()).chain(characters).collect()
}

impl Text {
    /// The clock of a zone by the name that people use, as CLDR has it: `Eastern Time, New York`; a zone without such a name here shows its id.
    pub fn zone(self, zone: &ZoneName) -> String {
        let id = format!("zone-{}", zone.name().to_ascii_lowercase().replace(['/', '_'], "-"));
        Key::from_id(&id).map_or_else(|| zone.name().to_owned(), |key| self.say(key))
    }

    /// `Nov 23, 2026`.
    pub fn day(self, day: Day) -> String {
        self.format(Key::DayWritten, &self.day_parts(day))
    }

    /// `Nov 23`, for axes and rows whose year is clear.
    pub fn day_short(self, day: Day) -> String {
        self.format(Key::DayShort, &self.day_parts(day))
    }

    /// `Nov 2026`.
    pub fn month(self, day: Day) -> String {
        self.format(Key::MonthWritten, &self.day_parts(day))
    }

    /// `Nov 23, 2026, 2:30 PM`, on the clock of a zone.
    pub fn instant(self, instant: Instant, zone: &ZoneName) -> String {
        self.format(Key::InstantWritten, &[("day", Arg::Text(self.day(instant.day_in(zone)))), ("time", self.time_of_day(instant, zone))])
    }

    /// `Nov 23, 2026, 2:30 PM (Eastern Time, New York)`, where the reader may sit elsewhere: documents, the audit. A zone without a name here shows what its clock
    /// is called then and how far it is from UTC.
    pub fn instant_with_zone(self, instant: Instant, zone: &ZoneName) -> String {
        let (day, clock) = (Arg::Text(self.day(instant.day_in(zone))), self.clock_at(instant, zone));
        self.format(Key::InstantWithZone, &[("day", day), ("time", self.time_of_day(instant, zone)), ("zone", clock.into())])
    }

    /// The clock of a zone at an instant: by its name, else `CET, UTC+01:00`, or `UTC+05:45` where its clock has no name. Never the id of the zone. In the hour that
    /// clocks show twice the name alone would be two instants: `Eastern Time, New York, EDT`.
    fn clock_at(self, instant: Instant, zone: &ZoneName) -> String {
        let (abbreviation, distance) = zone.abbreviation_at(instant);
        let name = self.zone(zone);
        let is_named = name != zone.name() || name == "UTC";
        let is_shown_twice = [-3600, 3600].into_iter().any(|seconds| {
            let other = instant.plus_seconds(seconds);
            (other.day_in(zone), other.clock_time_in(zone)) == (instant.day_in(zone), instant.clock_time_in(zone))
        });
        match abbreviation {
            _ if is_named && !is_shown_twice => name,
            Some(abbreviation) if is_named => format!("{name}, {abbreviation}"),
            None if is_named => format!("{name}, {distance}"),
            Some(abbreviation) => format!("{abbreviation}, {distance}"),
            None => distance,
        }
    }

    /// `Nov 1, 2026 to Nov 23, 2026`, or `since Nov 1, 2026` while it goes on.
    pub fn period(self, period: Period) -> String {
        match period.last() {
            Some(last) => self.format(Key::PeriodWritten, &[("first", period.first().into()), ("last", last.into())]),
            None => self.format(Key::PeriodOpen, &[("first", period.first().into())]),
        }
    }

    /// A score with exactly this many decimals (at most 4), rounded half away from zero: `62.20`.
    pub fn points(self, points: Points, decimals: u8) -> String {
        let decimals = u32::from(decimals.min(4));
        let unit = 10_u64.pow(4 - decimals);
        let rounded = (points.ten_thousandths().unsigned_abs() + unit / 2) / unit;
        let base = 10_u64.pow(decimals);
        let fraction = if decimals == 0 { String::new() } else { format!("{:0width$}", rounded % base, width = decimals as usize) };
        self.decimal(points.ten_thousandths() < 0 && rounded > 0, rounded / base, &fraction)
    }

    /// A score with as many decimals as it has: `13`, `62.2`.
    pub fn points_exact(self, points: Points) -> String {
        let value = points.ten_thousandths().unsigned_abs();
        let fraction = format!("{:04}", value % 10_000);
        self.decimal(points.ten_thousandths() < 0, value / 10_000, fraction.trim_end_matches('0'))
    }

    /// A difference of scores with its sign: `+3`, `−5`, `0`.
    pub fn points_signed(self, points: Points) -> String {
        let sign = if points > Points::ZERO { "+" } else { "" };
        format!("{sign}{}", self.points_exact(points))
    }

    /// `$1,250.00`; `−$1,250.00` for takebacks.
    pub fn money(self, money: Money) -> String {
        let cents = money.cents().unsigned_abs();
        let amount = self.decimal(false, cents / 100, &format!("{:02}", cents % 100));
        let key = if money.cents() < 0 { Key::MoneyNegative } else { Key::MoneyPositive };
        self.format(key, &[("amount", amount.into())])
    }

    /// `12,345`.
    pub fn count(self, count: i64) -> String {
        self.decimal(count < 0, count.unsigned_abs(), "")
    }

    /// The same of things that were counted.
    pub fn number_of(self, count: usize) -> String {
        self.count(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// `3, 5 and 7`.
    pub fn list<S: AsRef<str>>(self, things: &[S]) -> String {
        let words: Vec<&str> = things.iter().map(AsRef::as_ref).collect();
        match words.as_slice() {
            [] => String::new(),
            [only] => (*only).to_owned(),
            [rest @ .., last] => rest.join(&self.say(Key::ListSeparator)) + &self.say(Key::ListLastSeparator) + last,
        }
    }

    /// `item 3`, `items 3, 5 and 7`.
    pub fn items<S: AsRef<str>>(self, items: &[S]) -> String {
        self.format(Key::ItemsListed, &[("count", items.len().into()), ("items", self.list(items).into())])
    }

    /// The short names of the twelve months.
    pub(crate) fn month_names(self) -> [String; 12] {
        MONTHS.map(|key| self.say(key))
    }

    fn day_parts(self, day: Day) -> [(&'static str, Arg); 3] {
        let month = usize::try_from(day.month() - 1).ok().and_then(|index| MONTHS.get(index));
        let month = month.map_or_else(|| day.month().to_string(), |key| self.say(*key));
        [("month", month.into()), ("day", day.day_of_month().to_string().into()), ("year", day.year().to_string().into())]
    }

    /// `2:30 PM`.
    pub fn clock_time(self, time: ClockTime) -> String {
        let (hour, minute) = (time.hour(), time.minute());
        let hour12 = if hour % 12 == 0 { 12 } else { hour % 12 };
        let half = if hour < 12 { "am" } else { "pm" };
        let parts = [
            ("hour12", hour12.to_string().into()),
            ("hour24", format!("{hour:02}").into()),
            ("minute", format!("{minute:02}").into()),
            ("half", half.into()),
        ];
        self.format(Key::TimeWritten, &parts)
    }

    fn time_of_day(self, instant: Instant, zone: &ZoneName) -> Arg {
        Arg::Text(self.clock_time(ClockTime::at(instant, zone)))
    }

    fn decimal(self, negative: bool, whole: u64, fraction: &str) -> String {
        let group_sign = self.say(Key::NumberGroupSign).chars().next().unwrap_or(',');
        let mut written = String::from(if negative { "−" } else { "" });
        written.push_str(&grouped(&whole.to_string(), group_sign));
        if !fraction.is_empty() {
            written.push_str(&self.say(Key::NumberDecimalSign));
            written.push_str(fraction);
        }
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use vocabulary::Language;

    fn english() -> Text {
        Text::for_language(&Language::english())
    }

    #[test]
    fn days_and_moments() {
        let new_york: ZoneName = "America/New_York".parse().unwrap();
        let check = |instant: &str, expected: &str| assert_eq!(english().instant(instant.parse().unwrap(), &new_york), expected);
        check("2026-11-23T19:30:00Z", "Nov 23, 2026, 2:30 PM");
        check("2026-11-24T04:59:59Z", "Nov 23, 2026, 11:59 PM");
        check("2026-11-24T05:00:00Z", "Nov 24, 2026, 12:00 AM");
        check("2026-07-01T16:05:00Z", "Jul 1, 2026, 12:05 PM");
        let instant = "2026-11-23T19:30:00Z".parse().unwrap();
        assert_eq!(english().instant_with_zone(instant, &new_york), "Nov 23, 2026, 2:30 PM (Eastern Time, New York)");
        let check = |instant: &str, zone: &str, expected: &str| {
            let found = english().instant_with_zone(instant.parse().unwrap(), &zone.parse().unwrap());
            assert_eq!(found, expected, "{instant} in {zone}");
        };
        // Zones without a name here: the clock of then, and never the id.
        check("2026-11-23T19:30:00Z", "Europe/Berlin", "Nov 23, 2026, 8:30 PM (CET, UTC+01:00)");
        check("2026-07-23T19:30:00Z", "Europe/Berlin", "Jul 23, 2026, 9:30 PM (CEST, UTC+02:00)");
        check("2026-11-23T19:30:00Z", "Asia/Kathmandu", "Nov 24, 2026, 1:15 AM (UTC+05:45)");
        check("2026-11-23T19:30:00Z", "UTC", "Nov 23, 2026, 7:30 PM (UTC)");
        // The hour that clocks show twice.
        check("2026-11-01T06:30:00Z", "America/Chicago", "Nov 1, 2026, 1:30 AM (Central Time, Chicago, CDT)");
        check("2026-11-01T07:30:00Z", "America/Chicago", "Nov 1, 2026, 1:30 AM (Central Time, Chicago, CST)");
        check("2026-11-01T08:30:00Z", "America/Chicago", "Nov 1, 2026, 2:30 AM (Central Time, Chicago)");
        let elsewhere: ZoneName = "Europe/Lisbon".parse().unwrap();
        assert_eq!(english().zone(&elsewhere), "Europe/Lisbon", "what has no name here is not given one");
        let spanish = Text::for_language(&"es".parse().unwrap());
        assert_eq!(spanish.zone(&new_york), "hora oriental, Nueva York");
        assert_eq!(english().zone(&ZoneName::utc()), "UTC");
        assert_eq!(standing_alone("élan"), "Élan");
        assert_eq!(standing_alone("¿sigue?"), "¿Sigue?");
        assert_eq!(english().day_short("2026-05-07".parse().unwrap()), "May 7");
        assert_eq!(english().month("2026-05-07".parse().unwrap()), "May 2026");
    }

    #[test]
    fn periods() {
        let day = |text: &str| text.parse().unwrap();
        let closed = Period::new(day("2026-01-05"), Some(day("2026-02-01"))).unwrap();
        assert_eq!(english().period(closed), "Jan 5, 2026 to Feb 1, 2026");
        assert_eq!(english().period(Period::new(day("2026-01-05"), None).unwrap()), "since Jan 5, 2026");
    }

    #[test]
    fn points_are_rounded_half_away_from_zero() {
        let check = |text: &str, decimals: u8, expected: &str| {
            assert_eq!(english().points(text.parse().unwrap(), decimals), expected, "{text} to {decimals}");
        };
        check("13", 0, "13");
        check("62.25", 1, "62.3");
        check("-62.25", 1, "−62.3");
        check("-0.04", 1, "0.0");
        check("0.6667", 4, "0.6667");
        check("999.96", 1, "1,000.0");
    }

    #[test]
    fn differences_carry_their_sign() {
        let check = |text: &str, expected: &str| assert_eq!(english().points_signed(text.parse().unwrap()), expected);
        check("3", "+3");
        check("-5.5", "−5.5");
        check("0", "0");
    }

    #[test]
    fn money_in_dollars_and_cents() {
        let check = |cents: i64, expected: &str| assert_eq!(english().money(Money::from_cents(cents)), expected);
        check(125_000, "$1,250.00");
        check(5, "$0.05");
        check(-123_456_789, "−$1,234,567.89");
        check(i64::MIN, "−$92,233,720,368,547,758.08");
    }

    #[test]
    fn lists() {
        assert_eq!(english().items(&["3"]), "item 3");
        assert_eq!(english().items(&["3", "5", "7a"]), "items 3, 5 and 7a");
        assert_eq!(english().list::<&str>(&[]), "");
    }

    proptest! {
        #[test]
        fn grouping_keeps_every_digit(count in any::<i64>()) {
            let written = english().count(count);
            prop_assert_eq!(written.replace(',', "").replace('−', "-"), count.to_string());
            prop_assert!(written.trim_start_matches('−').split(',').skip(1).all(|group| group.len() == 3));
        }

        #[test]
        fn exact_points_lose_nothing(value in -9_999_999_999i64..9_999_999_999) {
            let points = Points::from_ten_thousandths(value);
            let written = english().points_exact(points).replace(',', "").replace('−', "-");
            prop_assert_eq!(written.parse::<Points>(), Ok(points));
        }
    }
}
