//! D3: the first plan was signed in time by patient and clinician, and by the physician in a program. A plan from before the days in which an admission is
//! decided is that of an earlier stay.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "D3",
    severity: Severity::Block,
    weight: 7,
    fixer: Fixer::Clinician,
    source: Source::own("Own catalogue of claim support (D3); days by our own judgement, states and payers differ"),
    ask,
};

fn ask(facts: &ClaimFacts, limits: &Limits) -> Asked {
    let (admitted, level, is_program) = (facts.stay()?.admitted, facts.level()?, facts.is_program()?);
    let until = admitted.plus_days(limits.first_plan_days.at(level));
    let plans = facts.held(&facts.plans, RecordKind::TreatmentPlan)?;
    let by = |signed: Option<Day>| signed.is_some_and(|signed| signed <= until);
    let is_signed = |plan: &&Kept<super::super::PlanDocument>| {
        plan.day >= before_admission(admitted)
            && by(plan.patient_signed)
            && by(plan.clinician_signed)
            && (!is_program || by(plan.physician_signed))
    };
    match plans.iter().find(is_signed) {
        Some(plan) => Ok(Answer::Pass(vec![plan.evidence(RecordKind::TreatmentPlan, "", Some(plan.day))])),
        None if facts.as_of <= until => Err(RecordKind::TreatmentPlan),
        None => Ok(Answer::Fail(vec![Evidence::on(RecordKind::Episode, admitted)])),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, plan};

    #[test]
    fn the_first_plan_is_signed_by_everybody_in_time() {
        check("D3", Given::program, |_| {}, "pass");
        check("D3", Given::program, |facts| facts.plans.as_mut().unwrap()[0].value.patient_signed = None, "fail 2026-02-23");
        let physician = |facts: &mut super::ClaimFacts| facts.plans.as_mut().unwrap()[0].value.physician_signed = None;
        check("D3", Given::program, physician, "fail 2026-02-23");
        check("D3", Given::visit, physician, "pass");
        check("D3", Given::program, |facts| facts.plans = Some(vec![plan("2026-03-05")]), "fail 2026-02-23");
        check("D3", Given::program, |facts| facts.plans = Some(vec![plan("2026-02-09")]), "pass");
        check("D3", Given::program, |facts| facts.plans = Some(vec![plan("2025-11-24")]), "fail 2026-02-23");
        check("D3", Given::program, |facts| facts.plans = None, "unknown treatment_plan");
    }
}
