//! The two axes: scores upwards, days to the right, and the ticks that a reader expects on each.

use vocabulary::{Day, Points};

use crate::score_chart::{Band, ChartWords, ScoreChart};

/// Maps one interval onto another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    from: (f64, f64),
    to: (f64, f64),
}

impl Scale {
    /// From one interval, which is not empty, onto another.
    pub(crate) fn new(from: (f64, f64), to: (f64, f64)) -> Self {
        Self { from, to }
    }

    /// Where a value lies. A value outside the interval is drawn at its end.
    pub(crate) fn at(self, value: f64) -> f64 {
        let share = ((value - self.from.0) / (self.from.1 - self.from.0)).clamp(0.0, 1.0);
        self.to.0 + share * (self.to.1 - self.to.0)
    }
}

/// Scores upwards, with a margin above and below so that a mark at either end of the range is whole.
pub(crate) fn score_scale(range: (Points, Points), top: f64, bottom: f64, margin: f64) -> Scale {
    let (low, high) = (range.0.to_f64(), range.1.to_f64());
    let (low, high) = if high > low { (low, high) } else { (low - 1.0, low + 1.0) };
    Scale::new((low, high), (bottom - margin, top + margin))
}

/// Where each band begins and ends on the axis: halfway between the highest score of one and the lowest of the next, so that each whole score
/// lies inside its own band. The outermost have no end.
pub(crate) fn band_edges(bands: &[Band]) -> Vec<(Option<f64>, Option<f64>)> {
    let halfway = |lower: &Band, upper: &Band| f64::midpoint(lower.to.to_f64(), upper.from.to_f64());
    (0..bands.len())
        .map(|index| {
            let below = index.checked_sub(1).map(|before| halfway(&bands[before], &bands[index]));
            let above = bands.get(index + 1).map(|after| halfway(&bands[index], after));
            (below, above)
        })
        .collect()
}

/// The scores to name beside the axis: where bands begin and the range ends; round numbers where there are no bands.
pub(crate) fn score_ticks(range: (Points, Points), bands: &[Band]) -> Vec<Points> {
    let mut ticks: Vec<Points> = if bands.is_empty() { round_numbers(range) } else { bands.iter().map(|band| band.from).collect() };
    ticks.extend([range.0, range.1]);
    ticks.retain(|tick| *tick >= range.0 && *tick <= range.1);
    ticks.sort_unstable();
    ticks.dedup();
    ticks
}

fn round_numbers(range: (Points, Points)) -> Vec<Points> {
    const WHOLE: i64 = 10_000;
    let (low, high) = (range.0.ten_thousandths(), range.1.ten_thousandths());
    let steps = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 10_000, 100_000].map(|step| step * WHOLE);
    let step = steps.into_iter().find(|step| (high - low) / step <= 5).unwrap_or(steps[steps.len() - 1]);
    let first = low.div_euclid(step) * step;
    (0..8).map(|index| Points::from_ten_thousandths(first + index * step)).collect()
}

/// The days a chart reaches over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DayRange {
    pub(crate) first: Day,
    pub(crate) last: Day,
}

impl DayRange {
    /// From the earliest to the latest day of the chart; a few days wide when there is only one.
    pub(crate) fn of(chart: &ScoreChart) -> Self {
        let points = chart.points.iter().map(|point| point.day);
        let starts = chart.levels.iter().map(|level| level.first);
        let ends = chart.levels.iter().map(|level| level.last.unwrap_or(chart.until).max(level.first));
        Self::over(points.chain(starts).chain(ends), chart.until)
    }

    /// From the earliest to the latest of some days; a few days wide when there is only one, a month up to `until` when there is none.
    pub(crate) fn over(days: impl Iterator<Item = Day>, until: Day) -> Self {
        let ends = days.map(|day| (day, day)).reduce(|(first, last), (day, _)| (first.min(day), last.max(day)));
        let (first, last) = ends.unwrap_or((until.plus_days(-30), until));
        let short = 6 - last.days_since(first);
        if short <= 0 {
            return Self { first, last };
        }
        Self { first: first.plus_days(-(short / 2)), last: last.plus_days(short - short / 2) }
    }

