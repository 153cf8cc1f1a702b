//! F15: lines that were paid as a lower level of care than was billed.
//!
//! *Data*: claims, remittances. *Formula*: standing lines whose decided code stands for a lower level of care than the billed one, or that carry reason
//! 186. *Dollars*: worth of the billed code, by contract or one's own history, less what was allowed. *Action*: appeal with the level-of-care evidence of that day,
//! where the record supports the level.

use revenue_cycle::level_of_service::level_of_line;
use revenue_cycle::{ClaimLine, Units};
use vocabulary::Money;

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::expected::allowed;
use super::super::facts::{Case, Facts, StandingLine};
use super::super::outcome::{Evidence, Outcome};

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F15",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Claims, FileKind::Remittances],
    horizon: Horizon::Second,
    owner: Owner::Reviewer,
    sources: &["X12 835 reason 186 and SVC06 (procedure as it was billed)"],
};

/// Billed and decided code, where the decided one is lower.
pub(in crate::assessment) fn lower(standing: &StandingLine<'_>) -> Option<String> {
    let line = standing.line?;
    let decided = standing.decided;
    let as_decided = ClaimLine {
        procedure: decided.procedure.clone(),
        revenue_code: if decided.revenue_code.is_empty() { String::new() } else { decided.revenue_code.clone() },
        ..line.clone()
    };
    let (was, is) = (level_of_line(line), level_of_line(&as_decided));
    let by_code = matches!((was, is), (Some(was), Some(is)) if is < was);
    let by_reason = decided.paid_amount > Money::ZERO && decided.adjustments.iter().any(|adjustment| adjustment.reason == "186");
    let code = if decided.procedure.is_empty() { &decided.revenue_code } else { &decided.procedure };
    (by_code || by_reason).then(|| format!("{} > {code}", standing.service))
}

fn evidence<'a>(facts: &Facts<'a>, case: &Case<'a>, standing: &StandingLine<'a>, why: String) -> Evidence<'a> {
    let payer = standing.posting.key.payer_id.as_str();
    let units = standing.line.map_or(Units::ONE, |line| line.units);
    let worth = facts.worth_of(standing.payer, standing.service, case.level, standing.day(), units);
    Evidence {
        claim: Some(case.number),
        line: standing.line.map(|line| line.number),
        day: standing.line.and_then(|line| line.days).map(vocabulary::Period::first),
        payer,
        service: standing.service,
        why,
        category: None,
        bucket: None,
        amount: worth.map(|worth| (worth - allowed(standing.decided)).max(Money::ZERO)),
        trace: Some((standing.posting.key, standing.posting.place)),
    }
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let looked_at = facts.cases.iter().map(|case| case.standing.len()).sum();
    let mut lines = Vec::new();
    for case in &facts.cases {
        for standing in &case.standing {
            lines.extend(lower(standing).map(|why| evidence(facts, case, standing, why)));
        }
    }
    Outcome::of_lines(looked_at, lines, |line| vec![line.payer.to_owned(), line.why.clone()])
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, amount_of, check_lines};

    #[test]
    fn a_day_paid_as_a_lower_level_is_found() {
        check_lines("F15", &Books::clean(), &[]);
        check_lines("F15", &Books::clean().paid_as("D1", "H0035", "H0015"), &["D1 H0035 > H0015"]);
        check_lines("F15", &Books::clean().paid_as("D1", "H0015", "H0035"), &[]);
        // By contract 700, allowed 560.
        let by_contract = Books::clean().paid_as("D1", "H0035", "H0015").contract("P1", "H0035", "700.00");
        assert_eq!(amount_of("F15", &by_contract), 14_000);
    }
}
