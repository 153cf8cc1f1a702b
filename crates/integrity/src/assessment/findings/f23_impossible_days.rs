//! F23: billed more than the record can hold.
//!
//! *Data*: claims, remittances; facts about notes and scores tell more. *Formula*: (1) for each patient and day the least minutes that the billed codes of
//! individual therapy stand for (90832 from 16, 90834 from 38, 90837 from 53, by the units); found above [`MOST_MINUTES`]. (2) Where the only signed note of
//! individual therapy of a day names fewer minutes than the only such code billed stands for. (3) Where units of 96127 exceed the different instruments
//! scored for the patient on that day, for patients who have scores at all. *Dollars*: what was paid on those lines; of (3) the part of it that exceeds.
//! **Potential** until a person confirms it. *Action*: a person reviews the notes before the payer does.

use std::collections::{BTreeMap, BTreeSet};

use vocabulary::{Day, Money};

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Case, Facts, StandingLine};
use super::super::outcome::{Evidence, Figure, Found, Outcome, groups};
use super::super::side::{Person, person};
use super::f07_unbilled::by_patient;
use super::f21_measured_unbilled::BRIEF_MEASURE;
use crate::claim_support::measurement::own_units;

use super::f22_supported_unbilled::{least_minutes, only_therapy, therapy_notes};

/// Sixteen hours: more than that of therapy on one day is not to be believed. Our own judgement.
const MOST_MINUTES: i64 = 16 * 60;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F23",
    bucket: Some(Bucket::Exposure),
    needs: &[FileKind::Claims, FileKind::Remittances],
    horizon: Horizon::First,
    owner: Owner::Compliance,
    sources: &["Time ranges of 90832, 90834 and 90837: apaservices.org, and a second list to be read (unverified)"],
};

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
        if let Some(minutes) = least_minutes(&line.procedure) {
            let entry = days.entry((person(case.claim), day)).or_default();
            entry.0 += i64::from(minutes) * line.units.thousandths() / 1000;
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
            let amount = i128::from(paid(standing).cents()) * i128::from(beyond) / i128::from(units);
            let amount = Money::from_cents(i64::try_from(amount).unwrap_or(i64::MAX));
            lines.push(standing.evidence(case, format!("without-score {beyond}/{units}"), Some(amount)));
        }
    }
    lines
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let (looked_at, mut lines) = long_days(facts);
    let (short, unscored) = (short_notes(facts), without_score(facts));
    let figures = vec![("lines-short-note", Figure::Count(short.len())), ("lines-without-score", Figure::Count(unscored.len()))];
    lines.extend(short);
    lines.extend(unscored);
    if lines.is_empty() {
        return Outcome::nothing(looked_at);
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
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_lines};

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
}
