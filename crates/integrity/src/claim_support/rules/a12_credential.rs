//! A12: who bills may give the service, and is in the network, on every day of service.
//!
//! *Looks at* the credentials of the billing provider: the days in the network, and the procedures that the licence allows.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "A12",
    severity: Severity::Block,
    weight: 7,
    fixer: Fixer::Biller,
    source: Source::own("Own catalogue of claim support (A12); refusals B7, 185 and 242"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    let credentials = facts.held(&facts.credentials, RecordKind::Credential)?;
    let own: Vec<_> = credentials.iter().filter(|credential| credential.provider_id == facts.claim.billing_provider_id).collect();
    if own.is_empty() {
        return Err(RecordKind::Credential);
    }
    let allows = |credential: &Credential, billed: &BilledDay<'_>| {
        let procedures = credential.procedures.as_ref();
        credential.period.contains(billed.day) && procedures.is_none_or(|allowed| allowed.contains(service_of(billed.line)))
    };
    let refused = facts.possible_days().into_iter().filter(|billed| !own.iter().any(|credential| allows(credential, billed)));
    let refused = facts.certain(refused.collect())?;
    Ok(Answer::fails_for(refused.iter().map(BilledDay::evidence).collect()))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, period};

    #[test]
    fn a_day_before_the_network_and_a_procedure_beyond_the_licence_fail() {
        check("A12", Given::visit, |_| {}, "pass");
        let late = period("2026-03-03", "2026-12-31");
        check("A12", Given::visit, |facts| facts.credentials.as_mut().unwrap()[0].value.period = late, "fail 2026-03-02");
        let other = Some(["90853".to_owned()].into());
        check("A12", Given::visit, |facts| facts.credentials.as_mut().unwrap()[0].value.procedures = other, "fail 2026-03-02");
        check("A12", Given::visit, |facts| facts.credentials = Some(Vec::new()), "unknown credential");
        check("A12", Given::visit, |facts| facts.credentials = None, "unknown credential");
    }
}
