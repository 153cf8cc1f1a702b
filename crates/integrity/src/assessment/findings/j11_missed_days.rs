//! J11: authorized days that were missed, by severity.
//!
//! *Data*: authorizations, attendance, scores. *Formula*: attendance entries that say "not there" on a day that an authorization of the patient covers, by the payer
//! and for the level of the claim that bills the day, else of the claims around it, of all entries on such days; by the severity band of the last score within thirty days. *Dollars*: worth of the service by the payer and level of the patient's
//! nearest claim, for the reader: counted nowhere. *Action*: reach out after the first miss.

use std::collections::BTreeMap;

use revenue_cycle::Units;

use super::super::course::severity;
use super::super::definition::{Definition, FileKind, Horizon, Owner};
use super::super::facts::Facts;
use super::super::outcome::{Evidence, Outcome};
use super::super::side::AuthorizationFact;
use super::f07_unbilled::{around, by_patient, nearest};

/// A score counts for so many days. Our own rule.
const SCORE_DAYS: i32 = 30;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "J11",
    bucket: None,
    needs: &[FileKind::Attendance, FileKind::Authorizations, FileKind::Measures],
    horizon: Horizon::Second,
    owner: Owner::ClinicalDirector,
    sources: &["Severity by the bands of each instrument's definition"],
};

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let mut authorized: BTreeMap<&str, Vec<&AuthorizationFact>> = BTreeMap::new();
    for fact in facts.side.authorizations.iter().flatten() {
        authorized.entry(&fact.patient).or_default().push(fact);
    }
    let claims = by_patient(facts);
    let mut looked_at = 0;
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for fact in facts.side.attendance.iter().flatten() {
        let of_patient = around(claims.get(fact.patient.as_str()).map(Vec::as_slice).unwrap_or_default(), fact.day);
        let fits = |grant: &AuthorizationFact| of_patient.is_empty() || of_patient.iter().any(|case| grant.fits(case.payer, case.level));
        let grants = authorized.get(fact.patient.as_str()).into_iter().flatten();
        if !grants.into_iter().any(|grant| grant.period.contains(fact.day) && fits(grant)) {
            continue;
        }
        looked_at += 1;
        if fact.attended {
            continue;
        }
        let score = facts.courses.last_measure(&fact.patient, fact.day).filter(|score| fact.day.days_since(score.day) <= SCORE_DAYS);
        let band = score.and_then(severity).map_or_else(|| "no-score".to_owned(), |band| format!("severity-{band}"));
        let case = claims.get(fact.patient.as_str()).and_then(|claims| nearest(claims, fact.day));
        let service = fact.service.as_deref().unwrap_or_default();
        lines.push(Evidence {
            claim: None,
            line: None,
            day: Some(fact.day),
            payer: case.map_or("", |case| case.payer),
            service,
            why: format!("{band} {}", fact.patient),
            category: None,
            bucket: None,
            amount: case.and_then(|case| facts.worth_of(case.payer, service, case.level, Some(fact.day), Units::ONE)),
            trace: None,
        });
    }
    Outcome::of_lines(looked_at, lines, |line| vec![line.why.split(' ').next().unwrap_or_default().to_owned()])
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_lines};

    #[test]
    fn a_missed_day_within_an_authorization_is_found_with_its_severity() {
        let books = |attended| {
            Books::clean().authorized("M-C1", "2026-04-18", "2026-04-24").measured("M-C1", "2026-04-10", "phq-9", 16).attended(
                "M-C1",
                "2026-04-20",
                attended,
            )
        };
        check_lines("J11", &books(false), &["- severity-3 M-C1"]);
        check_lines("J11", &books(true), &[]);
        check_lines("J11", &books(true).attended("M-C1", "2026-04-25", false), &[]);
        // It was granted for another level than that of the claims around the day.
        let partial = |fact: &mut super::AuthorizationFact| fact.level = Some(vocabulary::LevelOfCare::PartialHospitalization);
        let stepped_down = Books::clean().measured("M-C1", "2026-04-10", "phq-9", 16).attended("M-C1", "2026-04-22", false);
        check_lines("J11", &stepped_down.clone().authorized("M-C1", "2026-04-18", "2026-04-24"), &["- severity-3 M-C1"]);
        check_lines("J11", &stepped_down.authorized_as("M-C1", "2026-04-18", "2026-04-24", partial), &[]);
        let other = books(true).authorized("M-C2", "2026-04-18", "2026-04-24").attended("M-C2", "2026-04-20", false);
        check_lines("J11", &other, &["- no-score M-C2"]);
    }
}
