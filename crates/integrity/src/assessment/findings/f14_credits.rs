//! F14: money that may have been paid twice or beyond the charge.
//!
//! *Data*: claims, remittances. *Formula*: claims on which the same payer paid the same lines again and took nothing back, on which more was paid than
//! charged, or which were withdrawn and stay paid; and the same service of the same patient on the same day, paid by the same payer on two claims.
//! *Dollars*: what was paid again or beyond; of two claims the smaller payment; what was paid more than 60 days ago is told
//! apart. **Potential** until a person confirms it. *Action*: review, and return what
//! is confirmed within the time that the law and the contract give.

use std::collections::BTreeMap;

use revenue_cycle::AccountProblem;
use vocabulary::{Day, Money, Period};

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Case, Facts, StandingLine, whole};
use super::super::outcome::{Evidence, Figure, Found, Outcome, groups};
use super::super::side::{Person, person};

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F14",
    bucket: Some(Bucket::Exposure),
    needs: &[FileKind::Claims, FileKind::Remittances],
    horizon: Horizon::First,
    owner: Owner::Compliance,
    sources: &["42 CFR 401.305 (reporting and returning of overpayments); unverified: read the text in force"],
};

/// An overpayment of a federal program is due 60 days after it was identified: what has lain longer is told apart.
const OLDER_DAYS: i32 = 60;

fn beyond(case: &Case<'_>) -> Option<(&'static str, Money)> {
    let account = &case.settled.account;
    if case.settled.history.is_void() && account.paid_amount > Money::ZERO {
        return Some(("withdrawn", account.paid_amount));
    }
    let problem = |problem: &AccountProblem| match problem {
        AccountProblem::PaidAgain(amount) => Some(("paid-again", *amount)),
        AccountProblem::PaidBeyondCharge(amount) => Some(("beyond-charge", *amount)),
        _ => None,
    };
    account.problems.iter().filter_map(problem).filter(|(_, amount)| *amount > Money::ZERO).max_by_key(|(_, amount)| *amount)
}

/// What makes two paid lines look like one service: person, day, service with its modifiers, payer.
type Service<'a> = (Person<'a>, Option<Day>, &'a str, &'a [String], &'a str);

fn twice<'a>(facts: &Facts<'a>) -> Vec<Evidence<'a>> {
    let mut paid: BTreeMap<Service<'a>, Vec<(&Case<'a>, &StandingLine<'a>)>> = BTreeMap::new();
    for case in &facts.cases {
        for standing in case.standing.iter().filter(|line| line.decided.paid_amount > Money::ZERO && !case.claim.member_id.is_empty()) {
            let Some(line) = standing.line else { continue };
            let payer = standing.posting.key.payer_id.as_str();
            let key = (person(case.claim), line.days.map(Period::first), standing.service, line.modifiers.as_slice(), payer);
            paid.entry(key).or_default().push((case, standing));
        }
    }
    let mut found = Vec::new();
    for ((_, day, service, _, payer), mut lines) in paid {
        lines.dedup_by_key(|(case, _)| case.number);
        if lines.len() < 2 || day.is_none() {
            continue;
        }
        // The payment that is largest may be right; every other one may not.
        lines.sort_by_key(|(case, line)| (-line.decided.paid_amount, case.number));
        for (case, line) in &lines[1..] {
            found.push(Evidence {
                claim: Some(case.number),
                line: line.line.map(|line| line.number),
                day,
                payer,
                service,
                why: format!("two-claims {}", lines[0].0.number),
                category: None,
                amount: Some(line.decided.paid_amount),
                trace: Some((line.posting.key, line.posting.place)),
            });
        }
    }
    found
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let looked_at = facts.cases.iter().filter(|case| case.is_decided()).count();
    let mut lines: Vec<Evidence<'a>> =
        facts.cases.iter().filter_map(|case| beyond(case).map(|(why, amount)| whole(case, why, Some(amount)))).collect();
    let on_one_claim = lines.len();
    lines.extend(twice(facts));
    if lines.is_empty() {
        return Outcome::nothing(looked_at);
    }
    lines.sort_by(|one, other| (one.claim, one.line).cmp(&(other.claim, other.line)));
    let is_older =
        |line: &&Evidence<'a>| line.trace.and_then(|(key, _)| key.day).is_some_and(|day| facts.as_of.days_since(day) > OLDER_DAYS);
    let older = lines.iter().filter(is_older).filter_map(|line| line.amount).sum();
    Outcome::Found(Found {
        looked_at,
        rate: None,
        figures: vec![
            ("on-one-claim", Figure::Count(on_one_claim)),
            ("on-two-claims", Figure::Count(lines.len() - on_one_claim)),
            ("credits-older", Figure::Money(older)),
        ],
        groups: groups(&lines, |line| vec![line.payer.to_owned(), line.why.split(' ').next().unwrap_or_default().to_owned()], |_| None),
        lines,
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_figure, check_lines};

    #[test]
    fn what_was_paid_twice_or_beyond_the_charge_is_found() {
        check_lines("F14", &Books::clean(), &[]);
        check_lines("F14", &Books::clean().paid_again("C1"), &["C1 paid-again"]);
        check_lines("F14", &Books::clean().paid_again("C1").last_taken_back("C1", "2026-06-01"), &[]);
        check_lines("F14", &Books::clean().copied("C1", "C1-COPY"), &["C1-COPY two-claims C1"]);
        check_figure("F14", &Books::clean().copied("C1", "C1-COPY"), "credits-older", "0.00");
        check_figure("F14", &Books::clean().copied("C1", "C1-COPY").paid_on("C2", 80_00, "2026-08-01"), "credits-older", "80.00");
        // Two people under one member's number are no copy.
        let mut family = Books::clean().copied("C1", "C1-COPY");
        let sibling = family.claims.last_mut().expect("the copy");
        (sibling.given_name, sibling.birth_day) = ("BEN".to_owned(), "2012-03-04".parse().ok());
        check_lines("F14", &family, &[]);
    }
}
