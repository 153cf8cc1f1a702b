//! F5: attended on a day that no authorization covers.
//!
//! *Data*: authorizations, attendance; claims tell the worth. *Formula*: days on which a patient who has an authorization at all was there, and that no
//! authorization of the patient covers. A patient without any is not judged: the plan may ask for none. *Dollars*: worth of the services billed on that
//! day, by payer and level, less what was paid for it all the same: of a line of several days the part of one day; not known where nothing is billed or no
//! history is there. *Action*: ask for the extension before the last covered day.

use std::collections::BTreeMap;

use revenue_cycle::{ClaimLine, Units};
use vocabulary::{Money, Period, Rate, Rounding};

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Case, Facts};
use super::super::outcome::{Evidence, Figure, Outcome};
use super::f07_unbilled::{by_patient, is_billed};

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
    let mut authorized: BTreeMap<&str, Vec<Period>> = BTreeMap::new();
    for fact in facts.side.authorizations.iter().flatten() {
        authorized.entry(&fact.patient).or_default().push(fact.period);
    }
    let claims = by_patient(facts);
    let (mut looked_at, mut unmatched) = (0, 0);
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for fact in facts.side.attendance.iter().flatten().filter(|fact| fact.attended) {
        let Some(periods) = authorized.get(fact.patient.as_str()) else {
            unmatched += 1;
            continue;
        };
        looked_at += 1;
        if periods.iter().any(|period| period.contains(fact.day)) {
            continue;
        }
        let billed = claims.get(fact.patient.as_str()).into_iter().flatten().find(|case| is_billed(case, fact.day));
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
