//! F14: money that may have been paid twice or beyond the charge.
//!
//! *Data*: claims, remittances; payments of patients tell more. *Formula*: claims on which the same payer paid the same lines again and took nothing back, on
//! which more was paid than charged, which two payers both paid as the first one and together decided beyond the charge, or which were withdrawn and stay
//! paid; decided claims on which the patient paid more than the last payer left to the patient; and the same service of the same patient on the same day, paid
//! by the same payer on two claims. *Dollars*: what was paid again or beyond; of two payers and of two claims the smaller payment; what the patient paid beyond
//! the share. What a payer that decided the claim has kept of later payments since (PLB WO, by our number of the claim or the payer's) is no longer owed: it
//! stands beside as recovered. What was paid more than 60 days ago is told apart. **Potential** until a person confirms it. *Action*: review, and return what is confirmed
//! within the time that the law and the contract give.

use std::collections::BTreeMap;

use revenue_cycle::{AccountProblem, ProviderAdjustmentKind, Sequence};
use vocabulary::{Day, Money, Period};

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Case, Facts, StandingLine, whole};
use super::super::outcome::{Evidence, Figure, Found, Outcome, groups};
use super::super::side::{Person, person};

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F14",
    bucket: Some(Bucket::Exposure),
    needs: &[FileKind::Claims, FileKind::Remittances],
    horizon: Horizon::First,
    owner: Owner::Compliance,
    sources: &["42 CFR 401.305 (reporting and returning of overpayments); unverified: read the text in force"],
};

/// An overpayment of a federal program is due 60 days after it was identified: what has lain longer is told apart.
const OLDER_DAYS: i32 = 60;

fn beyond(case: &Case<'_>) -> Option<(&'static str, Money)> {
    let account = &case.settled.account;
    if case.settled.history.is_void() && account.paid_amount > Money::ZERO {
        return Some(("withdrawn", account.paid_amount));
    }
    let problem = |problem: &AccountProblem| match problem {
        AccountProblem::PaidAgain(amount) => Some(("paid-again", *amount)),
        AccountProblem::PaidBeyondCharge(amount) => Some(("beyond-charge", *amount)),
        _ => None,
    };
    let of_account = account.problems.iter().filter_map(problem).filter(|(_, amount)| *amount > Money::ZERO);
    of_account.chain(two_first_payers(case).map(|amount| ("two-payers", amount))).max_by_key(|(_, amount)| *amount)
}

/// What payers paid beyond the largest payment, where several paid as the first one and together decided beyond the charge. Each may have paid less than the
/// charge: then nothing else shows it.
fn two_first_payers(case: &Case<'_>) -> Option<Money> {
    let is_beyond = |problem: &AccountProblem| matches!(problem, AccountProblem::DecidedBeyondCharge(_));
    if !case.settled.account.problems.iter().any(is_beyond) {
        return None;
    }
    let mut paid: BTreeMap<&str, Money> = BTreeMap::new();
    for line in case.standing.iter().filter(|line| line.posting.adjudication.status.sequence() == Some(Sequence::Primary)) {
        *paid.entry(line.payer).or_default() += line.decided.paid_amount;
    }
    paid.retain(|_, amount| *amount > Money::ZERO);
    let largest = paid.values().max().copied()?;
    Some(paid.values().copied().sum::<Money>() - largest).filter(|amount| *amount > Money::ZERO)
}

/// What patients paid on decided claims beyond what the last payer left to them.
fn patient_credits<'a>(facts: &Facts<'a>) -> BTreeMap<&'a str, (Money, Day)> {
    let mut paid: BTreeMap<&str, (Money, Day)> = BTreeMap::new();
    for payment in facts.side.patient_payments.iter().flatten() {
        let of_claim = paid.entry(&payment.claim).or_insert((Money::ZERO, payment.day));
        *of_claim = (of_claim.0 + payment.amount, of_claim.1.max(payment.day));
    }
    let credit = |(number, (paid, day)): (&str, (Money, Day))| {
        // Of what was taken back and not decided anew nobody knows the share.
        let case = facts.case(number).filter(|case| !case.standing.is_empty())?;
        let share = case.settled.account.patient_responsibility_amount.max(Money::ZERO);
        (paid > share).then_some((case.number, (paid - share, day)))
    };
    paid.into_iter().filter_map(credit).collect()
}

