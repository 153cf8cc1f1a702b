//! J16: episodes with a first and a later score.
//!
//! *Data*: scores, episodes. *Formula*: of ended episodes, those without a first score within the window around admission and a later one on the same
//! instrument; from [`ENOUGH`] episodes on; found where fewer than [`TARGET_PERCENT`] in a hundred have both. By program. *Dollars*: none: what is at risk stands in
//! the contract. *Action*: raise completeness before signing.

use std::collections::BTreeMap;
use vocabulary::{Money, Rate};

use super::super::definition::{Definition, FileKind, Horizon, Owner};
use super::super::facts::Facts;
use super::super::outcome::{Evidence, Figure, Found, Group, Outcome};
use super::super::side::EpisodeFact;
use super::j06_revenue_per_recovery::line;

/// So many ended episodes.
const ENOUGH: usize = 20;
/// So many in a hundred should have both scores. Our own target.
const TARGET_PERCENT: usize = 70;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "J16",
    bucket: None,
    needs: &[FileKind::Measures, FileKind::Episodes],
    horizon: Horizon::Third,
    owner: Owner::ClinicalDirector,
    sources: &["Seventy in a hundred, and no share below twenty episodes: our own rules"],
};

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let has_ended = |episode: &&EpisodeFact| episode.discharged.is_some_and(|last| last <= facts.as_of);
    let mut programs: BTreeMap<&str, Rate> = BTreeMap::new();
    let mut whole = Rate::default();
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for episode in facts.side.episodes.iter().flatten().filter(has_ended) {
        let is_complete = facts.courses.pair(episode, facts.as_of).is_some();
        for rate in [programs.entry(&episode.program).or_default(), &mut whole] {
            rate.of += 1;
            rate.count += usize::from(is_complete);
        }
        if !is_complete {
            lines.push(line(episode, format!("incomplete {}", episode.patient), None));
        }
    }
    if whole.of < ENOUGH {
        return Outcome::too_few(whole.of, ENOUGH);
    }
    if whole.count * 100 >= whole.of * TARGET_PERCENT {
        return Outcome::nothing(whole.of);
    }
    let groups = programs.into_iter().map(|(program, rate)| Group { names: vec![program.to_owned()], rate, amount: Money::ZERO });
    Outcome::Found(Found {
        looked_at: whole.of,
        rate: Some(Rate { count: lines.len(), of: whole.of }),
        figures: vec![("with-both-scores", Figure::Share(whole))],
        groups: groups.collect(),
        lines,
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_figure, outcome_code};

    fn books(episodes: usize, complete: usize) -> Books {
        Books::clean().each(0..episodes, |books, place| {
            let patient = format!("R{place:02}");
            let books = books.episode(&patient, "2026-03-01", "2026-05-01", "", "").measured(&patient, "2026-03-02", "phq-9", 18);
            if place < complete { books.measured(&patient, "2026-04-28", "phq-9", 17) } else { books }
        })
    }

    #[test]
    fn completeness_below_the_target_is_found_from_twenty_episodes() {
        assert_eq!(outcome_code("J16", &books(19, 0)), "too_few");
        assert_eq!(outcome_code("J16", &books(20, 14)), "nothing_found");
        check_figure("J16", &books(20, 13), "with-both-scores", "13/20");
    }
}
