//! A second grouping factor with a random intercept, crossed with the first or above it: the clinician of a patient.
//!
//! Eliminating the effects of the first factor level by level leaves a system with one unknown for each level of the second (a Schur
//! complement). It is diagonal when every patient has one clinician, and dense otherwise. Derivatives come from differences here.

use nalgebra::{Cholesky, DMatrix, DVector, Dyn};
use rayon::prelude::*;

use super::criterion::{Criterion, LeastSquares, Profile, covariance_of, factor_of, least_squares, unpack};
use super::design::{Design, Factor};
use super::error::FitError;
use super::estimate::{Estimated, assemble, check_end, covariance_back, covariance_matrix, describe, product};
use super::fitted::{Fit, Method, RandomEffects};
use super::kernel::{EFFECTS_MAX, Square, inverse, triangle};
use super::newton::{Evaluation, Function, Lowest, descend};
use super::statistics::{Arranged, Order, ScaledRows};

/// The most levels of a second factor that is crossed with the first.
const LEVELS_CROSSED_MAX: usize = 5000;
/// The step of differences, in units of the residual's standard deviation.
const DIFFERENCE: f64 = 1e-3;
/// Relative standard deviations of the second factor from which the search starts.
const STARTS: [f64; 2] = [0.3, 1.0];

/// The rows that one level of the first factor shares with one level of the second.
struct Shared {
    level: usize,
    rows: f64,
    /// Sums of the columns with random coefficients of the first factor.
    effects: [f64; EFFECTS_MAX],
    /// Sums of `[X y]`.
    columns: Vec<f64>,
}

/// A level of the first factor.
struct Patient {
    products: [f64; 6],
    /// Row-major `Z'[X y]`.
    crossed: Vec<f64>,
    shared: Vec<Shared>,
}

/// The equations of the second factor after the first one is eliminated.
struct Reduced {
    log_determinant: f64,
    /// `Z2' W^-1 Z2`: its diagonal, or the whole.
    levels: Levels,
    /// `Z2' W^-1 [X y]`.
    crossed: DMatrix<f64>,
    /// `[X y]' W^-1 [X y]`.
    products: DMatrix<f64>,
}

enum Levels {
    Diagonal(DVector<f64>),
    Dense(DMatrix<f64>),
}

/// `I + t2 Z2' W^-1 Z2`, decomposed.
enum Decomposed {
    Diagonal(DVector<f64>),
    Dense(Cholesky<f64, Dyn>),
}

impl Decomposed {
    fn new(levels: &Levels, variance: f64) -> Option<Self> {
        match levels {
            Levels::Diagonal(diagonal) => Some(Self::Diagonal(diagonal.map(|value| 1.0 + variance * value))),
            Levels::Dense(matrix) => {
                let mut system = matrix * variance;
                (0..system.nrows()).for_each(|place| system[(place, place)] += 1.0);
                Cholesky::new(system).map(Self::Dense)
            }
        }
    }

    fn log_determinant(&self) -> f64 {
        match self {
            Self::Diagonal(diagonal) => diagonal.iter().map(|value| value.ln()).sum(),
            Self::Dense(cholesky) => cholesky.ln_determinant(),
        }
    }

    fn solve(&self, right: &DMatrix<f64>) -> DMatrix<f64> {
        match self {
            Self::Diagonal(diagonal) => DMatrix::from_fn(right.nrows(), right.ncols(), |row, column| right[(row, column)] / diagonal[row]),
            Self::Dense(cholesky) => cholesky.solve(right),
        }
    }

    fn inverse(&self) -> Levels {
        match self {
            Self::Diagonal(diagonal) => Levels::Diagonal(diagonal.map(|value| 1.0 / value)),
            Self::Dense(cholesky) => Levels::Dense(cholesky.inverse()),
        }
    }
}

impl Levels {
    fn entry(&self, row: usize, column: usize) -> f64 {
        match self {
            Self::Diagonal(diagonal) => {
                if row == column {
                    diagonal[row]
                } else {
                    0.0
                }
            }
            Self::Dense(matrix) => matrix[(row, column)],
        }
    }
}

/// The sums that the search works on.
struct Crossed<'a> {
    patients: Vec<Patient>,
    plain: DMatrix<f64>,
    levels: usize,
    is_nested: bool,
    effects: usize,
    free: &'a [(usize, usize)],
    profile: &'a Profile,
}

