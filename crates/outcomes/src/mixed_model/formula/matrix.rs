//! A formula and a table make a design: rows without missing values, columns of numbers, levels.

use super::expression::Expression;
use super::{Formula, RandomTerms, Term, Terms};
use crate::mixed_model::design::{Design, DesignColumn, Factor};
use crate::mixed_model::error::DesignError;
use crate::mixed_model::grouping;
use crate::mixed_model::kernel::EFFECTS_MAX;
use crate::mixed_model::table::{Column, Table};

impl Formula {
    /// The design that this formula makes of a table. Rows in which a column of the formula has no value are left out and counted.
    pub fn design(&self, table: &Table) -> Result<Design, DesignError> {
        let frame = Frame::new(self, table)?;
        let outcome = self.outcome.to_string();
        let response = frame.numbers(&self.outcome)?;
        let fixed = frame.columns(&self.fixed)?.into_iter().flatten().collect();
        let mut factors: Vec<Factor> = Vec::new();
        for random in &self.random {
            frame.add_random(random, &mut factors)?;
        }
        if let Some(factor) = factors.iter().find(|factor| factor.effects.len() > EFFECTS_MAX) {
            return Err(DesignError::TooManyEffects { factor: factor.name.clone(), effects: factor.effects.len() });
        }
        // The factor with slopes is eliminated first, and of two without the one with more levels.
        factors.sort_by_key(|factor| std::cmp::Reverse((factor.effects.len(), factor.levels.count())));
        Ok(Design { outcome, response, fixed, factors, rows_missing: frame.rows_missing })
    }
}

/// The columns that a formula needs, and the rows that have a value in each.
struct Frame<'a> {
    columns: Vec<(&'a str, &'a Column)>,
    /// The complete rows; `None` when all are.
    kept: Option<Vec<usize>>,
    rows: usize,
    rows_missing: usize,
}

impl<'a> Frame<'a> {
    fn new(formula: &'a Formula, table: &'a Table) -> Result<Self, DesignError> {
        let mut columns = Vec::new();
        for name in formula.columns() {
            let Some(column) = table.column(name) else {
                let present = table.names().map(str::to_owned).collect();
                return Err(DesignError::UnknownColumn { column: name.to_owned(), present });
            };
            columns.push((name, column));
        }
        let rows = columns.first().map_or(0, |(_, column)| column.rows());
        if let Some((name, column)) = columns.iter().find(|(_, column)| column.rows() != rows) {
            return Err(DesignError::Length { column: (*name).to_owned(), rows: column.rows(), expected: rows });
        }
        if rows == 0 {
            return Err(DesignError::NoRows);
        }
        if let Some((name, _)) = columns.iter().find(|(_, column)| !(0..rows).any(|row| column.is_present(row))) {
            return Err(DesignError::AllMissing { column: (*name).to_owned(), rows });
        }
        let is_complete = |row: &usize| columns.iter().all(|(_, column)| column.is_present(*row));
        if columns.iter().all(|(_, column)| column.is_complete()) {
            return Ok(Self { columns, kept: None, rows, rows_missing: 0 });
        }
        let kept: Vec<usize> = (0..rows).filter(is_complete).collect();
        if kept.is_empty() {
            return Err(DesignError::NoCompleteRow { rows });
        }
        Ok(Self { columns, rows: kept.len(), rows_missing: rows - kept.len(), kept: Some(kept) })
    }

