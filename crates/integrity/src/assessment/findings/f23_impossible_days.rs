//! F23: billed more than the record can hold.
//!
//! *Data*: claims, remittances; facts about notes and scores tell more. *Formula*: (1) for each patient and day the least minutes that the billed codes stand
//! for: individual therapy (90832 from 16, 90834 from 38, 90837 from 53, and what is added to a visit alike), crises, family therapy, and services of a quarter
//! of an hour ([`least_of`]), by the units; found above [`MOST_MINUTES`]. (2) Where the only signed note of individual therapy of a day names fewer minutes than
//! the only such code billed stands for. (3) Where units of 96127 exceed the different instruments scored for the patient on that day, for patients who have
//! scores at all. (4) Where the signed notes of individual therapy of one author and day name more than [`MOST_MINUTES`]: the paid therapy of those patients on
//! that day. Claims on record do not say who rendered a service, so (4) needs notes with authors; the notes without one are told. Authors whose share of 90837
//! lies beyond chance above that of all others are a figure, with the deviations of the one that lies furthest above, and no lines: a share accuses no line.
//! *Dollars*: what was paid on those lines; of (3) the part of it that exceeds.
//! **Potential** until a person confirms it. *Action*: a person reviews the notes before the payer does.

use std::collections::{BTreeMap, BTreeSet};

use revenue_cycle::Units;
use vocabulary::rate::number;
use vocabulary::{Day, Money, Rate, Rounding};

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Case, Facts, StandingLine};
use super::super::outcome::{Evidence, Figure, Found, Outcome, groups};
use super::super::side::{NoteFact, Person, person};
use super::f07_unbilled::by_patient;
use crate::claim_support::measurement::{BRIEF_MEASURE, own_units};

use super::f22_supported_unbilled::{THERAPY, least_minutes, only_therapy, therapy_notes};

/// Sixteen hours: more than that of therapy on one day is not to be believed. Our own judgement.
const MOST_MINUTES: i64 = 16 * 60;

/// No share of an author below so many notes.
const ENOUGH: usize = 20;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F23",
    bucket: Some(Bucket::Exposure),
    needs: &[FileKind::Claims, FileKind::Remittances],
    horizon: Horizon::First,
    owner: Owner::Compliance,
    sources: &[
        "Time ranges of 90832, 90834 and 90837: apaservices.org; helloalma.com, CPT codes for psychotherapy",
        "Least minutes of 90839 and 90840: headway.co, CPT codes 90839 and 90840; wellnotesai.com, 90840",
        "Least minutes of 90846 and 90847: helloalma.com, CPT codes for psychotherapy; valant.io, CPT code 90846",
        "Quarters of an hour of H0004: carepatron.com and pabau.com; of H2019: rvuedge.com and openpayer.com; eight minutes make one: carepatron.com (unverified)",
        "Sixteen hours a day: our own rule",
    ],
};

/// The least minutes that a unit of a code stands for, where it is not of a quarter of an hour.
fn least_of_unit(procedure: &str) -> Option<u32> {
    match procedure {
        "90833" => Some(16),
        "90836" => Some(38),
        "90838" => Some(53),
        "90839" | "90840" => Some(30),
        "90846" | "90847" => Some(26),
        other => least_minutes(other),
    }
}

/// The least minutes that units of a code stand for: of quarters of an hour all but the last are whole, and eight minutes make the last. `None` for a code
/// that says nothing of time.
fn least_of(procedure: &str, units: Units) -> Option<i64> {
    let units = units.thousandths() / 1000;
    if matches!(procedure, "H0004" | "H2019") {
        return Some((15 * units - 7).max(0));
    }
    Some(i64::from(least_of_unit(procedure)?) * units)
}

