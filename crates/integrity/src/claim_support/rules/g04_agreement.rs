//! G4: the patient knows what it costs: an agreement about payment, or an advance notice, before the first service.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "G4",
    severity: Severity::Info,
    weight: 3,
    fixer: Fixer::Intake,
    source: Source::own("Own catalogue of claim support (G4)"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    let first = facts.first_day()?;
    let agreements = facts.held(&facts.agreements, RecordKind::FinancialAgreement)?;
    Ok(match agreements.iter().filter(|agreement| agreement.value <= first).max_by_key(|agreement| agreement.value) {
        Some(found) => Answer::Pass(vec![found.evidence(RecordKind::FinancialAgreement, "", Some(found.value))]),
        None => Answer::Fail(vec![Evidence::on(RecordKind::Claim, first)]),
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, day, kept};

    #[test]
    fn the_patient_was_told_before() {
        check("G4", Given::visit, |_| {}, "pass");
        check("G4", Given::visit, |facts| facts.agreements = Some(vec![kept(day("2026-03-04"))]), "fail 2026-03-02");
        check("G4", Given::visit, |facts| facts.agreements = None, "unknown financial_agreement");
    }
}
