//! F25: what each payer yields for the same level of care.
//!
//! *Data*: claims, remittances. *Formula*: net paid for each claim that a payer decided, by payer and level of care, beside the claims of that level
//! in all; where signed notes name minutes, also net paid for an hour of treatment, over the claims whose days such notes fall on, from [`ENOUGH`] of them on.
//! The gap of a negotiation: the median of the payers of the level less the yield of an hour, times the hours, where that is above nothing. Claims of which no
//! note tells the minutes are told: their hours are not judged. *Dollars*: none: a gap to other payers is a matter of contracts, not of money owed. *Action*:
//! take the figures to the next negotiation. Something is found where a level has two payers with at least [`ENOUGH`] claims each, and one yields less than half
//! of the other, for an hour where both have hours, else of its charge.

use std::collections::BTreeMap;

use vocabulary::{LevelOfCare, Money, Rate};

use super::super::definition::{Definition, FileKind, Horizon, Owner};
use super::super::facts::{Facts, whole};
use super::super::outcome::{Figure, Found, Group, Outcome};
use super::f01_denials::level_name;
use super::f07_unbilled::{by_patient, is_billed};

/// So many claims of a payer and level are compared.
const ENOUGH: usize = 20;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F25",
    bucket: None,
    needs: &[FileKind::Claims, FileKind::Remittances],
    horizon: Horizon::Third,
    owner: Owner::Finance,
    sources: &["No comparison below 20 claims: our own rule for small groups"],
};

#[derive(Clone, Copy, Default)]
struct Yield {
    claims: usize,
    charge_cents: i128,
    paid_cents: i128,
    /// Claims with minutes, what was paid on them, and the minutes.
    timed: (usize, i128, i128),
}

impl Yield {
    /// True where this one pays less than half of what the other pays for an hour, or else of the other's share of the charge.
    fn is_below_half_of(self, other: Self) -> bool {
        match self.an_hour().zip(other.an_hour()) {
            Some((own, others)) => 2 * own < others,
            None => 2 * self.paid_cents * other.charge_cents < other.paid_cents * self.charge_cents,
        }
    }

    /// Cents for an hour of treatment; `None` below enough claims with minutes.
    fn an_hour(self) -> Option<i128> {
        let (claims, paid, minutes) = self.timed;
        (claims >= ENOUGH && minutes > 0).then(|| paid * 60 / minutes)
    }
}

/// Minutes of signed notes by the number of the decided claim on whose days they fall.
fn minutes<'a>(facts: &Facts<'a>) -> BTreeMap<&'a str, i128> {
    let claims = by_patient(facts);
    let mut minutes: BTreeMap<&str, i128> = BTreeMap::new();
    for note in facts.side.notes.iter().flatten().filter(|note| note.signed.is_some()) {
        let Some((of_patient, spent)) = claims.get(note.patient.as_str()).zip(note.minutes) else { continue };
        if let Some(case) = of_patient.iter().find(|case| case.is_decided() && is_billed(case, note.day)) {
            *minutes.entry(case.number).or_default() += i128::from(spent);
        }
    }
    minutes
}

