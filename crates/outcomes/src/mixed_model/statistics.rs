//! One pass over the rows: what the likelihood needs to know of each patient.

use rayon::prelude::*;

use super::design::{Design, Factor};
use super::kernel::{place, triangle};
use super::scaling::{Scaling, mean};

/// Patients that are summed together before the sums are added up, whatever the number of threads: the same data give the same digits.
pub(super) const PATIENTS_TOGETHER: usize = 1024;
/// Rows that are scaled together.
const ROWS_TOGETHER: usize = 4096;

/// Sums of products of scaled columns. `u` stands for the columns of `[X y]`, `q` for the random effects.
#[derive(Clone, Debug)]
pub(super) struct Statistics {
    /// Random effects of the factor.
    pub(super) effects: usize,
    /// Fixed effects and the outcome.
    pub(super) columns: usize,
    /// For each level: packed `Z'Z`, then row-major `Z'[X y]`.
    pub(super) patients: Vec<f64>,
    /// Packed `[X y]'[X y]` over all rows.
    pub(super) products: Vec<f64>,
}

impl Statistics {
    /// Numbers kept for one level.
    pub(super) const fn stride(&self) -> usize {
        triangle(self.effects) + self.effects * self.columns
    }

    /// The number of levels.
    pub(super) const fn levels(&self) -> usize {
        self.patients.len() / self.stride()
    }
}

/// Where rows go so that they come level by level.
pub(super) struct Order {
    /// The new place of each row; empty when rows already come level by level.
    places: Vec<u32>,
    /// Where each level starts.
    starts: Vec<usize>,
}

impl Order {
    /// Sorts rows by level, by counting.
    pub(super) fn of(factor: &Factor) -> Self {
        let mut starts = vec![0_usize; factor.levels.count() + 1];
        for level in &factor.index {
            starts[*level as usize + 1] += 1;
        }
        for level in 1..starts.len() {
            starts[level] += starts[level - 1];
        }
        if factor.index.is_sorted() {
            return Self { places: Vec::new(), starts };
        }
        let mut next = starts.clone();
        let place = |level: &u32| {
            let place = &mut next[*level as usize];
            *place += 1;
            u32::try_from(*place - 1).expect("fewer than 2^32 rows")
        };
        Self { places: factor.index.iter().map(place).collect(), starts }
    }

    /// Values of rows, level by level.
    pub(super) fn arrange(&self, values: &[u32]) -> Vec<u32> {
        let mut arranged = values.to_vec();
        for (place, value) in self.places.iter().zip(values) {
            arranged[*place as usize] = *value;
        }
        arranged
    }

    /// The new places of the rows of a level.
    pub(super) fn of_level(&self, level: usize) -> std::ops::Range<usize> {
        self.starts[level]..self.starts[level + 1]
    }
}

/// Scaled rows, level by level: for each row the fixed effects, the outcome, and the columns with random coefficients.
pub(super) struct Arranged {
    /// Fixed effects and the outcome.
    pub(super) columns: usize,
    /// Columns with random coefficients.
    pub(super) effects: usize,
    values: Vec<f64>,
}

impl Arranged {
    /// The rows of a range of places.
    pub(super) fn rows(&self, places: std::ops::Range<usize>) -> impl Iterator<Item = (&[f64], &[f64])> {
        let width = self.columns + self.effects;
        self.values[places.start * width..places.end * width].chunks_exact(width).map(|row| row.split_at(self.columns))
    }

