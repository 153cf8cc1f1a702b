//! F29: lines that were refused because the patient was not insured on the day.
//!
//! *Data*: claims, remittances; answers about benefits tell more. *Formula*: lines of the first decision that are refused for eligibility (26, 27, 31
//! and kin) and are open, by payer and reason; and claims that nobody decided, of patients whose last answer on or before the day of service said that they
//! were not covered at all. An answer counts for the claims of the plan that gave it. Of the refused lines: those before which such an answer stood, half the days from it, and those of patients without any answer, of
//! which that is not judged. *Dollars*: worth by one's own history, times one's own share of won refusals of that kind. *Action*: verify every week and on the
//! first of the month, and bill the payer that covers the day.

use revenue_cycle::{Claim, DenialCategory};

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Facts, evidence, whole};
use super::super::outcome::{Evidence, Figure, Outcome};
use super::super::side::BenefitFact;
use super::f12_charge_lag::quantile;
use vocabulary::Day;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F29",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Claims, FileKind::Remittances],
    horizon: Horizon::First,
    owner: Owner::Intake,
    sources: &["X12 835 reasons 26, 27 and 31: table of reasons, two lists each"],
};

/// Answers about all services by the plan that a bill goes to.
fn answers<'a>(facts: &Facts<'a>, bill: &'a Claim) -> Vec<&'a BenefitFact> {
    let mut answers: Vec<&BenefitFact> = facts.quotes.for_claim(&facts.names, bill);
    answers.retain(|answer| answer.service.is_none());
    answers.sort();
    answers.sort_by_key(|answer| answer.quoted);
    answers
}

/// Since when the answers until a day say that there is no coverage; `None` where the last of them says that there is.
fn ended(answers: &[&BenefitFact], day: Day) -> Option<Day> {
    let until: Vec<_> = answers.iter().take_while(|answer| answer.quoted <= day).collect();
    let refused = until.iter().rev().take_while(|answer| !answer.is_covered);
    refused.last().map(|answer| answer.quoted)
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let (mut since, mut without) = (Vec::new(), 0);
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for (case, refusal) in facts.open().filter(|(_, refusal)| refusal.denial.kind.category == DenialCategory::Eligibility) {
        let answers = answers(facts, case.bill(&refusal.posting));
        without += usize::from(answers.is_empty());
        since.extend(refusal.day(case.claim).and_then(|day| Some(day.days_since(ended(&answers, day)?))));
        lines.push(evidence(case, refusal));
    }
    let open = facts.cases.iter().filter(|case| !case.is_decided() && !case.settled.history.is_void());
    for case in open {
        let Some(end) = case.claim.last_day().and_then(|day| ended(&answers(facts, case.claim), day)) else { continue };
        lines.push(whole(case, format!("not-covered-since {end}"), facts.worth_of_claim(case)));
    }
    since.sort_unstable();
    let half = quantile(&since, 50).map(|days| ("median-days-after-end", Figure::Days(days)));
    let unmatched = Some(facts.quotes.unmatched()).filter(|count| *count > 0);
    let unmatched = unmatched.map(|count| ("quotes-unmatched", Figure::Count(count)));
    let told = [("lines-told-before", Figure::Count(since.len())), ("lines-without-answers", Figure::Count(without))];
    let outcome = Outcome::of_lines(facts.first_lines(), lines, |line| {
        vec![line.payer.to_owned(), line.why.split(' ').next().unwrap_or_default().to_owned()]
    });
    outcome.beside(told.into_iter().chain(half).chain(unmatched))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_figure, check_lines};

    #[test]
    fn a_coverage_that_had_ended_is_found() {
        check_lines("F29", &Books::clean(), &[]);
        check_lines("F29", &Books::clean().refused("B1", "PR", "27"), &["B1 PR-27"]);
        check_lines("F29", &Books::clean().refused("B1", "PR", "1"), &[]);
    }

    #[test]
    fn answers_tell_since_when_nobody_paid() {
        // B1 is of 25 April.
        let refused = || Books::clean().refused("B1", "PR", "27");
        check_figure("F29", &refused(), "lines-without-answers", "1");
        let told = refused().quoted("M-B1", "2026-04-01", true, None).quoted("M-B1", "2026-04-10", false, None);
        check_figure("F29", &told, "lines-told-before", "1");
        check_figure("F29", &told, "median-days-after-end", "15");
        check_figure("F29", &told.quoted("M-B1", "2026-04-20", true, None), "lines-told-before", "0");
        // Not decided yet: the answer alone tells.
        let open = |covered| Books::clean().unanswered("U1", "2026-04-20").quoted("M-U1", "2026-04-12", covered, None);
        check_lines("F29", &open(false), &["U1 not-covered-since 2026-04-12"]);
        check_lines("F29", &open(true), &[]);
    }
}
