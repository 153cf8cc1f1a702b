//! A11: the plan still pays so many days or visits.
//!
//! *Looks at* the limits of the plan at the billed level: what other claims used, and this one.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "A11",
    severity: Severity::Block,
    weight: 5,
    fixer: Fixer::Intake,
    source: Source::own("Own catalogue of claim support (A11); refusals 119 and 35"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    let (level, own) = (facts.level()?, facts.days().len());
    let all = facts.held(&facts.benefit_limits, RecordKind::BenefitLimit)?;
    // What was said last holds: a limit that was raised, or used up since.
    let of_level = all.iter().filter(|limit| limit.level == level);
    let last = of_level.max_by_key(|limit| (limit.day, limit.used, std::cmp::Reverse(limit.most)));
    let over = last.filter(|limit| limit.used as usize + own > limit.most as usize);
    facts.of_days(Answer::fails_for(
        over.map(|limit| limit.evidence(RecordKind::BenefitLimit, limit.most.to_string(), Some(limit.day))).into_iter().collect(),
    ))
}

#[cfg(test)]
mod tests {
    use super::super::super::BenefitLimit;
    use super::super::super::testing::{Given, check, day, kept};
    use vocabulary::LevelOfCare::IntensiveOutpatient;

    #[test]
    fn days_beyond_the_benefit_fail() {
        let limit = |used| Some(vec![kept(BenefitLimit { level: IntensiveOutpatient, most: 30, used, day: day("2026-03-01") })]);
        check("A11", Given::program, |facts| facts.benefit_limits = limit(27), "pass");
        check("A11", Given::program, |facts| facts.benefit_limits = limit(28), "fail 2026-03-01");
        check("A11", Given::visit, |facts| facts.benefit_limits = limit(30), "pass");
        check("A11", Given::program, |facts| facts.benefit_limits = None, "unknown benefit_limit");
    }
}
