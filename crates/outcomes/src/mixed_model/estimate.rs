//! From a design to a fit.

use nalgebra::{DMatrix, DVector};
use rayon::prelude::*;

use super::criterion::{Criterion, LeastSquares, Profile, covariance_of, factor_of, least_squares};
use super::design::{Design, Factor};
use super::error::FitError;
use super::fitted::{Fit, FixedEffect, GroupCount, Method, RandomEffects, VarianceComponent};
use super::kernel::{EFFECTS_MAX, Square, inverse, place, rotate, triangle};
use super::newton::{Lowest, descend};
use super::number;
use super::scaling::{mean, sum};
use super::second_factor;
use super::statistics::{Arranged, Order, PATIENTS_TOGETHER, ScaledRows, Statistics};

/// Relative standard deviations, of effects scaled to unit size, from which the search starts.
const STARTS: [f64; 3] = [1.0, 0.2, 4.0];
/// With more levels than these, the starting points are compared on a part of the levels.
const LEVELS_SCREENED: usize = 2000;
/// The share of a column's sum of squares that must not be explained by the columns before it.
const INDEPENDENT_MIN: f64 = 1e-11;
/// Below this relative standard deviation an effect counts as absent.
const SINGULAR: f64 = 1e-4;
/// Below this share of the outcome's variance, the residual variance counts as zero.
const PERFECT: f64 = 1e-12;

/// Fits a model.
///
/// Several starting points are tried, and the best end is taken. The same design gives the same digits, whatever the number of threads; the order
/// of rows and patients changes nothing that counts.
///
/// # Errors
///
/// When the data cannot tell the parameters: see [`FitError`]. A singular fit is no error, it is a [`Fit`] that says so.
pub fn fit(design: &Design, method: Method) -> Result<Fit, FitError> {
    check(design)?;
    let first = &design.factors[0];
    let rows = ScaledRows::of(design, first);
    let order = Order::of(first);
    let arranged = rows.arrange(&order);
    let statistics = arranged.sum(&order, 1);
    check_rank(design, &statistics)?;
    let free = first.free_entries();
    let criterion = Criterion { statistics: &statistics, free: &free, profile: Profile::new(method, design.rows(), design.fixed.len()) };
    let lowest = search(&criterion, &arranged, &order);
    if design.factors.len() > 1 {
        return second_factor::fit(design, method, &rows, &second_factor::Rows { arranged: &arranged, order: &order }, &criterion, &lowest);
    }
    let factor = factor_of(&lowest.point, &free);
    let covariance = covariance_of(&factor);
    let sums = criterion.sums::<false>(&covariance);
    let solved = least_squares(&criterion.products(&sums)).ok_or(FitError::PerfectFit)?;
    check_end(design, &solved, &criterion.profile, &lowest)?;
    let variance = solved.residual / criterion.profile.freedom;
    let random = random_effects(first, &rows, &statistics, &covariance, &solved, variance);
    let deviance = criterion.profile.deviance(sums.log_determinant, &solved);
    Ok(assemble(design, method, &rows, deviance, &solved, variance, vec![Estimated { factor: first, scaled: covariance, random }]))
}

/// A factor with what was estimated for it.
pub(super) struct Estimated<'a> {
    /// The factor.
    pub(super) factor: &'a Factor,
    /// The relative covariance of its scaled effects.
    pub(super) scaled: Square,
    /// Its random effects.
    pub(super) random: RandomEffects,
}

fn check(design: &Design) -> Result<(), FitError> {
    design.check_lengths()?;
    let rows = design.rows();
    let is_constant = design.response.windows(2).all(|pair| pair[0].total_cmp(&pair[1]).is_eq());
    if is_constant {
        return Err(FitError::ConstantOutcome { column: design.outcome.clone(), rows });
    }
    let free: usize = design.factors.iter().map(|factor| factor.free_entries().len()).sum();
    let parameters = design.fixed.len() + free + 1;
    for (position, factor) in design.factors.iter().enumerate() {
        let (groups, effects) = (factor.levels.count(), factor.effects.len());
        let needed = if position == 0 { parameters } else { 2 };
        if groups < needed {
            return Err(FitError::FewerGroupsThanParameters { factor: factor.name.clone(), groups, parameters: needed });
        }
        if rows <= groups * effects {
            return Err(FitError::FewerRowsThanEffects { rows, effects: groups * effects, factor: factor.name.clone() });
        }
    }
    Ok(())
}

