//! J12: outcome, yield and early ends by referral source.
//!
//! *Data*: claims, remittances, scores, episodes. *Formula*: of ended episodes by source, from [`ENOUGH`] on: the share that recovered reliably (of all that
//! began), the share that ended within a week other than by completing, and what payers allowed for each. Found where one source's whole interval of
//! recoveries lies above another's. Sources send different patients; nothing is adjusted. *Dollars*: allowed in the source's episodes, counted nowhere. *Action*: grow where care works.

use std::collections::{BTreeMap, BTreeSet};
use vocabulary::{Money, Rate};

use super::super::definition::{Definition, FileKind, Horizon, Owner};
use super::super::facts::Facts;
use super::super::outcome::{Evidence, Found, Group, Outcome};
use super::j06_revenue_per_recovery::{ended, line};
use super::j14_left_early::is_early;

/// So many ended episodes of a source.
const ENOUGH: usize = 20;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "J12",
    bucket: None,
    needs: &[FileKind::Claims, FileKind::Remittances, FileKind::Measures, FileKind::Episodes],
    horizon: Horizon::Third,
    owner: Owner::Intake,
    sources: &["No share below twenty episodes: our own rule"],
};

#[derive(Default)]
struct Source {
    recovered: Rate,
    early: usize,
    allowed: Money,
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let ended = ended(facts);
    let mut sources: BTreeMap<&str, Source> = BTreeMap::new();
    for one in ended.iter().filter(|one| !one.episode.referral_source.is_empty()) {
        let source = sources.entry(&one.episode.referral_source).or_default();
        source.recovered.of += 1;
        source.recovered.count += usize::from(one.is_recovered());
        source.early += usize::from(is_early(one.episode));
        source.allowed += one.allowed;
    }
    sources.retain(|_, source| source.recovered.of >= ENOUGH);
    if sources.len() < 2 {
        return Outcome::too_few(sources.len(), 2);
    }
    let looked_at = sources.values().map(|source| source.recovered.of).sum();
    let interval = |source: &Source| source.recovered.interval().unwrap_or((0.0, 1.0));
    let is_above = |source: &Source| sources.values().any(|other| interval(source).0 > interval(other).1);
    let better: BTreeSet<&str> = sources.iter().filter(|(_, source)| is_above(source)).map(|(name, _)| *name).collect();
    if better.is_empty() {
        return Outcome::nothing(looked_at);
    }
    let lines: Vec<Evidence<'a>> = ended
        .iter()
        .filter(|one| better.contains(one.episode.referral_source.as_str()) && one.is_recovered())
        .map(|one| line(one.episode, format!("recovered {}", one.episode.patient), Some(one.allowed)))
        .collect();
    let groups = sources.into_iter().map(|(name, source)| Group {
        names: vec![name.to_owned(), format!("ended-early {}/{}", source.early, source.recovered.of)],
        rate: source.recovered,
        amount: source.allowed,
    });
    Outcome::Found(Found { looked_at, groups: groups.collect(), lines, ..Found::default() })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, lines_of, outcome_code};

    fn episodes(books: Books, source: &str, count: usize, recovered: usize) -> Books {
        books.each(0..count, |books, place| {
            let patient = format!("{source}{place:02}");
            let last = if place < recovered { 4 } else { 17 };
            books.episode(&patient, "2026-03-01", "2026-05-01", "completed", source).measured(&patient, "2026-03-02", "phq-9", 18).measured(
                &patient,
                "2026-04-28",
                "phq-9",
                last,
            )
        })
    }

    #[test]
    fn a_source_whose_patients_recover_more_often_beyond_chance_is_found() {
        let two = |first, second| episodes(episodes(Books::clean(), "court", 20, first), "family", 20, second);
        assert_eq!(outcome_code("J12", &episodes(Books::clean(), "court", 40, 10)), "too_few");
        assert_eq!(outcome_code("J12", &two(8, 11)), "nothing_found");
        let lines = lines_of("J12", &two(2, 15));
        assert!(lines.len() == 15 && lines.iter().all(|line| line.contains("recovered family")), "{lines:?}");
    }
}
