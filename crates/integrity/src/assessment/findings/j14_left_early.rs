//! J14: left before a benefit could be measured.
//!
//! *Data*: claims, remittances, attendance, episodes. *Formula*: ended episodes that were neither completed nor moved nor ended by death, and that lasted less
//! than [`FEW_DAYS`] days or in which the patient was there on fewer than [`FEW_SESSIONS`] days, of all ended episodes; by ending. *Dollars*: what was
//! lost with the rest of the stay: the median of what payers allowed within completed episodes of the program, less what they allowed within this one; not known
//! with fewer than [`ENOUGH_COMPLETED`] completed ones. Counted nowhere. *Action*: engage in the first week.

use std::collections::{BTreeMap, BTreeSet};

use care::DischargeType;
use vocabulary::{Day, Money, Rounding};

use super::super::definition::{Definition, FileKind, Horizon, Owner};
use super::super::facts::Facts;
use super::super::outcome::{Evidence, Figure, Outcome};
use super::super::side::EpisodeFact;
use super::j06_revenue_per_recovery::{Ended, ended, line};

/// An episode of fewer days is early. Our own judgement.
const FEW_DAYS: i32 = 7;
/// An episode with fewer attended days is early. Our own judgement.
const FEW_SESSIONS: usize = 3;
/// With so many completed episodes of a program it is told what such an episode brings. Our own judgement.
const ENOUGH_COMPLETED: usize = 5;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "J14",
    bucket: None,
    needs: &[FileKind::Claims, FileKind::Remittances, FileKind::Attendance, FileKind::Episodes],
    horizon: Horizon::Third,
    owner: Owner::ClinicalDirector,
    sources: &["Fewer than three days there or less than a week: our own rules"],
};

/// True where care ended other than as planned.
fn is_unplanned(episode: &EpisodeFact) -> bool {
    !matches!(episode.ending, Some(DischargeType::Completed | DischargeType::Transfer | DischargeType::Died))
}

/// True where an episode ended within a week, and not as planned.
pub(super) fn is_early(episode: &EpisodeFact) -> bool {
    is_unplanned(episode) && episode.discharged.is_some_and(|last| last.days_since(episode.admitted) < FEW_DAYS)
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let ended = ended(facts);
    let mut there: BTreeMap<&str, BTreeSet<Day>> = BTreeMap::new();
    for fact in facts.side.attendance.iter().flatten() {
        let days = there.entry(&fact.patient).or_default();
        days.extend(fact.attended.then_some(fact.day));
    }
    // A patient whom the table of attendance does not name is not known to have stayed away.
    let is_seldom_there = |episode: &EpisodeFact| {
        let within = |days: &BTreeSet<Day>| days.iter().filter(|day| episode.contains(**day)).count();
        there.get(episode.patient.as_str()).is_some_and(|days| within(days) < FEW_SESSIONS)
    };
    let completed = completed(&ended);
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    let mut allowed = Money::ZERO;
    for one in ended.iter().filter(|one| is_unplanned(one.episode)) {
        let episode = one.episode;
        if is_early(episode) || is_seldom_there(episode) {
            let ending = episode.ending.map_or("unknown-ending", |ending| ending.code()).replace('_', "-");
            let lost = completed.get(episode.program.as_str()).map(|whole| (*whole - one.allowed).max(Money::ZERO));
            allowed += one.allowed;
            lines.push(line(episode, format!("{ending} {}", episode.patient), lost));
        }
    }
    let unknown = lines.iter().filter(|line| line.amount.is_none()).count();
    let figures = [("allowed-in-early-episodes", Figure::Money(allowed)), ("episodes-without-completed", Figure::Count(unknown))];
    let figures = if lines.is_empty() { Vec::new() } else { figures.to_vec() };
    Outcome::with_figures(ended.len(), lines, figures, |line| vec![line.why.split(' ').next().unwrap_or_default().to_owned()])
}

/// What payers allow within a completed episode, by program: the median, of two in the middle their mean.
fn completed<'a>(ended: &[Ended<'a>]) -> BTreeMap<&'a str, Money> {
    let mut amounts: BTreeMap<&str, Vec<Money>> = BTreeMap::new();
    let is_completed = |one: &&Ended<'a>| one.episode.ending == Some(DischargeType::Completed) && one.allowed > Money::ZERO;
    for one in ended.iter().filter(is_completed) {
        amounts.entry(&one.episode.program).or_default().push(one.allowed);
    }
    amounts.retain(|_, amounts| amounts.len() >= ENOUGH_COMPLETED);
    let median = |mut amounts: Vec<Money>| {
        amounts.sort_unstable();
        let (low, high) = (amounts[(amounts.len() - 1) / 2], amounts[amounts.len() / 2]);
        (low + high).share(1, 2, Rounding::Nearest).unwrap_or(low)
    };
    amounts.into_iter().map(|(program, amounts)| (program, median(amounts))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, amount_of, check_figure, check_lines, outcome_code};

    #[test]
    fn an_episode_that_ended_early_and_not_as_planned_is_found() {
        assert_eq!(outcome_code("J14", &Books::clean()), "could_not_run");
        let books = |to: &str, ending: &str| Books::clean().episode("R1", "2026-03-01", to, ending, "").attended("X", "2026-03-01", true);
        check_lines("J14", &books("2026-03-05", "against_advice"), &["- against-advice R1"]);
        check_lines("J14", &books("2026-03-05", "completed"), &[]);
        check_lines("J14", &books("2026-03-08", "against_advice"), &[]);
        check_lines("J14", &books("", ""), &[]);
        let seldom = books("2026-04-08", "").attended("R1", "2026-03-01", true).attended("R1", "2026-03-09", true);
        check_lines("J14", &seldom, &["- unknown-ending R1"]);
        check_lines("J14", &seldom.attended("R1", "2026-03-10", true), &[]);
    }

    #[test]
    fn what_is_lost_is_what_completed_stays_of_the_program_bring_beyond_it() {
        // C1 to C5 bring 80.00 each; B1 left on the third day and brought 80.00 of it, or nothing.
        let left = |completed: &[&str], days: [&str; 2]| {
            let stays = completed.iter().fold(Books::clean().attended("X", "2026-03-01", true), |books, number| {
                books.episode(&format!("M-{number}"), "2026-04-01", "2026-04-30", "completed", "")
            });
            stays.episode("M-B1", days[0], days[1], "against_advice", "")
        };
        let five = ["C1", "C2", "C3", "C4", "C5"];
        let before = ["2026-04-10", "2026-04-12"];
        check_lines("J14", &left(&five, before), &["- against-advice M-B1"]);
        assert_eq!(amount_of("J14", &left(&five, before)), 80_00);
        // B1 is billed on 2026-04-25.
        assert_eq!(amount_of("J14", &left(&five, ["2026-04-24", "2026-04-26"])), 0);
        check_figure("J14", &left(&five, ["2026-04-24", "2026-04-26"]), "allowed-in-early-episodes", "80.00");
        check_figure("J14", &left(&five[..4], before), "episodes-without-completed", "1");
        assert_eq!(amount_of("J14", &left(&five[..4], before)), 0);
    }
}
