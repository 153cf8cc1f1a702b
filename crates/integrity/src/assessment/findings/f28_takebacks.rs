//! F28: what payers took back.
//!
//! *Data*: remittances. *Formula*: for each payer of a claim what it took back, less what it decided anew in the same payment or later; and overpayment
//! recoveries beside the claims (PLB WO), by payer and reference what was kept less what was parked and less what it recovered of an overpayment that F14 knows,
//! never below nothing. *Dollars*: what is gone in the end. *Action*: see whether each was announced and right,
//! dispute within the payer's time, keep a log of offsets.

use std::collections::{BTreeMap, BTreeSet};

use revenue_cycle::books::SettledClaim;
use revenue_cycle::{Posting, ProviderAdjustmentKind};
use vocabulary::Money;

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Case, Facts, whole};
use super::super::outcome::{Evidence, Figure, Found, Outcome, groups};
use super::f14_credits::{plain, recovered};

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F28",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Remittances],
    horizon: Horizon::Second,
    owner: Owner::Biller,
    sources: &["X12 835 CLP02 22 and PLB WO"],
};

/// What a claim lost to a payer: what that payer took back, less what it decided anew with it or after it. What it took back in turn is no such decision
/// in the payment that took it back.
fn lost_to(settled: &SettledClaim<'_>, payer: &str) -> Money {
    let reversals = settled.reversals();
    let is_undone_at_once =
        |posting: &Posting<'_>| reversals.iter().any(|(back, taken)| taken.as_ref() == Some(posting) && back.key == posting.key);
    let mut postings: Vec<Posting<'_>> = settled.matched.iter().map(|matched| matched.posting).collect();
    postings.retain(|posting| posting.key.payer_id == payer && posting.adjudication.status.posts_money() && !is_undone_at_once(posting));
    // A correction may stand before its reversal in one payment.
    postings.sort_by_key(|posting| (posting.key, !posting.adjudication.status.is_reversal(), posting.place));
    postings.iter().map(|posting| posting.adjudication).fold(Money::ZERO, |gone, decision| {
        let rest = gone - decision.paid_amount;
        if decision.status.is_reversal() || gone > Money::ZERO { rest.max(Money::ZERO) } else { gone }
    })
}

/// What a claim lost to each payer that took something back.
fn lost(case: &Case<'_>) -> Option<Money> {
    let payers: BTreeSet<&str> = case.settled.reversals().iter().map(|(back, _)| back.key.payer_id.as_str()).collect();
    let gone: Money = payers.into_iter().map(|payer| lost_to(case.settled, payer)).sum();
    (gone > Money::ZERO).then_some(gone)
}

/// Recoveries beside the claims: by payer and reference, what was kept less what was parked to be kept later. Parking alone takes nothing, and what had been
/// paid twice or beyond is not lost.
fn recoveries<'a>(facts: &Facts<'a>, mut recovered: BTreeMap<(&'a str, String), Money>) -> Vec<Evidence<'a>> {
    let mut by_reference: BTreeMap<(&'a str, &'a str), Evidence<'a>> = BTreeMap::new();
    let all = facts.settlement.provider_adjustments();
    for (key, adjustment) in all.filter(|(_, adjustment)| adjustment.kind == ProviderAdjustmentKind::OverpaymentRecovery) {
        let empty = || Evidence {
            claim: None,
            line: None,
            day: key.day,
            payer: &key.payer_id,
            service: &adjustment.reference,
            why: "WO".to_owned(),
            category: None,
            bucket: None,
            amount: Some(Money::ZERO),
            trace: None,
        };
        let line = by_reference.entry((&key.payer_id, &adjustment.reference)).or_insert_with(empty);
        line.amount = line.amount.map(|amount| amount + adjustment.amount);
        if adjustment.amount > Money::ZERO {
            (line.day, line.trace) = (key.day, Some((key, 0)));
        }
    }
    for ((payer, reference), line) in &mut by_reference {
        let Some(of_overpayment) = recovered.get_mut(&(*payer, plain(reference))) else { continue };
        let part = line.amount.unwrap_or_default().max(Money::ZERO).min(*of_overpayment);
        line.amount = line.amount.map(|amount| amount - part);
        *of_overpayment = *of_overpayment - part;
    }
    by_reference.into_values().filter(|line| line.amount.is_some_and(|amount| amount > Money::ZERO)).collect()
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let looked_at = facts.settlement.posted.iter().map(|remittance| remittance.adjudications.len()).sum();
    let mut lines: Vec<Evidence<'a>> =
        facts.cases.iter().filter_map(|case| lost(case).map(|amount| whole(case, "reversal", Some(amount)))).collect();
    let reversed = lines.len();
    let recovered = recovered(facts);
    let of_overpayments: Money = recovered.values().copied().sum();
    let beside = (of_overpayments > Money::ZERO).then_some(("recovered-by-plb", Figure::Money(of_overpayments)));
    lines.extend(recoveries(facts, recovered));
    if lines.is_empty() {
        return Outcome::nothing(looked_at).beside(beside);
    }
    Outcome::Found(Found {
        looked_at,
        rate: None,
        figures: vec![("claims-reversed", Figure::Count(reversed)), ("recoveries", Figure::Count(lines.len() - reversed))],
        groups: groups(&lines, |line| vec![line.payer.to_owned(), line.why.clone()], |_| None),
        lines,
    })
    .beside(beside)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, amount_of, check_lines};

    #[test]
    fn what_was_taken_back_and_not_decided_anew_is_found() {
        check_lines("F28", &Books::clean(), &[]);
        check_lines("F28", &Books::clean().taken_back("C1"), &["C1 reversal"]);
        check_lines("F28", &Books::clean().recovered("ICN-7", 12_00), &["- WO"]);
    }

    #[test]
    fn each_reversal_counts_against_what_was_decided_after_it() {
        let check = |books: &Books, expected: i64| assert_eq!(amount_of("F28", books), expected);
        // 80 paid, taken back, decided anew with 70, taken back again, and parked or kept beside the claims.
        let back = Books::clean().taken_back("C1");
        check(&back, 80_00);
        let again = back.paid_on("C1", 70_00, "2026-05-20");
        check(&again, 10_00);
        let gone = again.last_taken_back("C1", "2026-06-01");
        check(&gone, 80_00);
        check(&gone.clone().recovered("C1-ICN", -70_00), 80_00);
        check(&gone.clone().recovered("C1-ICN", -70_00).recovered("C1-ICN", 70_00), 80_00);
        // An overturned refusal that was taken back is gone, too.
        let won = Books::clean().refused("C1", "CO", "50").paid_later("C1");
        check(&won.last_taken_back("C1", "2026-06-01"), 80_00);
        // Two payers, each for itself.
        let two = Books::clean().taken_back("C1").decided_by_second("C1", "P2");
        check(&two, 80_00);
        check(&two.last_taken_back("C1", "2026-06-01"), 14_000);
    }
}
