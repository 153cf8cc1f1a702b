//! What a check found, and where.

use std::fmt;

/// A place that breaks a rule, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Violation {
    path: String,
    line: usize,
    message: String,
}

impl Violation {
    /// `line` counts from 1.
    pub(super) fn new(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, message: message.into() }
    }

    /// At the first line of `text` for which `is_it` holds, else at the top.
    pub(super) fn at_line(path: &str, text: &str, is_it: impl Fn(&str) -> bool, message: impl Into<String>) -> Self {
        let line = text.lines().position(is_it).map_or(1, |index| index + 1);
        Self::new(path, line, message)
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.message)
    }
}

/// The places of what was found, for the tests of the checks: `path:line`.
#[cfg(test)]
pub(super) fn places(found: &[Violation]) -> Vec<String> {
    found.iter().map(|violation| format!("{}:{}", violation.path, violation.line)).collect()
}
