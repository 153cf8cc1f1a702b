//! Hageman and Arrindell 1999.

use super::Prepared;
use super::jt::standard_error_of_difference;
use crate::change::refusal::Refusal;
use crate::change::sample::Sample;

pub(super) fn prepare(sample: &Sample, reliability: f64) -> Result<Prepared, Refusal> {
    let error = sample.error_of_measurement(reliability)?;
    let r_dd = reliability_of_the_difference(sample, reliability)?;
    let divisor = r_dd.sqrt() * standard_error_of_difference(sample.spread_pre()?, reliability);
    let of_the_group = (sample.mean_post - sample.mean_pre) * (1.0 - r_dd);
    let prepared = Prepared { se_measurement: Some(error), r_dd: Some(r_dd), ..Prepared::default() };
    Ok(prepared.with(move |pre, post| ((post - pre) * r_dd + of_the_group) / divisor))
}

/// The reliability of the difference between the two scores of a patient.
fn reliability_of_the_difference(sample: &Sample, reliability: f64) -> Result<f64, Refusal> {
    let (pre, post) = (sample.spread_pre()?.powi(2), sample.spread_post()?.powi(2));
    let error = sample.error_of_measurement(reliability)?.powi(2);
    let shared = 2.0 * sample.correlation.unwrap_or(0.0) * (pre * post).sqrt();
    let r_dd = ((pre - error) + (post - error) - shared) / (pre + post - shared);
    if r_dd > 0.0 { Ok(r_dd) } else { Err(Refusal::DifferenceUnreliable { reliability: r_dd }) }
}
