//! E5: a physician certified inpatient psychiatric care at admission, by the twelfth day, and every 30 days from there.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "E5",
    severity: Severity::Block,
    weight: 8,
    fixer: Fixer::Physician,
    source: Source::read(
        "42 CFR 424.14 (law.cornell.edu) and CMS, Medicare Learning Network: admission, 12th day, then at least every 30 days",
    ),
    ask,
};

fn ask(facts: &ClaimFacts, limits: &Limits) -> Asked {
    match certified_at_admission(facts, LevelOfCare::Inpatient)? {
        Answer::Pass(_) => {
            let limits = (limits.inpatient_recertified_by_day.value, limits.inpatient_recertification_days.value);
            certified_again(facts, LevelOfCare::Inpatient, limits)
        }
        other => Ok(other),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, certification, check};
    use vocabulary::LevelOfCare::Inpatient;

    fn inpatient(certified: &'static [&'static str]) -> impl FnOnce(&mut super::ClaimFacts) {
        move |facts| {
            facts.claim.condition_codes.clear();
            facts.claim.lines.iter_mut().for_each(|line| line.revenue_code = "0124".into());
            facts.certifications = Some(certified.iter().map(|signed| certification(Inpatient, signed)).collect());
        }
    }

    #[test]
    fn inpatient_care_is_certified_at_admission_and_by_the_twelfth_day() {
        check("E5", Given::partial, |_| {}, "n/a");
        // Admitted on 23 February; 6 March is the twelfth day.
        check("E5", Given::partial, inpatient(&["2026-02-23"]), "pass");
        check("E5", Given::partial, inpatient(&["2026-02-27"]), "fail 2026-02-23");
        check("E5", Given::partial, |facts| (inpatient(&[])(facts), facts.certifications = None).1, "unknown certification");
    }
}
