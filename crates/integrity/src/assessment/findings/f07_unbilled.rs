//! F7: attended, documented, and on no claim.
//!
//! *Data*: claims, attendance, facts about notes. *Formula*: days on which a patient who has claims was there, with a signed note, more than
//! [`LIMIT_DAYS`] days before the last day of which the files speak, and on which no line of a claim of that patient falls. *Dollars*: worth of the service
//! by the payer and level of the patient's nearest claim; not known without a code or a history. *Action*: compare attendance with charges every day.

use std::collections::{BTreeMap, BTreeSet};

use revenue_cycle::Units;
use vocabulary::{Day, Period, Rate};

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Case, Facts};
use super::super::outcome::{Evidence, Figure, Outcome};
use super::super::side::names_of;

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
        for name in names_of(case.claim) {
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
    let signed: BTreeSet<(&str, Day)> =
        facts.side.notes.iter().flatten().filter(|note| note.signed.is_some()).map(|note| (note.patient.as_str(), note.day)).collect();
    let (mut looked_at, mut unmatched) = (0, 0);
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    let attended = facts.side.attendance.iter().flatten().filter(|fact| fact.attended && facts.as_of.days_since(fact.day) > LIMIT_DAYS);
    for fact in attended {
        let Some(of_patient) = claims.get(fact.patient.as_str()) else {
            unmatched += 1;
            continue;
        };
        looked_at += 1;
        let is_documented = signed.contains(&(fact.patient.as_str(), fact.day));
        if !is_documented || of_patient.iter().any(|case| is_billed(case, fact.day)) {
            continue;
        }
        let Some(case) = nearest(of_patient, fact.day) else { continue };
        let service = fact.service.as_deref().unwrap_or_default();
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
        vec![("days-unmatched", Figure::Share(Rate { count: unmatched, of: looked_at + unmatched }))],
        |line| vec![line.payer.to_owned(), line.service.to_owned()],
    )
}

#[cfg(test)]
mod tests {
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
}
