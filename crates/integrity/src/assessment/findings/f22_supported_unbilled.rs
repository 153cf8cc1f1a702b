//! F22: supported by the note and not billed.
//!
//! *Data*: claims, facts about notes: procedure and minutes. *Formula*: on days that a claim of the patient covers: (1) a signed note of individual therapy
//! whose minutes stand for a longer code than the only such code that is billed (90832 from 16, 90834 from 38, 90837 from 53 minutes); (2) a signed note
//! that names a service of its own ([`ADDED`]: added ones, crisis, tests, safety plans) with the minutes that it takes, which no claim of the day bills; (3)
//! signed notes of a month that name integration of care (99484, G0323) with at least twenty minutes in all, where no claim bills the code in that month.
//! Months of collaborative care (99492 to 99494) are not judged: whether a month is the first is in no table. *Dollars*: worth of the code, less what is billed
//! in its place. The other side, minutes that do not support the billed code, is exposure and stands in F23. *Action*: teach coding, with compliance at the table.

use std::collections::BTreeMap;

use revenue_cycle::{ClaimLine, Units};
use vocabulary::{Day, Money};

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Case, Facts};
use super::super::outcome::{Evidence, Outcome};
use super::super::side::NoteFact;
use super::f07_unbilled::{by_patient, is_billed, nearest};

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F22",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Claims, FileKind::Notes],
    horizon: Horizon::Third,
    owner: Owner::Compliance,
    sources: &[
        "Time ranges of 90832, 90834 and 90837: apaservices.org, and a second list to be read (unverified)",
        "Least minutes of 90839, 96136 to 96139, 99484 and G0323: to be read in two lists (unverified)",
    ],
};

/// Codes that are billed where a note documents them, with the least minutes that the note must name; 0 where none are asked for.
const ADDED: [(&str, u32); 12] = [
    ("90785", 0),
    ("90833", 16),
    ("90836", 38),
    ("90838", 53),
    ("90839", CRISIS_MINUTES),
    ("90840", 0),
    ("96136", 16),
    ("96137", 16),
    ("96138", 16),
    ("96139", 16),
    ("G0444", 0),
    ("G0560", 0),
];

/// A crisis code stands for at least so many minutes.
const CRISIS_MINUTES: u32 = 30;

/// Codes of a calendar month, with the least minutes of it.
const OF_A_MONTH: [(&str, u32); 2] = [("99484", 20), ("G0323", 20)];

/// Codes of individual therapy with the least minutes for which each stands, the longest first.
pub(super) const THERAPY: [(&str, u32); 3] = [("90837", 53), ("90834", 38), ("90832", 16)];

/// The least minutes of a code of individual therapy.
pub(super) fn least_minutes(procedure: &str) -> Option<u32> {
    THERAPY.iter().find(|(code, _)| *code == procedure).map(|(_, minutes)| *minutes)
}

/// The only line of individual therapy on a day, with its claim; `None` where there are several.
pub(super) fn only_therapy<'a, 'b>(claims: &[&'b Case<'a>], day: Day) -> Option<(&'b Case<'a>, &'a ClaimLine)> {
    let held = claims.iter().filter(|case| !case.settled.history.is_void());
    let lines = held.flat_map(|case| case.claim.lines.iter().map(move |line| (*case, line)));
    let mut fitting = lines.filter(|(_, line)| {
        least_minutes(&line.procedure).is_some() && line.units == Units::ONE && line.days.is_some_and(|days| days.first() == day)
    });
    fitting.next().filter(|_| fitting.next().is_none())
}

/// Notes of individual therapy with minutes, where a patient has one on the day.
pub(super) fn therapy_notes<'a>(facts: &Facts<'a>) -> Vec<(&'a NoteFact, u32)> {
    let is_therapy = |note: &&NoteFact| note.signed.is_some() && note.service.as_deref().is_some_and(|code| least_minutes(code).is_some());
    let notes: Vec<&NoteFact> = facts.side.notes.iter().flatten().filter(is_therapy).collect();
    let mut alone = Vec::new();
    // Notes stand in the order of patients and days: neighbours are enough to know whether one is alone.
    for (place, note) in notes.iter().enumerate() {
        let around = &notes[place.saturating_sub(1)..(place + 2).min(notes.len())];
        let is_only = around.iter().filter(|other| (&other.patient, other.day) == (&note.patient, note.day)).count() == 1;
        alone.extend(note.minutes.filter(|_| is_only).map(|minutes| (*note, minutes)));
    }
    alone
}

fn line<'a>(facts: &Facts<'a>, case: &Case<'a>, day: Day, code: &'static str, why: String, billed: Option<&ClaimLine>) -> Evidence<'a> {
    let worth = |code: &str| facts.worth_of(case.payer, code, case.level, Some(day), Units::ONE);
    let in_its_place = billed.map_or(Some(Money::ZERO), |line| worth(&line.procedure));
    let amount = worth(code).zip(in_its_place).map(|(worth, billed)| (worth - billed).max(Money::ZERO));
    Evidence {
        claim: Some(case.number),
        line: billed.map(|line| line.number),
        day: Some(day),
        payer: case.payer,
        service: code,
        why,
        category: None,
        amount,
        trace: None,
    }
}

/// Patient, code, its least minutes, year and month: the minutes of the notes, and the last day of one.
type Months<'a> = BTreeMap<(&'a str, &'static str, u32, i16, i8), (u32, Day)>;

