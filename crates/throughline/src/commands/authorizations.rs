//! `throughline authorizations`: what payers granted, as a table.

use std::path::{Path, PathBuf};

use app::import::NamedMapping;
use clap::{Args, Subcommand};

use super::import;
use crate::failure::Failure;

/// Import what payers granted
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline authorizations import granted.csv")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Import(Table),
}

/// Import a table of authorizations
///
/// Without --mapping the columns are patient (the record number), payer (the key of its profile), number, level_of_care, codes, unit, units, first_day,
/// last_day, next_review and reviewer, as in examples/practice/authorizations.csv. An authorization is known by payer, number and first day: the same
/// table a second time changes nothing. Rows that cannot be taken are kept aside with their reasons.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline authorizations import granted.csv --dry-run
  throughline authorizations import granted.csv
  throughline authorizations import portal.csv --mapping portal.toml --reject-file rejected.csv

Ends with code 0 when the file was taken, also when rows of it were not (see --strict), and with code 3 when it was refused as a whole.")]
struct Table {
    /// Files, or folders whose tables are taken in the order of their names
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Which column means what, where they have other names
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// Only say what was understood; nothing is changed
    #[arg(long)]
    dry_run: bool,
    /// Write the rows that were not taken into this file, as they stood
    #[arg(long, value_name = "FILE", conflicts_with = "dry_run")]
    reject_file: Option<PathBuf>,
    /// End with code 3 when any row was not taken
    #[arg(long)]
    strict: bool,
    /// A JSON array with one object a file
    #[arg(long)]
    json: bool,
}

/// The columns of a table that comes without a mapping.
const COLUMNS: &str = include_str!("../../../../examples/practice/authorizations.toml");

pub(crate) fn run(arguments: &Arguments, named: Option<&Path>) -> Result<(), Failure> {
    let Command::Import(table) = &arguments.command;
    let mapping = match &table.mapping {
        Some(file) => import::read_mapping(file)?,
        None => NamedMapping::read("authorizations", COLUMNS).expect("the columns that ship can be read"),
    };
    let Table { files, dry_run, reject_file, strict, json, .. } = table;
    let arguments = import::Arguments::of_tables(files.clone(), *dry_run, reject_file.clone(), *strict, *json);
    import::import(&arguments, Some(mapping), named)
}
