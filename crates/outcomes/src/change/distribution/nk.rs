//! Nunnally and Kotsch.

use super::Prepared;
use crate::change::refusal::Refusal;
use crate::change::sample::Sample;

pub(super) fn prepare(sample: &Sample, reliability: f64, reliability_post: f64) -> Result<Prepared, Refusal> {
    let (mean, variance) = (sample.mean_pre, sample.spread_pre()?.powi(2));
    let error = (reliability.powi(2) * variance * (1.0 - reliability) + variance * (1.0 - reliability_post)).sqrt();
    let prepared = Prepared { reliability_post: Some(reliability_post), ..Prepared::default() };
    Ok(prepared.with(move |pre, post| (post - (reliability * (pre - mean) + mean)) / error))
}
