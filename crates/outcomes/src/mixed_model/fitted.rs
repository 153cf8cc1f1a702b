//! A fitted model: estimates with their precision, and where each patient stands.

use nalgebra::DMatrix;

use super::design::Levels;
use super::kernel::{place, triangle};
use super::number;
use super::prediction::Population;

/// Which likelihood is made as large as possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Maximum likelihood: for comparing models whose fixed effects differ.
    Ml,
    /// Restricted maximum likelihood: variance components do not come out too small. The default of this field.
    Reml,
}

/// A fixed effect.
#[derive(Clone, Debug, PartialEq)]
pub struct FixedEffect {
    /// The name of its column.
    pub name: String,
    /// The coefficient, in units of the outcome per unit of the column.
    pub estimate: f64,
    /// Its standard error, given the variance components.
    pub standard_error: f64,
}

/// How many levels a grouping factor had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupCount {
    /// The factor.
    pub name: String,
    /// Its levels that have a row.
    pub levels: usize,
}

/// A variance or a covariance.
#[derive(Clone, Debug, PartialEq)]
pub struct VarianceComponent {
    /// The grouping factor; `None` for the residual.
    pub group: Option<String>,
    /// Where effects of one factor were kept uncorrelated: which of its lists this is, from 0.
    pub block: usize,
    /// The effect; `None` for the residual.
    pub first: Option<String>,
    /// The other effect of a covariance.
    pub second: Option<String>,
    /// The variance or covariance.
    pub variance: f64,
    /// The standard deviation of a variance, the correlation of a covariance.
    pub deviation: f64,
}

/// The random effects of one factor, level by level: best linear unbiased predictions and their conditional variances.
#[derive(Clone, Debug, PartialEq)]
pub struct RandomEffects {
    /// The factor.
    pub group: String,
    /// The names of the effects.
    pub effects: Vec<String>,
    /// The levels.
    pub levels: Levels,
    /// Whether effects may be correlated, by packed place.
    pub(super) correlated: Vec<bool>,
    /// Row-major predictions.
    pub(super) values: Vec<f64>,
    /// Packed conditional covariances, one triangle a level.
    pub(super) conditional: Vec<f64>,
    /// The covariance of the effects between levels.
    pub covariance: DMatrix<f64>,
}

impl RandomEffects {
    /// How far this level's coefficient lies from the average one.
    pub fn deviation(&self, level: usize, effect: usize) -> f64 {
        self.values[level * self.effects.len() + effect]
    }

    /// The conditional covariance of two deviations of a level, given the fixed effects and variance components.
    pub fn conditional_covariance(&self, level: usize, first: usize, second: usize) -> f64 {
        self.conditional[level * triangle(self.effects.len()) + place(first, second)]
    }

    /// The conditional standard deviation of a deviation.
    pub fn conditional_deviation(&self, level: usize, effect: usize) -> f64 {
        self.conditional_covariance(level, effect, effect).max(0.0).sqrt()
    }

    /// The place of the effect of that name.
    pub fn effect(&self, name: &str) -> Option<usize> {
        self.effects.iter().position(|effect| effect == name)
    }

    /// Whether the model lets these two effects be correlated.
    pub fn are_correlated(&self, first: usize, second: usize) -> bool {
        self.correlated[place(first, second)]
    }
}

/// A fitted linear mixed model.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// Which likelihood.
    pub method: Method,
    /// The outcome's name.
    pub outcome: String,
    /// Rows that were used.
    pub rows: usize,
    /// Rows that were left out because a value was missing.
    pub rows_missing: usize,
    /// The grouping factors.
    pub groups: Vec<GroupCount>,
    /// Fixed effects.
    pub fixed: Vec<FixedEffect>,
    /// Their covariance, in the same order.
    pub fixed_covariance: DMatrix<f64>,
    /// Variances and covariances of the random effects, and last the residual variance.
    pub components: Vec<VarianceComponent>,
    /// The residual variance.
    pub residual_variance: f64,
    /// The free entries of `Lambda`, factor by factor: relative standard deviations and what correlates them.
    pub theta: Vec<f64>,
    /// The log-likelihood, restricted by REML.
    pub log_likelihood: f64,
    /// Whether a variance came out as zero or a correlation as one: the data do not tell these effects apart. The fit stands, but a simpler
    /// model says the same.
    pub is_singular: bool,
    /// Random effects, factor by factor.
    pub random: Vec<RandomEffects>,
}

impl Fit {
    /// Minus twice the log-likelihood.
    pub fn deviance(&self) -> f64 {
        -2.0 * self.log_likelihood
    }

    /// Fixed effects, free entries of `Lambda` and the residual variance, counted.
    pub const fn parameters(&self) -> usize {
        self.fixed.len() + self.theta.len() + 1
    }

    /// Akaike's criterion.
    pub fn aic(&self) -> f64 {
        self.deviance() + 2.0 * number(self.parameters())
    }

    /// The Bayesian (Schwarz) criterion, with rows as the sample size.
    pub fn bic(&self) -> f64 {
        self.deviance() + number(self.parameters()) * number(self.rows).ln()
    }

    /// What is needed to predict: average coefficients, their covariance, and the covariance of the first factor's effects.
    pub fn population(&self) -> Population {
        Population {
            coefficients: self.fixed.iter().map(|effect| effect.estimate).collect(),
            coefficient_covariance: rows_of(&self.fixed_covariance),
            effect_covariance: rows_of(&self.random[0].covariance),
            residual_variance: self.residual_variance,
        }
    }
}

/// A matrix as rows.
fn rows_of(matrix: &DMatrix<f64>) -> Vec<Vec<f64>> {
    matrix.row_iter().map(|row| row.iter().copied().collect()).collect()
}
