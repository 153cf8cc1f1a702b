use vocabulary::Money;

use super::*;
use crate::claim::{Claim, Sequence};
use crate::claim::{Frequency, OtherCoverage};
use crate::remittance::Remittance;
use crate::testing::{cents, claim, decided, remittance};

fn account(claim: Option<&Claim>, payments: &[Remittance]) -> Account {
    let postings: Vec<Posting<'_>> = payments
        .iter()
        .flat_map(|payment| {
            let decisions = payment.adjudications.iter().enumerate();
            decisions.map(|(place, adjudication)| Posting { key: &payment.key, place, adjudication })
        })
        .collect();
    let history = claim.and_then(|claim| ClaimHistory::new([claim]));
    Account::of(history.as_ref(), &postings, ReasonTable::shipped())
}

/// Undecided, paid, contractual, denied, patient, other, prior payer.
fn amounts(account: &Account) -> [i64; 7] {
    [
        account.undecided_amount,
        account.paid_amount,
        account.contractual_amount,
        account.denied_amount,
        account.patient_responsibility_amount,
        account.other_amount,
        account.prior_payer_amount,
    ]
    .map(Money::cents)
}

fn of_second_payer(mut payment: Remittance) -> Remittance {
    payment.key.payer_id = "P2".into();
    payment
}

#[test]
fn the_group_decides_whose_money_it_is() {
    let check = |adjustments: &[(&str, &str, i64)], paid, expected: [i64; 7]| {
        let claim = claim("A1", &[(10_000, "2026-03-02")]);
        let account = account(Some(&claim), &[remittance("T1", vec![decided("A1", "1", 10_000, paid, adjustments)])]);
        assert_eq!(amounts(&account), expected, "{adjustments:?}");
        assert!(account.is_balanced() && account.problems.is_empty(), "{:?}", account.problems);
    };
    check(&[("CO", "45", 3000), ("PR", "2", 1400)], 5600, [0, 5600, 3000, 0, 1400, 0, 0]);
    check(&[("CO", "197", 10_000)], 0, [0, 0, 0, 10_000, 0, 0, 0]);
    check(&[("PR", "204", 10_000)], 0, [0, 0, 0, 0, 10_000, 0, 0]);
    check(&[("OA", "18", 10_000)], 0, [0, 0, 0, 10_000, 0, 0, 0]);
    check(&[("OA", "209", 1000)], 9000, [0, 9000, 0, 0, 0, 1000, 0]);
    check(&[("OA", "23", 8000)], 2000, [0, 2000, 0, 0, 0, 0, 8000]);
    check(&[("PI", "45", 1000)], 9000, [0, 9000, 1000, 0, 0, 0, 0]);
    check(&[("CO", "9999", 10_000)], 0, [0, 0, 0, 10_000, 0, 0, 0]);
    check(&[("CO", "9999", 1000)], 9000, [0, 9000, 1000, 0, 0, 0, 0]);
}

#[test]
fn what_the_second_payer_pays_of_the_patients_share_is_no_longer_the_patients() {
    let mut claim = claim("A1", &[(100_000, "2026-03-02")]);
    claim.other_coverages.push(OtherCoverage { sequence: Sequence::Secondary, payer_id: "P2".into(), paid_amount: None });
    let first = remittance("T1", vec![decided("A1", "1", 100_000, 60_000, &[("CO", "45", 20_000), ("PR", "2", 20_000)])]);
    let check = |prior: i64, contractual: i64, expected: [i64; 7]| {
        let adjustments = [("OA", "23", prior), ("CO", "45", contractual), ("PR", "3", 5000)];
        let second = of_second_payer(remittance("T2", vec![decided("A1", "2", 100_000, 15_000, &adjustments)]));
        let account = account(Some(&claim), &[second, first.clone()]);
        assert_eq!(amounts(&account), expected);
        assert!(account.is_balanced(), "{:?}", account.problems);
    };
    // The second payer names payment and write-off of the first, or the payment alone.
    check(80_000, 0, [0, 75_000, 0, 0, 5000, 0, 20_000]);
    check(60_000, 20_000, [0, 75_000, 20_000, 0, 5000, 0, 0]);
}

#[test]
fn a_payment_that_was_taken_back_and_corrected_counts_once() {
    let claim = claim("A1", &[(10_000, "2026-03-02")]);
    let paid = decided("A1", "1", 10_000, 6000, &[("CO", "45", 4000)]);
    let back = decided("A1", "22", -10_000, -6000, &[("CO", "45", -4000)]);
    let mut corrected = decided("A1", "1", 10_000, 0, &[("CO", "97", 10_000)]);
    corrected.payer_control = "A1-ICC".into();
    let check = |decisions: &[&Adjudication], expected: [i64; 7]| {
        let account = account(Some(&claim), &[remittance("T1", decisions.iter().copied().cloned().collect())]);
        assert_eq!(amounts(&account), expected);
        assert!(account.is_balanced(), "{:?}", account.problems);
    };
    check(&[&paid], [0, 6000, 4000, 0, 0, 0, 0]);
    check(&[&paid, &back], [10_000, 0, 0, 0, 0, 0, 0]);
    check(&[&paid, &back, &corrected], [0, 0, 0, 10_000, 0, 0, 0]);
    check(&[&paid, &corrected, &back], [0, 0, 0, 10_000, 0, 0, 0]);
}

