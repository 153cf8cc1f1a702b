//! Key performance indicators of a practice's billing, from claims and what became of them.
//!
//! Every indicator names its numerator, its denominator and the cohort it is counted over, the day to which it is counted, and how mature the cohort is: of
//! its claims, how many some payer has decided. Young claims are mostly undecided, so the same rate over what was submitted and over what was decided
//! differs most in the last two months; both stand here. What the files cannot tell is [`Value::Missing`], never nothing.

mod clean;
mod days;
mod of_claims;
mod receivables;

use vocabulary::{Day, Money};

use crate::books::{SettledClaim, Settlement};
use crate::denial::Denial;
use crate::ledger::Posting;
use crate::reason::ReasonTable;

pub use days::{Days, days};

/// What an indicator comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// So many of so many.
    Count {
        /// Those that count.
        numerator: usize,
        /// All of them.
        denominator: usize,
    },
    /// An amount as a part of another.
    Amount {
        /// The part.
        numerator: Money,
        /// The whole.
        denominator: Money,
    },
    /// An amount in days of another amount: the numerator over the denominator a day.
    DaysOf {
        /// The amount.
        numerator: Money,
        /// The amount of a number of days.
        denominator: Money,
        /// That number of days.
        days: i32,
    },
    /// Days that something took.
    Days(Days),
    /// The files do not hold what it takes; what that is, by a code.
    Missing(&'static str),
}

/// Over which claims or decisions an indicator is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cohort {
    /// Claims first sent within the days asked for, not withdrawn.
    Submitted,
    /// Of those, the claims that some payer has decided.
    Decided,
    /// Of the claims first sent, those that a payer or a clearing house answered, before or without a decision.
    Answered,
    /// Decisions of first payers, paid within four weeks up to the day of the count.
    FourWeeks,
    /// Lines that were refused at first, of the claims submitted, and came to an end: decided again, upheld on appeal, or taken off the books.
    Resolved,
    /// Whole months up to the day of the count.
    Months,
    /// What stood beside the claims.
    Beside,
}

impl Cohort {
    /// The name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Decided => "decided",
            Self::Answered => "answered",
            Self::FourWeeks => "four-weeks",
            Self::Resolved => "resolved",
            Self::Months => "months",
            Self::Beside => "beside",
        }
    }
}

/// An indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// Its name: `initial-denial-rate`. The sentences are `kpi-…`.
    pub code: &'static str,
    /// For one payer; `None` for all.
    pub payer: Option<String>,
    /// For the services of one month, by its first day; `None` for those of all.
    pub month: Option<Day>,
    /// Over what it is counted.
    pub cohort: Cohort,
    /// What it comes to.
    pub value: Value,
}

impl Indicator {
    /// For all payers.
    pub fn new(code: &'static str, cohort: Cohort, value: Value) -> Self {
        Self { code, payer: None, month: None, cohort, value }
    }
}

/// Which claims are counted, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Claims first sent on or after this day; `None` for all.
    pub since: Option<Day>,
    /// The day to which everything is counted. The books must hold nothing later: [`Books::retain_until`](crate::Books::retain_until).
    pub as_of: Day,
}

impl Window {
    /// True where a claim was first sent within the window. A claim whose day nobody knows is counted where no first day is asked for.
    pub fn holds(&self, settled: &SettledClaim<'_>) -> bool {
        match settled.history.versions().first().and_then(|version| version.source.day) {
            Some(day) => self.since.is_none_or(|since| since <= day),
            None => self.since.is_none(),
        }
    }
}

/// What stands beside claims and payments, as far as it is known.
pub trait Beside {
    /// How a refusal ended that no later decision of the payer tells: upheld by a letter, or taken off the books. Of what was refused on the claim in all this
    /// line is a part.
    fn ended(&self, number: &str, settled: &SettledClaim<'_>, refused: (Posting<'_>, &Denial), refused_amount: Money) -> Option<Ended>;

    /// What the patient paid on a claim; `None` where no payment of any patient is on record.
    fn patient_paid(&self, number: &str) -> Option<Money>;

    /// What was taken off the books of a claim.
    fn taken_off(&self, number: &str) -> Money;
}

/// That a refusal ended without money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The day, where it is known.
    pub day: Option<Day>,
}

/// The indicators, and how mature their claims are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// Which claims are counted.
    pub window: Window,
    /// Claims first sent within the window and not withdrawn.
    pub submitted: usize,
    /// Those of them that some payer has decided.
    pub decided: usize,
    /// Net revenue of what was decided: its charge less what the contract takes off.
    pub net_revenue_amount: Money,
    /// Every indicator, in a fixed order.
    pub indicators: Vec<Indicator>,
}

impl Board {
    /// Counts.
    pub fn of<'a>(settlement: &'a Settlement<'a>, beside: &dyn Beside, reasons: &'a ReasonTable, window: Window) -> Self {
        let claims = of_claims::Claims::of(settlement, beside, reasons, window);
        Self {
            window,
            submitted: claims.submitted(),
            decided: claims.decided(),
            net_revenue_amount: claims.net_revenue(),
            indicators: claims.indicators(settlement),
        }
    }

    /// An indicator over all payers and months, by its name.
    pub fn find(&self, code: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.code == code && indicator.payer.is_none() && indicator.month.is_none())
    }
}

#[cfg(test)]
mod tests;
