//! F10: a payer that began to allow less for the same code, without a word.
//!
//! *Data*: claims, remittances. *Formula*: what a payer allowed for a unit of a code at a level of care, in the order of the days of service. The day that
//! splits the series best (Mann and Whitney's statistic with the correction for ties) is a change where the medians before and after differ by more than
//! [`LEAST_DROP`] downwards, each side has [`ENOUGH`] lines, and the probability of such a statistic, times the number of days and of series that were
//! tried (Bonferroni), is at most [`LEVEL`]. *Dollars*: the difference of the medians for every unit after the change. *Action*: look for the notice of
//! the change in the contract.

use std::collections::BTreeMap;

use statrs::distribution::{ContinuousCDF as _, Normal};
use vocabulary::{Day, LevelOfCare, Money};

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::expected::{allowed, median};
use super::super::facts::{Case, Facts, StandingLine};
use super::super::outcome::{Evidence, Figure, Found, Outcome, groups};
use vocabulary::rate::number;

/// So many lines on each side of a change.
const ENOUGH: usize = 10;
/// A drop of less than five in a hundred is not shown.
const LEAST_DROP: i64 = 5;
/// At most so often a change is found where there is none, over all series.
const LEVEL: f64 = 0.05;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F10",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Claims, FileKind::Remittances],
    horizon: Horizon::Second,
    owner: Owner::Finance,
    sources: &["Mann and Whitney 1947, Annals of Mathematical Statistics 18:50"],
};

struct Paid<'a, 'b> {
    day: Day,
    unit_cents: i64,
    case: &'b Case<'a>,
    standing: &'b StandingLine<'a>,
}

type Series<'a, 'b> = BTreeMap<(&'a str, &'a str, Option<LevelOfCare>), Vec<Paid<'a, 'b>>>;

fn series<'a, 'b>(facts: &'b Facts<'a>) -> Series<'a, 'b> {
    let mut series: Series<'a, 'b> = BTreeMap::new();
    for case in &facts.cases {
        for standing in &case.standing {
            let amount = allowed(standing.decided);
            let units = standing.decided.paid_units.thousandths();
            let day = standing.line.and_then(|line| line.days).map(vocabulary::Period::first);
            let Some(day) = day.filter(|_| amount > Money::ZERO && units > 0 && standing.decided.paid_amount > Money::ZERO) else {
                continue;
            };
            let unit_cents = i64::try_from(i128::from(amount.cents()) * 1000 / i128::from(units)).unwrap_or(i64::MAX);
            let key = (standing.posting.key.payer_id.as_str(), standing.service, case.level);
            series.entry(key).or_default().push(Paid { day, unit_cents, case, standing });
        }
    }
    series.retain(|_, paid| paid.len() >= 2 * ENOUGH);
    for paid in series.values_mut() {
        paid.sort_by_key(|line| (line.day, line.case.number, line.unit_cents));
    }
    series
}

/// Where a series changes: the first place after the change, and the medians before and after.
fn change(units: &[i64], days: &[Day], series: usize) -> Option<(usize, i64, i64)> {
    let ranks = ranks(units);
    let total = number(units.len());
    let ties = tie_term(units);
    let mut before = 0.0;
    let mut best: Option<(f64, usize)> = None;
    let mut tried = 0_usize;
    for place in 1..units.len() {
        before += ranks[place - 1];
        let is_new_day = days[place] != days[place - 1];
        if !is_new_day || place < ENOUGH || units.len() - place < ENOUGH {
            continue;
        }
        tried += 1;
        let (first, second) = (number(place), total - number(place));
        let statistic = before - first * (first + 1.0) / 2.0;
        let variance = first * second / 12.0 * (total + 1.0 - ties / (total * (total - 1.0)));
        // Higher ranks before the change: the payer allows less after it.
        let deviation = if variance > 0.0 { (statistic - first * second / 2.0) / variance.sqrt() } else { 0.0 };
        if best.is_none_or(|(known, _)| deviation > known) {
            best = Some((deviation, place));
        }
    }
    let (deviation, place) = best?;
    let probability = 1.0 - Normal::standard().cdf(deviation);
    if probability * number(tried) * number(series) > LEVEL {
        return None;
    }
    let middle = |part: &[i64]| {
        let mut sorted = part.to_vec();
        sorted.sort_unstable();
        median(&sorted)
    };
    let (was, is) = (middle(&units[..place]), middle(&units[place..]));
    (i128::from(was - is) * 100 > i128::from(was) * i128::from(LEAST_DROP)).then_some((place, was, is))
}

