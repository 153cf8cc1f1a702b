//! F6: authorized and not used.
//!
//! *Data*: authorizations with units, attendance; episodes and determinations tell more. *Formula*: for every authorization that has ended and says how many
//! days or sessions it allows: those less the days attended within it, without days that are billed to another payer or at another level alone. Why: how the episode ended, where it ended within the authorization; else that
//! days were missed; else that fewer were planned. *Dollars*: unused days for which criteria spoke for this level when the patient was last there, times
//! the worth of what is billed for the patient within it; not known without a determination. This is no reason to use days up. *Action*: retention and scheduling.

use std::collections::{BTreeMap, BTreeSet};

use revenue_cycle::Units;
use vocabulary::{Day, Money, Period};

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::expected::times;
use super::super::facts::{Case, Facts};
use super::super::outcome::{Evidence, Outcome};
use super::super::side::AuthorizationFact;
use super::f02_necessity_measured::supports;
use super::f07_unbilled::{by_patient, is_billed};

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F6",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Authorizations, FileKind::Attendance],
    horizon: Horizon::Third,
    owner: Owner::Reviewer,
    sources: &["Authorized and attended days compared: our own rule"],
};

/// Days of a patient: those on which the patient was there, and those that were missed.
type Days<'a> = BTreeMap<(&'a str, bool), BTreeSet<Day>>;

fn within<'b>(days: &'b Days<'_>, patient: &'b str, attended: bool, period: Period) -> impl DoubleEndedIterator<Item = Day> + use<'b> {
    days.get(&(patient, attended)).into_iter().flatten().copied().filter(move |day| period.contains(*day))
}

fn why(facts: &Facts<'_>, authorization: &AuthorizationFact, missed: usize) -> String {
    let ended = facts
        .courses
        .episodes(&authorization.patient)
        .iter()
        .find(|episode| episode.discharged.is_some_and(|last| authorization.period.contains(last)));
    match (ended, missed) {
        (Some(episode), _) => episode.ending.map_or("discharged", |ending| ending.code()).replace('_', "-"),
        (None, 0) => "not-planned".to_owned(),
        (None, _) => "days-missed".to_owned(),
    }
}

