//! A claim counts once. Findings are asked in [`ORDER`]; the first in which a claim stands keeps it, and the later ones show it and do not count it.
//!
//! Exposure comes first: money that may have to be paid back is not chased on the same claim. Then what is owed without a judgement, then what may come
//! back, the more specific before the more general. Money that belongs to no claim counts where it stands.

use std::collections::{BTreeMap, BTreeSet};

use revenue_cycle::DenialCategory;
use vocabulary::Money;

use super::definition::{Bucket, Definition};
use super::outcome::{Evidence, Outcome, Range};
use super::overturn::Overturn;

/// The order in which findings keep claims. A finding that is not here has no amount.
pub const ORDER: &[&str] = &[
    "F8", "F14", "F23", "J3", // what may have to be paid back
    "F9", "F26", // owed by contract
    "F28", "F15", "F16", "F27", "F29", "F13", "F24", "F4", "F2", "F3", "F11", "F17", // refused, the specific first
    "F5", "F6", "F7", "F21", "F22", "F19", "F30", // never billed, or given up
    "F20", "F10", "F1", // what is left
];

/// What of a finding counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Claims of which a line is found, counted or not.
    pub found_claims: usize,
    /// The amount found, counted or not.
    pub found_amount: Money,
    /// Claims that count here.
    pub claims: usize,
    /// The amount that counts here.
    pub amount: Money,
    /// What one's own history lets expect of it.
    pub range: Option<Range>,
    /// The part of the amount for which there is no history.
    pub without_history_amount: Money,
    /// Lines that count here and whose worth nobody knows.
    pub unknown_lines: usize,
    /// The part that is owed, in a finding of what may come back: it counts among what is owed, and there alone.
    pub owed: Owed,
}

/// What of a finding is owed, no judgement of a payer standing between.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Owed {
    /// Claims with such a line.
    pub claims: usize,
    /// Its amount.
    pub amount: Money,
    /// Lines whose worth nobody knows.
    pub unknown_lines: usize,
}

/// Counts. The result stands in the order of the outcomes.
pub(super) fn count(outcomes: &[(&'static Definition, Outcome<'_>)], overturn: &Overturn) -> Vec<Counted> {
    let mut kept: BTreeSet<&str> = BTreeSet::new();
    let mut counted = vec![Counted::default(); outcomes.len()];
    for (place, (_, outcome)) in outcomes.iter().enumerate() {
        if let Outcome::Found(found) = outcome {
            counted[place].found_claims = claims(found.lines.iter());
        }
    }
    for code in ORDER {
        let Some(place) = outcomes.iter().position(|(definition, _)| definition.code == *code) else { continue };
        let (definition, Outcome::Found(found)) = &outcomes[place] else { continue };
        if definition.bucket.is_none() {
            continue;
        }
        let ours: Vec<&Evidence<'_>> = found.lines.iter().filter(|line| line.claim.is_none_or(|claim| !kept.contains(claim))).collect();
        counted[place] = Counted { owed: owed(definition, &ours), ..sum(&found.lines, &ours, overturn) };
        kept.extend(found.lines.iter().filter_map(|line| line.claim));
    }
    counted
}

/// How many claims stand behind lines.
fn claims<'a>(lines: impl Iterator<Item = &'a Evidence<'a>>) -> usize {
    lines.filter_map(|line| line.claim).collect::<BTreeSet<&str>>().len()
}

/// The lines that are owed in a finding of something else.
fn owed(definition: &Definition, ours: &[&Evidence<'_>]) -> Owed {
    let is_owed = |line: &&&Evidence<'_>| line.bucket == Some(Bucket::Hard) && definition.bucket != Some(Bucket::Hard);
    let lines = || ours.iter().filter(is_owed).copied();
    Owed {
        claims: claims(lines()),
        amount: lines().filter_map(|line| line.amount).sum(),
        unknown_lines: lines().filter(|line| line.amount.is_none()).count(),
    }
}

fn sum(all: &[Evidence<'_>], ours: &[&Evidence<'_>], overturn: &Overturn) -> Counted {
    let amount = |line: &Evidence<'_>| line.amount.unwrap_or(Money::ZERO);
    let mut by_category: BTreeMap<Option<DenialCategory>, Money> = BTreeMap::new();
    // What is owed comes back whole.
    for line in ours.iter().filter(|line| line.bucket.is_none()) {
        *by_category.entry(line.category).or_default() += amount(line);
    }
    let mut range: Option<Range> = None;
    let mut without_history_amount = Money::ZERO;
    for (category, amount) in by_category {
        match category.and_then(|category| overturn.of(category, amount)) {
            Some(part) => range = Some(range.map_or(part, |sum| sum.plus(part))),
            None => without_history_amount += amount,
        }
    }
    Counted {
        found_claims: claims(all.iter()),
        found_amount: all.iter().map(amount).sum(),
        claims: claims(ours.iter().copied()),
        amount: ours.iter().map(|line| amount(line)).sum(),
        range,
        without_history_amount,
        unknown_lines: ours.iter().filter(|line| line.amount.is_none()).count(),
        owed: Owed::default(),
    }
}
