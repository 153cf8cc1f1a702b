//! F28: what payers took back.
//!
//! *Data*: remittances. *Formula*: decisions that take an earlier one back, less what the same payer then decided anew on the claim; and overpayment
//! recoveries beside the claims (PLB WO), each with its reference. *Dollars*: what is gone in the end. *Action*: see whether each was announced and right,
//! dispute within the payer's time, keep a log of offsets.

use revenue_cycle::ProviderAdjustmentKind;
use vocabulary::Money;

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Case, Facts, whole};
use super::super::outcome::{Evidence, Figure, Found, Outcome, groups};

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F28",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Remittances],
    horizon: Horizon::Second,
    owner: Owner::Biller,
    sources: &["X12 835 CLP02 22 and PLB WO"],
};

/// What a claim lost: taken back, less what the payer decided anew after it.
fn lost(case: &Case<'_>) -> Option<Money> {
    let postings =
        || case.settled.matched.iter().map(|matched| matched.posting).filter(|posting| posting.adjudication.status.posts_money());
    let back = postings().find(|posting| posting.adjudication.status.is_reversal())?;
    let after = postings().filter(|posting| *posting >= back && posting.key.payer_id == back.key.payer_id);
    let change: Money = after.map(|posting| posting.adjudication.paid_amount).sum();
    (change < Money::ZERO).then(|| -change)
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let looked_at = facts.settlement.posted.iter().map(|remittance| remittance.adjudications.len()).sum();
    let mut lines: Vec<Evidence<'a>> =
        facts.cases.iter().filter_map(|case| lost(case).map(|amount| whole(case, "reversal", Some(amount)))).collect();
    let reversed = lines.len();
    for (key, adjustment) in facts.settlement.provider_adjustments() {
        if adjustment.kind == ProviderAdjustmentKind::OverpaymentRecovery && adjustment.amount != Money::ZERO {
            lines.push(Evidence {
                claim: None,
                line: None,
                day: key.day,
                payer: &key.payer_id,
                service: &adjustment.reference,
                why: "WO".to_owned(),
                category: None,
                // A negative one parks money that is taken later: the pair adds up to nothing.
                amount: Some(adjustment.amount),
                trace: Some((key, 0)),
            });
        }
    }
    if lines.is_empty() {
        return Outcome::Nothing { looked_at };
    }
    Outcome::Found(Found {
        looked_at,
        rate: None,
        figures: vec![("claims-reversed", Figure::Count(reversed)), ("recoveries", Figure::Count(lines.len() - reversed))],
        groups: groups(&lines, |line| vec![line.payer.to_owned(), line.why.clone()], |_| None),
        lines,
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_lines};

    #[test]
    fn what_was_taken_back_and_not_decided_anew_is_found() {
        check_lines("F28", &Books::clean(), &[]);
        check_lines("F28", &Books::clean().taken_back("C1"), &["C1 reversal"]);
        check_lines("F28", &Books::clean().recovered("ICN-7", 12_00), &["- WO"]);
    }
}
