//! J15: minutes of review for each day that was approved.
//!
//! *Data*: requests with their minutes. *Formula*: of decided requests that say minutes and days approved, from [`super::j05_measure_before_review::ENOUGH`]
//! on: minutes over days approved, by payer, with the share of requests that won nothing. Shown where the minutes of requests that won nothing are at least a
//! tenth of all. *Dollars*: what the minutes cost by the practice's own word, as a figure. *Action*: know what a review costs.

use std::collections::BTreeMap;

use vocabulary::rate::number;
use vocabulary::{Money, Rate};

use super::super::definition::{Definition, FileKind, Horizon, Owner};
use super::super::facts::Facts;
use super::super::outcome::{Evidence, Figure, Found, Group, Outcome};
use super::super::side::ReviewDecision;
use super::j05_measure_before_review::{ENOUGH, line};
use super::j10_payer_pressure::{cost_of, effort};

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "J15",
    bucket: None,
    needs: &[FileKind::Reviews],
    horizon: Horizon::Third,
    owner: Owner::Reviewer,
    sources: &["A tenth of the minutes, and no share below twenty: our own rules"],
};

#[derive(Default)]
struct Effort {
    lost: Rate,
    minutes: usize,
    days: usize,
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let mut payers: BTreeMap<&str, Effort> = BTreeMap::new();
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    let (mut minutes_lost, mut minutes_all, mut days_all) = (0_usize, 0_usize, 0_usize);
    for review in facts.side.reviews.iter().flatten().filter(|review| review.decision != ReviewDecision::Pending) {
        let (Some(minutes), Some(days)) = (review.minutes, review.days_approved) else { continue };
        let (minutes, days) = (usize::try_from(minutes).unwrap_or(usize::MAX), usize::try_from(days).unwrap_or(usize::MAX));
        let effort = payers.entry(&review.payer).or_default();
        effort.lost.of += 1;
        effort.minutes += minutes;
        effort.days += days;
        minutes_all += minutes;
        days_all += days;
        if days == 0 {
            effort.lost.count += 1;
            minutes_lost += minutes;
            lines.push(line(review, format!("minutes {minutes} {}", review.patient)));
        }
    }
    let looked_at = payers.values().map(|effort| effort.lost.of).sum();
    if looked_at < ENOUGH {
        return Outcome::too_few(looked_at, ENOUGH);
    }
    if minutes_lost * 10 < minutes_all || minutes_all == 0 {
        return Outcome::nothing(looked_at);
    }
    let minutes = u64::try_from(minutes_all).unwrap_or(u64::MAX);
    let each = |minutes: usize, days: usize| number(minutes) / number(days.max(1));
    let groups = payers.into_iter().map(|(payer, effort)| Group {
        names: vec![payer.to_owned(), format!("minutes-a-day {:.1}", each(effort.minutes, effort.days))],
        rate: effort.lost,
        amount: Money::ZERO,
    });
    Outcome::Found(Found {
        looked_at,
        rate: Some(Rate { count: lines.len(), of: looked_at }),
        figures: vec![
            ("minutes-without-a-day", Figure::Count(minutes_lost)),
            ("days-approved", Figure::Count(days_all)),
            ("minutes-for-each-day", Figure::Ratio(each(minutes_all, days_all))),
        ],
        groups: groups.collect(),
        lines,
    })
    .beside(effort(minutes, facts.side.review_hour_cost.map(|hour| cost_of(minutes, hour))))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_figure, lines_of, outcome_code};

    fn books(requests: usize, denied: usize) -> Books {
        Books::clean().each(0..requests, |books, place| {
            let (decision, days) = if place < denied { ("denied", 0) } else { ("approved", 5) };
            books.review("P1", &format!("R{place:02}"), "2026-04-20", decision, [7, days, 30])
        })
    }

    #[test]
    fn minutes_that_won_no_day_are_found_from_a_tenth() {
        assert_eq!(outcome_code("J15", &books(19, 10)), "too_few");
        assert_eq!(outcome_code("J15", &books(40, 3)), "nothing_found");
        let found = books(40, 4);
        assert_eq!(lines_of("J15", &found).len(), 4);
        // 1,200 minutes for 180 days.
        check_figure("J15", &found, "minutes-for-each-day", "6.67");
        check_figure("J15", &found, "minutes-without-a-day", "120");
    }
}
