//! F17: refused, could be appealed, and is not.
//!
//! *Data*: claims, remittances, appeals, limits of payers. *Formula*: refusals that nobody decided again, whose usual action by the table of reasons is an
//! appeal or records, without a remark that they cannot be appealed (MA130), without an appeal of the claim on file, and with days left: the payer's limit
//! less the days since the decision. Those past their limit are a figure, and so are those of payers without a limit. *Dollars*: worth, times one's own
//! share of won refusals. *Action*: work the list by the days that are left.

use std::collections::{BTreeMap, BTreeSet};

use revenue_cycle::reason::UsualAction;
use vocabulary::Day;

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Facts, Fate, Refusal, evidence};
use super::super::outcome::{Evidence, Figure, Outcome};

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F17",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Claims, FileKind::Remittances, FileKind::Appeals, FileKind::AppealLimits],
    horizon: Horizon::First,
    owner: Owner::Reviewer,
    sources: &["The practice's own table of limits: they differ by payer and contract, so none is assumed"],
};

/// The shortest limit of each payer, in days from the decision.
pub(super) fn limits<'a>(facts: &Facts<'a>) -> BTreeMap<&'a str, i32> {
    let mut limits: BTreeMap<&'a str, i32> = BTreeMap::new();
    for limit in facts.side.appeal_limits.iter().flatten() {
        let days = i32::try_from(limit.days).unwrap_or(i32::MAX);
        limits.entry(&limit.payer).and_modify(|known| *known = days.min(*known)).or_insert(days);
    }
    limits
}

/// The last day for an appeal of a refusal.
pub(super) fn last_day(limits: &BTreeMap<&str, i32>, refusal: &Refusal<'_>) -> Option<Day> {
    let limit = limits.get(refusal.payer)?;
    Some(refusal.posting.key.day?.plus_days(*limit))
}

fn can_be_appealed(refusal: &Refusal<'_>) -> bool {
    let is_usual = matches!(refusal.denial.kind.action, UsualAction::Appeal | UsualAction::SendRecords);
    is_usual && refusal.fate == Fate::Open && !refusal.denial.takes_no_appeal()
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let limits = limits(facts);
    let appealed: BTreeSet<&str> = facts.side.appeals.iter().flatten().map(|appeal| appeal.claim.as_str()).collect();
    let (mut looked_at, mut past, mut without_limit) = (0, 0, 0);
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for (case, refusal) in facts.open().filter(|(_, refusal)| can_be_appealed(refusal)) {
        looked_at += 1;
        if appealed.contains(case.number) {
            continue;
        }
        match last_day(&limits, refusal).map(|last| last.days_since(facts.as_of)) {
            None => without_limit += 1,
            Some(left) if left < 0 => past += 1,
            Some(left) => {
                let line = evidence(case, refusal);
                lines.push(Evidence { why: format!("days-left {left} {}", line.why), ..line });
            }
        }
    }
    Outcome::with_figures(
        looked_at,
        lines,
        vec![("lines-past-limit", Figure::Count(past)), ("lines-without-limit", Figure::Count(without_limit))],
        |line| vec![line.payer.to_owned(), line.why.rsplit(' ').next().unwrap_or_default().to_owned()],
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_figure, check_lines, outcome_code};

    #[test]
    fn a_refusal_with_days_left_and_no_appeal_is_found() {
        assert_eq!(outcome_code("F17", &Books::clean()), "could_not_run");
        // Decided on 2026-05-05, which is also the last day of the files.
        let books = || Books::clean().refused("B1", "CO", "50").appealed("X", "2026-05-01", "pending", false);
        check_lines("F17", &books().appeal_limit("P1", 60), &["B1 days-left 60 CO-50"]);
        check_lines("F17", &books().appeal_limit("P1", 60).appealed("B1", "2026-05-05", "pending", false), &[]);
        check_lines("F17", &books().appeal_limit("P9", 60), &[]);
        // What needs a corrected claim is not appealed.
        let other = Books::clean().refused("B1", "CO", "16").appealed("X", "2026-05-01", "pending", false).appeal_limit("P1", 60);
        check_lines("F17", &other, &[]);
        let two = books().refused("B2", "CO", "50").appeal_limit("P1", 60);
        check_figure("F17", &two, "lines-past-limit", "0");
    }
}