/// Names the first fixed effect that the ones before it explain.
fn check_rank(design: &Design, statistics: &Statistics) -> Result<(), FitError> {
    let fixed = design.fixed.len();
    let mut lower = DMatrix::<f64>::zeros(fixed, fixed);
    for row in 0..fixed {
        let size = statistics.products[place(row, row)];
        for column in 0..=row {
            let explained: f64 = (0..column).map(|middle| lower[(row, middle)] * lower[(column, middle)]).sum();
            let rest = statistics.products[place(row, column)] - explained;
            if row != column {
                lower[(row, column)] = rest / lower[(column, column)];
            } else if rest > INDEPENDENT_MIN * size && size > 0.0 {
                lower[(row, row)] = rest.sqrt();
            } else {
                return Err(FitError::RankDeficient { column: design.fixed[row].name.clone() });
            }
        }
    }
    Ok(())
}

/// The lowest deviance that a search from several points finds.
fn search(criterion: &Criterion<'_>, rows: &Arranged, order: &Order) -> Lowest {
    let levels = criterion.statistics.levels();
    let from_all = |criterion: &Criterion<'_>, precise: bool| {
        let ends = STARTS.map(|size| descend(start(criterion.free, size), criterion, precise));
        ends.into_iter().min_by(|left, right| left.value.total_cmp(&right.value)).expect("there are starting points")
    };
    if levels <= LEVELS_SCREENED {
        return from_all(criterion, true);
    }
    let thinned = rows.sum(order, levels.div_ceil(LEVELS_SCREENED));
    let share = number(thinned.levels()) / number(levels);
    let profile = Profile { freedom: criterion.profile.freedom * share, is_restricted: criterion.profile.is_restricted };
    let near = from_all(&Criterion { statistics: &thinned, free: criterion.free, profile }, false);
    // A variance that is zero in a part need not be zero in the whole, and a search that starts on zero would stay there.
    let point = DVector::from_iterator(
        near.point.len(),
        criterion.free.iter().zip(near.point.iter()).map(
            |((row, column), value)| {
                if row == column && value.abs() < 0.05 { 0.05 } else { *value }
            },
        ),
    );
    descend(point, criterion, true)
}

fn start(free: &[(usize, usize)], size: f64) -> DVector<f64> {
    DVector::from_iterator(free.len(), free.iter().map(|(row, column)| if row == column { size } else { 0.0 }))
}

/// Refuses an end that is none.
pub(super) fn check_end(design: &Design, solved: &LeastSquares, profile: &Profile, lowest: &Lowest) -> Result<(), FitError> {
    let centre = mean(&design.response);
    let spread = sum(&design.response, |value| (value - centre) * (value - centre));
    let residual_variance = solved.residual / profile.freedom;
    if residual_variance.is_nan() || residual_variance <= PERFECT * spread / number(design.rows()) {
        return Err(FitError::PerfectFit);
    }
    if !lowest.converged {
        return Err(FitError::NotConverged { steps: lowest.steps });
    }
    Ok(())
}

/// Predictions of the random effects of the first factor and their conditional variances.
fn random_effects(
    factor: &Factor,
    rows: &ScaledRows<'_>,
    statistics: &Statistics,
    covariance: &Square,
    solved: &LeastSquares,
    variance: f64,
) -> RandomEffects {
    match statistics.effects {
        1 => random_effects_of::<1>(factor, rows, statistics, covariance, solved, variance),
        2 => random_effects_of::<2>(factor, rows, statistics, covariance, solved, variance),
        _ => random_effects_of::<3>(factor, rows, statistics, covariance, solved, variance),
    }
}

