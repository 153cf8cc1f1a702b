//! F9: lines on which a payer allowed less than the contract says.
//!
//! *Data*: claims, remittances, contracts. *Formula*: of standing lines that the first payer accepted whole and for which exactly one rate holds on the day
//! of service: the rate times the units billed, at most the charge (lesser of), less what was allowed. Found above one dollar and one in a hundred of what
//! was to be expected. What the payer cut for a reason of a denial, or paid as a lower level (F15), is a judgement and no breach of the contract: such lines
//! are not compared. *Dollars*: the difference, exactly. *Action*: one letter of dispute to each payer.

use revenue_cycle::Sequence;
use vocabulary::{Money, Period};

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::expected::{allowed, is_beyond_tolerance, times};
use super::super::facts::{Case, Facts, StandingLine};
use super::super::outcome::{Evidence, Figure, Outcome};
use super::f15_lower_level::lower;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F9",
    bucket: Some(Bucket::Hard),
    needs: &[FileKind::Claims, FileKind::Remittances, FileKind::Contracts],
    horizon: Horizon::First,
    owner: Owner::Finance,
    sources: &["The practice's own contracts", "The tolerance of one dollar and one in a hundred is our own"],
};

/// A line that can be compared, with what the contract makes of it.
fn to_be_allowed(facts: &Facts<'_>, case: &Case<'_>, standing: &StandingLine<'_>) -> Option<Money> {
    let line = standing.line?;
    let is_first = standing.posting.adjudication.status.sequence().is_none_or(|sequence| sequence == Sequence::Primary);
    let is_refused = standing.decided.paid_amount == Money::ZERO && allowed(standing.decided) == Money::ZERO;
    if !is_first || is_refused || facts.is_cut(standing.decided) || lower(standing).is_some() {
        return None;
    }
    let day = line.days.map(Period::first)?;
    let rate = facts.rate(standing.payer, standing.service, case.level, day)?;
    Some(times(rate, line.units).min(line.charge_amount))
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let mut looked_at = 0;
    let mut without_rate = 0;
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for case in &facts.cases {
        for standing in &case.standing {
            let Some(expected) = to_be_allowed(facts, case, standing) else {
                without_rate += 1;
                continue;
            };
            looked_at += 1;
            let short = expected - allowed(standing.decided);
            if is_beyond_tolerance(expected, short) {
                lines.push(Evidence {
                    claim: Some(case.number),
                    line: standing.line.map(|line| line.number),
                    day: standing.line.and_then(|line| line.days).map(Period::first),
                    payer: &standing.posting.key.payer_id,
                    service: standing.service,
                    why: format!("{} > {}", expected, allowed(standing.decided)),
                    category: None,
                    bucket: None,
                    amount: Some(short),
                    trace: Some((standing.posting.key, standing.posting.place)),
                });
            }
        }
    }
    Outcome::with_figures(looked_at, lines, vec![("lines-not-compared", Figure::Count(without_rate))], |line| {
        vec![line.payer.to_owned(), line.service.to_owned()]
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_lines, outcome_code};

    #[test]
    fn what_was_allowed_below_the_contract_is_found_to_the_cent() {
        assert_eq!(outcome_code("F9", &Books::clean()), "could_not_run");
        check_lines("F9", &Books::clean().contract("P1", "90834", "80.00"), &[]);
        check_lines("F9", &Books::clean().contract("P1", "90834", "80.90"), &[]);
        let low = Books::clean().contract("P1", "90834", "80.00").paying("C1", 7000);
        check_lines("F9", &low, &["C1 80.00 > 70.00"]);
        // Never more than was charged, nothing where two rates hold, nothing of a refusal.
        check_lines("F9", &Books::clean().contract("P1", "H0035", "999.00").paying("D1", 70_000), &[]);
        check_lines("F9", &low.clone().contract("P1", "90834", "85.00"), &[]);
        // A payer that names itself otherwise in its payments is found by the id under which it was billed.
        let mut renamed = low.clone();
        renamed.payments.iter_mut().for_each(|payment| payment.key.payer_id = "1512345678".to_owned());
        check_lines("F9", &renamed, &["C1 80.00 > 70.00"]);
        // Files without a line that can be compared find nothing because nothing was looked at.
        assert_eq!(outcome_code("F9", &Books::clean().contract("P9", "90834", "80.00")), "not_judged");
        check_lines("F9", &Books::clean().contract("P1", "90834", "80.00").refused("C1", "CO", "50"), &[]);
    }

    #[test]
    fn what_a_payer_cut_is_no_breach_of_the_contract() {
        let cut =
            |group: &str, reason: &str| Books::clean().contract("P1", "90834", "80.00").paying("C1", 8000).cut("C1", group, reason, 3000);
        check_lines("F9", &cut("CO", "151"), &[]);
        check_lines("F9", &cut("CO", "50"), &[]);
        check_lines("F9", &cut("PI", "186"), &[]);
        // By contract, and by nothing that is a denial.
        check_lines("F9", &cut("CO", "45"), &["C1 80.00 > 50.00"]);
    }

    #[test]
    fn a_lower_level_counts_where_it_was_judged() {
        let lower = Books::clean().paid_as("D1", "H0035", "H0015").contract("P1", "H0035", "700.00");
        check_lines("F9", &lower, &[]);
        lower.assessed(|assessment| {
            let counted = |code: &str| assessment.finding(code).map(|judged| (judged.counted.claims, judged.counted.amount.cents()));
            assert_eq!((counted("F9"), counted("F15")), (Some((0, 0)), Some((1, 14_000))));
        });
    }
}
