//! J8: readmissions after a discharge that a payer forced, beside those after completed treatment or a transfer.
//!
//! *Data*: episodes; scores make strata of severity; claims and remittances tell what the readmission cost. *Formula*: of ended episodes whose ending is
//! forced by the payer, completed or a transfer, and that ended at least [`WITHIN_DAYS`] days before the last day of the files: whether the same patient was
//! admitted again within that time, to the same level of care or a higher one where both are known. Odds ratio forced over the others, within bands of the
//! last score (Mantel and Haenszel). From [`ENOUGH`] episodes of each kind together and [`ENOUGH_FORCED`] forced ones on; found where the lower limit is above
//! one. *Dollars*: what payers allowed in the readmissions, counted nowhere. *Action*: bring the comparison to the payer.

use std::collections::BTreeMap;

use care::DischargeType;
use vocabulary::{Day, Money, Rate};

use super::super::course::severity;
use super::super::definition::{Definition, FileKind, Horizon, Owner};
use super::super::facts::Facts;
use super::super::outcome::{Evidence, Figure, Found, Outcome};
use super::super::side::EpisodeFact;
use super::super::strata::{Table, odds_ratio};
use super::j06_revenue_per_recovery::{ended, line};

/// Admitted again within so many days.
const WITHIN_DAYS: i32 = 30;
/// No comparison below so many episodes.
const ENOUGH: usize = 30;
/// With so many of them forced.
const ENOUGH_FORCED: usize = 10;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "J8",
    bucket: None,
    needs: &[FileKind::Claims, FileKind::Remittances, FileKind::Episodes],
    horizon: Horizon::Third,
    owner: Owner::Finance,
    sources: &["Thirty days, and no comparison below thirty: our own rules", "Mantel and Haenszel 1959, JNCI 22:719"],
};

/// The first episode of the same patient that begins within the time after this one.
fn readmission<'a>(facts: &Facts<'a>, episode: &EpisodeFact, last: Day) -> Option<&'a EpisodeFact> {
    let is_after = |next: &&&EpisodeFact| {
        let days = next.admitted.days_since(last);
        let is_as_high = episode.level.zip(next.level).is_none_or(|(was, is)| is >= was);
        **next != episode && next.admitted > episode.admitted && (0..=WITHIN_DAYS).contains(&days) && is_as_high
    };
    facts.courses.episodes(&episode.patient).iter().find(is_after).copied()
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let costs: BTreeMap<&EpisodeFact, Money> = ended(facts).into_iter().map(|one| (one.episode, one.allowed)).collect();
    let mut strata: BTreeMap<Option<u8>, Table> = BTreeMap::new();
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for episode in facts.side.episodes.iter().flatten() {
        let Some(last) = episode.discharged.filter(|last| facts.as_of.days_since(*last) >= WITHIN_DAYS) else { continue };
        let is_forced = match episode.ending {
            Some(DischargeType::PayerForced) => true,
            Some(DischargeType::Completed | DischargeType::Transfer) => false,
            _ => continue,
        };
        let again = readmission(facts, episode, last);
        let score = facts.courses.last_measure(&episode.patient, last).filter(|score| score.day >= episode.admitted);
        strata.entry(score.and_then(severity)).or_default().count(is_forced, again.is_some());
        if let Some(again) = again.filter(|_| is_forced) {
            lines.push(line(again, format!("readmitted {}", again.patient), costs.get(again).copied()));
        }
    }
    let add = |of: fn(&Table) -> Rate| {
        strata.values().map(of).fold(Rate::default(), |sum, rate| Rate { count: sum.count + rate.count, of: sum.of + rate.of })
    };
    let (forced, others) = (add(|table| table.exposed), add(|table| table.other));
    let looked_at = forced.of + others.of;
    if looked_at < ENOUGH {
        return Outcome::too_few(looked_at, ENOUGH);
    }
    if forced.of < ENOUGH_FORCED {
        return Outcome::too_few(forced.of, ENOUGH_FORCED);
    }
    let Some((ratio, low, high)) = odds_ratio(&strata).filter(|(_, low, _)| *low > 1.0) else { return Outcome::nothing(looked_at) };
    Outcome::Found(Found {
        looked_at,
        rate: Some(forced),
        figures: vec![
            ("readmitted-forced", Figure::Share(forced)),
            ("readmitted-others", Figure::Share(others)),
            ("odds-ratio", Figure::Ratio(ratio)),
            ("odds-ratio-low", Figure::Ratio(low)),
            ("odds-ratio-high", Figure::Ratio(high)),
        ],
        groups: Vec::new(),
        lines,
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_figure, lines_of, outcome_code};

    /// Forty episodes that ended in February; the first ten were forced. So many of each come back.
    fn books(forced_back: usize, others_back: usize) -> Books {
        Books::clean().each(0..40, |books, place| {
            let patient = format!("R{place:02}");
            let ending = if place < 10 { "payer_forced" } else { "completed" };
            let books = books.episode(&patient, "2026-02-01", "2026-02-20", ending, "");
            let is_back = if place < 10 { place < forced_back } else { place - 10 < others_back };
            if is_back { books.episode(&patient, "2026-03-01", "", "", "") } else { books }
        })
    }

    #[test]
    fn more_readmissions_after_forced_discharges_are_found_beyond_chance() {
        assert_eq!(outcome_code("J8", &books(3, 8)), "nothing_found");
        let found = books(7, 3);
        assert_eq!(lines_of("J8", &found).len(), 7);
        check_figure("J8", &found, "readmitted-forced", "7/10");
        check_figure("J8", &found, "readmitted-others", "3/30");
        assert_eq!(outcome_code("J8", &Books::clean().episode("R1", "2026-02-01", "2026-02-20", "completed", "")), "too_few");
    }
}
