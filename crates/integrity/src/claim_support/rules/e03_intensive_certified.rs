//! E3: a physician certified intensive outpatient care, and again every two months.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "E3",
    severity: Severity::Block,
    weight: 8,
    fixer: Fixer::Physician,
    source: Source::read(
        "42 CFR 424.24(d) and 410.44 as read in icd10monitor.medlearn.com and legalclarity.org: nine hours a week, again at least every other month",
    ),
    ask,
};

fn ask(facts: &ClaimFacts, limits: &Limits) -> Asked {
    let days = limits.intensive_recertification_days.value;
    match certified_at_admission(facts, LevelOfCare::IntensiveOutpatient)? {
        Answer::Pass(_) => certified_again(facts, LevelOfCare::IntensiveOutpatient, (days, days)),
        other => Ok(other),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, day};
    use care::PayerClass;

    fn medicare(facts: &mut super::ClaimFacts) {
        facts.payer.as_mut().unwrap().class = Some(PayerClass::Medicare);
    }

    #[test]
    fn intensive_outpatient_care_is_certified_every_two_months() {
        check("E3", Given::program, |_| {}, "n/a");
        check("E3", Given::program, medicare, "pass");
        let long = |facts: &mut super::ClaimFacts| {
            medicare(facts);
            facts.stay.as_mut().unwrap().admitted = day("2026-01-01");
            facts.certifications.as_mut().unwrap()[0].value.signed = day("2026-01-01");
        };
        check("E3", Given::program, long, "fail 2026-03-01");
        check("E3", Given::program, |facts| (medicare(facts), facts.certifications = Some(Vec::new())).1, "fail 2026-02-23");
        check("E3", Given::program, |facts| (medicare(facts), facts.certifications = None).1, "unknown certification");
    }
}