fn random_effects_of<const Q: usize>(
    factor: &Factor,
    rows: &ScaledRows<'_>,
    statistics: &Statistics,
    covariance: &Square,
    solved: &LeastSquares,
    variance: f64,
) -> RandomEffects {
    let (levels, stride, columns) = (statistics.levels(), statistics.stride(), statistics.columns);
    let back = rows.effect_scaling.back();
    let mut values = vec![0.0; levels * Q];
    let mut conditional = vec![0.0; levels * triangle(Q)];
    values
        .par_chunks_mut(PATIENTS_TOGETHER * Q)
        .zip(conditional.par_chunks_mut(PATIENTS_TOGETHER * triangle(Q)))
        .zip(statistics.patients.par_chunks(PATIENTS_TOGETHER * stride))
        .for_each(|((values, conditional), patients)| {
            let mut rotated = vec![0.0; Q * columns];
            let each = values.chunks_mut(Q).zip(conditional.chunks_mut(triangle(Q))).zip(patients.chunks(stride));
            for ((values, conditional), patient) in each {
                let (products, crossed) = patient.split_at(triangle(Q));
                let (inverse, _) = inverse::<Q>(products, covariance);
                rotate::<Q>(crossed, &inverse, columns, &mut rotated);
                let shrunk = product::<Q>(covariance, &inverse);
                let scaled = deviations::<Q>(covariance, &rotated, solved.coefficients.as_slice());
                values.copy_from_slice(&taken_back::<Q>(&back, &scaled)[..Q]);
                conditional.copy_from_slice(&covariance_back(&back, &shrunk, Q, variance)[..triangle(Q)]);
            }
        });
    describe(factor, values, conditional, covariance_matrix(&back, covariance, Q, variance))
}

/// Names and arranges the random effects of a factor.
pub(super) fn describe(factor: &Factor, values: Vec<f64>, conditional: Vec<f64>, covariance: DMatrix<f64>) -> RandomEffects {
    let effects = factor.effects.len();
    let mut correlated = vec![false; triangle(effects)];
    for block in &factor.blocks {
        for (position, row) in block.iter().enumerate() {
            block[..=position].iter().for_each(|column| correlated[place(*row, *column)] = true);
        }
    }
    RandomEffects {
        group: factor.name.clone(),
        effects: factor.effects.iter().map(|effect| effect.name.clone()).collect(),
        levels: factor.levels.clone(),
        correlated,
        values,
        conditional,
        covariance,
    }
}

/// The product of two small matrices.
pub(super) fn product<const Q: usize>(left: &Square, right: &Square) -> Square {
    let mut result = [[0.0; EFFECTS_MAX]; EFFECTS_MAX];
    for row in 0..Q {
        for column in 0..Q {
            result[row][column] = (0..Q).map(|middle| left[row][middle] * right[middle][column]).sum();
        }
    }
    result
}

/// `D R (y - X beta)`: the deviations of a level, in units of the scaled effects.
fn deviations<const Q: usize>(covariance: &Square, rotated: &[f64], coefficients: &[f64]) -> [f64; EFFECTS_MAX] {
    let columns = coefficients.len() + 1;
    let mut rest = [0.0; EFFECTS_MAX];
    for row in 0..Q {
        let explained: f64 = rotated[row * columns..].iter().zip(coefficients).map(|(value, coefficient)| value * coefficient).sum();
        rest[row] = rotated[row * columns + coefficients.len()] - explained;
    }
    let mut result = [0.0; EFFECTS_MAX];
    for row in 0..Q {
        result[row] = (0..Q).map(|middle| covariance[row][middle] * rest[middle]).sum();
    }
    result
}

fn taken_back<const Q: usize>(back: &DMatrix<f64>, scaled: &[f64; EFFECTS_MAX]) -> [f64; EFFECTS_MAX] {
    let mut result = [0.0; EFFECTS_MAX];
    for (row, value) in result[..Q].iter_mut().enumerate() {
        *value = (0..Q).map(|middle| back[(row, middle)] * scaled[middle]).sum();
    }
    result
}

/// A covariance of scaled effects as a packed covariance of the effects as they came in, times a variance.
pub(super) fn covariance_back(back: &DMatrix<f64>, scaled: &Square, effects: usize, variance: f64) -> [f64; 6] {
    let mut packed = [0.0; 6];
    for row in 0..effects {
        for column in 0..=row {
            let mut sum = 0.0;
            for left in 0..effects {
                for right in 0..effects {
                    sum += back[(row, left)] * scaled[left][right] * back[(column, right)];
                }
            }
            packed[place(row, column)] = variance * sum;
        }
    }
    packed
}

/// The same as a matrix.
pub(super) fn covariance_matrix(back: &DMatrix<f64>, scaled: &Square, effects: usize, variance: f64) -> DMatrix<f64> {
    let packed = covariance_back(back, scaled, effects, variance);
    DMatrix::from_fn(effects, effects, |row, column| packed[place(row, column)])
}

