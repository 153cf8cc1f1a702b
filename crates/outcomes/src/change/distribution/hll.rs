//! Hsu, Linn and Lord.

use super::Prepared;
use super::gln::standard_error_of_prediction;
use crate::change::refusal::Refusal;
use crate::change::sample::Sample;

pub(super) fn prepare(sample: &Sample, reliability: f64) -> Result<Prepared, Refusal> {
    let (mean, mean_post) = (sample.mean_pre, sample.mean_post);
    let error = standard_error_of_prediction(sample, reliability)?;
    let prepared = Prepared { se_prediction: Some(error), ..Prepared::default() };
    Ok(prepared.with(move |pre, post| ((post - mean_post) - reliability * (pre - mean)) / error))
}
