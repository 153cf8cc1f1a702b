//! F22: supported by the note and not billed.
//!
//! *Data*: claims, facts about notes: procedure and minutes; episodes tell more. *Formula*: on days that a claim of the patient covers: (1) a signed note of
//! individual therapy whose minutes stand for a longer code than the only such code that is billed (90832 from 16, 90834 from 38, 90837 from 53 minutes); (2)
//! a signed note that names a service of its own ([`ADDED`]: added ones, crisis, family therapy, tests, safety plans) with the minutes that it takes, beside a
//! service of the day to which it may be added where it needs one ([`bases`]), which no claim of the day bills; (3) a signed note of a crisis that goes beyond
//! [`LONG_CRISIS_MINUTES`] where the crisis is billed and what is added to it is not; (4) signed notes of a month that name integration of care (99484, G0323)
//! with at least twenty minutes in all, or collaborative care (99492 from 36 minutes in the first month, 99493 from 31 in a later one), where no claim bills the
//! month. Whether a month is the first follows from earlier notes or claims of such care, or from an episode that began in it; of the others it is said that
//! they were not judged, and so are notes that name an added service without what it may be added to. *Dollars*: worth of the code, less what is billed in its
//! place. The other side, minutes that do not support the billed code, is exposure and stands in F23. *Action*: teach coding, with compliance at the table.

use std::collections::{BTreeMap, BTreeSet};

use revenue_cycle::{ClaimLine, Units};
use vocabulary::{Day, Money};

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Case, Facts};
use super::super::outcome::{Evidence, Figure, Outcome};
use super::super::session::is_visit;
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
        "Time ranges of 90832, 90834 and 90837: apaservices.org; helloalma.com, CPT codes for psychotherapy",
        "Least minutes of 90839 and 90840: headway.co, CPT codes 90839 and 90840; wellnotesai.com, 90840",
        "What 90785 may be added to: rtwelter.com, interactive complexity guidelines; hcpro.com, APCs Insider, February 15, 2013",
        "Least minutes of 90846 and 90847: helloalma.com, CPT codes for psychotherapy; valant.io, CPT code 90846",
        "Least minutes of 99484: d3rx.com, 99484; legalclarity.org, CPT code 99484",
        "Least minutes of 99492 and 99493: bcbsndreimbursementpolicy.com, NDRP-GC-017; micmt-cares.org, collaborative care (36 in the first month)",
        "Least minutes of G0323 and of 96136 to 96139: read in one list each (unverified)",
    ],
};

/// Codes that are billed where a note documents them, with the least minutes that the note must name; 0 where none are asked for.
const ADDED: [(&str, u32); 14] = [
    ("90785", 0),
    ("90833", 16),
    ("90836", 38),
    ("90838", 53),
    ("90839", CRISIS_MINUTES),
    ("90840", 0),
    ("90846", 26),
    ("90847", 26),
    ("96136", 16),
    ("96137", 16),
    ("96138", 16),
    ("96139", 16),
    ("G0444", 0),
    ("G0560", 0),
];

/// A crisis code stands for at least so many minutes.
const CRISIS_MINUTES: u32 = 30;

/// A crisis that goes on for so many minutes stands for an added code beside its own.
const LONG_CRISIS_MINUTES: u32 = 75;

/// To which services of the day an added one may be added; `None` for one that stands alone.
fn bases(code: &str) -> Option<fn(&str) -> bool> {
    let is_therapy: fn(&str) -> bool =
        |code| matches!(code, "90791" | "90792" | "90832" | "90833" | "90834" | "90836" | "90837" | "90838" | "90853");
    match code {
        "90785" => Some(is_therapy),
        "90833" | "90836" | "90838" => Some(is_visit),
        "90840" => Some(|code| code == "90839"),
        _ => None,
    }
}

/// Codes of collaborative care: the first month, a later one, and what Medicare has beside.
const COLLABORATIVE: [&str; 4] = ["99492", "99493", "99494", "G2214"];

/// The code of a month of collaborative care and the least minutes for which it stands.
const fn month_of_collaborative(is_first: bool) -> (&'static str, u32) {
    if is_first { ("99492", 36) } else { ("99493", 31) }
}

/// Codes of a calendar month, with the least minutes of it.
const OF_A_MONTH: [(&str, u32); 2] = [("99484", 20), ("G0323", 20)];

/// True for what is asked here, on a day on which something is billed or on any: other findings of what is not billed leave it out.
pub(super) fn is_asked_here(code: &str, is_day_billed: bool) -> bool {
    let is_of_month = COLLABORATIVE.contains(&code) || OF_A_MONTH.iter().any(|(known, _)| *known == code);
    is_of_month || (is_day_billed && ADDED.iter().any(|(known, _)| *known == code))
}

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
        bucket: None,
        amount,
        trace: None,
    }
}