/// Ranks from 1, the mean of their places for equals.
fn ranks(values: &[i64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by_key(|place| values[*place]);
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    while start < order.len() {
        let end = (start..order.len()).find(|place| values[order[*place]] != values[order[start]]).unwrap_or(order.len());
        let rank = (number(start) + number(end) + 1.0) / 2.0;
        for place in &order[start..end] {
            ranks[*place] = rank;
        }
        start = end;
    }
    ranks
}

/// The sum of t³ − t over groups of equals.
fn tie_term(values: &[i64]) -> f64 {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(*value).or_default() += 1;
    }
    counts.values().map(|count| number(*count).powi(3) - number(*count)).sum()
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let series = series(facts);
    let looked_at: usize = series.values().map(Vec::len).sum();
    let figures = vec![("series-compared", Figure::Count(series.len())), ("lines-in-series", Figure::Count(looked_at))];
    if looked_at == 0 {
        return Outcome::too_few(0, 2 * ENOUGH);
    }
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for ((payer, service, _), paid) in &series {
        let units: Vec<i64> = paid.iter().map(|line| line.unit_cents).collect();
        let days: Vec<Day> = paid.iter().map(|line| line.day).collect();
        let Some((place, was, is)) = change(&units, &days, series.len()) else { continue };
        for line in &paid[place..] {
            let thousandths = i128::from(line.standing.decided.paid_units.thousandths());
            let amount = i64::try_from(i128::from(was - is) * thousandths / 1000).unwrap_or(i64::MAX);
            lines.push(Evidence {
                claim: Some(line.case.number),
                line: line.standing.line.map(|line| line.number),
                day: Some(line.day),
                payer,
                service,
                why: format!("{} {} > {}", days[place], Money::from_cents(was), Money::from_cents(is)),
                category: None,
                bucket: None,
                amount: Some(Money::from_cents(amount)),
                trace: Some((line.standing.posting.key, line.standing.posting.place)),
            });
        }
    }
    if lines.is_empty() {
        return Outcome::Nothing { looked_at, figures };
    }
    lines.sort_by(|one, other| (one.claim, one.line).cmp(&(other.claim, other.line)));
    Outcome::Found(Found {
        looked_at,
        figures,
        groups: groups(&lines, |line| vec![line.payer.to_owned(), line.service.to_owned(), line.why.clone()], |_| None),
        lines,
        ..Found::default()
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, outcome_code};
    use super::{Day, change};

    #[test]
    fn a_drop_that_stays_is_found_and_noise_is_not() {
        let days: Vec<Day> = (0..40).map(|place| "2026-01-01".parse::<Day>().unwrap().plus_days(place)).collect();
        let check = |units: &dyn Fn(i64) -> i64, expected: Option<(usize, i64, i64)>| {
            let units: Vec<i64> = (0..40).map(units).collect();
            assert_eq!(change(&units, &days, 1), expected);
        };
        check(&|place| if place < 20 { 10_000 } else { 9000 }, Some((20, 10_000, 9000)));
        check(&|place| if place < 20 { 10_000 } else { 9600 }, None);
        check(&|place| if place < 20 { 9000 } else { 10_000 }, None);
        check(&|_| 10_000, None);
        check(&|place| 10_000 + 97 * ((place * 7919) % 13), None);
    }

    #[test]
    fn few_lines_are_not_judged() {
        assert_eq!(outcome_code("F10", &Books::clean()), "too_few");
        assert_eq!(outcome_code("F10", &Books::clean().many("P8", 30, 9000)), "nothing_found");
    }
}
