//! C8: the note says how much danger there was on the day of service.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "C8",
    severity: Severity::Warn,
    weight: 6,
    fixer: Fixer::Clinician,
    source: Source::own("Own catalogue of claim support (C8)"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    each_note(facts, |note| note.has_risk)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check};

    #[test]
    fn a_note_says_how_much_danger_there_was() {
        check("C8", Given::visit, |_| {}, "pass");
        check("C8", Given::visit, |facts| facts.notes.as_mut().unwrap()[0].value.has_risk = Some(false), "fail 2026-03-02");
        check("C8", Given::visit, |facts| facts.notes.as_mut().unwrap()[0].value.has_risk = None, "unknown service_note");
    }
}
