//! F12: how long it takes from the service to the bill.
//!
//! *Data*: claims; charges with the day on which they were posted tell more. *Formula*: for every claim the days from its last day of service to the day of
//! its first bill: median with the limits of its order statistics, and nine of ten, by level of care; where charges are there, also from the service to the
//! charge and from the charge to the bill. The worth that waits for a bill on a mean day: worth of each claim times its days, over the days from the first to
//! the last service. *Dollars*: what that worth costs in a year at the cost of capital that the practice states; without one nothing is said. It stands as a
//! figure, for nobody pays it back. *Action*: bill daily. Something is found where the median is above [`HABIT_DAYS`].

use std::collections::BTreeMap;

use super::super::definition::{Definition, FileKind, Horizon, Owner};
use super::super::facts::{Case, Facts, whole};
use super::super::outcome::{Figure, Found, Group, Outcome};
use super::f01_denials::level_name;
use vocabulary::rate::{DEVIATIONS, number};
use vocabulary::{Day, Money, Period, Rate, Rounding};

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

fn lag(case: &Case<'_>) -> Option<i32> {
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
    let day = |case: &Case<'_>| case.settled.history.versions().first().and_then(|version| version.last_day());
    let days = || lagged().filter_map(|(case, _)| day(case));
    let span = days().min().zip(days().max()).map_or(1, |(first, last)| last.days_since(first) + 1);
    let known = || lagged().filter_map(|(case, days)| Some((facts.worth_of_claim(case)?, days)));
    let worth_days: i128 = known().map(|(worth, days)| i128::from(worth.cents()) * i128::from(days)).sum();
    let waiting = i64::try_from(worth_days / i128::from(span)).unwrap_or(i64::MAX);
    (Money::from_cents(waiting), lagged().count() - known().count())
}

/// The limits of the median: the ranks between which the number of values below it lies with 95 %, by the normal approximation of the binomial.
fn median_limits(sorted: &[i32]) -> Option<(i32, i32)> {
    let (middle, half) = (number(sorted.len()) / 2.0, DEVIATIONS * number(sorted.len()).sqrt() / 2.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "ranks of a list; below the first there is none")]
    let (low, high) = ((middle - half).floor() as usize, (middle + half).ceil() as usize);
    Some((*sorted.get(low.checked_sub(1)?)?, *sorted.get(high)?))
}

/// Days from services to their charges, and from charges to the first bill of a claim that bills such a day, both sorted.
fn of_charges(facts: &Facts<'_>) -> (Vec<i32>, Vec<i32>) {
    let mut posted: BTreeMap<(&str, Day), Vec<(&str, Day)>> = BTreeMap::new();
    for charge in facts.side.charges.iter().flatten() {
        posted.entry((&charge.patient, charge.day)).or_default().push((&charge.service, charge.posted));
    }
    let (mut to_charge, mut to_bill) = (Vec::new(), Vec::new());
    for (case, first) in facts.cases.iter().filter_map(|case| Some((case, case.settled.history.versions().first()?))) {
        let Some(sent) = first.source.day.filter(|_| lag(case).is_some()) else { continue };
        for line in &first.lines {
            let Some(day) = line.days.map(Period::first) else { continue };
            let of_day = facts.names.of(case.claim).filter_map(|name| posted.get(&(name, day))).flatten();
            let service = |service: &str| service.is_empty() || service == line.procedure || service == line.revenue_code;
            let Some((_, charged)) = of_day.into_iter().find(|(name, _)| service(name)) else { continue };
            to_charge.push(charged.days_since(day));
            to_bill.push(sent.days_since(*charged));
        }
    }
    for days in [&mut to_charge, &mut to_bill] {
        // A day before the one that it follows is a mistake of the file.
        days.retain(|days| *days >= 0);
        days.sort_unstable();
    }
    (to_charge, to_bill)
}

/// Levels of care with their claims billed late, and the days within which half and nine of ten are billed.
fn by_level(facts: &Facts<'_>) -> Vec<Group> {
    let mut levels: BTreeMap<String, Vec<i32>> = BTreeMap::new();
    for (case, days) in facts.cases.iter().filter_map(|case| Some((case, lag(case)?))) {
        levels.entry(level_name(case.level)).or_default().push(days);
    }
    let group = |(name, mut days): (String, Vec<i32>)| {
        days.sort_unstable();
        let said = |what: &str, percent| quantile(&days, percent).map(|days| format!("{what} {days}")).unwrap_or_default();
        let rate = Rate { count: days.iter().filter(|days| **days > HABIT_DAYS).count(), of: days.len() };
        Group { names: vec![name, said("half-within", 50), said("nine-of-ten-within", 90)], rate, amount: Money::ZERO }
    };
    levels.into_iter().map(group).collect()
}