/// Who kept something, and the reference under which.
type Reference<'a> = (&'a str, String);

/// A reference as it is compared.
pub(super) fn plain(reference: &str) -> String {
    reference.trim().to_ascii_uppercase()
}

/// What payers kept of later payments, less what they parked to be kept, by payer and reference.
struct Recoveries<'a> {
    left: BTreeMap<Reference<'a>, Money>,
    used: BTreeMap<Reference<'a>, Money>,
}

impl<'a> Recoveries<'a> {
    fn of(facts: &Facts<'a>) -> Self {
        let mut left: BTreeMap<Reference<'a>, Money> = BTreeMap::new();
        let all = facts.settlement.provider_adjustments();
        for (key, adjustment) in all.filter(|(_, adjustment)| adjustment.kind == ProviderAdjustmentKind::OverpaymentRecovery) {
            *left.entry((&key.payer_id, plain(&adjustment.reference))).or_default() += adjustment.amount;
        }
        left.retain(|(_, reference), amount| !reference.is_empty() && *amount > Money::ZERO);
        Self { left, used: BTreeMap::new() }
    }

    /// What of an overpayment on a claim is not recovered yet; nothing where all of it is.
    fn rest(&mut self, case: &Case<'a>, amount: Money) -> Option<Money> {
        let mut rest = amount;
        for posting in case.settled.matched.iter().map(|matched| matched.posting) {
            for reference in [case.number, &posting.adjudication.claim_number, &posting.adjudication.payer_control] {
                let name = (posting.key.payer_id.as_str(), plain(reference));
                let Some(left) = self.left.get_mut(&name) else { continue };
                let part = rest.min(*left);
                (*left, rest) = (*left - part, rest - part);
                *self.used.entry(name).or_default() += part;
            }
        }
        (rest > Money::ZERO).then_some(rest)
    }
}

/// Credits on one claim: what payers paid twice or beyond, with what the patient paid beyond the share. One line a claim, for a person looks at the claim.
fn of_one_claim<'a>(facts: &Facts<'a>, credits: &BTreeMap<&'a str, (Money, Day)>, recoveries: &mut Recoveries<'a>) -> Vec<Evidence<'a>> {
    let line = |case: &Case<'a>| {
        let of_patient = credits.get(case.number).map(|(amount, _)| *amount);
        let of_payers = beyond(case).and_then(|(why, amount)| Some((why, recoveries.rest(case, amount)?)));
        match (of_payers, of_patient) {
            (Some((why, amount)), of_patient) => Some(whole(case, why, Some(amount + of_patient.unwrap_or(Money::ZERO)))),
            (None, Some(amount)) => Some(whole(case, "patient-credit", Some(amount))),
            (None, None) => None,
        }
    };
    facts.cases.iter().filter_map(line).collect()
}

/// What makes two paid lines look like one service: person, day, service with its modifiers, payer.
type Service<'a> = (Person<'a>, Option<Day>, &'a str, &'a [String], &'a str);

