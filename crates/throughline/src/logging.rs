//! The log of the program on standard error: constant sentences, with ids and counts as fields (`docs/dev/LOGGING.md`).

use std::io::{self, IsTerminal as _};

use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer as _};

use crate::configuration::Log;

/// Starts the log. Libraries below us say nothing in it: what they say can hold statements and values, and their errors come back to us as results.
pub(crate) fn start(log: &Log) {
    let json = match log.format.as_str() {
        "json" => true,
        "text" => false,
        _ => !io::stderr().is_terminal(),
    };
    let level = &log.level;
    let filter = EnvFilter::builder()
        .with_default_directive(LevelFilter::OFF.into())
        .parse_lossy(format!("throughline={level},web={level},app={level},storage={level},interchange={level},reports={level}"));
    let layer = fmt::layer().with_writer(io::stderr).with_ansi(io::stderr().is_terminal());
    let layer = if json { layer.json().flatten_event(true).with_current_span(false).boxed() } else { layer.with_target(false).boxed() };
    // A second start in one process (tests) keeps the first.
    let _already_started = tracing_subscriber::registry().with(layer.with_filter(filter)).try_init();
}
