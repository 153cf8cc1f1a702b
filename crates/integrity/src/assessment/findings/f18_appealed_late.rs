//! F18: appealed after the last day.
//!
//! *Data*: claims, remittances, appeals; limits of payers where an appeal does not name its last day. *Formula*: appeals that were filed after the last
//! day that the practice wrote beside them, else after the payer's limit, counted from the latest decision that refused and that lies before the appeal.
//! An appeal of which neither is known is not judged, and counted as such. *Dollars*: none that may come back: the
//! refused lines of the claim that were upheld or given up are lost, and their worth stands beside. What was granted is not lost, and what the payer still
//! weighs is not lost yet: such appeals are counted. *Action*: let the deadlines of each payer run from the day of the refusal.

use vocabulary::Day;

use super::super::definition::{Definition, FileKind, Horizon, Owner};
use super::super::facts::{Case, Facts, Fate, Refusal, evidence};
use super::super::outcome::{Evidence, Figure, Outcome};
use super::super::side::AppealFact;
use super::f17_not_appealed::{last_day, limits};

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F18",
    bucket: None,
    needs: &[FileKind::Claims, FileKind::Remittances, FileKind::Appeals],
    horizon: Horizon::Third,
    owner: Owner::Reviewer,
    sources: &["The practice's own days and table of limits"],
};

/// The last day for an appeal, where it is known.
fn last(limits: &std::collections::BTreeMap<&str, i32>, case: &Case<'_>, appeal: &AppealFact) -> Option<Day> {
    let before = |refusal: &&Refusal<'_>| refusal.posting.key.day.is_some_and(|day| day <= appeal.filed);
    appeal.last_day.or_else(|| case.refusals.iter().filter(before).filter_map(|refusal| last_day(limits, refusal)).max())
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let limits = limits(facts);
    let (mut looked_at, mut without_limit, mut unmatched, mut pending) = (0, 0, 0, 0);
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for appeal in facts.side.appeals.iter().flatten() {
        let Some(case) = facts.case(&appeal.claim) else {
            unmatched += 1;
            continue;
        };
        let Some(last) = last(&limits, case, appeal) else {
            without_limit += 1;
            continue;
        };
        looked_at += 1;
        if appeal.filed <= last {
            continue;
        }
        let late = appeal.filed.days_since(last);
        pending += usize::from(case.refusals.iter().any(|refusal| refusal.fate == Fate::Open));
        let lost = case.refusals.iter().filter(|refusal| matches!(refusal.fate, Fate::Upheld | Fate::GivenUp));
        lines.extend(
            lost.map(|refusal| evidence(case, refusal)).map(|line| Evidence { why: format!("days-late {late} {}", line.why), ..line }),
        );
    }
    // Two late appeals of one claim lose its lines once.
    lines.sort_by(|one, other| (one.claim, one.line).cmp(&(other.claim, other.line)));
    lines.dedup_by(|one, other| (one.claim, one.line) == (other.claim, other.line));
    let worth = lines.iter().filter_map(|line| line.amount).sum();
    let without_worth = lines.iter().filter(|line| line.amount.is_none()).count();
    Outcome::with_figures(
        looked_at,
        lines,
        vec![
            ("lines-worth", Figure::Money(worth)),
            ("lines-without-worth", Figure::Count(without_worth)),
            ("appeals-without-limit", Figure::Count(without_limit)),
            ("appeals-unmatched", Figure::Count(unmatched)),
            ("appeals-late-pending", Figure::Count(pending)),
        ],
        |line| vec![line.payer.to_owned(), line.why.rsplit(' ').next().unwrap_or_default().to_owned()],
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::definition::Bucket;
    use super::super::super::testing::{Books, check_figure, check_lines};

    #[test]
    fn an_appeal_after_the_last_day_is_found() {
        let books = |filed: &str| Books::clean().refused("B1", "CO", "50").appealed("B1", filed, "lost", false);
        check_lines("F18", &books("2026-05-20").appeal_limit("P1", 10), &["B1 days-late 5 CO-50"]);
        check_lines("F18", &books("2026-05-15").appeal_limit("P1", 10), &[]);
        check_lines("F18", &books("2026-05-20"), &[]);
        let unknown = books("2026-05-20").appeal_limit("P1", 10).appealed("NOWHERE", "2026-05-20", "lost", false);
        check_figure("F18", &unknown, "appeals-unmatched", "1");
        // A late appeal that was granted loses nothing, and one that the payer still weighs nothing yet.
        let late = |outcome: &str| {
            let refused = Books::clean().refused("B1", "CO", "50").refused("B2", "CO", "50").appeal_limit("P1", 10);
            refused.appealed("B1", "2026-05-20", outcome, false).appealed("B2", "2026-05-20", "lost", false)
        };
        let lines = |outcome: &str, expected: &[&str]| check_lines("F18", &late(outcome), expected);
        lines("lost", &["B1 days-late 5 CO-50", "B2 days-late 5 CO-50"]);
        lines("won", &["B2 days-late 5 CO-50"]);
        lines("pending", &["B2 days-late 5 CO-50"]);
        check_figure("F18", &late("pending"), "appeals-late-pending", "1");
        check_figure("F18", &late("won"), "appeals-late-pending", "0");
        // What is lost comes not back: it is worth something and counts in no amount.
        check_figure("F18", &late("lost"), "lines-worth", "160.00");
        late("lost").assessed(|assessment| {
            let counted = assessment.finding("F18").map(|judged| judged.counted.amount);
            assert_eq!((counted, assessment.sum(Bucket::Recoverable).amount), (Some(vocabulary::Money::ZERO), vocabulary::Money::ZERO));
        });
    }
}
