//! C3: start and stop stand in the note, and their minutes are those of the code.
//!
//! *Looks at* lines with a code that counts minutes. A note that states a length without start and stop fails, as auditors name it; minutes below or beyond
//! those of the code fail on both sides.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "C3",
    severity: Severity::Block,
    weight: 9,
    fixer: Fixer::Clinician,
    source: Source::read(
        "bonfirerevenue.com and medprecisionbilling.com: 16-37, 38-52, 53 and more minutes; family and crisis sessions: apaservices.org (26, 30-74); \
         opusehr.com: a session without times is a named audit error",
    ),
    ask,
};

/// Fewest and most minutes of a code.
fn minutes_of(procedure: &str) -> Option<(u16, u16)> {
    Some(match procedure {
        "90832" => (16, 37),
        "90834" => (38, 52),
        "90837" => (53, u16::MAX),
        "90846" | "90847" => (26, u16::MAX),
        "90839" => (30, 74),
        _ => return None,
    })
}

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    let timed: Vec<(BilledDay<'_>, (u16, u16))> =
        facts.billed_days().into_iter().filter_map(|billed| Some((billed, minutes_of(&billed.line.procedure)?))).collect();
    if timed.is_empty() {
        return Ok(Answer::NotApplicable);
    }
    let notes = facts.held(&facts.notes, RecordKind::ServiceNote)?;
    let (mut wrong, mut is_unknown) = (Vec::new(), false);
    for (billed, (fewest, most)) in timed {
        let own: Vec<_> = notes.iter().filter(|note| note.is_about(&billed)).collect();
        is_unknown |= own.is_empty();
        for note in own {
            let fits = note.clock.is_some() && note.length().is_some_and(|length| fewest <= length && length <= most);
            if !fits {
                let length = note.length().map_or_else(String::new, |length| format!(" {length} min"));
                wrong.push(note.evidence(RecordKind::ServiceNote, format!("{}{length}", billed.line.procedure), Some(note.day)));
            }
        }
    }
    if wrong.is_empty() && is_unknown { Err(RecordKind::ServiceNote) } else { Ok(Answer::fails_for(wrong)) }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check};

    fn lasted(stop: u16) -> impl FnOnce(&mut super::ClaimFacts) {
        move |facts| facts.notes.as_mut().unwrap()[0].value.clock = Some((600, stop))
    }

    #[test]
    fn minutes_fit_the_code_from_both_sides() {
        check("C3", Given::visit, |_| {}, "pass");
        check("C3", Given::program, |_| {}, "n/a");
        check("C3", Given::visit, lasted(653), "pass");
        check("C3", Given::visit, lasted(652), "fail 2026-03-02");
        check("C3", Given::visit, |facts| (lasted(652)(facts), facts.claim.lines[0].procedure = "90834".into()).1, "pass");
        check("C3", Given::visit, |facts| facts.claim.lines[0].procedure = "90834".into(), "fail 2026-03-02");
    }

    #[test]
    fn a_length_without_start_and_stop_fails() {
        let stated = |facts: &mut super::ClaimFacts| {
            let note = &mut facts.notes.as_mut().unwrap()[0].value;
            (note.clock, note.minutes) = (None, Some(60));
        };
        check("C3", Given::visit, stated, "fail 2026-03-02");
        check("C3", Given::visit, |facts| facts.notes = None, "unknown service_note");
    }
}
