//! `throughline fit`: a mixed model of a table. Stores nothing and needs no practice.

mod document;
pub(super) mod printed;
pub(super) mod refusal;
pub(super) mod table;

use std::path::PathBuf;

use clap::Args;
use outcomes::mixed_model::{Fit, Formula, Method, fit};
pub(super) use printed::plain;
use serde_json::json;
use table::Suspicious;

use crate::console;
use crate::failure::{Failure, Kind};

/// Fit a linear mixed model to a table
///
/// Reads a CSV file with one observation a row. The formula names its columns: score ~ week + (week | patient) is an average line and a line of
/// each patient. Operators are +, -, *, : and |, || in brackets; log, log1p, exp, sqrt, abs and I(...) calculate; text columns become factors.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline fit scores.csv --formula 'phq9 ~ log(week + 1) + (log(week + 1) | patient)'
  throughline fit scores.csv --formula 'phq9 ~ week * program + (1 | clinician/patient)' --ml --json
  throughline fit registry.csv --formula 'phq9 ~ week + (1 | id)' --missing -9 --missing 999

Rows with a missing value in a column of the formula are left out and counted. docs/reference/fit-json.md describes the JSON.
Ends with code 3 when the file or the formula cannot be read or the data cannot tell the parameters; with --json it then puts
out {\"refused\": reason}.")]
pub(crate) struct Arguments {
    /// The CSV file; its first row names the columns
    file: PathBuf,
    /// The model
    #[arg(long, value_name = "FORMULA")]
    formula: String,
    /// Maximum likelihood instead of restricted maximum likelihood
    #[arg(long)]
    ml: bool,
    /// What stands for a missing value, besides an empty cell; several times for several
    #[arg(long, value_name = "CODE", allow_hyphen_values = true)]
    missing: Vec<String>,
    /// One JSON object with every number
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    match fitted(arguments) {
        Ok((fitted, suspicious)) if arguments.json => console::json(&document::result(&arguments.formula, &fitted, &suspicious)),
        Ok((fitted, _)) => {
            let text = printed::page(&fitted);
            console::data(|output| write!(output, "{text}"))
        }
        Err(failure) => {
            if arguments.json && failure.kind == Kind::Input {
                console::json(&json!({ "refused": failure.message }))?;
            }
            Err(failure)
        }
    }
}

fn fitted(arguments: &Arguments) -> Result<(Fit, Vec<Suspicious>), Failure> {
    let formula: Formula = arguments.formula.parse().map_err(|error| refusal::of_formula(&error))?;
    let table = table::read(&arguments.file, &arguments.missing)?;
    let columns = table.typed(&formula.columns())?;
    let grouping: Vec<&str> = formula.random.iter().flat_map(|random| &random.group).map(String::as_str).collect();
    let measured: Vec<&str> = formula.columns().into_iter().filter(|name| !grouping.contains(name)).collect();
    let suspicious = table::suspicious(&table, &columns, &measured);
    for one in &suspicious {
        console::note(&one.said());
    }
    let design = formula.design(&columns).map_err(|error| refusal::of_design(&error, &table))?;
    let method = if arguments.ml { Method::Ml } else { Method::Reml };
    let fitted = fit(&design, method).map_err(|error| refusal::of_fit(&error))?;
    Ok((fitted, suspicious))
}
