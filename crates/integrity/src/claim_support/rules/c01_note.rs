//! C1: there is a note for every day of service that is billed.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "C1",
    severity: Severity::Block,
    weight: 10,
    fixer: Fixer::Clinician,
    source: Source::own("Own catalogue of claim support (C1)"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    let notes = facts.held(&facts.notes, RecordKind::ServiceNote)?;
    let missing = facts.possible_days().into_iter().filter(|billed| !notes.iter().any(|note| note.is_about(billed)));
    let missing = facts.certain(missing.collect())?;
    Ok(Answer::fails_for(missing.iter().map(BilledDay::evidence).collect()))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, note};

    #[test]
    fn a_billed_day_without_a_note_fails() {
        check("C1", Given::visit, |_| {}, "pass");
        check("C1", Given::program, |_| {}, "pass");
        check("C1", Given::program, |facts| facts.notes = Some(vec![note("2026-03-04")]), "fail 2026-03-02 2026-03-06");
        check("C1", Given::visit, |facts| facts.notes.as_mut().unwrap()[0].value.service = Some("90853".into()), "fail 2026-03-02");
        check("C1", Given::visit, |facts| facts.notes = None, "unknown service_note");
    }
}
