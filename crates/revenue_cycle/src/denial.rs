//! Denials. A denial is decided line by line, never by the status of the claim alone: a status of "denied" comes with lines that say why, and a status
//! of "processed" often comes with a line that is refused.
//!
//! A line is denied when it charges something, pays nothing, and has a reason that the [`ReasonTable`] calls a denial. It is counted once, under its
//! largest such amount. What an earlier payer did (OA-23) is never a denial.

pub mod queue;
pub mod step;

use vocabulary::{Day, Money, Period};

use crate::books::SettledClaim;
use crate::claim::{Claim, ClaimLine};
use crate::ledger::Posting;
use crate::reason::{DenialCategory, DenialKind, ReasonTable};
use crate::remittance::{AdjudicatedLine, Adjudication, Adjustment};

/// A refused line, or a claim that was refused as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denial {
    /// The line's place in the adjudication, from 0; `None` where the whole claim is refused and no line says so.
    pub line: Option<usize>,
    /// The practice's number of the line.
    pub control: Option<String>,
    /// The procedure.
    pub procedure: String,
    /// The days.
    pub days: Option<Period>,
    /// Group and reason under which it is counted: `CO-197`.
    pub code: String,
    /// The reason: `197`.
    pub reason: String,
    /// What kind of denial that is.
    pub kind: DenialKind,
    /// The amount of that reason.
    pub amount: Money,
    /// What was charged.
    pub charge_amount: Money,
    /// Remark codes beside it.
    pub remarks: Vec<String>,
}

/// The remark by which a payer takes no appeal: what it refused was not complete enough to be decided.
pub const NO_APPEAL: &str = "MA130";

impl Denial {
    /// True where the payer says that it takes no appeal: a corrected claim is what is left.
    pub fn takes_no_appeal(&self) -> bool {
        self.remarks.iter().any(|remark| remark == NO_APPEAL)
    }
}

/// The adjustment under which a refused charge is counted.
fn leading<'a>(adjustments: impl Iterator<Item = &'a Adjustment>, table: &ReasonTable) -> Option<(&'a Adjustment, DenialKind)> {
    adjustments
        .filter(|adjustment| !adjustment.is_prior_payer() && adjustment.amount > Money::ZERO)
        .filter_map(|adjustment| table.denial(&adjustment.reason).map(|kind| (adjustment, kind)))
        .max_by(|(one, _), (other, _)| one.amount.cmp(&other.amount).then_with(|| other.code().cmp(&one.code())))
}

/// True where something is refused for no other reason than that it is a duplicate; amounts are its charge and what was paid on it.
pub(crate) fn is_refused_as_duplicate((charge, paid): (Money, Money), adjustments: &[Adjustment], table: &ReasonTable) -> bool {
    let kind = || leading(adjustments.iter(), table).map(|(_, kind)| kind);
    charge > Money::ZERO && paid == Money::ZERO && kind().is_some_and(|kind| kind.category == DenialCategory::Duplicate)
}

/// True where a line is refused for no other reason than that it is a duplicate. After another decision on it this says nothing anew.
pub fn is_duplicate_line(line: &AdjudicatedLine, table: &ReasonTable) -> bool {
    is_refused_as_duplicate((line.charge_amount, line.paid_amount), &line.adjustments, table)
}

/// True where a decision refuses everything as a duplicate of what the same payer decided before: it says nothing anew.
pub fn repeats(settled: &SettledClaim<'_>, posting: Posting<'_>, table: &ReasonTable) -> bool {
    let denials = denials_of(posting.adjudication, table);
    let is_duplicate = refuses_everything(posting.adjudication, &denials)
        && denials.iter().all(|denial| denial.kind.category == DenialCategory::Duplicate);
    let is_earlier = |other: Posting<'_>| other < posting && other.key.payer_id == posting.key.payer_id;
    is_duplicate && settled.standing_decisions().into_iter().any(is_earlier)
}

/// The denial of a line, if it is denied.
pub fn denial_of_line(place: usize, line: &AdjudicatedLine, table: &ReasonTable) -> Option<Denial> {
    if line.charge_amount <= Money::ZERO || line.paid_amount != Money::ZERO {
        return None;
    }
    let (adjustment, kind) = leading(line.adjustments.iter(), table)?;
    Some(Denial {
        line: Some(place),
        control: line.control.clone(),
        procedure: line.procedure.clone(),
        days: line.days,
        code: adjustment.code(),
        reason: adjustment.reason.clone(),
        kind,
        amount: adjustment.amount,
        charge_amount: line.charge_amount,
        remarks: line.remarks.clone(),
    })
}

