//! B2: every diagnosis that is billed is on record on the first day of service, and none is only being ruled out.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "B2",
    severity: Severity::Block,
    weight: 7,
    fixer: Fixer::Clinician,
    source: Source::own("Own catalogue of claim support (B2)"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    let (first, known) = (facts.first_day()?, facts.held(&facts.diagnoses, RecordKind::Diagnosis)?);
    let is_known = |code: &Icd10Code| {
        known
            .iter()
            .any(|diagnosis| diagnosis.code == *code && diagnosis.period.contains(first) && diagnosis.rank != DiagnosisRank::RuleOut)
    };
    let unknown = facts.claim.diagnoses.iter().filter(|code| !is_known(code));
    Ok(Answer::fails_for(unknown.map(|code| Evidence::named(RecordKind::Diagnosis, code.as_str(), Some(first))).collect()))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, diagnosis};
    use care::DiagnosisRank;

    #[test]
    fn what_is_billed_stands_in_the_record_and_is_not_only_suspected() {
        check("B2", Given::visit, |_| {}, "pass");
        check("B2", Given::visit, |facts| facts.diagnoses = Some(Vec::new()), "fail 2026-03-02");
        let suspected = || Some(vec![diagnosis("F33.1", DiagnosisRank::RuleOut)]);
        check("B2", Given::visit, |facts| facts.diagnoses = suspected(), "fail 2026-03-02");
        check("B2", Given::visit, |facts| facts.diagnoses = None, "unknown diagnosis");
    }
}
