//! B12: each line of a professional's bill says who gave the service, and who supervised where the licence asks for it.
//!
//! A bill that names nobody may be that of somebody who bills for themselves: nobody knows. Where it names somebody, it names one for each line.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "B12",
    severity: Severity::Warn,
    weight: 5,
    fixer: Fixer::Biller,
    source: Source::own("Own catalogue of claim support (B12)"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    if facts.claim.kind == ClaimKind::Institutional {
        // A facility's bill names who is responsible for the stay, not who gave a line.
        return Ok(Answer::NotApplicable);
    }
    let lines = &facts.claim.lines;
    if lines.iter().all(|line| line.rendering.is_none()) {
        return Err(RecordKind::RenderingProvider);
    }
    let unnamed: Vec<Evidence> = lines.iter().filter(|line| line.rendering.is_none()).map(evidence_of).collect();
    if !unnamed.is_empty() {
        return Ok(Answer::Fail(unnamed));
    }
    let credentials = facts.held(&facts.credentials, RecordKind::Credential)?;
    let is_supervised = |provider: &str| credentials.iter().any(|known| known.provider_id == provider && known.is_supervised);
    let named = lines.iter().filter_map(|line| Some((line, line.rendering.as_ref()?)));
    let alone = named.filter(|(_, by)| by.supervisor_id.is_none() && is_supervised(&by.provider_id));
    let evidence = |(line, by): (&ClaimLine, &Rendering)| {
        Evidence::named(RecordKind::RenderingProvider, by.provider_id.clone(), line.days.map(Period::first))
    };
    Ok(Answer::fails_for(alone.map(evidence).collect()))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, line};
    use super::*;

    #[test]
    fn who_gave_the_service_is_named_with_who_supervised() {
        check("B12", Given::visit, |_| {}, "pass");
        check("B12", Given::visit, |facts| facts.claim.lines[0].rendering = None, "unknown rendering_provider");
        check("B12", Given::visit, |facts| facts.credentials.as_mut().unwrap()[0].value.is_supervised = true, "fail 2026-03-02");
        let is_supervised = |facts: &mut ClaimFacts| facts.credentials.as_mut().unwrap()[0].value.is_supervised = true;
        let by_both = |facts: &mut ClaimFacts| {
            is_supervised(facts);
            facts.claim.lines[0].rendering.as_mut().unwrap().supervisor_id = Some("1999999984".into());
        };
        check("B12", Given::visit, by_both, "pass");
        check("B12", Given::visit, |facts| facts.credentials = None, "unknown credential");
        let second = |facts: &mut ClaimFacts| facts.claim.lines.push(ClaimLine { rendering: None, ..line(2, "90834", "2026-03-02") });
        check("B12", Given::visit, second, "fail 2026-03-02");
        check("B12", Given::partial, |_| {}, "n/a");
    }
}