/// Claims by the patient that they are about.
type Claims<'a, 'b> = BTreeMap<&'a str, Vec<&'b Case<'a>>>;

/// Year and month.
type Month = (i16, i8);

fn month(day: Day) -> Month {
    (day.year(), day.month())
}

/// Lines of the claims of a patient that were not withdrawn.
fn lines_of<'a, 'b>(claims: &[&'b Case<'a>]) -> impl Iterator<Item = &'a ClaimLine> + use<'a, 'b> {
    let held: Vec<&'b Case<'a>> = claims.iter().copied().filter(|case| !case.settled.history.is_void()).collect();
    held.into_iter().flat_map(|case| &case.claim.lines)
}

/// Signed notes of a patient that name one of `codes`: minutes and last day, by month.
fn months_of<'a>(facts: &Facts<'a>, codes: &[&str]) -> BTreeMap<(&'a str, Month), (u32, Day)> {
    let mut months: BTreeMap<(&str, Month), (u32, Day)> = BTreeMap::new();
    for note in facts.side.notes.iter().flatten().filter(|note| note.signed.is_some()) {
        let Some(minutes) = note.minutes.filter(|_| note.service.as_deref().is_some_and(|code| codes.contains(&code))) else { continue };
        let of_month = months.entry((&note.patient, month(note.day))).or_insert((0, note.day));
        *of_month = (of_month.0 + minutes, note.day.max(of_month.1));
    }
    months
}

/// Months of integrated care that notes support, and those of them that no claim bills.
fn of_months<'a>(facts: &Facts<'a>, claims: &Claims<'a, '_>) -> (usize, Vec<Evidence<'a>>) {
    let (mut looked_at, mut lines) = (0, Vec::new());
    for (code, least) in OF_A_MONTH {
        for ((patient, of_month), (minutes, last)) in months_of(facts, &[code]) {
            let Some(of_patient) = claims.get(patient).filter(|_| minutes >= least) else { continue };
            looked_at += 1;
            lines.extend(unbilled_month(facts, of_patient, (of_month, last), (code, minutes), &[code]));
        }
    }
    (looked_at, lines)
}

/// A month of which no claim bills any of `codes`.
fn unbilled_month<'a>(
    facts: &Facts<'a>,
    claims: &[&Case<'a>],
    (of_month, last): (Month, Day),
    (code, minutes): (&'static str, u32),
    codes: &[&str],
) -> Option<Evidence<'a>> {
    let is_of_month = |line: &&ClaimLine| line.days.is_some_and(|days| month(days.first()) == of_month);
    let is_billed = lines_of(claims).filter(is_of_month).any(|line| codes.contains(&line.procedure.as_str()));
    let case = nearest(claims, last).filter(|_| !is_billed)?;
    Some(line(facts, case, last, code, format!("not-billed {minutes} min"), None))
}

/// Months of collaborative care that notes support: how many were looked at, those that no claim bills, and those of which nobody knows whether they are the
/// first.
fn collaborative<'a>(facts: &Facts<'a>, claims: &Claims<'a, '_>) -> (usize, Vec<Evidence<'a>>, usize) {
    let months = months_of(facts, &COLLABORATIVE);
    let noted: BTreeSet<(&str, Month)> = months.keys().copied().collect();
    let (mut looked_at, mut lines, mut unknown) = (0, Vec::new(), 0);
    for ((patient, of_month), (minutes, last)) in months {
        let Some(of_patient) = claims.get(patient) else { continue };
        let noted_before = noted.range((patient, (i16::MIN, i8::MIN))..(patient, of_month)).next().is_some();
        let billed_before = lines_of(of_patient).filter(|line| COLLABORATIVE.contains(&line.procedure.as_str()));
        let billed_before = billed_before.filter_map(|line| line.days).any(|days| month(days.first()) < of_month);
        let began_in_it = facts.courses.episodes(patient).iter().any(|episode| month(episode.admitted) == of_month);
        let is_first = if noted_before || billed_before { Some(false) } else { began_in_it.then_some(true) };
        let Some((code, least)) = is_first.map(month_of_collaborative) else {
            unknown += 1;
            continue;
        };
        if minutes >= least {
            looked_at += 1;
            lines.extend(unbilled_month(facts, of_patient, (of_month, last), (code, minutes), &["99492", "99493", "G2214"]));
        }
    }
    (looked_at, lines, unknown)
}

/// What is billed for a patient on a day.
fn billed_on<'a>(claims: &[&Case<'a>], day: Day) -> BTreeSet<&'a str> {
    let of_day = lines_of(claims).filter(|line| line.days.is_some_and(|days| days.first() == day));
    of_day.map(|line| line.procedure.as_str()).collect()
}

/// What notes of services of their own come to.
#[derive(Default)]
struct Added<'a> {
    looked_at: usize,
    lines: Vec<Evidence<'a>>,
    /// Notes of an added service on days on which nothing is billed to which it may be added.
    without_base: usize,
}