/// What the worth that waits comes to, and what waiting costs where the practice says what its capital costs.
fn costs(facts: &Facts<'_>) -> Vec<(&'static str, Figure)> {
    let (waiting, without_worth) = waiting(facts);
    let unknown = ("claims-without-worth", Figure::Count(without_worth));
    let Some(percent) = facts.side.capital_cost_percent else { return vec![("waiting-worth-unpriced", Figure::Money(waiting)), unknown] };
    let cost = waiting.share(i64::from(percent), 100, Rounding::TowardsZero).unwrap_or(Money::LARGEST);
    vec![("waiting-worth", Figure::Money(waiting)), ("waiting-cost-a-year", Figure::Money(cost)), unknown]
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let days = days_to_bill(facts);
    let looked_at = days.len();
    let (to_charge, to_bill) = of_charges(facts);
    let charges =
        [("charge-median-days", &to_charge, 50), ("charge-ninth-tenth-days", &to_charge, 90), ("charge-to-bill-days", &to_bill, 50)];
    let charges = charges.into_iter().filter_map(|(name, days, percent)| Some((name, Figure::Days(quantile(days, percent)?))));
    let Some(median) = quantile(&days, 50).filter(|median| *median > HABIT_DAYS) else {
        return Outcome::nothing(looked_at).beside(charges);
    };
    let late: Vec<_> = facts.cases.iter().filter_map(|case| lag(case).filter(|days| *days > HABIT_DAYS).map(|days| (case, days))).collect();
    let limits = median_limits(&days).map(|(low, high)| [("median-days-low", Figure::Days(low)), ("median-days-high", Figure::Days(high))]);
    let mut figures = vec![("median-days", Figure::Days(median))];
    figures.extend(limits.into_iter().flatten());
    figures.extend([
        ("ninth-tenth-days", Figure::Days(quantile(&days, 90).unwrap_or(median))),
        ("longest-days", Figure::Days(quantile(&days, 100).unwrap_or(median))),
    ]);
    figures.extend(costs(facts));
    Outcome::Found(Found {
        looked_at,
        rate: Some(Rate { count: late.len(), of: looked_at }),
        figures,
        groups: by_level(facts),
        lines: late.into_iter().map(|(case, days)| whole(case, days.to_string(), None)).collect(),
    })
    .beside(charges)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_figure, check_lines};
    use super::{median_limits, quantile};

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
        check_figure("F12", &found, "waiting-worth-unpriced", "5440.00");
        check_figure("F12", &found, "claims-without-worth", "1");
        // At eight percent a year.
        let mut priced = found;
        priced.side.capital_cost_percent = Some(8);
        check_figure("F12", &priced, "waiting-worth", "5440.00");
        check_figure("F12", &priced, "waiting-cost-a-year", "435.20");
    }

    #[test]
    fn limits_of_a_median_are_ranks_and_are_not_there_for_few() {
        let check = |count: i32, expected: Option<(i32, i32)>| {
            let days: Vec<i32> = (1..=count).collect();
            assert_eq!(median_limits(&days), expected, "{count}");
        };
        check(5, None);
        // Half of sixteen, less and more 1.96 times two: ranks four and thirteen.
        check(16, Some((4, 13)));
        check(100, Some((40, 61)));
    }

    #[test]
    fn days_to_the_charge_and_from_it_to_the_bill_stand_apart_where_charges_are_there() {
        // C1 to C3 are of 20, 21 and 22 April, charged two days later and billed on 30 June.
        let charged = |books: Books, patient: &str, on: &str, posted: &str| books.charged(patient, on, posted, 10_000);
        let books = Books::clean().billed_on("2026-06-30");
        let books = charged(books, "M-C1", "2026-04-20", "2026-04-22");
        let books = charged(books, "M-C2", "2026-04-21", "2026-04-23");
        let books = charged(books, "M-C3", "2026-04-22", "2026-04-24");
        check_figure("F12", &books, "charge-median-days", "2");
        check_figure("F12", &books, "charge-ninth-tenth-days", "2");
        // 30 June is 68 days after 23 April.
        check_figure("F12", &books, "charge-to-bill-days", "68");
    }
}
