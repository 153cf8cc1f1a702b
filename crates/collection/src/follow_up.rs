//! Follow-up after a discharge: when somebody is to be reached again, whether they were, and what that adds up to.
//!
//! Four times, 30, 90, 180 and 365 days after the last day of the episode, each with a window around it. Whoever is not reached in the window is lost *at
//! that time* and is asked again at the next. Nobody is left out of the count: the rates are of everybody whose window has ended, those who died apart.

use care::AttemptOutcome;
use vocabulary::Day;

use crate::protocol::{Around, FollowUp, Protocol};

/// Days after the discharge at which somebody is to be reached.
pub const MILESTONES_DAYS: [u32; 4] = [30, 90, 180, 365];

/// Days before a milestone from which an answer counts for it, and days after it until which one tries, where the protocol asks for nothing at that
/// time. What the shipped protocol asks for: a test holds them together.
const WITHOUT_PROTOCOL: [(u32, Around); 4] = [
    (30, Around { days_before: 10, days_after: 14 }),
    (90, Around { days_before: 14, days_after: 21 }),
    (180, Around { days_before: 21, days_after: 30 }),
    (365, Around { days_before: 60, days_after: 60 }),
];

/// How it stands with one person at one milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// The window has not begun.
    NotYet,
    /// The window is open and they were not reached yet.
    Open,
    /// They answered, or were spoken with.
    Reached,
    /// They do not want to be asked, and said so before the window ended: at this time or at an earlier one.
    Declined,
    /// The window ended without them.
    Lost,
    /// They died; they count in no rate.
    Died,
    /// They are in care again, and are measured there: nobody asks them as after a discharge, and they count in no rate.
    InCareAgain,
}

/// What became of somebody since the discharge, other than being asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Since {
    /// The first day on which it was known that they had died: by the discharge, or by what was said at an attempt to reach them.
    pub died: Option<Day>,
    /// The first day on which they were in care again ([`again_in_care`]).
    pub admitted_again: Option<Day>,
}

/// The first day from the end of a stay on which the same person is in care by another one: the first day of a later stay, or the end of this one where
/// another goes on beyond it. `others` are their other stays, each with its first day and, where it has ended, its last.
pub fn again_in_care(admitted: Day, discharged: Day, others: impl IntoIterator<Item = (Day, Option<Day>)>) -> Option<Day> {
    let again = |(first, last): (Day, Option<Day>)| {
        let goes_on = last.is_none_or(|last| last > discharged);
        // A stay of the same one day is no next one: each would be the other's.
        let is_later = first >= discharged && (first > admitted || goes_on);
        (is_later || goes_on).then_some(first.max(discharged))
    };
    others.into_iter().filter_map(again).min()
}

/// One attempt, as the rule needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// For which milestone.
    pub milestone_days: u32,
    /// On which day, local to the program: within a window, they were reached in it; before its end, they declined it.
    pub day: Day,
    /// What came of it.
    pub outcome: AttemptOutcome,
}

/// When somebody counts as reached at each milestone: the windows in which the protocol asks for its measures of follow-up, so that whoever answers what is
/// due is reached, and whoever is not yet lost can still be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Windows {
    /// By milestone: days before it and days after it.
    around: Vec<(u32, Around)>,
}

impl Windows {
    /// The windows of a protocol: at each milestone the widest of those in which it asks for a measure. Where it asks for none, those of the house.
    pub fn of(protocol: &Protocol) -> Self {
        let asked: Vec<&FollowUp> =
            protocol.schedules.iter().flat_map(|schedule| &schedule.measures).flat_map(|measure| &measure.follow_up).collect();
        let widest = |(milestone, otherwise): (u32, Around)| {
            let here = || asked.iter().filter(move |each| u32::from(each.after_days) == milestone).map(|each| each.around);
            let before = here().map(|around| around.days_before).max().unwrap_or(otherwise.days_before);
            let after = here().map(|around| around.days_after).max().unwrap_or(otherwise.days_after);
            (milestone, Around { days_before: before, days_after: after })
        };
        Self { around: WITHOUT_PROTOCOL.map(widest).to_vec() }
    }

    /// First and last day of a milestone's window. No day lies in two: the earlier window ends where the next begins.
    pub fn window(&self, discharged: Day, milestone_days: u32) -> (Day, Day) {
        let due = |milestone: u32| discharged.plus_days(i32::try_from(milestone).unwrap_or(i32::MAX));
        let opens = |(milestone, around): &(u32, Around)| due(*milestone).plus_days(-i32::from(around.days_before));
        let place = self.around.iter().position(|(milestone, _)| *milestone == milestone_days);
        let Some(own) = place.map(|place| &self.around[place]) else { return (due(milestone_days), due(milestone_days)) };
        let closes = due(own.0).plus_days(i32::from(own.1.days_after));
        let next = self.around.iter().find(|(milestone, _)| *milestone > milestone_days).map(opens);
        (opens(own), next.map_or(closes, |next| closes.min(next.plus_days(-1))))
    }

