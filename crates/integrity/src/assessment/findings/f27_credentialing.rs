//! F27: lines that were refused because of who gave or billed the service.
//!
//! *Data*: claims, remittances. *Formula*: lines of the first decision that are refused for credentialing (B7, 185, 170 and kin) and are open, by payer
//! and reason. *Dollars*: worth by one's own history, times one's own share of won refusals of that kind. *Action*: ask the payer for an earlier effective
//! day, then send again.

use revenue_cycle::DenialCategory;

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::Facts;
use super::super::outcome::Outcome;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F27",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Claims, FileKind::Remittances],
    horizon: Horizon::First,
    owner: Owner::Finance,
    sources: &["X12 835 reasons B7, 185 and 170: table of reasons"],
};

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let looked_at = facts.first_lines();
    let lines = facts.open_for(&[DenialCategory::Credentialing]);
    Outcome::of_lines(looked_at, lines, |line| vec![line.payer.to_owned(), line.why.clone()])
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_lines};

    #[test]
    fn a_provider_who_was_not_eligible_is_found() {
        check_lines("F27", &Books::clean(), &[]);
        check_lines("F27", &Books::clean().refused("B1", "CO", "B7"), &["B1 CO-B7"]);
        check_lines("F27", &Books::clean().refused("B1", "CO", "B7").paid_later("B1"), &[]);
    }
}