#[test]
fn a_correction_that_stands_before_its_reversal_is_no_second_payment() {
    let claim = claim("A1", &[(10_000, "2026-03-02")]);
    let paid = |cents: i64| decided("A1", "1", 10_000, cents, &[("CO", "45", 10_000 - cents)]);
    let back = |cents: i64| decided("A1", "22", -10_000, -cents, &[("CO", "45", cents - 10_000)]);
    let check = |second: Vec<Adjudication>, expected: [i64; 7]| {
        let account = account(Some(&claim), &[remittance("T1", vec![paid(6000)]), remittance("T2", second)]);
        assert_eq!(amounts(&account), expected);
        assert!(account.is_balanced() && account.problems.is_empty(), "{:?}", account.problems);
    };
    check(vec![back(6000), paid(8000)], [0, 8000, 2000, 0, 0, 0, 0]);
    check(vec![paid(8000), back(6000)], [0, 8000, 2000, 0, 0, 0, 0]);
    // A second payment that was taken back was none.
    check(vec![paid(6000), back(6000)], [0, 6000, 4000, 0, 0, 0, 0]);
}

#[test]
fn a_payer_to_which_another_passed_the_claim_on_decides_after_it() {
    let claim = claim("A1", &[(10_000, "2026-03-02")]);
    let first = |status| remittance("T1", vec![decided("A1", status, 10_000, 6000, &[("CO", "45", 2000), ("PR", "2", 2000)])]);
    let check = |status, adjustments: &[(&str, &str, i64)], expected: [i64; 7]| {
        let second = of_second_payer(remittance("T2", vec![decided("A1", "4", 10_000, 0, adjustments)]));
        let account = account(Some(&claim), &[first(status), second]);
        assert_eq!(amounts(&account), expected, "{adjustments:?}");
        assert!(account.is_balanced() && account.problems.is_empty(), "{:?}", account.problems);
    };
    check("1", &[("OA", "23", 8000), ("CO", "197", 2000)], [0, 6000, 0, 2000, 0, 0, 2000]);
    check("19", &[("CO", "197", 4000), ("OA", "23", 6000)], [0, 6000, 0, 4000, 0, 0, 0]);
}

#[test]
fn a_refusal_that_is_paid_later_needs_nothing_taken_back() {
    let claim = claim("A1", &[(10_000, "2026-03-02")]);
    let refused = decided("A1", "4", 10_000, 0, &[("CO", "197", 10_000)]);
    let mut paid = decided("A1", "1", 10_000, 6000, &[("CO", "45", 4000)]);
    paid.payer_control = "NEW".into();
    let account = account(Some(&claim), &[remittance("T1", vec![refused, paid])]);
    assert_eq!(amounts(&account), [0, 6000, 4000, 0, 0, 0, 0]);
    assert!(account.is_balanced());
}

#[test]
fn a_refusal_as_a_duplicate_takes_nothing_from_what_was_decided_before() {
    let claim = claim("A1", &[(10_000, "2026-03-02")]);
    let paid = decided("A1", "1", 10_000, 6000, &[("CO", "45", 4000)]);
    let refused = decided("A1", "4", 10_000, 0, &[("CO", "197", 10_000)]);
    let twice = decided("A1", "4", 10_000, 0, &[("OA", "18", 10_000)]);
    let mut whole = twice.clone();
    whole.adjustments = std::mem::take(&mut whole.lines).remove(0).adjustments;
    let check = |decisions: &[&Adjudication], expected: [i64; 7]| {
        let account = account(Some(&claim), &[remittance("T1", decisions.iter().copied().cloned().collect())]);
        assert_eq!(amounts(&account), expected);
        assert!(account.problems.is_empty(), "{:?}", account.problems);
    };
    check(&[&paid, &twice], [0, 6000, 4000, 0, 0, 0, 0]);
    check(&[&paid, &whole], [0, 6000, 4000, 0, 0, 0, 0]);
    check(&[&refused, &twice], [0, 0, 0, 10_000, 0, 0, 0]);
    check(&[&refused, &twice, &paid], [0, 6000, 4000, 0, 0, 0, 0]);
    // Of what nothing else is known it is the decision.
    check(&[&twice], [0, 0, 0, 10_000, 0, 0, 0]);
    check(&[&whole], [0, 0, 0, 10_000, 0, 0, 0]);
}

