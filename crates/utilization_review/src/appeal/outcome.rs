//! What appeals came to: day by day, and as rates with their counts.

use std::collections::BTreeMap;

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

/// The days of a dispute as runs of one outcome each, in order. Days outside of the dispute are not among them.
pub fn runs(dispute: Period, overturned: &[Day]) -> Vec<(Period, DayOutcome)> {
    let Some(last) = dispute.last() else { return Vec::new() };
    let outcome = |day: Day| if overturned.contains(&day) { DayOutcome::Overturned } else { DayOutcome::Upheld };
    let mut runs: Vec<(Day, Day, DayOutcome)> = Vec::new();
    for after in 0..=last.days_since(dispute.first()) {
        let day = dispute.first().plus_days(after);
        match runs.last_mut() {
            Some((_, end, of)) if *of == outcome(day) => *end = day,
            _ => runs.push((day, day, outcome(day))),
        }
    }
    runs.into_iter().filter_map(|(first, last, outcome)| Some((Period::new(first, Some(last)).ok()?, outcome))).collect()
}
