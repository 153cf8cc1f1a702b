//! F3: refused as not medically necessary, without a fresh measure.
//!
//! *Data*: claims, remittances, scores; determinations tell more. *Formula*: the complement of F2: refusals as not necessary that are open, on whose day
//! no score of the patient was fresh. Each says how old the last score was, or that there was none; their share of all such refusals of known patients stands
//! with Wilson's interval. Only of patients who are named in some table of care, for else the score may stand where nobody looked; those of others are a
//! figure. What the two findings do not hold are the refusals with a fresh score on whose day criteria spoke for a lower level: a figure in both. *Dollars*:
//! worth; it comes back as seldom as one's own history says. *Action*: measure at the cadence of the level of care.

use vocabulary::LevelOfCare;

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Case, Facts, Refusal, evidence};
use super::super::outcome::{Evidence, Figure, Outcome};
use super::f01_denials::level_name;
use super::f02_necessity_measured::{Refused, determination, speaks_against};
use super::f12_charge_lag::quantile;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F3",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Claims, FileKind::Remittances, FileKind::Measures],
    horizon: Horizon::Third,
    owner: Owner::ClinicalDirector,
    sources: &["Freshness of a score by level of care: the criteria that ship"],
};

/// The line, with the days since the last score; `None` where there never was one.
fn unmeasured<'a>(facts: &Facts<'a>, case: &Case<'a>, refusal: &Refusal<'a>) -> (Evidence<'a>, Option<i32>) {
    let day = refusal.day(case.claim);
    let age = day.and_then(|day| Some(day.days_since(facts.courses.last_measure_of(case.claim, day)?.day)));
    let line = evidence(case, refusal);
    let why = age.map_or_else(|| format!("no-score {}", line.why), |days| format!("score-age {days}, {}", line.why));
    (Evidence { why, ..line }, age)
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let refused = Refused::of(facts);
    let (mut measured, mut against) = (0, 0);
    let mut lines: Vec<(Evidence<'a>, Option<LevelOfCare>)> = Vec::new();
    let mut ages: Vec<i32> = Vec::new();
    for (case, refusal, measure) in &refused.joined {
        if measure.is_some() {
            measured += 1;
            against += usize::from(determination(facts, case, refusal).is_some_and(speaks_against));
            continue;
        }
        let (line, age) = unmeasured(facts, case, refusal);
        ages.extend(age);
        lines.push((line, case.level));
    }
    ages.sort_unstable();
    let never = lines.len() - ages.len();
    let levels: std::collections::BTreeMap<&str, Option<LevelOfCare>> =
        lines.iter().filter_map(|(line, level)| Some((line.claim?, *level))).collect();
    let lines: Vec<Evidence<'a>> = lines.into_iter().map(|(line, _)| line).collect();
    let outcome = Outcome::with_figures(refused.joined.len(), lines, vec![("refused-unmatched", Figure::Share(refused.share()))], |line| {
        let level = line.claim.and_then(|claim| levels.get(claim).copied()).flatten();
        vec![line.payer.to_owned(), level_name(level), line.why.rsplit(' ').next().unwrap_or_default().to_owned()]
    });
    let counts = [
        ("lines-never-measured", Figure::Count(never)),
        ("lines-with-measure", Figure::Count(measured)),
        ("lines-criteria-against", Figure::Count(against)),
    ];
    let age = quantile(&ages, 50).map(|days| ("median-score-age", Figure::Days(days)));
    outcome.beside(counts.into_iter().chain(age))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, amount_of, check_figure, check_lines};

    #[test]
    fn a_refusal_without_a_fresh_score_is_found_where_the_patient_is_known() {
        let refused = || Books::clean().refused("B1", "CO", "50").measured("M-C1", "2026-04-20", "phq-9", 14);
        check_lines("F3", &refused(), &[]);
        check_lines("F3", &refused().attended("M-B1", "2026-04-25", true), &["B1 no-score CO-50"]);
        check_lines("F3", &refused().measured("M-B1", "2026-03-01", "phq-9", 14), &["B1 score-age 55, CO-50"]);
        check_lines("F3", &refused().measured("M-B1", "2026-04-20", "phq-9", 14), &[]);
        check_lines("F3", &refused().measured("M-B1", "2026-04-26", "phq-9", 14), &["B1 no-score CO-50"]);
    }

    #[test]
    fn with_the_other_half_it_holds_every_refusal_of_a_known_patient_but_those_that_criteria_speak_against() {
        let refused =
            Books::clean().refused("B1", "CO", "50").refused("B2", "CO", "50").refused("C5", "CO", "50").refused("C4", "CO", "50");
        let books = refused
            .measured("M-B1", "2026-04-20", "phq-9", 14)
            .measured("M-B2", "2026-03-01", "phq-9", 14)
            .measured("M-C5", "2026-04-20", "phq-9", 14)
            .determined("M-C5", "2026-04-23", "STEP_DOWN");
        check_lines("F2", &books, &["B1 CO-50"]);
        check_lines("F3", &books, &["B2 score-age 56, CO-50"]);
        for (figure, expected) in [("lines-with-measure", "2"), ("lines-criteria-against", "1"), ("refused-unmatched", "1/4")] {
            check_figure("F3", &books, figure, expected);
        }
        check_figure("F3", &books, "median-score-age", "56");
        check_figure("F3", &books, "lines-never-measured", "0");
        // All of the worth is at stake: 80.00 for the line.
        assert_eq!(amount_of("F3", &books), 80_00);
    }
}
