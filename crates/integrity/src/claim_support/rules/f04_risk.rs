//! F4: danger was rated in time, and something was done about a positive rating within a day.
//!
//! *Looks at* the newest rating before each day of service. That nobody assessed it is no rating. From moderate on a rating asks what was done.

use care::RiskLevel;

use super::super::facts::newest;
use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "F4",
    severity: Severity::Warn,
    weight: 8,
    fixer: Fixer::Clinician,
    source: Source::own("Own catalogue of claim support (F4); freshness of the neutral criteria set"),
    ask,
};

fn ask(facts: &ClaimFacts, limits: &Limits) -> Asked {
    let (level, risks) = (facts.level()?, facts.held(&facts.risks, RecordKind::RiskRating)?);
    let assessed: Vec<_> = risks.iter().filter(|risk| risk.level != RiskLevel::NotAssessed).cloned().collect();
    let (mut rated, mut wrong, mut is_unknown) = (Vec::new(), Vec::new(), false);
    for day in facts.days() {
        let fresh = newest(&assessed, day, |risk| risk.day).filter(|risk| day.days_since(risk.day) <= limits.risk_days.at(level));
        let Some(found) = fresh else {
            wrong.push(Evidence::on(RecordKind::Claim, day));
            continue;
        };
        let evidence = found.evidence(RecordKind::RiskRating, "", Some(found.day));
        match (found.level >= RiskLevel::Moderate, found.is_disposed) {
            (false, _) | (true, Some(true)) => rated.push(evidence),
            (true, Some(false)) => wrong.push(evidence),
            (true, None) => is_unknown = true,
        }
    }
    if !wrong.is_empty() {
        return Ok(Answer::Fail(wrong));
    }
    if is_unknown { Err(RecordKind::RiskDisposition) } else { facts.of_days(Answer::Pass(rated)) }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, risk};
    use care::RiskLevel::{High, Low, NotAssessed};

    #[test]
    fn danger_is_rated_and_a_positive_rating_is_answered() {
        let rated = |on, level, disposed| Some(vec![risk(on, level, disposed)]);
        check("F4", Given::visit, |_| {}, "pass");
        check("F4", Given::visit, |facts| facts.risks = rated("2026-01-20", Low, None), "fail 2026-03-02");
        check("F4", Given::visit, |facts| facts.risks = rated("2026-03-02", NotAssessed, None), "fail 2026-03-02");
        check("F4", Given::visit, |facts| facts.risks = rated("2026-03-01", High, Some(true)), "pass");
        check("F4", Given::visit, |facts| facts.risks = rated("2026-03-01", High, Some(false)), "fail 2026-03-01");
        check("F4", Given::visit, |facts| facts.risks = rated("2026-03-01", High, None), "unknown risk_disposition");
        check("F4", Given::visit, |facts| facts.risks = None, "unknown risk_rating");
    }
}
