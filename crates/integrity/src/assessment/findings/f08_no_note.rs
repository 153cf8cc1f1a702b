//! F8: paid lines for which no signed note is on file.
//!
//! *Data*: claims, remittances, facts about notes. *Formula*: paid standing lines of patients who stand in the notes, on days within the days that the notes
//! cover, with fewer signed notes on the days of the line than it has days, or units where it bills fewer. A note that names a session of another kind than
//! the billed one (a group and individual therapy) is no note of it; one that names none may be. *Dollars*: of what was paid the part without a note. **Potential** until a person confirms it: a note may be filed elsewhere.
//! *Action*: look for the note; hold or withdraw the claim, and return what is confirmed.

use std::collections::{BTreeMap, BTreeSet};

use revenue_cycle::ClaimLine;
use vocabulary::{Day, Money, Period, Rate, Rounding};

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Case, Facts};
use super::super::outcome::{Evidence, Figure, Outcome};
use super::super::session::documents;
use super::super::side::Names;

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
struct Notes<'b, 'a> {
    names: &'b Names<'a>,
    patients: BTreeSet<&'a str>,
    /// What signed notes name, by patient and day.
    signed: BTreeMap<(&'a str, Day), BTreeSet<Option<&'a str>>>,
    covered: Option<(Day, Day)>,
}

impl<'b, 'a> Notes<'b, 'a> {
    fn of(facts: &'b Facts<'a>) -> Self {
        let notes = || facts.side.notes.iter().flatten();
        let mut signed: BTreeMap<(&str, Day), BTreeSet<Option<&str>>> = BTreeMap::new();
        for note in notes().filter(|note| note.signed.is_some()) {
            signed.entry((&note.patient, note.day)).or_default().insert(note.service.as_deref());
        }
        Self {
            names: &facts.names,
            patients: notes().map(|note| note.patient.as_str()).collect(),
            signed,
            covered: notes().map(|note| note.day).min().zip(notes().map(|note| note.day).max()),
        }
    }

    fn knows(&self, case: &Case<'_>) -> bool {
        self.names.of(case.claim).any(|name| self.patients.contains(name))
    }

    fn covers(&self, day: Day) -> bool {
        self.covered.is_some_and(|(first, last)| first <= day && day <= last)
    }

