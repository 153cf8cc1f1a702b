//! F13: the other payer that was never billed.
//!
//! *Data*: claims, remittances; coverages on record tell more. *Formula*: lines refused because another payer comes first (22 and kin) and open; and claims on
//! which a share was left to the patient, that name a later payer or whose patient has one on record on the day of service, and of which that payer never
//! heard: no bill to it or to its place, no decision by it or in its place, not passed on by the first payer.
//! *Dollars*: worth by one's own history for the first, the share left to the patient for the second. *Action*: bill the payers in their order.

use revenue_cycle::{AdjudicationStatus, Claim, DenialCategory, Posting};
use vocabulary::{Money, Rate};

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Case, Facts, whole};
use super::super::outcome::{Figure, Found, Outcome, groups};
use super::super::side::CoverageFact;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F13",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Claims, FileKind::Remittances],
    horizon: Horizon::First,
    owner: Owner::Biller,
    sources: &["X12 835 reason 22: table of reasons, two lists", "X12 837 other payers of a claim"],
};

/// The later payer on record that never heard of a claim. A coverage of whose payer no bill is known counts by its place: whatever went there went to it.
fn on_record<'a>(facts: &Facts<'a>, case: &Case<'a>) -> Option<&'a str> {
    let day = case.claim.first_day()?;
    let versions = || case.settled.history.versions().iter();
    let is_asked = |coverage: &CoverageFact| {
        let is_heard = |posting: &Posting<'_>| {
            coverage.ids.contains(&posting.key.payer_id) || posting.adjudication.status.sequence() == Some(coverage.sequence)
        };
        versions().any(|version| version.sequence == coverage.sequence || coverage.is_billed_by(version))
            || case.settled.matched.iter().any(|matched| is_heard(&matched.posting))
    };
    let later = facts.names.of(case.claim).flat_map(|name| facts.coverages(name));
    let later = later.filter(|coverage| coverage.sequence > case.claim.sequence && coverage.period.contains(day));
    later.filter(|coverage| !is_asked(coverage)).min_by_key(|coverage| coverage.sequence).map(|coverage| coverage.payer.as_str())
}

/// The later payer that never heard of a claim of which the patient owes a part.
fn never_asked<'a>(facts: &Facts<'a>, case: &Case<'a>) -> Option<&'a str> {
    if case.settled.account.patient_responsibility_amount <= Money::ZERO || case.settled.history.is_void() {
        return None;
    }
    let versions = || case.settled.history.versions().iter();
    let decided = || case.settled.matched.iter().map(|matched| matched.posting);
    let is_passed_on = decided().any(|posting| {
        use AdjudicationStatus::{PrimaryForwarded, SecondaryForwarded, TertiaryForwarded};
        matches!(posting.adjudication.status, PrimaryForwarded | SecondaryForwarded | TertiaryForwarded)
    });
    let others = |claim: &&'a Claim| claim.other_coverages.iter().filter(|other| other.sequence > claim.sequence).collect::<Vec<_>>();
    let later = versions().flat_map(others).find(|other| {
        let is_billed = versions().any(|version| version.payer_id == other.payer_id);
        let is_heard = decided().any(|posting| posting.key.payer_id == other.payer_id);
        !is_billed && !is_heard
    });
    if is_passed_on {
        return None;
    }
    later.map(|other| other.payer_id.as_str()).or_else(|| on_record(facts, case))
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let looked_at = facts.first_lines();
    let mut lines = facts.open_for(&[DenialCategory::CoordinationOfBenefits]);
    let refused = lines.len();
    for case in &facts.cases {
        if let Some(payer) = never_asked(facts, case) {
            lines.push(whole(case, payer, Some(case.settled.account.patient_responsibility_amount)));
        }
    }
    if lines.is_empty() {
        return Outcome::nothing(looked_at);
    }
    lines.sort_by(|one, other| (one.claim, one.line).cmp(&(other.claim, other.line)));
    Outcome::Found(Found {
        looked_at,
        rate: Some(Rate { count: refused, of: looked_at }),
        figures: vec![("refused-lines", Figure::Count(refused)), ("never-billed-claims", Figure::Count(lines.len() - refused))],
        groups: groups(&lines, |line| vec![line.payer.to_owned(), line.why.clone()], |_| None),
        lines,
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_lines};

    #[test]
    fn a_second_payer_that_never_heard_of_the_rest_is_found() {
        check_lines("F13", &Books::clean(), &[]);
        check_lines("F13", &Books::clean().refused("B1", "CO", "22"), &["B1 CO-22"]);
        check_lines("F13", &Books::clean().refused("B1", "PR", "1").with_second_payer("B1", "P2"), &["B1 P2"]);
        check_lines("F13", &Books::clean().with_second_payer("C1", "P2"), &[]);
        check_lines("F13", &Books::clean().refused("B1", "PR", "1").with_second_payer("B1", "P2").decided_by_second("B1", "P2"), &[]);
    }

    #[test]
    fn a_second_payer_on_record_that_the_claim_does_not_name_is_found() {
        let open = || Books::clean().refused("B1", "PR", "1");
        let covered = |books: Books, rank, from| books.covered("M-B1", rank, "second-plan", "M-2", from);
        check_lines("F13", &covered(open(), "secondary", "2026-01-01"), &["B1 second-plan"]);
        check_lines("F13", &covered(open(), "primary", "2026-01-01"), &[]);
        let asked = open().with_second_payer("B1", "P2").decided_by_second("B1", "P2");
        // It begins after the service; nothing is left to the patient; the place was asked.
        check_lines("F13", &covered(open(), "secondary", "2026-06-01"), &[]);
        check_lines("F13", &covered(Books::clean(), "secondary", "2026-01-01"), &[]);
        check_lines("F13", &covered(asked, "secondary", "2026-01-01"), &[]);
        check_lines("F13", &covered(open().with_second_payer("B1", "P2"), "secondary", "2026-01-01"), &["B1 P2"]);
    }
}
