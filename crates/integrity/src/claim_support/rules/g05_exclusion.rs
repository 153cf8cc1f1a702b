//! G5: whoever gave the service is not excluded from federal programs, looked up in the last month.

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
    let found = checks.iter().filter(|check| (0..=limits.exclusion_days.value).contains(&last.days_since(check.0)));
    Ok(match found.max_by_key(|check| check.0) {
        Some(check) => {
            let evidence = vec![check.evidence(RecordKind::ExclusionCheck, "", Some(check.0))];
            if check.1 { Answer::Pass(evidence) } else { Answer::Fail(evidence) }
        }
        None => Answer::Fail(vec![Evidence::on(RecordKind::Claim, last)]),
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, day, kept};

    #[test]
    fn exclusion_is_looked_up_every_month() {
        check("G5", Given::visit, |_| {}, "pass");
        check("G5", Given::visit, |facts| facts.exclusion_checks = Some(vec![kept((day("2026-01-20"), true))]), "fail 2026-03-02");
        check("G5", Given::visit, |facts| facts.exclusion_checks = Some(vec![kept((day("2026-02-20"), false))]), "fail 2026-02-20");
        check("G5", Given::visit, |facts| facts.exclusion_checks = None, "unknown exclusion_check");
    }
}
