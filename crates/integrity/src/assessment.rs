//! The forensic billing assessment.
//!
//! A [`Definition`] says what a finding is; one file of [`findings`] holds it with its formula, its source and its tests. [`Assessment::of`] asks all of
//! them and gives for each one of three answers: it was **found** with the lines behind every number, **nothing** was found among so many, or it
//! **could not run**, with the kinds of files that would enable it.
//!
//! * Three buckets: [`Bucket::Hard`], [`Bucket::Recoverable`] and [`Bucket::Exposure`]. They are never added up: there is no function that does.
//! * A claim counts in one finding only, by the [`waterfall`]. What the finding found stands beside what counts.
//! * An exposure is potential until a person confirms it. Nothing here suggests to bill more than what a record supports.
//! * Amounts are whole cents. What a service is worth and how often refusals are won stand in [`expected`] and [`overturn`], with where they come from.

pub mod course;
pub mod definition;
pub mod document;
pub mod ends;
pub mod expected;
pub mod facts;
pub mod findings;
mod joined;
pub mod outcome;
pub mod overpayment;
pub mod overturn;
pub mod plan;
pub mod quality;
pub mod quotes;
mod session;
pub mod side;
mod strata;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
pub mod waterfall;
pub mod word;

use std::collections::BTreeMap;

use revenue_cycle::{ReasonTable, Reconciliation, Settlement};
use vocabulary::{Day, Money, Rate, Verdict};

pub use definition::{Bucket, Definition, FileKind, Horizon, Owner};
pub use expected::{Basis, Expected};
pub use facts::Facts;
pub use outcome::{Evidence, Figure, Found, Group, Outcome, Range};
pub use overturn::Overturn;
pub use quality::Quality;
pub use side::Side;
pub use waterfall::Counted;

/// The version of the findings and of how they are counted. A change that can alter an amount raises it.
pub const VERSION: &str = "6";

/// A finding with its answer.
#[derive(Clone, Debug)]
pub struct Judged<'a> {
    /// What was asked.
    pub definition: &'static Definition,
    /// The answer.
    pub outcome: Outcome<'a>,
    /// What of it counts, after the waterfall.
    pub counted: Counted,
}

impl Judged<'_> {
    /// True where somebody knows what any line of it is worth. An amount that nobody knows is no zero.
    pub fn is_worth_known(&self) -> bool {
        matches!(&self.outcome, Outcome::Found(found) if found.lines.iter().any(|line| line.amount.is_some()))
    }
}

/// The sum of one bucket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BucketSum {
    /// How many claims.
    pub claims: usize,
    /// The amount at stake, counted once.
    pub amount: Money,
    /// What the practice's own history lets expect of the part for which there is one.
    pub range: Option<Range>,
    /// The part for which there is no history of one's own.
    pub without_history_amount: Money,
    /// Lines whose worth is not known; they are in no amount.
    pub unknown_lines: usize,
}

/// The whole assessment.
#[derive(Clone, Debug)]
pub struct Assessment<'a> {
    /// Until when the files speak: everything that ages is aged to this day.
    pub as_of: Day,
    /// What became of every claim; the totals.
    pub reconciliation: Reconciliation,
    /// Every finding, by its place in the catalogue.
    pub findings: Vec<Judged<'a>>,
    /// How often refusals were won, by category.
    pub overturn: Overturn,
    /// How good the data are.
    pub quality: Quality,
    /// The version of the table of reasons.
    pub reasons_version: String,
}

impl<'a> Assessment<'a> {
    /// Asks all findings.
    pub fn of(settlement: &'a Settlement<'a>, side: &'a Side, reasons: &ReasonTable, as_of: Day) -> Self {
        let facts = Facts::of(settlement, side, reasons, as_of);
        let outcomes: Vec<(&'static Definition, Outcome<'a>)> =
            findings::CATALOGUE.iter().map(|finding| (finding.definition, finding.run(&facts))).collect();
        let counted = waterfall::count(&outcomes, &facts.overturn);
        let findings = outcomes.into_iter().zip(counted).map(|((definition, outcome), counted)| Judged { definition, outcome, counted });
        Self {
            as_of,
            reconciliation: Reconciliation::of(settlement, reasons),
            findings: findings.collect(),
            quality: Quality::of(&facts),
            overturn: facts.overturn,
            reasons_version: reasons.version.clone(),
        }
    }

    /// The last day of which the files speak: of a payment, or of a bill. `None` of empty books.
    pub fn last_day(settlement: &Settlement<'_>) -> Option<Day> {
        let paid = settlement.posted.iter().filter_map(|remittance| remittance.key.day);
        let billed = settlement.claims.values().filter_map(|claim| claim.history.current().source.day);
        paid.chain(billed).max()
    }

    /// A finding by its code.
    pub fn finding(&self, code: &str) -> Option<&Judged<'a>> {
        self.findings.iter().find(|judged| judged.definition.code == code)
    }

    /// The findings of which something was found, those that count most first; between equals in the order of the catalogue.
    pub fn found(&self) -> Vec<(&Judged<'a>, &Found<'a>)> {
        let mut found: Vec<_> = self
            .findings
            .iter()
            .filter_map(|judged| if let Outcome::Found(found) = &judged.outcome { Some((judged, found)) } else { None })
            .collect();
        found.sort_by_key(|(judged, _)| (judged.definition.bucket.is_none(), -judged.counted.amount));
        found
    }

    /// How many findings of a bucket were judged, of all that it has. An amount of nothing means something only beside this.
    pub fn judged(&self, bucket: Bucket) -> Rate {
        let of_bucket = || self.findings.iter().filter(|judged| judged.definition.bucket == Some(bucket));
        let is_judged = |judged: &&Judged<'a>| judged.outcome.verdict() != Verdict::Unknown;
        Rate { count: of_bucket().filter(is_judged).count(), of: of_bucket().count() }
    }

    /// The sum of a bucket. There is none over buckets.
    pub fn sum(&self, bucket: Bucket) -> BucketSum {
        let mut sum = BucketSum::default();
        if bucket == Bucket::Hard {
            // What is owed counts here whichever finding found it.
            for owed in self.findings.iter().map(|judged| &judged.counted.owed) {
                sum.claims += owed.claims;
                sum.amount += owed.amount;
                sum.unknown_lines += owed.unknown_lines;
            }
        }
        for judged in self.findings.iter().filter(|judged| judged.definition.bucket == Some(bucket)) {
            let (counted, owed) = (&judged.counted, &judged.counted.owed);
            sum.claims += counted.claims - owed.claims;
            sum.amount += counted.amount - owed.amount;
            sum.without_history_amount += counted.without_history_amount;
            sum.unknown_lines += counted.unknown_lines - owed.unknown_lines;
            sum.range = match (sum.range, counted.range) {
                (Some(one), Some(other)) => Some(one.plus(other)),
                (one, other) => one.or(other),
            };
        }
        sum
    }

    /// Kinds of files that are not there, with the findings that each would enable or take part in, by code.
    pub fn missing(&self) -> BTreeMap<FileKind, Vec<&'static str>> {
        let mut missing: BTreeMap<FileKind, Vec<&'static str>> = BTreeMap::new();
        for judged in &self.findings {
            if let Outcome::CouldNotRun { missing: kinds } = &judged.outcome {
                for kind in kinds {
                    missing.entry(*kind).or_default().push(judged.definition.code);
                }
            }
        }
        missing
    }
}