/// Patient and day: the least minutes, and the lines that stand for them.
type Days<'a, 'b> = BTreeMap<(Person<'a>, Day), (i64, Vec<(&'b Case<'a>, &'b StandingLine<'a>)>)>;

fn paid(standing: &StandingLine<'_>) -> Money {
    standing.decided.paid_amount.max(Money::ZERO)
}

/// Days with more hours than can be believed; and how many days were looked at.
fn long_days<'a>(facts: &Facts<'a>) -> (usize, Vec<Evidence<'a>>) {
    let mut days: Days<'a, '_> = BTreeMap::new();
    for (case, standing) in facts.standing().filter(|(case, _)| !case.claim.member_id.is_empty()) {
        let Some((line, day)) = standing.line.zip(standing.day()) else { continue };
        if let Some(minutes) = least_of(&line.procedure, line.units) {
            let entry = days.entry((person(case.claim), day)).or_default();
            entry.0 += minutes;
            entry.1.push((case, standing));
        }
    }
    let looked_at = days.len();
    let long = days.into_values().filter(|(minutes, _)| *minutes > MOST_MINUTES);
    let lines = long.flat_map(|(minutes, of_day)| {
        of_day.into_iter().map(move |(case, standing)| standing.evidence(case, minutes.to_string(), Some(paid(standing))))
    });
    (looked_at, lines.collect())
}

/// Lines whose note names fewer minutes than their code stands for.
fn short_notes<'a>(facts: &Facts<'a>) -> Vec<Evidence<'a>> {
    let claims = by_patient(facts);
    let mut lines = Vec::new();
    for (note, minutes) in therapy_notes(facts) {
        let Some((case, billed)) = claims.get(note.patient.as_str()).and_then(|claims| only_therapy(claims, note.day)) else { continue };
        let is_short = least_minutes(&billed.procedure).is_some_and(|least| minutes < least);
        let standing = case.standing.iter().filter(|standing| standing.line.is_some_and(|line| line.number == billed.number));
        let paid_lines = standing.filter(|standing| is_short && standing.decided.paid_amount > Money::ZERO);
        lines.extend(paid_lines.map(|standing| standing.evidence(case, format!("short-note {minutes}"), Some(paid(standing)))));
    }
    lines
}

/// Units of brief measures beyond the instruments that were scored.
fn without_score<'a>(facts: &Facts<'a>) -> Vec<Evidence<'a>> {
    let mut lines = Vec::new();
    for (case, standing) in facts.standing().filter(|(_, standing)| standing.service == BRIEF_MEASURE) {
        let Some(day) = standing.day() else { continue };
        let measures = || facts.names.of(case.claim).flat_map(|name| facts.courses.measures(name));
        if measures().next().is_none() || standing.decided.paid_amount <= Money::ZERO {
            continue;
        }
        let of_day: BTreeSet<&str> = measures().filter(|measure| measure.day == day).map(|measure| measure.instrument.as_str()).collect();
        let scored = own_units(&of_day).len();
        let units = standing.decided.paid_units.thousandths() / 1000;
        let beyond = units - i64::try_from(scored).unwrap_or(i64::MAX);
        if beyond > 0 {
            let amount = paid(standing).share(beyond, units, Rounding::TowardsZero);
            lines.push(standing.evidence(case, format!("without-score {beyond}/{units}"), amount));
        }
    }
    lines
}

fn is_therapy(note: &NoteFact) -> bool {
    note.signed.is_some() && note.service.as_deref().is_some_and(|code| least_minutes(code).is_some())
}

/// Paid lines of days on which one author's notes name more hours than can be believed.
fn long_author_days<'a>(facts: &Facts<'a>) -> Vec<Evidence<'a>> {
    let claims = by_patient(facts);
    let mut days: BTreeMap<(&str, Day), (i64, BTreeSet<&str>)> = BTreeMap::new();
    for note in facts.side.notes.iter().flatten().filter(|note| is_therapy(note)) {
        let Some((author, minutes)) = note.author.as_deref().zip(note.minutes) else { continue };
        let of_day = days.entry((author, note.day)).or_default();
        of_day.0 += i64::from(minutes);
        of_day.1.insert(&note.patient);
    }
    let mut lines = Vec::new();
    for ((_, day), (minutes, patients)) in days.into_iter().filter(|(_, (minutes, _))| *minutes > MOST_MINUTES) {
        for case in patients.into_iter().filter_map(|patient| claims.get(patient)).flatten() {
            let of_day = case.standing.iter().filter(|standing| standing.day() == Some(day) && least_minutes(standing.service).is_some());
            let paid_lines = of_day.filter(|standing| standing.decided.paid_amount > Money::ZERO);
            lines.extend(paid_lines.map(|standing| standing.evidence(case, format!("author-minutes {minutes}"), Some(paid(standing)))));
        }
    }
    lines
}

