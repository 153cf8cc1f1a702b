//! D9: the plan for less intensive care is fresh.

use super::super::facts::newest;
use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "D9",
    severity: Severity::Warn,
    weight: 5,
    fixer: Fixer::Clinician,
    source: Source::own("Own catalogue of claim support (D9)"),
    ask,
};

fn ask(facts: &ClaimFacts, limits: &Limits) -> Asked {
    if !facts.is_program()? {
        return Ok(Answer::NotApplicable);
    }
    let last = facts.last_day()?;
    let plans = facts.held(&facts.step_down_plans, RecordKind::StepDownPlan)?;
    Ok(match newest(plans, last, |plan| plan.day) {
        Some(plan) if last.days_since(plan.day) <= limits.step_down_plan_days.value => {
            Answer::Pass(vec![plan.evidence(RecordKind::StepDownPlan, "", Some(plan.day))])
        }
        Some(plan) => Answer::Fail(vec![plan.evidence(RecordKind::StepDownPlan, "", Some(plan.day))]),
        None => Answer::Fail(vec![Evidence::on(RecordKind::Claim, last)]),
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, day};

    #[test]
    fn the_plan_for_less_intensive_care_is_at_most_two_weeks_old() {
        check("D9", Given::program, |_| {}, "pass");
        check("D9", Given::visit, |_| {}, "n/a");
        check("D9", Given::program, |facts| facts.step_down_plans.as_mut().unwrap()[0].value.day = day("2026-02-19"), "fail 2026-02-19");
        check("D9", Given::program, |facts| facts.step_down_plans = Some(Vec::new()), "fail 2026-03-06");
        check("D9", Given::program, |facts| facts.step_down_plans = None, "unknown step_down_plan");
    }
}
