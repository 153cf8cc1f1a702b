//! G1: the patient consented to treatment before the first service, and to telehealth where that is billed.

use super::b06_place_and_modifier::TELEHEALTH;
use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "G1",
    severity: Severity::Warn,
    weight: 5,
    fixer: Fixer::Intake,
    source: Source::own("Own catalogue of claim support (G1)"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    let first = facts.first_day()?;
    let consents = facts.held(&facts.consents, RecordKind::Consent)?;
    let by_modifier = facts.claim.lines.iter().flat_map(|line| &line.modifiers).any(|modifier| TELEHEALTH.contains(&modifier.as_str()));
    let is_remote = by_modifier || matches!(facts.claim.facility_code.as_str(), "02" | "10");
    let found = consents.iter().filter(|consent| consent.signed <= first && (!is_remote || consent.covers_telehealth));
    Ok(match found.max_by_key(|consent| consent.signed) {
        Some(consent) => Answer::Pass(vec![consent.evidence(RecordKind::Consent, "", Some(consent.signed))]),
        None => Answer::Fail(vec![Evidence::on(RecordKind::Claim, first)]),
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, day};

    #[test]
    fn consent_comes_before_the_first_service() {
        check("G1", Given::visit, |_| {}, "pass");
        check("G1", Given::visit, |facts| facts.consents.as_mut().unwrap()[0].value.signed = day("2026-03-03"), "fail 2026-03-02");
        let remote = |facts: &mut super::ClaimFacts| facts.claim.facility_code = "10".into();
        let only_here = |facts: &mut super::ClaimFacts| facts.consents.as_mut().unwrap()[0].value.covers_telehealth = false;
        check("G1", Given::visit, |facts| (remote(facts), only_here(facts)).1, "fail 2026-03-02");
        check("G1", Given::visit, |facts| facts.consents = None, "unknown consent");
    }
}
