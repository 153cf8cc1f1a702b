//! What makes a whole file unusable.

use crate::rejection::Argument;

/// How the bytes of a text file stand for characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16 in either byte order.
    Utf16,
    /// ISO 8859-1.
    Latin1,
    /// Windows code page 1252, what spreadsheets in the Americas and Western Europe save.
    Windows1252,
}

impl Encoding {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Utf8, Self::Utf16, Self::Latin1, Self::Windows1252];

    /// The name in mapping files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Latin1 => "iso-8859-1",
            Self::Windows1252 => "windows-1252",
        }
    }
}

/// What makes a whole file unusable: nothing of it should be kept. Names places and columns, never contents.
#[derive(Debug, thiserror::Error)]
pub enum FileProblem {
    /// The bytes could not be fetched.
    #[error("line {line}: the file cannot be read: {error}")]
    Unreadable {
        /// Lines read before.
        line: u64,
        /// What the system said.
        error: std::io::Error,
    },
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// The file ends in the middle of something.
    #[error("line {line}, byte {byte}: the file ends in the middle of a record")]
    Truncated {
        /// The line.
        line: u64,
        /// The byte.
        byte: u64,
    },
    /// Not JSON.
    #[error("line {line}, column {column}: not JSON")]
    NotJson {
        /// The line.
        line: u64,
        /// The column.
        column: u64,
    },
    /// JSON, but no FHIR.
    #[error("JSON, but no FHIR resource")]
    NotFhir,
    /// Not X12, or X12 without claims, payments and answers to them.
    #[error("no claims, payments or answers in it")]
    NoClaims,
    /// A document that must be read as a whole and is larger than the limit.
    #[error("a JSON document larger than {limit} bytes")]
    TooLarge {
        /// Bytes allowed.
        limit: u64,
    },
    /// JSON that is nested deeper than the limit.
    #[error("line {line}: nested deeper than {limit}")]
    TooDeep {
        /// The line.
        line: u64,
        /// Levels allowed.
        limit: u64,
    },
    /// Another encoding than expected.
    #[error("line {line}: the text is {}, expected {}", found.code(), expected.code())]
    WrongEncoding {
        /// What it looks like.
        found: Encoding,
        /// What was expected.
        expected: Encoding,
        /// Where that shows.
        line: u64,
    },
    /// The header is one column because the fields are separated by something else.
    #[error("the columns seem to be separated by {likely:?}, the mapping says {expected:?}")]
    WrongDelimiter {
        /// In the mapping.
        expected: char,
        /// In the file.
        likely: char,
    },
    /// Columns that the mapping needs and the header does not have.
    #[error("the header lacks {columns}")]
    MissingColumns {
        /// Their names.
        columns: String,
    },
    /// A column that stands twice in the header.
    #[error("the header has {column} twice")]
    DuplicateColumn {
        /// Its name.
        column: String,
    },
    /// A column that is called like the text of a note, in a table of facts about notes.
    #[error("the column {column} is called like the text of a note")]
    NoteText {
        /// Its name.
        column: String,
    },
    /// The mapping names an instrument, item or scale that is not known.
    #[error("the mapping does not fit: {what}")]
    MappingDoesNotFit {
        /// What is not known.
        what: String,
    },
    /// A header that cannot be read.
    #[error("the header cannot be read")]
    BadHeader,
}

impl FileProblem {
    /// The stable id, which is also the key of its sentence in `wording`.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "file-unreadable",
            Self::Empty => "file-empty",
            Self::Truncated { .. } => "file-truncated",
            Self::NotJson { .. } => "file-not-json",
            Self::NotFhir => "file-not-fhir",
            Self::NoClaims => "file-no-claims",
            Self::TooLarge { .. } => "file-too-large",
            Self::TooDeep { .. } => "file-too-deep",
            Self::WrongEncoding { .. } => "file-wrong-encoding",
            Self::WrongDelimiter { .. } => "file-wrong-delimiter",
            Self::MissingColumns { .. } => "file-missing-columns",
            Self::DuplicateColumn { .. } => "file-duplicate-column",
            Self::NoteText { .. } => "file-note-text",
            Self::MappingDoesNotFit { .. } => "file-mapping-does-not-fit",
            Self::BadHeader => "file-bad-header",
        }
    }

    /// The values in its sentence, by name.
    pub fn arguments(&self) -> Vec<(&'static str, Argument)> {
        let character = |character: char| if character == '\t' { "tab".to_owned() } else { character.to_string() };
        match self {
            Self::Unreadable { line, error } => vec![("line", (*line).into()), ("error", (&error.to_string()).into())],
            Self::Truncated { line, byte } => vec![("line", (*line).into()), ("byte", (*byte).into())],
            Self::NotJson { line, column } => vec![("line", (*line).into()), ("column", (*column).into())],
            Self::TooLarge { limit } => vec![("limit", (*limit).into())],
            Self::TooDeep { line, limit } => vec![("line", (*line).into()), ("limit", (*limit).into())],
            Self::WrongEncoding { found, expected, line } => {
                vec![("found", found.code().into()), ("expected", expected.code().into()), ("line", (*line).into())]
            }
            Self::WrongDelimiter { expected, likely } => {
                vec![("expected", (&character(*expected)).into()), ("likely", (&character(*likely)).into())]
            }
            Self::MissingColumns { columns } => vec![("columns", columns.into())],
            Self::MappingDoesNotFit { what } => vec![("what", what.into())],
            Self::DuplicateColumn { column } | Self::NoteText { column } => vec![("column", column.into())],
            Self::Empty | Self::NotFhir | Self::NoClaims | Self::BadHeader => Vec::new(),
        }
    }
}
