//! A1: the coverage was active on every day of service, and the payer said so lately.
//!
//! *Looks at* the coverages under the member's number of the claim (under any number where none has it) and the payer's answers about eligibility. A day
//! outside of every coverage fails. A day inside passes with an answer that was given within the limit before it, or in its month, and that calls it active.
//! Where only quotes of benefits are on record and all are too old, nobody knows whether the payer was asked again elsewhere.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "A1",
    severity: Severity::Block,
    weight: 10,
    fixer: Fixer::Intake,
    source: Source::own("Own catalogue of claim support (A1); payers publish that eligibility is verified again each month"),
    ask,
};

fn ask(facts: &ClaimFacts, limits: &Limits) -> Asked {
    let coverages = facts.held(&facts.coverages, RecordKind::Coverage)?;
    let is_named = |coverage: &&Kept<Coverage>| plain(&coverage.member_id) == plain(&facts.claim.member_id);
    let named: Vec<_> = coverages.iter().filter(is_named).collect();
    let all = if named.is_empty() { coverages.iter().collect() } else { named };
    let uncovered = facts.certain_days(|day| all.iter().any(|coverage| coverage.period.contains(day)))?;
    let uncovered: Vec<Evidence> = uncovered.into_iter().map(|day| Evidence::on(RecordKind::Coverage, day)).collect();
    if !uncovered.is_empty() {
        return Ok(Answer::Fail(uncovered));
    }
    let answers = facts.held(&facts.eligibility, RecordKind::EligibilityAnswer)?;
    let is_fresh = |answer: &EligibilityAnswer, day: Day| {
        let age = day.days_since(answer.answered);
        let same_month = (answer.answered.year(), answer.answered.month()) == (day.year(), day.month());
        (0..=limits.eligibility_days.value).contains(&age) || same_month
    };
    let says = |answer: &EligibilityAnswer, day: Day| is_fresh(answer, day) && answer.active.is_some_and(|active| active.contains(day));
    let is_old_quote = |answer: &EligibilityAnswer, day: Day| answer.is_quote() && !is_fresh(answer, day);
    let (mut unsaid, mut is_unknown) = (Vec::new(), false);
    for day in facts.certain_days(|day| answers.iter().any(|answer| says(answer, day)))? {
        if !answers.is_empty() && answers.iter().all(|answer| is_old_quote(answer, day)) {
            is_unknown = true;
        } else {
            unsaid.push(Evidence::on(RecordKind::EligibilityAnswer, day));
        }
    }
    if unsaid.is_empty() && is_unknown { Err(RecordKind::EligibilityAnswer) } else { Ok(Answer::fails_for(unsaid)) }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, coverage, day, eligibility, kept, period};

    #[test]
    fn the_coverage_is_active_and_the_payer_said_so() {
        check("A1", Given::visit, |_| {}, "pass");
        check("A1", Given::visit, |facts| facts.coverages = Some(vec![coverage("M1", "2026-01-01", "2026-03-01")]), "fail 2026-03-02");
        check("A1", Given::visit, |facts| facts.eligibility = Some(vec![eligibility("2026-01-20")]), "fail 2026-03-02");
        check("A1", Given::visit, |facts| facts.eligibility = Some(vec![eligibility("2026-03-18")]), "pass");
        check("A1", Given::visit, |facts| facts.eligibility = None, "unknown eligibility_answer");
        check("A1", Given::visit, |facts| facts.person = None, "unknown patient");
    }

    #[test]
    fn a_quote_of_benefits_tells_that_the_coverage_is_active_while_it_is_fresh() {
        let quoted = |on: &'static str, is_active: bool| {
            move |facts: &mut super::ClaimFacts| {
                let active = is_active.then(|| period("2026-01-01", "2026-12-31"));
                facts.eligibility = Some(vec![kept(super::EligibilityAnswer::quoted(day(on), active))]);
            }
        };
        check("A1", Given::visit, quoted("2026-03-01", true), "pass");
        check("A1", Given::visit, quoted("2026-03-01", false), "fail 2026-03-02");
        check("A1", Given::visit, quoted("2026-01-01", true), "unknown eligibility_answer");
        // It does not say whom it is about.
        check("B1", Given::visit, quoted("2026-03-01", true), "unknown eligibility_answer");
    }
}