/// Services that a signed note names and no claim of the day bills.
fn added<'a>(facts: &Facts<'a>, claims: &Claims<'a, '_>) -> Added<'a> {
    let mut found = Added::default();
    for note in facts.side.notes.iter().flatten().filter(|note| note.signed.is_some()) {
        let Some((code, least)) = ADDED.into_iter().find(|(code, _)| note.service.as_deref() == Some(code)) else { continue };
        let Some(of_patient) = claims.get(note.patient.as_str()) else { continue };
        let Some(case) = of_patient.iter().copied().find(|case| is_billed(case, note.day)) else { continue };
        found.looked_at += 1;
        if least > 0 && note.minutes.is_none_or(|minutes| minutes < least) {
            continue;
        }
        let billed = billed_on(of_patient, note.day);
        if code == "90839" && billed.contains(code) {
            let is_long = note.minutes.is_some_and(|minutes| minutes >= LONG_CRISIS_MINUTES);
            if is_long && !billed.contains("90840") {
                let why = format!("not-billed {} min", note.minutes.unwrap_or_default());
                found.lines.push(line(facts, case, note.day, "90840", why, None));
            }
            continue;
        }
        let is_billed = billed.contains(code);
        if !is_billed && bases(code).is_some_and(|fits| !billed.iter().any(|billed| fits(billed))) {
            found.without_base += 1;
        } else if !is_billed {
            // A crisis is billed instead of the therapy of the day, everything else beside it.
            let instead = only_therapy(of_patient, note.day).filter(|_| code == "90839").map(|(_, line)| line);
            found.lines.push(line(facts, case, note.day, code, "not-billed".to_owned(), instead));
        }
    }
    found
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
    let added = added(facts, &claims);
    let (months, unbilled) = of_months(facts, &claims);
    let (of_care, care_unbilled, first_unknown) = collaborative(facts, &claims);
    looked_at += added.looked_at + months + of_care;
    lines.extend(added.lines.into_iter().chain(unbilled).chain(care_unbilled));
    lines.sort_by(|one, other| (one.claim, one.line, one.service).cmp(&(other.claim, other.line, other.service)));
    // A long crisis and a note of what is added to it are one.
    lines.dedup_by(|one, other| (one.claim, one.line, one.service, one.day) == (other.claim, other.line, other.service, other.day));
    let figures = vec![("notes-without-base", Figure::Count(added.without_base)), ("care-months-not-judged", Figure::Count(first_unknown))];
    Outcome::with_figures(looked_at, lines, figures, |line| vec![line.payer.to_owned(), line.service.to_owned()])
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, amount_of, check_figure, check_lines, outcome_code};

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
    fn a_long_crisis_stands_for_what_is_added_to_it() {
        let crisis = |minutes| Books::clean().paid_as("C1", "90839", "90839").note_of("M-C1", "2026-04-20", "90839", minutes);
        check_lines("F22", &crisis(74), &[]);
        check_lines("F22", &crisis(75), &["C1 not-billed 75 min"]);
        check_lines("F22", &crisis(75).copied("C1", "C1-MORE").paid_as("C1-MORE", "90840", "90840"), &[]);
    }

    #[test]
    fn what_is_added_needs_what_it_is_added_to() {
        let therapy = || Books::clean().note_of("M-C1", "2026-04-20", "90833", 20);
        check_lines("F22", &therapy(), &[]);
        assert_eq!(outcome_code("F22", &therapy()), "nothing_found");
        check_lines("F22", &therapy().copied("C1", "C1-VISIT").paid_as("C1-VISIT", "99213", "99213"), &["C1 not-billed"]);
        let two = therapy().note_of("M-C2", "2026-04-21", "90785", 10);
        check_figure("F22", &two, "notes-without-base", "1");
    }

    #[test]
    fn a_month_of_collaborative_care_has_the_code_of_its_place() {
        // April: 36 minutes make a first month, 31 a later one. Whether April is the first says the episode, or the March before it.
        let april = |minutes| Books::clean().note_of("M-C1", "2026-04-03", "99492", minutes);
        check_lines("F22", &april(40), &[]);
        assert_eq!(outcome_code("F22", &april(40)), "not_judged");
        let begun = |minutes| april(minutes).episode("M-C1", "2026-04-01", "", "", "s");
        check_lines("F22", &begun(35), &[]);
        check_lines("F22", &begun(36), &["C1 not-billed 36 min"]);
        let later = |minutes| april(minutes).note_of("M-C1", "2026-03-03", "99492", 10);
        check_lines("F22", &later(30), &[]);
        check_lines("F22", &later(31), &["C1 not-billed 31 min"]);
        check_figure("F22", &later(31), "care-months-not-judged", "1");
        check_lines("F22", &later(31).copied("C1", "C1-COCM").paid_as("C1-COCM", "99493", "99493"), &[]);
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
