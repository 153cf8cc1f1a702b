//! F20: claims that no payer has answered, by age.
//!
//! *Data*: claims, remittances. *Formula*: claims without a decision, not withdrawn, by days from the last day of service to the last day of which the
//! files speak; found are those above [`OLD_DAYS`]. Aged from the day of service. *Dollars*: worth by one's own history. *Action*: ask each payer,
//! send again what it does not have, the largest and oldest first.

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Case, Facts, whole};
use super::super::outcome::{Evidence, Figure, Found, Group, Outcome};
use vocabulary::{Money, Rate};

/// Older than this is old: HFMA MAP Key AR-1 looks at more than 90 days.
pub(super) const OLD_DAYS: i32 = 90;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F20",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Claims, FileKind::Remittances],
    horizon: Horizon::First,
    owner: Owner::Biller,
    sources: &["HFMA MAP Keys AR-1: receivables older than 90 days"],
};

/// Days since the last day of service.
fn age(facts: &Facts<'_>, case: &Case<'_>) -> Option<i32> {
    case.claim.last_day().map(|last| facts.as_of.days_since(last))
}

const BANDS: [(&str, i32); 4] = [("0-30", 30), ("31-60", 60), ("61-90", 90), (">90", i32::MAX)];

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let open: Vec<&Case<'a>> = facts.cases.iter().filter(|case| !case.is_decided() && !case.settled.history.is_void()).collect();
    let looked_at = facts.cases.len();
    let is_old = |case: &&&Case<'a>| age(facts, case).is_some_and(|days| days > OLD_DAYS);
    let lines: Vec<Evidence<'a>> = open
        .iter()
        .filter(is_old)
        .map(|case| whole(case, age(facts, case).unwrap_or_default().to_string(), facts.worth_of_claim(case)))
        .collect();
    if lines.is_empty() {
        return Outcome::nothing(looked_at);
    }
    let band = |case: &&&Case<'a>| age(facts, case).and_then(|days| BANDS.iter().position(|(_, until)| days <= *until));
    let groups = BANDS.iter().enumerate().filter_map(|(place, (name, _))| {
        let cases: Vec<&&Case<'a>> = open.iter().filter(|case| band(case) == Some(place)).collect();
        let amount = cases.iter().map(|case| case.settled.account.charge_amount).sum();
        (!cases.is_empty()).then(|| Group { names: vec![(*name).to_owned()], rate: Rate { count: cases.len(), of: open.len() }, amount })
    });
    Outcome::Found(Found {
        looked_at,
        rate: Some(Rate { count: lines.len(), of: open.len() }),
        figures: vec![
            ("unanswered-claims", Figure::Count(open.len())),
            ("unanswered-charge", Figure::Money(open.iter().map(|case| case.settled.account.charge_amount).sum::<Money>())),
        ],
        groups: groups.collect(),
        lines,
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_lines};

    #[test]
    fn a_claim_without_an_answer_is_found_when_it_is_old() {
        check_lines("F20", &Books::clean(), &[]);
        check_lines("F20", &Books::clean().unanswered("U1", "2026-01-05"), &["U1 120"]);
        check_lines("F20", &Books::clean().unanswered("U1", "2026-03-05"), &[]);
    }
}
