//! F23: more hours on a day than a day can hold.
//!
//! *Data*: claims; facts about notes would show it by author. *Formula*: for each patient and day the least minutes that the billed codes of individual
//! therapy stand for (90832 from 16, 90834 from 38, 90837 from 53, by the units); found above [`MOST_MINUTES`]. *Dollars*: what was paid on those lines.
//! **Potential** until a person confirms it. *Action*: a person reviews the notes before the payer does.

use std::collections::BTreeMap;

use vocabulary::{Day, Money, Period};

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Case, Facts, StandingLine};
use super::super::outcome::{Evidence, Found, Outcome, groups};

/// Sixteen hours: more than that of therapy on one day is not to be believed. Our own judgement.
const MOST_MINUTES: i64 = 16 * 60;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F23",
    bucket: Some(Bucket::Exposure),
    needs: &[FileKind::Claims, FileKind::Remittances],
    horizon: Horizon::First,
    owner: Owner::Compliance,
    sources: &["Time ranges of 90832, 90834 and 90837: apaservices.org, and a second list to be read (unverified)"],
};

/// The least minutes for which a unit of a code stands.
fn least_minutes(procedure: &str) -> i64 {
    match procedure {
        "90832" => 16,
        "90834" => 38,
        "90837" => 53,
        _ => 0,
    }
}

/// Patient and day: the least minutes, and the lines that stand for them.
type Days<'a, 'b> = BTreeMap<(&'a str, Day), (i64, Vec<(&'b Case<'a>, &'b StandingLine<'a>)>)>;

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let mut days: Days<'a, '_> = BTreeMap::new();
    for case in facts.cases.iter().filter(|case| !case.claim.member_id.is_empty()) {
        for standing in &case.standing {
            let Some((line, day)) = standing.line.and_then(|line| Some((line, line.days.map(Period::first)?))) else { continue };
            let minutes = least_minutes(&line.procedure);
            if minutes > 0 {
                let entry = days.entry((&case.claim.member_id, day)).or_default();
                entry.0 += minutes * line.units.thousandths() / 1000;
                entry.1.push((case, standing));
            }
        }
    }
    let looked_at = days.len();
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for ((_, day), (minutes, of_day)) in days.into_iter().filter(|(_, (minutes, _))| *minutes > MOST_MINUTES) {
        lines.extend(of_day.into_iter().map(|(case, standing)| Evidence {
            claim: Some(case.number),
            line: standing.line.map(|line| line.number),
            day: Some(day),
            payer: &standing.posting.key.payer_id,
            service: standing.service,
            why: minutes.to_string(),
            category: None,
            amount: Some(standing.decided.paid_amount.max(Money::ZERO)),
            trace: Some((standing.posting.key, standing.posting.place)),
        }));
    }
    if lines.is_empty() {
        return Outcome::Nothing { looked_at };
    }
    lines.sort_by(|one, other| (one.claim, one.line).cmp(&(other.claim, other.line)));
    Outcome::Found(Found {
        looked_at,
        groups: groups(&lines, |line| vec![line.payer.to_owned(), line.service.to_owned()], |_| None),
        lines,
        ..Found::default()
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_lines};

    #[test]
    fn a_day_with_more_hours_than_it_has_is_found() {
        check_lines("F23", &Books::clean(), &[]);
        check_lines("F23", &Books::clean().units_of("C1", 26), &["C1 988"]);
        check_lines("F23", &Books::clean().units_of("C1", 20), &[]);
    }
}
