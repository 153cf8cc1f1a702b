//! F11: lines lost because they were sent too late, and how near the others came.
//!
//! *Data*: claims, remittances. *Formula*: lines of the first decision that are refused for late filing (29) and are open; days from the last day of
//! service to the first bill of all claims: median, nine of ten, longest. Limits differ by payer and contract, so none is assumed. *Dollars*: worth by
//! one's own history; such money comes back only with proof of an earlier bill. *Action*: a queue by days left.

use revenue_cycle::DenialCategory;

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::Facts;
use super::super::outcome::{Figure, Outcome};
use super::f12_charge_lag::{days_to_bill, quantile};

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F11",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Claims, FileKind::Remittances],
    horizon: Horizon::First,
    owner: Owner::Biller,
    sources: &["X12 835 reason 29: table of reasons, two lists"],
};

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let looked_at = facts.first_lines();
    let lines = facts.open_for(&[DenialCategory::TimelyFiling]);
    let days = days_to_bill(facts);
    let figures = [("median-days", 50), ("ninth-tenth-days", 90), ("longest-days", 100)];
    let figures = figures.iter().filter_map(|(name, percent)| Some((*name, Figure::Days(quantile(&days, *percent)?)))).collect();
    Outcome::with_figures(looked_at, lines, figures, |line| vec![line.payer.to_owned(), line.why.clone()])
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_lines};

    #[test]
    fn a_late_claim_is_found() {
        check_lines("F11", &Books::clean(), &[]);
        check_lines("F11", &Books::clean().refused("B1", "CO", "29"), &["B1 CO-29"]);
    }
}