    /// Signed notes that a line asks for, and how many of them are not there: one for each of its days, and no more than it bills units.
    fn missing(&self, case: &Case<'_>, line: &ClaimLine, days: Period) -> (i64, i64) {
        let last = days.last().unwrap_or_else(|| days.first());
        let count = i64::from(last.days_since(days.first()).clamp(0, 366)) + 1;
        let needed = line.units.thousandths().div_euclid(1000).clamp(1, count);
        let service = if line.procedure.is_empty() { &line.revenue_code } else { &line.procedure };
        let is_note_of_it = |named: &BTreeSet<Option<&str>>| named.iter().any(|named| documents(*named, service));
        let is_signed = |day: Day| self.names.of(case.claim).any(|name| self.signed.get(&(name, day)).is_some_and(is_note_of_it));
        let signed =
            (0..).map(|place| days.first().plus_days(place)).take_while(|day| *day <= last).filter(|day| is_signed(*day)).take(366).count();
        (needed, (needed - i64::try_from(signed).unwrap_or(i64::MAX)).max(0))
    }
}

/// The part of an amount, rounded down.
fn part(amount: Money, part: i64, of: i64) -> Money {
    amount.share(part, of.max(1), Rounding::TowardsZero).unwrap_or(amount)
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let notes = Notes::of(facts);
    let (mut looked_at, mut unmatched) = (0, 0);
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for case in &facts.cases {
        for standing in case.standing.iter().filter(|line| line.decided.paid_amount > Money::ZERO) {
            // Of what is on no bill, or of no day, nobody knows which note is its.
            let Some((line, days)) = standing.line.and_then(|line| Some((line, case.claim.days_of(line)?))) else {
                unmatched += 1;
                continue;
            };
            if !notes.covers(days.first()) {
                continue;
            }
            if !notes.knows(case) {
                unmatched += 1;
                continue;
            }
            looked_at += 1;
            let (needed, missing) = notes.missing(case, line, days);
            if missing > 0 {
                lines.push(Evidence {
                    claim: Some(case.number),
                    line: standing.line.map(|line| line.number),
                    day: Some(days.first()),
                    payer: &standing.posting.key.payer_id,
                    service: standing.service,
                    why: if needed == 1 { "no-note".to_owned() } else { format!("no-note {missing}/{needed}") },
                    category: None,
                    bucket: None,
                    amount: Some(part(standing.decided.paid_amount, missing, needed)),
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
    use vocabulary::Period;

    use super::super::super::testing::{Books, amount_of, check_figure, check_lines, outcome_code};

    #[test]
    fn a_paid_line_without_a_signed_note_is_found_and_a_patient_without_notes_is_not_judged() {
        assert_eq!(outcome_code("F8", &Books::clean()), "could_not_run");
        let noted = Books::clean().note("M-C1", "2026-04-20", true).note("M-C2", "2026-04-21", true);
        check_lines("F8", &noted, &[]);
        // A claim whose own number begins with the patient's.
        let mut numbered = Books::clean().note("R7", "2026-04-20", true).note("R7", "2026-04-30", true);
        for number in ["C1", "C2"] {
            numbered = numbered.renumbered(number, &format!("R7-{number}"));
        }
        check_lines("F8", &numbered, &["R7-C2 no-note"]);
        check_lines("F8", &Books::clean().note("M-C1", "2026-04-20", true).note("M-C2", "2026-04-21", false), &["C2 no-note"]);
        check_lines("F8", &Books::clean().note("M-C1", "2026-04-19", true).note("M-C2", "2026-04-21", true), &["C1 no-note"]);
    }

    #[test]
    fn a_line_of_many_days_asks_for_a_note_of_each() {
        let mut books = Books::clean().units_of("C1", 4).note("M-C1", "2026-04-30", true);
        let line = &mut books.claims.iter_mut().find(|claim| claim.number == "C1").expect("it is there").lines[0];
        line.days = Period::new("2026-04-20".parse().unwrap(), "2026-04-29".parse().ok()).ok();
        let noted = |days: &[&str]| days.iter().fold(books.clone(), |books, day| books.note("M-C1", day, true));
        // 80 paid for four units within ten days.
        check_lines("F8", &noted(&["2026-04-20"]), &["C1 no-note 3/4"]);
        assert_eq!(amount_of("F8", &noted(&["2026-04-20"])), 60_00);
        check_lines("F8", &noted(&["2026-04-20", "2026-04-22", "2026-04-24", "2026-04-28"]), &[]);
    }

    #[test]
    fn a_bed_that_is_billed_by_the_statement_alone_asks_for_a_note_of_each_day_and_a_line_of_no_day_is_counted() {
        let noted = Books::clean().units_of("C1", 2).note("M-C1", "2026-04-20", true).note("M-C1", "2026-04-30", true);
        let mut books = noted.note("M-C2", "2026-04-21", false);
        let claim = books.claims.iter_mut().find(|claim| claim.number == "C1").expect("it is there");
        claim.lines[0].days = None;
        // Six of patients without notes, and the one without a day; C2 is judged.
        check_figure("F8", &books, "lines-unmatched", "7/8");
        let claim = books.claims.iter_mut().find(|claim| claim.number == "C1").expect("it is there");
        claim.statement = Period::new("2026-04-20".parse().unwrap(), "2026-04-21".parse().ok()).ok();
        check_lines("F8", &books, &["C1 no-note 1/2", "C2 no-note"]);
    }

    #[test]
    fn a_note_of_another_kind_of_session_is_no_note() {
        // C1 is paid for 90834 on 2026-04-20.
        let noted = |service: &str| Books::clean().note_of("M-C1", "2026-04-20", service, 45);
        check_lines("F8", &noted("90853"), &["C1 no-note"]);
        check_lines("F8", &noted("90834"), &[]);
        check_lines("F8", &noted("90837"), &[]);
        check_lines("F8", &noted("90853").note_of("M-C1", "2026-04-20", "90834", 45), &[]);
        check_lines("F8", &noted("90853").note("M-C1", "2026-04-20", true), &[]);
        // Whatever is noted of a day of a program.
        check_lines("F8", &Books::clean().note_of("M-D1", "2026-04-20", "90853", 60), &[]);
    }

    #[test]
    fn notes_of_nobody_we_bill_judge_nothing() {
        assert_eq!(outcome_code("F8", &Books::clean().note("X-1", "2026-04-20", true).note("X-1", "2026-04-30", true)), "not_judged");
        // Two people under one member's number: the note may be the other's.
        let mut family = Books::clean().note("M-C1", "2026-04-20", true).copied("C1", "C1-COPY");
        let sibling = family.claims.last_mut().expect("the copy");
        (sibling.given_name, sibling.birth_day) = ("BEN".to_owned(), "2012-03-04".parse().ok());
        assert_eq!(outcome_code("F8", &family), "not_judged");
    }
}