/// What the payers of each level would have paid more at the median of an hour.
fn gap(enough: &[((Option<LevelOfCare>, &str), Yield)]) -> i128 {
    let mut by_level: BTreeMap<Option<LevelOfCare>, Vec<(i128, i128)>> = BTreeMap::new();
    for ((level, _), sum) in enough {
        by_level.entry(*level).or_default().extend(sum.an_hour().map(|hour| (hour, sum.timed.2)));
    }
    let gaps = by_level.into_values().map(|mut hours| {
        hours.sort_unstable();
        let middle = hours.len() / 2;
        let median = match hours.as_slice() {
            [] => return 0,
            hours if hours.len() % 2 == 0 => i128::midpoint(hours[middle - 1].0, hours[middle].0),
            hours => hours[middle].0,
        };
        hours.iter().map(|(hour, minutes)| (median - hour).max(0) * minutes / 60).sum()
    });
    gaps.sum()
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let mut yields: BTreeMap<(Option<LevelOfCare>, &'a str), Yield> = BTreeMap::new();
    let minutes = minutes(facts);
    let decided = || facts.cases.iter().filter(|case| case.is_decided());
    for case in decided() {
        let sum = yields.entry((case.level, case.payer)).or_default();
        sum.claims += 1;
        sum.charge_cents += i128::from(case.settled.account.charge_amount.cents());
        let paid = i128::from(case.settled.account.paid_amount.cents());
        sum.paid_cents += paid;
        if let Some(spent) = minutes.get(case.number) {
            sum.timed = (sum.timed.0 + 1, sum.timed.1 + paid, sum.timed.2 + spent);
        }
    }
    let looked_at = decided().count();
    let untimed = ("claims-without-hours", Figure::Count(decided().filter(|case| !minutes.contains_key(case.number)).count()));
    let enough: Vec<_> = yields.into_iter().filter(|(_, sum)| sum.claims >= ENOUGH).collect();
    if enough.len() < 2 {
        return Outcome::too_few(enough.len(), 2);
    }
    let low: Vec<(Option<LevelOfCare>, &str)> = enough
        .iter()
        .filter(|((level, _), sum)| enough.iter().any(|((other, _), best)| other == level && sum.is_below_half_of(*best)))
        .map(|(key, _)| *key)
        .collect();
    if low.is_empty() {
        return Outcome::nothing(looked_at).beside([untimed]);
    }
    let cents = |cents: i128| Money::from_cents(i64::try_from(cents).unwrap_or(i64::MAX));
    let hour = |sum: &Yield| sum.an_hour().map_or_else(|| "?".to_owned(), |hour| format!("an-hour {}", cents(hour)));
    let gap = enough.iter().any(|(_, sum)| sum.an_hour().is_some()).then(|| ("renegotiation-gap", Figure::Money(cents(gap(&enough)))));
    let groups = enough.iter().map(|((level, payer), sum)| Group {
        names: vec![level_name(*level), (*payer).to_owned(), hour(sum)],
        rate: Rate { count: sum.claims, of: looked_at },
        amount: cents(sum.paid_cents),
    });
    let lines = decided().filter(|case| low.contains(&(case.level, case.payer)));
    Outcome::Found(Found {
        looked_at,
        groups: groups.collect(),
        lines: lines.map(|case| whole(case, level_name(case.level), None)).collect(),
        ..Found::default()
    })
    .beside(gap.into_iter().chain([untimed]))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_figure, outcome_code};

    #[test]
    fn payers_are_compared_from_twenty_claims_each() {
        assert_eq!(outcome_code("F25", &Books::clean()), "too_few");
        assert_eq!(outcome_code("F25", &Books::clean().many("P8", 20, 9000).many("P9", 20, 8000)), "nothing_found");
        assert_eq!(outcome_code("F25", &Books::clean().many("P8", 20, 9000).many("P9", 20, 4000)), "found");
        assert_eq!(outcome_code("F25", &Books::clean().many("P8", 20, 9000).many("P9", 19, 4000)), "too_few");
    }

    #[test]
    fn an_hour_of_treatment_is_compared_where_notes_tell_the_minutes() {
        // Both pay nine tenths of the charge; the claims of P9 took twice and a half as long.
        let mut books = Books::clean().many("P8", 20, 9000).many("P9", 20, 9000);
        let noted: Vec<_> = books.claims.iter().filter(|claim| claim.payer_id == "P8" || claim.payer_id == "P9").cloned().collect();
        for claim in noted {
            let (minutes, day) = (if claim.payer_id == "P8" { 60 } else { 150 }, claim.first_day().expect("a day").to_string());
            books = books.note_of(&claim.member_id, &day, "90837", minutes);
        }
        assert_eq!(outcome_code("F25", &books), "found");
        // 90.00 and 36.00 for an hour: the median is 63.00, and P9 took fifty hours.
        check_figure("F25", &books, "renegotiation-gap", "1350.00");
        check_figure("F25", &books, "claims-without-hours", "8");
    }
}
