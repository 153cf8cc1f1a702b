//! A8: the number of the authorization stands on the claim.
//!
//! *Looks at* the authorizations that cover the days of service at the billed level, and the numbers that claim and lines name. On file and not on the
//! claim is the cheapest refusal there is: a corrected claim mends it.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "A8",
    severity: Severity::Block,
    weight: 8,
    fixer: Fixer::Biller,
    source: Source::own("Own catalogue of claim support (A8); 837 REF*G1; refusal 15"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    if !facts.needs_authorization()? {
        return Ok(Answer::NotApplicable);
    }
    let named: Vec<String> = facts.named_authorizations().map(plain).collect();
    let (mut on_claim, mut missing) = (Vec::new(), Vec::new());
    for day in facts.days() {
        let covering = facts.covering(day)?;
        let Some(first) = covering.first() else { continue };
        match covering.iter().find(|granted| named.contains(&plain(&granted.number))) {
            Some(granted) => on_claim.push(granted.evidence(RecordKind::Authorization, granted.number.clone(), None)),
            None => missing.push(first.evidence(RecordKind::Authorization, first.number.clone(), Some(day))),
        }
    }
    match (on_claim.is_empty(), missing.is_empty()) {
        (true, true) => Err(RecordKind::Authorization),
        (_, true) => Ok(Answer::Pass(on_claim)),
        (_, false) => Ok(Answer::Fail(missing)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check};

    #[test]
    fn a_number_on_file_and_not_on_the_claim_fails() {
        check("A8", Given::program, |_| {}, "pass");
        check("A8", Given::visit, |_| {}, "n/a");
        let missing = "fail 2026-03-02 2026-03-04 2026-03-06";
        check("A8", Given::program, |facts| facts.claim.authorizations.clear(), missing);
        check("A8", Given::program, |facts| facts.claim.authorizations = vec!["a1".into()], "pass");
        check("A8", Given::program, |facts| facts.authorizations = Some(Vec::new()), "unknown authorization");
    }
}
