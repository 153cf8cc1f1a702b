//! The patients of an analysis, and what their scores have in common.

use super::refusal::{Occasion, Refusal};

/// One patient with the measurements that an analysis may look at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Patient {
    /// As in the source.
    pub id: String,
    /// The group, where there are groups.
    pub group: Option<String>,
    /// The first score.
    pub pre: Option<f64>,
    /// The later score.
    pub post: Option<f64>,
    /// All sessions as (time, score), for [`Index::MixedModel`](super::Index::MixedModel); empty where no other session is known.
    pub sessions: Vec<(f64, f64)>,
}

/// Means, standard deviations (n - 1) and correlation of complete pairs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// Pairs.
    pub n: usize,
    /// Mean of the first scores.
    pub mean_pre: f64,
    /// Standard deviation of the first scores; `None` below two pairs.
    pub sd_pre: Option<f64>,
    /// Mean of the later scores.
    pub mean_post: f64,
    /// Standard deviation of the later scores; `None` below two pairs.
    pub sd_post: Option<f64>,
    /// Pearson's correlation; `None` where a standard deviation is missing or 0.
    pub correlation: Option<f64>,
}

/// A complete pair, with its patient.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair<'a> {
    pub(super) patient: &'a Patient,
    pub(super) pre: f64,
    pub(super) post: f64,
}

/// The patients who have both measurements.
pub(super) fn pairs(patients: &[Patient]) -> Result<Vec<Pair<'_>>, Refusal> {
    let pairs: Vec<Pair<'_>> =
        patients.iter().filter_map(|patient| Some(Pair { patient, pre: patient.pre?, post: patient.post? })).collect();
    if pairs.is_empty() { Err(Refusal::NoPairs { patients: patients.len() }) } else { Ok(pairs) }
}

/// Names of groups in the order in which they come; one nameless group where patients have none.
pub(super) fn groups<'a>(pairs: &[Pair<'a>]) -> Vec<Option<&'a str>> {
    let mut names = Vec::new();
    for pair in pairs {
        let name = pair.patient.group.as_deref();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

impl Sample {
    pub(super) fn of(pairs: &[Pair<'_>]) -> Self {
        let (mean_pre, sd_pre) = mean_and_spread(pairs.iter().map(|pair| pair.pre));
        let (mean_post, sd_post) = mean_and_spread(pairs.iter().map(|pair| pair.post));
        let products = steady_sum(pairs.iter().map(|pair| (pair.pre - mean_pre) * (pair.post - mean_post)));
        let correlation = match (sd_pre, sd_post) {
            (Some(pre), Some(post)) if pre > 0.0 && post > 0.0 => Some(products / (count(pairs.len()) - 1.0) / (pre * post)),
            _ => None,
        };
        Self { n: pairs.len(), mean_pre, sd_pre, mean_post, sd_post, correlation }
    }

    /// The standard deviation of the first scores, where it is one to divide by.
    pub(super) fn spread_pre(&self) -> Result<f64, Refusal> {
        self.spread(self.sd_pre, Occasion::First)
    }

    /// The standard deviation of the later scores, where it is one to divide by.
    pub(super) fn spread_post(&self) -> Result<f64, Refusal> {
        self.spread(self.sd_post, Occasion::Later)
    }

    fn spread(&self, spread: Option<f64>, occasion: Occasion) -> Result<f64, Refusal> {
        match spread {
            None => Err(Refusal::TooFew { needed: 2, found: self.n }),
            Some(spread) if spread > 0.0 => Ok(spread),
            Some(_) => Err(Refusal::Constant(occasion)),
        }
    }

    /// The standard error of measurement.
    pub(super) fn error_of_measurement(&self, reliability: f64) -> Result<f64, Refusal> {
        Ok(self.spread_pre()? * (1.0 - reliability).sqrt())
    }
}

/// Mean and standard deviation (n - 1).
pub(super) fn mean_and_spread(values: impl Iterator<Item = f64> + Clone) -> (f64, Option<f64>) {
    let n = count(values.clone().count());
    let mean = steady_sum(values.clone()) / n;
    let squares = steady_sum(values.map(|value| (value - mean).powi(2)));
    (mean, (n > 1.0).then(|| (squares / (n - 1.0)).sqrt()))
}

/// The sum, to the last bit the same whatever the order: small numbers first.
fn steady_sum(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_unstable_by(|a, b| a.abs().total_cmp(&b.abs()).then(a.total_cmp(b)));
    values.iter().sum()
}

/// A number of things as a float.
#[expect(clippy::cast_precision_loss, reason = "numbers of patients are far below 2^52")]
pub(super) fn count(things: usize) -> f64 {
    things as f64
}

/// The two-sided critical value of the normal distribution.
pub(super) fn two_sided(significance: f64) -> f64 {
    normal_quantile(1.0 - significance / 2.0)
}

/// The one-sided critical value of the normal distribution.
pub(super) fn one_sided(significance: f64) -> f64 {
    normal_quantile(1.0 - significance)
}

fn normal_quantile(probability: f64) -> f64 {
    use statrs::distribution::{ContinuousCDF as _, Normal};
    Normal::standard().inverse_cdf(probability)
}

/// The probability below a value of the normal distribution.
pub(super) fn normal_probability(value: f64) -> f64 {
    use statrs::distribution::{ContinuousCDF as _, Normal};
    Normal::standard().cdf(value)
}

/// The two-sided critical value of Student's distribution.
pub(super) fn student(confidence: f64, degrees_of_freedom: f64) -> f64 {
    use statrs::distribution::{ContinuousCDF as _, StudentsT};
    let distribution = StudentsT::new(0.0, 1.0, degrees_of_freedom).expect("callers give a positive number of degrees of freedom");
    distribution.inverse_cdf(f64::midpoint(1.0, confidence))
}
