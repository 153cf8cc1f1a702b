//! B1: name, birth day and member number of the claim are those of the patient, and those that the payer has.
//!
//! *Looks at* the patient, the coverages, and the payer's newest answer about eligibility that names a member. A difference from the practice's own record fails at once; without
//! an answer of the payer, agreement with the own record is not enough to pass.

use super::super::facts::newest;
use super::super::joining::same_name;
use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "B1",
    severity: Severity::Block,
    weight: 7,
    fixer: Fixer::Biller,
    source: Source::own("Own catalogue of claim support (B1); refusals 31 and 16"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    let (claim, person, first) = (&facts.claim, facts.person()?, facts.first_day()?);
    let differs = |name: &str| Evidence::named(RecordKind::Patient, name, Some(first));
    let mut differences = Vec::new();
    if !same_name(&claim.family_name, &person.family_name) {
        differences.push(differs("NM103"));
    }
    if claim.birth_day.is_some_and(|birth| birth != person.birth_day) {
        differences.push(differs("DMG02"));
    }
    if let Some(coverages) = facts.coverages.as_ref().filter(|coverages| !coverages.is_empty())
        && !coverages.iter().any(|coverage| plain(&coverage.member_id) == plain(&claim.member_id))
    {
        differences.push(differs("NM109"));
    }
    if !differences.is_empty() {
        return Ok(Answer::Fail(differences));
    }
    let answers = facts.held(&facts.eligibility, RecordKind::EligibilityAnswer)?;
    let naming: Vec<_> = answers.iter().filter(|answer| !answer.is_quote()).cloned().collect();
    let answer = newest(&naming, facts.as_of, |answer| answer.answered).ok_or(RecordKind::EligibilityAnswer)?;
    let agrees = plain(&answer.member_id) == plain(&claim.member_id)
        && same_name(&answer.family_name, &claim.family_name)
        && (answer.birth_day.is_none() || claim.birth_day.is_none() || answer.birth_day == claim.birth_day);
    let evidence = vec![answer.evidence(RecordKind::EligibilityAnswer, "", Some(answer.answered))];
    Ok(if agrees { Answer::Pass(evidence) } else { Answer::Fail(evidence) })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, day};

    #[test]
    fn a_claim_names_its_patient_as_record_and_payer_do() {
        check("B1", Given::visit, |_| {}, "pass");
        check("B1", Given::visit, |facts| facts.claim.family_name = "ALDER".into(), "fail 2026-03-02");
        check("B1", Given::visit, |facts| facts.claim.birth_day = Some(day("1991-05-06")), "fail 2026-03-02");
        check("B1", Given::visit, |facts| facts.claim.member_id = "M7".into(), "fail 2026-03-02");
        check("B1", Given::visit, |facts| facts.eligibility.as_mut().unwrap()[0].value.member_id = "M8".into(), "fail 2026-03-01");
        check("B1", Given::visit, |facts| facts.eligibility = None, "unknown eligibility_answer");
    }
}
