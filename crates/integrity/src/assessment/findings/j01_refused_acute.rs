//! J1: refused days on which criteria spoke for this level of care or a higher one.
//!
//! *Data*: claims, remittances, determinations; appeals and limits of payers tell more. *Formula*: refusals for medical necessity that are open, on whose
//! day the last determination of the patient was fresh and said that somebody should look at safety, that a higher level should be considered, or that this
//! level is justified. Their share of the refusals on whose day criteria spoke at all stands with Wilson's interval. In the order of the days that are left
//! to appeal, by the payer's limit, those without a limit later, those that are appealed already or that the payer takes no appeal of last. *Dollars*: worth,
//! and what one's own share of won refusals for necessity lets expect of it, with its limits; without an own history that is said. They are figures: the
//! amount counts under F2 or F3 and not here. *Action*: appeal these days first, with the evidence of the day.

use std::collections::BTreeSet;

use super::super::definition::{Definition, FileKind, Horizon, Owner};
use super::super::facts::{Facts, evidence};
use super::super::outcome::{Evidence, Figure, Outcome};
use super::f02_necessity_measured::{Refused, determination, supports};
use super::f17_not_appealed::{last_day, limits};
use revenue_cycle::DenialCategory;
use vocabulary::{Money, Rate};

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

/// How urgent a line is: whether nothing can be done, whether no limit is known, whether it is past, and the days left.
type Urgency = (bool, bool, bool, Option<i32>);

fn urgency(left: Option<i32>, is_done: bool) -> Urgency {
    (is_done, left.is_none(), left.is_some_and(|left| left < 0), left)
}

/// What the lines are worth, and what may be expected of it by one's own history.
pub(super) fn worth<'a>(facts: &Facts<'_>, lines: impl Iterator<Item = &'a Evidence<'a>> + Clone) -> Vec<(&'static str, Figure)> {
    let sum: Money = lines.clone().filter_map(|line| line.amount).sum();
    let unknown = ("lines-without-worth", Figure::Count(lines.filter(|line| line.amount.is_none()).count()));
    let mut figures = vec![("lines-worth", Figure::Money(sum)), unknown];
    match facts.overturn.of(DenialCategory::MedicalNecessity, sum) {
        Some(range) => figures.extend([
            ("worth-expected", Figure::Money(range.expected)),
            ("worth-expected-low", Figure::Money(range.low)),
            ("worth-expected-high", Figure::Money(range.high)),
        ]),
        None => figures.push(("necessity-decided-again", Figure::Count(facts.overturn.rate(DenialCategory::MedicalNecessity).of))),
    }
    figures
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let refused = Refused::of(facts);
    let limits = limits(facts);
    let appealed: BTreeSet<&str> = facts.side.appeals.iter().flatten().map(|appeal| appeal.claim.as_str()).collect();
    let (mut without, mut in_appeal, mut takes_none) = (0, 0, 0);
    let mut ranked: Vec<(Urgency, Evidence<'a>)> = Vec::new();
    for (case, refusal, _) in &refused.joined {
        match determination(facts, case, refusal) {
            None => without += 1,
            Some(said) if supports(said) => {
                let line = evidence(case, refusal);
                let left = last_day(&limits, refusal).map(|last| last.days_since(facts.as_of));
                let why = format!("{} {}", said.code().to_lowercase().replace('_', "-"), line.why);
                let (is_appealed, is_final) = (appealed.contains(case.number), refusal.denial.takes_no_appeal());
                in_appeal += usize::from(is_appealed);
                takes_none += usize::from(is_final && !is_appealed);
                ranked.push((urgency(left, is_appealed || is_final), Evidence { why, ..line }));
            }
            Some(_) => {}
        }
    }
    let of_days = |found: &dyn Fn(i32) -> bool| ranked.iter().filter(|((.., left), _)| left.is_some_and(found)).count();
    let mut figures = vec![
        ("lines-left-fourteen", Figure::Count(of_days(&|left| (0..=SOON_DAYS).contains(&left)))),
        ("lines-left-more", Figure::Count(of_days(&|left| left > SOON_DAYS))),
        ("lines-past-limit", Figure::Count(of_days(&|left| left < 0))),
        ("lines-without-limit", Figure::Count(ranked.iter().filter(|((.., left), _)| left.is_none()).count())),
        ("lines-in-appeal", Figure::Count(in_appeal)),
        ("lines-no-appeal", Figure::Count(takes_none)),
    ];
    figures.extend(worth(facts, ranked.iter().map(|(_, line)| line)));
    // What can still be appealed first, the shortest time before longer ones.
    ranked.sort_by_key(|(urgency, _)| *urgency);
    let judged = refused.joined.len() - without;
    let without = Rate { count: without, of: refused.joined.len() };
    let lines: Vec<Evidence<'a>> = ranked.into_iter().map(|(_, line)| line).collect();
    let outcome = Outcome::with_figures(
        judged,
        lines,
        vec![("without-determination", Figure::Share(without)), ("refused-unmatched", Figure::Share(refused.share()))],
        |line| vec![line.payer.to_owned(), line.why.split(' ').next().unwrap_or_default().to_owned()],
    );
    outcome.beside(figures)
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
        // What is appealed already can wait.
        let appealed = ranked.appealed("B2", "2026-05-02", "pending", true);
        check_lines("J1", &appealed, &["B1 continue CO-50", "B2 continue CO-50"]);
        check_figure("J1", &appealed, "lines-in-appeal", "1");
    }

    #[test]
    fn what_may_be_expected_follows_from_ones_own_second_decisions() {
        let refused = Books::clean().refused("B1", "CO", "50").determined("M-B1", "2026-04-24", "CONTINUE");
        check_figure("J1", &refused, "lines-worth", "80.00");
        check_figure("J1", &refused, "necessity-decided-again", "0");
        // Ten refusals of another payer, half of which it paid after a second look: the mean of Beta(5.5, 5.5).
        let mut books = refused.many("P8", 10, 0);
        let numbers: Vec<String> = (0..10).map(|place| format!("P8-{place:02}")).collect();
        for (place, number) in numbers.iter().enumerate() {
            books = books.refused(number, "CO", "50").paid_on(number, if place < 5 { 8000 } else { 0 }, "2026-05-12");
            if place >= 5 {
                let last = books.payments.last_mut().expect("just added");
                last.adjudications[0].lines[0].adjustments[0].reason = "50".to_owned();
            }
        }
        check_figure("J1", &books, "worth-expected", "40.00");
        check_figure("J1", &books, "worth-expected-low", "17.88");
        check_figure("J1", &books, "worth-expected-high", "62.12");
    }
}
