//! B6: place of service and telehealth modifier go together, for this payer.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "B6",
    severity: Severity::Block,
    weight: 4,
    fixer: Fixer::Biller,
    source: Source::read("CMS place-of-service list (02, 10) and modifiers 95, GT, 93, FQ; which go together is the payer's rule"),
    ask,
};

/// Modifiers that say that a service was given by video or telephone.
pub(super) const TELEHEALTH: [&str; 4] = ["95", "GT", "93", "FQ"];

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    if facts.claim.kind != ClaimKind::Professional {
        return Ok(Answer::NotApplicable);
    }
    let rules = facts.payer()?.place_modifiers.as_ref().ok_or(RecordKind::PayerRule)?;
    let modifier =
        |line: &ClaimLine| line.modifiers.iter().find(|modifier| TELEHEALTH.contains(&modifier.as_str())).cloned().unwrap_or_default();
    let is_wrong = |line: &&ClaimLine| !rules.contains(&(facts.claim.facility_code.clone(), modifier(line)));
    Ok(Answer::fails_for(facts.claim.lines.iter().filter(is_wrong).map(evidence_of).collect()))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check};

    #[test]
    fn a_modifier_fits_its_place() {
        check("B6", Given::visit, |_| {}, "pass");
        check("B6", Given::program, |_| {}, "n/a");
        check("B6", Given::visit, |facts| facts.claim.lines[0].modifiers = vec!["95".into()], "fail 2026-03-02");
        check("B6", Given::visit, |facts| facts.claim.facility_code = "10".into(), "fail 2026-03-02");
        check("B6", Given::visit, |facts| facts.payer = None, "unknown payer_rule");
    }
}