/// One point of the search, solved.
struct Solved {
    decomposed: Decomposed,
    reduced: Reduced,
    squares: LeastSquares,
    deviance: f64,
}

/// Rows in the order of the first factor.
pub(super) struct Rows<'a> {
    /// The rows.
    pub(super) arranged: &'a Arranged,
    /// Where each level of the first factor starts.
    pub(super) order: &'a Order,
}

/// Fits a model with a second factor, from where the model without it ended.
pub(super) fn fit(
    design: &Design,
    method: Method,
    scaled_rows: &ScaledRows<'_>,
    rows: &Rows<'_>,
    criterion: &Criterion<'_>,
    first_only: &Lowest,
) -> Result<Fit, FitError> {
    let [first, second] = [&design.factors[0], &design.factors[1]];
    let crossed = Crossed::new(rows, first, second, criterion);
    if !crossed.is_nested && crossed.levels > LEVELS_CROSSED_MAX {
        return Err(FitError::TooManyLevels { factor: second.name.clone(), levels: crossed.levels, most: LEVELS_CROSSED_MAX });
    }
    let from = |size: f64| {
        // A variance that is zero without the second factor need not be zero with it, and a search that starts on zero would stay there.
        let start = first_only.point.map(|value| if value.abs() < 0.05 { 0.05 } else { value }).push(size);
        descend(start, &crossed, true)
    };
    let lowest = STARTS.map(from).into_iter().min_by(|left, right| left.value.total_cmp(&right.value)).expect("there are starting points");
    let solved = crossed.solve(&lowest.point).ok_or(FitError::PerfectFit)?;
    check_end(design, &solved.squares, crossed.profile, &lowest)?;
    let variance = solved.squares.residual / crossed.profile.freedom;
    let (scaled, relative) = crossed.parts(&lowest.point);
    let [first_effects, second_effects] = crossed.random_effects(scaled_rows, design, &lowest.point, &solved, variance);
    let mut second_scaled = [[0.0; EFFECTS_MAX]; EFFECTS_MAX];
    second_scaled[0][0] = relative;
    let estimated = vec![
        Estimated { factor: first, scaled, random: first_effects },
        Estimated { factor: second, scaled: second_scaled, random: second_effects },
    ];
    Ok(assemble(design, method, scaled_rows, solved.deviance, &solved.squares, variance, estimated))
}

impl<'a> Crossed<'a> {
    fn new(rows: &Rows<'_>, first: &Factor, second: &Factor, criterion: &'a Criterion<'a>) -> Self {
        let (effects, columns) = (criterion.statistics.effects, criterion.statistics.columns);
        let stride = criterion.statistics.stride();
        let index = rows.order.arrange(&second.index);
        let patient = |level: usize| {
            let mut shared: Vec<Shared> = Vec::new();
            let places = rows.order.of_level(level);
            for (other, (column_values, effect_values)) in index[places.clone()].iter().zip(rows.arranged.rows(places)) {
                let other = *other as usize;
                let place = shared.iter().position(|shared| shared.level == other).unwrap_or_else(|| {
                    shared.push(Shared { level: other, rows: 0.0, effects: [0.0; EFFECTS_MAX], columns: vec![0.0; columns] });
                    shared.len() - 1
                });
                let into = &mut shared[place];
                into.rows += 1.0;
                into.effects.iter_mut().zip(effect_values).for_each(|(sum, value)| *sum += value);
                into.columns.iter_mut().zip(column_values).for_each(|(sum, value)| *sum += value);
            }
            let sums = &criterion.statistics.patients[level * stride..(level + 1) * stride];
            let mut products = [0.0; 6];
            products[..triangle(effects)].copy_from_slice(&sums[..triangle(effects)]);
            Patient { products, crossed: sums[triangle(effects)..].to_vec(), shared }
        };
        let patients: Vec<Patient> = (0..first.levels.count()).into_par_iter().map(patient).collect();
        let is_nested = patients.iter().all(|patient| patient.shared.len() <= 1);
        let plain = unpack(&criterion.statistics.products, columns);
        Self { patients, plain, levels: second.levels.count(), is_nested, effects, free: criterion.free, profile: &criterion.profile }
    }

