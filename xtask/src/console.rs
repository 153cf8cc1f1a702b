//! What a person sees while a chore runs.

use std::io::Write;
use std::time::{Duration, Instant};

/// One line, or several, to standard output. A closed pipe is not our business.
pub(crate) fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    _ = writeln!(out, "{text}");
    _ = out.flush();
}

/// One line, or several, to standard error.
pub(crate) fn complain(text: &str) {
    let mut out = std::io::stderr().lock();
    _ = writeln!(out, "{text}");
}

/// The heading of a step.
pub(crate) fn heading(text: &str) {
    say(&format!("\n== {text}"));
}

/// Measures how long a step took. A chore is no part of the product, so it may look at the wall clock.
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts to measure.
    pub(crate) fn start() -> Self {
        #[expect(clippy::disallowed_methods, reason = "the time that a chore takes is told to a developer; no result depends on it")]
        Self(Instant::now())
    }

    /// The time since the start.
    pub(crate) fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}

/// `1 min 05 s`, or `3.2 s` below a minute.
pub(crate) fn duration(value: Duration) -> String {
    let seconds = value.as_secs();
    if seconds < 60 { format!("{:.1} s", value.as_secs_f64()) } else { format!("{} min {:02} s", seconds / 60, seconds % 60) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_written_in_minutes_and_seconds() {
        assert_eq!(duration(Duration::from_millis(3210)), "3.2 s");
        assert_eq!(duration(Duration::from_secs(65)), "1 min 05 s");
        assert_eq!(duration(Duration::from_hours(1)), "60 min 00 s");
    }
}