    pub(crate) fn days(self) -> i32 {
        self.last.days_since(self.first)
    }

    /// Days to the right.
    pub(crate) fn scale(self, left: f64, right: f64) -> Scale {
        Scale::new((0.0, f64::from(self.days().max(1))), (left, right))
    }
}

/// A tick of the day axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DayTick {
    pub(crate) day: Day,
    /// Below the axis: a day, a month or a year.
    pub(crate) label: String,
    /// Below that, where the year begins or first shows; empty for years themselves.
    pub(crate) year: String,
}

/// How far apart ticks are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Days(i32),
    Months(i32),
    Years(i32),
}

/// Steps from fine to coarse, with about how many days they take.
const STEPS: [(Step, i32); 13] = [
    (Step::Days(1), 1),
    (Step::Days(2), 2),
    (Step::Days(7), 7),
    (Step::Days(14), 14),
    (Step::Months(1), 30),
    (Step::Days(28), 30),
    (Step::Months(2), 61),
    (Step::Months(3), 91),
    (Step::Months(6), 182),
    (Step::Years(1), 365),
    (Step::Years(2), 731),
    (Step::Years(5), 1826),
    (Step::Years(10), 3653),
];

/// Ticks for a range of days, no more than `most` of them (but always at least one).
pub(crate) fn day_ticks(range: DayRange, most: usize, words: &ChartWords) -> Vec<DayTick> {
    let most = i32::try_from(most.max(2)).unwrap_or(i32::MAX);
    let fitting = || STEPS.iter().filter(|(_, days)| range.days() / days < most).map(|(step, _)| *step);
    // One month begins inside seven weeks, and one tick says little: four-week steps are for that.
    let step = fitting().find(|step| days_of(*step, range).len() > 1).or_else(|| fitting().next()).unwrap_or(Step::Years(20));
    let days = days_of(step, range);
    let mut year_shown = None;
    (days.into_iter())
        .map(|day| {
            let label = match step {
                Step::Days(_) => words.short_day(day),
                Step::Months(_) => words.month(day).to_owned(),
                Step::Years(_) => day.year().to_string(),
            };
            let shows_year = !matches!(step, Step::Years(_)) && year_shown != Some(day.year());
            year_shown = Some(day.year());
            DayTick { day, label, year: if shows_year { day.year().to_string() } else { String::new() } }
        })
        .collect()
}

/// The days of a step inside a range; the first day of the range when none falls inside.
fn days_of(step: Step, range: DayRange) -> Vec<Day> {
    let inside: Vec<Day> = match step {
        Step::Days(days) => (0..).map(|index| range.first.plus_days(index * days)).take_while(|day| *day <= range.last).take(400).collect(),
        Step::Months(months) => month_starts(range, months),
        Step::Years(years) => month_starts(range, 12).into_iter().filter(|day| i32::from(day.year()) % years == 0).collect(),
    };
    if inside.is_empty() { vec![range.first] } else { inside }
}

