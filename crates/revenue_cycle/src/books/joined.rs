//! Numbers under which one claim was sent. A biller may correct a claim under a new number of ours and name the payer's number of the first (REF*F8): both are
//! one claim, whose charge counts once.

use std::collections::{BTreeMap, BTreeSet};

use super::{Books, Versions};
use crate::claim::{Claim, Frequency};

/// Which numbers are one claim.
#[derive(Clone, Debug, Default)]
pub(super) struct Joined {
    /// By each number that follows another one: the first number of the claim.
    pub(super) first: BTreeMap<String, String>,
    /// By the first number: those that follow it.
    pub(super) following: BTreeMap<String, Vec<String>>,
}

/// Finds which numbers follow which. A number follows when nothing original was sent under it, and the payer's number that it names belongs to exactly one
/// other of our numbers, sent to the same payer for the same patient and not later.
pub(super) fn joined(books: &Books) -> Joined {
    let following: BTreeMap<&str, &Claim> =
        books.claims.iter().filter_map(|(number, versions)| Some((number.as_str(), follows(versions)?))).collect();
    if following.is_empty() {
        return Joined::default();
    }
    let owners = owners(books, &following.values().filter_map(|claim| control_of(claim)).collect());
    let mut before: BTreeMap<&str, &str> = BTreeMap::new();
    for (number, claim) in &following {
        let named = control_of(claim).and_then(|control| owners.get(control)).into_iter().flatten();
        let fits = |other: &&&str| **other != *number && books.claims.get(**other).is_some_and(|versions| is_before(versions, claim));
        let mut fitting = named.filter(fits);
        if let (Some(first), None) = (fitting.next(), fitting.next()) {
            before.insert(number, first);
        }
    }
    let root = |number: &str| {
        let mut last = number;
        // A chain has at most as many links as there are; one that turns back on itself joins nothing.
        for _ in 0..=before.len() {
            match before.get(last) {
                Some(earlier) => last = earlier,
                None => return Some(last.to_owned()),
            }
        }
        None
    };
    let mut joined = Joined::default();
    for number in before.keys().map(|number| (*number).to_owned()) {
        if let Some(first) = root(&number) {
            joined.following.entry(first.clone()).or_default().push(number.clone());
            joined.first.insert(number, first);
        }
    }
    joined
}

/// The first version under a number, where it corrects or withdraws something that was not sent under this number.
fn follows(versions: &Versions) -> Option<&Claim> {
    let first = versions.0.iter().min_by(|one, other| (&one.source, one).cmp(&(&other.source, other)))?;
    let has_original = versions.0.iter().any(|version| version.frequency == Frequency::Original);
    (!has_original && control_of(first).is_some()).then_some(first)
}

fn control_of(claim: &Claim) -> Option<&str> {
    claim.original_payer_control.as_deref().map(str::trim).filter(|control| !control.is_empty())
}

/// Our numbers by the payers' numbers of them, as payments and acknowledgments say.
fn owners<'a>(books: &'a Books, wanted: &BTreeSet<&'a str>) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
    let mut owners: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let decided = books.remittances.iter().flat_map(|payment| &payment.adjudications);
    let decided = decided.map(|decision| (decision.payer_control.as_str(), decision.claim_number.as_str()));
    let answered = books.acknowledgments.iter().filter_map(|answer| Some((answer.payer_control.as_deref()?, answer.claim_number.as_str())));
    for (control, number) in decided.chain(answered).filter(|(control, _)| wanted.contains(control.trim())) {
        owners.entry(control.trim()).or_default().insert(number);
    }
    owners
}

/// True where some version was sent to the payer of a claim for its patient, and not later.
fn is_before(versions: &Versions, claim: &Claim) -> bool {
    let same = |one: &str, other: &str| !one.is_empty() && one.eq_ignore_ascii_case(other);
    let is_its_patient = |other: &Claim| {
        let is_born = claim.birth_day.is_some() && other.birth_day == claim.birth_day;
        same(&other.member_id, &claim.member_id)
            && (other.birth_day == claim.birth_day || other.birth_day.is_none() || claim.birth_day.is_none())
            || is_born && same(&other.family_name, &claim.family_name)
    };
    versions.0.iter().any(|other| other.payer_id == claim.payer_id && other.source.day <= claim.source.day && is_its_patient(other))
}

#[cfg(test)]
mod tests {
    use crate::books::Books;
    use crate::claim::{Claim, Frequency};
    use crate::ledger::AccountProblem;
    use crate::reason::ReasonTable;
    use crate::testing::{cents, claim, decided, remittance};

    /// The claim `A1`, refused, and its correction under another number, paid.
    fn books(change: impl FnOnce(&mut Claim)) -> Books {
        let mut books = Books::default();
        let mut first = claim("A1", &[(10_000, "2026-03-02")]);
        first.source.day = "2026-03-05".parse().ok();
        let mut second = Claim {
            number: "A1R".into(),
            frequency: Frequency::Replacement,
            original_payer_control: Some("A1-ICN".into()),
            ..first.clone()
        };
        second.source.day = "2026-04-05".parse().ok();
        change(&mut second);
        books.add_claim(second);
        books.add_claim(first);
        let mut refused = remittance("T1", vec![decided("A1", "4", 10_000, 0, &[("CO", "16", 10_000)])]);
        refused.key.day = "2026-03-20".parse().ok();
        books.add_remittance(refused);
        books.add_remittance(remittance("T2", vec![decided("A1R", "1", 10_000, 8000, &[("CO", "45", 2000)])]));
        books
    }

    /// Numbers of claims with their charges and what was paid on them.
    fn check(change: impl FnOnce(&mut Claim), expected: &[(&str, i64, i64)]) {
        let (books, table) = (books(change), ReasonTable::shipped());
        let settlement = books.settle(table);
        let found: Vec<_> = (settlement.claims.iter())
            .map(|(number, settled)| (*number, settled.account.charge_amount.cents(), settled.account.paid_amount.cents()))
            .collect();
        assert_eq!(found, expected);
        assert!(settlement.claim("A1R").is_some(), "found by either number");
        assert_eq!(settlement.matched_paid_amount(), cents(8000));
    }

    #[test]
    fn a_correction_under_a_new_number_is_the_same_claim() {
        check(|_| {}, &[("A1", 10_000, 8000)]);
        let (books, table) = (books(|_| {}), ReasonTable::shipped());
        let settlement = books.settle(table);
        let account = &settlement.claims["A1"].account;
        assert!(account.is_balanced() && account.problems == Vec::<AccountProblem>::new(), "{account:?}");
        assert_eq!(books.claim_numbers().collect::<Vec<_>>(), ["A1"]);
        assert_eq!(books.history("A1R").map(|history| history.versions().len()), Some(2));
    }

    #[test]
    fn what_does_not_fit_stays_a_claim_of_its_own() {
        let two = [("A1", 10_000, 0), ("A1R", 10_000, 8000)];
        check(|second| second.original_payer_control = Some("ELSEWHERE".into()), &two);
        check(|second| second.frequency = Frequency::Original, &two);
        check(|second| second.source.day = "2026-03-01".parse().ok(), &two);
        check(|second| (second.member_id, second.birth_day) = ("M9".into(), None), &two);
    }
}
