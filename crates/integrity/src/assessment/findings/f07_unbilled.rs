//! F7: attended or charged, documented, and on no claim.
//!
//! *Data*: claims, attendance, facts about notes; charges tell more. *Formula*: services of a day on which a patient who has claims was there, or of which a
//! charge was posted, with a signed note on the day, more than [`LIMIT_DAYS`] days before the last day of which the files speak, and that no line of a claim of
//! that patient bills on the day: attendance and charges name them, else the signed notes; where nobody does, any line bills the day. A line bills what it
//! names, and sessions of the same kind ([`super::super::session`]); the day of a program bills everything. What F21 and F22 ask is left to them. *Dollars*:
//! worth of the service by the payer and level of the patient's nearest claim; not known without a code or a history. Those of which a charge was posted stand
//! beside: they were lost behind the charge, the others before it. *Action*: compare attendance with charges every day.

use std::collections::{BTreeMap, BTreeSet};

use revenue_cycle::{ClaimLine, Units};
use vocabulary::{Day, LevelOfCare, Money, Period, Rate};

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Case, Facts};
use super::super::outcome::{Evidence, Figure, Outcome};
use super::super::session::{Session, session};
use super::f22_supported_unbilled::is_asked_here;
use crate::claim_support::measurement::BRIEF_MEASURE;

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

/// True where a day lies in the days of a line.
fn covers(days: Period, day: Day) -> bool {
    days.first() <= day && day <= days.last().unwrap_or_else(|| days.first())
}

/// True where a line of a claim that holds falls on the day.
pub(super) fn is_billed(case: &Case<'_>, day: Day) -> bool {
    !case.settled.history.is_void() && lines_on(case, day).next().is_some()
}

/// The lines of a claim that fall on the day; one that names no day is of those of the statement.
fn lines_on<'a>(case: &Case<'a>, day: Day) -> impl Iterator<Item = &'a ClaimLine> {
    let claim = case.claim;
    claim.lines.iter().filter(move |line| claim.days_of(line).is_some_and(|days| covers(days, day)))
}

/// The claim of a patient that lies nearest to a day.
pub(super) fn nearest<'a, 'b>(claims: &[&'b Case<'a>], day: Day) -> Option<&'b Case<'a>> {
    claims.iter().copied().min_by_key(|case| (case.claim.first_day().map_or(i32::MAX, |first| first.days_since(day).abs()), case.number))
}

/// The claims that say to whom a day of a patient may be billed, and at which level: those that bill it, else the last before it and the first after it.
pub(super) fn around<'a, 'b>(claims: &[&'b Case<'a>], day: Day) -> Vec<&'b Case<'a>> {
    let billing: Vec<&'b Case<'a>> = claims.iter().copied().filter(|case| is_billed(case, day)).collect();
    if !billing.is_empty() {
        return billing;
    }
    let dated = || claims.iter().filter_map(|case| Some((case.claim.first_day()?, *case)));
    let before = dated().filter(|(first, _)| *first <= day).max_by_key(|(first, case)| (*first, case.number));
    let after = dated().filter(|(first, _)| *first > day).min_by_key(|(first, case)| (*first, case.number));
    before.into_iter().chain(after).map(|(_, case)| case).collect()
}

/// What was done for a patient on a day, by who says so.
#[derive(Default)]
struct Done<'a> {
    attended: BTreeSet<&'a str>,
    charged: BTreeMap<&'a str, Money>,
}

/// Days by patient, of which nothing is too young.
fn done<'a>(facts: &Facts<'a>) -> BTreeMap<(&'a str, Day), Done<'a>> {
    let mut days: BTreeMap<(&str, Day), Done<'_>> = BTreeMap::new();
    let is_old = |day: Day| facts.as_of.days_since(day) > LIMIT_DAYS;
    for fact in facts.side.attendance.iter().flatten().filter(|fact| fact.attended && is_old(fact.day)) {
        days.entry((&fact.patient, fact.day)).or_default().attended.extend(fact.service.as_deref().filter(|service| !service.is_empty()));
    }
    for charge in facts.side.charges.iter().flatten().filter(|charge| is_old(charge.day)) {
        *days.entry((&charge.patient, charge.day)).or_default().charged.entry(&charge.service).or_default() += charge.amount;
    }
    days
}

/// The services of a day as somebody names them, each with the code under which a bill would have it: none where several of one kind are named, for then nobody
/// knows which it was. A day of which nobody names a service has one without a name.
fn services<'a>(done: &Done<'a>, noted: &BTreeSet<&'a str>, is_day_billed: bool) -> Vec<(&'a str, &'a str)> {
    let said: BTreeSet<&str> = done.attended.iter().chain(done.charged.keys()).copied().filter(|service| !service.is_empty()).collect();
    let named = if said.is_empty() { noted } else { &said };
    let ours = named.iter().copied().filter(|code| *code != BRIEF_MEASURE && !is_asked_here(code, is_day_billed));
    let mut kinds: BTreeMap<Session, Vec<&str>> = BTreeMap::new();
    let mut services: Vec<(&str, &str)> = Vec::new();
    for code in ours {
        match session(code) {
            Some(kind) => kinds.entry(kind).or_default().push(code),
            None => services.push((code, code)),
        }
    }
    services.extend(kinds.into_values().map(|codes| (codes[0], if codes.len() == 1 { codes[0] } else { "" })));
    if named.is_empty() {
        services.push(("", ""));
    }
    services
}

