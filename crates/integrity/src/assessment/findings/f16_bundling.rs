//! F16: lines that were refused as part of another service, or as not to be billed beside it.
//!
//! *Data*: claims, remittances. *Formula*: lines of the first decision that are refused for coding (97, 234, 236 and kin) and were not won, by reason and
//! code; share of decided lines with Wilson's interval. *Dollars*: what the line is worth by one's own history, times one's own share of won refusals of
//! that kind. *Action*: see whether a modifier is supported by the note, else adjust.

use revenue_cycle::DenialCategory;

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::Facts;
use super::super::outcome::Outcome;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F16",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Claims, FileKind::Remittances],
    horizon: Horizon::Second,
    owner: Owner::Biller,
    sources: &["X12 835 reasons 97, 234 and 236: table of reasons, two lists each"],
};

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let looked_at = facts.first_lines();
    let lines = facts.lost_for(&[DenialCategory::Coding]);
    Outcome::of_lines(looked_at, lines, |line| vec![line.why.clone(), line.service.to_owned()])
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_lines};

    #[test]
    fn a_line_that_was_bundled_is_found_and_a_paid_one_is_not() {
        check_lines("F16", &Books::clean(), &[]);
        check_lines("F16", &Books::clean().refused("B1", "CO", "97"), &["B1 CO-97"]);
        check_lines("F16", &Books::clean().refused("B1", "CO", "197"), &[]);
        check_lines("F16", &Books::clean().refused("B1", "CO", "97").paid_later("B1"), &[]);
    }
}
