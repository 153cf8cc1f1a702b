//! C5: the note names a goal of the plan.
//!
//! *Looks at* the goals that a note names, and the goals on record where they are kept.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "C5",
    severity: Severity::Warn,
    weight: 6,
    fixer: Fixer::Clinician,
    source: Source::own("Own catalogue of claim support (C5)"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    let is_known = |key: &String| facts.goals.as_ref().is_none_or(|goals| goals.iter().any(|goal| goal.goal == *key));
    each_note(facts, |note| note.goals.as_ref().map(|goals| goals.iter().any(is_known)))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check};

    #[test]
    fn a_note_works_on_a_goal_of_the_plan() {
        check("C5", Given::visit, |_| {}, "pass");
        check("C5", Given::visit, |facts| facts.notes.as_mut().unwrap()[0].value.goals = Some([].into()), "fail 2026-03-02");
        let other = Some(["9".to_owned()].into());
        check("C5", Given::visit, |facts| facts.notes.as_mut().unwrap()[0].value.goals = other, "fail 2026-03-02");
        check("C5", Given::visit, |facts| facts.notes.as_mut().unwrap()[0].value.goals = None, "unknown service_note");
    }
}
