//! When measures are taken. A series that appears only just before each authorization ends looks made for the payer, and a payer says so; the
//! share is reported to the practice before anybody else finds it.

use vocabulary::Day;

/// How many days up to the last covered day count as just before it.
const JUST_BEFORE_DAYS: i32 = 2;

/// The share of measures taken just before an authorization ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clustering {
    /// Measures taken on the last covered day or the two days before it.
    pub just_before: u32,
    /// All measures taken while an authorization ran.
    pub all: u32,
    /// How many would fall on those days if measures were spread evenly, in hundredths of a measure.
    pub expected_hundredths: u32,
}

impl Clustering {
    /// Counts the measures of a stay against its authorizations, given by their first and last covered day.
    pub fn of(measures: &[Day], covered: &[(Day, Day)]) -> Self {
        let is_covered = |day: Day| covered.iter().any(|(first, last)| *first <= day && day <= *last);
        let is_just_before =
            |day: Day| covered.iter().any(|(first, last)| *first <= day && (0..=JUST_BEFORE_DAYS).contains(&last.days_since(day)));
        let inside: Vec<Day> = measures.iter().copied().filter(|day| is_covered(*day)).collect();
        let days: Vec<Day> = days_of(covered);
        let near = days.iter().filter(|day| is_just_before(**day)).count();
        let expected = (inside.len() * near * 100).checked_div(days.len()).unwrap_or(0);
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self {
            just_before: count(inside.iter().filter(|day| is_just_before(**day)).count()),
            all: count(inside.len()),
            expected_hundredths: count(expected),
        }
    }

    /// Just before of all in a hundred, rounded down; `None` without measures.
    pub fn percent(&self) -> Option<u32> {
        (self.just_before * 100).checked_div(self.all)
    }
}

fn days_of(covered: &[(Day, Day)]) -> Vec<Day> {
    let mut days: Vec<Day> =
        (covered.iter()).flat_map(|(first, last)| (0..=last.days_since(*first)).map(|offset| first.plus_days(offset))).collect();
    days.sort_unstable();
    days.dedup();
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i8) -> Day {
        Day::new(2026, 3, number).unwrap()
    }

    #[test]
    fn the_share_just_before_the_end_stands_beside_what_an_even_spread_would_give() {
        let check = |measures: &[i8], expected: (u32, u32, u32)| {
            let measures: Vec<Day> = measures.iter().map(|number| day(*number)).collect();
            let found = Clustering::of(&measures, &[(day(2), day(11)), (day(12), day(21))]);
            assert_eq!((found.just_before, found.all, found.expected_hundredths), expected);
        };
        check(&[10, 11, 20, 21], (4, 4, 120));
        check(&[2, 7, 12, 17], (0, 4, 120));
        check(&[1, 25], (0, 0, 0));
        assert_eq!(Clustering::default().percent(), None);
    }
}