/// What shares of 90837 among notes of individual therapy say about their authors.
#[derive(Default)]
struct Shares {
    /// Authors who name 90837 more often than all others, beyond chance.
    above: usize,
    /// By how many standard errors of the difference the one furthest above lies above all others; `None` where nobody can be compared.
    furthest: Option<f64>,
    /// Notes without an author.
    without_author: usize,
}

/// The difference of two shares in standard errors, with the share of both together; `None` where that is none or all.
fn deviations(share: Rate, others: Rate) -> Option<f64> {
    let together = Rate { count: share.count + others.count, of: share.of + others.of }.value()?;
    let error = (together * (1.0 - together) * (1.0 / number(share.of) + 1.0 / number(others.of))).sqrt();
    (error > 0.0).then_some((share.value()? - others.value()?) / error)
}

fn long_shares(facts: &Facts<'_>) -> Shares {
    let (mut authors, mut all, mut found) = (BTreeMap::<&str, Rate>::new(), Rate::default(), Shares::default());
    for note in facts.side.notes.iter().flatten().filter(|note| is_therapy(note)) {
        let Some(author) = note.author.as_deref() else {
            found.without_author += 1;
            continue;
        };
        let is_long = usize::from(note.service.as_deref() == Some(THERAPY[0].0));
        let share = authors.entry(author).or_default();
        (share.count, share.of) = (share.count + is_long, share.of + 1);
        (all.count, all.of) = (all.count + is_long, all.of + 1);
    }
    for share in authors.into_values() {
        let others = Rate { count: all.count - share.count, of: all.of - share.of };
        if share.of < ENOUGH || others.of < ENOUGH {
            continue;
        }
        let limits = share.interval().zip(others.interval());
        found.above += usize::from(limits.is_some_and(|((low, _), (_, high))| low > high));
        found.furthest = match (found.furthest, deviations(share, others)) {
            (Some(one), Some(other)) => Some(one.max(other)),
            (one, other) => one.or(other),
        };
    }
    found
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let (looked_at, mut lines) = long_days(facts);
    let (short, unscored) = (short_notes(facts), without_score(facts));
    let by_author = long_author_days(facts);
    let figures = vec![("lines-short-note", Figure::Count(short.len())), ("lines-without-score", Figure::Count(unscored.len()))];
    let shares = long_shares(facts);
    let furthest = shares.furthest.map(|furthest| ("author-furthest-above", Figure::Ratio(furthest)));
    let of_authors = [
        ("lines-long-author-day", Figure::Count(by_author.len())),
        ("authors-above-others", Figure::Count(shares.above)),
        ("notes-without-author", Figure::Count(shares.without_author)),
    ];
    let of_authors = of_authors.into_iter().chain(furthest).filter(|_| facts.side.notes.is_some());
    lines.extend(short);
    lines.extend(unscored);
    lines.extend(by_author);
    if lines.is_empty() {
        return Outcome::nothing(looked_at).beside(of_authors);
    }
    lines.sort_by(|one, other| (one.claim, one.line).cmp(&(other.claim, other.line)));
    // A line that is found twice counts once.
    lines.dedup_by(|one, other| (one.claim, one.line) == (other.claim, other.line) && one.trace == other.trace);
    Outcome::Found(Found {
        looked_at,
        figures,
        groups: groups(&lines, |line| vec![line.payer.to_owned(), line.service.to_owned()], |_| None),
        lines,
        ..Found::default()
    })
    .beside(of_authors)
}

#[cfg(test)]
mod tests {
    use super::super::super::side::NoteFact;
    use super::super::super::testing::{Books, check_figure, check_lines};

    #[test]
    fn a_day_with_more_hours_than_it_has_is_found() {
        check_lines("F23", &Books::clean(), &[]);
        check_lines("F23", &Books::clean().units_of("C1", 26), &["C1 988"]);
        check_lines("F23", &Books::clean().units_of("C1", 20), &[]);
        // Two people under one member's number have a day each.
        let mut family = Books::clean().units_of("C1", 20).copied("C1", "C1-COPY");
        check_lines("F23", &family, &["C1 1520", "C1-COPY 1520"]);
        let sibling = family.claims.last_mut().expect("the copy");
        (sibling.given_name, sibling.birth_day) = ("BEN".to_owned(), "2012-03-04".parse().ok());
        check_lines("F23", &family, &[]);
    }

