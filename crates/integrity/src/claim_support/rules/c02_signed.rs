//! C2: every note was signed in time.
//!
//! *Looks at* the day of the signature. A note that is not signed fails, and so does one that was signed later than the limit.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "C2",
    severity: Severity::Block,
    weight: 8,
    fixer: Fixer::Clinician,
    source: Source::own("Own catalogue of claim support (C2); payers' limits differ, 72 hours where none is known"),
    ask,
};

fn ask(facts: &ClaimFacts, limits: &Limits) -> Asked {
    each_note(facts, |note| Some(note.is_signed_within(limits.signature_days.value)))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, day};

    #[test]
    fn a_note_is_signed_within_three_days() {
        check("C2", Given::visit, |_| {}, "pass");
        check("C2", Given::visit, |facts| facts.notes.as_mut().unwrap()[0].value.signed = None, "fail 2026-03-02");
        check("C2", Given::visit, |facts| facts.notes.as_mut().unwrap()[0].value.signed = Some(day("2026-03-05")), "pass");
        check("C2", Given::visit, |facts| facts.notes.as_mut().unwrap()[0].value.signed = Some(day("2026-03-06")), "fail 2026-03-02");
        check("C2", Given::visit, |facts| facts.notes = Some(Vec::new()), "unknown service_note");
    }
}
