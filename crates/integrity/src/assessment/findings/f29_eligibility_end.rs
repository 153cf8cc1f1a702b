//! F29: lines that were refused because the patient was not insured on the day.
//!
//! *Data*: claims, remittances; eligibility answers would say since when. *Formula*: lines of the first decision that are refused for eligibility (26, 27, 31
//! and kin) and were not won, by payer and reason. *Dollars*: worth by one's own history, times one's own share of won refusals of that kind. *Action*:
//! verify every week and on the first of the month, and bill the payer that covers the day.

use revenue_cycle::DenialCategory;

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::Facts;
use super::super::outcome::Outcome;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F29",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Claims, FileKind::Remittances],
    horizon: Horizon::First,
    owner: Owner::Intake,
    sources: &["X12 835 reasons 26, 27 and 31: table of reasons, two lists each"],
};

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let looked_at = facts.first_lines();
    let lines = facts.lost_for(&[DenialCategory::Eligibility]);
    Outcome::of_lines(looked_at, lines, |line| vec![line.payer.to_owned(), line.why.clone()])
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_lines};

    #[test]
    fn a_coverage_that_had_ended_is_found() {
        check_lines("F29", &Books::clean(), &[]);
        check_lines("F29", &Books::clean().refused("B1", "PR", "27"), &["B1 PR-27"]);
        check_lines("F29", &Books::clean().refused("B1", "PR", "1"), &[]);
    }
}
