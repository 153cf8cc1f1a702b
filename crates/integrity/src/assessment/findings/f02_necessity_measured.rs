//! F2: refused as not medically necessary, with a fresh measure on file.
//!
//! *Data*: claims, remittances, scores; determinations tell more. *Formula*: lines of the first decision that are refused for medical necessity (50, 150,
//! 151, 152, 186, 272) and are open, of patients who are named in some table of care, where the last score on or before the day of service is fresh
//! at the level of care ([`super::super::course`]), and on whose day criteria did not speak against the level: those are J3's. Lines on whose day criteria
//! spoke for this or a higher level stand beside as a figure, and so do those on which none had spoken. Whether a score stood between two requests, and what
//! followed a positive screen of risk, is in no table: it is said that this was not judged. *Dollars*: worth, times one's own share of won refusals of that
//! kind. *Action*: build the appeal before its last day.

use revenue_cycle::DenialCategory;
use utilization_review::level_of_care::Determination;

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Case, Facts, Refusal, evidence};
use super::super::outcome::{Evidence, Figure, Outcome};
use super::super::side::MeasureFact;
use vocabulary::Rate;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F2",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Claims, FileKind::Remittances, FileKind::Measures],
    horizon: Horizon::First,
    owner: Owner::Reviewer,
    sources: &[
        "X12 835 reasons of the category medical necessity: table of reasons, two lists each",
        "Freshness of a score by level of care: the criteria that ship",
    ],
};

/// Refused as not necessary, with the fresh score where there is one; and how many more could not be joined to care.
pub(super) struct Refused<'a, 'b> {
    pub(super) joined: Vec<(&'b Case<'a>, &'b Refusal<'a>, Option<&'a MeasureFact>)>,
    pub(super) unmatched: usize,
}

impl<'a, 'b> Refused<'a, 'b> {
    pub(super) fn of(facts: &'b Facts<'a>) -> Self {
        let (mut joined, mut unmatched) = (Vec::new(), 0);
        for (case, refusal) in facts.open().filter(|(_, refusal)| refusal.denial.kind.category == DenialCategory::MedicalNecessity) {
            let Some(day) = refusal.day(case.claim).filter(|_| facts.courses.knows(case.claim)) else {
                unmatched += 1;
                continue;
            };
            joined.push((case, refusal, facts.courses.fresh_measure(case.claim, day, case.level)));
        }
        Self { joined, unmatched }
    }

    /// The share that could not be joined.
    pub(super) fn share(&self) -> Rate {
        Rate { count: self.unmatched, of: self.joined.len() + self.unmatched }
    }
}

/// What criteria said, fresh on the day that was refused.
pub(super) fn determination(facts: &Facts<'_>, case: &Case<'_>, refusal: &Refusal<'_>) -> Option<Determination> {
    let day = refusal.day(case.claim)?;
    facts.courses.fresh_determination(facts.names.of(case.claim), day, case.level)
}

/// True where criteria spoke for this level of care or a higher one.
pub(super) fn supports(determination: Determination) -> bool {
    matches!(determination, Determination::Continue | Determination::StepUp | Determination::SafetyReview)
}

/// True where criteria spoke for a lower level.
pub(super) fn speaks_against(determination: Determination) -> bool {
    determination == Determination::StepDown
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let refused = Refused::of(facts);
    let measured: Vec<_> = refused.joined.iter().filter(|(_, _, measure)| measure.is_some()).collect();
    let (mut supported, mut against) = (0, 0);
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for (case, refusal, _) in &measured {
        match determination(facts, case, refusal) {
            // An appeal would go against what the practice itself said.
            Some(said) if speaks_against(said) => {
                against += 1;
                continue;
            }
            Some(said) if supports(said) => supported += 1,
            _ => {}
        }
        lines.push(evidence(case, refusal));
    }
    let kept = lines.len();
    let outcome = Outcome::with_figures(
        refused.joined.len(),
        lines,
        vec![("lines-supported", Figure::Count(supported)), ("refused-unmatched", Figure::Share(refused.share()))],
        |line| vec![line.payer.to_owned(), line.why.clone()],
    );
    outcome.beside([
        ("lines-criteria-against", Figure::Count(against)),
        ("lines-without-criteria", Figure::Count(kept - supported)),
        ("checks-not-judged", Figure::Count(kept)),
    ])
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_figure, check_lines, outcome_code};

    #[test]
    fn a_refusal_with_a_fresh_score_on_file_is_found() {
        assert_eq!(outcome_code("F2", &Books::clean()), "could_not_run");
        // B1 is outpatient care of 2026-04-25: thirty days.
        let refused = || Books::clean().refused("B1", "CO", "50");
        check_lines("F2", &refused().measured("M-B1", "2026-04-20", "phq-9", 14), &["B1 CO-50"]);
        check_lines("F2", &refused().measured("M-B1", "2026-03-20", "phq-9", 14), &[]);
        check_lines("F2", &refused().measured("M-B1", "2026-04-26", "phq-9", 14), &[]);
        check_lines("F2", &refused().measured("M-B2", "2026-04-20", "phq-9", 14), &[]);
        check_lines("F2", &Books::clean().refused("B1", "CO", "197").measured("M-B1", "2026-04-20", "phq-9", 14), &[]);
        let supported = refused().measured("M-B1", "2026-04-20", "phq-9", 14).determined("M-B1", "2026-04-24", "CONTINUE");
        check_figure("F2", &supported, "lines-supported", "1");
        check_figure("F2", &supported, "lines-without-criteria", "0");
        // The practice's own criteria spoke for a lower level: no appeal against that.
        let against = refused().measured("M-B1", "2026-04-20", "phq-9", 14).determined("M-B1", "2026-04-24", "STEP_DOWN");
        check_lines("F2", &against, &[]);
        let one = against.refused("B2", "CO", "50").measured("M-B2", "2026-04-20", "phq-9", 14);
        check_figure("F2", &one, "lines-criteria-against", "1");
        check_figure("F2", &one, "checks-not-judged", "1");
        check_figure("F2", &supported.refused("B2", "CO", "50"), "refused-unmatched", "1/2");
    }
}
