//! F3: refused as not medically necessary, without a fresh measure.
//!
//! *Data*: claims, remittances, scores. *Formula*: the refusals of F2 on whose day no score of the patient was fresh; only of patients who are named in some
//! table of care, for else the score may stand where nobody looked. *Dollars*: worth; it comes back as seldom as one's own history says. *Action*: measure at
//! the cadence of the level of care.

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Facts, evidence};
use super::super::outcome::{Evidence, Figure, Outcome};
use super::f02_necessity_measured::Refused;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F3",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Claims, FileKind::Remittances, FileKind::Measures],
    horizon: Horizon::Third,
    owner: Owner::ClinicalDirector,
    sources: &["Freshness of a score by level of care: the criteria that ship"],
};

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let refused = Refused::of(facts);
    let missing = refused.joined.iter().filter(|(_, _, measure)| measure.is_none());
    let lines: Vec<Evidence<'a>> = missing.map(|(case, refusal, _)| evidence(case, refusal)).collect();
    let figures = vec![("refused-unmatched", Figure::Share(refused.share()))];
    Outcome::with_figures(refused.joined.len(), lines, figures, |line| vec![line.payer.to_owned(), line.why.clone()])
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_lines};

    #[test]
    fn a_refusal_without_a_fresh_score_is_found_where_the_patient_is_known() {
        let refused = || Books::clean().refused("B1", "CO", "50").measured("M-C1", "2026-04-20", "phq-9", 14);
        check_lines("F3", &refused(), &[]);
        check_lines("F3", &refused().attended("M-B1", "2026-04-25", true), &["B1 CO-50"]);
        check_lines("F3", &refused().measured("M-B1", "2026-03-01", "phq-9", 14), &["B1 CO-50"]);
        check_lines("F3", &refused().measured("M-B1", "2026-04-20", "phq-9", 14), &[]);
    }
}
