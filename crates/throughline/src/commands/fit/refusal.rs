//! Sentences for what stands in the way of a model.

use outcomes::mixed_model::error::FormulaReason;
use outcomes::mixed_model::{DesignError, FitError, FormulaError};
use wording::{Arg, Key};

use super::table::Table;
use crate::console;
use crate::failure::{Failure, Kind};

type Said = (Key, Vec<(&'static str, Arg)>);

fn failure((key, arguments): Said) -> Failure {
    Failure::new(Kind::Input, console::text().say_with(key, &arguments))
}

/// A formula that cannot be understood.
pub(in crate::commands) fn of_formula(error: &FormulaError) -> Failure {
    let (key, arguments): Said = match &error.reason {
        FormulaReason::Expected { expected, found } => {
            (Key::FitFormulaExpected, vec![("expected", (*expected).into()), ("found", found.into())])
        }
        FormulaReason::UnknownCharacter(character) => (Key::FitFormulaCharacter, vec![("character", character.to_string().into())]),
        FormulaReason::NotANumber(text) => (Key::FitFormulaNumber, vec![("text", text.into())]),
        FormulaReason::UnknownFunction(name) => (Key::FitFormulaFunction, vec![("name", name.into())]),
        FormulaReason::NoRandomEffect => (Key::FitFormulaNoRandomEffect, Vec::new()),
        FormulaReason::TooManyFactors(count) => (Key::FitFormulaManyFactors, vec![("count", (*count).into())]),
        FormulaReason::TwoFactorsWithSlopes => (Key::FitFormulaTwoSlopes, Vec::new()),
    };
    let problem = console::text().say_with(key, &arguments);
    failure((Key::FitFormula, vec![("position", error.position.into()), ("problem", problem.into())]))
}

/// A table that the formula does not fit. Rows are said as rows of the file.
pub(in crate::commands) fn of_design(error: &DesignError, table: &Table) -> Failure {
    let row = |row: &usize| Arg::from(table.line(row.saturating_sub(1)).to_string());
    match error {
        DesignError::UnknownColumn { column, .. } => unknown_column(column, table),
        DesignError::NotANumber { column, row: at, value } => {
            failure((Key::FitNotANumber, vec![("row", row(at)), ("column", column.into()), ("value", value.into())]))
        }
        DesignError::NotFinite { term, row: at } => failure((Key::FitNotFinite, vec![("row", row(at)), ("term", term.into())])),
        DesignError::Length { column, rows, expected } => {
            failure((Key::FitLength, vec![("column", column.into()), ("rows", (*rows).into()), ("expected", (*expected).into())]))
        }
        DesignError::NoRows => failure((Key::FitNoCompleteRow, vec![("rows", 0_usize.into())])),
        DesignError::AllMissing { column, rows } => {
            failure((Key::FitAllMissing, vec![("column", column.into()), ("rows", (*rows).into())]))
        }
        DesignError::NoCompleteRow { rows } => failure((Key::FitNoCompleteRow, vec![("rows", (*rows).into())])),
        DesignError::TooManyEffects { factor, effects } => {
            failure((Key::FitManyEffects, vec![("group", factor.into()), ("effects", (*effects).into())]))
        }
    }
}

/// A column that is not there, with the one that was perhaps meant, and all there are.
pub(in crate::commands) fn unknown_column(column: &str, table: &Table) -> Failure {
    let text = console::text();
    let mut hint = text.say_with(Key::FitColumns, &[("columns", table.names().join(", ").into())]);
    let lower = column.to_lowercase();
    let scored = table.names().iter().map(|name| (strsim::jaro_winkler(&lower, &name.to_lowercase()), name));
    if let Some((likeness, near)) = scored.max_by(|one, other| one.0.total_cmp(&other.0))
        && likeness > 0.75
    {
        hint = format!("{} {hint}", text.say_with(Key::FitNear, &[("near", near.into())]));
    }
    failure((Key::FitUnknownColumn, vec![("column", column.into())])).hint(hint)
}

/// A model that the data cannot tell.
pub(in crate::commands) fn of_fit(error: &FitError) -> Failure {
    failure(match error {
        FitError::ConstantOutcome { column, rows } => (Key::FitConstantOutcome, vec![("column", column.into()), ("rows", (*rows).into())]),
        FitError::RankDeficient { column } => (Key::FitRankDeficient, vec![("column", column.into())]),
        FitError::FewerGroupsThanParameters { factor, groups, parameters } => {
            (Key::FitFewGroups, vec![("group", factor.into()), ("levels", (*groups).into()), ("parameters", (*parameters).into())])
        }
        FitError::FewerRowsThanEffects { rows, effects, factor } => {
            (Key::FitFewRows, vec![("rows", (*rows).into()), ("effects", (*effects).into()), ("group", factor.into())])
        }
        FitError::TooManyLevels { factor, levels, most } => {
            (Key::FitManyLevels, vec![("group", factor.into()), ("levels", (*levels).into()), ("most", (*most).into())])
        }
        FitError::PerfectFit => (Key::FitPerfect, Vec::new()),
        FitError::Length { column, rows, expected } => {
            (Key::FitLength, vec![("column", column.into()), ("rows", (*rows).into()), ("expected", (*expected).into())])
        }
        FitError::NotConverged { steps } => (Key::FitNotConverged, vec![("steps", (*steps).into())]),
    })
}
