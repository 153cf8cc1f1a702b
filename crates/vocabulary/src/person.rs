//! What several rooms must know about a person: sex where a cutoff depends on it, and the language they answer in.

use std::fmt;
use std::str::FromStr;

/// Sex as recorded for scoring and stratification. Not recorded is `Option::None`, never a default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Recorded as neither; cutoffs that differ by sex are unknown.
    Other,
}

/// A text that names no sex.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a recorded sex: expected female, male or other")]
pub struct UnknownSex;

impl Sex {
    /// The stored name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
            Self::Other => "other",
        }
    }
}

impl FromStr for Sex {
    type Err = UnknownSex;
    fn from_str(text: &str) -> Result<Self, UnknownSex> {
        match text.to_ascii_lowercase().as_str() {
            "female" | "f" => Ok(Self::Female),
            "male" | "m" => Ok(Self::Male),
            "other" | "x" => Ok(Self::Other),
            _ => Err(UnknownSex),
        }
    }
}

/// A language by its BCP 47 tag: two or three letters, with a region only where it matters (`es`, `pt-br`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(String);

/// A text that is no language tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a language: expected a tag like en or es")]
pub struct InvalidLanguage;

impl Language {
    /// English.
    pub fn english() -> Self {
        Self("en".to_owned())
    }

    /// The tag in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Language {
    type Err = InvalidLanguage;
    fn from_str(text: &str) -> Result<Self, InvalidLanguage> {
        let tag = text.to_ascii_lowercase();
        let mut parts = tag.split('-');
        let primary = parts.next().unwrap_or("");
        let primary_fits = (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_lowercase());
        let rest_fits = parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        if primary_fits && rest_fits { Ok(Self(tag)) } else { Err(InvalidLanguage) }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_tags_are_read_in_any_case() {
        assert_eq!("ES".parse::<Language>().unwrap().as_str(), "es");
        assert_eq!("pt-BR".parse::<Language>().unwrap().as_str(), "pt-br");
        for text in ["", "english", "e", "en-", "1n"] {
            assert_eq!(text.parse::<Language>(), Err(InvalidLanguage), "{text}");
        }
    }
}
