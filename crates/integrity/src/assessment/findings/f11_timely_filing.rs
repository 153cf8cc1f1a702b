//! F11: lines lost because they were sent too late, and what is about to be.
//!
//! *Data*: claims, remittances; filing limits tell more, by a table or a checked payer profile. *Formula*: lines of the first decision that are refused for late filing
//! (29) and are open; days from the last day of service to the first bill of all claims: median, nine of ten, longest. Limits differ by payer and contract, so
//! none is assumed; where one is on record, claims to a first payer that nobody decided and no answer says were taken in, and of whose limit at most
//! [`NEAR_DAYS`] are left or that is over: without an answer only proof of the bill shows that it was in time. Beside them services that are on no claim (F7)
//! with as little time. *Dollars*: worth by one's own history; lost money comes back only with proof of an earlier bill. *Action*: a queue by days left.

use std::collections::BTreeSet;

use revenue_cycle::{AcknowledgmentVerdict, DenialCategory, Sequence};
use vocabulary::{Day, Rate};

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Case, Facts, whole};
use super::super::outcome::{Evidence, Figure, Found, Outcome, groups};
use super::f07_unbilled;
use super::f12_charge_lag::{days_to_bill, quantile};

/// So few days are near the limit: a payer has answered by then, or is asked. Our own judgement.
const NEAR_DAYS: i32 = 30;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F11",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Claims, FileKind::Remittances],
    horizon: Horizon::First,
    owner: Owner::Biller,
    sources: &[
        "X12 835 reason 29: table of reasons, two lists",
        "Limits are by contract: those of a table, or of the practice's payer profiles",
    ],
};

/// Days left to file what was done on a day with a payer; below nothing where the limit is over. `None` where no limit is on record.
fn days_left(facts: &Facts<'_>, payer: &str, last: Day) -> Option<i32> {
    let limit = i32::try_from(*facts.side.filing_days.get(payer)?).ok()?;
    Some(limit - facts.as_of.days_since(last))
}

/// Claims that some answer says were taken in: their bill is proven.
fn taken_in<'a>(facts: &Facts<'a>) -> BTreeSet<&'a str> {
    let accepted = facts.settlement.books.acknowledgments().filter(|answer| answer.verdict == AcknowledgmentVerdict::Accepted);
    accepted.map(|answer| facts.settlement.joined.get(answer.claim_number.as_str()).copied().unwrap_or(&answer.claim_number)).collect()
}

/// Claims to a first payer that nobody decided and no answer says were taken in.
fn open_claims<'a, 'b>(facts: &'b Facts<'a>) -> Vec<&'b Case<'a>> {
    let taken_in = taken_in(facts);
    let is_open = |case: &&Case<'a>| {
        let is_held = !case.settled.history.is_void() && !taken_in.contains(case.number);
        is_held && !case.is_decided() && case.claim.sequence == Sequence::Primary
    };
    facts.cases.iter().filter(is_open).collect()
}

/// Those with a limit that is near or over, with the days left.
fn near<'a, 'b>(facts: &Facts<'a>, open: &[&'b Case<'a>]) -> Vec<(&'b Case<'a>, i32)> {
    let with_days = |case: &&'b Case<'a>| Some((*case, days_left(facts, &case.claim.payer_id, case.claim.last_day()?)?));
    open.iter().filter_map(with_days).filter(|(_, left)| *left <= NEAR_DAYS).collect()
}

/// Services that are on no claim, of whose payer's limit so little is left.
fn unbilled(facts: &Facts<'_>) -> usize {
    if facts.side.attendance.is_none() || facts.side.notes.is_none() {
        return 0;
    }
    let Outcome::Found(found) = f07_unbilled::ask(facts) else { return 0 };
    let is_near = |line: &&Evidence<'_>| line.day.and_then(|day| days_left(facts, line.payer, day)).is_some_and(|left| left <= NEAR_DAYS);
    found.lines.iter().filter(is_near).count()
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let looked_at = facts.first_lines();
    let mut lines = facts.open_for(&[DenialCategory::TimelyFiling]);
    let refused = lines.len();
    let days = days_to_bill(facts);
    let figures = [("median-days", 50), ("ninth-tenth-days", 90), ("longest-days", 100)];
    let mut figures: Vec<_> =
        figures.iter().filter_map(|(name, percent)| Some((*name, Figure::Days(quantile(&days, *percent)?)))).collect();
    let open = open_claims(facts);
    let without_limit = open.iter().filter(|case| !facts.side.filing_days.contains_key(&case.claim.payer_id)).count();
    if without_limit > 0 {
        figures.push(("claims-without-filing-limit", Figure::Count(without_limit)));
    }
    if !facts.side.filing_days.is_empty() {
        let near = near(facts, &open);
        let over = near.iter().filter(|(_, left)| *left < 0).count();
        figures.push(("filing-limit-near", Figure::Count(near.len() - over)));
        figures.push(("filing-limit-over", Figure::Count(over)));
        figures.push(("unbilled-near-limit", Figure::Count(unbilled(facts))));
        lines.extend(near.into_iter().map(|(case, left)| {
            let why = if left < 0 { format!("filing-days-over {}", -left) } else { format!("filing-days-left {left}") };
            whole(case, why, facts.worth_of_claim(case))
        }));
    }
    if lines.is_empty() {
        return Outcome::with_figures(looked_at, lines, figures, |_| Vec::new());
    }
    lines.sort_by(|one, other| (one.claim, one.line).cmp(&(other.claim, other.line)));
    let names = |line: &Evidence<'a>| vec![line.payer.to_owned(), line.why.split(' ').next().unwrap_or_default().to_owned()];
    let groups = groups(&lines, names, |_| None);
    let rate = (looked_at > 0).then_some(Rate { count: refused, of: looked_at });
    Outcome::Found(Found { looked_at, rate, figures, groups, lines })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_figure, check_lines};

    #[test]
    fn a_late_claim_is_found() {
        check_lines("F11", &Books::clean(), &[]);
        check_lines("F11", &Books::clean().refused("B1", "CO", "29"), &["B1 CO-29"]);
    }

    #[test]
    fn a_claim_without_an_answer_is_named_while_there_is_time_to_file_it() {
        // The books speak until some day of May; the claim is of 20 April, and P1 alone has a limit on record.
        let open = |limit: Option<u32>| {
            let books = Books::clean().unanswered("U1", "2026-04-20");
            match limit {
                Some(days) => books.filing_limit("P1", days),
                None => books,
            }
        };
        check_lines("F11", &open(None), &[]);
        check_lines("F11", &open(Some(365)), &[]);
        let left = open(Some(365)).assessed(|assessment| assessment.as_of).days_since("2026-04-20".parse().expect("a day"));
        let limit = |days: i32| Some(u32::try_from(left + days).expect("days are above nothing"));
        check_lines("F11", &open(limit(7)), &["U1 filing-days-left 7"]);
        check_lines("F11", &open(limit(-3)), &["U1 filing-days-over 3"]);
        check_figure("F11", &open(limit(-3)), "filing-limit-over", "1");
        check_lines("F11", &open(limit(31)), &[]);
        // Of a payer without a limit nobody says how much time is left, and that is said.
        check_figure("F11", &open(None), "claims-without-filing-limit", "1");
        check_figure("F11", &open(limit(31)), "filing-limit-near", "0");
    }
}
