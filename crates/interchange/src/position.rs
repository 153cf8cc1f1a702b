//! Where something stands in a file, and the text that stood there.

use std::fmt;

/// A place in a file. The file's name is known to whoever opened it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1. For a JSON document that spans lines: the line where the part begins. 0 for what stands in the mapping, not in the file.
    pub line: u64,
    /// Bytes before it in the file; of a file in UTF-16, bytes of the same text in UTF-8.
    pub byte: u64,
    /// The row of a table, from 1 for the first row after the header; `None` outside tables.
    pub row: Option<u64>,
    /// The part of a JSON document, as a JSON pointer (RFC 6901) such as `/entry/3/resource`; empty for the whole.
    pub pointer: String,
}

impl Position {
    /// A line of a file of lines.
    pub fn at_line(line: u64, byte: u64) -> Self {
        Self { line, byte, row: None, pointer: String::new() }
    }

    /// The same place, further inside the JSON document.
    #[must_use]
    pub fn inside(&self, pointer: &str) -> Self {
        Self { pointer: format!("{}{pointer}", self.pointer), ..self.clone() }
    }
}

impl fmt::Display for Position {
    /// `line 12`, `line 12, row 11`, `line 1, /entry/3/resource`; `mapping` for what has no line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => f.write_str("mapping")?,
            line => write!(f, "line {line}")?,
        }
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if !self.pointer.is_empty() {
            write!(f, ", {}", self.pointer)?;
        }
        Ok(())
    }
}

/// The text of a row or resource as it stood in the file, for the reject file that the sender may download. It holds names and answers, so it
/// prints only its length; [`RawText::as_str`] is the one way to the words.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct RawText(String);

impl RawText {
    /// Keeps a text.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self(if text.contains('\0') { text.replace('\0', "\u{fffd}") } else { text })
    }

    /// Keeps bytes that need not be text; what is not UTF-8 becomes the replacement character, as does a zero byte, which no database keeps.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self::new(String::from_utf8_lossy(bytes))
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The words, to keep.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Debug for RawText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawText({} bytes)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_says_its_line_and_what_has_none_says_where_it_is() {
        let row = Position { row: Some(11), ..Position::at_line(12, 100) };
        assert_eq!(row.to_string(), "line 12, row 11");
        assert_eq!(Position::at_line(1, 0).inside("/entry/3").to_string(), "line 1, /entry/3");
        assert_eq!(Position::default().to_string(), "mapping");
    }
}