    fn column(&self, name: &str) -> &'a Column {
        self.columns.iter().find(|(known, _)| *known == name).expect("a formula lists the columns that it names").1
    }

    fn row(&self, place: usize) -> usize {
        self.kept.as_ref().map_or(place, |kept| kept[place])
    }

    /// The values of an expression.
    fn numbers(&self, expression: &Expression) -> Result<Vec<f64>, DesignError> {
        let mut names = Vec::new();
        expression.columns(&mut names);
        for name in &names {
            if let Column::Text(values) = self.column(name) {
                let is_text = |place: &usize| values[self.row(*place)].as_ref().is_some_and(|value| value.parse::<f64>().is_err());
                let row = self.row((0..self.rows).find(is_text).unwrap_or(0));
                let value = values[row].clone().unwrap_or_default();
                return Err(DesignError::NotANumber { column: (*name).to_owned(), row: row + 1, value });
            }
        }
        if let (Expression::Column(name), None) = (expression, &self.kept)
            && let Column::Numbers(values) = self.column(name)
        {
            return self.checked(expression, values.clone());
        }
        let inputs: Vec<(&str, &[f64])> = names
            .iter()
            .filter_map(|name| match self.column(name) {
                Column::Numbers(values) => Some((*name, values.as_slice())),
                Column::Text(_) => None,
            })
            .collect();
        let at = |row: usize| {
            expression.value(&|name| inputs.iter().find(|(known, _)| *known == name).map_or(f64::NAN, |(_, values)| values[row]))
        };
        self.checked(expression, (0..self.rows).map(|place| at(self.row(place))).collect())
    }

    fn checked(&self, expression: &Expression, values: Vec<f64>) -> Result<Vec<f64>, DesignError> {
        match values.iter().position(|value| !value.is_finite()) {
            Some(place) => Err(DesignError::NotFinite { term: expression.to_string(), row: self.row(place) + 1 }),
            None => Ok(values),
        }
    }

    /// Whether an expression is a column of text.
    fn is_text(&self, expression: &Expression) -> bool {
        matches!(expression, Expression::Column(name) if matches!(self.column(name), Column::Text(_)))
    }

    /// The columns of terms, one list a term, the intercept first.
    fn columns(&self, terms: &Terms) -> Result<Vec<Vec<DesignColumn>>, DesignError> {
        let mut lists = Vec::new();
        if terms.has_intercept {
            lists.push(vec![DesignColumn::intercept(self.rows)]);
        }
        for term in &terms.terms {
            let mut columns: Vec<DesignColumn> = Vec::new();
            for (position, factor) in term.factors.iter().enumerate() {
                let coded = self.coded(term, position, factor, terms)?;
                columns = if position == 0 { coded } else { products(&columns, &coded) };
            }
            lists.push(columns);
        }
        Ok(lists)
    }

    /// One expression of a term as columns. A column of text leaves its first value out when the term without it is in the model too.
    fn coded(&self, term: &Term, position: usize, factor: &Expression, terms: &Terms) -> Result<Vec<DesignColumn>, DesignError> {
        let name = factor.to_string();
        if !self.is_text(factor) {
            return Ok(vec![DesignColumn::new(name, self.numbers(factor)?)]);
        }
        let mut margin = term.clone();
        margin.factors.remove(position);
        let is_first_text = || {
            let main = terms.terms.iter().filter(|term| term.factors.len() == 1).find(|term| self.is_text(&term.factors[0]));
            main.is_some_and(|main| main.is_same(term))
        };
        let is_contrast = if margin.factors.is_empty() {
            terms.has_intercept || !is_first_text()
        } else {
            terms.terms.iter().any(|other| other.is_same(&margin))
        };
        let values: Vec<&str> = match self.column(&name) {
            Column::Text(values) => (0..self.rows).filter_map(|place| values[self.row(place)].as_deref()).collect(),
            Column::Numbers(_) => Vec::new(),
        };
        let mut levels = values.clone();
        levels.sort_unstable();
        levels.dedup();
        let indicator = |level: &&str| values.iter().map(|value| if value == level { 1.0 } else { 0.0 }).collect();
        Ok(levels[usize::from(is_contrast)..].iter().map(|level| DesignColumn::new(format!("{name}{level}"), indicator(level))).collect())
    }

    /// Adds the random effects of one bracket to the factor of its name.
    fn add_random(&self, random: &RandomTerms, factors: &mut Vec<Factor>) -> Result<(), DesignError> {
        let name = random.group_name();
        let place = if let Some(place) = factors.iter().position(|factor| factor.name == name) {
            place
        } else {
            let parts: Vec<&Column> = random.group.iter().map(|column| self.column(column)).collect();
            let (levels, index) = grouping::levels(&parts, self.rows, self.kept.as_deref());
            factors.push(Factor { name, levels, index, effects: Vec::new(), blocks: Vec::new() });
            factors.len() - 1
        };
        let factor = &mut factors[place];
        let mut together = Vec::new();
        for columns in self.columns(&random.terms)? {
            let block: Vec<usize> = (factor.effects.len()..factor.effects.len() + columns.len()).collect();
            factor.effects.extend(columns);
            if random.is_correlated { together.extend(block) } else { factor.blocks.push(block) }
        }
        if !together.is_empty() {
            factor.blocks.push(together);
        }
        Ok(())
    }
}

/// The products of two lists of columns; the first varies faster.
fn products(left: &[DesignColumn], right: &[DesignColumn]) -> Vec<DesignColumn> {
    let product = |left: &DesignColumn, right: &DesignColumn| {
        let values = left.values.iter().zip(&right.values).map(|(left, right)| left * right).collect();
        DesignColumn::new(format!("{}:{}", left.name, right.name), values)
    };
    right.iter().flat_map(|right| left.iter().map(move |left| product(left, right))).collect()
}
