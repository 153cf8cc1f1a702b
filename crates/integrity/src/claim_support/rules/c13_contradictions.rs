//! C13: nothing in the note contradicts the claim, or somebody answered it.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "C13",
    severity: Severity::Warn,
    weight: 5,
    fixer: Fixer::Clinician,
    source: Source::own("Own catalogue of claim support (C13)"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    each_note(facts, |note| note.open_contradictions.map(|open| open == 0))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check};

    #[test]
    fn an_open_contradiction_fails() {
        check("C13", Given::visit, |_| {}, "pass");
        check("C13", Given::visit, |facts| facts.notes.as_mut().unwrap()[0].value.open_contradictions = Some(1), "fail 2026-03-02");
        check("C13", Given::visit, |facts| facts.notes.as_mut().unwrap()[0].value.open_contradictions = None, "unknown service_note");
    }
}
