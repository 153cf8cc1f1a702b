//! C10: the note is about this patient.
//!
//! *Looks at* how much a note resembles another of its author, at the size of a group, and at whether the note of a group has a part about this patient.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "C10",
    severity: Severity::Warn,
    weight: 6,
    fixer: Fixer::Clinician,
    source: Source::own("Own catalogue of claim support (C10); payers audit notes that are copied forward"),
    ask,
};

fn ask(facts: &ClaimFacts, limits: &Limits) -> Asked {
    each_note(facts, |note| {
        let is_copy = note.similarity.map(|percent| i32::from(percent) >= limits.note_similarity.value);
        let is_crowded = note.group_size.is_some_and(|size| i32::from(size) > limits.group_size.value);
        let is_own = if note.is_of_group || note.group_size.is_some() { note.has_own_part } else { Some(true) };
        if is_copy == Some(true) || is_crowded || is_own == Some(false) {
            return Some(false);
        }
        (is_copy == Some(false) && is_own == Some(true)).then_some(true)
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check};

    fn noted(change: fn(&mut super::ServiceNote)) -> impl FnOnce(&mut super::ClaimFacts) {
        move |facts| change(&mut facts.notes.as_mut().unwrap()[0].value)
    }

    #[test]
    fn a_copied_note_and_a_crowded_group_fail() {
        check("C10", Given::visit, |_| {}, "pass");
        check("C10", Given::visit, noted(|note| note.similarity = Some(80)), "fail 2026-03-02");
        check("C10", Given::visit, noted(|note| note.similarity = None), "unknown service_note");
        check("C10", Given::visit, noted(|note| (note.group_size, note.has_own_part) = (Some(13), Some(true))), "fail 2026-03-02");
        check("C10", Given::visit, noted(|note| (note.group_size, note.has_own_part) = (Some(8), Some(false))), "fail 2026-03-02");
        check("C10", Given::visit, noted(|note| (note.group_size, note.has_own_part) = (Some(8), None)), "unknown service_note");
        check("C10", Given::visit, noted(|note| (note.group_size, note.has_own_part) = (Some(8), Some(true))), "pass");
        check("C10", Given::visit, noted(|note| note.is_of_group = true), "unknown service_note");
    }
}
