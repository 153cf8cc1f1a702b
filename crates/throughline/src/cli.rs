//! The command line: what can be typed. What a command does stands in its file in `commands/`.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::commands::{
    adherence, alerts, assess, audit, authorizations, backup, change, config, course, deadlines, demo, disclosures, doctor, export, fit,
    import, init, instruments, kpi, level_of_care, messages, packet, payers, report, restore, reviews, score, serve, x12,
};

/// Outcomes tracking for behavioral-health practices: what patients answered, what it means, and the way of both through care.
#[derive(Parser)]
#[command(name = "throughline", version, after_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Cli {
    /// The configuration file, also by THROUGHLINE_CONFIG; without either `throughline.toml` in the current folder, when it is there
    #[arg(long, global = true, value_name = "FILE", env = "THROUGHLINE_CONFIG", hide_env = true)]
    pub(crate) config: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  throughline demo                        an invented practice in the browser
  throughline init --sign-in anna         a practice of your own, with its first administrator
  throughline score answers.ndjson --json

Exit codes: 0 done, 1 refused, 2 command line or configuration wrong, 3 input refused, 4 data damaged, 70 a defect.";

/// The commands, in the order in which one meets them.
#[derive(Subcommand)]
pub(crate) enum Command {
    Demo(demo::Arguments),
    Init(init::Arguments),
    Serve(serve::Arguments),
    Import(import::Arguments),
    Export(export::Arguments),
    Score(score::Arguments),
    Change(Box<change::Arguments>),
    Fit(fit::Arguments),
    Course(Box<course::Arguments>),
    Payers(payers::Arguments),
    Deadlines(Box<deadlines::Arguments>),
    Authorizations(authorizations::Arguments),
    Reviews(reviews::Arguments),
    Packet(Box<packet::Arguments>),
    Disclosures(disclosures::Arguments),
    LevelOfCare(level_of_care::Arguments),
    X12(x12::Arguments),
    Assess(Box<assess::Arguments>),
    Kpi(kpi::Arguments),
    Instruments(instruments::Arguments),
    Report(report::Arguments),
    Adherence(adherence::Arguments),
    Alerts(alerts::Arguments),
    Messages(messages::Arguments),
    Audit(audit::Arguments),
    Backup(backup::Arguments),
    Restore(restore::Arguments),
    Doctor(doctor::Arguments),
    Config(config::Arguments),
    /// Prints the pages of docs/reference that this program writes
    #[command(hide = true)]
    Reference(crate::reference::Arguments),
}
