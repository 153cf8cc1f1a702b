//! G2: a consent under 42 CFR Part 2 lets the claim go to the payer.
//!
//! *Looks at* whether the program is one of Part 2, and at the consents that cover payment, reach this payer and hold on the day on which the claim is sent.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "G2",
    severity: Severity::Block,
    weight: 9,
    fixer: Fixer::Compliance,
    source: Source::read("42 CFR 2.31 and 2.33, as of February 2026: one consent for treatment, payment and operations"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    if !facts.stay()?.is_part2.ok_or(RecordKind::Program)? {
        return Ok(Answer::NotApplicable);
    }
    let consents = facts.held(&facts.disclosure_consents, RecordKind::DisclosureConsent)?;
    let sent = facts.sent();
    let holds = |consent: &&Kept<DisclosureConsent>| {
        consent.consent_use.covers(ConsentUse::Payment) && consent.holds_on(sent) && consent.reaches(&facts.claim.payer_name)
    };
    Ok(match consents.iter().find(holds) {
        Some(consent) => Answer::Pass(vec![consent.evidence(RecordKind::DisclosureConsent, "", Some(consent.signed))]),
        None => Answer::Fail(vec![Evidence::on(RecordKind::Claim, sent)]),
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, day, disclosure};
    use care::ConsentUse;

    fn part2(facts: &mut super::ClaimFacts) {
        facts.stay.as_mut().unwrap().is_part2 = Some(true);
    }

    #[test]
    fn a_program_of_part_2_sends_a_claim_only_on_a_consent_that_holds() {
        check("G2", Given::visit, |_| {}, "n/a");
        check("G2", Given::visit, part2, "pass");
        let revoked =
            |facts: &mut super::ClaimFacts| facts.disclosure_consents.as_mut().unwrap()[0].value.revoked = Some(day("2026-03-05"));
        check("G2", Given::visit, |facts| (part2(facts), revoked(facts)).1, "fail 2026-03-05");
        let treatment = || Some(vec![disclosure(ConsentUse::Treatment)]);
        check("G2", Given::visit, |facts| (part2(facts), facts.disclosure_consents = treatment()).1, "fail 2026-03-05");
        check("G2", Given::visit, |facts| (part2(facts), facts.disclosure_consents = None).1, "unknown disclosure_consent");
        check("G2", Given::visit, |facts| facts.stay.as_mut().unwrap().is_part2 = None, "unknown program");
    }
}
