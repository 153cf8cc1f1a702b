//! What appeals came to: day by day, and as rates with their counts.

use std::collections::{BTreeMap, BTreeSet};

use vocabulary::{Day, LevelOfCare, Period};

use super::DayOutcome;

/// What was decided by one payer about one level of care. Only the practice's own appeals are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OverturnRate {
    /// Appeals that were decided.
    pub decided: usize,
    /// Of these, those in which every day was overturned.
    pub in_full: usize,
    /// Of these, those in which some days were and some were not.
    pub in_part: usize,
    /// Days that were decided about.
    pub days: usize,
    /// Of these, those that were overturned.
    pub days_overturned: usize,
}

impl OverturnRate {
    /// Adds the runs of days of one decided appeal; an appeal without a day counts as nothing.
    pub fn add(&mut self, runs: &[(Period, DayOutcome)]) {
        let days =
            |outcome: DayOutcome| -> usize { runs.iter().filter(|(_, each)| *each == outcome).map(|(period, _)| days_in(*period)).sum() };
        let (overturned, upheld) = (days(DayOutcome::Overturned), days(DayOutcome::Upheld));
        if overturned + upheld == 0 {
            return;
        }
        self.decided += 1;
        self.in_full += usize::from(upheld == 0);
        self.in_part += usize::from(upheld > 0 && overturned > 0);
        self.days += overturned + upheld;
        self.days_overturned += overturned;
    }

    /// Appeals that won at least one day.
    pub const fn won(&self) -> usize {
        self.in_full + self.in_part
    }
}

/// Rates by payer and level.
pub type OverturnRates = BTreeMap<(String, LevelOfCare), OverturnRate>;

fn days_in(period: Period) -> usize {
    period.last().and_then(|last| usize::try_from(last.days_since(period.first()) + 1).ok()).unwrap_or(0)
}

/// At most so many days are in one dispute: a year, and a day for the leap.
const DAYS_MAX: i32 = 366;

/// The days that a decision left without coverage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DaysInDispute {
    /// From the first to the last of them; without an end where the decision has none.
    pub period: Period,
    /// Each of them, in order. What was won between two of them is none.
    pub days: Vec<Day>,
}

impl DaysInDispute {
    /// Every day of a period; of one without an end those up to today.
    pub fn whole(period: Period, today: Day) -> Self {
        Self { period, days: days_of(period, today) }
    }

    /// The days of these periods, in the order of time; `None` where there is none.
    pub fn of(periods: &[Period], today: Day) -> Option<Self> {
        let days: BTreeSet<Day> = periods.iter().flat_map(|period| days_of(*period, today)).collect();
        let period = Period::new(*days.first()?, days.last().copied()).ok()?;
        Some(Self { period, days: days.into_iter().collect() })
    }

    /// The days without those of these periods; `None` where none is left.
    #[must_use]
    pub fn without(self, granted: &[Period]) -> Option<Self> {
        let days: Vec<Day> = self.days.iter().copied().filter(|day| granted.iter().all(|period| !period.contains(*day))).collect();
        if days.len() == self.days.len() {
            return (!days.is_empty()).then_some(self);
        }
        // What has no end goes on after the last day that is counted, where that one is left.
        let last = if days.last() == self.days.last() { self.period.last() } else { days.last().copied() };
        let period = Period::new(*days.first()?, last).ok()?;
        Some(Self { period, days })
    }

    /// True for a day that is one of them. What has no end goes on after the last day that is counted.
    pub fn contains(&self, day: Day) -> bool {
        let goes_on = self.period.last().is_none() && self.days.last().is_none_or(|last| day > *last);
        self.period.contains(day) && (goes_on || self.days.contains(&day))
    }

    /// The days as runs of one outcome each, in order: those that are overturned, and all others as upheld. Days that are not in dispute are not
    /// among them.
    pub fn runs(&self, overturned: &[Day]) -> Vec<(Period, DayOutcome)> {
        let outcome = |day: Day| if overturned.contains(&day) { DayOutcome::Overturned } else { DayOutcome::Upheld };
        let joins = |one: &Day, next: &Day| one.plus_days(1) == *next && outcome(*one) == outcome(*next);
        let run = |days: &[Day]| Some((Period::new(*days.first()?, days.last().copied()).ok()?, outcome(*days.first()?)));
        self.days.chunk_by(joins).filter_map(run).collect()
    }
}

/// The day before the earliest one from today on, up to a last one, that was denied; the last one where none was.
pub fn before_earliest(last: Day, today: Day, is_denied: impl Fn(Day) -> bool) -> Day {
    let mut to_come = (0..=last.days_since(today).min(DAYS_MAX)).map(|after| today.plus_days(after));
    to_come.find(|day| is_denied(*day)).map_or(last, |day| day.plus_days(-1))
}

/// The last day that is covered without a break from today on, of days that were granted up to one and of which some were denied since: the one before the
/// earliest of these that is still to come, whichever denial it is of, and whatever stays covered after it. Where none is to come, the last that stands.
pub fn last_left(granted_until: Day, today: Day, is_denied: impl Fn(Day) -> bool) -> Day {
    let mut last = before_earliest(granted_until, today, &is_denied);
    while is_denied(last) {
        last = last.plus_days(-1);
    }
    last
}

/// Days as periods without gaps, in order.
pub fn periods(days: &[Day]) -> Vec<Period> {
    let run = |days: &[Day]| Period::new(*days.first()?, days.last().copied()).ok();
    days.chunk_by(|one, next| one.plus_days(1) == *next).filter_map(run).collect()
}

fn days_of(period: Period, today: Day) -> Vec<Day> {
    let last = period.last().unwrap_or(today);
    (0..=last.days_since(period.first()).min(DAYS_MAX - 1)).map(|after| period.first().plus_days(after)).collect()
}