/// Puts the parts of a fit together, in the units of the columns as they came in.
pub(super) fn assemble(
    design: &Design,
    method: Method,
    rows: &ScaledRows<'_>,
    deviance: f64,
    solved: &LeastSquares,
    variance: f64,
    estimated: Vec<Estimated<'_>>,
) -> Fit {
    let back = rows.fixed_scaling.back();
    let mut coefficients = &back * &solved.coefficients;
    if let Some(intercept) = rows.fixed_scaling.intercept {
        coefficients[intercept] += rows.response_centre;
    }
    let fixed_covariance = &back * solved.information.inverse() * back.transpose() * variance;
    let named = design.fixed.iter().zip(coefficients.iter()).enumerate();
    let fixed = named
        .map(|(place, (column, estimate))| FixedEffect {
            name: column.name.clone(),
            estimate: *estimate,
            standard_error: fixed_covariance[(place, place)].sqrt(),
        })
        .collect();
    let restricted = if method == Method::Reml { rows.fixed_scaling.log_squared_sizes() } else { 0.0 };
    let mut components: Vec<VarianceComponent> =
        estimated.iter().flat_map(|one| components_of(one.factor, &one.random.covariance)).collect();
    components.push(VarianceComponent { group: None, block: 0, first: None, second: None, variance, deviation: variance.sqrt() });
    Fit {
        method,
        outcome: design.outcome.clone(),
        rows: design.rows(),
        rows_missing: design.rows_missing,
        groups: design.factors.iter().map(|factor| GroupCount { name: factor.name.clone(), levels: factor.levels.count() }).collect(),
        fixed,
        fixed_covariance,
        components,
        residual_variance: variance,
        theta: estimated.iter().flat_map(|one| theta_of(one.factor, &one.random.covariance, variance)).collect(),
        log_likelihood: -(deviance + restricted) / 2.0,
        is_singular: estimated.iter().any(|one| is_singular(one.factor, &one.scaled)),
        random: estimated.into_iter().map(|one| one.random).collect(),
    }
}

/// Variances, then covariances, block by block.
fn components_of(factor: &Factor, covariance: &DMatrix<f64>) -> Vec<VarianceComponent> {
    let mut components = Vec::new();
    for (block, members) in factor.blocks.iter().enumerate() {
        let component = |first: usize, second: Option<usize>, variance: f64, deviation: f64| VarianceComponent {
            group: Some(factor.name.clone()),
            block,
            first: Some(factor.effects[first].name.clone()),
            second: second.map(|second| factor.effects[second].name.clone()),
            variance,
            deviation,
        };
        let variances =
            members.iter().map(|first| component(*first, None, covariance[(*first, *first)], covariance[(*first, *first)].sqrt()));
        components.extend(variances);
        for (position, first) in members.iter().enumerate() {
            for second in &members[position + 1..] {
                let shared = covariance[(*first, *second)];
                let correlation = shared / (covariance[(*first, *first)] * covariance[(*second, *second)]).sqrt();
                components.push(component(*first, Some(*second), shared, correlation));
            }
        }
    }
    components
}

/// The free entries of the Cholesky factor of a covariance that may be singular.
fn theta_of(factor: &Factor, covariance: &DMatrix<f64>, variance: f64) -> Vec<f64> {
    let lower = cholesky(&(covariance / variance));
    factor.free_entries().into_iter().map(|entry| lower[entry]).collect()
}

fn cholesky(matrix: &DMatrix<f64>) -> DMatrix<f64> {
    let side = matrix.nrows();
    let mut lower = DMatrix::<f64>::zeros(side, side);
    for column in 0..side {
        let explained: f64 = (0..column).map(|middle| lower[(column, middle)] * lower[(column, middle)]).sum();
        let rest = matrix[(column, column)] - explained;
        if rest <= 1e-12 * matrix[(column, column)] {
            continue;
        }
        lower[(column, column)] = rest.sqrt();
        for row in column + 1..side {
            let explained: f64 = (0..column).map(|middle| lower[(row, middle)] * lower[(column, middle)]).sum();
            lower[(row, column)] = (matrix[(row, column)] - explained) / lower[(column, column)];
        }
    }
    lower
}

fn is_singular(factor: &Factor, scaled: &Square) -> bool {
    let effects = factor.effects.len();
    let lower = cholesky(&DMatrix::from_fn(effects, effects, |row, column| scaled[row][column]));
    (0..effects).any(|effect| lower[(effect, effect)] < SINGULAR)
}
