//! A number computed from items: how, in which range and bands, and how much of a change counts.

use std::sync::Arc;

use vocabulary::{LoincCode, Points};

use super::Basis;
use crate::formula::{Condition, Formula};

/// A number computed from items.
#[derive(Clone, Debug)]
pub struct Scale {
    /// Its id: `total`.
    pub id: Arc<str>,
    /// Our own words for it.
    pub name: String,
    /// How it is computed; `None` where only totals that come along are known.
    pub formula: Option<Formula>,
    /// The formula as written.
    pub formula_text: String,
    /// The items the formula looks at.
    pub items: Vec<usize>,
    /// The smallest value.
    pub minimum: Points,
    /// The largest value.
    pub maximum: Points,
    /// Which way is worse.
    pub direction: Direction,
    /// What happens when items are missing.
    pub missing: MissingRule,
    /// Where that rule comes from.
    pub missing_basis: Option<Basis>,
    /// What a "not applicable" answer does.
    pub not_applicable: NotApplicableRule,
    /// The LOINC code of the score, where known.
    pub loinc: Option<LoincCode>,
    /// Digits after the point that are shown.
    pub decimals: u8,
    /// Severity bands from lowest to highest; may be empty.
    pub bands: Vec<Band>,
    /// Where the bands come from.
    pub bands_basis: Option<Basis>,
    /// Thresholds with their use.
    pub cutoffs: Vec<Cutoff>,
    /// How much change is more than measurement error.
    pub reliable_change: Option<ReliableChange>,
    /// The smallest difference that patients notice.
    pub minimal_difference: Option<(Points, Basis)>,
    /// What counts as treatment response, in percent of reduction.
    pub treatment_response: Option<(u8, Basis)>,
    /// When a patient counts as remitted.
    pub remission: Option<(Condition, String, Basis)>,
}

impl Scale {
    /// True where a result may have digits after the point: where they are shown, or where filling in missing items is not rounded.
    pub fn has_fractions(&self) -> bool {
        self.decimals > 0 || matches!(self.missing, MissingRule::Prorate { round: Rounding::None, .. })
    }
}

/// Which way a scale points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More is worse.
    HigherIsWorse,
    /// More is better.
    HigherIsBetter,
}

impl Direction {
    /// The name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::HigherIsWorse => "higher_is_worse",
            Self::HigherIsBetter => "higher_is_better",
        }
    }
}

/// What happens when items are missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingRule {
    /// Every item is needed.
    All,
    /// Up to `most` are filled in with the mean of the answered ones.
    Prorate {
        /// How many may be missing.
        most: usize,
        /// How the result is rounded.
        round: Rounding,
    },
    /// Up to `most` count 0.
    Zero {
        /// How many may be missing.
        most: usize,
    },
    /// The formula decides.
    ByFormula,
}

/// How a prorated result is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Not at all.
    None,
    /// To the nearest whole number, halves away from zero.
    Nearest,
    /// Up.
    Up,
    /// Down.
    Down,
}

/// What a "not applicable" answer does to a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotApplicableRule {
    /// It is missing.
    Missing,
    /// It counts 0.
    Zero,
    /// The item takes no part.
    LeaveOut,
}

/// A severity band.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// Lowest value.
    pub from: Points,
    /// Highest value.
    pub to: Points,
    /// Its published name.
    pub name: Arc<str>,
    /// 0 = none, rising.
    pub severity: u8,
}

/// A threshold with what it is used for.
#[derive(Clone, Debug)]
pub struct Cutoff {
    /// Its id.
    pub id: Arc<str>,
    /// When it is met.
    pub when: Condition,
    /// The condition as written.
    pub when_text: String,
    /// What it is used for.
    pub intended_use: String,
    /// Where it comes from.
    pub basis: Basis,
}

/// How much change is more than measurement error.
#[derive(Clone, Debug)]
pub struct ReliableChange {
    /// The change as published in points.
    pub points: Option<Points>,
    /// Norms: standard deviation and reliability of a population.
    pub norms: Option<Norms>,
    /// In whom.
    pub population: Option<String>,
    /// Where it comes from.
    pub basis: Basis,
}

/// Published norms of a scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Norms {
    /// Standard deviation in points.
    pub standard_deviation: f64,
    /// Reliability, 0 to 1.
    pub reliability: f64,
}
