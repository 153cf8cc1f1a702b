//! `throughline change`: who changed, by a stated method, from a table of scores. Stores nothing and needs no practice.

mod paired;
mod printed;
mod problem;
mod question;
mod table;

use std::path::PathBuf;

use clap::Args;
use outcomes::change::spec::Spec;
use outcomes::change::{Approach, Outcome, analyse, document};
use serde_json::{Value, json};

use crate::console;
use crate::failure::{Failure, Kind};

/// Judge who changed, by a stated method
///
/// Reads a CSV file with one score a row (patient, occasion, score) and judges the change of every patient between two occasions. Means and
/// spreads come from the patients in the file, so this is for analysis; the pages of a patient use published norms.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline change scores.csv --id patient --time week --outcome phq9 --pre 0 --post 12 --reliability 0.86
  throughline change scores.csv --id patient --time week --outcome phq9 --pre 0 --post 12 --group program \\
      --approach combined --method JT --reliability 0.86 --cutoff c --m-functional 3 --sd-functional 3.5 --json
  throughline change scores.csv --id patient --time week --outcome phq9 --anxiety gad7 --pre 0 --post 12 --approach talking-therapies
  throughline change scores.csv --spec analysis.json --json > result.json

An analysis file holds fn, id_col, time_col, outcome_col, group_col and params, and a result holds them again, so that it can
be repeated with --spec. docs/reference/change-json.md describes both.

Ends with code 3 when the file cannot be read, or when the method is not defined for these scores; with --json it then puts
out {\"refused\": reason}.")]
pub(crate) struct Arguments {
    /// The CSV file; its first row names the columns
    file: PathBuf,
    /// The question as a file, instead of the options below
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,
    /// One JSON object with every number
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    question: question::Flags,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    match arguments.question.paired(arguments.spec.as_deref()) {
        None => one_measure(arguments),
        Some(asked) => {
            let ended = asked.and_then(|asked| paired::run(&arguments.file, &asked, arguments.json));
            ended.or_else(|failure| refused(arguments, failure))
        }
    }
}

/// Ends with the failure; in JSON a refusal is put out first.
fn refused(arguments: &Arguments, failure: Failure) -> Result<(), Failure> {
    if arguments.json && failure.kind == Kind::Input {
        console::json(&json!({ "refused": failure.message }))?;
    }
    Err(failure)
}

fn one_measure(arguments: &Arguments) -> Result<(), Failure> {
    let asked = question::ask(&arguments.question, arguments.spec.as_deref());
    match asked.and_then(|spec| Ok((judged(arguments, &spec)?, spec))) {
        Ok((outcome, spec)) if arguments.json => console::json(&result(&spec, &outcome)),
        Ok((outcome, spec)) => {
            let text = printed::page(&spec, &outcome);
            console::data(|output| write!(output, "{text}"))
        }
        Err(failure) => refused(arguments, failure),
    }
}

fn judged(arguments: &Arguments, spec: &Spec) -> Result<Outcome, Failure> {
    let table = table::read(&arguments.file, spec).map_err(|problem| problem.said(&arguments.file))?;
    for note in table.suspicious(spec) {
        console::note(&note);
    }
    analyse(&spec.analysis, &table.patients).map_err(|refusal| Failure::new(Kind::Input, problem::of_refusal(&refusal)))
}

/// Where means and spreads come from: from the patients in the table, or nowhere, where an approach needs none.
const fn norms(approach: &Approach) -> &'static str {
    match approach {
        Approach::Percentage { .. } | Approach::Anchor { .. } | Approach::AnchorWithin { .. } | Approach::AnchorBetween { .. } => "none",
        Approach::Statistical { .. } | Approach::Distribution { .. } | Approach::Combined { .. } => "sample",
    }
}

/// The question, then the result.
fn result(spec: &Spec, outcome: &Outcome) -> Value {
    let mut whole = json!({
        "fn": spec.function,
        "id_col": spec.id_column,
        "time_col": spec.time_column,
        "outcome_col": spec.outcome_column,
        "group_col": spec.group_column,
        "params": spec.parameters,
        "missing": spec.missing,
        "norms": norms(&spec.analysis.approach),
    });
    let mut found = document::result(outcome);
    if let Some(rows) = found.get_mut("refused_rows").and_then(Value::as_array_mut) {
        for (row, refused) in rows.iter_mut().zip(&outcome.refused) {
            row["reason"] = problem::of_row(refused.reason).into();
        }
    }
    if let (Some(whole), Value::Object(found)) = (whole.as_object_mut(), found) {
        whole.extend(found);
    }
    whole
}
