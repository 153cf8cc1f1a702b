//! F5: attended on a day that no authorization covers.
//!
//! *Data*: authorizations, attendance; claims tell payer, level and worth. *Formula*: days on which a patient was there, and that no authorization of the
//! patient by the payer and for the level of the day covers. Payer and level are those of the claim that bills the day, else of the claims around it. A
//! patient without any authorization by this payer for this level is not judged: the plan may ask for none. *Dollars*: worth of the services billed on that
//! day, by payer and level, less what was paid for it all the same: of a line of several days the part of one day; not known where nothing is billed or no
//! history is there. *Action*: ask for the extension before the last covered day.

use std::collections::BTreeMap;

use revenue_cycle::{ClaimLine, Units};
use vocabulary::{Money, Rate, Rounding};

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Case, Facts};
use super::super::outcome::{Evidence, Figure, Outcome};
use super::super::side::AuthorizationFact;
use super::f07_unbilled::{around, by_patient, is_billed};

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F5",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Authorizations, FileKind::Attendance],
    horizon: Horizon::First,
    owner: Owner::Reviewer,
    sources: &["Authorized and attended days compared by day: our own rule"],
};

/// How many days a line bills.
fn days_of(line: &ClaimLine) -> i64 {
    line.days.map_or(1, |days| days.last().map_or(1, |last| i64::from(last.days_since(days.first())) + 1).max(1))
}

/// What a line bills for one of its days.
fn units_a_day(line: &ClaimLine) -> Units {
    Units::from_thousandths(line.units.thousandths() / days_of(line))
}

/// What payers paid all the same for one of the days of a line: that much is not lost.
fn paid_a_day(case: &Case<'_>, line: &ClaimLine) -> Money {
    let of_line = case.standing.iter().filter(|standing| standing.line.is_some_and(|decided| decided.number == line.number));
    let paid: Money = of_line.map(|standing| standing.decided.paid_amount).sum();
    paid.share(1, days_of(line), Rounding::TowardsZero).unwrap_or(paid)
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let mut authorized: BTreeMap<&str, Vec<&AuthorizationFact>> = BTreeMap::new();
    for fact in facts.side.authorizations.iter().flatten() {
        authorized.entry(&fact.patient).or_default().push(fact);
    }
    let claims = by_patient(facts);
    let (mut looked_at, mut unmatched) = (0, 0);
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for fact in facts.side.attendance.iter().flatten().filter(|fact| fact.attended) {
        let grants = authorized.get(fact.patient.as_str()).map(Vec::as_slice).unwrap_or_default();
        let of_patient = around(claims.get(fact.patient.as_str()).map(Vec::as_slice).unwrap_or_default(), fact.day);
        let fitting = |case: &Case<'a>| grants.iter().filter(|grant| grant.fits(case.payer, case.level)).collect::<Vec<_>>();
        let judged: Vec<&Case<'a>> = of_patient.iter().copied().filter(|case| !fitting(case).is_empty()).collect();
        if grants.is_empty() || (judged.is_empty() && !of_patient.is_empty()) {
            unmatched += 1;
            continue;
        }
        looked_at += 1;
        let covers = |case: &Case<'a>| fitting(case).iter().any(|grant| grant.period.contains(fact.day));
        let billed = judged.iter().copied().find(|case| is_billed(case, fact.day) && !covers(case));
        // Of a day that is on no claim, or of a patient without claims, any that fits may be the one.
        let is_covered = match judged.first() {
            None => grants.iter().any(|grant| grant.period.contains(fact.day)),
            Some(case) if is_billed(case, fact.day) => billed.is_none(),
            Some(_) => judged.iter().any(|case| covers(case)),
        };
        if is_covered {
            continue;
        }
        let line = billed.and_then(|case| {
            case.claim
                .lines
                .iter()
                .find(|line| line.days.is_some_and(|days| days.first() <= fact.day && days.last().is_none_or(|last| fact.day <= last)))
        });
        let service = line.map_or("", |line| if line.procedure.is_empty() { &line.revenue_code } else { &line.procedure });
        let worth = billed.zip(line).and_then(|(case, line)| {
            let worth = facts.worth_of(case.payer, service, case.level, Some(fact.day), units_a_day(line))?;
            Some(Money::from_cents(worth.cents() - paid_a_day(case, line).cents()))
        });
        lines.push(Evidence {
            claim: billed.map(|case| case.number),
            line: line.map(|line| line.number),
            day: Some(fact.day),
            payer: billed.map_or("", |case| case.payer),
            service,
            why: format!("gap {}", fact.patient),
            category: None,
            bucket: None,
            amount: worth.map(|worth| worth.max(Money::ZERO)),
            trace: None,
        });
    }
    Outcome::with_figures(
        looked_at,
        lines,
        vec![("days-without-authorization", Figure::Share(Rate { count: unmatched, of: looked_at + unmatched }))],
        |line| vec![line.payer.to_owned(), line.service.to_owned()],
    )
}

