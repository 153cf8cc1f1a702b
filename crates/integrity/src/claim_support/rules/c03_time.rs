//! C3: start and stop stand in the note, and their minutes are those of the code.
//!
//! *Looks at* lines with a code that counts minutes. A note that states a length without start and stop fails, as auditors name it; minutes below or beyond
//! those of the code fail on both sides.
//!
//! * A crisis (90839) lasts longer by each unit of 90840 of its day, and the notes that name either code are counted together.
//! * Therapy beside a visit for evaluation and management (90833, 90836, 90838) has minutes of its own. A note that names the code says them; one that
//!   names no service may speak of the whole visit: it can be too short, and else says nothing.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "C3",
    severity: Severity::Block,
    weight: 9,
    fixer: Fixer::Clinician,
    source: Source::read(
        "bonfirerevenue.com and medprecisionbilling.com: 16-37, 38-52, 53 and more minutes; family and crisis sessions: apaservices.org (26, 30-74); a \
         longer crisis: brellium.com (75-104 with one further unit, 105-134 with two) and therafocus.com (95 with one, 130 with two); beside a visit the same \
         ranges, counted apart: medcoder.ai, therafocus.com, openpayer.com; opusehr.com: a session without times is a named audit error",
    ),
    ask,
};

const CRISIS: &str = "90839";
const CRISIS_FURTHER: &str = "90840";

/// Fewest and most minutes of a code; of a crisis with the further units of its day.
fn minutes_of(procedure: &str, further: u16) -> Option<(u16, u16)> {
    Some(match procedure {
        "90832" | "90833" => (16, 37),
        "90834" | "90836" => (38, 52),
        "90837" | "90838" => (53, u16::MAX),
        "90846" | "90847" => (26, u16::MAX),
        CRISIS if further == 0 => (30, 74),
        CRISIS => (45 + 30 * further, 74 + 30 * further),
        _ => return None,
    })
}

/// True for therapy that is added to a visit, whose note may speak of both.
fn is_beside_a_visit(procedure: &str) -> bool {
    matches!(procedure, "90833" | "90836" | "90838")
}

