//! F8: a score was talked about with the patient in the last month.

use super::super::facts::newest;
use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "F8",
    severity: Severity::Info,
    weight: 4,
    fixer: Fixer::Clinician,
    source: Source::read(
        "Joint Commission CTS.03.01.09 and CARF 2.A.12: results inform care and are shared with persons served; days by our own judgement",
    ),
    ask,
};

fn ask(facts: &ClaimFacts, limits: &Limits) -> Asked {
    let last = facts.last_day()?;
    let discussions = facts.held(&facts.discussions, RecordKind::ScoreDiscussion)?;
    Ok(match newest(discussions, last, |day| *day).filter(|found| last.days_since(found.value) <= limits.discussion_days.value) {
        Some(found) => Answer::Pass(vec![found.evidence(RecordKind::ScoreDiscussion, "", Some(found.value))]),
        None => Answer::Fail(vec![Evidence::on(RecordKind::Claim, last)]),
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, day, kept};

    #[test]
    fn a_score_is_talked_about() {
        check("F8", Given::visit, |_| {}, "pass");
        check("F8", Given::visit, |facts| facts.discussions = Some(vec![kept(day("2026-01-20"))]), "fail 2026-03-02");
        check("F8", Given::visit, |facts| facts.discussions = None, "unknown score_discussion");
    }
}