fn twice<'a>(facts: &Facts<'a>, recoveries: &mut Recoveries<'a>) -> Vec<Evidence<'a>> {
    let mut paid: BTreeMap<Service<'a>, Vec<(&Case<'a>, &StandingLine<'a>)>> = BTreeMap::new();
    for case in &facts.cases {
        for standing in case.standing.iter().filter(|line| line.decided.paid_amount > Money::ZERO && !case.claim.member_id.is_empty()) {
            let Some(line) = standing.line else { continue };
            let payer = standing.posting.key.payer_id.as_str();
            let key = (person(case.claim), line.days.map(Period::first), standing.service, line.modifiers.as_slice(), payer);
            paid.entry(key).or_default().push((case, standing));
        }
    }
    let mut found = Vec::new();
    for ((_, day, service, _, payer), mut lines) in paid {
        lines.dedup_by_key(|(case, _)| case.number);
        if lines.len() < 2 || day.is_none() {
            continue;
        }
        // The payment that is largest may be right; every other one may not.
        lines.sort_by_key(|(case, line)| (-line.decided.paid_amount, case.number));
        for (case, line) in &lines[1..] {
            // The payer may name either of the two.
            let rest = recoveries.rest(case, line.decided.paid_amount).and_then(|rest| recoveries.rest(lines[0].0, rest));
            let Some(rest) = rest else { continue };
            found.push(Evidence {
                claim: Some(case.number),
                line: line.line.map(|line| line.number),
                day,
                payer,
                service,
                why: format!("two-claims {}", lines[0].0.number),
                category: None,
                bucket: None,
                amount: Some(rest),
                trace: Some((line.posting.key, line.posting.place)),
            });
        }
    }
    found
}

