//! A3: it is known whether the payer asks for an authorization at this level.
//!
//! *Looks at* the payer's list of levels that need one. Passes where it stands; unknown where nobody wrote it down.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "A3",
    severity: Severity::Info,
    weight: 3,
    fixer: Fixer::Reviewer,
    source: Source::own("Own catalogue of claim support (A3)"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    facts.level()?;
    facts.payer()?.authorized_levels.as_ref().ok_or(RecordKind::PayerRule)?;
    Ok(Answer::Pass(vec![Evidence::named(RecordKind::PayerRule, facts.claim.payer_id.clone(), None)]))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check};

    #[test]
    fn what_nobody_wrote_down_is_unknown() {
        check("A3", Given::program, |_| {}, "pass");
        check("A3", Given::program, |facts| facts.payer = None, "unknown payer_rule");
        check("A3", Given::visit, |facts| facts.payer.as_mut().unwrap().authorized_levels = None, "unknown payer_rule");
    }
}
