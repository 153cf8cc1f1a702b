//! The goals that a note names, by their keys.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// Goals by their keys in the plan. Printed with `; ` between them; [`NamedGoals::NONE`] where the note names none.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamedGoals(BTreeSet<String>);

/// A text that lists no goals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a list of goals: expected keys with `;` between them, or `none`")]
pub struct InvalidGoals;

impl NamedGoals {
    /// What stands where a note names no goal.
    pub const NONE: &'static str = "none";

    /// The keys.
    pub fn keys(&self) -> &BTreeSet<String> {
        &self.0
    }
}

impl<T: Into<String>> FromIterator<T> for NamedGoals {
    fn from_iter<I: IntoIterator<Item = T>>(keys: I) -> Self {
        Self(keys.into_iter().map(Into::into).collect())
    }
}

impl fmt::Display for NamedGoals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str(Self::NONE);
        }
        for (place, key) in self.0.iter().enumerate() {
            write!(f, "{}{key}", if place == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}

impl FromStr for NamedGoals {
    type Err = InvalidGoals;

    fn from_str(text: &str) -> Result<Self, InvalidGoals> {
        if text.trim() == Self::NONE {
            return Ok(Self::default());
        }
        let keys: Vec<&str> = text.split(';').map(str::trim).collect();
        if keys.iter().any(|key| key.is_empty()) { Err(InvalidGoals) } else { Ok(keys.into_iter().collect()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_listed_and_read_back() {
        let check = |text: &str, printed: Result<&str, InvalidGoals>| {
            let goals: Result<NamedGoals, _> = text.parse();
            assert_eq!(goals.clone().map(|goals| goals.to_string()), printed.map(str::to_owned), "{text}");
            if let Ok(goals) = goals {
                assert_eq!(goals.to_string().parse(), Ok(goals));
            }
        };
        check("2; 1", Ok("1; 2"));
        check("sleep", Ok("sleep"));
        check("none", Ok("none"));
        check("1;;2", Err(InvalidGoals));
        check("", Err(InvalidGoals));
    }
}