/// True where a claim of the patient bills the service on the day.
fn is_service_billed(claims: &[&Case<'_>], day: Day, service: &str, is_charged: bool) -> bool {
    claims.iter().filter(|case| is_billed(case, day)).any(|case| {
        let is_program = case.level.is_some_and(|level| level > LevelOfCare::Outpatient);
        let bills = |line: &ClaimLine| match session(service) {
            _ if service.is_empty() || line.procedure == service || line.revenue_code == service => true,
            Some(kind) => session(&line.procedure) == Some(kind),
            // A charge names a code of a bill; attendance and notes may call a day otherwise.
            None => !is_charged,
        };
        is_program || lines_on(case, day).any(bills)
    })
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let claims = by_patient(facts);
    let mut signed: BTreeMap<(&'a str, Day), BTreeSet<&'a str>> = BTreeMap::new();
    for note in facts.side.notes.iter().flatten().filter(|note| note.signed.is_some()) {
        signed.entry((&note.patient, note.day)).or_default().extend(note.service.as_deref().filter(|service| !service.is_empty()));
    }
    let (mut looked_at, mut unmatched, mut charged) = (0, 0, Vec::new());
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for ((patient, day), done) in done(facts) {
        let Some(of_patient) = claims.get(patient) else {
            unmatched += 1;
            continue;
        };
        looked_at += 1;
        let (Some(noted), Some(case)) = (signed.get(&(patient, day)), nearest(of_patient, day)) else { continue };
        let is_day_billed = of_patient.iter().any(|case| is_billed(case, day));
        for (named, service) in services(&done, noted, is_day_billed) {
            let charge = done.charged.get(named);
            if is_service_billed(of_patient, day, named, charge.is_some()) {
                continue;
            }
            charged.extend(charge.copied());
            lines.push(Evidence {
                claim: None,
                line: None,
                day: Some(day),
                payer: case.payer,
                service,
                why: format!("unbilled {patient}"),
                category: None,
                bucket: None,
                amount: facts.worth_of(case.payer, service, case.level, Some(day), Units::ONE),
                trace: None,
            });
        }
    }
    let mut figures = vec![("days-without-claim", Figure::Share(Rate { count: unmatched, of: looked_at + unmatched }))];
    if facts.side.charges.is_some() {
        figures.push(("unbilled-charged", Figure::Count(charged.len())));
        figures.push(("unbilled-charge", Figure::Money(charged.into_iter().sum())));
    }
    Outcome::with_figures(looked_at, lines, figures, |line| vec![line.payer.to_owned(), line.service.to_owned()])
}

#[cfg(test)]
mod tests {
    use vocabulary::Period;

    use super::super::super::side::AttendanceFact;
    use super::super::super::testing::{Books, check_figure, check_lines, outcome_code};

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
        let two = day.clone().note_of("M-C1", "2026-04-13", "90837", 60);
        assert_eq!(worth(&two), Some(0), "two services of one kind: nobody knows which");
        check_lines("F7", &two, &["- unbilled M-C1"]);
        let group_too = day.note_of("M-C1", "2026-04-13", "90853", 60);
        check_lines("F7", &group_too, &["- unbilled M-C1", "- unbilled M-C1"]);
        assert_eq!(worth(&group_too), Some(8000), "nobody knows what a group is worth");
    }

    #[test]
    fn a_line_bills_what_it_names_and_the_day_of_a_program_everything() {
        // C1 bills 90834 on 2026-04-20, D1 partial hospitalization.
        let came = |patient: &str, service: Option<&str>, noted: &str| {
            let mut books = Books::clean().note_of(patient, "2026-04-20", noted, 60);
            let (patient, on, service) = (patient.to_owned(), "2026-04-20".parse().expect("a day"), service.map(str::to_owned));
            books.side.attendance = Some([AttendanceFact { patient, day: on, service, attended: true }].into());
            books
        };
        check_lines("F7", &came("M-C1", None, "90834"), &[]);
        check_lines("F7", &came("M-C1", None, "90837"), &[]);
        check_lines("F7", &came("M-C1", None, "90853"), &["- unbilled M-C1"]);
        check_lines("F7", &came("M-C1", Some("90853"), "90853"), &["- unbilled M-C1"]);
        check_lines("F7", &came("M-D1", None, "90853"), &[]);
        // A bed is billed by the days of the statement alone.
        let mut bed = came("M-C1", None, "90853");
        let claim = bed.claims.iter_mut().find(|claim| claim.number == "C1").expect("it is there");
        claim.statement = Period::new("2026-04-01".parse().unwrap(), "2026-04-30".parse().ok()).ok();
        let line = &mut claim.lines[0];
        (line.procedure, line.revenue_code, line.days) = (String::new(), "1001".to_owned(), None);
        check_lines("F7", &bed, &[]);
        // What the other findings of what is not billed ask.
        check_lines("F7", &came("M-C1", None, "90785"), &[]);
        check_lines("F7", &came("M-C1", None, "96127"), &[]);
    }

    #[test]
    fn a_charge_that_is_on_no_claim_is_found_with_its_note() {
        let charged = |service: &str| {
            let mut books = Books::clean().attended("X", "2026-04-01", true).note("M-C1", "2026-04-20", true);
            books = books.charged("M-C1", "2026-04-20", "2026-04-21", 10_000);
            let charges = books.side.charges.take().expect("one").into_iter().map(|mut charge| {
                service.clone_into(&mut charge.service);
                charge
            });
            books.side.charges = Some(charges.collect());
            books
        };
        check_lines("F7", &charged("90834"), &[]);
        check_lines("F7", &charged("90853"), &["- unbilled M-C1"]);
        check_lines("F7", &charged("H0004"), &["- unbilled M-C1"]);
        check_figure("F7", &charged("H0004"), "unbilled-charged", "1");
        check_figure("F7", &charged("H0004"), "unbilled-charge", "100.00");
        let mut unnoted = charged("H0004");
        unnoted.side.notes = Some(std::collections::BTreeSet::new());
        check_lines("F7", &unnoted, &[]);
    }
}
