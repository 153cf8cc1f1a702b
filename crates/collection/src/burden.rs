//! What a protocol asks of people: minutes a week of one patient, and whether that is more than the protocol itself allows.
//!
//! Questions are counted as the definitions have them, each taking [`SECONDS_PER_QUESTION`]. What a check-in asks once for two instruments is counted
//! twice here: the figure is never too low. Measures before a review and after discharge come too rarely to be a load of a week and are left out.

use instruments::Respondent;

use crate::check_in::SECONDS_PER_QUESTION;
use crate::protocol::Schedule;

/// Minutes a week that a schedule may ask of one person where it says nothing itself. A choice of ours; rests on no study.
pub const BUDGET_MINUTES: u16 = 10;

/// What one schedule asks of one kind of respondent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Burden {
    /// Who answers.
    pub respondent: Respondent,
    /// Seconds at intake, in one visit.
    pub intake_seconds: u64,
    /// Seconds a week during treatment, on average.
    pub weekly_seconds: u64,
    /// Minutes a week that the schedule allows.
    pub budget_minutes: u16,
}

impl Burden {
    /// Minutes a week during treatment, rounded up.
    pub const fn weekly_minutes(&self) -> u64 {
        self.weekly_seconds.div_ceil(60)
    }

    /// Minutes at intake, rounded up.
    pub const fn intake_minutes(&self) -> u64 {
        self.intake_seconds.div_ceil(60)
    }

    /// True where it asks more a week than it allows.
    pub const fn exceeds(&self) -> bool {
        self.weekly_seconds > self.budget_minutes as u64 * 60
    }
}

/// What a schedule asks of each of those who answer by it, in the order of respondents. `questions` says how many an instrument has; what is not known
/// counts nothing.
pub fn of_schedule(schedule: &Schedule, questions: impl Fn(&str) -> usize) -> Vec<Burden> {
    let seconds = |instrument: &str| u64::try_from(questions(instrument) * SECONDS_PER_QUESTION).unwrap_or(u64::MAX);
    let respondents = Respondent::ALL.iter().copied().filter(|who| schedule.measures.iter().any(|measure| measure.respondent == *who));
    let burden = |respondent: Respondent| {
        let own = || schedule.measures.iter().filter(move |measure| measure.respondent == respondent);
        let at_intake = own().filter(|measure| measure.intake.is_some()).map(|measure| seconds(&measure.instrument));
        let weekly = own().filter_map(|measure| {
            let every_days = u64::from(measure.in_treatment?.every_days.max(1));
            Some((seconds(&measure.instrument) * 7).div_ceil(every_days))
        });
        Burden {
            respondent,
            intake_seconds: at_intake.sum(),
            weekly_seconds: weekly.sum(),
            budget_minutes: schedule.budget_minutes.unwrap_or(BUDGET_MINUTES),
        }
    };
    respondents.map(burden).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{Around, Interval, Measure};
    use vocabulary::LevelOfCare;

    fn schedule(measures: &[(&str, u16)], budget_minutes: Option<u16>) -> Schedule {
        let around = Around { days_before: 0, days_after: 0 };
        let measure = |(instrument, every_days): &(&str, u16)| Measure {
            instrument: (*instrument).into(),
            short_name: (*instrument).into(),
            respondent: Respondent::Patient,
            intake: Some(around),
            in_treatment: Some(Interval { every_days: *every_days, around }),
            before_review_days: None,
            discharge: None,
            follow_up: Vec::new(),
        };
        let measures = measures.iter().map(measure).collect();
        Schedule { level_of_care: LevelOfCare::IntensiveOutpatient, program: None, budget_minutes, measures }
    }

    fn check(measures: &[(&str, u16)], budget: Option<u16>, expected: (u64, u64, bool)) {
        let questions = |instrument: &str| if instrument == "long" { 90 } else { 9 };
        let all = of_schedule(&schedule(measures, budget), questions);
        let burden = all[0];
        assert_eq!((burden.intake_minutes(), burden.weekly_minutes(), burden.exceeds()), expected, "{measures:?}");
        assert_eq!(all.len(), 1);
    }

    #[test]
    fn minutes_a_week_follow_the_interval_and_are_held_against_the_budget() {
        check(&[("short", 7)], None, (2, 2, false));
        check(&[("short", 14)], None, (2, 1, false));
        check(&[("short", 1)], None, (2, 9, false));
        check(&[("long", 7)], None, (12, 12, true));
        check(&[("long", 7)], Some(15), (12, 12, false));
        check(&[("long", 7), ("short", 7)], Some(13), (14, 14, true));
    }

    #[test]
    fn a_schedule_without_measures_asks_nobody() {
        assert!(of_schedule(&schedule(&[], None), |_| 9).is_empty());
    }
}
