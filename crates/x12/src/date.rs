//! Days and periods as X12 writes them.

use std::fmt;

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year, four digits.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl Date {
    /// A day that exists.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let last = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        (1..=9999).contains(&year).then_some(())?;
        (1..=last).contains(&day).then_some(Self { year, month, day })
    }

    /// Reads `CCYYMMDD`, or `YYMMDD` of the years 1950 to 2049.
    #[inline]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let two = |at: usize| -> Option<u16> {
            let (tens, ones) = (bytes[at].wrapping_sub(b'0'), bytes[at + 1].wrapping_sub(b'0'));
            (tens < 10 && ones < 10).then(|| u16::from(tens * 10 + ones))
        };
        let (year, rest) = match bytes.len() {
            8 => (two(0)? * 100 + two(2)?, 4),
            6 => (two(0).map(|year| if year < 50 { 2000 + year } else { 1900 + year })?, 2),
            _ => return None,
        };
        Self::new(year, u8::try_from(two(rest)?).ok()?, u8::try_from(two(rest + 2)?).ok()?)
    }
}

/// `CCYYMMDD`.
impl fmt::Display for Date {
    fn fmt(&self, output: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(output, "{:04}{:02}{:02}", self.year, self.month, self.day)
    }
}

/// A day, or the days from one to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day; the same for one day.
    pub to: Date,
}

impl Period {
    /// One day.
    pub const fn day(day: Date) -> Self {
        Self { from: day, to: day }
    }

    /// Reads a value in the format that its qualifier (data element 1250) names. The time of day in `DT` and `RDT` is not part of a period.
    /// `None` for a format that names no day, for a day that does not exist, and for a period that ends before it begins.
    pub fn read(format: &[u8], value: &[u8]) -> Option<Self> {
        let day_of = |value: &[u8]| value.get(..8).and_then(Date::read);
        match format {
            b"D8" | b"D6" => Date::read(value).map(Self::day),
            b"DT" => day_of(value).filter(|_| is_time(&value[8..])).map(Self::day),
            b"RD8" | b"RD6" | b"RDT" => {
                let cut = value.iter().position(|&byte| byte == b'-')?;
                let (from, to) = (&value[..cut], &value[cut + 1..]);
                let read = |part: &[u8]| if format == b"RDT" { day_of(part).filter(|_| is_time(&part[8..])) } else { Date::read(part) };
                let period = Self { from: read(from)?, to: read(to)? };
                (period.from <= period.to).then_some(period)
            }
            _ => None,
        }
    }
}

/// `HHMM`, `HHMMSS`, `HHMMSSD` or `HHMMSSDD`.
#[inline]
pub(crate) fn is_time(bytes: &[u8]) -> bool {
    let pair = |at: usize| (bytes[at] - b'0') * 10 + (bytes[at + 1] - b'0');
    matches!(bytes.len(), 4 | 6 | 7 | 8)
        && bytes.iter().all(u8::is_ascii_digit)
        && pair(0) < 24
        && pair(2) < 60
        && (bytes.len() < 6 || pair(4) < 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_read() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(Date::read(text.as_bytes()).map(|day| day.to_string()).as_deref(), expected, "{text}");
        };
        check("20260228", Some("20260228"));
        check("20240229", Some("20240229"));
        check("20260229", None);
        check("20261301", None);
        check("20260100", None);
        check("00000101", None);
        check("260105", Some("20260105"));
        check("991231", Some("19991231"));
        check("2026010", None);
        check("2026-1-1", None);
        check("", None);
    }

    #[test]
    fn periods_follow_their_format() {
        let check = |format: &str, value: &str, expected: Option<(&str, &str)>| {
            let found = Period::read(format.as_bytes(), value.as_bytes()).map(|period| (period.from.to_string(), period.to.to_string()));
            assert_eq!(found, expected.map(|(from, to)| (from.to_owned(), to.to_owned())), "{format} {value}");
        };
        check("D8", "20260105", Some(("20260105", "20260105")));
        check("RD8", "20260105-20260107", Some(("20260105", "20260107")));
        check("RD8", "20260105", None);
        check("RD8", "20260107-20260105", None);
        check("DT", "202601050930", Some(("20260105", "20260105")));
        check("DT", "202601052530", None);
        check("RDT", "202601050930-202601061000", Some(("20260105", "20260106")));
        check("DT", "2026", None);
        check("TM", "0930", None);
    }
}
