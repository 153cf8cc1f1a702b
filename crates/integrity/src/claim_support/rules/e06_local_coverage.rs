//! E6: the local coverage rules of the Medicare contractor were looked up.
//!
//! The rules for partial hospitalization are L33626, L37633 and L34196 where those contractors serve; their text does not ship.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "E6",
    severity: Severity::Info,
    weight: 3,
    fixer: Fixer::Compliance,
    source: Source::read("CMS Medicare Coverage Database: L33626, L37633, L34196"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    if facts.level()? != LevelOfCare::PartialHospitalization || !facts.is_medicare()? {
        return Ok(Answer::NotApplicable);
    }
    let looked_up = facts.held(&facts.local_coverage, RecordKind::LocalCoverage)?;
    let last = facts.last_day()?;
    let found = looked_up.iter().filter(|rule| rule.1 <= last).max_by_key(|rule| rule.1);
    Ok(match found {
        Some(rule) => Answer::Pass(vec![rule.evidence(RecordKind::LocalCoverage, rule.0.clone(), Some(rule.1))]),
        None => Answer::Fail(vec![Evidence::on(RecordKind::Claim, last)]),
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check};

    #[test]
    fn somebody_looked_the_local_rules_up() {
        check("E6", Given::partial, |_| {}, "pass");
        check("E6", Given::program, |_| {}, "n/a");
        check("E6", Given::partial, |facts| facts.local_coverage = Some(Vec::new()), "fail 2026-03-06");
        check("E6", Given::partial, |facts| facts.local_coverage = None, "unknown local_coverage");
    }
}
