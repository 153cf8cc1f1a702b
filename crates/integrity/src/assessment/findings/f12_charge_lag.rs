//! F12: how long it takes from the service to the bill.
//!
//! *Data*: claims. *Formula*: for every claim the days from its last day of service to the day of its first bill: median and nine of ten, by level of
//! care; and the worth that waits for a bill on a mean day: worth of each claim times its days, over the days from the first to the last service. *Dollars*:
//! none: what waiting costs needs a cost of capital, which nobody states. *Action*: bill daily. Something is found where the median is above [`HABIT_DAYS`].

use super::super::definition::{Definition, FileKind, Horizon, Owner};
use super::super::facts::{Facts, whole};
use super::super::outcome::{Figure, Found, Group, Outcome};
use super::f01_denials::level_name;
use vocabulary::{Money, Rate};

/// A median of more days than this is shown as found. Our own judgement, not a norm.
pub(super) const HABIT_DAYS: i32 = 7;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F12",
    bucket: None,
    needs: &[FileKind::Claims],
    horizon: Horizon::Third,
    owner: Owner::Biller,
    sources: &["HFMA MAP Keys: total charge lag days (days from service to posting; here to the first bill)"],
};

/// Days from the last day of service to the first bill, sorted; claims without one of the two are left out.
pub(super) fn days_to_bill(facts: &Facts<'_>) -> Vec<i32> {
    let mut days: Vec<i32> = facts.cases.iter().filter_map(lag).collect();
    days.sort_unstable();
    days
}

fn lag(case: &super::super::facts::Case<'_>) -> Option<i32> {
    let first = case.settled.history.versions().first()?;
    let days = first.source.day?.days_since(first.last_day()?);
    (days >= 0).then_some(days)
}

/// The value that `percent` of the sorted values do not exceed (nearest rank).
pub(super) fn quantile(sorted: &[i32], percent: usize) -> Option<i32> {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.max(1) - 1).copied()
}

/// The worth that waits for a bill on a mean day, and how many claims have no known worth.
fn waiting(facts: &Facts<'_>) -> (Money, usize) {
    let lagged = || facts.cases.iter().filter_map(|case| Some((case, lag(case)?)));
    let day = |case: &super::super::facts::Case<'_>| case.settled.history.versions().first().and_then(|version| version.last_day());
    let days = || lagged().filter_map(|(case, _)| day(case));
    let span = days().min().zip(days().max()).map_or(1, |(first, last)| last.days_since(first) + 1);
    let known = || lagged().filter_map(|(case, days)| Some((facts.worth_of_claim(case)?, days)));
    let worth_days: i128 = known().map(|(worth, days)| i128::from(worth.cents()) * i128::from(days)).sum();
    let waiting = i64::try_from(worth_days / i128::from(span)).unwrap_or(i64::MAX);
    (Money::from_cents(waiting), lagged().count() - known().count())
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let days = days_to_bill(facts);
    let looked_at = days.len();
    let Some(median) = quantile(&days, 50).filter(|median| *median > HABIT_DAYS) else { return Outcome::nothing(looked_at) };
    let late: Vec<_> = facts.cases.iter().filter_map(|case| lag(case).filter(|days| *days > HABIT_DAYS).map(|days| (case, days))).collect();
    let mut by_level: std::collections::BTreeMap<String, Rate> = std::collections::BTreeMap::new();
    for case in facts.cases.iter().filter(|case| lag(case).is_some()) {
        let rate = by_level.entry(level_name(case.level)).or_default();
        rate.of += 1;
        rate.count += usize::from(lag(case).is_some_and(|days| days > HABIT_DAYS));
    }
    let (waiting, without_worth) = waiting(facts);
    let groups = by_level.into_iter().map(|(name, rate)| Group { names: vec![name], rate, amount: Money::ZERO });
    Outcome::Found(Found {
        looked_at,
        rate: Some(Rate { count: late.len(), of: looked_at }),
        figures: vec![
            ("median-days", Figure::Days(median)),
            ("ninth-tenth-days", Figure::Days(quantile(&days, 90).unwrap_or(median))),
            ("longest-days", Figure::Days(quantile(&days, 100).unwrap_or(median))),
            ("waiting-worth", Figure::Money(waiting)),
            ("claims-without-worth", Figure::Count(without_worth)),
        ],
        groups: groups.collect(),
        lines: late.into_iter().map(|(case, days)| whole(case, days.to_string(), None)).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_figure, check_lines};
    use super::quantile;

    #[test]
    fn quantiles_are_the_nearest_rank() {
        let check = |percent, expected| assert_eq!(quantile(&[1, 2, 3, 10], percent), expected);
        check(50, Some(2));
        check(90, Some(10));
        check(100, Some(10));
        assert_eq!(quantile(&[], 50), None);
    }

    #[test]
    fn a_habit_of_billing_late_is_found() {
        check_lines("F12", &Books::clean(), &[]);
        let found = Books::clean().billed_on("2026-06-30");
        assert!(!super::super::super::testing::lines_of("F12", &found).is_empty());
        // Seven claims worth 80.00 of 20 to 26 April, billed on 30 June: 71 to 65 days, over seven days of service. Of one H0035 alone nobody knows the worth.
        check_figure("F12", &found, "waiting-worth", "5440.00");
        check_figure("F12", &found, "claims-without-worth", "1");
    }
}
