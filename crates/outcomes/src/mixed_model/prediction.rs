//! Where the next score is to be expected.
//!
//! A [`Population`] is what a fitted model says of everybody. Given the scores of one patient so far it becomes a [`Conditioned`]: the same band,
//! moved and narrowed by what is known. Without any score it is the band of a new patient.

use nalgebra::{Cholesky, DMatrix, DVector};
use serde::{Deserialize, Serialize};

/// The parameters of a model that predictions need. Matrices are rows of numbers, so that they can be kept in a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Population {
    /// Average coefficients, one a fixed effect.
    pub coefficients: Vec<f64>,
    /// Their covariance: how well they are known.
    pub coefficient_covariance: Vec<Vec<f64>>,
    /// The covariance of the coefficients between patients.
    pub effect_covariance: Vec<Vec<f64>>,
    /// The variance of a score around the patient's own line.
    pub residual_variance: f64,
}

/// A row of the design: the values of the fixed effects and of the columns with random coefficients.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Values of the fixed effects.
    pub fixed: Vec<f64>,
    /// Values of the columns with random coefficients.
    pub effects: Vec<f64>,
}

/// A score that is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// Its row of the design.
    pub row: Row,
    /// The score.
    pub outcome: f64,
}

/// A new score, as the model expects it: normal, with this mean and standard deviation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prediction {
    /// The expected score.
    pub mean: f64,
    /// The standard deviation of a new score, as if the parameters were known.
    pub deviation: f64,
    /// The same, with the uncertainty of the average coefficients added.
    pub deviation_with_estimation: f64,
}

impl Prediction {
    /// The limits between which a new score falls with the probability that belongs to so many standard deviations.
    pub fn interval(&self, deviations: f64) -> (f64, f64) {
        (self.mean - deviations * self.deviation, self.mean + deviations * self.deviation)
    }
}

/// What the scores of one patient so far say of the next one.
#[derive(Clone, Debug)]
pub struct Conditioned<'a> {
    population: &'a Population,
    /// How far the patient's coefficients lie from the average ones.
    deviations: DVector<f64>,
    /// What remains unknown of them.
    covariance: DMatrix<f64>,
    /// How deviations move with the average coefficients.
    dependence: DMatrix<f64>,
}

fn matrix(rows: &[Vec<f64>]) -> DMatrix<f64> {
    DMatrix::from_fn(rows.len(), rows.first().map_or(0, Vec::len), |row, column| rows[row][column])
}

/// Whether no direction has a negative variance. A singular fit has one of zero, which rounding may put a little below.
fn is_covariance(rows: &[Vec<f64>]) -> bool {
    let eigenvalues = matrix(rows).symmetric_eigenvalues();
    let largest = eigenvalues.iter().copied().fold(0.0, f64::max);
    eigenvalues.iter().all(|value| *value >= -1e-9 * largest)
}

impl Population {
    /// Whether matrices have the sides that they must have and are covariances, the residual variance is positive and every number is finite.
    /// Parameters from a file are checked by this before they are used.
    pub fn is_sound(&self) -> bool {
        let square = |rows: &[Vec<f64>], side: usize| {
            rows.len() == side
                && rows.iter().all(|row| row.len() == side)
                && (0..side)
                    .all(|row| rows[row][row] >= 0.0 && (0..row).all(|column| (rows[row][column] - rows[column][row]).abs() <= 1e-9))
        };
        let effects = self.effect_covariance.len();
        let numbers =
            self.coefficients.iter().chain(self.coefficient_covariance.iter().flatten()).chain(self.effect_covariance.iter().flatten());
        square(&self.coefficient_covariance, self.coefficients.len())
            && square(&self.effect_covariance, effects)
            && effects > 0
            && self.residual_variance > 0.0
            && self.residual_variance.is_finite()
            && numbers.copied().all(f64::is_finite)
            && is_covariance(&self.coefficient_covariance)
            && is_covariance(&self.effect_covariance)
    }

    /// A patient of whom these scores are known; none for a new patient.
    ///
    /// With `V = Z G Z' + s2 I` and `K = G Z' V^-1`, deviations are `K (y - X b)` and their remaining covariance is `G - K Z G`.
    pub fn given(&self, known: &[Known]) -> Conditioned<'_> {
        let effect_covariance = matrix(&self.effect_covariance);
        let effects = DMatrix::from_fn(known.len(), effect_covariance.nrows(), |row, column| known[row].row.effects[column]);
        let fixed = DMatrix::from_fn(known.len(), self.coefficients.len(), |row, column| known[row].row.fixed[column]);
        let crossed = &effects * &effect_covariance;
        let total = &crossed * effects.transpose() + DMatrix::identity(known.len(), known.len()) * self.residual_variance;
        let gain = Cholesky::new(total).expect("a positive residual variance on the diagonal").solve(&crossed).transpose();
        let coefficients = DVector::from_column_slice(&self.coefficients);
        let outcome = DVector::from_iterator(known.len(), known.iter().map(|known| known.outcome));
        Conditioned {
            population: self,
            deviations: &gain * (outcome - &fixed * coefficients),
            covariance: &effect_covariance - &gain * crossed,
            dependence: gain * fixed,
        }
    }
}

impl Conditioned<'_> {
    /// How far the patient's coefficients lie from the average ones.
    pub fn deviations(&self) -> &[f64] {
        self.deviations.as_slice()
    }

    /// The score to be expected at another row of the design.
    pub fn at(&self, row: &Row) -> Prediction {
        let (fixed, effects) = (DVector::from_column_slice(&row.fixed), DVector::from_column_slice(&row.effects));
        let average: f64 = row.fixed.iter().zip(&self.population.coefficients).map(|(value, coefficient)| value * coefficient).sum();
        let mean = average + effects.dot(&self.deviations);
        let variance = effects.dot(&(&self.covariance * &effects)) + self.population.residual_variance;
        let moved = fixed - self.dependence.transpose() * &effects;
        let estimation = moved.dot(&(matrix(&self.population.coefficient_covariance) * &moved));
        Prediction { mean, deviation: variance.sqrt(), deviation_with_estimation: (variance + estimation).sqrt() }
    }
}
