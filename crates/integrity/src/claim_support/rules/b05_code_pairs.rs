//! B5: revenue code and procedure go together, for this payer.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "B5",
    severity: Severity::Block,
    weight: 5,
    fixer: Fixer::Biller,
    source: Source::recalled("Pairs differ by payer; none ship: the practice writes its payer's down"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    if facts.claim.kind != ClaimKind::Institutional {
        return Ok(Answer::NotApplicable);
    }
    let pairs = facts.payer()?.code_pairs.as_ref().ok_or(RecordKind::PayerRule)?;
    let is_wrong = |line: &&ClaimLine| !pairs.contains(&(line.revenue_code.clone(), line.procedure.clone()));
    Ok(Answer::fails_for(facts.claim.lines.iter().filter(is_wrong).map(evidence_of).collect()))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check};

    #[test]
    fn a_pair_that_the_payer_does_not_take_fails() {
        check("B5", Given::program, |_| {}, "pass");
        check("B5", Given::visit, |_| {}, "n/a");
        check("B5", Given::program, |facts| facts.claim.lines[2].procedure = "H0035".into(), "fail 2026-03-06");
        check("B5", Given::program, |facts| facts.payer.as_mut().unwrap().code_pairs = None, "unknown payer_rule");
    }
}
