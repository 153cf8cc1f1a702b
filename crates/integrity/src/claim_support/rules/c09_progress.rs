//! C9: the note says how near the goal is.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "C9",
    severity: Severity::Warn,
    weight: 5,
    fixer: Fixer::Clinician,
    source: Source::own("Own catalogue of claim support (C9)"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    each_note(facts, |note| note.has_progress)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check};

    #[test]
    fn a_note_says_how_near_the_goal_is() {
        check("C9", Given::visit, |_| {}, "pass");
        check("C9", Given::visit, |facts| facts.notes.as_mut().unwrap()[0].value.has_progress = Some(false), "fail 2026-03-02");
        check("C9", Given::visit, |facts| facts.notes = None, "unknown service_note");
    }
}
