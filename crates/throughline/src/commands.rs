//! The commands, one file each.

pub(crate) mod audit;
pub(crate) mod config;
pub(crate) mod doctor;
pub(crate) mod instruments;

use crate::cli::{Cli, Command};
use crate::failure::Failure;

/// Runs what was typed.
pub(crate) fn run(cli: Cli) -> Result<(), Failure> {
    let named = cli.config;
    match cli.command {
        Command::Instruments(arguments) => instruments::run(&arguments),
        Command::Audit(arguments) => audit::run(&arguments, named.as_deref()),
        Command::Doctor(arguments) => doctor::run(&arguments, named.as_deref()),
        Command::Config(arguments) => config::run(&arguments, named.as_deref()),
        Command::Reference(arguments) => crate::reference::run(&arguments),
    }
}
