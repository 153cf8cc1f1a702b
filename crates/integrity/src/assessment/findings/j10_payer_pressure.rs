//! J10: how hard each payer reviews.
//!
//! *Data*: requests. *Formula*: by payer, from [`ENOUGH`] decided requests on: the median of the days approved for each request, the requests for each patient,
//! the share refused or cut with Wilson's interval, and the minutes. Found where a payer's whole interval lies above that of another one. Not adjusted for
//! severity. *Dollars*: none: the minutes stand as a figure, a wage is the practice's own. *Action*: ask for fewer reviews where few are refused.

use std::collections::{BTreeMap, BTreeSet};
use vocabulary::{Money, Rate};

use super::super::definition::{Definition, FileKind, Horizon, Owner};
use super::super::facts::Facts;
use super::super::outcome::{Evidence, Figure, Found, Group, Outcome};
use super::super::side::ReviewDecision;
use super::f12_charge_lag::quantile;
use super::j05_measure_before_review::{ENOUGH, is_cut, line};

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "J10",
    bucket: None,
    needs: &[FileKind::Reviews],
    horizon: Horizon::Third,
    owner: Owner::Reviewer,
    sources: &["No share below twenty requests: our own rule"],
};

#[derive(Default)]
struct Payer<'a> {
    cut: Rate,
    approved: Vec<i32>,
    patients: BTreeSet<&'a str>,
    minutes: u64,
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let mut payers: BTreeMap<&str, Payer<'_>> = BTreeMap::new();
    let decided = || facts.side.reviews.iter().flatten().filter(|review| review.decision != ReviewDecision::Pending);
    for review in decided() {
        let payer = payers.entry(&review.payer).or_default();
        payer.cut.of += 1;
        payer.cut.count += usize::from(is_cut(review));
        payer.approved.extend(review.days_approved.and_then(|days| i32::try_from(days).ok()));
        payer.patients.insert(&review.patient);
        payer.minutes += u64::from(review.minutes.unwrap_or_default());
    }
    payers.retain(|_, payer| payer.cut.of >= ENOUGH);
    if payers.len() < 2 {
        return Outcome::TooFew { have: payers.len(), needed: 2 };
    }
    let looked_at = payers.values().map(|payer| payer.cut.of).sum();
    let highest = |payer: &Payer<'_>| payer.cut.interval().map_or(1.0, |(_, high)| high);
    let lowest = |payer: &Payer<'_>| payer.cut.interval().map_or(0.0, |(low, _)| low);
    let hard: BTreeSet<&str> =
        payers.iter().filter(|(_, payer)| payers.values().any(|other| lowest(payer) > highest(other))).map(|(id, _)| *id).collect();
    if hard.is_empty() {
        return Outcome::nothing(looked_at);
    }
    let minutes: u64 = payers.values().map(|payer| payer.minutes).sum();
    let groups: Vec<Group> = payers
        .into_iter()
        .map(|(id, mut payer)| {
            payer.approved.sort_unstable();
            let days = quantile(&payer.approved, 50).map_or_else(|| "?".to_owned(), |days| format!("median-approved {days}"));
            let tenths = payer.cut.of * 10 / payer.patients.len().max(1);
            let each = format!("requests-a-patient {}.{}", tenths / 10, tenths % 10);
            Group { names: vec![id.to_owned(), days, each], rate: payer.cut, amount: Money::ZERO }
        })
        .collect();
    let of_hard = decided().filter(|review| hard.contains(review.payer.as_str()) && is_cut(review));
    let lines: Vec<Evidence<'a>> = of_hard.map(|review| line(review, format!("{} {}", review.decision, review.patient))).collect();
    Outcome::Found(Found {
        looked_at,
        rate: None,
        figures: vec![("review-minutes", Figure::Count(usize::try_from(minutes).unwrap_or(usize::MAX)))],
        groups,
        lines,
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_figure, lines_of, outcome_code};

    fn requests(books: Books, payer: &str, count: usize, denied: usize) -> Books {
        books.each(0..count, |books, place| {
            let (decision, days) = if place < denied { ("denied", 0) } else { ("approved", 7) };
            books.review(payer, &format!("R{place:02}"), "2026-04-20", decision, [7, days, 10])
        })
    }

    #[test]
    fn a_payer_that_refuses_more_than_another_beyond_chance_is_found() {
        assert_eq!(outcome_code("J10", &requests(Books::clean(), "P1", 30, 10)), "too_few");
        let two = |first, second| requests(requests(Books::clean(), "P1", 30, first), "P2", 30, second);
        assert_eq!(outcome_code("J10", &two(8, 4)), "nothing_found");
        let found = two(20, 2);
        assert_eq!(lines_of("J10", &found).len(), 20);
        check_figure("J10", &found, "review-minutes", "600");
    }
}