/// First days of months; of every third month, say, counted from January.
fn month_starts(range: DayRange, months: i32) -> Vec<Day> {
    let month_of = |day: Day| i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
    let starts = (month_of(range.first)..=month_of(range.last)).filter(|month| month % months == 0).filter_map(|month| {
        let year = i16::try_from(month.div_euclid(12)).ok()?;
        let month = i8::try_from(month.rem_euclid(12) + 1).ok()?;
        Day::new(year, month, 1).ok()
    });
    starts.filter(|day| *day >= range.first && *day <= range.last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score_chart::tests::words;
    use proptest::prelude::*;

    fn range(first: &str, last: &str) -> DayRange {
        DayRange { first: first.parse().unwrap(), last: last.parse().unwrap() }
    }

    fn check_ticks(first: &str, last: &str, expected: &str) {
        let ticks = day_ticks(range(first, last), 8, &words());
        let written: Vec<String> = ticks.iter().map(|tick| format!("{} {}", tick.label, tick.year).trim_end().to_owned()).collect();
        assert_eq!(written.join(" | "), expected, "{first} to {last}");
    }

    #[test]
    fn ticks_from_days_to_years() {
        check_ticks("2026-11-20", "2026-11-26", "Nov 20 2026 | Nov 21 | Nov 22 | Nov 23 | Nov 24 | Nov 25 | Nov 26");
        check_ticks("2026-12-20", "2027-01-24", "Dec 20 2026 | Dec 27 | Jan 3 2027 | Jan 10 | Jan 17 | Jan 24");
        check_ticks("2026-01-05", "2026-04-05", "Jan 5 2026 | Jan 19 | Feb 2 | Feb 16 | Mar 2 | Mar 16 | Mar 30");
        check_ticks("2026-01-05", "2026-08-20", "Feb 2026 | Mar | Apr | May | Jun | Jul | Aug");
        check_ticks("2025-10-05", "2027-03-20", "Jan 2026 | Apr | Jul | Oct | Jan 2027");
        check_ticks("2022-02-05", "2027-03-20", "2023 | 2024 | 2025 | 2026 | 2027");
        check_ticks("1990-02-05", "2027-03-20", "1995 | 2000 | 2005 | 2010 | 2015 | 2020 | 2025");
    }

    #[test]
    fn seven_weeks_on_a_narrow_axis_have_more_than_one_tick() {
        let ticks = day_ticks(range("2026-06-02", "2026-07-28"), 4, &words());
        assert_eq!(ticks.iter().map(|tick| tick.label.as_str()).collect::<Vec<_>>(), ["Jun 2", "Jun 30", "Jul 28"]);
    }

    #[test]
    fn a_whole_score_lies_inside_its_band() {
        let band = |from, to| Band { from: Points::from_whole(from), to: Points::from_whole(to), name: String::new(), severity: 0 };
        let edges = band_edges(&[band(0, 4), band(5, 9), band(10, 14)]);
        assert_eq!(edges, [(None, Some(4.5)), (Some(4.5), Some(9.5)), (Some(9.5), None)]);
    }

    #[test]
    fn scores_are_named_where_bands_begin_or_at_round_numbers() {
        let whole = |ticks: Vec<Points>| ticks.into_iter().map(|tick| tick.whole().unwrap()).collect::<Vec<_>>();
        let range = |low, high| (Points::from_whole(low), Points::from_whole(high));
        assert_eq!(whole(score_ticks(range(0, 100), &[])), [0, 20, 40, 60, 80, 100]);
        assert_eq!(whole(score_ticks(range(0, 12), &[])), [0, 5, 10, 12]);
        let bands = [Band { from: Points::from_whole(5), to: Points::from_whole(27), name: String::new(), severity: 1 }];
        assert_eq!(whole(score_ticks(range(0, 27), &bands)), [0, 5, 27]);
    }

    proptest! {
        #[test]
        fn ticks_lie_inside_and_ascend(first in -20_000i32..20_000, days in 0i32..8_000, most in 2usize..12) {
            let first = Day::new(2000, 1, 1).unwrap().plus_days(first);
            let range = DayRange { first, last: first.plus_days(days) };
            let ticks = day_ticks(range, most, &words());
            prop_assert!(!ticks.is_empty() && ticks.len() <= most + 1);
            prop_assert!(ticks.iter().all(|tick| tick.day >= range.first && tick.day <= range.last));
            prop_assert!(ticks.windows(2).all(|pair| pair[0].day < pair[1].day));
        }

        #[test]
        fn a_later_day_is_never_further_left(one in 0i32..5000, other in 0i32..5000, width in 1i32..5000) {
            let range = DayRange { first: Day::new(2020, 1, 1).unwrap(), last: Day::new(2020, 1, 1).unwrap().plus_days(width) };
            let scale = range.scale(40.0, 600.0);
            let (left, right) = (one.min(other), one.max(other));
            prop_assert!(scale.at(f64::from(left)) <= scale.at(f64::from(right)));
        }
    }
}