    /// The relative covariance of the first factor and the relative variance of the second.
    fn parts(&self, theta: &DVector<f64>) -> (Square, f64) {
        let free = self.free.len();
        let relative = theta[free];
        (covariance_of(&factor_of(&theta.rows(0, free).into_owned(), self.free)), relative * relative)
    }

    /// `(I + A D)^-1` of a patient, and `S` from it.
    fn shrinkage(&self, patient: &Patient, covariance: &Square) -> (Square, f64) {
        let (inverse, determinant) = match self.effects {
            1 => inverse::<1>(&patient.products, covariance),
            2 => inverse::<2>(&patient.products, covariance),
            _ => inverse::<3>(&patient.products, covariance),
        };
        (product::<EFFECTS_MAX>(covariance, &inverse), determinant)
    }

    /// Eliminates the effects of the first factor.
    fn reduce(&self, covariance: &Square) -> Reduced {
        let columns = self.plain.ncols();
        let mut levels = if self.is_nested {
            Levels::Diagonal(DVector::zeros(self.levels))
        } else {
            Levels::Dense(DMatrix::zeros(self.levels, self.levels))
        };
        let mut reduced_crossed = DMatrix::zeros(self.levels, columns);
        let mut products = self.plain.clone();
        let mut log_determinant = 0.0;
        for patient in &self.patients {
            let (shrinkage, determinant) = self.shrinkage(patient, covariance);
            log_determinant += determinant.ln();
            let crossed = |effect: usize, column: usize| patient.crossed[effect * columns + column];
            let shrunk = DMatrix::from_fn(self.effects, columns, |row, column| {
                (0..self.effects).map(|middle| shrinkage[row][middle] * crossed(middle, column)).sum::<f64>()
            });
            for right in 0..columns {
                for left in 0..columns {
                    products[(left, right)] -= (0..self.effects).map(|effect| crossed(effect, left) * shrunk[(effect, right)]).sum::<f64>();
                }
            }
            for one in &patient.shared {
                for column in 0..columns {
                    let removed: f64 = (0..self.effects).map(|effect| one.effects[effect] * shrunk[(effect, column)]).sum();
                    reduced_crossed[(one.level, column)] += one.columns[column] - removed;
                }
                for other in &patient.shared {
                    let plain = if one.level == other.level { one.rows } else { 0.0 };
                    let value = plain - quadratic(&one.effects, &shrinkage, &other.effects);
                    match &mut levels {
                        Levels::Diagonal(diagonal) => diagonal[one.level] += value,
                        Levels::Dense(matrix) => matrix[(one.level, other.level)] += value,
                    }
                }
            }
        }
        Reduced { log_determinant, levels, crossed: reduced_crossed, products }
    }

    fn solve(&self, theta: &DVector<f64>) -> Option<Solved> {
        let (covariance, relative) = self.parts(theta);
        let reduced = self.reduce(&covariance);
        let decomposed = Decomposed::new(&reduced.levels, relative)?;
        let explained = reduced.crossed.transpose() * decomposed.solve(&reduced.crossed) * relative;
        let squares = least_squares(&(&reduced.products - explained))?;
        let deviance = self.profile.deviance(reduced.log_determinant + decomposed.log_determinant(), &squares);
        Some(Solved { decomposed, reduced, squares, deviance })
    }

