//! The commands, one file each.

pub(crate) mod adherence;
pub(crate) mod alerts;
pub(crate) mod assess;
pub(crate) mod audit;
pub(crate) mod authorizations;
pub(crate) mod backup;
pub(crate) mod change;
pub(crate) mod config;
pub(crate) mod course;
pub(crate) mod deadlines;
pub(crate) mod demo;
pub(crate) mod disclosures;
pub(crate) mod doctor;
pub(crate) mod export;
pub(crate) mod fit;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod instruments;
pub(crate) mod kpi;
pub(crate) mod level_of_care;
pub(crate) mod messages;
pub(crate) mod packet;
pub(crate) mod payers;
pub(crate) mod report;
pub(crate) mod restore;
pub(crate) mod reviews;
pub(crate) mod score;
pub(crate) mod serve;
pub(crate) mod x12;

use crate::cli::{Cli, Command};
use crate::failure::Failure;

/// Runs what was typed.
pub(crate) fn run(cli: Cli) -> Result<(), Failure> {
    let named = cli.config;
    match cli.command {
        Command::Instruments(arguments) => instruments::run(&arguments),
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Init(arguments) => init::run(&arguments, named.as_deref()),
        Command::Serve(arguments) => serve::run(&arguments, named.as_deref()),
        Command::Export(arguments) => export::run(&arguments, named.as_deref()),
        Command::Score(arguments) => score::run(&arguments),
        Command::Change(arguments) => change::run(&arguments),
        Command::Fit(arguments) => fit::run(&arguments),
        Command::Course(arguments) => course::run(&arguments, named.as_deref()),
        Command::Authorizations(arguments) => authorizations::run(&arguments, named.as_deref()),
        Command::Reviews(arguments) => reviews::run(&arguments, named.as_deref()),
        Command::Packet(arguments) => packet::run(&arguments, named.as_deref()),
        Command::Disclosures(arguments) => disclosures::run(&arguments, named.as_deref()),
        Command::LevelOfCare(arguments) => level_of_care::run(&arguments, named.as_deref()),
        Command::Payers(arguments) => payers::run(&arguments, named.as_deref()),
        Command::Deadlines(arguments) => deadlines::run(&arguments, named.as_deref()),
        Command::Import(arguments) => import::run(&arguments, named.as_deref()),
        Command::Backup(arguments) => backup::run(&arguments, named.as_deref()),
        Command::Restore(arguments) => restore::run(&arguments, named.as_deref()),
        Command::Report(arguments) => report::run(&arguments, named.as_deref()),
        Command::Adherence(arguments) => adherence::run(&arguments, named.as_deref()),
        Command::Alerts(arguments) => alerts::run(&arguments, named.as_deref()),
        Command::Messages(arguments) => messages::run(&arguments, named.as_deref()),
        Command::Audit(arguments) => audit::run(&arguments, named.as_deref()),
        Command::Doctor(arguments) => doctor::run(&arguments, named.as_deref()),
        Command::Assess(arguments) => assess::run(&arguments),
        Command::Kpi(arguments) => kpi::run(&arguments),
        Command::X12(arguments) => x12::run(&arguments, named.as_deref()),
        Command::Config(arguments) => config::run(&arguments, named.as_deref()),
        Command::Reference(arguments) => crate::reference::run(&arguments),
    }
}