/// Months of integrated care that notes support, and those of them that no claim bills.
fn of_months<'a>(facts: &Facts<'a>, claims: &BTreeMap<&'a str, Vec<&Case<'a>>>) -> (usize, Vec<Evidence<'a>>) {
    let mut months: Months<'_> = BTreeMap::new();
    for note in facts.side.notes.iter().flatten().filter(|note| note.signed.is_some()) {
        let of_note = OF_A_MONTH.into_iter().find(|(code, _)| note.service.as_deref() == Some(code));
        let Some(((code, least), minutes)) = of_note.zip(note.minutes) else { continue };
        let month = months.entry((&note.patient, code, least, note.day.year(), note.day.month())).or_insert((0, note.day));
        *month = (month.0 + minutes, note.day.max(month.1));
    }
    let (mut looked_at, mut lines) = (0, Vec::new());
    for ((patient, code, least, year, month), (minutes, last)) in months {
        let Some(of_patient) = claims.get(patient).filter(|_| minutes >= least) else { continue };
        looked_at += 1;
        let held = of_patient.iter().filter(|case| !case.settled.history.is_void()).flat_map(|case| &case.claim.lines);
        let is_of_month = |line: &&ClaimLine| line.days.is_some_and(|days| (days.first().year(), days.first().month()) == (year, month));
        let is_billed = held.filter(is_of_month).any(|line| line.procedure == code);
        if let Some(case) = nearest(of_patient, last).filter(|_| !is_billed) {
            lines.push(line(facts, case, last, code, format!("not-billed {minutes} min"), None));
        }
    }
    (looked_at, lines)
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let claims = by_patient(facts);
    let mut looked_at = 0;
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for (note, minutes) in therapy_notes(facts) {
        let Some((case, billed)) = claims.get(note.patient.as_str()).and_then(|claims| only_therapy(claims, note.day)) else { continue };
        looked_at += 1;
        let Some((code, least)) = THERAPY.iter().find(|(_, least)| minutes >= *least) else { continue };
        if least_minutes(&billed.procedure).is_some_and(|of_billed| *least > of_billed) {
            lines.push(line(facts, case, note.day, code, format!("{minutes} min, {}", billed.procedure), Some(billed)));
        }
    }
    for note in facts.side.notes.iter().flatten().filter(|note| note.signed.is_some()) {
        let Some((code, least)) = ADDED.into_iter().find(|(code, _)| note.service.as_deref() == Some(code)) else { continue };
        let Some(of_patient) = claims.get(note.patient.as_str()) else { continue };
        let Some(case) = of_patient.iter().copied().find(|case| is_billed(case, note.day)) else { continue };
        looked_at += 1;
        if least > 0 && note.minutes.is_none_or(|minutes| minutes < least) {
            continue;
        }
        let bills = |case: &&&Case<'_>| is_billed(case, note.day) && case.claim.lines.iter().any(|line| line.procedure == code);
        if !of_patient.iter().any(|case| bills(&case)) {
            // A crisis is billed instead of the therapy of the day, everything else beside it.
            let instead = only_therapy(of_patient, note.day).filter(|_| code == "90839").map(|(_, line)| line);
            lines.push(line(facts, case, note.day, code, "not-billed".to_owned(), instead));
        }
    }
    let (months, unbilled) = of_months(facts, &claims);
    looked_at += months;
    lines.extend(unbilled);
    lines.sort_by(|one, other| (one.claim, one.line, one.service).cmp(&(other.claim, other.line, other.service)));
    Outcome::of_lines(looked_at, lines, |line| vec![line.payer.to_owned(), line.service.to_owned()])
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, amount_of, check_lines};

    #[test]
    fn minutes_that_stand_for_a_longer_code_are_found() {
        // C1 bills 90834 on 2026-04-20.
        let check = |minutes, expected: &[&str]| {
            check_lines("F22", &Books::clean().note_of("M-C1", "2026-04-20", "90834", minutes), expected);
        };
        check(53, &["C1 53 min, 90834"]);
        check(52, &[]);
        check(20, &[]);
        let two = Books::clean().note_of("M-C1", "2026-04-20", "90834", 53).note_of("M-C1", "2026-04-20", "90837", 60);
        check_lines("F22", &two, &[]);
    }

    #[test]
    fn an_added_service_that_a_note_names_and_no_claim_bills_is_found() {
        let check = |on: &str, code: &str, expected: &[&str]| {
            check_lines("F22", &Books::clean().note_of("M-C1", on, code, 10), expected);
        };
        check("2026-04-20", "90785", &["C1 not-billed"]);
        check("2026-04-20", "90853", &[]);
        check("2026-04-21", "90785", &[]);
    }

    #[test]
    fn a_crisis_takes_its_minutes_and_the_place_of_the_therapy_of_the_day() {
        let crisis = |minutes| Books::clean().note_of("M-C1", "2026-04-20", "90839", minutes).contract("P1", "90839", "150.00");
        check_lines("F22", &crisis(29), &[]);
        check_lines("F22", &crisis(30), &["C1 not-billed"]);
        // 150.00 for the crisis, less the 80.00 of 90834 that was billed instead.
        assert_eq!(amount_of("F22", &crisis(30)), 70_00);
    }

    #[test]
    fn a_month_of_integrated_care_is_added_up() {
        let noted =
            |first, second| Books::clean().note_of("M-C1", "2026-04-03", "99484", first).note_of("M-C1", "2026-04-28", "99484", second);
        check_lines("F22", &noted(10, 9), &[]);
        check_lines("F22", &noted(10, 10), &["C1 not-billed 20 min"]);
        check_lines("F22", &noted(10, 10).copied("C1", "C1-BHI").paid_as("C1-BHI", "99484", "99484"), &[]);
    }
}
