//! What a service is worth: what a payer allows for one unit of it.
//!
//! A contract says it, where exactly one rate holds on the day ([`Rates`]). Else the practice's own history is the median of what the payer allowed for a unit of the same code at the same level of care, from lines that were paid.
//! It takes [`ENOUGH`] lines; with fewer the worth is not known, and such lines are in no amount. No figure of anybody else enters.

use std::collections::{BTreeMap, BTreeSet};

use revenue_cycle::{AdjudicatedLine, GroupCode, Units};
use vocabulary::{Day, LevelOfCare, Money, Rounding};

use super::side::{ContractRate, Side};

/// So many paid lines make a history.
pub const ENOUGH: usize = 3;

/// Where a worth comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The median of so many paid lines of one's own.
    OwnHistory(usize),
}

/// What a unit is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// For one unit.
    pub unit_amount: Money,
    /// Where it comes from.
    pub basis: Basis,
}

impl Expected {
    /// For a number of units, rounded to the nearest cent, half up.
    pub fn of(self, units: Units) -> Money {
        times(self.unit_amount, units)
    }
}

/// An amount for a number of units, rounded to the nearest cent, half up; at most what is taken from outside at all.
pub fn times(unit_amount: Money, units: Units) -> Money {
    unit_amount.share(units.thousandths(), Units::ONE.thousandths(), Rounding::Nearest).unwrap_or(Money::LARGEST)
}

/// Whether an amount is off by more than the tolerance: a dollar, and one in a hundred of what was expected.
pub fn is_beyond_tolerance(expected: Money, off: Money) -> bool {
    off > Money::from_cents(100) && i128::from(off.cents()) * 100 > i128::from(expected.cents())
}

/// Rates by contract, by payer and service.
#[derive(Clone, Debug, Default)]
pub struct Rates<'a> {
    rates: BTreeMap<(&'a str, &'a str), Vec<&'a ContractRate>>,
}

impl<'a> Rates<'a> {
    /// Of what stands beside claims and payments.
    pub(super) fn of(side: &'a Side) -> Self {
        let mut rates: BTreeMap<(&'a str, &'a str), Vec<&'a ContractRate>> = BTreeMap::new();
        for rate in side.contracts.iter().flatten() {
            rates.entry((&rate.payer, &rate.service)).or_default().push(rate);
        }
        Self { rates }
    }

    /// The rate for a service on a day: one for the level of care before one for any. `None` without, and where two that differ hold.
    pub fn find(&self, payer: &str, service: &str, level: Option<LevelOfCare>, day: Day) -> Option<Money> {
        let rates = self.rates.get(&(payer, service))?;
        let of = |wanted: Option<LevelOfCare>| -> BTreeSet<Money> {
            let fits = |rate: &&&ContractRate| rate.level == wanted && rate.period.contains(day);
            rates.iter().filter(fits).map(|rate| rate.unit_amount).collect()
        };
        let exact = if level.is_some() { of(level) } else { BTreeSet::new() };
        let found = if exact.is_empty() { of(None) } else { exact };
        if found.len() == 1 { found.into_iter().next() } else { None }
    }
}

type Key<'a> = (&'a str, &'a str, Option<LevelOfCare>);

/// Worths by payer, service and level of care.
#[derive(Clone, Debug, Default)]
pub struct ExpectedTable<'a> {
    samples: BTreeMap<Key<'a>, Vec<i64>>,
}

impl<'a> ExpectedTable<'a> {
    /// Takes in a paid line.
    pub(super) fn learn(&mut self, payer: &'a str, service: &'a str, level: Option<LevelOfCare>, allowed: Money, units: Units) {
        if allowed > Money::ZERO && units.thousandths() > 0 {
            let unit = (i128::from(allowed.cents()) * 1000 + i128::from(units.thousandths()) / 2) / i128::from(units.thousandths());
            self.samples.entry((payer, service, level)).or_default().push(i64::try_from(unit).unwrap_or(i64::MAX));
        }
    }

    /// Says that everything was taken in.
    pub(super) fn finish(&mut self) {
        self.samples.values_mut().for_each(|units| units.sort_unstable());
    }

    /// What a unit is worth; `None` where nobody knows.
    pub fn find(&self, payer: &str, service: &str, level: Option<LevelOfCare>) -> Option<Expected> {
        let units = self.samples.get(&(payer, service, level)).filter(|units| units.len() >= ENOUGH)?;
        Some(Expected { unit_amount: Money::from_cents(median(units)), basis: Basis::OwnHistory(units.len()) })
    }
}

/// The median of sorted numbers; of an even number the mean of the two in the middle, rounded down.
pub(super) fn median(sorted: &[i64]) -> i64 {
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[middle] } else { i64::midpoint(sorted[middle - 1], sorted[middle]) }
}

/// What a payer allowed for a line: what it says (AMT*B6), else what is paid, with the patient's share (PR 1, 2, 3), what sequestration took (CO 253)
/// and what an earlier payer did (OA 23).
pub fn allowed(line: &AdjudicatedLine) -> Money {
    line.allowed_amount.unwrap_or_else(|| {
        let is_allowed = |group: GroupCode, reason: &str| {
            matches!(
                (group, reason),
                (GroupCode::PatientResponsibility, "1" | "2" | "3")
                    | (GroupCode::ContractualObligation, "253")
                    | (GroupCode::OtherAdjustment, "23")
            )
        };
        let besides = line.adjustments.iter().filter(|each| is_allowed(each.group, &each.reason)).map(|each| each.amount);
        line.paid_amount + besides.sum()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_a_dollar_and_one_in_a_hundred_is_beyond_the_tolerance() {
        let check = |expected: i64, off: i64, is_beyond: bool| {
            assert_eq!(is_beyond_tolerance(Money::from_cents(expected), Money::from_cents(off)), is_beyond, "{off} of {expected}");
        };
        check(1_000, 100, false);
        check(1_000, 101, true);
        check(20_000, 200, false);
        check(20_000, 201, true);
        check(i64::MAX, i64::MAX / 50, true);
    }

    #[test]
    fn a_worth_is_the_median_of_enough_lines_and_else_not_known() {
        let check = |paid: &[(i64, i64)], expected: Option<i64>| {
            let mut table = ExpectedTable::default();
            for (cents, units) in paid {
                table.learn("P1", "90834", None, Money::from_cents(*cents), Units::whole(*units));
            }
            table.finish();
            assert_eq!(table.find("P1", "90834", None).map(|found| found.unit_amount.cents()), expected, "{paid:?}");
        };
        check(&[(100, 1), (300, 1), (200, 1)], Some(200));
        check(&[(100, 1), (300, 1), (400, 2), (1000, 1)], Some(250));
        check(&[(100, 1), (300, 1)], None);
        check(&[(100, 1), (300, 1), (0, 1)], None);
    }

    #[test]
    fn parts_of_a_unit_are_worth_their_part() {
        let worth = Expected { unit_amount: Money::from_cents(1001), basis: Basis::OwnHistory(3) };
        assert_eq!(worth.of(Units::from_thousandths(1500)).cents(), 1502);
        assert_eq!(worth.of(Units::whole(3)).cents(), 3003);
    }
}
