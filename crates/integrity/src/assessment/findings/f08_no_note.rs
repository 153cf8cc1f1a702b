//! F8: paid lines for which no signed note is on file.
//!
//! *Data*: claims, remittances, facts about notes. *Formula*: paid standing lines of patients who stand in the notes, on days within the days that the notes
//! cover, without a signed note on any day of the line. *Dollars*: what was paid. **Potential** until a person confirms it: a note may be filed elsewhere.
//! *Action*: look for the note; hold or withdraw the claim, and return what is confirmed.

use std::collections::BTreeSet;

use vocabulary::{Day, Money, Period, Rate};

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Case, Facts, StandingLine};
use super::super::outcome::{Evidence, Figure, Outcome};
use super::super::side::Side;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F8",
    bucket: Some(Bucket::Exposure),
    needs: &[FileKind::Claims, FileKind::Remittances, FileKind::Notes],
    horizon: Horizon::First,
    owner: Owner::Compliance,
    sources: &["Claim support: a note for each billed unit or day, signed"],
};

/// Notes by what is asked of them.
struct Notes<'a> {
    side: &'a Side,
    patients: BTreeSet<&'a str>,
    signed: BTreeSet<(&'a str, Day)>,
    covered: Option<(Day, Day)>,
}

fn days_of(standing: &StandingLine<'_>) -> Option<Period> {
    standing.line.and_then(|line| line.days)
}

impl<'a> Notes<'a> {
    fn of(facts: &Facts<'a>) -> Self {
        let notes = || facts.side.notes.iter().flatten();
        Self {
            side: facts.side,
            patients: notes().map(|note| note.patient.as_str()).collect(),
            signed: notes().filter(|note| note.signed.is_some()).map(|note| (note.patient.as_str(), note.day)).collect(),
            covered: notes().map(|note| note.day).min().zip(notes().map(|note| note.day).max()),
        }
    }

    fn knows(&self, case: &Case<'_>) -> bool {
        self.side.names_of(case.claim).any(|name| self.patients.contains(name))
    }

    fn covers(&self, day: Day) -> bool {
        self.covered.is_some_and(|(first, last)| first <= day && day <= last)
    }

    fn has_signed(&self, case: &Case<'_>, days: Period) -> bool {
        let last = days.last().unwrap_or_else(|| days.first());
        let count = last.days_since(days.first()).clamp(0, 366);
        (0..=count).any(|place| self.side.names_of(case.claim).any(|name| self.signed.contains(&(name, days.first().plus_days(place)))))
    }
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let notes = Notes::of(facts);
    let (mut looked_at, mut unmatched) = (0, 0);
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for case in &facts.cases {
        for standing in case.standing.iter().filter(|line| line.decided.paid_amount > Money::ZERO) {
            let Some(days) = days_of(standing).filter(|days| notes.covers(days.first())) else { continue };
            if !notes.knows(case) {
                unmatched += 1;
                continue;
            }
            looked_at += 1;
            if !notes.has_signed(case, days) {
                lines.push(Evidence {
                    claim: Some(case.number),
                    line: standing.line.map(|line| line.number),
                    day: Some(days.first()),
                    payer: &standing.posting.key.payer_id,
                    service: standing.service,
                    why: "no-note".to_owned(),
                    category: None,
                    amount: Some(standing.decided.paid_amount),
                    trace: Some((standing.posting.key, standing.posting.place)),
                });
            }
        }
    }
    Outcome::with_figures(
        looked_at,
        lines,
        vec![("lines-unmatched", Figure::Share(Rate { count: unmatched, of: looked_at + unmatched }))],
        |line| vec![line.payer.to_owned(), line.service.to_owned()],
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_lines, outcome_code};

    #[test]
    fn a_paid_line_without_a_signed_note_is_found_and_a_patient_without_notes_is_not_judged() {
        assert_eq!(outcome_code("F8", &Books::clean()), "could_not_run");
        let noted = Books::clean().note("M-C1", "2026-04-20", true).note("M-C2", "2026-04-21", true);
        check_lines("F8", &noted, &[]);
        check_lines("F8", &Books::clean().note("M-C1", "2026-04-20", true).note("M-C2", "2026-04-21", false), &["C2 no-note"]);
        check_lines("F8", &Books::clean().note("M-C1", "2026-04-19", true).note("M-C2", "2026-04-21", true), &["C1 no-note"]);
    }
}
