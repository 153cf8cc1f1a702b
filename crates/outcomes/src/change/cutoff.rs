//! Where the clinical population ends and the functional one begins.

use instruments::definition::Direction;

use super::analysis::{CutoffKind, CutoffRule, SpreadForB};
use super::outcome::{Cutoff, CutoffReliability};
use super::refusal::Refusal;
use super::sample::Sample;
use super::sign;

/// The cutoff between observed scores.
pub(super) fn observed(rule: &CutoffRule, sample: &Sample, direction: Direction) -> Result<Cutoff, Refusal> {
    compute(rule, sample, direction, None)
}

/// The cutoff between true scores: every spread shrinks by the square root of its reliability.
pub(super) fn of_true_scores(rule: &CutoffRule, sample: &Sample, direction: Direction, reliability: f64) -> Result<Cutoff, Refusal> {
    compute(rule, sample, direction, Some(reliability))
}

fn compute(rule: &CutoffRule, sample: &Sample, direction: Direction, reliability: Option<f64>) -> Result<Cutoff, Refusal> {
    let d = sign(direction);
    let (mean, spread) = (sample.mean_pre, sample.spread_pre()?);
    let error = reliability.map(|reliability| sample.error_of_measurement(reliability)).transpose()?;
    let reliability_of = |spread: f64, error: f64| (spread.powi(2) - error.powi(2)) / spread.powi(2);
    let reliabilities = error.map(|error| CutoffReliability {
        clinical: reliability_of(spread, error),
        functional: rule.functional.map(|functional| reliability_of(functional.standard_deviation, error)),
    });
    let clinical = reliabilities.map_or(spread, |found| spread * found.clinical.sqrt());
    let functional = || {
        let functional = rule.functional.ok_or(Refusal::FunctionalNeeded(rule.kind.code()))?;
        let standard_deviation = functional.standard_deviation;
        match (error, reliabilities.and_then(|found| found.functional)) {
            (Some(error_of_measurement), Some(reliability)) if reliability < 0.0 => {
                Err(Refusal::FunctionalSpreadBelowError { standard_deviation, error_of_measurement })
            }
            (_, Some(reliability)) => Ok((functional.mean, standard_deviation * reliability.sqrt())),
            (_, None) => Ok((functional.mean, standard_deviation)),
        }
    };
    let value = match (rule.kind, rule.spread_for_b) {
        (CutoffKind::A, _) => mean + d * 2.0 * clinical,
        (CutoffKind::B, SpreadForB::Functional) => {
            let (mean_functional, spread_functional) = functional()?;
            mean_functional - d * 2.0 * spread_functional
        }
        (CutoffKind::B, SpreadForB::Clinical) => {
            let functional = rule.functional.ok_or(Refusal::FunctionalNeeded(rule.kind.code()))?;
            functional.mean - d * 2.0 * clinical
        }
        (CutoffKind::C, _) => {
            let (mean_functional, spread_functional) = functional()?;
            (clinical * mean_functional + spread_functional * mean) / (clinical + spread_functional)
        }
    };
    Ok(Cutoff {
        kind: rule.kind,
        mean_clinical: mean,
        sd_clinical: spread,
        functional: rule.functional,
        reliability: reliabilities,
        spread_for_b: (rule.kind == CutoffKind::B).then_some(rule.spread_for_b),
        value,
    })
}

/// On which sides of the cutoff a patient was and is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Sides {
    pub(super) clinical_pre: bool,
    pub(super) functional_post: bool,
    /// With true scores only: reliably clinical now, though not before.
    pub(super) clinical_post: Option<bool>,
    /// With true scores only: the individual standing against the cutoff.
    pub(super) individual: Option<f64>,
}

/// Sides by observed scores. A score equal to the cutoff is on neither.
pub(super) fn sides(cutoff: &Cutoff, direction: Direction, pre: f64, post: f64) -> Sides {
    let d = sign(direction);
    Sides { clinical_pre: d * pre < d * cutoff.value, functional_post: d * post > d * cutoff.value, ..Sides::default() }
}

/// The later true score against the cutoff, by Hageman and Arrindell.
pub(super) struct TrueSides {
    cutoff: f64,
    mean_post: f64,
    pub(super) reliability_post: f64,
    error: f64,
    critical: f64,
    d: f64,
}

impl TrueSides {
    pub(super) fn new(cutoff: &Cutoff, sample: &Sample, direction: Direction, reliability: f64, critical: f64) -> Result<Self, Refusal> {
        let (spread, error) = (sample.spread_post()?, sample.error_of_measurement(reliability)?);
        let reliability_post = (spread.powi(2) - error.powi(2)) / spread.powi(2);
        if reliability_post <= 0.0 {
            return Err(Refusal::LaterSpreadBelowError { standard_deviation: spread, error_of_measurement: error });
        }
        Ok(Self { cutoff: cutoff.value, mean_post: sample.mean_post, reliability_post, error, critical, d: sign(direction) })
    }

    pub(super) fn of(&self, pre: f64, post: f64) -> Sides {
        let true_post = self.mean_post + (post - self.mean_post) * self.reliability_post;
        let individual = (true_post - self.cutoff) / (self.reliability_post.sqrt() * self.error);
        let clinical_pre = self.d * pre < self.d * self.cutoff;
        Sides {
            clinical_pre,
            functional_post: clinical_pre && self.d * individual > self.critical,
            clinical_post: Some(!clinical_pre && self.d * individual < -self.critical),
            individual: Some(individual),
        }
    }
}
