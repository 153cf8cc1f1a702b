//! The deviance of a model, profiled over fixed effects and residual variance, with exact derivatives in `theta`.

use nalgebra::{Cholesky, DMatrix, DVector, Dyn};
use rayon::prelude::*;

use super::fitted::Method;
use super::kernel::{EFFECTS_MAX, Square, Sums, accumulate, place, triangle};
use super::newton::{Evaluation, Function};
use super::number;
use super::statistics::{PATIENTS_TOGETHER, Statistics};

/// `Lambda` as a matrix, from its free entries.
pub(super) fn factor_of(theta: &DVector<f64>, free: &[(usize, usize)]) -> Square {
    let mut factor = [[0.0; EFFECTS_MAX]; EFFECTS_MAX];
    for ((row, column), value) in free.iter().zip(theta.iter()) {
        factor[*row][*column] = *value;
    }
    factor
}

/// `D = Lambda Lambda'`: the covariance of the random effects in units of the residual variance.
pub(super) fn covariance_of(factor: &Square) -> Square {
    let mut covariance = [[0.0; EFFECTS_MAX]; EFFECTS_MAX];
    for row in 0..EFFECTS_MAX {
        for column in 0..EFFECTS_MAX {
            covariance[row][column] = (0..EFFECTS_MAX).map(|middle| factor[row][middle] * factor[column][middle]).sum();
        }
    }
    covariance
}

/// What generalised least squares gives at one `theta`.
#[derive(Clone, Debug)]
pub(super) struct LeastSquares {
    /// Coefficients of the scaled fixed effects.
    pub(super) coefficients: DVector<f64>,
    /// `X' V^-1 X` in units of the residual variance, decomposed.
    pub(super) information: Cholesky<f64, Dyn>,
    /// The weighted residual sum of squares.
    pub(super) residual: f64,
}

/// Unpacks a symmetric matrix.
pub(super) fn unpack(packed: &[f64], side: usize) -> DMatrix<f64> {
    DMatrix::from_fn(side, side, |row, column| packed[place(row, column)])
}

/// Solves for the fixed effects, given `[X y]' V^-1 [X y]`.
pub(super) fn least_squares(products: &DMatrix<f64>) -> Option<LeastSquares> {
    let fixed = products.nrows() - 1;
    let information = Cholesky::new(products.view((0, 0), (fixed, fixed)).into_owned())?;
    let crossed = products.view((0, fixed), (fixed, 1)).column(0).into_owned();
    let coefficients = information.solve(&crossed);
    let residual = products[(fixed, fixed)] - coefficients.dot(&crossed);
    Some(LeastSquares { coefficients, information, residual })
}

/// The deviance, up to what does not depend on `theta`, and the numbers that it is made of.
pub(super) struct Profile {
    /// Degrees of freedom of the residual: rows, or rows less fixed effects.
    pub(super) freedom: f64,
    /// Whether the determinant of the information counts.
    pub(super) is_restricted: bool,
}

impl Profile {
    /// The profile by this method.
    pub(super) fn new(method: Method, rows: usize, fixed: usize) -> Self {
        let is_restricted = method == Method::Reml;
        Self { freedom: number(if is_restricted { rows.saturating_sub(fixed) } else { rows }), is_restricted }
    }

    /// Minus twice the log-likelihood.
    pub(super) fn deviance(&self, log_determinant: f64, solved: &LeastSquares) -> f64 {
        let information = if self.is_restricted { solved.information.ln_determinant() } else { 0.0 };
        log_determinant + information + self.freedom * (1.0 + (std::f64::consts::TAU * solved.residual / self.freedom).ln())
    }
}

impl Function for Criterion<'_> {
    fn value(&self, point: &DVector<f64>) -> f64 {
        let sums = self.sums::<false>(&covariance_of(&factor_of(point, self.free)));
        least_squares(&self.products(&sums)).map_or(f64::NAN, |solved| self.profile.deviance(sums.log_determinant, &solved))
    }

    fn evaluate(&self, point: &DVector<f64>) -> Evaluation {
        self.derived(point)
    }
}

/// The deviance of a model with one grouping factor.
pub(super) struct Criterion<'a> {
    /// The sums over patients.
    pub(super) statistics: &'a Statistics,
    /// The entries of `Lambda` that are searched.
    pub(super) free: &'a [(usize, usize)],
    /// ML or REML.
    pub(super) profile: Profile,
}

