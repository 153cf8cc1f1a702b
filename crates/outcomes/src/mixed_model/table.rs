//! Named columns of a table, as they come from a file or from scores in memory.

/// The values of a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Column {
    /// Numbers; NaN where there is no value.
    Numbers(Vec<f64>),
    /// Text; `None` where there is no value.
    Text(Vec<Option<String>>),
}

impl Column {
    /// The number of rows.
    pub fn rows(&self) -> usize {
        match self {
            Self::Numbers(values) => values.len(),
            Self::Text(values) => values.len(),
        }
    }

    /// Whether every row has a value.
    pub fn is_complete(&self) -> bool {
        match self {
            Self::Numbers(values) => !values.iter().any(|value| value.is_nan()),
            Self::Text(values) => values.iter().all(Option::is_some),
        }
    }

    /// Whether a row has a value.
    pub fn is_present(&self, row: usize) -> bool {
        match self {
            Self::Numbers(values) => !values[row].is_nan(),
            Self::Text(values) => values[row].is_some(),
        }
    }
}

/// Columns by name, in the order in which they were put in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    columns: Vec<(String, Column)>,
}

impl Table {
    /// A table without columns.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts in a column; one of that name is replaced.
    pub fn insert(&mut self, name: impl Into<String>, column: Column) {
        let name = name.into();
        match self.columns.iter_mut().find(|(present, _)| *present == name) {
            Some((_, present)) => *present = column,
            None => self.columns.push((name, column)),
        }
    }

    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|(present, _)| present == name).map(|(_, column)| column)
    }

    /// The names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|(name, _)| name.as_str())
    }
}
