//! Jacobson and Truax 1991.

use super::Prepared;
use crate::change::refusal::Refusal;
use crate::change::sample::Sample;

pub(super) fn prepare(sample: &Sample, reliability: f64) -> Result<Prepared, Refusal> {
    let s_diff = standard_error_of_difference(sample.spread_pre()?, reliability);
    Ok(Prepared { s_diff: Some(s_diff), ..Prepared::default() }.with(move |pre, post| (post - pre) / s_diff))
}

/// The spread of differences that measurement error alone would make.
pub(in crate::change) fn standard_error_of_difference(standard_deviation: f64, reliability: f64) -> f64 {
    std::f64::consts::SQRT_2 * (standard_deviation * (1.0 - reliability).sqrt())
}