    /// Sums the rows, level by level, of every so many levels.
    pub(super) fn sum(&self, order: &Order, every: usize) -> Statistics {
        let (effects, columns) = (self.effects, self.columns);
        let stride = triangle(effects) + effects * columns;
        let mut patients = vec![0.0; (order.starts.len() - 1).div_ceil(every) * stride];
        let of_part = |(part, patients): (usize, &mut [f64])| {
            let mut products = vec![0.0; triangle(columns)];
            for (offset, patient) in patients.chunks_exact_mut(stride).enumerate() {
                for (column_values, effect_values) in self.rows(order.of_level((part * PATIENTS_TOGETHER + offset) * every)) {
                    add_row(column_values, effect_values, patient, &mut products);
                }
            }
            products
        };
        let parts: Vec<Vec<f64>> = patients.par_chunks_mut(PATIENTS_TOGETHER * stride).enumerate().map(of_part).collect();
        let mut products = vec![0.0; triangle(columns)];
        for part in parts {
            products.iter_mut().zip(part).for_each(|(into, from)| *into += from);
        }
        Statistics { effects, columns, patients, products }
    }
}

/// Columns with their scaling, read row by row.
pub(super) struct ScaledRows<'a> {
    fixed: Vec<&'a [f64]>,
    response: &'a [f64],
    effects: Vec<&'a [f64]>,
    /// The scaling of the fixed effects.
    pub(super) fixed_scaling: Scaling,
    /// The scaling of the random effects.
    pub(super) effect_scaling: Scaling,
    /// Subtracted from the outcome, when there is an intercept that takes it up.
    pub(super) response_centre: f64,
}

impl<'a> ScaledRows<'a> {
    /// The rows of a design, seen from its first factor.
    pub(super) fn of(design: &'a Design, factor: &'a Factor) -> Self {
        let fixed_scaling = Scaling::of(&design.fixed, true);
        let response_centre = if fixed_scaling.intercept.is_some() { mean(&design.response) } else { 0.0 };
        Self {
            fixed: design.fixed.iter().map(|column| column.values.as_slice()).collect(),
            response: &design.response,
            effects: factor.effects.iter().map(|column| column.values.as_slice()).collect(),
            fixed_scaling,
            effect_scaling: Scaling::of(&factor.effects, factor.blocks.len() == 1),
            response_centre,
        }
    }

    /// Scales the rows and puts them in order.
    pub(super) fn arrange(&self, order: &Order) -> Arranged {
        let (columns, effects) = (self.fixed.len() + 1, self.effects.len());
        let width = columns + effects;
        let mut values = vec![0.0; self.response.len() * width];
        if order.places.is_empty() {
            values.par_chunks_mut(ROWS_TOGETHER * width).enumerate().for_each(|(part, rows)| {
                for (offset, into) in rows.chunks_exact_mut(width).enumerate() {
                    self.read(part * ROWS_TOGETHER + offset, into);
                }
            });
        } else {
            for (row, place) in order.places.iter().enumerate() {
                self.read(row, &mut values[*place as usize * width..][..width]);
            }
        }
        Arranged { columns, effects, values }
    }

    fn read(&self, row: usize, into: &mut [f64]) {
        let (columns, effects) = into.split_at_mut(self.fixed.len() + 1);
        for (column, (values, into)) in self.fixed.iter().zip(columns.iter_mut()).enumerate() {
            *into = self.fixed_scaling.apply(column, values[row]);
        }
        columns[self.fixed.len()] = self.response[row] - self.response_centre;
        for (column, (values, into)) in self.effects.iter().zip(effects).enumerate() {
            *into = self.effect_scaling.apply(column, values[row]);
        }
    }
}

fn add_row(columns: &[f64], effects: &[f64], patient: &mut [f64], products: &mut [f64]) {
    let (squares, crossed) = patient.split_at_mut(triangle(effects.len()));
    for (second, right) in effects.iter().enumerate() {
        for (first, left) in effects[..=second].iter().enumerate() {
            squares[place(first, second)] += left * right;
        }
        for (into, column) in crossed[second * columns.len()..].iter_mut().zip(columns) {
            *into += right * column;
        }
    }
    for (second, right) in columns.iter().enumerate() {
        for (first, left) in columns[..=second].iter().enumerate() {
            products[place(first, second)] += left * right;
        }
    }
}
