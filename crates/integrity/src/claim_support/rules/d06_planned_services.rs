//! D6: what is billed is what the plan ordered.

use super::super::facts::newest;
use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "D6",
    severity: Severity::Warn,
    weight: 6,
    fixer: Fixer::Clinician,
    source: Source::own("Own catalogue of claim support (D6)"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    let plans = facts.held(&facts.plans, RecordKind::TreatmentPlan)?;
    let plan = newest(plans, facts.last_day()?, |plan| plan.day).ok_or(RecordKind::TreatmentPlan)?;
    let services = plan.services.as_ref().ok_or(RecordKind::TreatmentPlan)?;
    let is_planned = |line: &ClaimLine| services.contains(&line.procedure) || services.contains(&line.revenue_code);
    let other = facts.claim.lines.iter().filter(|line| !is_planned(line));
    Ok(Answer::fails_for(other.map(evidence_of).collect()))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check};

    #[test]
    fn a_service_that_the_plan_does_not_know_fails() {
        check("D6", Given::visit, |_| {}, "pass");
        check("D6", Given::visit, |facts| facts.claim.lines[0].procedure = "90839".into(), "fail 2026-03-02");
        check("D6", Given::visit, |facts| facts.plans.as_mut().unwrap()[0].value.services = None, "unknown treatment_plan");
        check("D6", Given::visit, |facts| facts.plans = Some(Vec::new()), "unknown treatment_plan");
    }
}
