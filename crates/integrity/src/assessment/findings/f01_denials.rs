//! F1: how much is refused at first, by payer, level of care and reason.
//!
//! *Data*: claims, remittances. *Formula*: lines refused by the first decision of the first payer, of lines decided by it, with Wilson's interval; by
//! payer, level of care and reason. The charge of the same lines is the "refused at first" of the reconciliation. *Dollars*: worth of those lines of which
//! money may still come, by one's own history; it counts what no narrower finding counts. What was won, what was upheld by a second decision or a letter, and
//! what was taken off the books are figures. *Action*: an owner for each of the three largest classes.

use std::collections::BTreeMap;

use vocabulary::{LevelOfCare, Money, Rate};

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Facts, Fate, evidence};
use super::super::outcome::{Evidence, Figure, Found, Group, Outcome};

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F1",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Claims, FileKind::Remittances],
    horizon: Horizon::Third,
    owner: Owner::Finance,
    sources: &["HFMA claim integrity task force, initial denial rate (2020)", "docs/guides/reconcile.md"],
};

/// A level of care as a name of a group.
pub(super) fn level_name(level: Option<LevelOfCare>) -> String {
    level.map_or_else(|| "?".to_owned(), |level| level.code().to_owned())
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let looked_at = facts.first_lines();
    let refused = || facts.cases.iter().flat_map(|case| case.refusals.iter().map(move |refusal| (case, refusal)));
    let count = refused().count();
    if count == 0 {
        return Outcome::nothing(looked_at);
    }
    let mut decided: BTreeMap<(&str, Option<LevelOfCare>), usize> = BTreeMap::new();
    for case in facts.cases.iter().filter(|case| case.first_lines > 0) {
        *decided.entry((case.payer, case.level)).or_default() += case.first_lines;
    }
    let mut sums: BTreeMap<(&str, Option<LevelOfCare>, &str), (usize, Money)> = BTreeMap::new();
    for (case, refusal) in refused() {
        let sum = sums.entry((case.payer, case.level, refusal.denial.code.as_str())).or_default();
        sum.0 += 1;
        sum.1 += refusal.denial.charge_amount;
    }
    let mut groups: Vec<Group> = sums
        .into_iter()
        .map(|((payer, level, code), (count, amount))| Group {
            names: vec![payer.to_owned(), level_name(level), code.to_owned()],
            rate: Rate { count, of: decided.get(&(payer, level)).copied().unwrap_or(count) },
            amount,
        })
        .collect();
    groups.sort_by(|one, other| other.amount.cmp(&one.amount).then(one.names.cmp(&other.names)));
    let lines: Vec<Evidence<'a>> = facts.open().map(|(case, refusal)| evidence(case, refusal)).collect();
    let of_fate = |fate: Fate| refused().filter(|(_, refusal)| refusal.fate == fate).count();
    let claims = facts.cases.iter().filter(|case| case.is_decided());
    Outcome::Found(Found {
        looked_at,
        rate: Some(Rate { count, of: looked_at }),
        figures: vec![
            ("refused-charge", Figure::Money(refused().map(|(_, refusal)| refusal.denial.charge_amount).sum())),
            (
                "claims-refused-whole",
                Figure::Share(Rate { count: claims.clone().filter(|case| case.is_denied).count(), of: claims.count() }),
            ),
            ("lines-won-later", Figure::Count(of_fate(Fate::Won))),
            ("lines-upheld", Figure::Count(of_fate(Fate::Upheld))),
            ("lines-given-up", Figure::Count(of_fate(Fate::GivenUp))),
        ],
        groups,
        lines,
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_lines};

    #[test]
    fn what_is_refused_at_first_is_found_and_what_was_won_later_is_no_loss() {
        check_lines("F1", &Books::clean(), &[]);
        check_lines("F1", &Books::clean().refused("B1", "CO", "197").refused("B2", "CO", "16"), &["B1 CO-197", "B2 CO-16"]);
        check_lines("F1", &Books::clean().refused("B1", "CO", "197").refused("B2", "CO", "16").paid_later("B1"), &["B2 CO-16"]);
        check_lines("F1", &Books::clean().refused("B1", "PR", "1"), &[]);
    }
}
