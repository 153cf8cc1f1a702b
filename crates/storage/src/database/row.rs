//! What comes out of a statement: a row read from left to right, each column as the type it must be.

use std::str::FromStr;
use std::sync::Arc;

use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{Column as _, Row as _};
use vocabulary::{Period, Points};

use super::together::{Found, Together};
use crate::StorageError;

/// A row of either database.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
    /// One of many that SQLite gave together, counted from 0.
    Together(Arc<Together>, usize),
}

impl Row {
    /// Starts reading at the first column. `table` is for messages.
    pub(crate) fn reader(&self, table: &'static str) -> Reader<'_> {
        Reader { row: self, table, next: 0 }
    }

    fn column_name(&self, index: usize) -> String {
        let name = match self {
            Self::Sqlite(row) => row.columns().get(index).map(|column| column.name().to_owned()),
            Self::Postgres(row) => row.columns().get(index).map(|column| column.name().to_owned()),
            Self::Together(rows, _) => rows.columns().name(index).map(str::to_owned),
        };
        name.unwrap_or_else(|| format!("number {}", index + 1))
    }
}

/// Reads a row from left to right. A column that is absent, of another type or not readable is an error that names it and no content.
#[derive(Clone)]
pub struct Reader<'r> {
    row: &'r Row,
    table: &'static str,
    next: usize,
}

/// Reads the next column; `$found` says what a value that travelled with others is, `None` where it is of another type.
macro_rules! read_as {
    ($reader:expr, $kind:ty, $found:expr) => {{
        let index = $reader.next;
        $reader.next += 1;
        match $reader.row {
            Row::Sqlite(row) => row.try_get::<Option<$kind>, _>(index).map_err(|_| $reader.damaged_at(index)),
            Row::Postgres(row) => row.try_get::<Option<$kind>, _>(index).map_err(|_| $reader.damaged_at(index)),
            Row::Together(rows, row) => match rows.at(*row, index) {
                Some(Found::Null) => Ok(None),
                Some(found) => $found(found).map(Some).ok_or_else(|| $reader.damaged_at(index)),
                None => Err($reader.damaged_at(index)),
            },
        }
    }};
}

const fn integer_of(found: Found<'_>) -> Option<i64> {
    if let Found::Integer(number) = found { Some(number) } else { None }
}

const fn text_of(found: Found<'_>) -> Option<&str> {
    if let Found::Text(text) = found { Some(text) } else { None }
}

/// Bytes do not travel together.
const fn bytes_of(_: Found<'_>) -> Option<Vec<u8>> {
    None
}

impl<'r> Reader<'r> {
    fn damaged_at(&self, index: usize) -> StorageError {
        StorageError::DamagedRow { table: self.table, column: self.row.column_name(index) }
    }

    /// The error for the column that was read last.
    pub(crate) fn damaged(&self) -> StorageError {
        self.damaged_at(self.next.saturating_sub(1))
    }

    /// A text or nothing, where it stands.
    pub(crate) fn optional_text_in_place(&mut self) -> Result<Option<&'r str>, StorageError> {
        read_as!(self, &str, text_of)
    }

    /// A text, where it stands.
    pub(crate) fn text_in_place(&mut self) -> Result<&'r str, StorageError> {
        self.optional_text_in_place()?.ok_or_else(|| self.damaged())
    }

    /// A text or nothing.
    pub(crate) fn optional_text(&mut self) -> Result<Option<String>, StorageError> {
        Ok(self.optional_text_in_place()?.map(str::to_owned))
    }

    /// A text.
    pub(crate) fn text(&mut self) -> Result<String, StorageError> {
        Ok(self.text_in_place()?.to_owned())
    }

    /// A whole number or nothing.
    pub(crate) fn optional_integer(&mut self) -> Result<Option<i64>, StorageError> {
        read_as!(self, i64, integer_of)
    }

    /// A whole number.
    pub(crate) fn integer(&mut self) -> Result<i64, StorageError> {
        self.optional_integer()?.ok_or_else(|| self.damaged())
    }

    /// A yes or no, stored as 1 or 0.
    pub(crate) fn flag(&mut self) -> Result<bool, StorageError> {
        match self.integer()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(self.damaged()),
        }
    }

    /// Bytes or nothing.
    pub(crate) fn optional_bytes(&mut self) -> Result<Option<Vec<u8>>, StorageError> {
        read_as!(self, Vec<u8>, bytes_of)
    }

    /// Bytes.
    pub(crate) fn bytes(&mut self) -> Result<Vec<u8>, StorageError> {
        self.optional_bytes()?.ok_or_else(|| self.damaged())
    }

    /// A text that a domain type reads: an id, a day, an instant, a code.
    pub(crate) fn parsed<T: FromStr>(&mut self) -> Result<T, StorageError> {
        self.text_in_place()?.parse().map_err(|_| self.damaged())
    }

    /// As [`Self::parsed`], or nothing.
    pub(crate) fn optional_parsed<T: FromStr>(&mut self) -> Result<Option<T>, StorageError> {
        self.optional_text_in_place()?.map(|text| text.parse().map_err(|_| self.damaged())).transpose()
    }

    /// A first and a last day; the last is absent while it goes on.
    pub(crate) fn period(&mut self) -> Result<Period, StorageError> {
        let (first, last) = (self.parsed()?, self.optional_parsed()?);
        Period::new(first, last).map_err(|_| self.damaged())
    }

    /// Score points or nothing.
    pub(crate) fn optional_points(&mut self) -> Result<Option<Points>, StorageError> {
        Ok(self.optional_integer()?.map(Points::from_ten_thousandths))
    }
}
