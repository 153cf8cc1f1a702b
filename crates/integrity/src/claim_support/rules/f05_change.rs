//! F5: it is known whether the patient gets better, and where not, the plan changed within two weeks.

use super::super::facts::newest;
use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "F5",
    severity: Severity::Warn,
    weight: 6,
    fixer: Fixer::Clinician,
    source: Source::own("Own catalogue of claim support (F5)"),
    ask,
};

fn ask(facts: &ClaimFacts, limits: &Limits) -> Asked {
    let last = facts.last_day()?;
    let changes = facts.held(&facts.changes, RecordKind::Change)?;
    let found = newest(changes, last, |change| change.day).ok_or(RecordKind::Change)?;
    let evidence = vec![found.evidence(RecordKind::Change, "", Some(found.day))];
    if !found.is_known {
        return Ok(Answer::Fail(evidence));
    }
    if !found.is_non_response {
        return Ok(Answer::Pass(evidence));
    }
    let until = found.day.plus_days(limits.response_days.value);
    let plan_changes = facts.held(&facts.plan_changes, RecordKind::TreatmentPlanChange)?;
    let answer = plan_changes.iter().find(|change| change.is_change() && found.day <= change.day && change.day <= until);
    match answer {
        Some(change) => Ok(Answer::Pass(vec![change.evidence(RecordKind::TreatmentPlanChange, "", Some(change.day))])),
        None if facts.as_of <= until => Err(RecordKind::TreatmentPlanChange),
        None => Ok(Answer::Fail(evidence)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, day, plan_change};

    fn no_response(facts: &mut super::ClaimFacts) {
        facts.changes.as_mut().unwrap()[0].value.is_non_response = true;
    }

    #[test]
    fn where_a_patient_does_not_get_better_the_plan_changes() {
        check("F5", Given::visit, |_| {}, "pass");
        check("F5", Given::visit, |facts| facts.changes.as_mut().unwrap()[0].value.is_known = false, "fail 2026-03-01");
        check("F5", Given::visit, no_response, "fail 2026-03-01");
        check("F5", Given::visit, |facts| (no_response(facts), facts.plan_changes = Some(vec![plan_change("2026-03-10")])).1, "pass");
        check("F5", Given::visit, |facts| (no_response(facts), facts.as_of = day("2026-03-14")).1, "unknown treatment_plan_change");
        check("F5", Given::visit, |facts| facts.changes = None, "unknown change");
    }
}