/// What payers have recovered of overpayments by keeping it of later payments, by payer and reference: it is neither owed to them nor lost.
pub(super) fn recovered<'a>(facts: &Facts<'a>) -> BTreeMap<Reference<'a>, Money> {
    let mut recoveries = Recoveries::of(facts);
    if !recoveries.left.is_empty() {
        of_one_claim(facts, &BTreeMap::new(), &mut recoveries);
        twice(facts, &mut recoveries);
    }
    recoveries.used
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let looked_at = facts.cases.iter().filter(|case| case.is_decided()).count();
    let credits = patient_credits(facts);
    let mut recoveries = Recoveries::of(facts);
    let mut lines = of_one_claim(facts, &credits, &mut recoveries);
    let on_one_claim = lines.len();
    lines.extend(twice(facts, &mut recoveries));
    let recovered: Money = recoveries.used.values().copied().sum();
    let beside = (recovered > Money::ZERO).then_some(("recovered-by-plb", Figure::Money(recovered)));
    if lines.is_empty() {
        return Outcome::nothing(looked_at).beside(beside);
    }
    lines.sort_by(|one, other| (one.claim, one.line).cmp(&(other.claim, other.line)));
    let paid_on = |line: &Evidence<'a>| match line.why.as_str() {
        "patient-credit" => line.claim.and_then(|claim| credits.get(claim)).map(|(_, day)| *day),
        _ => line.trace.and_then(|(key, _)| key.day),
    };
    let is_older = |line: &&Evidence<'a>| paid_on(line).is_some_and(|day| facts.as_of.days_since(day) > OLDER_DAYS);
    let older = lines.iter().filter(is_older).filter_map(|line| line.amount).sum();
    Outcome::Found(Found {
        looked_at,
        rate: None,
        figures: vec![
            ("on-one-claim", Figure::Count(on_one_claim)),
            ("on-two-claims", Figure::Count(lines.len() - on_one_claim)),
            ("credits-older", Figure::Money(older)),
            ("patient-credits", Figure::Money(credits.values().map(|(amount, _)| *amount).sum())),
        ],
        groups: groups(&lines, |line| vec![line.payer.to_owned(), line.why.split(' ').next().unwrap_or_default().to_owned()], |_| None),
        lines,
    })
    .beside(beside)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, amount_of, check_figure, check_lines};

    #[test]
    fn what_was_paid_twice_or_beyond_the_charge_is_found() {
        check_lines("F14", &Books::clean(), &[]);
        check_lines("F14", &Books::clean().paid_again("C1"), &["C1 paid-again"]);
        check_lines("F14", &Books::clean().paid_again("C1").last_taken_back("C1", "2026-06-01"), &[]);
        // Sent twice under one number: the second answer pays nothing.
        check_lines("F14", &Books::clean().refused_later("C1", "OA", "18"), &[]);
        check_lines("F14", &Books::clean().copied("C1", "C1-COPY"), &["C1-COPY two-claims C1"]);
        check_figure("F14", &Books::clean().copied("C1", "C1-COPY"), "credits-older", "0.00");
        check_figure("F14", &Books::clean().copied("C1", "C1-COPY").paid_on("C2", 80_00, "2026-08-01"), "credits-older", "80.00");
        // Both payers paid as the first one: 80.00 and 20.00 of 100.00, together no more than the charge.
        let two = Books::clean().with_second_payer("C1", "P2").paid_as_first_too("C1", "P2", 2000);
        check_lines("F14", &two, &["C1 two-payers"]);
        assert_eq!(amount_of("F14", &two), 20_00);
        // The second one paid what the first left to the patient.
        check_lines("F14", &Books::clean().left_to_patient("C1", 3000).with_second_payer("C1", "P2").paid_as_second("C1", "P2", 3000), &[]);
        // Two people under one member's number are no copy.
        let mut family = Books::clean().copied("C1", "C1-COPY");
        let sibling = family.claims.last_mut().expect("the copy");
        (sibling.given_name, sibling.birth_day) = ("BEN".to_owned(), "2012-03-04".parse().ok());
        check_lines("F14", &family, &[]);
    }

    #[test]
    fn what_a_payer_kept_of_later_payments_is_neither_owed_nor_lost() {
        let check = |books: &Books, owed: i64, lost: i64| {
            assert_eq!((amount_of("F14", books), amount_of("F28", books)), (owed, lost));
        };
        let again = || Books::clean().paid_again("C1");
        check(&again(), 80_00, 0);
        // By our number, and by the payer's.
        check(&again().recovered("C1", 80_00), 0, 0);
        check(&again().recovered("c1-icn", 50_00), 30_00, 0);
        check_figure("F14", &again().recovered("C1-ICN", 50_00), "recovered-by-plb", "50.00");
        // More than was paid twice is lost; what names no overpayment, or was only parked, recovers none.
        check(&again().recovered("C1", 95_00), 0, 15_00);
        check_figure("F28", &again().recovered("C1", 95_00), "recovered-by-plb", "80.00");
        check(&again().recovered("C2", 80_00), 80_00, 80_00);
        check(&again().recovered("C1", -80_00), 80_00, 0);
        // The payer names the other of two claims.
        check(&Books::clean().copied("C1", "C1-COPY").recovered("C1", 80_00), 0, 0);
        // What the patient is owed no payer recovers.
        check(&again().left_to_patient("C2", 3000).patient_paid("C2", 5000).recovered("C1", 80_00), 20_00, 0);
    }

    #[test]
    fn what_a_patient_paid_beyond_the_share_is_found() {
        let paid = |amount| Books::clean().left_to_patient("C1", 3000).patient_paid("C1", amount);
        check_lines("F14", &paid(3000), &[]);
        check_lines("F14", &paid(2500), &[]);
        check_lines("F14", &paid(5000), &["C1 patient-credit"]);
        assert_eq!(amount_of("F14", &paid(5000)), 20_00);
        // A claim of which nothing is left to the patient, one that nobody decided, and one that we do not have.
        check_lines("F14", &Books::clean().patient_paid("C1", 1500), &["C1 patient-credit"]);
        check_lines("F14", &Books::clean().unanswered("U1", "2026-05-01").patient_paid("U1", 1500).patient_paid("X", 700), &[]);
        check_lines("F14", &Books::clean().patient_paid("C1", 1500).taken_back("C1"), &[]);
        // Both on one claim are one line.
        let both = paid(5000).paid_again("C1");
        check_lines("F14", &both, &["C1 paid-again"]);
        assert_eq!(amount_of("F14", &both), 50_00 + 20_00);
        check_figure("F14", &both, "patient-credits", "20.00");
    }
}
