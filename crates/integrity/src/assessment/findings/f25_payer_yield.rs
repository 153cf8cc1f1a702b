//! F25: what each payer yields for the same level of care.
//!
//! *Data*: claims, remittances. *Formula*: net paid for each claim that a payer decided, by payer and level of care, beside the claims of that level
//! in all. *Dollars*: none: a gap to other payers is a matter of contracts, not of money owed. *Action*: take the figures to the next negotiation.
//! Something is found where a level has two payers with at least [`ENOUGH`] claims each, and one yields less than half of the other.

use std::collections::BTreeMap;

use vocabulary::{LevelOfCare, Money, Rate};

use super::super::definition::{Definition, FileKind, Horizon, Owner};
use super::super::facts::{Facts, whole};
use super::super::outcome::{Found, Group, Outcome};
use super::f01_denials::level_name;

/// So many claims of a payer and level are compared.
const ENOUGH: usize = 20;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F25",
    bucket: None,
    needs: &[FileKind::Claims, FileKind::Remittances],
    horizon: Horizon::Third,
    owner: Owner::Finance,
    sources: &["No comparison below 20 claims: our own rule for small groups"],
};

#[derive(Clone, Copy, Default)]
struct Yield {
    claims: usize,
    charge_cents: i128,
    paid_cents: i128,
}

impl Yield {
    /// True where this one pays less than half of the other's share of the charge.
    fn is_below_half_of(self, other: Self) -> bool {
        2 * self.paid_cents * other.charge_cents < other.paid_cents * self.charge_cents
    }
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let mut yields: BTreeMap<(Option<LevelOfCare>, &'a str), Yield> = BTreeMap::new();
    let decided = || facts.cases.iter().filter(|case| case.is_decided());
    for case in decided() {
        let sum = yields.entry((case.level, case.payer)).or_default();
        sum.claims += 1;
        sum.charge_cents += i128::from(case.settled.account.charge_amount.cents());
        sum.paid_cents += i128::from(case.settled.account.paid_amount.cents());
    }
    let looked_at = decided().count();
    let enough: Vec<_> = yields.into_iter().filter(|(_, sum)| sum.claims >= ENOUGH).collect();
    if enough.len() < 2 {
        return Outcome::TooFew { have: enough.len(), needed: 2 };
    }
    let low: Vec<(Option<LevelOfCare>, &str)> = enough
        .iter()
        .filter(|((level, _), sum)| enough.iter().any(|((other, _), best)| other == level && sum.is_below_half_of(*best)))
        .map(|(key, _)| *key)
        .collect();
    if low.is_empty() {
        return Outcome::nothing(looked_at);
    }
    let cents = |cents: i128| Money::from_cents(i64::try_from(cents).unwrap_or(i64::MAX));
    let groups = enough.iter().map(|((level, payer), sum)| Group {
        names: vec![level_name(*level), (*payer).to_owned()],
        rate: Rate { count: sum.claims, of: looked_at },
        amount: cents(sum.paid_cents),
    });
    let lines = decided().filter(|case| low.contains(&(case.level, case.payer)));
    Outcome::Found(Found {
        looked_at,
        groups: groups.collect(),
        lines: lines.map(|case| whole(case, level_name(case.level), None)).collect(),
        ..Found::default()
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, outcome_code};

    #[test]
    fn payers_are_compared_from_twenty_claims_each() {
        assert_eq!(outcome_code("F25", &Books::clean()), "too_few");
        assert_eq!(outcome_code("F25", &Books::clean().many("P8", 20, 9000).many("P9", 20, 8000)), "nothing_found");
        assert_eq!(outcome_code("F25", &Books::clean().many("P8", 20, 9000).many("P9", 20, 4000)), "found");
        assert_eq!(outcome_code("F25", &Books::clean().many("P8", 20, 9000).many("P9", 19, 4000)), "too_few");
    }
}