impl Criterion<'_> {
    /// Sums over patients at one covariance, with or without derivatives.
    pub(super) fn sums<const WITH_DERIVATIVES: bool>(&self, covariance: &Square) -> Sums {
        match self.statistics.effects {
            1 => self.sums_of::<1, WITH_DERIVATIVES>(covariance),
            2 => self.sums_of::<2, WITH_DERIVATIVES>(covariance),
            _ => self.sums_of::<3, WITH_DERIVATIVES>(covariance),
        }
    }

    fn sums_of<const Q: usize, const WITH_DERIVATIVES: bool>(&self, covariance: &Square) -> Sums {
        let columns = self.statistics.columns;
        let stride = self.statistics.stride();
        let of_part = |patients: &[f64]| {
            let mut sums = Sums::new(Q, columns);
            accumulate::<Q, WITH_DERIVATIVES>(patients, covariance, columns, &mut sums);
            sums
        };
        let parts: Vec<Sums> = self.statistics.patients.par_chunks(PATIENTS_TOGETHER * stride).map(of_part).collect();
        let mut total = Sums::new(Q, columns);
        for part in &parts {
            total.add(part);
        }
        total
    }

    /// `[X y]' V^-1 [X y]` from the sums.
    pub(super) fn products(&self, sums: &Sums) -> DMatrix<f64> {
        let packed: Vec<f64> = self.statistics.products.iter().zip(&sums.removed).map(|(whole, removed)| whole - removed).collect();
        unpack(&packed, self.statistics.columns)
    }

    /// Value and derivatives at `theta`; not a number where the fixed effects cannot be solved for.
    fn derived(&self, theta: &DVector<f64>) -> Evaluation {
        let factor = factor_of(theta, self.free);
        let sums = self.sums::<true>(&covariance_of(&factor));
        let Some(solved) = least_squares(&self.products(&sums)) else {
            let count = theta.len();
            return Evaluation { value: f64::NAN, gradient: DVector::zeros(count), curvature: DMatrix::identity(count, count) };
        };
        let value = self.profile.deviance(sums.log_determinant, &solved);
        let (gradient, curvature) = self.in_covariance(&sums, &solved);
        self.in_theta(value, &factor, &gradient, &curvature)
    }

    /// First and second derivatives in the entries of `D`.
    fn in_covariance(&self, sums: &Sums, solved: &LeastSquares) -> (DVector<f64>, DMatrix<f64>) {
        let (entries, columns) = (triangle(self.statistics.effects), self.statistics.columns);
        let (fixed, packed) = (columns - 1, triangle(columns));
        let residual = solved.coefficients.clone().map(|value| -value).push(1.0);
        let first: Vec<DMatrix<f64>> = sums.product_first.chunks(packed).map(|part| unpack(part, columns)).collect();
        // The sums hold what the products lose: the derivative of the products is minus that.
        let moved: Vec<DVector<f64>> = first.iter().map(|matrix| -(matrix * &residual)).collect();
        let slopes: Vec<f64> = moved.iter().map(|moved| residual.dot(moved)).collect();
        let solved_moved: Vec<DVector<f64>> =
            moved.iter().map(|moved| solved.information.solve(&moved.rows(0, fixed).into_owned())).collect();
        let weighted: Vec<DMatrix<f64>> =
            first.iter().map(|matrix| solved.information.solve(&-matrix.view((0, 0), (fixed, fixed)).into_owned())).collect();
        let relative = self.profile.freedom / solved.residual;
        let mut gradient = DVector::zeros(entries);
        let mut curvature = DMatrix::zeros(entries, entries);
        for right in 0..entries {
            gradient[right] = sums.determinant_first[right] + relative * slopes[right];
            if self.profile.is_restricted {
                gradient[right] += weighted[right].trace();
            }
            for left in 0..=right {
                let pair = place(left, right);
                let second = unpack(&sums.product_second[pair * packed..(pair + 1) * packed], columns);
                let bend = residual.dot(&(&second * &residual)) - 2.0 * moved[left].rows(0, fixed).dot(&solved_moved[right]);
                let mut value = sums.determinant_second[pair] + relative * (bend - slopes[left] * slopes[right] / solved.residual);
                if self.profile.is_restricted {
                    let bent = solved.information.solve(&second.view((0, 0), (fixed, fixed)).into_owned());
                    value += bent.trace() - (&weighted[left] * &weighted[right]).trace();
                }
                curvature[(left, right)] = value;
                curvature[(right, left)] = value;
            }
        }
        (gradient, curvature)
    }

    /// Derivatives in `theta` from those in `D = Lambda Lambda'`.
    fn in_theta(&self, value: f64, factor: &Square, gradient: &DVector<f64>, curvature: &DMatrix<f64>) -> Evaluation {
        let (effects, entries) = (self.statistics.effects, triangle(self.statistics.effects));
        let mut jacobian = DMatrix::zeros(entries, self.free.len());
        for (place_of_theta, (row, column)) in self.free.iter().enumerate() {
            for other in 0..effects {
                let change = factor[other][*column];
                jacobian[(place(*row, other), place_of_theta)] += if other == *row { 2.0 * change } else { change };
            }
        }
        let mut bent = jacobian.transpose() * curvature * &jacobian;
        for (left, (left_row, left_column)) in self.free.iter().enumerate() {
            for (right, (right_row, right_column)) in self.free.iter().enumerate() {
                if left_column == right_column {
                    let slope = gradient[place(*left_row, *right_row)];
                    bent[(left, right)] += if left_row == right_row { 2.0 * slope } else { slope };
                }
            }
        }
        Evaluation { value, gradient: jacobian.transpose() * gradient, curvature: bent }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mixed_model::design::{Design, DesignColumn, Factor};
    use crate::mixed_model::statistics::{Order, ScaledRows};

    /// Derivatives by differences must be those that are calculated.
    fn check(effects: usize, blocks: Vec<Vec<usize>>, method: Method) {
        let rows = 120_u32;
        let wave = |row: u32, step: f64| (f64::from(row) * step).sin();
        let columns = |count: usize| -> Vec<DesignColumn> {
            let of = |column: u32| DesignColumn::new(column.to_string(), (0..rows).map(|row| wave(row, 0.7 * f64::from(column))).collect());
            let mut columns = vec![DesignColumn::intercept(rows as usize)];
            columns.extend((1..u32::try_from(count).expect("few")).map(of));
            columns
        };
        let keys: Vec<u32> = (0..rows).map(|row| (row * row) % 17).collect();
        let factor = Factor { blocks, ..Factor::correlated("group", &keys, columns(effects)) };
        let response = (0..rows).map(|row| 3.0 * wave(row, 0.3) + wave(row % 17, 1.3) + wave(row, 2.9)).collect();
        let design = Design::new("y", response, columns(4), factor);
        let scaled = ScaledRows::of(&design, &design.factors[0]);
        let order = Order::of(&design.factors[0]);
        let statistics = scaled.arrange(&order).sum(&order, 1);
        let free = design.factors[0].free_entries();
        let criterion = Criterion { statistics: &statistics, free: &free, profile: Profile::new(method, design.rows(), 4) };
        let point = DVector::from_fn(free.len(), |place, _| 0.8 - 0.23 * number(place));
        let found = criterion.evaluate(&point);
        assert!((found.value - criterion.value(&point)).abs() < 1e-9);
        let step = 1e-5;
        for place in 0..free.len() {
            let moved = |length: f64| {
                let mut there = point.clone();
                there[place] += length;
                criterion.evaluate(&there)
            };
            let (up, down) = (moved(step), moved(-step));
            let slope = (up.value - down.value) / (2.0 * step);
            assert!(
                (slope - found.gradient[place]).abs() < 1e-5 * slope.abs().max(1.0),
                "{effects} effects, {place}: {slope} {}",
                found.gradient[place]
            );
            let bend = (up.gradient - down.gradient) / (2.0 * step);
            let off = (bend - found.curvature.column(place)).amax();
            assert!(off < 1e-5 * found.curvature.amax(), "{effects} effects, second derivatives of {place} are off by {off}");
        }
    }

    #[test]
    fn derivatives_are_those_of_the_deviance() {
        for method in [Method::Ml, Method::Reml] {
            check(1, vec![vec![0]], method);
            check(2, vec![vec![0, 1]], method);
            check(2, vec![vec![0], vec![1]], method);
            check(3, vec![vec![0, 1, 2]], method);
            check(3, vec![vec![0, 2], vec![1]], method);
        }
    }
}
