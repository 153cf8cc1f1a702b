//! J2: refused while improving and not yet ready for a lower level.
//!
//! *Data*: claims, remittances, determinations, scores, episodes. *Formula*: the refusals of J1 on whose day criteria said that this level is justified, and
//! until whose day the patient had improved reliably since the start of the episode, by the verified norm of the instrument with most scores. *Dollars*: worth
//! of the line, and what one's own share of won refusals for necessity lets expect of all of them, as in J1; for the reader: the amount counts under F2 or F3.
//! *Action*: appeal with what is left of the need and what has moved.

use utilization_review::level_of_care::Determination;

use super::super::definition::{Definition, FileKind, Horizon, Owner};
use super::super::facts::{Facts, evidence};
use super::super::outcome::{Evidence, Figure, Outcome};
use super::f02_necessity_measured::{Refused, determination};
use super::j01_refused_acute::worth;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "J2",
    bucket: None,
    needs: &[FileKind::Claims, FileKind::Remittances, FileKind::Determinations, FileKind::Measures, FileKind::Episodes],
    horizon: Horizon::First,
    owner: Owner::Reviewer,
    sources: &["Reliable change by the norms of each instrument's definition (Jacobson and Truax 1991, or published points)"],
};

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let refused = Refused::of(facts);
    let is_found = |(case, refusal, _): &&(&super::super::facts::Case<'a>, &super::super::facts::Refusal<'a>, _)| {
        let has_improved = || refusal.day(case.claim).is_some_and(|day| facts.courses.improved_by(facts.names.of(case.claim), day));
        determination(facts, case, refusal) == Some(Determination::Continue) && has_improved()
    };
    let lines: Vec<Evidence<'a>> = refused.joined.iter().filter(is_found).map(|(case, refusal, _)| evidence(case, refusal)).collect();
    let mut figures = vec![("refused-unmatched", Figure::Share(refused.share()))];
    if !lines.is_empty() {
        figures.extend(worth(facts, lines.iter()));
    }
    Outcome::with_figures(refused.joined.len(), lines, figures, |line| vec![line.payer.to_owned(), line.why.clone()])
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_figure, check_lines};

    #[test]
    fn a_refusal_of_a_patient_who_improves_and_still_needs_the_level_is_found() {
        let check = |said: &str, last: i32, expected: &[&str]| {
            let books = Books::clean()
                .refused("B1", "CO", "50")
                .episode("M-B1", "2026-04-01", "", "", "")
                .measured("M-B1", "2026-04-02", "phq-9", 22)
                .measured("M-B1", "2026-04-20", "phq-9", last)
                .determined("M-B1", "2026-04-24", said);
            check_lines("J2", &books, expected);
            if !expected.is_empty() {
                check_figure("J2", &books, "lines-worth", "80.00");
                // Nothing was decided a second time: there is no own history.
                check_figure("J2", &books, "necessity-decided-again", "0");
            }
        };
        check("CONTINUE", 12, &["B1 CO-50"]);
        check("CONTINUE", 21, &[]);
        check("STEP_DOWN", 12, &[]);
    }
}
