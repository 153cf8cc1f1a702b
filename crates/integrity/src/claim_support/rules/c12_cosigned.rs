//! C12: a note that needs a second signature has one.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "C12",
    severity: Severity::Block,
    weight: 7,
    fixer: Fixer::Clinician,
    source: Source::own("Own catalogue of claim support (C12); who must cosign is state law and the payer's rule"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    each_note(facts, |note| note.needs_cosigner.map(|needs| !needs || note.cosigned.is_some()))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, day};

    #[test]
    fn a_second_signature_is_there_where_it_is_needed() {
        let needs = |facts: &mut super::ClaimFacts| facts.notes.as_mut().unwrap()[0].value.needs_cosigner = Some(true);
        check("C12", Given::visit, |_| {}, "pass");
        check("C12", Given::visit, needs, "fail 2026-03-02");
        let signed = |facts: &mut super::ClaimFacts| facts.notes.as_mut().unwrap()[0].value.cosigned = Some(day("2026-03-04"));
        check("C12", Given::visit, |facts| (needs(facts), signed(facts)).1, "pass");
        check("C12", Given::visit, |facts| facts.notes.as_mut().unwrap()[0].value.needs_cosigner = None, "unknown service_note");
    }
}
