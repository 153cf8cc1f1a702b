//! The answer of a finding.

use revenue_cycle::{DenialCategory, PaymentKey};
use vocabulary::{Day, Money, Rate, Verdict};

use super::definition::{Bucket, FileKind};

/// What came of asking a finding.
#[derive(Clone, Debug)]
pub enum Outcome<'a> {
    /// The files do not hold what it needs.
    CouldNotRun {
        /// The kinds of files that would enable it.
        missing: Vec<FileKind>,
    },
    /// There is too little to judge by.
    TooFew {
        /// So many there are.
        have: usize,
        /// So many it takes.
        needed: usize,
        /// What could not be joined or compared, by name.
        figures: Vec<(&'static str, Figure)>,
    },
    /// Looked, and found nothing.
    Nothing {
        /// Among so many lines or claims.
        looked_at: usize,
        /// Single numbers, by name: among them what could not be joined or compared.
        figures: Vec<(&'static str, Figure)>,
    },
    /// The files are there, and nothing in them could be joined or compared: that is not the same as nothing found.
    NotJudged {
        /// What could not be joined or compared, by name.
        figures: Vec<(&'static str, Figure)>,
    },
    /// Found.
    Found(Found<'a>),
}

impl<'a> Outcome<'a> {
    /// Nothing where there are no lines; else the lines, their share of what was looked at, and their sums by names.
    pub(super) fn of_lines(looked_at: usize, lines: Vec<Evidence<'a>>, names: impl Fn(&Evidence<'a>) -> Vec<String>) -> Self {
        Self::with_figures(looked_at, lines, Vec::new(), names)
    }

    /// The same with single numbers beside.
    pub(super) fn with_figures(
        looked_at: usize,
        lines: Vec<Evidence<'a>>,
        figures: Vec<(&'static str, Figure)>,
        names: impl Fn(&Evidence<'a>) -> Vec<String>,
    ) -> Self {
        if lines.is_empty() {
            let is_left_out = looked_at == 0 && figures.iter().any(|(_, figure)| !figure.is_nothing());
            return if is_left_out { Self::NotJudged { figures } } else { Self::Nothing { looked_at, figures } };
        }
        let (rate, groups) = (Some(Rate { count: lines.len(), of: looked_at }), groups(&lines, names, |_| None));
        Self::Found(Found { looked_at, rate, figures, groups, lines })
    }

    /// Looked at so many, and found nothing.
    pub(super) fn nothing(looked_at: usize) -> Self {
        Self::Nothing { looked_at, figures: Vec::new() }
    }

    /// There are so many, and it takes more to judge.
    pub(super) const fn too_few(have: usize, needed: usize) -> Self {
        Self::TooFew { have, needed, figures: Vec::new() }
    }

    /// The same with further numbers beside, such as what was not judged: they decide nothing.
    pub(super) fn beside(mut self, more: impl IntoIterator<Item = (&'static str, Figure)>) -> Self {
        match &mut self {
            Self::Found(found) => found.figures.extend(more),
            Self::Nothing { figures, .. } | Self::NotJudged { figures } | Self::TooFew { figures, .. } => figures.extend(more),
            Self::CouldNotRun { .. } => {}
        }
        self
    }

    /// The single numbers beside it.
    pub fn figures(&self) -> &[(&'static str, Figure)] {
        match self {
            Self::Found(found) => &found.figures,
            Self::Nothing { figures, .. } | Self::NotJudged { figures } | Self::TooFew { figures, .. } => figures,
            Self::CouldNotRun { .. } => &[],
        }
    }

    /// Three-valued: whether there is something, whether there is not, or that it is not known.
    pub fn verdict(&self) -> Verdict {
        match self {
            Self::Found(_) => Verdict::Met,
            Self::Nothing { .. } => Verdict::NotMet,
            Self::CouldNotRun { .. } | Self::TooFew { .. } | Self::NotJudged { .. } => Verdict::Unknown,
        }
    }

    /// The name in files.
    pub fn code(&self) -> &'static str {
        match self {
            Self::CouldNotRun { .. } => "could_not_run",
            Self::TooFew { .. } => "too_few",
            Self::NotJudged { .. } => "not_judged",
            Self::Nothing { .. } => "nothing_found",
            Self::Found(_) => "found",
        }
    }
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found<'a> {
    /// Among so many lines or claims.
    pub looked_at: usize,
    /// The share, where the finding is one.
    pub rate: Option<Rate>,
    /// Single numbers, by name.
    pub figures: Vec<(&'static str, Figure)>,
    /// Parts, the largest first.
    pub groups: Vec<Group>,
    /// Every line behind the numbers, in the order of claims.
    pub lines: Vec<Evidence<'a>>,
}

/// A number by name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Figure {
    /// A count.
    Count(usize),
    /// An amount.
    Money(Money),
    /// A number of days.
    Days(i32),
    /// A share.
    Share(Rate),
    /// A number beside another: an odds ratio, minutes for a day.
    Ratio(f64),
}

impl Figure {
    /// True for none, no money, no days, and a share of which nothing counts.
    pub fn is_nothing(&self) -> bool {
        match self {
            Self::Count(count) => *count == 0,
            Self::Money(amount) => *amount == Money::ZERO,
            Self::Days(days) => *days == 0,
            Self::Share(share) => share.count == 0,
            Self::Ratio(ratio) => *ratio == 0.0,
        }
    }
}

/// A part of what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What makes the part: a payer, a level of care, a reason, a pair of codes.
    pub names: Vec<String>,
    /// How many of how many; the interval is [`Rate::interval`].
    pub rate: Rate,
    /// The amount in it.
    pub amount: Money,
}

/// A line behind a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence<'a> {
    /// The practice's number of the claim; `None` for money that belongs to no claim.
    pub claim: Option<&'a str>,
    /// The line of the claim, from 1; `None` for the whole claim.
    pub line: Option<u32>,
    /// The first day of service.
    pub day: Option<Day>,
    /// The payer.
    pub payer: &'a str,
    /// Procedure or revenue code.
    pub service: &'a str,
    /// Why it is here: a reason such as `CO-197`, a pair of codes, a reference.
    pub why: String,
    /// Its category, where it is a refusal: the history of that category says how often such are won.
    pub category: Option<DenialCategory>,
    /// What its amount is, where that is something else than what the amounts of its finding are.
    pub bucket: Option<Bucket>,
    /// What is at stake; `None` where nobody knows the worth.
    pub amount: Option<Money>,
    /// The payment that says so, and the place of the decision in it.
    pub trace: Option<(&'a PaymentKey, usize)>,
}

/// From an amount to an amount, with what is most to be expected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// The lower limit of a 95 % interval.
    pub low: Money,
    /// The mean.
    pub expected: Money,
    /// The upper limit.
    pub high: Money,
}

impl Range {
    /// Limits of parts added up: wider than the interval of the sum, never narrower.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { low: self.low + other.low, expected: self.expected + other.expected, high: self.high + other.high }
    }
}

/// Adds lines up by names, the largest amount first; `of` says how many were looked at under the same names, where that is known.
pub(super) fn groups<'a>(
    lines: &[Evidence<'a>],
    names: impl Fn(&Evidence<'a>) -> Vec<String>,
    of: impl Fn(&[String]) -> Option<usize>,
) -> Vec<Group> {
    let mut sums: std::collections::BTreeMap<Vec<String>, (usize, Money)> = std::collections::BTreeMap::new();
    for line in lines {
        let sum = sums.entry(names(line)).or_default();
        sum.0 += 1;
        sum.1 += line.amount.unwrap_or(Money::ZERO);
    }
    let total = lines.len();
    let mut groups: Vec<Group> = sums
        .into_iter()
        .map(|(names, (count, amount))| Group { rate: Rate { count, of: of(&names).unwrap_or(total).max(count) }, names, amount })
        .collect();
    groups
        .sort_by(|one, other| other.amount.cmp(&one.amount).then(other.rate.count.cmp(&one.rate.count)).then(one.names.cmp(&other.names)));
    groups
}
