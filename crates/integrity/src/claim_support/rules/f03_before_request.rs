//! F3: between the payer's last decision and the newest request a measure was taken.

use super::super::facts::newest;
use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "F3",
    severity: Severity::Warn,
    weight: 6,
    fixer: Fixer::Reviewer,
    source: Source::own("Own catalogue of claim support (F3)"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    if !facts.needs_authorization()? {
        return Ok(Answer::NotApplicable);
    }
    let requests = facts.held(&facts.requests, RecordKind::AuthorizationRequest)?;
    let request = newest(requests, facts.last_day()?, |request| request.submitted).ok_or(RecordKind::AuthorizationRequest)?;
    let decisions = facts.held(&facts.decisions, RecordKind::AuthorizationDetermination)?;
    let before = newest(decisions, request.submitted.plus_days(-1), |decision| decision.decided).map(|decision| decision.decided);
    let since = match before {
        Some(decided) => decided,
        None => facts.stay()?.admitted,
    };
    let measures = facts.held(&facts.measures, RecordKind::Measure)?;
    let is_between = |measure: &&Kept<super::super::Measure>| measure.is_scored && since <= measure.day && measure.day <= request.submitted;
    let found: Vec<Evidence> = measures.iter().filter(is_between).map(measure_evidence).collect();
    let asked = request.evidence(RecordKind::AuthorizationRequest, "", Some(request.submitted));
    Ok(if found.is_empty() { Answer::Fail(vec![asked]) } else { Answer::Pass(found) })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, measure};

    #[test]
    fn a_request_rests_on_a_measure_since_the_last_decision() {
        check("F3", Given::program, |_| {}, "pass");
        check("F3", Given::visit, |_| {}, "n/a");
        check("F3", Given::program, |facts| facts.measures = Some(vec![measure("phq-9", "2026-02-23")]), "fail 2026-02-26");
        check("F3", Given::program, |facts| facts.requests = Some(Vec::new()), "unknown authorization_request");
        check("F3", Given::program, |facts| facts.decisions = None, "unknown authorization_determination");
    }
}
