//! A12: who bills, and who gave the service, may do so and is in the network, on every day of service.
//!
//! *Looks at* the credentials of the billing provider, and of whoever a line names: the days in the network, and the services that the licence allows. Of a
//! provider without any credential on record nobody knows.

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
    let is_known = |provider: &str| credentials.iter().any(|credential| credential.provider_id == provider);
    let allows = |credential: &Credential, billed: &BilledDay<'_>| {
        let procedures = credential.procedures.as_ref();
        credential.period.contains(billed.day) && procedures.is_none_or(|allowed| allowed.contains(service_of(billed.line)))
    };
    let may = |provider: &str, billed: &BilledDay<'_>| {
        credentials.iter().any(|credential| credential.provider_id == provider && allows(credential, billed))
    };
    let is_refused = |billed: &BilledDay<'_>| facts.providers_of(billed.line).any(|provider| is_known(provider) && !may(provider, billed));
    let refused: Vec<BilledDay<'_>> = facts.possible_days().into_iter().filter(is_refused).collect();
    let refused = facts.certain(refused)?;
    if !refused.is_empty() {
        return Ok(Answer::Fail(refused.iter().map(BilledDay::evidence).collect()));
    }
    if facts.providers().into_iter().all(is_known) { Ok(Answer::pass()) } else { Err(RecordKind::Credential) }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, period};
    use super::*;

    #[test]
    fn a_day_before_the_network_and_a_procedure_beyond_the_licence_fail() {
        check("A12", Given::visit, |_| {}, "pass");
        let late = period("2026-03-03", "2026-12-31");
        check("A12", Given::visit, |facts| facts.credentials.as_mut().unwrap()[0].value.period = late, "fail 2026-03-02");
        let other = Some(["90853".to_owned()].into());
        check("A12", Given::visit, |facts| facts.credentials.as_mut().unwrap()[0].value.procedures = other, "fail 2026-03-02");
        check("A12", Given::visit, |facts| facts.credentials = Some(Vec::new()), "unknown credential");
        check("A12", Given::visit, |facts| facts.credentials = None, "unknown credential");
        // Somebody else gave the service: without a credential on record nobody knows, with one that has ended it fails.
        let by_other = |facts: &mut ClaimFacts| facts.claim.lines[0].rendering.as_mut().unwrap().provider_id = "1999999984".into();
        check("A12", Given::visit, by_other, "unknown credential");
        let ended = |facts: &mut ClaimFacts| {
            by_other(facts);
            let credentials = facts.credentials.as_mut().unwrap();
            let mut other = credentials[0].value.clone();
            (other.provider_id, other.period) = ("1999999984".into(), period("2025-01-01", "2025-12-31"));
            credentials.push(Kept::plain(other));
        };
        check("A12", Given::visit, ended, "fail 2026-03-02");
    }
}
