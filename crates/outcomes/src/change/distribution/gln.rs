//! Gulliksen, Lord and Novick.

use super::Prepared;
use crate::change::refusal::Refusal;
use crate::change::sample::Sample;

pub(super) fn prepare(sample: &Sample, reliability: f64) -> Result<Prepared, Refusal> {
    let (mean, error) = (sample.mean_pre, standard_error_of_prediction(sample, reliability)?);
    let prepared = Prepared { se_prediction: Some(error), ..Prepared::default() };
    Ok(prepared.with(move |pre, post| ((post - mean) - reliability * (pre - mean)) / error))
}

/// The spread of later scores around their prediction from the first.
pub(super) fn standard_error_of_prediction(sample: &Sample, reliability: f64) -> Result<f64, Refusal> {
    Ok(sample.spread_pre()? * (1.0 - reliability.powi(2)).sqrt())
}
