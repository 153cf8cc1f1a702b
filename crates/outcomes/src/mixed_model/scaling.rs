//! Columns as the arithmetic sees them: centred where an intercept takes up the difference, and of unit size.
//!
//! A model with an intercept is the same model after its other columns are centred. Done first, it keeps digits that sums of squares lose when
//! time is counted in years and starts at 2024. Results are taken back to the columns as they came in.

use nalgebra::DMatrix;
use rayon::prelude::*;

use super::design::DesignColumn;
use super::number;

/// Values that are summed together.
const BLOCK: usize = 8192;

/// How the columns of one matrix were moved and stretched: `scaled = (value - centre) / size`.
#[derive(Clone, Debug)]
pub(super) struct Scaling {
    /// Subtracted from each column; zero without an intercept.
    pub(super) centre: Vec<f64>,
    /// Each column is divided by it.
    pub(super) size: Vec<f64>,
    /// The place of the column of ones, when columns were centred.
    pub(super) intercept: Option<usize>,
}

impl Scaling {
    /// The scaling of these columns. They are centred only when `centred` and one of them is the column of ones.
    pub(super) fn of(columns: &[DesignColumn], centred: bool) -> Self {
        #[expect(clippy::float_cmp, reason = "the column of ones is made of exact ones")]
        let is_ones = |column: &DesignColumn| column.values.iter().all(|value| *value == 1.0);
        let intercept = if centred { columns.iter().position(is_ones) } else { None };
        let mut scaling = Self { centre: Vec::new(), size: Vec::new(), intercept };
        for (place, column) in columns.iter().enumerate() {
            let is_moved = intercept.is_some_and(|intercept| intercept != place);
            let centre = if is_moved { mean(&column.values) } else { 0.0 };
            let squares = sum(&column.values, |value| (value - centre) * (value - centre));
            let size = (squares / number(column.values.len())).sqrt();
            scaling.centre.push(centre);
            scaling.size.push(if size > 0.0 { size } else { 1.0 });
        }
        scaling
    }

    /// The value of a column as the arithmetic sees it.
    pub(super) fn apply(&self, column: usize, value: f64) -> f64 {
        (value - self.centre[column]) / self.size[column]
    }

    /// The matrix that takes coefficients of scaled columns back to coefficients of the columns as they came in.
    pub(super) fn back(&self) -> DMatrix<f64> {
        let columns = self.size.len();
        let mut matrix = DMatrix::zeros(columns, columns);
        for column in 0..columns {
            matrix[(column, column)] = 1.0 / self.size[column];
            if let Some(intercept) = self.intercept
                && intercept != column
            {
                matrix[(intercept, column)] = -self.centre[column] / self.size[column];
            }
        }
        matrix
    }

    /// Twice the logarithm of the product of the sizes: what `log|X'X|` loses by scaling.
    pub(super) fn log_squared_sizes(&self) -> f64 {
        2.0 * self.size.iter().map(|size| size.ln()).sum::<f64>()
    }
}

/// The mean, whatever the number of threads.
pub(super) fn mean(values: &[f64]) -> f64 {
    sum(values, |value| value) / number(values.len())
}

/// A sum in blocks, so that the order of rows changes no digit that counts, and the number of threads none at all.
pub(super) fn sum(values: &[f64], of: impl Fn(f64) -> f64 + Sync) -> f64 {
    let of_block = |block: &[f64]| block.iter().map(|value| of(*value)).sum::<f64>();
    let blocks: Vec<f64> = values.par_chunks(BLOCK).map(of_block).collect();
    blocks.iter().sum()
}
