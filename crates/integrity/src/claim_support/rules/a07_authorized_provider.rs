//! A7: the authorization was given for the provider that bills.
//!
//! *Looks at* the provider of each authorization that covers a day, and the national number of who bills.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "A7",
    severity: Severity::Block,
    weight: 6,
    fixer: Fixer::Reviewer,
    source: Source::own("Own catalogue of claim support (A7)"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    if !facts.needs_authorization()? {
        return Ok(Answer::NotApplicable);
    }
    let providers = facts.held(&facts.authorized_providers, RecordKind::AuthorizedProvider)?;
    let (mut looked_at, mut differ) = (0, Vec::new());
    for day in facts.days() {
        for granted in facts.covering(day)? {
            for known in providers.iter().filter(|known| known.0 == granted.number) {
                looked_at += 1;
                if known.1 != facts.claim.billing_provider_id {
                    differ.push(granted.evidence(RecordKind::AuthorizedProvider, granted.number.clone(), Some(day)));
                }
            }
        }
    }
    if looked_at == 0 { Err(RecordKind::AuthorizedProvider) } else { Ok(Answer::fails_for(differ)) }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, kept};

    #[test]
    fn another_provider_than_the_authorized_one_fails() {
        check("A7", Given::program, |_| {}, "pass");
        let other = || Some(vec![kept(("A-1".into(), "1999999999".into()))]);
        check("A7", Given::program, |facts| facts.authorized_providers = other(), "fail 2026-03-02 2026-03-04 2026-03-06");
        check("A7", Given::program, |facts| facts.authorized_providers = None, "unknown authorized_provider");
    }
}
