//! Follow-up after a discharge: when somebody is to be reached again, whether they were, and what that adds up to.
//!
//! Four times, 30, 90, 180 and 365 days after the last day of the episode, each with a window around it. Whoever is not reached in the window is lost *at
//! that time* and is asked again at the next. Nobody is left out of the count: the rates are of everybody whose window has ended, those who died apart.

use care::AttemptOutcome;
use vocabulary::Day;

/// Days after the discharge at which somebody is to be reached.
pub const MILESTONES_DAYS: [u32; 4] = [30, 90, 180, 365];

/// Days before a milestone from which an answer counts for it. A choice of the house.
const OPENS_DAYS_BEFORE: i32 = 7;
/// Days after a milestone until which one tries. A choice of the house: windows share no day.
const CLOSES_DAYS_AFTER: i32 = 45;

/// How it stands with one person at one milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// The window has not begun.
    NotYet,
    /// The window is open and they were not reached yet.
    Open,
    /// They answered, or were spoken with.
    Reached,
    /// They do not want to be asked: at this time or at an earlier one.
    Declined,
    /// The window ended without them.
    Lost,
    /// They died; they count in no rate.
    Died,
}

/// One attempt, as the rule needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// For which milestone.
    pub milestone_days: u32,
    /// On which day, local to the program.
    pub day: Day,
    /// What came of it.
    pub outcome: AttemptOutcome,
}

/// First and last day of a milestone's window.
pub fn window(discharged: Day, milestone_days: u32) -> (Day, Day) {
    let due = discharged.plus_days(i32::try_from(milestone_days).unwrap_or(i32::MAX));
    (due.plus_days(-OPENS_DAYS_BEFORE), due.plus_days(CLOSES_DAYS_AFTER))
}

/// How it stands with somebody at a milestone. `answered` are the days of their follow-up administrations.
pub fn standing(discharged: Day, died: bool, milestone_days: u32, answered: &[Day], attempts: &[Attempt], today: Day) -> Standing {
    let (opens, closes) = window(discharged, milestone_days);
    let of_this = |attempt: &&Attempt| attempt.milestone_days == milestone_days;
    let spoken = attempts.iter().filter(of_this).any(|attempt| attempt.outcome == AttemptOutcome::Reached);
    if spoken || answered.iter().any(|day| (opens..=closes).contains(day)) {
        return Standing::Reached;
    }
    if died {
        return Standing::Died;
    }
    let declined = |attempt: &Attempt| attempt.milestone_days <= milestone_days && attempt.outcome == AttemptOutcome::Declined;
    match today {
        _ if attempts.iter().any(declined) => Standing::Declined,
        today if today < opens => Standing::NotYet,
        today if today <= closes => Standing::Open,
        _ => Standing::Lost,
    }
}

/// How many people stand how at one milestone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// The milestone.
    pub milestone_days: u32,
    /// Reached.
    pub reached: usize,
    /// Declined.
    pub declined: usize,
    /// Lost.
    pub lost: usize,
    /// Still to be reached.
    pub open: usize,
    /// Not yet due.
    pub not_yet: usize,
    /// Died.
    pub died: usize,
}

impl Account {
    /// Everybody of whom it is known how it ended: the number that rates are of.
    pub const fn ended(&self) -> usize {
        self.reached + self.declined + self.lost
    }

    fn add(&mut self, standing: Standing) {
        let count = match standing {
            Standing::NotYet => &mut self.not_yet,
            Standing::Open => &mut self.open,
            Standing::Reached => &mut self.reached,
            Standing::Declined => &mut self.declined,
            Standing::Lost => &mut self.lost,
            Standing::Died => &mut self.died,
        };
        *count += 1;
    }
}

/// Adds up standings by milestone, in the order of [`MILESTONES_DAYS`].
pub fn account(standings: impl IntoIterator<Item = (u32, Standing)>) -> Vec<Account> {
    let mut accounts = MILESTONES_DAYS.map(|milestone_days| Account { milestone_days, ..Account::default() });
    for (milestone, standing) in standings {
        if let Some(account) = accounts.iter_mut().find(|account| account.milestone_days == milestone) {
            account.add(standing);
        }
    }
    accounts.to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn check(milestone: u32, today: &str, answered: &[&str], attempts: &[(u32, &str, AttemptOutcome)], expected: Standing) {
        let answered: Vec<Day> = answered.iter().map(|text| day(text)).collect();
        let attempts: Vec<Attempt> = attempts
            .iter()
            .map(|(milestone_days, on, outcome)| Attempt { milestone_days: *milestone_days, day: day(on), outcome: *outcome })
            .collect();
        assert_eq!(
            standing(day("2026-01-01"), false, milestone, &answered, &attempts, day(today)),
            expected,
            "{milestone} days, on {today}"
        );
    }

    #[test]
    fn a_window_opens_closes_and_says_who_was_reached() {
        check(30, "2026-01-23", &[], &[], Standing::NotYet);
        check(30, "2026-01-24", &[], &[], Standing::Open);
        check(30, "2026-03-17", &[], &[], Standing::Open);
        check(30, "2026-03-18", &[], &[], Standing::Lost);
        check(30, "2026-03-18", &["2026-02-10"], &[], Standing::Reached);
        check(30, "2026-03-18", &["2026-01-10"], &[], Standing::Lost);
        check(30, "2026-02-10", &[], &[(30, "2026-02-09", AttemptOutcome::NoAnswer)], Standing::Open);
        check(30, "2026-02-10", &[], &[(30, "2026-02-09", AttemptOutcome::Reached)], Standing::Reached);
    }

    #[test]
    fn who_declined_is_not_asked_again_and_may_still_answer() {
        let declined = [(90, "2026-04-01", AttemptOutcome::Declined)];
        check(30, "2026-04-02", &["2026-02-01"], &declined, Standing::Reached);
        check(90, "2026-04-02", &[], &declined, Standing::Declined);
        check(180, "2026-04-02", &[], &declined, Standing::Declined);
        check(180, "2026-07-02", &["2026-07-01"], &declined, Standing::Reached);
    }

    #[test]
    fn windows_share_no_day() {
        for pair in MILESTONES_DAYS.windows(2) {
            assert!(window(day("2026-01-01"), pair[0]).1 < window(day("2026-01-01"), pair[1]).0, "{pair:?}");
        }
    }

    #[test]
    fn everybody_is_counted_once_and_those_who_died_are_in_no_rate() {
        let died = standing(day("2026-01-01"), true, 30, &[], &[], day("2026-06-01"));
        let all =
            [(30, Standing::Reached), (30, Standing::Lost), (30, died), (30, Standing::Open), (90, Standing::NotYet), (7, Standing::Lost)];
        let accounts = account(all);
        assert_eq!((accounts[0].ended(), accounts[0].died, accounts[0].open, accounts[1].not_yet), (2, 1, 1, 1));
    }
}
