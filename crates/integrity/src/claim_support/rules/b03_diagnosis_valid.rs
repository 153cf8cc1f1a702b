//! B3: the diagnoses are valid and specific on the days of service, and the first one is no mere circumstance.
//!
//! *Looks at* the claim alone, and at the official list where the practice has loaded it. Three-character categories that are divided further, and a first
//! diagnosis of chapter Z, fail without the list; whether a code is valid says only the list.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "B3",
    severity: Severity::Block,
    weight: 6,
    fixer: Fixer::Biller,
    source: Source::recalled(
        "ICD-10-CM official guidelines: code to the highest number of characters; categories listed here are recalled",
    ),
    ask,
};

/// Categories that are always divided further.
const DIVIDED: [&str; 17] =
    ["F10", "F11", "F12", "F13", "F14", "F15", "F16", "F18", "F19", "F31", "F32", "F33", "F40", "F41", "F43", "F50", "F90"];

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    let (codes, first) = (&facts.claim.diagnoses, facts.first_day()?);
    let Some(principal) = codes.first() else {
        return Ok(Answer::Fail(vec![Evidence::on(RecordKind::Claim, first)]));
    };
    let named = |code: &Icd10Code| Evidence::named(RecordKind::Claim, code.as_str(), Some(first));
    let mut wrong: Vec<Evidence> = codes.iter().filter(|code| DIVIDED.contains(&code.as_str())).map(named).collect();
    let is_circumstance = principal.as_str().starts_with('Z');
    let allowed = facts.payer.as_ref().and_then(|payer| payer.allows_factors_first);
    if is_circumstance && allowed == Some(false) {
        wrong.push(named(principal));
    }
    if !wrong.is_empty() {
        return Ok(Answer::Fail(wrong));
    }
    if is_circumstance && allowed.is_none() {
        return Err(RecordKind::PayerRule);
    }
    let valid = facts.diagnosis_codes.as_ref().ok_or(RecordKind::DiagnosisCodes)?;
    Ok(Answer::fails_for(codes.iter().filter(|code| !valid.contains(*code)).map(named).collect()))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check};

    fn billed(code: &str) -> impl FnOnce(&mut super::ClaimFacts) {
        let code = code.parse().unwrap();
        |facts| facts.claim.diagnoses = vec![code]
    }

    #[test]
    fn a_code_is_specific_and_in_the_list() {
        check("B3", Given::visit, |_| {}, "pass");
        check("B3", Given::visit, |facts| facts.claim.diagnoses.clear(), "fail 2026-03-02");
        check("B3", Given::visit, billed("F32"), "fail 2026-03-02");
        check("B3", Given::visit, billed("Z63.0"), "fail 2026-03-02");
        check("B3", Given::visit, billed("F99.9"), "fail 2026-03-02");
        check("B3", Given::visit, |facts| facts.diagnosis_codes = None, "unknown diagnosis_codes");
        check("B3", Given::visit, |facts| (billed("Z63.0")(facts), facts.payer = None).1, "unknown payer_rule");
    }
}