    #[test]
    fn a_note_with_fewer_minutes_than_the_code_is_found() {
        check_lines("F23", &Books::clean().note_of("M-C1", "2026-04-20", "90834", 37), &["C1 short-note 37"]);
        check_lines("F23", &Books::clean().note_of("M-C1", "2026-04-20", "90834", 38), &[]);
        check_lines("F23", &Books::clean().refused("C1", "CO", "50").note_of("M-C1", "2026-04-20", "90834", 37), &[]);
    }

    #[test]
    fn measures_billed_beyond_the_scores_are_found() {
        let billed = |units| Books::clean().paid_as("C1", "96127", "96127").units_of("C1", units);
        check_lines("F23", &billed(2).measured("M-C1", "2026-04-20", "phq-9", 9), &["C1 without-score 1/2"]);
        check_lines("F23", &billed(1).measured("M-C1", "2026-04-20", "phq-9", 9), &[]);
        let derived = billed(2).measured("M-C1", "2026-04-20", "phq-9", 9).measured("M-C1", "2026-04-20", "phq-2", 3);
        check_lines("F23", &derived, &["C1 without-score 1/2"]);
        check_lines("F23", &billed(1).measured("M-C1", "2026-04-19", "phq-9", 9), &["C1 without-score 1/1"]);
        // Of a patient without any scores nothing is known.
        check_lines("F23", &billed(1).measured("M-C2", "2026-04-20", "phq-9", 9), &[]);
    }

    /// Notes of an author, each of another patient.
    fn authored(mut books: Books, author: &str, patients: &[String], service: &str, minutes: u32) -> Books {
        for patient in patients {
            books = books.note_of(patient, "2026-04-20", service, minutes);
        }
        let notes = books.side.notes.take().expect("just written").into_iter();
        let signed =
            notes.map(|note| if patients.contains(&note.patient) { NoteFact { author: Some(author.to_owned()), ..note } } else { note });
        books.side.notes = Some(signed.collect());
        books
    }

    #[test]
    fn an_author_with_more_hours_than_a_day_has_is_found() {
        // C1 is of 20 April; the other patients of the author have no claim.
        let patients =
            |count: usize| std::iter::once("M-C1".to_owned()).chain((1..count).map(|place| format!("X{place}"))).collect::<Vec<_>>();
        check_lines("F23", &authored(Books::clean(), "ann", &patients(16), "90837", 60), &[]);
        check_lines("F23", &authored(Books::clean(), "ann", &patients(17), "90837", 60), &["C1 author-minutes 1020"]);
        let of_two = authored(authored(Books::clean(), "ann", &patients(9), "90837", 60), "ben", &["Y1".to_owned()], "90837", 600);
        check_lines("F23", &of_two, &[]);
    }

    #[test]
    fn every_service_that_says_how_long_it_takes_counts_into_the_day() {
        let check = |procedure: &str, units: i64, expected: Option<i64>| {
            assert_eq!(super::least_of(procedure, revenue_cycle::Units::whole(units)), expected, "{procedure} {units}");
        };
        check("90837", 2, Some(106));
        check("90838", 1, Some(53));
        check("90847", 1, Some(26));
        check("H0004", 4, Some(53));
        check("H0004", 0, Some(0));
        check("H0015", 1, None);
        // 64 quarters of an hour are within sixteen hours, 65 are beyond.
        let quarters = |units| Books::clean().paid_as("C1", "H0004", "H0004").units_of("C1", units);
        check_lines("F23", &quarters(64), &[]);
        check_lines("F23", &quarters(65), &["C1 968"]);
    }

    #[test]
    fn an_author_who_names_the_longest_code_more_often_than_others_is_a_figure() {
        let patients = |letter: &str, count: usize| (0..count).map(|place| format!("{letter}{place}")).collect::<Vec<_>>();
        let with = |service: &str| {
            // A line stands beside, so that there are figures.
            let found = Books::clean().units_of("C1", 26);
            let ann = authored(found, "ann", &patients("X", 20), service, 1);
            authored(ann, "ben", &patients("Y", 20), "90834", 1).note_of("Z", "2026-04-20", "90834", 1)
        };
        check_figure("F23", &with("90837"), "authors-above-others", "1");
        check_figure("F23", &with("90834"), "authors-above-others", "0");
        // Twenty of twenty against none of twenty: one over the root of a quarter of a tenth.
        check_figure("F23", &with("90837"), "author-furthest-above", "6.32");
        check_figure("F23", &with("90837"), "notes-without-author", "1");
    }
}
