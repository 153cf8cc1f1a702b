//! D1: the evaluation was signed soon after admission. One from before the days in which an admission is decided is that of an earlier stay.

use super::super::other_facts::EvaluationKind;
use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "D1",
    severity: Severity::Warn,
    weight: 7,
    fixer: Fixer::Physician,
    source: Source::read("Blue Cross NC, residential policy: physician's evaluation within 24 hours; other levels by our own judgement"),
    ask,
};

fn ask(facts: &ClaimFacts, limits: &Limits) -> Asked {
    let (admitted, level) = (facts.stay()?.admitted, facts.level()?);
    let until = admitted.plus_days(limits.evaluation_days.at(level));
    let evaluations = facts.held(&facts.evaluations, RecordKind::Evaluation)?;
    let is_in_time = |evaluation: &&Kept<super::super::Evaluation>| {
        evaluation.kind == EvaluationKind::Psychiatric
            && evaluation.day >= before_admission(admitted)
            && evaluation.signed.is_some_and(|signed| signed <= until)
    };
    match evaluations.iter().find(is_in_time) {
        Some(found) => Ok(Answer::Pass(vec![found.evidence(RecordKind::Evaluation, "", Some(found.day))])),
        None if facts.as_of <= until => Err(RecordKind::Evaluation),
        None => Ok(Answer::Fail(vec![Evidence::on(RecordKind::Episode, admitted)])),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, day};

    #[test]
    fn the_evaluation_is_signed_by_the_day_after_admission_to_a_program() {
        check("D1", Given::program, |_| {}, "pass");
        let late = |facts: &mut super::ClaimFacts| facts.evaluations.as_mut().unwrap()[0].value.signed = Some(day("2026-02-25"));
        check("D1", Given::program, late, "fail 2026-02-23");
        check("D1", Given::visit, late, "pass");
        let of_day = |on: &'static str| {
            move |facts: &mut super::ClaimFacts| {
                let evaluation = &mut facts.evaluations.as_mut().unwrap()[0].value;
                (evaluation.day, evaluation.signed) = (day(on), Some(day(on)));
            }
        };
        check("D1", Given::program, of_day("2026-02-09"), "pass");
        check("D1", Given::program, of_day("2026-02-08"), "fail 2026-02-23");
        check("D1", Given::program, |facts| facts.evaluations = None, "unknown evaluation");
        check("D1", Given::program, |facts| facts.stay = None, "unknown episode");
    }
}
