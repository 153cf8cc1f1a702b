//! Edwards and Nunnally.

use super::Prepared;
use crate::change::refusal::Refusal;
use crate::change::sample::Sample;

pub(super) fn prepare(sample: &Sample, reliability: f64) -> Result<Prepared, Refusal> {
    let (mean, error) = (sample.mean_pre, sample.error_of_measurement(reliability)?);
    let prepared = Prepared { se_measurement: Some(error), ..Prepared::default() };
    Ok(prepared.with(move |pre, post| (post - (reliability * (pre - mean) + mean)) / error))
}
