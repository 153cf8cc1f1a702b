//! A list of rows as a file, in TOML: an id and a version for readers, then one table a row. Read whole: what does not fit is said and nothing is taken.

use std::str::FromStr;

use serde::Deserialize;
use serde::de::DeserializeOwned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFile<W> {
    #[expect(dead_code, reason = "names the file for readers")]
    id: String,
    #[expect(dead_code, reason = "names the file for readers")]
    version: String,
    #[serde(alias = "ground", alias = "rule")]
    row: Vec<W>,
}

/// The rows of a file, each made from how it is written.
pub(super) fn rows<W: DeserializeOwned, T>(text: &str, make: impl FnMut(W) -> Result<T, String>) -> Result<Vec<T>, String> {
    let file: WrittenFile<W> = toml::from_str(text).map_err(|error| error.to_string())?;
    file.row.into_iter().map(make).collect()
}

/// A choice by its code.
pub(super) fn code<T: FromStr<Err = care::UnknownChoice>>(code: &str) -> Result<T, String> {
    code.parse().map_err(|error: care::UnknownChoice| error.to_string())
}

/// Several choices by their codes.
pub(super) fn codes<T: FromStr<Err = care::UnknownChoice>>(codes: &[String]) -> Result<Vec<T>, String> {
    codes.iter().map(|each| code(each)).collect()
}