/// Everything that an adjudication refuses, in the order of its lines. A decision that takes an earlier one back refuses nothing, and what posts no
/// money refuses nothing either.
pub fn denials_of(adjudication: &Adjudication, table: &ReasonTable) -> Vec<Denial> {
    if !adjudication.status.posts_money() || adjudication.status.is_reversal() {
        return Vec::new();
    }
    let lines = adjudication.lines.iter().enumerate();
    let found: Vec<Denial> = lines.filter_map(|(place, line)| denial_of_line(place, line, table)).collect();
    if !found.is_empty() || adjudication.charge_amount <= Money::ZERO || adjudication.paid_amount != Money::ZERO {
        return found;
    }
    let whole = leading(adjudication.adjustments.iter(), table).map(|(adjustment, kind)| Denial {
        line: None,
        control: None,
        procedure: String::new(),
        days: adjudication.statement,
        code: adjustment.code(),
        reason: adjustment.reason.clone(),
        kind,
        amount: adjustment.amount,
        charge_amount: adjudication.charge_amount,
        remarks: adjudication.remarks.clone(),
    });
    whole.into_iter().collect()
}

/// True where nothing of the claim was accepted: every line that charges something is denied, or the claim is denied as a whole.
pub fn refuses_everything(adjudication: &Adjudication, denials: &[Denial]) -> bool {
    let charging = adjudication.lines.iter().filter(|line| line.charge_amount > Money::ZERO).count();
    !denials.is_empty() && (denials.iter().any(|denial| denial.line.is_none()) || denials.len() == charging)
}

/// Names a line whoever decides it: by our number of it, which names it alone because a payer may have changed its code; else by service and first day.
pub type LineName<'a> = (Option<String>, &'a str, Option<Day>);

/// The name of a decided line.
pub fn name_of_line(line: &AdjudicatedLine) -> LineName<'_> {
    match line.control.as_deref() {
        Some(control) => (Some(control.trim().to_ascii_uppercase()), "", None),
        None => (None, line.submitted_procedure.as_deref().unwrap_or(&line.procedure), line.days.map(Period::first)),
    }
}

/// The billed line that a decided line speaks of: by our number of it, else by service and day.
pub fn billed<'a>(claim: &'a Claim, line: &AdjudicatedLine) -> Option<&'a ClaimLine> {
    let same = |one: &str, other: &str| one.trim().eq_ignore_ascii_case(other.trim());
    let by_control = line
        .control
        .as_deref()
        .and_then(|control| claim.lines.iter().find(|billed| billed.control.as_deref().is_some_and(|ours| same(ours, control))));
    let procedure = line.submitted_procedure.as_deref().unwrap_or(&line.procedure);
    let by_service = || claim.lines.iter().find(|billed| is_of_service(claim, billed, line, procedure));
    by_control.or_else(by_service)
}

/// True where a billed line is of the service and the day of a decided one. A payer that names no day speaks of what was billed for the whole statement, and
/// one that names no procedure of the revenue code.
pub(crate) fn is_of_service(claim: &Claim, billed: &ClaimLine, decided: &AdjudicatedLine, procedure: &str) -> bool {
    let is_of_day = match decided.days {
        Some(days) => billed.days.map(Period::first) == Some(days.first()),
        None => billed.days.is_none() || billed.days == claim.statement,
    };
    let revenue_code = |code: &str| code.trim_start_matches('0').to_owned();
    let is_of_revenue_code =
        || decided.revenue_code.is_empty() || revenue_code(&billed.revenue_code) == revenue_code(&decided.revenue_code);
    let is_of_code = billed.procedure == procedure && (!procedure.is_empty() || is_of_revenue_code());
    is_of_day && is_of_code
}

/// What a decided line is called in its claim, whichever decision speaks of it: the number of the billed line, else the name under which it was decided, with
/// which of several alike it is. Empty for the claim as a whole.
pub fn label_of(claim: Option<&Claim>, decision: &Adjudication, line: Option<usize>) -> String {
    let label = |line: &AdjudicatedLine| match claim.and_then(|claim| billed(claim, line)) {
        Some(billed) => billed.number.to_string(),
        None => match name_of_line(line) {
            (Some(control), ..) => control,
            (None, service, day) => format!("{service} {}", day.map(|day| day.to_string()).unwrap_or_default()),
        },
    };
    let Some((place, decided)) = line.and_then(|place| Some((place, decision.lines.get(place)?))) else { return String::new() };
    let own = label(decided);
    match decision.lines[..place].iter().filter(|earlier| label(earlier) == own).count() {
        0 => own,
        earlier => format!("{own}/{}", earlier + 1),
    }
}

