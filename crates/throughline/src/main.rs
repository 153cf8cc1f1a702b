//! The binary: commands, configuration, wiring.
//!
//! Each command is one file in `commands/` and does its work through a verb of `app`; nothing is computed here. This crate alone reads the
//! clock and the random source of the machine (`world`), knows all rooms, and decides which exit code a failure becomes (`failure`).

mod cli;
mod commands;
mod configuration;
mod console;
mod defect;
mod failure;
mod logging;
mod memory;
mod overlays;
mod reference;
mod released;
mod sentence;
mod serving;
mod wiring;
mod world;

use std::process::ExitCode;

use clap::Parser as _;

/// Gives memory back to the system when a large piece of work is over: a server that judged everybody at its start shall not keep what that took.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    defect::watch();
    let cli = cli::Cli::parse();
    defect::guard(|| commands::run(cli))
}
