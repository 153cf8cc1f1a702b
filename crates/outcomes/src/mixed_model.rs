//! Linear mixed models: how scores run for the average patient, how much patients differ, and where one patient stands.
//!
//! `y = X beta + Z b + e`, with `b ~ N(0, sigma2 Lambda Lambda')` drawn once for each level of a grouping factor (a patient) and
//! `e ~ N(0, sigma2)`. One pass over the rows reduces every patient to the sums `Z'Z`, `Z'X`, `Z'y`; the rest of the work is a Newton search over
//! the few numbers `theta` in `Lambda`, whose cost depends on the number of patients and no longer on the number of rows.
//!
//! ```
//! use outcomes::mixed_model::{Column, Formula, Method, Table, fit};
//!
//! let mut table = Table::new();
//! table.insert("score", Column::Numbers(vec![20., 15., 13., 18., 17., 11., 24., 16., 15., 9., 8., 2., 19., 11., 11., 16., 17., 9., 21., 18., 14.]));
//! table.insert("week", Column::Numbers([0., 2., 4.].repeat(7)));
//! table.insert("patient", Column::Numbers((0..21).map(|row| f64::from(row / 3)).collect()));
//! let formula: Formula = "score ~ week + (1 | patient)".parse()?;
//! let fitted = fit(&formula.design(&table)?, Method::Reml)?;
//! assert_eq!(fitted.groups[0].levels, 7);
//! assert!(fitted.fixed[1].estimate < 0.0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! * [`formula`]: the notation `y ~ time + (time | id)`.
//! * [`table`]: named columns; [`design`]: what a formula makes of them.
//! * [`fit()`]: estimates, or the reason why there are none.
//! * [`prediction`]: where the next score is to be expected, for a new patient and for one whose scores so far are known.
//!
//! The definitions follow Bates, Mächler, Bolker and Walker (2015), "Fitting Linear Mixed-Effects Models Using lme4", Journal of Statistical
//! Software 67(1). Derivatives are exact, so that estimates carry ten digits and not five.

#[cfg(test)]
mod conformance;
mod criterion;
pub mod design;
pub mod error;
mod estimate;
pub mod fitted;
pub mod formula;
mod grouping;
mod kernel;
#[cfg(test)]
mod laws;
mod newton;
pub mod prediction;
mod scaling;
mod second_factor;
mod statistics;
pub mod table;

pub use design::{Design, DesignColumn, Factor, Levels};
pub use error::{DesignError, FitError, FormulaError};
pub use estimate::fit;
pub use fitted::{Fit, FixedEffect, GroupCount, Method, RandomEffects, VarianceComponent};
pub use formula::Formula;
pub use prediction::{Conditioned, Population, Prediction};
pub use table::{Column, Table};

/// A count as a number to calculate with.
#[expect(clippy::cast_precision_loss, reason = "counts of rows and patients stay far below 2^53")]
pub(crate) const fn number(count: usize) -> f64 {
    count as f64
}
