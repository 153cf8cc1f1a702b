//! F7: attended, documented, and on no claim.
//!
//! *Data*: claims, attendance, facts about notes. *Formula*: days on which a patient who has claims was there, with a signed note, more than
//! [`LIMIT_DAYS`] days before the last day of which the files speak, and on which no line of a claim of that patient falls. *Dollars*: worth of the service,
//! as attendance names it or else the one service of the signed notes of the day, by the payer and level of the patient's nearest claim; not known without a
//! code or a history. *Action*: compare attendance with charges every day.

use std::collections::{BTreeMap, BTreeSet};

use revenue_cycle::Units;
use vocabulary::{Day, Period, Rate};

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Case, Facts};
use super::super::outcome::{Evidence, Figure, Outcome};

/// A day that is younger may still be billed. Our own judgement.
const LIMIT_DAYS: i32 = 14;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F7",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Claims, FileKind::Attendance, FileKind::Notes],
    horizon: Horizon::First,
    owner: Owner::Biller,
    sources: &["Daily comparison of attendance with charges: our own rule"],
};

/// The claims of each patient, by every number that names one.
pub(super) fn by_patient<'a, 'b>(facts: &'b Facts<'a>) -> BTreeMap<&'a str, Vec<&'b Case<'a>>> {
    let mut claims: BTreeMap<&'a str, Vec<&'b Case<'a>>> = BTreeMap::new();
    for case in &facts.cases {
        for name in facts.names.of(case.claim) {
            claims.entry(name).or_default().push(case);
        }
    }
    claims
}

/// True where a line of a claim that holds falls on the day.
pub(super) fn is_billed(case: &Case<'_>, day: Day) -> bool {
    let until = |period: Period| period.last().unwrap_or_else(|| period.first());
    let covers = |period: Period| period.first() <= day && day <= until(period);
    !case.settled.history.is_void() && case.claim.lines.iter().any(|line| line.days.is_some_and(covers))
}

/// The claim of a patient that lies nearest to a day.
pub(super) fn nearest<'a, 'b>(claims: &[&'b Case<'a>], day: Day) -> Option<&'b Case<'a>> {
    claims.iter().copied().min_by_key(|case| (case.claim.first_day().map_or(i32::MAX, |first| first.days_since(day).abs()), case.number))
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let claims = by_patient(facts);
    let mut signed: BTreeMap<(&'a str, Day), BTreeSet<&'a str>> = BTreeMap::new();
    for note in facts.side.notes.iter().flatten().filter(|note| note.signed.is_some()) {
        signed.entry((&note.patient, note.day)).or_default().extend(note.service.as_deref());
    }
    let (mut looked_at, mut unmatched) = (0, 0);
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    let attended = facts.side.attendance.iter().flatten().filter(|fact| fact.attended && facts.as_of.days_since(fact.day) > LIMIT_DAYS);
    for fact in attended {
        let Some(of_patient) = claims.get(fact.patient.as_str()) else {
            unmatched += 1;
            continue;
        };
        looked_at += 1;
        let Some(noted) = signed.get(&(fact.patient.as_str(), fact.day)) else { continue };
        if of_patient.iter().any(|case| is_billed(case, fact.day)) {
            continue;
        }
        let Some(case) = nearest(of_patient, fact.day) else { continue };
        // Who counts who came often does not write down for what: the note does.
        let of_notes = noted.first().copied().filter(|_| noted.len() == 1);
        let service = fact.service.as_deref().or(of_notes).unwrap_or_default();
        lines.push(Evidence {
            claim: None,
            line: None,
            day: Some(fact.day),
            payer: case.payer,
            service,
            why: format!("unbilled {}", fact.patient),
            category: None,
            amount: facts.worth_of(case.payer, service, case.level, Some(fact.day), Units::ONE),
            trace: None,
        });
    }
    Outcome::with_figures(
        looked_at,
        lines,
        vec![("days-without-claim", Figure::Share(Rate { count: unmatched, of: looked_at + unmatched }))],
        |line| vec![line.payer.to_owned(), line.service.to_owned()],
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::side::AttendanceFact;
    use super::super::super::testing::{Books, check_lines, outcome_code};

    #[test]
    fn a_documented_day_on_no_claim_is_found() {
        assert_eq!(outcome_code("F7", &Books::clean()), "could_not_run");
        let day = |on: &str| Books::clean().note("M-C1", on, true).attended("M-C1", on, true);
        check_lines("F7", &day("2026-04-20"), &[]);
        check_lines("F7", &day("2026-04-13"), &["- unbilled M-C1"]);
        // Too young, not documented, not there, of nobody who has claims.
        check_lines("F7", &day("2026-04-28"), &[]);
        check_lines("F7", &Books::clean().note("M-C1", "2026-04-13", false).attended("M-C1", "2026-04-13", true), &[]);
        check_lines("F7", &Books::clean().note("M-C1", "2026-04-13", true).attended("M-C1", "2026-04-13", false), &[]);
        check_lines("F7", &Books::clean().note("X", "2026-04-13", true).attended("X", "2026-04-13", true), &[]);
    }

    #[test]
    fn a_day_is_billed_whatever_the_claim_calls_the_patient() {
        // Two claims of one patient: one with the practice's number, one with the member's alone.
        let mut books = Books::clean().note("R1", "2026-04-20", true).attended("R1", "2026-04-20", true);
        check_lines("F7", &books, &[]);
        let named = |numbers: &[&str]| Some(numbers.iter().map(|number| ((*number).to_owned(), "R1".to_owned())).collect());
        books.side.patients = named(&["C2"]);
        check_lines("F7", &books, &["- unbilled R1"]);
        books.side.patients = named(&["C1", "C2"]);
        check_lines("F7", &books, &[]);
    }

    #[test]
    fn the_note_says_what_was_done_where_attendance_does_not() {
        let mut day = Books::clean().note_of("M-C1", "2026-04-13", "90834", 45);
        let (patient, on) = ("M-C1".to_owned(), "2026-04-13".parse().expect("a day"));
        day.side.attendance = Some([AttendanceFact { patient, day: on, service: None, attended: true }].into());
        let worth = |books: &Books| books.assessed(|assessed| assessed.finding("F7").map(|judged| judged.counted.amount.cents()));
        assert_eq!(worth(&day), Some(8000));
        assert_eq!(worth(&day.note_of("M-C1", "2026-04-13", "90837", 60)), Some(0), "two services: nobody knows which");
    }
}
