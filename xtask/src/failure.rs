//! Why a chore ended, and the exit code that says so.

use std::fmt;
use std::process::ExitCode;

/// The end of a chore that did not go well.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The chore ran and found something that must be mended.
    Found(String),
    /// Something that the chore needs is not on this machine; the text says what to run.
    Missing(String),
    /// The command line was not understood.
    Usage(String),
}

impl Failure {
    /// 1 for what was found, 2 for what is missing or was not understood.
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Found(_) => ExitCode::from(1),
            Self::Missing(_) | Self::Usage(_) => ExitCode::from(2),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Found(text) | Self::Missing(text) | Self::Usage(text) => f.write_str(text),
        }
    }
}
