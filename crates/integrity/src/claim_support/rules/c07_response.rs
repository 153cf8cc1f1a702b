//! C7: the note says how the patient responded.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "C7",
    severity: Severity::Warn,
    weight: 5,
    fixer: Fixer::Clinician,
    source: Source::own("Own catalogue of claim support (C7)"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    each_note(facts, |note| note.has_response)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check};

    #[test]
    fn a_note_names_the_response() {
        check("C7", Given::visit, |_| {}, "pass");
        check("C7", Given::visit, |facts| facts.notes.as_mut().unwrap()[0].value.has_response = Some(false), "fail 2026-03-02");
        check("C7", Given::visit, |facts| facts.notes = None, "unknown service_note");
    }
}