    /// Random effects of both factors with their conditional variances, given fixed effects and variance components.
    fn random_effects(
        &self,
        rows: &ScaledRows<'_>,
        design: &Design,
        theta: &DVector<f64>,
        solved: &Solved,
        variance: f64,
    ) -> [RandomEffects; 2] {
        let (covariance, relative) = self.parts(theta);
        let fixed = self.plain.ncols() - 1;
        let residual = solved.squares.coefficients.clone().map(|value| -value).push(1.0);
        let upper = solved.decomposed.solve(&DMatrix::from_column_slice(self.levels, 1, (&solved.reduced.crossed * &residual).as_slice()))
            * relative;
        let inverse = solved.decomposed.inverse();
        let back = rows.effect_scaling.back();
        let (mut values, mut conditional) = (Vec::new(), Vec::new());
        for patient in &self.patients {
            let (shrinkage, _) = self.shrinkage(patient, &covariance);
            let mut rest = [0.0; EFFECTS_MAX];
            let mut spread = shrinkage;
            for (effect, value) in rest[..self.effects].iter_mut().enumerate() {
                *value = (0..=fixed).map(|column| patient.crossed[effect * (fixed + 1) + column] * residual[column]).sum();
                *value -= patient.shared.iter().map(|one| one.effects[effect] * upper[one.level]).sum::<f64>();
            }
            for one in &patient.shared {
                for other in &patient.shared {
                    let (left, right) = (times(&shrinkage, &one.effects), times(&shrinkage, &other.effects));
                    let known = relative * inverse.entry(one.level, other.level);
                    for row in 0..self.effects {
                        for column in 0..self.effects {
                            spread[row][column] += left[row] * known * right[column];
                        }
                    }
                }
            }
            let scaled = times(&shrinkage, &rest);
            values.extend((0..self.effects).map(|row| (0..self.effects).map(|middle| back[(row, middle)] * scaled[middle]).sum::<f64>()));
            conditional.extend(&covariance_back(&back, &spread, self.effects, variance)[..triangle(self.effects)]);
        }
        let own = covariance_matrix(&back, &covariance, self.effects, variance);
        let upper_conditional = (0..self.levels).map(|level| variance * relative * inverse.entry(level, level)).collect();
        let first = describe(&design.factors[0], values, conditional, own);
        let upper_covariance = DMatrix::from_element(1, 1, variance * relative);
        [first, describe(&design.factors[1], upper.as_slice().to_vec(), upper_conditional, upper_covariance)]
    }
}

impl Function for Crossed<'_> {
    fn value(&self, theta: &DVector<f64>) -> f64 {
        self.solve(theta).map_or(f64::NAN, |solved| solved.deviance)
    }

    /// Value and derivatives by differences. The deviance does not change with the sign of a column of `Lambda`, so that zero needs no care.
    fn evaluate(&self, theta: &DVector<f64>) -> Evaluation {
        let count = theta.len();
        let moved = |changes: &[(usize, f64)]| {
            let mut there = theta.clone();
            for (place, change) in changes {
                there[*place] += change;
            }
            there
        };
        let mut points = vec![theta.clone()];
        for place in 0..count {
            points.push(moved(&[(place, DIFFERENCE)]));
            points.push(moved(&[(place, -DIFFERENCE)]));
        }
        for right in 0..count {
            for left in 0..right {
                for (first, second) in [(1.0, 1.0), (1.0, -1.0), (-1.0, 1.0), (-1.0, -1.0)] {
                    points.push(moved(&[(left, first * DIFFERENCE), (right, second * DIFFERENCE)]));
                }
            }
        }
        let values: Vec<f64> = points.par_iter().map(|point| self.value(point)).collect();
        let value = values[0];
        let mut gradient = DVector::zeros(count);
        let mut curvature = DMatrix::zeros(count, count);
        for place in 0..count {
            let (up, down) = (values[1 + 2 * place], values[2 + 2 * place]);
            gradient[place] = (up - down) / (2.0 * DIFFERENCE);
            curvature[(place, place)] = (up - 2.0 * value + down) / (DIFFERENCE * DIFFERENCE);
        }
        let mut corner = values[1 + 2 * count..].chunks(4);
        for right in 0..count {
            for left in 0..right {
                let corners = corner.next().expect("four corners were evaluated for each pair");
                let mixed = (corners[0] - corners[1] - corners[2] + corners[3]) / (4.0 * DIFFERENCE * DIFFERENCE);
                curvature[(left, right)] = mixed;
                curvature[(right, left)] = mixed;
            }
        }
        Evaluation { value, gradient, curvature }
    }
}

/// A small matrix times a vector.
fn times(matrix: &Square, vector: &[f64; EFFECTS_MAX]) -> [f64; EFFECTS_MAX] {
    matrix.map(|row| row.iter().zip(vector).map(|(left, right)| left * right).sum())
}

/// `left' matrix right`
fn quadratic(left: &[f64; EFFECTS_MAX], matrix: &Square, right: &[f64; EFFECTS_MAX]) -> f64 {
    times(matrix, right).iter().zip(left).map(|(value, left)| value * left).sum()
}
