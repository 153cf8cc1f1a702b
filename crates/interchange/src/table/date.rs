//! How a table writes its days.

use vocabulary::{Day, Instant, ZoneName};

use crate::when;

/// A pattern of the words `year`, `month` and `day`, such as `month/day/year`, or `instant`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DatePattern {
    text: String,
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Year,
    Month,
    Day,
    Mark(char),
}

impl DatePattern {
    /// Reads a pattern; `None` unless it names year, month and day once each.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if text == "instant" {
            return Some(Self { text: text.to_owned(), parts: Vec::new() });
        }
        let (mut rest, mut parts) = (text, Vec::new());
        while let Some(first) = rest.chars().next() {
            let word =
                [("year", Part::Year), ("month", Part::Month), ("day", Part::Day)].into_iter().find(|(word, _)| rest.starts_with(word));
            match word {
                Some((word, part)) if !parts.contains(&part) => {
                    parts.push(part);
                    rest = &rest[word.len()..];
                }
                None if !first.is_alphanumeric() => {
                    parts.push(Part::Mark(first));
                    rest = &rest[first.len_utf8()..];
                }
                _ => return None,
            }
        }
        let complete = [Part::Year, Part::Month, Part::Day].iter().all(|part| parts.contains(part));
        complete.then(|| Self { text: text.to_owned(), parts })
    }

    /// The pattern as written.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The instant in a text, where days are written as instants and this one has an offset.
    pub(super) fn instant(&self, text: &str, zone: &ZoneName) -> Option<Instant> {
        if self.parts.is_empty() { when::read(text, zone).and_then(|when| when.instant) } else { None }
    }

    /// Reads a day. A time of day behind it, as spreadsheets write it, is passed over.
    pub(super) fn read(&self, text: &str, zone: &ZoneName) -> Option<Day> {
        if self.parts.is_empty() {
            return when::read(text, zone).map(|when| when.day);
        }
        let (mut rest, mut year, mut month, mut day) = (text, 0_i16, 0_i8, 0_i8);
        for (place, part) in self.parts.iter().enumerate() {
            let joined = !matches!(self.parts.get(place + 1), Some(Part::Mark(_)) | None);
            match part {
                Part::Mark(mark) => rest = rest.strip_prefix(*mark)?,
                Part::Year => year = number(&mut rest, 4, 4)?,
                Part::Month => month = number(&mut rest, if joined { 2 } else { 1 }, 2)?.try_into().ok()?,
                Part::Day => day = number(&mut rest, if joined { 2 } else { 1 }, 2)?.try_into().ok()?,
            }
        }
        let is_time = |rest: &str| rest.starts_with([' ', 'T']) && rest[1..].chars().all(|c| c.is_ascii_digit() || ":. APMapm".contains(c));
        (rest.is_empty() || is_time(rest)).then(|| Day::new(year, month, day).ok()).flatten()
    }
}

fn number(rest: &mut &str, least: usize, most: usize) -> Option<i16> {
    let digits = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
    if digits < least {
        return None;
    }
    let value = rest[..digits].parse().ok()?;
    *rest = &rest[digits..];
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, text: &str, expected: Option<&str>) {
        let day = DatePattern::parse(pattern).unwrap().read(text, &ZoneName::utc()).map(|day| day.to_string());
        assert_eq!(day.as_deref(), expected, "{text} as {pattern}");
    }

    #[test]
    fn days_are_read_by_their_pattern_only() {
        check("year-month-day", "2026-01-05", Some("2026-01-05"));
        check("month/day/year", "1/5/2026", Some("2026-01-05"));
        check("month/day/year", "1/5/2026 0:00", Some("2026-01-05"));
        check("day.month.year", "05.01.2026", Some("2026-01-05"));
        check("yearmonthday", "20260105", Some("2026-01-05"));
        check("instant", "2026-01-05T10:00:00Z", Some("2026-01-05"));
        for text in ["1/5/26", "13/1/2026", "2026-01-05", "1/5/2026x", "", "1/é/2026", "2/30/2026"] {
            check("month/day/year", text, None);
        }
        check("yearmonthday", "202615", None);
    }

    #[test]
    fn patterns_name_each_part_once() {
        for pattern in ["", "year-month", "year-year-month-day", "dd/mm/yyyy", "yearmonthdayhour"] {
            assert_eq!(DatePattern::parse(pattern), None, "{pattern}");
        }
    }
}
