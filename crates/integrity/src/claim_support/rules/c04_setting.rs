//! C4: modality, place and participants stand in the note.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "C4",
    severity: Severity::Warn,
    weight: 4,
    fixer: Fixer::Clinician,
    source: Source::own("Own catalogue of claim support (C4)"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    each_note(facts, |note| note.has_setting)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check};

    #[test]
    fn a_note_says_how_where_and_with_whom() {
        check("C4", Given::visit, |_| {}, "pass");
        check("C4", Given::visit, |facts| facts.notes.as_mut().unwrap()[0].value.has_setting = Some(false), "fail 2026-03-02");
        check("C4", Given::visit, |facts| facts.notes.as_mut().unwrap()[0].value.has_setting = None, "unknown service_note");
    }
}