/// Units of 90840 of a day.
fn further_units(days: &[BilledDay<'_>], day: Day) -> u16 {
    let own = days.iter().filter(|billed| billed.day == day && billed.line.procedure == CRISIS_FURTHER);
    let units: i64 = own.map(|billed| billed.line.units.thousandths().div_euclid(1000)).sum();
    // A day has no more half hours.
    u16::try_from(units.clamp(0, 48)).unwrap_or(0)
}

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    let days = facts.billed_days();
    let timed = days.iter().filter_map(|billed| Some((billed, minutes_of(&billed.line.procedure, further_units(&days, billed.day))?)));
    let timed: Vec<(&BilledDay<'_>, (u16, u16))> = timed.collect();
    if timed.is_empty() {
        return Ok(Answer::NotApplicable);
    }
    let notes = facts.held(&facts.notes, RecordKind::ServiceNote)?;
    let (mut wrong, mut is_unknown) = (Vec::new(), false);
    for (billed, minutes) in timed {
        let own = notes_of(notes, billed);
        is_unknown |= own.is_empty();
        let together =
            (billed.line.procedure == CRISIS && own.len() > 1 && own.iter().all(|note| note.service.is_some())).then(|| total(&own));
        for note in own {
            match says(note, billed, together.unwrap_or_else(|| note.length()), minutes) {
                Some(true) => {}
                Some(false) => {
                    let length = note.length().map_or_else(String::new, |length| format!(" {length} min"));
                    wrong.push(note.evidence(RecordKind::ServiceNote, format!("{}{length}", billed.line.procedure), Some(note.day)));
                }
                None => is_unknown = true,
            }
        }
    }
    if wrong.is_empty() && is_unknown { Err(RecordKind::ServiceNote) } else { facts.of_days(Answer::fails_for(wrong)) }
}

/// The notes of a billed service. Those of a crisis that name its further half hours are part of it; where any names a code, the others are of something else.
fn notes_of<'a>(notes: &'a [Kept<ServiceNote>], billed: &BilledDay<'_>) -> Vec<&'a Kept<ServiceNote>> {
    let is_further =
        |note: &ServiceNote| billed.line.procedure == CRISIS && note.day == billed.day && note.service.as_deref() == Some(CRISIS_FURTHER);
    let own: Vec<_> = notes.iter().filter(|note| note.is_about(billed) || is_further(note)).collect();
    let named: Vec<_> = own.iter().copied().filter(|note| note.service.is_some()).collect();
    if billed.line.procedure == CRISIS && !named.is_empty() { named } else { own }
}

fn total(notes: &[&Kept<ServiceNote>]) -> Option<u16> {
    notes.iter().try_fold(0_u16, |sum, note| Some(sum.saturating_add(note.length()?)))
}

/// Whether a note says minutes that fit the code; `None` where it may speak of more than the code.
fn says(note: &ServiceNote, billed: &BilledDay<'_>, length: Option<u16>, (fewest, most): (u16, u16)) -> Option<bool> {
    let fits = length.is_some_and(|length| fewest <= length && length <= most);
    if !is_beside_a_visit(&billed.line.procedure) {
        return Some(note.clock.is_some() && fits);
    }
    let is_too_short = length.is_none_or(|length| length < fewest);
    // Its own minutes may be stated without a clock: that of the visit stands beside them.
    if note.service.is_some() || is_too_short { Some(fits) } else { None }
}

#[cfg(test)]
mod tests {
    use revenue_cycle::{ClaimLine, Units};

    use super::super::super::testing::{Given, check, line, note};

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

    fn crisis(units: i64, minutes: u16) -> impl FnOnce(&mut super::ClaimFacts) {
        move |facts| {
            facts.claim.lines[0].procedure = "90839".into();
            if units > 0 {
                facts.claim.lines.push(ClaimLine { units: Units::whole(units), ..line(2, "90840", "2026-03-02") });
            }
            lasted(600 + minutes)(facts);
        }
    }

    #[test]
    fn a_crisis_lasts_longer_by_its_further_units_and_no_longer() {
        for (units, minutes, expected) in [
            (0, 74, "pass"),
            (0, 75, "fail 2026-03-02"),
            (0, 29, "fail 2026-03-02"),
            (1, 74, "fail 2026-03-02"),
            (1, 75, "pass"),
            (1, 104, "pass"),
            (1, 105, "fail 2026-03-02"),
            (2, 134, "pass"),
            (2, 135, "fail 2026-03-02"),
        ] {
            check("C3", Given::visit, crisis(units, minutes), expected);
        }
    }

    #[test]
    fn notes_of_both_codes_of_a_crisis_are_counted_together() {
        let apart = |first: u16, second: u16| {
            move |facts: &mut super::ClaimFacts| {
                crisis(1, 60)(facts);
                let (mut one, mut other) = (note("2026-03-02"), note("2026-03-02"));
                (one.value.service, one.value.clock) = (Some("90839".into()), Some((600, 600 + first)));
                (other.value.service, other.value.clock) = (Some("90840".into()), Some((700, 700 + second)));
                facts.notes = Some(vec![one, other, note("2026-03-02")]);
            }
        };
        check("C3", Given::visit, apart(60, 30), "pass");
        check("C3", Given::visit, apart(60, 10), "fail 2026-03-02");
    }

    #[test]
    fn therapy_beside_a_visit_has_minutes_of_its_own() {
        let beside = |service: Option<&'static str>, minutes: u16| {
            move |facts: &mut super::ClaimFacts| {
                facts.claim.lines[0].procedure = "90833".into();
                facts.notes.as_mut().unwrap()[0].value.service = service.map(str::to_owned);
                lasted(600 + minutes)(facts);
            }
        };
        check("C3", Given::visit, beside(Some("90833"), 37), "pass");
        check("C3", Given::visit, beside(Some("90833"), 38), "fail 2026-03-02");
        check("C3", Given::visit, beside(None, 15), "fail 2026-03-02");
        // The whole visit: how much of it was therapy, nobody says.
        check("C3", Given::visit, beside(None, 45), "unknown service_note");
        check("C3", Given::visit, beside(Some("99214"), 45), "unknown service_note");
    }
}
