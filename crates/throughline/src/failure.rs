//! How a command ends when it does not end well: what happened, what to do next, and the exit code that scripts see.
//!
//! Two tiers. What a person can act on is a [`Failure`] with one of the codes below; a defect of ours is a panic, which `defect` turns into
//! code 70. The codes are part of the interface and do not change.

use std::fmt;

/// The kinds of failure with their exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The command was understood and not carried out: something is missing, in the way, or not allowed.
    Refused,
    /// The command line or the configuration is wrong. The command-line parser ends with the same code.
    Usage,
    /// An input could not be taken, or a result could not be computed.
    Input,
    /// Stored data, an archive or the audit chain is damaged.
    Damaged,
}

/// The exit code of a defect: `EX_SOFTWARE` of sysexits.h.
pub(crate) const DEFECT: u8 = 70;

impl Kind {
    /// All kinds, for the reference page.
    pub(crate) const ALL: [Self; 4] = [Self::Refused, Self::Usage, Self::Input, Self::Damaged];

    /// The exit code.
    pub(crate) const fn exit_code(self) -> u8 {
        match self {
            Self::Refused => 1,
            Self::Usage => 2,
            Self::Input => 3,
            Self::Damaged => 4,
        }
    }

    /// What it means, for the reference page.
    pub(crate) const fn meaning(self) -> &'static str {
        match self {
            Self::Refused => "refused or not possible as things stand; the message says what to do",
            Self::Usage => "the command line or the configuration is wrong; nothing was done",
            Self::Input => "an input was refused or a result cannot be computed",
            Self::Damaged => "stored data, an archive or the audit chain is damaged",
        }
    }
}

/// A failure that a person can act on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// Which exit code it becomes.
    pub(crate) kind: Kind,
    /// What happened, where. A sentence without names of patients, their answers, or secrets.
    pub(crate) message: String,
    /// What to do next, where there is something to say.
    pub(crate) hint: Option<String>,
}

impl Failure {
    /// A failure of a kind.
    pub(crate) fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hint: None }
    }

    /// With what to do next.
    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Failure {
    /// `error: …`, and where there is one a line `hint: …`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "\nhint: {hint}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exit_codes_are_distinct_and_stay_as_they_are() {
        assert_eq!(Kind::ALL.map(Kind::exit_code), [1, 2, 3, 4]);
        assert_eq!(DEFECT, 70);
    }

    #[test]
    fn a_hint_stands_on_a_line_of_its_own() {
        let failure = Failure::new(Kind::Refused, "the port is taken").hint("stop the other program");
        assert_eq!(failure.to_string(), "error: the port is taken\nhint: stop the other program");
    }
}
