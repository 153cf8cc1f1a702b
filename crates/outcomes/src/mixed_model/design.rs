//! What a model is fitted to: an outcome, columns of fixed effects, and one or two grouping factors.
//!
//! A formula builds it ([`crate::mixed_model::Formula::design`]); code that already has its columns builds it by hand.

use super::error::FitError;

/// A named column of numbers, one a row.
#[derive(Clone, Debug, PartialEq)]
pub struct DesignColumn {
    /// The name of the effect, as in `(Intercept)` or `log(month + 1)`.
    pub name: String,
    /// The values.
    pub values: Vec<f64>,
}

impl DesignColumn {
    /// A column of that name.
    pub fn new(name: impl Into<String>, values: Vec<f64>) -> Self {
        Self { name: name.into(), values }
    }

    /// The column of ones.
    pub fn intercept(rows: usize) -> Self {
        Self::new("(Intercept)", vec![1.0; rows])
    }
}

/// The levels of a grouping factor, in their order.
#[derive(Clone, Debug, PartialEq)]
pub enum Levels {
    /// Numbers, ascending.
    Numbers(Vec<f64>),
    /// Text, ascending.
    Text(Vec<String>),
}

impl Levels {
    /// How many there are.
    pub fn count(&self) -> usize {
        match self {
            Self::Numbers(values) => values.len(),
            Self::Text(values) => values.len(),
        }
    }

    /// The name of one.
    pub fn name(&self, level: usize) -> String {
        match self {
            Self::Numbers(values) => values[level].to_string(),
            Self::Text(values) => values[level].clone(),
        }
    }
}

/// A grouping factor with its random effects.
#[derive(Clone, Debug, PartialEq)]
pub struct Factor {
    /// Its name, as in `patient`.
    pub name: String,
    /// Its levels.
    pub levels: Levels,
    /// For each row the place of its level.
    pub index: Vec<u32>,
    /// The columns that have a random coefficient, one to three.
    pub effects: Vec<DesignColumn>,
    /// Which of them may be correlated: lists of places in `effects`, each place in one list.
    pub blocks: Vec<Vec<usize>>,
}

impl Factor {
    /// A factor whose random effects may all be correlated. `keys` gives one key a row; levels are numbered in ascending order of the keys.
    pub fn correlated<K: Ord + ToString>(name: impl Into<String>, keys: &[K], effects: Vec<DesignColumn>) -> Self {
        let mut levels: Vec<&K> = keys.iter().collect();
        levels.sort_unstable();
        levels.dedup();
        let place = |key: &K| levels.binary_search(&key).expect("every key is among the levels");
        let index = keys.iter().map(|key| u32::try_from(place(key)).expect("fewer than 2^32 levels")).collect();
        let blocks = vec![(0..effects.len()).collect()];
        Self { name: name.into(), levels: Levels::Text(levels.iter().map(|level| level.to_string()).collect()), index, effects, blocks }
    }

    /// The entries of `Lambda` that are estimated, as (row, column), block by block and column by column.
    pub(super) fn free_entries(&self) -> Vec<(usize, usize)> {
        let of_block = |block: &Vec<usize>| -> Vec<(usize, usize)> {
            let place = |first: usize| block[first..].iter().map(move |row| (*row, block[first]));
            (0..block.len()).flat_map(place).collect()
        };
        self.blocks.iter().flat_map(of_block).collect()
    }
}

/// An outcome, fixed effects and grouping factors, all with the same rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    /// The name of the outcome.
    pub outcome: String,
    /// The outcome, one value a row.
    pub response: Vec<f64>,
    /// The fixed effects.
    pub fixed: Vec<DesignColumn>,
    /// One factor, or two of which the second has a random intercept only.
    pub factors: Vec<Factor>,
    /// Rows of the table that were left out because a value was missing.
    pub rows_missing: usize,
}

impl Design {
    /// A design of one grouping factor, without missing values.
    pub fn new(outcome: impl Into<String>, response: Vec<f64>, fixed: Vec<DesignColumn>, factor: Factor) -> Self {
        Self { outcome: outcome.into(), response, fixed, factors: vec![factor], rows_missing: 0 }
    }

    /// The number of rows.
    pub fn rows(&self) -> usize {
        self.response.len()
    }

    /// Refuses columns of another length than the outcome's.
    pub(super) fn check_lengths(&self) -> Result<(), FitError> {
        let expected = self.rows();
        let fixed = self.fixed.iter().map(|column| (&column.name, column.values.len()));
        let effects = self.factors.iter().flat_map(|factor| &factor.effects).map(|column| (&column.name, column.values.len()));
        let indexes = self.factors.iter().map(|factor| (&factor.name, factor.index.len()));
        match fixed.chain(effects).chain(indexes).find(|(_, rows)| *rows != expected) {
            Some((column, rows)) => Err(FitError::Length { column: column.clone(), rows, expected }),
            None => Ok(()),
        }
    }
}