/// The claim of the patient with a line in the period, and what one unit of that line is worth.
pub(super) fn worth<'a, 'b>(facts: &Facts<'a>, claims: &[&'b Case<'a>], period: Period) -> Option<(&'b Case<'a>, &'a str, Option<Money>)> {
    claims.iter().find_map(|case| {
        let line = case.claim.lines.iter().find(|line| line.days.is_some_and(|days| period.contains(days.first())))?;
        let service = if line.procedure.is_empty() { line.revenue_code.as_str() } else { line.procedure.as_str() };
        Some((*case, service, facts.worth_of(case.payer, service, case.level, line.days.map(Period::first), Units::ONE)))
    })
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let mut days: Days<'a> = BTreeMap::new();
    for fact in facts.side.attendance.iter().flatten() {
        days.entry((fact.patient.as_str(), fact.attended)).or_default().insert(fact.day);
    }
    let claims = by_patient(facts);
    let mut looked_at = 0;
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for authorization in facts.side.authorizations.iter().flatten() {
        let period = authorization.period;
        let ended = period.last().filter(|last| *last < facts.as_of);
        let (Some(allowed), Some(_)) = (authorization.units, ended) else { continue };
        looked_at += 1;
        let patient = authorization.patient.as_str();
        let of_patient = claims.get(patient).map(Vec::as_slice).unwrap_or_default();
        let own: Vec<&Case<'a>> = of_patient.iter().copied().filter(|case| authorization.fits(case.payer, case.level)).collect();
        let is_own = |day: &Day| own.iter().any(|case| is_billed(case, *day)) || !of_patient.iter().any(|case| is_billed(case, *day));
        let there = || within(&days, patient, true, period).filter(is_own);
        let used = u32::try_from(there().count()).unwrap_or(u32::MAX);
        let unused = allowed.saturating_sub(used);
        if unused == 0 {
            continue;
        }
        let missed = within(&days, patient, false, period).count();
        let billed = worth(facts, &own, period);
        let last_there = there().next_back().unwrap_or(period.first());
        let level = billed.and_then(|(case, ..)| case.level);
        let said = facts.courses.fresh_determination(std::iter::once(patient), last_there, level);
        let unit = billed.and_then(|(_, _, unit)| unit);
        let amount = match said {
            Some(said) if supports(said) => unit.map(|unit| times(unit, Units::whole(i64::from(unused)))),
            Some(_) => Some(Money::ZERO),
            None => None,
        };
        lines.push(Evidence {
            claim: None,
            line: None,
            day: Some(period.first()),
            payer: billed.map_or("", |(case, ..)| case.payer),
            service: billed.map_or("", |(_, service, _)| service),
            why: format!("{} {}: {unused}/{allowed}", why(facts, authorization, missed), authorization.number),
            category: None,
            bucket: None,
            amount,
            trace: None,
        });
    }
    Outcome::of_lines(looked_at, lines, |line| vec![line.why.split(' ').next().unwrap_or_default().to_owned()])
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_lines};

    #[test]
    fn what_an_authorization_allowed_and_nobody_used_is_found_with_why() {
        let books = || Books::clean().authorized_units("M-C1", "2026-04-18", "2026-04-24", 3).attended("M-C1", "2026-04-20", true);
        check_lines("F6", &books(), &["- not-planned A-2026-04-18: 2/3"]);
        check_lines("F6", &books().attended("M-C1", "2026-04-21", false), &["- days-missed A-2026-04-18: 2/3"]);
        let left = books().episode("M-C1", "2026-04-18", "2026-04-21", "against_advice", "");
        check_lines("F6", &left, &["- against-advice A-2026-04-18: 2/3"]);
        check_lines("F6", &books().attended("M-C1", "2026-04-21", true).attended("M-C1", "2026-04-22", true), &[]);
        // Not ended yet; without units; attended on the same day twice is one day.
        check_lines(
            "F6",
            &Books::clean().authorized_units("M-C1", "2026-04-18", "2026-12-31", 3).attended("M-C1", "2026-04-20", true),
            &[],
        );
        check_lines("F6", &Books::clean().authorized("M-C1", "2026-04-18", "2026-04-24").attended("M-C1", "2026-04-20", true), &[]);
    }

    #[test]
    fn a_day_of_another_program_uses_nothing() {
        use vocabulary::LevelOfCare::{Outpatient, PartialHospitalization};

        // C1 is outpatient care of 2026-04-20 that is billed to P1.
        let granted = |payer: &str, level: vocabulary::LevelOfCare| {
            let payer = payer.to_owned();
            let change = move |fact: &mut super::AuthorizationFact| {
                (fact.payers, fact.level, fact.units) = ([payer.clone()].into(), Some(level), Some(3));
            };
            Books::clean().attended("M-C1", "2026-04-20", true).attended("M-C1", "2026-04-21", true).authorized_as(
                "M-C1",
                "2026-04-18",
                "2026-04-24",
                change,
            )
        };
        check_lines("F6", &granted("P1", Outpatient), &["- not-planned A-2026-04-18: 1/3"]);
        check_lines("F6", &granted("P1", PartialHospitalization), &["- not-planned A-2026-04-18: 2/3"]);
        check_lines("F6", &granted("P2", Outpatient), &["- not-planned A-2026-04-18: 2/3"]);
    }

    #[test]
    fn unused_days_are_worth_something_only_where_criteria_spoke_for_them() {
        let books = || Books::clean().authorized_units("M-C1", "2026-04-18", "2026-04-24", 3).attended("M-C1", "2026-04-20", true);
        let check = |books: &Books, cents: Option<i64>| {
            let found = books.assessed(|assessment| match &assessment.finding("F6").expect("there").outcome {
                super::Outcome::Found(found) => found.lines[0].amount.map(vocabulary::Money::cents),
                other => panic!("{other:?}"),
            });
            assert_eq!(found, cents);
        };
        check(&books(), None);
        check(&books().determined("M-C1", "2026-04-19", "CONTINUE"), Some(16_000));
        check(&books().determined("M-C1", "2026-04-19", "STEP_DOWN"), Some(0));
        check(&books().determined("M-C1", "2026-01-19", "CONTINUE"), None);
    }
}