    /// The day on which the last window closes: from the next one on nobody is asked any more.
    pub fn last_day(&self, discharged: Day) -> Day {
        MILESTONES_DAYS.into_iter().map(|milestone| self.window(discharged, milestone).1).max().unwrap_or(discharged)
    }

    /// The milestone in whose window a day lies.
    pub fn milestone_on(&self, discharged: Day, day: Day) -> Option<u32> {
        MILESTONES_DAYS.into_iter().find(|milestone| {
            let (opens, closes) = self.window(discharged, *milestone);
            (opens..=closes).contains(&day)
        })
    }
}

/// How it stands with somebody at a milestone with its window. `answered` are the days of their follow-up administrations. Whoever is admitted again
/// before a window ends was reached or declined before that, or is in care again.
pub fn standing(
    (milestone_days, (opens, closes)): (u32, (Day, Day)),
    since: Since,
    answered: &[Day],
    attempts: &[Attempt],
    today: Day,
) -> Standing {
    let of_this = |attempt: &&Attempt| attempt.milestone_days == milestone_days && (opens..=closes).contains(&attempt.day);
    let spoken = attempts.iter().filter(of_this).any(|attempt| attempt.outcome == AttemptOutcome::Reached);
    if spoken || answered.iter().any(|day| (opens..=closes).contains(day)) {
        return Standing::Reached;
    }
    if since.died.is_some_and(|day| day <= closes) {
        return Standing::Died;
    }
    let declined = |attempt: &Attempt| attempt.day <= closes && attempt.outcome == AttemptOutcome::Declined;
    match today {
        _ if attempts.iter().any(declined) => Standing::Declined,
        today if since.admitted_again.is_some_and(|day| day <= closes && day <= today) => Standing::InCareAgain,
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
    /// In care again.
    pub in_care_again: usize,
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
            Standing::InCareAgain => &mut self.in_care_again,
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

    fn shipped_protocol() -> Protocol {
        Protocol::shipped(&instruments::Library::shipped().unwrap()).unwrap()
    }

    fn windows() -> Windows {
        Windows { around: WITHOUT_PROTOCOL.to_vec() }
    }

    fn check(milestone: u32, today: &str, answered: &[&str], attempts: &[(u32, &str, AttemptOutcome)], expected: Standing) {
        let answered: Vec<Day> = answered.iter().map(|text| day(text)).collect();
        let attempts: Vec<Attempt> = attempts
            .iter()
            .map(|(milestone_days, on, outcome)| Attempt { milestone_days: *milestone_days, day: day(on), outcome: *outcome })
            .collect();
        assert_eq!(
            standing((milestone, windows().window(day("2026-01-01"), milestone)), Since::default(), &answered, &attempts, day(today)),
            expected,
            "{milestone} days, on {today}"
        );
    }

    #[test]
    fn a_window_opens_closes_and_says_who_was_reached() {
        check(30, "2026-01-20", &[], &[], Standing::NotYet);
        check(30, "2026-01-21", &[], &[], Standing::Open);
        check(30, "2026-02-14", &[], &[], Standing::Open);
        check(30, "2026-02-15", &[], &[], Standing::Lost);
        check(30, "2026-02-15", &["2026-02-10"], &[], Standing::Reached);
        check(30, "2026-02-15", &["2026-01-10"], &[], Standing::Lost);
        check(30, "2026-02-10", &[], &[(30, "2026-02-09", AttemptOutcome::NoAnswer)], Standing::Open);
        check(30, "2026-02-10", &[], &[(30, "2026-02-09", AttemptOutcome::Reached)], Standing::Reached);
        check(30, "2026-02-20", &[], &[(30, "2026-02-16", AttemptOutcome::Reached)], Standing::Lost);
    }

    #[test]
    fn who_declined_is_not_asked_again_and_may_still_answer() {
        let declined = [(90, "2026-04-01", AttemptOutcome::Declined)];
        check(30, "2026-04-02", &["2026-02-01"], &declined, Standing::Reached);
        check(90, "2026-04-02", &[], &declined, Standing::Declined);
        check(180, "2026-04-02", &[], &declined, Standing::Declined);
        check(180, "2026-07-02", &["2026-07-01"], &declined, Standing::Reached);
        check(30, "2026-04-02", &[], &declined, Standing::Lost);
    }

    #[test]
    fn who_is_in_care_again_is_neither_asked_nor_lost() {
        let again = |milestone: u32, admitted: &str, today: &str, answered: &[&str]| {
            let window = windows().window(day("2026-01-01"), milestone);
            let answered: Vec<Day> = answered.iter().map(|text| day(text)).collect();
            standing((milestone, window), Since { died: None, admitted_again: Some(day(admitted)) }, &answered, &[], day(today))
        };
        assert_eq!(again(30, "2026-01-25", "2026-02-01", &[]), Standing::InCareAgain);
        assert_eq!(again(30, "2026-01-25", "2026-02-01", &["2026-01-22"]), Standing::Reached, "they answered before");
        assert_eq!(again(30, "2026-03-01", "2026-04-01", &[]), Standing::Lost, "the window was over before they came back");
        assert_eq!(again(90, "2026-03-01", "2026-04-01", &[]), Standing::InCareAgain);
        assert_eq!(again(90, "2026-04-05", "2026-04-01", &[]), Standing::Open, "an admission to come is none yet");
        let accounts = account([(30, Standing::InCareAgain), (30, Standing::Reached)]);
        assert_eq!((accounts[0].ended(), accounts[0].in_care_again), (1, 1), "they count in no rate");
    }

    #[test]
    fn a_stay_that_goes_on_beyond_a_discharge_is_care_again() {
        let again = |others: &[(&str, Option<&str>)]| {
            let others = others.iter().map(|(first, last)| (day(first), last.map(day)));
            again_in_care(day("2026-01-01"), day("2026-03-01"), others)
        };
        assert_eq!(again(&[]), None);
        assert_eq!(again(&[("2025-01-01", Some("2025-06-01"))]), None, "over before");
        assert_eq!(again(&[("2026-02-01", Some("2026-02-20"))]), None, "over within");
        assert_eq!(again(&[("2026-04-01", None), ("2026-05-01", None)]), Some(day("2026-04-01")));
        assert_eq!(again(&[("2025-12-01", None)]), Some(day("2026-03-01")), "admitted before, and still open");
        assert_eq!(again(&[("2026-02-01", Some("2026-03-20"))]), Some(day("2026-03-01")), "overlaps the discharge");
        let one_day = again_in_care(day("2026-03-01"), day("2026-03-01"), [(day("2026-03-01"), Some(day("2026-03-01")))]);
        assert_eq!(one_day, None);
    }

    #[test]
    fn windows_share_no_day() {
        for pair in MILESTONES_DAYS.windows(2) {
            let of = |milestone: u32| windows().window(day("2026-01-01"), milestone);
            assert!(of(pair[0]).1 < of(pair[1]).0, "{pair:?}");
        }
    }

    #[test]
    fn the_windows_are_those_in_which_the_protocol_asks() {
        let shipped = Windows::of(&shipped_protocol());
        assert_eq!(shipped, windows(), "what stands here for protocols that ask nothing is what the shipped one asks");
        let discharged = day("2026-01-01");
        for schedule in &shipped_protocol().schedules {
            for follow_up in schedule.measures.iter().flat_map(|measure| &measure.follow_up) {
                let (opens, closes) = shipped.window(discharged, u32::from(follow_up.after_days));
                let due = discharged.plus_days(i32::from(follow_up.after_days));
                assert_eq!(opens, due.plus_days(-i32::from(follow_up.around.days_before)));
                assert_eq!(closes, due.plus_days(i32::from(follow_up.around.days_after)), "no answer that is due counts for nobody");
            }
        }
        assert_eq!(shipped.milestone_on(discharged, day("2026-02-10")), Some(30));
        assert_eq!(shipped.milestone_on(discharged, day("2026-03-01")), None);
        assert_eq!(shipped.last_day(discharged), day("2027-03-02"), "a year and the margin after it");
    }

    #[test]
    fn everybody_is_counted_once_and_those_who_died_are_in_no_rate() {
        let since = |on: &str| Since { died: Some(day(on)), ..Since::default() };
        let at = |since: Since, answered: &[Day]| {
            standing((30, windows().window(day("2026-01-01"), 30)), since, answered, &[], day("2026-06-01"))
        };
        let died = at(since("2026-01-01"), &[]);
        assert_eq!(at(since("2026-02-14"), &[]), Standing::Died, "they were told of it while the window was open");
        assert_eq!(at(since("2026-03-01"), &[]), Standing::Lost, "and here after it had ended");
        assert_eq!(at(since("2026-02-14"), &[day("2026-02-01")]), Standing::Reached, "they had answered before");
        let all =
            [(30, Standing::Reached), (30, Standing::Lost), (30, died), (30, Standing::Open), (90, Standing::NotYet), (7, Standing::Lost)];
        let accounts = account(all);
        assert_eq!((accounts[0].ended(), accounts[0].died, accounts[0].open, accounts[1].not_yet), (2, 1, 1, 1));
    }
}
