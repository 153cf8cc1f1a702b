//! J3: paid while our own criteria pointed to a lower level.
//!
//! *Data*: claims, remittances, determinations. *Formula*: paid standing lines above outpatient care on whose day the last determination of the patient was
//! fresh and said that a lower level should be considered, and about which nobody decided otherwise with a reason on record; those stand beside. *Dollars*:
//! what was paid. **Potential** until a person confirms it. *Action*: step down earlier; do not appeal such days without a look.

use utilization_review::level_of_care::Determination;
use vocabulary::{LevelOfCare, Money, Rate};

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::Facts;
use super::super::outcome::{Evidence, Figure, Outcome};
use super::f01_denials::level_name;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "J3",
    bucket: Some(Bucket::Exposure),
    needs: &[FileKind::Claims, FileKind::Remittances, FileKind::Determinations],
    horizon: Horizon::Second,
    owner: Owner::ClinicalDirector,
    sources: &["Determinations of the practice's own set of criteria, as they were recorded"],
};

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let (mut looked_at, mut without, mut decided_otherwise) = (0, 0, 0);
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for (case, standing) in facts.standing() {
        let is_program = case.level.is_some_and(|level| level > LevelOfCare::Outpatient);
        let Some(day) = standing.day().filter(|_| is_program && standing.decided.paid_amount > Money::ZERO) else { continue };
        let Some(said) = facts.courses.fresh_determination_fact(facts.names.of(case.claim), day, case.level) else {
            without += 1;
            continue;
        };
        looked_at += 1;
        if said.determination != Determination::StepDown {
            continue;
        }
        if said.decided_otherwise {
            decided_otherwise += 1;
        } else {
            lines.push(standing.evidence(case, level_name(case.level), Some(standing.decided.paid_amount)));
        }
    }
    let figures = vec![
        ("without-determination", Figure::Share(Rate { count: without, of: looked_at + without })),
        ("lines-decided-otherwise", Figure::Count(decided_otherwise)),
    ];
    Outcome::with_figures(looked_at, lines, figures, |line| vec![line.payer.to_owned(), line.why.clone()])
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_figure, check_lines};

    #[test]
    fn a_paid_program_day_on_which_criteria_pointed_lower_is_found() {
        // D1 is partial hospitalization on 2026-04-20: seven days.
        let said = |on: &str, what: &str| Books::clean().determined("M-D1", on, what);
        check_lines("J3", &said("2026-04-15", "STEP_DOWN"), &["D1 PHP"]);
        check_lines("J3", &said("2026-04-12", "STEP_DOWN"), &[]);
        check_lines("J3", &said("2026-04-21", "STEP_DOWN"), &[]);
        check_lines("J3", &said("2026-04-15", "CONTINUE"), &[]);
        check_lines("J3", &said("2026-04-15", "STEP_DOWN").determined("M-D1", "2026-04-19", "CONTINUE"), &[]);
        check_lines("J3", &said("2026-04-15", "STEP_DOWN").refused("D1", "CO", "50"), &[]);
        check_lines("J3", &Books::clean().determined("M-C1", "2026-04-15", "STEP_DOWN"), &[]);
        // Somebody decided otherwise and wrote down why; what criteria said again later is another matter.
        let kept = || said("2026-04-15", "STEP_DOWN").all_decided_otherwise();
        check_lines("J3", &kept(), &[]);
        let again = kept().determined("M-D1", "2026-04-19", "STEP_DOWN");
        check_lines("J3", &again, &["D1 PHP"]);
        check_figure("J3", &again, "lines-decided-otherwise", "0");
    }
}
