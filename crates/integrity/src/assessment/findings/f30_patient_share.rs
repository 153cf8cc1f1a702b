//! F30: the patient's share, and what of it was paid.
//!
//! *Data*: claims, remittances, payments of patients. *Formula*: for every decided claim what the last payer leaves to the patient, less what the patient paid
//! on it by the payments on file; found where something is left, by days since the first decision. *Dollars*: what is left; what patients paid of all that was
//! owed stands beside as the practice's own yield. *Action*: tell patients the estimate before care begins.

use std::collections::BTreeMap;
use vocabulary::{Money, Rate};

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Case, Facts, whole};
use super::super::outcome::{Evidence, Figure, Found, Outcome, groups};

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F30",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Claims, FileKind::Remittances, FileKind::PatientPayments],
    horizon: Horizon::Second,
    owner: Owner::Finance,
    sources: &["The last adjudication says what is left to the patient: docs/guides/reconcile.md"],
};

const BANDS: [(&str, i32); 4] = [("0-30", 30), ("31-60", 60), ("61-90", 90), (">90", i32::MAX)];

/// Days since a payer first decided.
fn age(facts: &Facts<'_>, case: &Case<'_>) -> Option<i32> {
    let decided = case.settled.matched.iter().map(|matched| matched.posting).filter(|posting| posting.adjudication.status.posts_money());
    decided.filter_map(|posting| posting.key.day).min().map(|first| facts.as_of.days_since(first))
}

fn band(age: Option<i32>) -> &'static str {
    age.and_then(|days| BANDS.iter().find(|(_, until)| days <= *until)).map_or("?", |(name, _)| name)
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let mut paid: BTreeMap<&str, Money> = BTreeMap::new();
    for payment in facts.side.patient_payments.iter().flatten() {
        *paid.entry(&payment.claim).or_default() += payment.amount;
    }
    let unmatched = paid.keys().filter(|number| facts.case(number).is_none()).count();
    let (mut owed, mut collected) = (Money::ZERO, Money::ZERO);
    let mut looked_at = 0;
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for case in facts.cases.iter().filter(|case| case.is_decided()) {
        let share = case.settled.account.patient_responsibility_amount;
        if share <= Money::ZERO {
            continue;
        }
        looked_at += 1;
        let of_claim = paid.get(case.number).copied().unwrap_or_default().max(Money::ZERO);
        owed += share;
        collected += of_claim.min(share);
        if of_claim < share {
            lines.push(whole(case, band(age(facts, case)), Some(share - of_claim)));
        }
    }
    if lines.is_empty() {
        return Outcome::nothing(looked_at);
    }
    Outcome::Found(Found {
        looked_at,
        rate: Some(Rate { count: lines.len(), of: looked_at }),
        figures: vec![
            ("patients-owe", Figure::Money(owed)),
            ("patients-paid", Figure::Money(collected)),
            ("claims-not-in-files", Figure::Count(unmatched)),
        ],
        groups: groups(&lines, |line| vec![line.payer.to_owned(), line.why.clone()], |_| None),
        lines,
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_figure, check_lines, outcome_code};

    #[test]
    fn what_patients_still_owe_is_found() {
        assert_eq!(outcome_code("F30", &Books::clean()), "could_not_run");
        let books = || Books::clean().left_to_patient("C1", 3000).left_to_patient("C2", 1000);
        check_lines("F30", &books().patient_paid("C1", 3000).patient_paid("C2", 400), &["C2 0-30"]);
        check_lines("F30", &books().patient_paid("C1", 3000).patient_paid("C2", 1000), &[]);
        let over = books().patient_paid("C1", 5000).patient_paid("X", 100);
        check_lines("F30", &over, &["C2 0-30"]);
        check_figure("F30", &over, "patients-owe", "40.00");
        check_figure("F30", &over, "patients-paid", "30.00");
        check_figure("F30", &over, "claims-not-in-files", "1");
        // That a claim is somebody else's is no decision: its share is not older by that.
        let mut early = books().patient_paid("C1", 3000);
        let mut payment = early.payments[0].clone();
        payment.adjudications.retain(|decision| decision.claim_number == "C2");
        payment.adjudications[0].status = "23".parse().expect("a status of the list");
        (payment.adjudications[0].paid_amount, payment.amount) = (vocabulary::Money::ZERO, vocabulary::Money::ZERO);
        (payment.key.day, payment.key.trace) = ("2026-01-10".parse().ok(), "T0".to_owned());
        early.payments.push(payment);
        check_lines("F30", &early, &["C2 0-30"]);
    }
}
