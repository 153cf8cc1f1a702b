//! F20: claims that no payer has answered, by age.
//!
//! *Data*: claims, remittances. *Formula*: claims without a decision, not withdrawn, by days from the last day of service to the last day of which the
//! files speak; found are those above [`OLD_DAYS`]. Aged from the day of service; by payer, level of care and age. Days in receivables: the charge that no payer
//! decided, also on answered claims, over the mean charge of a day of the last ninety. *Dollars*: worth by one's own history. *Action*: ask each payer,
//! send again what it does not have, the largest and oldest first.

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Case, Facts, whole};
use super::super::outcome::{Evidence, Figure, Found, Group, Outcome};
use super::f01_denials::level_name;
use std::collections::BTreeMap;
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

/// What no payer decided, in days of the mean charge of the last ninety; `None` without services in them.
fn days_in_receivables(facts: &Facts<'_>) -> Option<i32> {
    let holding = || facts.cases.iter().filter(|case| !case.settled.history.is_void());
    let open: Money = holding().map(|case| case.settled.account.undecided_amount.max(Money::ZERO)).sum();
    let recent = holding().filter(|case| age(facts, case).is_some_and(|days| (0..OLD_DAYS).contains(&days)));
    let charge: Money = recent.map(|case| case.settled.account.charge_amount).sum();
    if charge <= Money::ZERO {
        return None;
    }
    i32::try_from(i128::from(open.cents()) * i128::from(OLD_DAYS) / i128::from(charge.cents())).ok()
}

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
    let days: Vec<_> = days_in_receivables(facts).map(|days| ("days-in-receivables", Figure::Days(days))).into_iter().collect();
    if lines.is_empty() {
        return Outcome::nothing(looked_at).beside(days);
    }
    let band = |case: &Case<'a>| age(facts, case).and_then(|days| BANDS.iter().position(|(_, until)| days <= *until));
    let mut parts: BTreeMap<(&str, String, usize), (usize, Money)> = BTreeMap::new();
    for case in &open {
        let Some(band) = band(case) else { continue };
        let part = parts.entry((case.payer, level_name(case.level), band)).or_default();
        part.0 += 1;
        part.1 += case.settled.account.charge_amount;
    }
    let groups = parts.into_iter().map(|((payer, level, band), (count, amount))| Group {
        names: vec![payer.to_owned(), level, BANDS[band].0.to_owned()],
        rate: Rate { count, of: open.len() },
        amount,
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
    .beside(days)
}

#[cfg(test)]
mod tests {
    use super::super::super::outcome::Outcome;
    use super::super::super::testing::{Books, check_figure, check_lines};

    #[test]
    fn a_claim_without_an_answer_is_found_when_it_is_old() {
        check_lines("F20", &Books::clean(), &[]);
        check_lines("F20", &Books::clean().unanswered("U1", "2026-01-05"), &["U1 120"]);
        check_lines("F20", &Books::clean().unanswered("U1", "2026-03-05"), &[]);
        // 100.00 open, over 1400.00 of ninety days.
        check_figure("F20", &Books::clean().unanswered("U1", "2026-01-05"), "days-in-receivables", "6");
        let parts = Books::clean().unanswered("U1", "2026-01-05").unanswered("U2", "2026-03-05").assessed(|assessment| {
            let Some(Outcome::Found(found)) = assessment.finding("F20").map(|judged| &judged.outcome) else { panic!("found") };
            found.groups.iter().map(|group| group.names.join(" ")).collect::<Vec<_>>()
        });
        assert_eq!(parts, ["P1 OP 61-90", "P1 OP >90"]);
    }
}
