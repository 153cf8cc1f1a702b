//! G3: for a minor, somebody who may consent did.
//!
//! Age 18 everywhere; states differ for some services, and the practice judges those.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "G3",
    severity: Severity::Block,
    weight: 6,
    fixer: Fixer::Intake,
    source: Source::recalled("State law; 18 years is the general rule"),
    ask,
};

const OF_AGE: u16 = 18;

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    let first = facts.first_day()?;
    if first.age_since(facts.person()?.birth_day) >= OF_AGE {
        return Ok(Answer::NotApplicable);
    }
    let consents = facts.held(&facts.consents, RecordKind::Consent)?;
    Ok(match consents.iter().find(|consent| consent.by_guardian && consent.signed <= first) {
        Some(consent) => Answer::Pass(vec![consent.evidence(RecordKind::Consent, "", Some(consent.signed))]),
        None => Answer::Fail(vec![Evidence::on(RecordKind::Claim, first)]),
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, day};

    fn young(facts: &mut super::ClaimFacts) {
        facts.person.as_mut().unwrap().birth_day = day("2010-05-06");
    }

    #[test]
    fn somebody_who_may_consents_for_a_minor() {
        check("G3", Given::visit, |_| {}, "n/a");
        check("G3", Given::visit, young, "fail 2026-03-02");
        check("G3", Given::visit, |facts| (young(facts), facts.consents.as_mut().unwrap()[0].value.by_guardian = true).1, "pass");
        check("G3", Given::visit, |facts| (young(facts), facts.consents = None).1, "unknown consent");
    }
}
