//! J1: refused days on which criteria spoke for this level of care or a higher one.
//!
//! *Data*: claims, remittances, determinations. *Formula*: refusals for medical necessity that were not won, on whose day the last determination of the
//! patient was fresh and said that somebody should look at safety, that a higher level should be considered, or that this level is justified. In the order of
//! the days that are left to appeal, by the payer's limit, those without a limit last. *Dollars*:
//! worth of the line, for the reader: the amount counts under F2 or F3 and not here. *Action*: appeal these days first, with the evidence of the day.

use super::super::definition::{Definition, FileKind, Horizon, Owner};
use super::super::facts::{Facts, evidence};
use super::super::outcome::{Evidence, Figure, Outcome};
use super::f02_necessity_measured::{Refused, determination, supports};
use super::f17_not_appealed::{last_day, limits};
use vocabulary::Rate;

/// An appeal with at most so many days left is soon.
const SOON_DAYS: i32 = 14;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "J1",
    bucket: None,
    needs: &[FileKind::Claims, FileKind::Remittances, FileKind::Determinations],
    horizon: Horizon::First,
    owner: Owner::Reviewer,
    sources: &["Determinations of the practice's own set of criteria, as they were recorded"],
};

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let refused = Refused::of(facts);
    let mut without = 0;
    let limits = limits(facts);
    let mut ranked: Vec<(Option<i32>, Evidence<'a>)> = Vec::new();
    for (case, refusal, _) in &refused.joined {
        match determination(facts, case, refusal) {
            None => without += 1,
            Some(said) if supports(said) => {
                let line = evidence(case, refusal);
                let left = last_day(&limits, refusal).map(|last| last.days_since(facts.as_of));
                let why = format!("{} {}", said.code().to_lowercase().replace('_', "-"), line.why);
                ranked.push((left, Evidence { why, ..line }));
            }
            Some(_) => {}
        }
    }
    let of_days = |found: &dyn Fn(i32) -> bool| ranked.iter().filter(|(left, _)| left.is_some_and(found)).count();
    let days = [
        ("lines-left-fourteen", Figure::Count(of_days(&|left| (0..=SOON_DAYS).contains(&left)))),
        ("lines-left-more", Figure::Count(of_days(&|left| left > SOON_DAYS))),
        ("lines-past-limit", Figure::Count(of_days(&|left| left < 0))),
        ("lines-without-limit", Figure::Count(ranked.iter().filter(|(left, _)| left.is_none()).count())),
    ];
    // What can still be appealed first, the shortest time before longer ones.
    ranked.sort_by_key(|(left, _)| (left.is_none(), left.is_some_and(|left| left < 0), *left));
    let lines: Vec<Evidence<'a>> = ranked.into_iter().map(|(_, line)| line).collect();
    let without = Rate { count: without, of: refused.joined.len() };
    let outcome = Outcome::with_figures(
        refused.joined.len(),
        lines,
        vec![("without-determination", Figure::Share(without)), ("refused-unmatched", Figure::Share(refused.share()))],
        |line| vec![line.payer.to_owned(), line.why.split(' ').next().unwrap_or_default().to_owned()],
    );
    outcome.beside(days)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_figure, check_lines, outcome_code};

    #[test]
    fn a_refused_day_on_which_criteria_spoke_for_the_level_is_found() {
        assert_eq!(outcome_code("J1", &Books::clean()), "could_not_run");
        let refused = |said: &str| Books::clean().refused("B1", "CO", "50").determined("M-B1", "2026-04-24", said);
        check_lines("J1", &refused("STEP_UP"), &["B1 step-up CO-50"]);
        check_lines("J1", &refused("SAFETY_REVIEW"), &["B1 safety-review CO-50"]);
        check_lines("J1", &refused("CONTINUE"), &["B1 continue CO-50"]);
        for said in ["MIXED", "STEP_DOWN", "INSUFFICIENT", "REVIEW_PLAN", "NOT_APPLICABLE"] {
            check_lines("J1", &refused(said), &[]);
        }
        let two = refused("CONTINUE").refused("B2", "CO", "50").attended("M-B2", "2026-04-26", true);
        check_figure("J1", &two, "without-determination", "1/2");
        // B2 was decided four days before B1: of sixteen days twelve are left, and it stands first.
        let mut ranked = refused("CONTINUE").refused("B2", "CO", "50").determined("M-B2", "2026-04-25", "CONTINUE");
        let place = ranked.payments[0].adjudications.iter().position(|decision| decision.claim_number == "B2").expect("decided");
        let decision = ranked.payments[0].adjudications.remove(place);
        let mut earlier = ranked.payments[0].clone();
        (earlier.key.day, earlier.key.trace) = ("2026-05-01".parse().ok(), "T0".to_owned());
        (earlier.amount, earlier.adjudications) = (vocabulary::Money::ZERO, vec![decision]);
        ranked.payments.push(earlier);
        let ranked = ranked.appeal_limit("P1", 16);
        check_lines("J1", &ranked, &["B2 continue CO-50", "B1 continue CO-50"]);
        check_figure("J1", &ranked, "lines-left-fourteen", "1");
        check_figure("J1", &ranked, "lines-left-more", "1");
        check_figure("J1", &two, "lines-without-limit", "1");
    }
}
