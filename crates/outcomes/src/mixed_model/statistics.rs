//! One pass over the rows: what the likelihood needs to know of each patient.

use rayon::prelude::*;

use super::design::{Design, Factor};
use super::kernel::{place, triangle};
use super::number;
use super::scaling::{Scaling, mean};

/// Patients that are summed together before the sums are added up, whatever the number of threads: the same data give the same digits.
pub(super) const PATIENTS_TOGETHER: usize = 1024;

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

    /// A part of the levels, evenly spread, as if there were no others.
    pub(super) fn thinned(&self, every: usize) -> Self {
        let patients: Vec<f64> = self.patients.chunks(self.stride()).step_by(every).flatten().copied().collect();
        let share = number(patients.len()) / number(self.patients.len());
        let products = self.products.iter().map(|product| product * share).collect();
        Self { patients, products, ..self.clone() }
    }
}

/// Rows in the order of their levels.
pub(super) struct Order {
    /// Row numbers, level by level; empty when rows already come level by level.
    rows: Vec<u32>,
    /// Where each level starts.
    starts: Vec<usize>,
}

impl Order {
    /// Sorts row numbers by level, by counting.
    pub(super) fn of(factor: &Factor) -> Self {
        let mut starts = vec![0_usize; factor.levels.count() + 1];
        for level in &factor.index {
            starts[*level as usize + 1] += 1;
        }
        for level in 1..starts.len() {
            starts[level] += starts[level - 1];
        }
        if factor.index.is_sorted() {
            return Self { rows: Vec::new(), starts };
        }
        let mut next = starts.clone();
        let mut rows = vec![0_u32; factor.index.len()];
        for (row, level) in factor.index.iter().enumerate() {
            let place = &mut next[*level as usize];
            rows[*place] = u32::try_from(row).expect("fewer than 2^32 rows");
            *place += 1;
        }
        Self { rows, starts }
    }

    /// The rows of one level.
    pub(super) fn of_level(&self, level: usize) -> impl Iterator<Item = usize> + '_ {
        (self.starts[level]..self.starts[level + 1]).map(|place| if self.rows.is_empty() { place } else { self.rows[place] as usize })
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

    /// The fixed effects and the outcome of a row.
    pub(super) fn read_columns(&self, row: usize, into: &mut [f64]) {
        for (column, values) in self.fixed.iter().enumerate() {
            into[column] = self.fixed_scaling.apply(column, values[row]);
        }
        into[self.fixed.len()] = self.response[row] - self.response_centre;
    }

    /// The columns with random coefficients of a row.
    pub(super) fn read_effects(&self, row: usize, into: &mut [f64]) {
        for (column, values) in self.effects.iter().enumerate() {
            into[column] = self.effect_scaling.apply(column, values[row]);
        }
    }

    /// Sums the rows, level by level.
    pub(super) fn sum(&self, order: &Order) -> Statistics {
        let (effects, columns) = (self.effects.len(), self.fixed.len() + 1);
        let stride = triangle(effects) + effects * columns;
        let levels = order.starts.len() - 1;
        let mut patients = vec![0.0; levels * stride];
        let parts: Vec<Vec<f64>> = patients
            .par_chunks_mut(PATIENTS_TOGETHER * stride)
            .enumerate()
            .map(|(part, patients)| {
                let mut products = vec![0.0; triangle(columns)];
                let (mut column_values, mut effect_values) = (vec![0.0; columns], vec![0.0; effects]);
                for (offset, patient) in patients.chunks_mut(stride).enumerate() {
                    for row in order.of_level(part * PATIENTS_TOGETHER + offset) {
                        self.read_columns(row, &mut column_values);
                        self.read_effects(row, &mut effect_values);
                        add_row(&column_values, &effect_values, patient, &mut products);
                    }
                }
                products
            })
            .collect();
        let mut products = vec![0.0; triangle(columns)];
        for part in parts {
            products.iter_mut().zip(part).for_each(|(into, from)| *into += from);
        }
        Statistics { effects, columns, patients, products }
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