#[cfg(test)]
mod tests {
    use vocabulary::LevelOfCare::{self, IntensiveOutpatient, Outpatient};
    use vocabulary::Period;

    use super::super::super::testing::{Books, amount_of, check_lines, outcome_code};

    #[test]
    fn a_day_between_two_authorizations_is_found() {
        assert_eq!(outcome_code("F5", &Books::clean()), "could_not_run");
        let books = || Books::clean().authorized("M-C1", "2026-04-01", "2026-04-19").authorized("M-C1", "2026-04-21", "2026-04-30");
        check_lines("F5", &books().attended("M-C1", "2026-04-19", true), &[]);
        check_lines("F5", &books().attended("M-C1", "2026-04-20", true), &["C1 gap M-C1"]);
        check_lines("F5", &books().attended("M-C1", "2026-04-20", false), &[]);
        check_lines("F5", &books().attended("M-C2", "2026-04-20", true), &[]);
    }

    #[test]
    fn only_what_the_payer_of_the_day_granted_for_its_level_covers_it() {
        // C1 is outpatient care of 2026-04-20 that is billed to P1.
        let granted = |first: &'static str, last: &'static str, payer: &'static str, level: LevelOfCare| {
            let payer = payer.to_owned();
            move |books: Books| {
                books.authorized_as("M-C1", first, last, |fact| (fact.payers, fact.level) = ([payer.clone()].into(), Some(level)))
            }
        };
        let came = || Books::clean().attended("M-C1", "2026-04-20", true);
        let open = |payer, level| granted("2026-04-02", "2026-04-30", payer, level);
        let ended = |payer, level| granted("2026-04-01", "2026-04-19", payer, level);
        check_lines("F5", &open("P1", Outpatient)(came()), &[]);
        check_lines("F5", &ended("P1", Outpatient)(came()), &["C1 gap M-C1"]);
        check_lines("F5", &open("P2", Outpatient)(ended("P1", Outpatient)(came())), &["C1 gap M-C1"]);
        check_lines("F5", &open("P1", IntensiveOutpatient)(ended("P1", Outpatient)(came())), &["C1 gap M-C1"]);
        // A payer and a level for which nothing was ever granted may ask for nothing.
        check_lines("F5", &ended("P1", IntensiveOutpatient)(came()), &[]);
        check_lines("F5", &ended("P2", Outpatient)(came()), &[]);
        assert_eq!(outcome_code("F5", &ended("P2", Outpatient)(came())), "not_judged");
        // A day on no claim is of those around it.
        let unbilled = || Books::clean().attended("M-C1", "2026-04-22", true);
        check_lines("F5", &ended("P1", Outpatient)(unbilled()), &["- gap M-C1"]);
        check_lines("F5", &ended("P1", IntensiveOutpatient)(unbilled()), &[]);
    }

    #[test]
    fn a_day_of_a_line_of_several_days_is_worth_its_part() {
        let mut books = Books::clean().units_of("C1", 5).contract("P1", "90834", "300.00");
        let line = &mut books.claims.iter_mut().find(|claim| claim.number == "C1").expect("it is there").lines[0];
        line.days = Period::new("2026-04-20".parse().unwrap(), "2026-04-24".parse().ok()).ok();
        let gap = (20..25).fold(books.authorized("M-C1", "2026-04-01", "2026-04-19"), |books, day| {
            books.attended("M-C1", &format!("2026-04-{day}"), true)
        });
        // Five days at 300.00, less the 80.00 that were paid for the line all the same.
        assert_eq!(amount_of("F5", &gap), 142_000);
    }
}
