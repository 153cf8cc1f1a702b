//! Change beyond measurement error: the reliable change indices, one file each.

mod en;
mod gln;
mod ha;
mod hll;
mod hlm;
mod jt;
mod nk;

use instruments::definition::Direction;

use super::analysis::Index;
use super::outcome::{Category, Outcome, Row};
use super::refusal::Refusal;
use super::sample::{Patient, Sample, one_sided, pairs, two_sided};
use super::sign;

pub(super) use jt::standard_error_of_difference;

pub use hlm::{MixedModelSummary, SlopeDeviation};

/// An index, ready to be computed for each patient, with the quantities of the sample that it rests on.
#[derive(Default)]
pub(super) struct Prepared {
    pub(super) s_diff: Option<f64>,
    pub(super) se_measurement: Option<f64>,
    pub(super) se_prediction: Option<f64>,
    pub(super) r_dd: Option<f64>,
    pub(super) reliability_post: Option<f64>,
    rci: Option<Box<dyn Fn(f64, f64) -> f64>>,
}

impl Prepared {
    fn with(self, rci: impl Fn(f64, f64) -> f64 + 'static) -> Self {
        Self { rci: Some(Box::new(rci)), ..self }
    }
}

pub(super) fn judge(patients: &[Patient], direction: Direction, index: Index, significance: f64) -> Result<Outcome, Refusal> {
    let (outcome, mut rows) = indexed(patients, index, significance)?;
    let critical = outcome.critical_value.unwrap_or(f64::INFINITY);
    for row in &mut rows {
        let (improved, deteriorated) = reliable(row, direction, critical);
        row.category = Some(Category::of(improved, deteriorated));
    }
    Ok(outcome.with_rows(rows, &Category::PLAIN))
}

/// Whether a row's index is an improvement and whether it is a deterioration. Equal to the critical value is neither.
pub(super) fn reliable(row: &Row, direction: Direction, critical: f64) -> (bool, bool) {
    let better_by = row.rci.map_or(0.0, |rci| sign(direction) * rci);
    (better_by > critical, better_by < -critical)
}

/// The index of every patient, without a verdict.
pub(super) fn indexed(patients: &[Patient], index: Index, significance: f64) -> Result<(Outcome, Vec<Row>), Refusal> {
    if index == Index::MixedModel {
        return hlm::indexed(patients, significance);
    }
    let pairs = pairs(patients)?;
    let sample = Sample::of(&pairs);
    let critical = if matches!(index, Index::HagemanArrindell { .. }) { one_sided(significance) } else { two_sided(significance) };
    let prepared = prepare(index, &sample)?;
    let rci = prepared.rci.as_deref();
    let rows = pairs.iter().map(|pair| Row { rci: rci.map(|rci| rci(pair.pre, pair.post)), ..Row::of(pair) }).collect();
    let outcome = Outcome {
        critical_value: Some(critical),
        s_diff: prepared.s_diff,
        se_measurement: prepared.se_measurement,
        se_prediction: prepared.se_prediction,
        r_dd: prepared.r_dd,
        reliability_post: prepared.reliability_post,
        ..Outcome::of(patients, &pairs)
    };
    Ok((outcome, rows))
}

fn prepare(index: Index, sample: &Sample) -> Result<Prepared, Refusal> {
    match index {
        Index::JacobsonTruax { reliability } => jt::prepare(sample, reliability),
        Index::GulliksenLordNovick { reliability } => gln::prepare(sample, reliability),
        Index::HsuLinnLord { reliability } => hll::prepare(sample, reliability),
        Index::EdwardsNunnally { reliability } => en::prepare(sample, reliability),
        Index::NunnallyKotsch { reliability, reliability_post } => nk::prepare(sample, reliability, reliability_post),
        Index::HagemanArrindell { reliability } => ha::prepare(sample, reliability),
        Index::MixedModel => Ok(Prepared::default()),
    }
}
