//! What can be wrong with a configuration: where, what, and what to do next.

use std::fmt;
use std::path::PathBuf;

use wording::{Key, Text};

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Origin {
    /// The table of keys.
    Default,
    /// The configuration file.
    File {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// An environment variable.
    Environment(String),
    /// An option of the command line.
    Option(&'static str),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File { path, line } => write!(f, "{}:{line}", path.display()),
            Self::Environment(variable) => f.write_str(variable),
            Self::Option(option) => f.write_str(option),
        }
    }
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// Where.
    pub(crate) origin: Origin,
    /// What.
    pub(crate) fact: Fact,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fact {
    /// The file cannot be read.
    Unreadable(String),
    /// Not TOML; what the reader expected.
    NotToml(String),
    /// No such section; the one that was probably meant.
    UnknownSection(String, Option<String>),
    /// No such key; the one that was probably meant.
    UnknownKey(String, Option<String>),
    /// No such environment variable; the one that was probably meant.
    UnknownVariable(String, Option<String>),
    /// A value of another shape; what is expected.
    Shape(String, String),
    /// A secret in the file; the key that names a file, and the variable.
    InlineSecret(String, String, String),
    /// A file that a key names cannot be read; why.
    FileUnreadable(String, String),
    /// A secret's file is empty.
    EmptySecret(String),
    /// A certificate without its key or the other way round.
    HalfOfTls,
    /// Listens beyond this machine without TLS or a proxy.
    OpenToTheNetwork(String),
    /// TLS and a proxy at once.
    TlsAndProxy,
    /// A value that cannot work; the key, and why.
    Unfit(String, String),
}

impl Problem {
    /// A problem somewhere.
    pub(crate) fn new(origin: &Origin, fact: Fact) -> Self {
        Self { origin: origin.clone(), fact }
    }

    /// The sentence: where, what, what to do.
    pub(crate) fn say(&self, text: Text) -> String {
        format!("{}: {}", self.origin, self.fact.say(text))
    }
}

impl Fact {
    fn say(&self, text: Text) -> String {
        let guess = |guess: &Option<String>| match guess {
            Some(meant) => text.say_with(Key::CommandConfigDidYouMean, &[("meant", meant.into())]),
            None => text.say(Key::CommandConfigSeeExample),
        };
        let with_guess =
            |key: Key, name: &String, meant: &Option<String>| format!("{}; {}", text.say_with(key, &[("name", name.into())]), guess(meant));
        match self {
            Self::Unreadable(reason) => text.say_with(Key::CommandConfigUnreadable, &[("reason", reason.into())]),
            Self::NotToml(reason) => text.say_with(Key::CommandConfigNotToml, &[("reason", reason.into())]),
            Self::UnknownSection(name, meant) => with_guess(Key::CommandConfigUnknownSection, name, meant),
            Self::UnknownKey(name, meant) => with_guess(Key::CommandConfigUnknownKey, name, meant),
            Self::UnknownVariable(name, meant) => with_guess(Key::CommandConfigUnknownVariable, name, meant),
            Self::Shape(name, expected) => text.say_with(Key::CommandConfigShape, &[("name", name.into()), ("expected", expected.into())]),
            Self::InlineSecret(name, file, variable) => text
                .say_with(Key::CommandConfigInlineSecret, &[("name", name.into()), ("file", file.into()), ("variable", variable.into())]),
            Self::FileUnreadable(name, reason) => {
                text.say_with(Key::CommandConfigFileUnreadable, &[("name", name.into()), ("reason", reason.into())])
            }
            Self::EmptySecret(name) => text.say_with(Key::CommandConfigEmptySecret, &[("name", name.into())]),
            Self::HalfOfTls => text.say(Key::CommandConfigHalfOfTls),
            Self::OpenToTheNetwork(address) => text.say_with(Key::CommandConfigOpenToTheNetwork, &[("address", address.into())]),
            Self::Unfit(name, reason) => text.say_with(Key::CommandConfigUnfit, &[("name", name.into()), ("reason", reason.into())]),
            Self::TlsAndProxy => text.say(Key::CommandConfigTlsAndProxy),
        }
    }
}
