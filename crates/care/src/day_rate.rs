//! What a payer pays for a day of a level of care, as the practice knows it.

use vocabulary::{LevelOfCare, Money, Period};

use crate::problem::{CareProblem, not_empty};

/// One rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayRate {
    /// The key of the payer's profile.
    pub payer: String,
    /// For which level.
    pub level_of_care: LevelOfCare,
    /// For a day.
    pub amount: Money,
    /// From when to when it is agreed.
    pub period: Period,
}

impl DayRate {
    /// Checks what one record can say about itself.
    pub fn check(&self) -> Result<(), CareProblem> {
        not_empty("payer", &self.payer)?;
        if self.amount <= Money::ZERO { Err(CareProblem::Empty { what: "day rate" }) } else { Ok(()) }
    }
}
