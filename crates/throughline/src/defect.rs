//! What happens when a defect of ours shows: the place is told, never the values. A panic message may hold what a patient answered.

use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;

use wording::Key;

use crate::console;
use crate::failure::{DEFECT, Failure};

/// From now on a panic says where it happened, and nothing else.
pub(crate) fn watch() {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(|| "?".to_owned(), |place| format!("{}:{}", place.file(), place.line()));
        console::note(&console::text().say_with(Key::CommandDefect, &[("place", place.as_str().into())]));
        tracing::error!(panic.place = place, "a defect stopped a task");
    }));
}

/// Runs a command and turns how it ended into an exit code.
pub(crate) fn guard(command: impl FnOnce() -> Result<(), Failure>) -> ExitCode {
    match panic::catch_unwind(AssertUnwindSafe(command)) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(failure)) => {
            console::note(&failure.to_string());
            ExitCode::from(failure.kind.exit_code())
        }
        Err(_) => ExitCode::from(DEFECT),
    }
}
