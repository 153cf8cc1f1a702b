//! D2: a physical examination is at most a month old at admission to partial hospitalization.

use super::super::other_facts::EvaluationKind;
use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "D2",
    severity: Severity::Warn,
    weight: 4,
    fixer: Fixer::Physician,
    source: Source::read("First Coast Service Options, checklist for partial hospitalization in community mental health centers"),
    ask,
};

fn ask(facts: &ClaimFacts, limits: &Limits) -> Asked {
    if facts.level()? != LevelOfCare::PartialHospitalization {
        return Ok(Answer::NotApplicable);
    }
    let admitted = facts.stay()?.admitted;
    let evaluations = facts.held(&facts.evaluations, RecordKind::Evaluation)?;
    let is_fresh = |evaluation: &&Kept<super::super::Evaluation>| {
        let age = admitted.days_since(evaluation.day);
        evaluation.kind == EvaluationKind::Physical && (-1..=limits.physical_days.value).contains(&age)
    };
    Ok(match evaluations.iter().find(is_fresh) {
        Some(found) => Answer::Pass(vec![found.evidence(RecordKind::Evaluation, "", Some(found.day))]),
        None => Answer::Fail(vec![Evidence::on(RecordKind::Episode, admitted)]),
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, day};

    #[test]
    fn a_physical_examination_is_at_most_a_month_old() {
        check("D2", Given::partial, |_| {}, "pass");
        check("D2", Given::program, |_| {}, "n/a");
        check("D2", Given::partial, |facts| facts.evaluations.as_mut().unwrap()[1].value.day = day("2026-01-20"), "fail 2026-02-23");
        check("D2", Given::partial, |facts| facts.evaluations = None, "unknown evaluation");
    }
}
