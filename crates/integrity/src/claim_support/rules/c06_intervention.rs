//! C6: the note says what the clinician did.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "C6",
    severity: Severity::Warn,
    weight: 6,
    fixer: Fixer::Clinician,
    source: Source::own("Own catalogue of claim support (C6)"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    each_note(facts, |note| note.has_intervention)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check};

    #[test]
    fn a_note_names_the_intervention() {
        check("C6", Given::visit, |_| {}, "pass");
        check("C6", Given::visit, |facts| facts.notes.as_mut().unwrap()[0].value.has_intervention = Some(false), "fail 2026-03-02");
        check("C6", Given::visit, |facts| facts.notes.as_mut().unwrap()[0].value.has_intervention = None, "unknown service_note");
    }
}
