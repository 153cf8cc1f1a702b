//! B12: each line says who gave the service, and who supervised where the licence asks for it.

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
    let rendering = facts.held(&facts.rendering, RecordKind::RenderingProvider)?;
    let unnamed = facts.claim.lines.iter().filter(|line| !rendering.iter().any(|known| known.0 == line.number));
    let unnamed: Vec<Evidence> = unnamed.map(evidence_of).collect();
    if !unnamed.is_empty() {
        return Ok(Answer::Fail(unnamed));
    }
    let credentials = facts.held(&facts.credentials, RecordKind::Credential)?;
    let is_supervised = |provider: &str| credentials.iter().any(|known| known.provider_id == provider && known.is_supervised);
    let alone = rendering.iter().filter(|known| known.2.is_none() && is_supervised(&known.1));
    Ok(Answer::fails_for(alone.map(|known| known.evidence(RecordKind::RenderingProvider, known.1.clone(), None)).collect()))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check};

    #[test]
    fn who_gave_the_service_is_named_with_who_supervised() {
        check("B12", Given::visit, |_| {}, "pass");
        check("B12", Given::visit, |facts| facts.rendering = Some(Vec::new()), "fail 2026-03-02");
        check("B12", Given::visit, |facts| facts.credentials.as_mut().unwrap()[0].value.is_supervised = true, "fail 1234567893");
        check("B12", Given::visit, |facts| facts.rendering = None, "unknown rendering_provider");
    }
}
