//! A search for the lowest point of a smooth function of a few variables, with exact first and second derivatives.
//!
//! Directions of negative curvature are walked downhill, steps are limited and halved until they descend. `Lambda` enters the deviance only
//! through `Lambda Lambda'`, so that nothing has to be bounded: a variance of zero is an ordinary lowest point at `theta = 0`.

use nalgebra::{DMatrix, DVector, SymmetricEigen};

/// Value and derivatives at a point.
#[derive(Clone, Debug)]
pub(super) struct Evaluation {
    /// The value.
    pub(super) value: f64,
    /// First derivatives.
    pub(super) gradient: DVector<f64>,
    /// Second derivatives.
    pub(super) curvature: DMatrix<f64>,
}

/// What is searched.
pub(super) trait Function {
    /// The value at a point; not a number outside of the domain.
    fn value(&self, point: &DVector<f64>) -> f64;
    /// Value and derivatives at a point.
    fn evaluate(&self, point: &DVector<f64>) -> Evaluation;
}

/// Where the search ended.
#[derive(Clone, Debug)]
pub(super) struct Lowest {
    /// The point.
    pub(super) point: DVector<f64>,
    /// The value there.
    pub(super) value: f64,
    /// Whether it came to rest.
    pub(super) converged: bool,
    /// Steps that were taken.
    pub(super) steps: usize,
}

/// The most steps before a search is given up.
pub(super) const STEPS_MAX: usize = 200;
/// The longest step, in units of the standard deviation of the residual, or of the distance from zero where that is greater.
const STEP_LENGTH_MAX: f64 = 1.0;
/// A step shorter than this, or one that promises less descent than the next, is the last: what would come after is its square.
const STEP_LENGTH_MIN: f64 = 3e-6;
/// The least descent that is worth another step.
const DESCENT_MIN: f64 = 1e-9;

/// Walks down from a point.
pub(super) fn descend(start: DVector<f64>, function: &impl Function, precise: bool) -> Lowest {
    let mut point = start;
    let mut here = function.evaluate(&point);
    for steps in 1..=STEPS_MAX {
        let (step, descent) = direction(&here, STEP_LENGTH_MAX * point.norm().max(1.0));
        let least = if precise { DESCENT_MIN } else { 1e-3 };
        if descent < least || step.norm() < STEP_LENGTH_MIN * point.norm().max(1.0) {
            let last = &point + &step;
            let there = function.value(&last);
            let is_level = there <= here.value + 1e-9 * here.value.abs().max(1.0);
            let (point, value) = if is_level { (last, there) } else { (point, here.value) };
            return Lowest { point, value, converged: true, steps };
        }
        let mut length = 1.0;
        loop {
            let candidate = &point + &step * length;
            let there = function.evaluate(&candidate);
            if there.value.is_finite() && there.value <= here.value - 1e-4 * length * descent {
                point = candidate;
                here = there;
                break;
            }
            length /= 2.0;
            if length < 1e-12 {
                return Lowest { point, value: here.value, converged: descent < 1e-6 * here.value.abs().max(1.0), steps };
            }
        }
    }
    Lowest { point, value: here.value, converged: false, steps: STEPS_MAX }
}

/// A step downhill and the descent that it promises.
fn direction(here: &Evaluation, length_max: f64) -> (DVector<f64>, f64) {
    let eigen = SymmetricEigen::new(here.curvature.clone());
    let largest = eigen.eigenvalues.amax().max(f64::MIN_POSITIVE);
    let mut step = DVector::zeros(here.gradient.len());
    for (value, vector) in eigen.eigenvalues.iter().zip(eigen.eigenvectors.column_iter()) {
        let curvature = value.abs().max(1e-10 * largest);
        step -= vector * (vector.dot(&here.gradient) / curvature);
    }
    let norm = step.norm();
    if norm > length_max {
        step *= length_max / norm;
    }
    let descent = -step.dot(&here.gradient);
    (step, descent)
}
