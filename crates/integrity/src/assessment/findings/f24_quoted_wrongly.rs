//! F24: benefits were quoted wrongly.
//!
//! *Data*: claims, remittances, benefits as they were quoted. *Formula*: the last quote of the plan that is billed (and for the service, where it names one) on or
//! before the day of service, beside what came: (1) quoted as covered and refused at first for eligibility, as not covered or for a benefit that is used up (26,
//! 27, 31, 96, 119 and kin) and open; (2) a quoted share of the patient for a unit, and what the payer left to the patient (PR) above it by more than a
//! dollar and one in a hundred. *Dollars*: worth of the refused line; what is left above the quote. *Action*: change the script of the call, and verify again.

use revenue_cycle::{Claim, DenialCategory, GroupCode, Units};
use vocabulary::{Day, Money};

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::expected::{is_beyond_tolerance, times};
use super::super::facts::{Facts, StandingLine, evidence};
use super::super::outcome::{Evidence, Figure, Outcome};
use super::super::side::BenefitFact;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F24",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Claims, FileKind::Remittances, FileKind::Benefits],
    horizon: Horizon::Second,
    owner: Owner::Intake,
    sources: &["X12 835 reasons 26, 27, 31, 96 and 119: table of reasons, two lists each", "The tolerance is our own"],
};

const NOT_COVERED: [DenialCategory; 3] = [DenialCategory::Eligibility, DenialCategory::NonCovered, DenialCategory::BenefitLimit];

/// The last quote on or before a day; one for the service before one for all, of the same day.
fn quote<'a>(facts: &Facts<'a>, bill: &'a Claim, service: &str, day: Day) -> Option<&'a BenefitFact> {
    let fits = |quote: &&BenefitFact| quote.quoted <= day && quote.service.as_deref().is_none_or(|quoted| quoted == service);
    facts.quotes.for_claim(&facts.names, bill).into_iter().filter(fits).max_by_key(|quote| (quote.quoted, quote.service.is_some()))
}

/// What the payer left to the patient, less what was quoted, where that is more than the tolerance.
fn above_quote(quote: &BenefitFact, standing: &StandingLine<'_>) -> Option<(Money, Money)> {
    let left = standing.decided.adjustments.iter().filter(|each| each.group == GroupCode::PatientResponsibility);
    let left: Money = left.map(|each| each.amount).sum();
    let quoted = times(quote.patient_share?, standing.line.map_or(Units::ONE, |line| line.units));
    let above = left - quoted;
    is_beyond_tolerance(quoted, above).then_some((quoted, left))
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let mut looked_at = 0;
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for (case, refusal) in facts.open().filter(|(_, refusal)| NOT_COVERED.contains(&refusal.denial.kind.category)) {
        let bill = case.bill(&refusal.posting);
        let Some(quote) = refusal.day(case.claim).and_then(|day| quote(facts, bill, refusal.service, day)) else { continue };
        looked_at += 1;
        if quote.is_covered {
            let line = evidence(case, refusal);
            lines.push(Evidence { why: format!("quoted-covered {}", line.why), ..line });
        }
    }
    let refused = lines.len();
    for (case, standing) in facts.standing().filter(|(_, standing)| standing.decided.paid_amount > Money::ZERO) {
        let bill = case.bill(&standing.posting);
        let Some(quote) = standing.day().and_then(|day| quote(facts, bill, standing.service, day)) else { continue };
        looked_at += 1;
        if let Some((quoted, left)) = above_quote(quote, standing) {
            lines.push(standing.evidence(case, format!("quoted-share {quoted} > {left}"), Some(left - quoted)));
        }
    }
    let mut figures = vec![("refused-though-quoted", Figure::Count(refused)), ("share-above-quote", Figure::Count(lines.len() - refused))];
    if facts.quotes.unmatched() > 0 {
        figures.push(("quotes-unmatched", Figure::Count(facts.quotes.unmatched())));
    }
    lines.sort_by(|one, other| (one.claim, one.line).cmp(&(other.claim, other.line)));
    Outcome::with_figures(looked_at, lines, figures, |line| {
        vec![line.payer.to_owned(), line.why.split(' ').next().unwrap_or_default().to_owned()]
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_lines, outcome_code};

    #[test]
    fn what_was_quoted_as_covered_and_refused_is_found() {
        assert_eq!(outcome_code("F24", &Books::clean()), "could_not_run");
        let refused = || Books::clean().refused("B1", "PR", "27");
        check_lines("F24", &refused().quoted("M-B1", "2026-04-01", true, None), &["B1 quoted-covered PR-27"]);
        check_lines("F24", &refused().quoted("M-B1", "2026-04-01", false, None), &[]);
        check_lines("F24", &refused().quoted("M-B1", "2026-04-26", true, None), &[]);
        let corrected = refused().quoted("M-B1", "2026-04-01", true, None).quoted("M-B1", "2026-04-20", false, None);
        check_lines("F24", &corrected, &[]);
        check_lines("F24", &Books::clean().refused("B1", "CO", "197").quoted("M-B1", "2026-04-01", true, None), &[]);
    }

    #[test]
    fn a_share_above_the_quote_is_found_beyond_the_tolerance() {
        let left = |quoted| Books::clean().left_to_patient("C1", 3000).quoted("M-C1", "2026-04-01", true, Some(quoted));
        check_lines("F24", &left(1000), &["C1 quoted-share 10.00 > 30.00"]);
        check_lines("F24", &left(2900), &[]);
        check_lines("F24", &left(4000), &[]);
    }
}
