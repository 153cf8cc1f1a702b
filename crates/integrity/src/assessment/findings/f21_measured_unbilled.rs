//! F21: measured, interpreted, and not billed.
//!
//! *Data*: claims, scores with whether a clinician interpreted them, contracts. *Formula*: for each patient and day the different instruments that were
//! scored and interpreted (of the library, and none that is part of another one of that day; at most as many as the payer's profile says), less the units of 96127 that claims of that day bill; only where a contract of the payer names a rate for the code on that day,
//! where a claim of the patient covers the day at the outpatient level (in a program day the measure is part of the day), and where no test evaluation
//! (96130 to 96139, 96146) is billed that day. A day younger than two weeks may still be billed. *Dollars*: the rate for each unit. The other side, units
//! billed beyond the scored instruments, is exposure and stands in F23. G0444 and 96136 to 96139 are not judged here, and that is said: their tables are missing. *Action*: a person decides on each; only what the record documents is billed.

use std::collections::{BTreeMap, BTreeSet};

use revenue_cycle::Units;
use vocabulary::{Day, LevelOfCare, Money};

use super::super::course::library;
use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::expected::times;
use super::super::facts::{Case, Facts};
use super::super::outcome::{Evidence, Figure, Outcome};
use super::f07_unbilled::{by_patient, is_billed};
use crate::claim_support::measurement::{BRIEF_MEASURE, is_test_evaluation, own_units};

/// A day that is younger may still be billed. Our own judgement.
const LIMIT_DAYS: i32 = 14;

/// Kinds of codes of which the tables do not tell whether they may be billed: G0444 (which visits are primary care) and 96136 to 96139 (who spent which
/// minutes). Where a note names one of them, F22 looks.
const NOT_JUDGED: usize = 2;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F21",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Claims, FileKind::Measures, FileKind::Contracts],
    horizon: Horizon::Third,
    owner: Owner::ClinicalDirector,
    sources: &[
        "96127 for each different scored instrument of a day: two guides for billers, to be read again (unverified)",
        "The practice's own contracts say whether a payer pays it",
    ],
};

/// Whole units of a code on a day, over claims that hold.
pub(super) fn billed_units(claims: &[&Case<'_>], day: Day, procedure: &str) -> i64 {
    let lines = claims.iter().filter(|case| !case.settled.history.is_void()).flat_map(|case| &case.claim.lines);
    let of_day = lines.filter(|line| line.procedure == procedure && line.days.is_some_and(|days| days.first() == day));
    of_day.map(|line| line.units.thousandths() / 1000).sum()
}

/// The instruments of a day that may be a unit: those of the library, and none that is part of another one of the day. A form that nobody but the practice
/// knows is no standardized instrument.
fn billable<'a>(instruments: &BTreeSet<&'a str>) -> BTreeSet<&'a str> {
    let known = instruments.iter().copied().filter(|instrument| library().get(instrument).is_some()).collect();
    own_units(&known)
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let claims = by_patient(facts);
    let mut days: BTreeMap<(&'a str, Day), BTreeSet<&'a str>> = BTreeMap::new();
    let mut not_interpreted = 0;
    for measure in facts.side.measures.iter().flatten().filter(|measure| facts.as_of.days_since(measure.day) > LIMIT_DAYS) {
        if measure.interpreted == Some(true) {
            days.entry((&measure.patient, measure.day)).or_default().insert(&measure.instrument);
        } else {
            not_interpreted += 1;
        }
    }
    let mut looked_at = 0;
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for ((patient, day), instruments) in days {
        let Some(of_patient) = claims.get(patient) else { continue };
        let Some(case) = of_patient.iter().copied().find(|case| is_billed(case, day)) else { continue };
        let is_program_day = of_patient.iter().any(|case| is_billed(case, day) && case.level != Some(LevelOfCare::Outpatient));
        let has_tests =
            of_patient.iter().any(|case| is_billed(case, day) && case.claim.lines.iter().any(|line| is_test_evaluation(&line.procedure)));
        let Some(rate) = facts.rate(case.payer, BRIEF_MEASURE, case.level, day).filter(|_| !is_program_day && !has_tests) else { continue };
        looked_at += 1;
        let instruments = billable(&instruments);
        let most = facts.side.measure_units_most.get(case.payer).copied().unwrap_or(i64::MAX);
        let scored = i64::try_from(instruments.len()).unwrap_or(i64::MAX).min(most);
        let missed = scored - billed_units(of_patient, day, BRIEF_MEASURE);
        if missed > 0 && rate > Money::ZERO {
            lines.push(Evidence {
                claim: Some(case.number),
                line: None,
                day: Some(day),
                payer: case.payer,
                service: BRIEF_MEASURE,
                why: instruments.into_iter().collect::<Vec<_>>().join(", "),
                category: None,
                bucket: None,
                amount: Some(times(rate, Units::whole(missed))),
                trace: None,
            });
        }
    }
    lines.sort_by(|one, other| (one.claim, one.day).cmp(&(other.claim, other.day)));
    let figures = vec![("scores-not-interpreted", Figure::Count(not_interpreted))];
    let outcome = Outcome::with_figures(looked_at, lines, figures, |line| vec![line.payer.to_owned()]);
    outcome.beside([("codes-not-judged", Figure::Count(NOT_JUDGED))])
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, amount_of, check_figure, check_lines, outcome_code};

    #[test]
    fn an_interpreted_measure_that_the_payer_pays_and_nobody_billed_is_found() {
        assert_eq!(outcome_code("F21", &Books::clean()), "could_not_run");
        // C1 is of 2026-04-20, D1 a program day of the same date; files speak until 2026-05-05.
        let paid = || Books::clean().contract("P1", "96127", "5.00");
        check_lines("F21", &paid().measured("M-C1", "2026-04-20", "phq-9", 14), &["C1 phq-9"]);
        check_figure("F21", &paid().measured("M-C1", "2026-04-20", "phq-9", 14), "codes-not-judged", "2");
        check_lines(
            "F21",
            &paid().measured("M-C1", "2026-04-20", "phq-9", 14).measured("M-C1", "2026-04-20", "gad-7", 9),
            &["C1 gad-7, phq-9"],
        );
        // Part of another form of the day, and a form of the practice's own: no unit.
        let forms = ["phq-9", "phq-8", "phq-2", "gad-7", "intake-form"];
        let many = || forms.iter().fold(paid(), |books, form| books.measured("M-C1", "2026-04-20", form, 2));
        check_lines("F21", &many(), &["C1 gad-7, phq-9"]);
        assert_eq!(amount_of("F21", &many()), 10_00);
        let mut capped = many();
        capped.side.measure_units_most.insert("P1".to_owned(), 1);
        assert_eq!(amount_of("F21", &capped), 5_00);
        // In a program day, without a rate, too young, on a day without a claim.
        check_lines("F21", &paid().measured("M-D1", "2026-04-20", "phq-9", 14), &[]);
        check_lines("F21", &Books::clean().contract("P1", "90834", "80.00").measured("M-C1", "2026-04-20", "phq-9", 14), &[]);
        check_lines("F21", &paid().measured("M-C5", "2026-04-24", "phq-9", 14), &[]);
        check_lines("F21", &paid().measured("M-C1", "2026-04-19", "phq-9", 14), &[]);
    }
}
