//! G5: whoever bills and whoever gave the service is not excluded from federal programs, looked up in the last month.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "G5",
    severity: Severity::Block,
    weight: 6,
    fixer: Fixer::Compliance,
    source: Source::recalled("OIG special advisory bulletin on exclusion: lists are updated monthly"),
    ask,
};

fn ask(facts: &ClaimFacts, limits: &Limits) -> Asked {
    let last = facts.last_day()?;
    let checks = facts.held(&facts.exclusion_checks, RecordKind::ExclusionCheck)?;
    let (mut clear, mut refused) = (Vec::new(), Vec::new());
    for provider in facts.providers() {
        let own = checks.iter().filter(|check| check.provider_id == provider);
        let recent = own.filter(|check| (0..=limits.exclusion_days.value).contains(&last.days_since(check.day)));
        match recent.max_by_key(|check| check.day) {
            Some(check) => {
                let evidence = check.evidence(RecordKind::ExclusionCheck, provider, Some(check.day));
                if check.is_clear { clear.push(evidence) } else { refused.push(evidence) }
            }
            None => refused.push(Evidence::named(RecordKind::Claim, provider, Some(last))),
        }
    }
    Ok(if refused.is_empty() { Answer::Pass(clear) } else { Answer::Fail(refused) })
}

#[cfg(test)]
mod tests {
    use care::ExclusionCheck;

    use super::super::super::testing::{Given, check, exclusion_check};
    use super::*;

    #[test]
    fn exclusion_is_looked_up_every_month_for_whoever_bills_and_gives_the_service() {
        let looked_up = |checks: Vec<Kept<ExclusionCheck>>| move |facts: &mut ClaimFacts| facts.exclusion_checks = Some(checks.clone());
        check("G5", Given::visit, |_| {}, "pass");
        check("G5", Given::visit, looked_up(vec![exclusion_check("1234567893", "2026-01-20", true)]), "fail 2026-03-02");
        check("G5", Given::visit, looked_up(vec![exclusion_check("1234567893", "2026-02-20", false)]), "fail 2026-02-20");
        check("G5", Given::visit, |facts| facts.exclusion_checks = None, "unknown exclusion_check");
        let by_other = |facts: &mut ClaimFacts| facts.claim.lines[0].rendering.as_mut().unwrap().provider_id = "1999999984".into();
        check("G5", Given::visit, by_other, "fail 2026-03-02");
        let both = |facts: &mut ClaimFacts| {
            by_other(facts);
            facts.exclusion_checks.as_mut().unwrap().push(exclusion_check("1999999984", "2026-03-02", true));
        };
        check("G5", Given::visit, both, "pass");
    }
}
