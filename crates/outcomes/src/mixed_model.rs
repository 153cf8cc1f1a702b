//! Linear mixed models: how scores run for the average patient, how much patients differ, and where one patient stands.
//!
//! `y = X beta + Z b + e`, with `b ~ N(0, sigma2 Lambda Lambda')` drawn once for each level of a grouping factor (a patient) and
//! `e ~ N(0, sigma2)`. One pass over the rows reduces every patient to the sums `Z'Z`, `Z'X`, `Z'y`; the rest of the work is a Newton search over
//! the few numbers `theta` in `Lambda`, whose cost depends on the number of patients and no longer on the number of rows.
//!
//! * [`table`]: named columns; [`design`]: what a formula makes of them.
//! * [`fit()`]: estimates, or the reason why there are none.
//! * [`prediction`]: where the next score is to be expected, for a new patient and for one whose scores so far are known.
//!
//! The definitions follow Bates, Mächler, Bolker and Walker (2015), "Fitting Linear Mixed-Effects Models Using lme4", Journal of Statistical
//! Software 67(1). Derivatives are exact, so that estimates carry ten digits and not five.

mod criterion;
pub mod design;
pub mod error;
mod estimate;
pub mod fitted;
mod kernel;
mod newton;
pub mod prediction;
mod scaling;
mod statistics;
pub mod table;

pub use design::{Design, DesignColumn, Factor, Levels};
pub use error::{DesignError, FitError, FormulaError};
pub use estimate::fit;
pub use fitted::{Fit, FixedEffect, GroupCount, Method, RandomEffects, VarianceComponent};
pub use prediction::{Conditioned, Population, Prediction};
pub use table::{Column, Table};

/// A count as a number to calculate with.
#[expect(clippy::cast_precision_loss, reason = "counts of rows and patients stay far below 2^53")]
pub(crate) const fn number(count: usize) -> f64 {
    count as f64
}
