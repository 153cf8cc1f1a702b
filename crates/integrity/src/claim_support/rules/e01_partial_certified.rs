//! E1: a physician certified partial hospitalization at admission, with everything that the regulation asks for.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "E1",
    severity: Severity::Block,
    weight: 9,
    fixer: Fixer::Physician,
    source: Source::recalled(
        "42 CFR 424.24(e): certifies the need that inpatient care would otherwise meet, 20 hours a week, under care, by a written plan",
    ),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    certified_at_admission(facts, LevelOfCare::PartialHospitalization)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, certification, check};
    use vocabulary::LevelOfCare::PartialHospitalization;

    #[test]
    fn a_physician_certifies_at_admission() {
        check("E1", Given::partial, |_| {}, "pass");
        check("E1", Given::program, |_| {}, "n/a");
        check("E1", Given::partial, |facts| facts.certifications.as_mut().unwrap()[0].value.by_physician = false, "fail 2026-02-23");
        check("E1", Given::partial, |facts| facts.certifications.as_mut().unwrap()[0].value.is_complete = false, "fail 2026-02-23");
        let late = || Some(vec![certification(PartialHospitalization, "2026-03-05")]);
        check("E1", Given::partial, |facts| facts.certifications = late(), "fail 2026-02-23");
        let earlier = || Some(vec![certification(PartialHospitalization, "2025-11-24")]);
        check("E1", Given::partial, |facts| facts.certifications = earlier(), "fail 2026-02-23");
        check("E1", Given::partial, |facts| facts.certifications = None, "unknown certification");
    }
}
