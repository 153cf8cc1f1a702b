//! D5: the goals of the plan can be measured: each has a measure, a beginning and an end.

use std::collections::BTreeMap;

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "D5",
    severity: Severity::Warn,
    weight: 5,
    fixer: Fixer::Clinician,
    source: Source::own("Own catalogue of claim support (D5)"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    let last = facts.last_day()?;
    let goals = facts.held(&facts.goals, RecordKind::TreatmentGoal)?;
    let mut newest: BTreeMap<&str, &Kept<TreatmentGoal>> = BTreeMap::new();
    for goal in goals.iter().filter(|goal| goal.day <= last) {
        let known = newest.entry(&goal.goal).or_insert(goal);
        if (known.day, &known.record) < (goal.day, &goal.record) {
            *known = goal;
        }
    }
    if newest.is_empty() {
        return Ok(Answer::Fail(vec![Evidence::on(RecordKind::Claim, last)]));
    }
    let is_vague = |goal: &&&Kept<TreatmentGoal>| [&goal.measure, &goal.baseline, &goal.target].iter().any(|part| part.trim().is_empty());
    let named = |goal: &&Kept<TreatmentGoal>| goal.evidence(RecordKind::TreatmentGoal, goal.goal.clone(), Some(goal.day));
    let vague: Vec<Evidence> = newest.values().filter(is_vague).map(named).collect();
    Ok(if vague.is_empty() { Answer::Pass(newest.values().map(named).collect()) } else { Answer::Fail(vague) })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, goal};

    #[test]
    fn a_goal_without_measure_beginning_or_end_fails() {
        check("D5", Given::visit, |_| {}, "pass");
        check("D5", Given::visit, |facts| facts.goals.as_mut().unwrap()[0].value.target.clear(), "fail 2026-02-24");
        check("D5", Given::visit, |facts| facts.goals = Some(Vec::new()), "fail 2026-03-02");
        let mended = |facts: &mut super::ClaimFacts| {
            facts.goals.as_mut().unwrap()[0].value.target.clear();
            facts.goals.as_mut().unwrap().push(goal("1", "2026-02-28"));
        };
        check("D5", Given::visit, mended, "pass");
        check("D5", Given::visit, |facts| facts.goals = None, "unknown treatment_goal");
    }
}
