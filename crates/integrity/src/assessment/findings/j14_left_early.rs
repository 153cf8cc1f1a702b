//! J14: left before a benefit could be measured.
//!
//! *Data*: claims, remittances, attendance, episodes. *Formula*: ended episodes that were neither completed nor moved nor ended by death, and that lasted less
//! than [`FEW_DAYS`] days or in which the patient was there on fewer than [`FEW_SESSIONS`] days, of all ended episodes; by ending. *Dollars*: what payers
//! allowed within the episode, counted nowhere. *Action*: engage in the first week.

use std::collections::{BTreeMap, BTreeSet};

use care::DischargeType;
use vocabulary::Day;

use super::super::definition::{Definition, FileKind, Horizon, Owner};
use super::super::facts::Facts;
use super::super::outcome::{Evidence, Outcome};
use super::super::side::EpisodeFact;
use super::j06_revenue_per_recovery::{ended, line};

/// An episode of fewer days is early. Our own judgement.
const FEW_DAYS: i32 = 7;
/// An episode with fewer attended days is early. Our own judgement.
const FEW_SESSIONS: usize = 3;

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
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for one in ended.iter().filter(|one| is_unplanned(one.episode)) {
        let episode = one.episode;
        if is_early(episode) || is_seldom_there(episode) {
            let ending = episode.ending.map_or("unknown-ending", |ending| ending.code()).replace('_', "-");
            lines.push(line(episode, format!("{ending} {}", episode.patient), Some(one.allowed)));
        }
    }
    Outcome::of_lines(ended.len(), lines, |line| vec![line.why.split(' ').next().unwrap_or_default().to_owned()])
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_lines, outcome_code};

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
}