/// What the same payer decided last about a refused line, or about a claim that was refused as a whole, after the refusal: the decision and what it paid.
/// `None` where it did not decide again, took back what it decided, or said only that it had decided before.
pub fn last_word<'a>(
    settled: &SettledClaim<'a>,
    refused: Posting<'_>,
    line: Option<&AdjudicatedLine>,
    table: &ReasonTable,
) -> Option<(Posting<'a>, Money)> {
    let paid = |posting: Posting<'a>| match line {
        Some(line) => {
            let is_its = |later: &&AdjudicatedLine| name_of_line(later) == name_of_line(line) && !is_duplicate_line(later, table);
            posting.adjudication.lines.iter().find(is_its).map(|later| later.paid_amount)
        }
        None => (!repeats(settled, posting, table)).then_some(posting.adjudication.paid_amount),
    };
    let later =
        settled.standing_decisions().into_iter().filter(|posting| *posting > refused && posting.key.payer_id == refused.key.payer_id);
    later.filter_map(|posting| Some((posting, paid(posting)?))).next_back()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{cents, decided};

    #[test]
    fn a_line_is_denied_by_its_reasons_not_by_the_status() {
        let table = ReasonTable::shipped();
        let check = |status: &str, paid: i64, adjustments: &[(&str, &str, i64)], expected: &[&str]| {
            let found = denials_of(&decided("A1", status, 10_000, paid, adjustments), table);
            assert_eq!(found.iter().map(|denial| &*denial.code).collect::<Vec<_>>(), expected, "{status} {adjustments:?}");
        };
        check("4", 0, &[("CO", "197", 10_000)], &["CO-197"]);
        check("1", 0, &[("CO", "197", 10_000)], &["CO-197"]);
        check("1", 0, &[("CO", "45", 4000), ("PR", "1", 6000)], &[]);
        check("1", 6000, &[("CO", "151", 4000)], &[]);
        check("4", 0, &[("CO", "45", 4000), ("CO", "50", 6000)], &["CO-50"]);
        check("1", 0, &[("PR", "204", 10_000)], &["PR-204"]);
        check("2", 0, &[("OA", "23", 10_000)], &[]);
        check("4", 0, &[("CO", "9999", 10_000)], &["CO-9999"]);
        check("25", 0, &[("CO", "197", 10_000)], &[]);
        check("22", 0, &[("CO", "197", 10_000)], &[]);
    }

    #[test]
    fn a_line_counts_once_under_its_largest_amount_and_then_by_code() {
        let table = ReasonTable::shipped();
        let check = |adjustments: &[(&str, &str, i64)], expected: &str, amount| {
            let found = denials_of(&decided("A1", "4", 10_000, 0, adjustments), table);
            assert_eq!(found.len(), 1);
            assert_eq!((found[0].code.as_str(), found[0].amount), (expected, cents(amount)));
        };
        check(&[("CO", "16", 3000), ("CO", "50", 7000)], "CO-50", 7000);
        check(&[("CO", "50", 5000), ("CO", "16", 5000)], "CO-16", 5000);
        check(&[("CO", "16", 5000), ("CO", "50", 5000)], "CO-16", 5000);
    }

    #[test]
    fn a_line_has_one_label_whichever_decision_speaks_of_it() {
        let claim = crate::testing::claim("A1", &[(10_000, "2026-03-02"), (5_000, "2026-03-03")]);
        let mut decision = decided("A1", "4", 10_000, 0, &[]);
        let check = |claim: Option<&Claim>, decision: &Adjudication, expected: &[&str]| {
            let found: Vec<String> = (0..decision.lines.len()).map(|place| label_of(claim, decision, Some(place))).collect();
            assert_eq!(found, expected);
        };
        check(Some(&claim), &decision, &["1"]);
        decision.lines[0].control = None;
        check(Some(&claim), &decision, &["1"]);
        check(None, &decision, &["90834 2026-03-02"]);
        // A payer may split a line.
        decision.lines.push(decision.lines[0].clone());
        check(Some(&claim), &decision, &["1", "1/2"]);
        assert_eq!(label_of(Some(&claim), &decision, None), "");
    }

    #[test]
    fn a_claim_may_be_refused_as_a_whole() {
        let table = ReasonTable::shipped();
        let mut whole = decided("A1", "4", 10_000, 0, &[]);
        whole.adjustments = decided("A1", "4", 10_000, 0, &[("CO", "29", 10_000)]).lines[0].adjustments.clone();
        let found = denials_of(&whole, table);
        assert_eq!(found.iter().map(|denial| (denial.line, &*denial.code)).collect::<Vec<_>>(), [(None, "CO-29")]);
        assert!(refuses_everything(&whole, &found));
    }
}
