//! F26: paid below an agreed single case.
//!
//! *Data*: claims, remittances, single-case agreements. *Formula*: of standing lines that were accepted and for which exactly one agreed rate of the patient
//! holds on the day of service (one for the level of care before one for any): the rate times the units billed, at most the charge, less what was
//! allowed; found above one dollar and one in a hundred. Usual and customary rates out of network are not judged: no table of them ships. *Dollars*: the
//! difference. *Action*: dispute with the agreement in hand.

use std::collections::{BTreeMap, BTreeSet};

use vocabulary::Money;

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::expected::{allowed, is_beyond_tolerance, times};
use super::super::facts::{Case, Facts, StandingLine};
use super::super::outcome::{Evidence, Figure, Outcome};
use super::super::side::{CaseAgreement, Names};

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F26",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Claims, FileKind::Remittances, FileKind::CaseAgreements],
    horizon: Horizon::Second,
    owner: Owner::Finance,
    sources: &["The practice's own agreements", "The tolerance of one dollar and one in a hundred is our own"],
};

/// Agreements by patient.
type Agreements<'a> = BTreeMap<&'a str, Vec<&'a CaseAgreement>>;

/// The one agreed rate that holds; the second says whether several differ.
fn agreed(names: &Names<'_>, agreements: &Agreements<'_>, case: &Case<'_>, standing: &StandingLine<'_>) -> (Option<Money>, bool) {
    let Some(day) = standing.day() else { return (None, false) };
    let holds = |agreement: &&CaseAgreement| agreement.service == standing.service && agreement.period.contains(day);
    let of_patient = names.of(case.claim).filter_map(|name| agreements.get(name)).flatten().copied();
    let fitting: Vec<&CaseAgreement> = of_patient.filter(holds).collect();
    let rates =
        |level| fitting.iter().filter(|agreement| agreement.level == level).map(|each| each.unit_amount).collect::<BTreeSet<Money>>();
    let exact = if case.level.is_some() { rates(case.level) } else { BTreeSet::new() };
    let found = if exact.is_empty() { rates(None) } else { exact };
    (found.first().copied().filter(|_| found.len() == 1), found.len() > 1)
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let mut agreements: Agreements<'a> = BTreeMap::new();
    for agreement in facts.side.case_agreements.iter().flatten() {
        agreements.entry(&agreement.patient).or_default().push(agreement);
    }
    let (mut looked_at, mut unclear) = (0, 0);
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for (case, standing) in facts.standing() {
        let actual = allowed(standing.decided);
        let (Some(line), true) = (standing.line, actual > Money::ZERO) else { continue };
        let (rate, is_unclear) = agreed(&facts.names, &agreements, case, standing);
        unclear += usize::from(is_unclear);
        let Some(rate) = rate else { continue };
        looked_at += 1;
        let expected = times(rate, line.units).min(line.charge_amount);
        let short = expected - actual;
        if is_beyond_tolerance(expected, short) {
            lines.push(standing.evidence(case, format!("{expected} > {actual}"), Some(short)));
        }
    }
    Outcome::with_figures(looked_at, lines, vec![("agreements-that-differ", Figure::Count(unclear))], |line| {
        vec![line.payer.to_owned(), line.service.to_owned()]
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_lines, outcome_code};

    #[test]
    fn what_was_allowed_below_the_agreement_is_found_to_the_cent() {
        assert_eq!(outcome_code("F26", &Books::clean()), "could_not_run");
        check_lines("F26", &Books::clean().agreed("M-C1", "90834", 9000), &["C1 90.00 > 80.00"]);
        check_lines("F26", &Books::clean().agreed("M-C1", "90834", 8000), &[]);
        check_lines("F26", &Books::clean().agreed("M-X", "90834", 9000), &[]);
        check_lines("F26", &Books::clean().agreed("M-C1", "90834", 99_900), &["C1 100.00 > 80.00"]);
        check_lines("F26", &Books::clean().agreed("M-C1", "90834", 9000).agreed("M-C1", "90834", 9500), &[]);
        check_lines("F26", &Books::clean().refused("C1", "CO", "50").agreed("M-C1", "90834", 9000), &[]);
    }
}
