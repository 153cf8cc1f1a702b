//! E2: partial hospitalization was certified again by the 18th day, and every 30 days from there.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "E2",
    severity: Severity::Block,
    weight: 9,
    fixer: Fixer::Physician,
    source: Source::recalled(
        "42 CFR 424.24(e)(3): first recertification as of the 18th day, then at least every 30 days; contractor's checklist",
    ),
    ask,
};

fn ask(facts: &ClaimFacts, limits: &Limits) -> Asked {
    let limits = (limits.partial_recertified_by_day.value, limits.partial_recertification_days.value);
    certified_again(facts, LevelOfCare::PartialHospitalization, limits)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, certification, check, day};
    use vocabulary::LevelOfCare::PartialHospitalization;

    fn admitted(on: &'static str, again: &'static [&'static str]) -> impl FnOnce(&mut super::ClaimFacts) {
        move |facts| {
            facts.stay.as_mut().unwrap().admitted = day(on);
            facts.certifications = Some([on].iter().chain(again).map(|signed| certification(PartialHospitalization, signed)).collect());
        }
    }

    #[test]
    fn the_eighteenth_day_counts_from_the_day_of_admission() {
        check("E2", Given::partial, |_| {}, "pass");
        // 6 March is the 18th day of a stay from 17 February, and the 19th of one from 16 February.
        check("E2", Given::partial, admitted("2026-02-17", &[]), "pass");
        check("E2", Given::partial, admitted("2026-02-16", &[]), "fail 2026-03-05");
        check("E2", Given::partial, admitted("2026-02-16", &["2026-03-04"]), "pass");
        check("E2", Given::partial, admitted("2026-01-16", &["2026-01-30"]), "fail 2026-03-01");
        check("E2", Given::partial, admitted("2026-01-16", &["2026-01-30", "2026-02-27"]), "pass");
        check("E2", Given::program, |_| {}, "n/a");
        check("E2", Given::partial, |facts| facts.certifications = None, "unknown certification");
    }
}