#[test]
fn a_split_claim_is_decided_in_parts() {
    let claim = claim("A1", &[(10_000, "2026-03-02"), (5000, "2026-03-03")]);
    let first = decided("A1", "1", 10_000, 6000, &[("CO", "45", 4000)]);
    let mut second = decided("A1", "1", 5000, 3000, &[("CO", "45", 2000)]);
    second.payer_control = "A1-99".into();
    second.lines[0].control = Some("l2".into());
    let check = |decisions: Vec<Adjudication>, expected: [i64; 7]| {
        let account = account(Some(&claim), &[remittance("T1", decisions)]);
        assert_eq!(amounts(&account), expected);
        assert!(account.is_balanced(), "{:?}", account.problems);
    };
    check(vec![first.clone()], [5000, 6000, 4000, 0, 0, 0, 0]);
    check(vec![first, second], [0, 9000, 6000, 0, 0, 0, 0]);
}

#[test]
fn decisions_without_lines_are_split_or_anew() {
    let claim = claim("A1", &[(10_000, "2026-03-02"), (5000, "2026-03-03")]);
    let whole = |control: &str, charge: i64, paid: i64| {
        let mut whole = decided("A1", "1", charge, paid, &[("CO", "45", charge - paid)]);
        whole.adjustments = std::mem::take(&mut whole.lines).remove(0).adjustments;
        whole.payer_control = control.into();
        whole
    };
    let check = |decisions: Vec<Adjudication>, expected: [i64; 7], problems: usize| {
        let account = account(Some(&claim), &[remittance("T1", decisions)]);
        assert_eq!(amounts(&account), expected);
        assert_eq!(account.problems.len(), problems, "{:?}", account.problems);
    };
    check(vec![whole("X", 10_000, 6000), whole("Y", 5000, 3000)], [0, 9000, 6000, 0, 0, 0, 0], 0);
    check(vec![whole("X", 15_000, 0), whole("Y", 15_000, 9000)], [0, 9000, 6000, 0, 0, 0, 0], 0);
}

#[test]
fn what_does_not_add_up_is_shown_and_kept() {
    use AccountProblem::{DecidedBeyondCharge, OutOfBalance, PaidAgain, PaidBeyondCharge, ReversalWithoutOriginal};

    let claim = claim("A1", &[(10_000, "2026-03-02")]);
    let check = |decisions: Vec<Adjudication>, expected: &[AccountProblem]| {
        let account = account(Some(&claim), &[remittance("T1", decisions)]);
        assert_eq!(account.problems, expected);
        let sum = account.undecided_amount + account.explained_amount() + account.out_of_balance_amount;
        assert_eq!(sum, account.charge_amount, "nothing is lost");
    };
    check(vec![decided("A1", "1", 10_000, 6000, &[("CO", "45", 3900)])], &[OutOfBalance(cents(100))]);
    check(vec![decided("A1", "1", 12_000, 6000, &[("CO", "45", 6000)])], &[DecidedBeyondCharge(cents(2000))]);
    let paid = || decided("A1", "1", 10_000, 6000, &[("CO", "45", 4000)]);
    check(vec![paid(), paid()], &[OutOfBalance(cents(-6000)), PaidAgain(cents(6000)), PaidBeyondCharge(cents(2000))]);
    // What is refused after it was paid, and not taken back, is no second payment.
    check(vec![paid(), decided("A1", "4", 10_000, 0, &[("CO", "50", 10_000)])], &[OutOfBalance(cents(-6000))]);
    let back = decided("A1", "22", -10_000, -6000, &[("CO", "45", -4000)]);
    check(vec![back], &[OutOfBalance(cents(6000)), ReversalWithoutOriginal(cents(-6000))]);
}

#[test]
fn a_void_leaves_nothing_to_decide_and_an_answer_without_a_claim_stands_alone() {
    let mut void = claim("A1", &[(10_000, "2026-03-02")]);
    void.frequency = Frequency::Void;
    assert_eq!(amounts(&account(Some(&void), &[])), [0; 7]);
    let payment = remittance("T1", vec![decided("A1", "1", 10_000, 6000, &[("CO", "45", 4000)])]);
    let alone = account(None, &[payment]);
    assert_eq!((alone.charge_amount, alone.problems.as_slice()), (cents(10_000), [AccountProblem::NoClaim].as_slice()));
}

#[test]
fn predeterminations_and_claims_of_others_change_nothing() {
    let claim = claim("A1", &[(10_000, "2026-03-02")]);
    for status in ["23", "25"] {
        let account = account(Some(&claim), &[remittance("T1", vec![decided("A1", status, 10_000, 6000, &[("CO", "45", 4000)])])]);
        assert_eq!(amounts(&account), [10_000, 0, 0, 0, 0, 0, 0], "{status}");
    }
}
