//! Rows that travel together. SQLite works in a thread of its own and hands every row over by itself, which costs more than what stands in most rows.
//! So where many are wanted, SQLite itself writes them into one JSON text. PostgreSQL sends rows in large pieces in any case.

use std::fmt::{Formatter, Write as _};

use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};

/// The names of the columns that a query gives, in groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns(pub(crate) &'static [&'static [&'static str]]);

impl Columns {
    pub(super) fn count(self) -> usize {
        self.0.iter().map(|group| group.len()).sum()
    }

    /// The name of the column in a place.
    pub(super) fn name(self, place: usize) -> Option<&'static str> {
        self.names().nth(place)
    }

    /// All names, in their order.
    pub(super) fn names(self) -> impl Iterator<Item = &'static str> {
        self.0.iter().copied().flatten().copied()
    }
}

/// One value of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Absent.
    Null,
    /// A whole number.
    Integer(i64),
    /// A text.
    Text(Box<str>),
}

/// The statement that gives the rows of a query in one text: arrays with commas between them, nothing where there are no rows.
pub(super) fn query(text: &str, columns: usize) -> String {
    let mut names = String::with_capacity(columns * 4);
    for number in 0..columns {
        let _ = write!(names, "{}c{number}", if number == 0 { "" } else { "," });
    }
    format!("WITH each ({names}) AS ({text}) SELECT COALESCE(string_agg(json_array({names}), ','), '') FROM each")
}

/// The rows of such a text; `None` where it is no such text.
pub(super) fn rows(text: &str) -> Option<Vec<Vec<Cell>>> {
    serde_json::from_str(&format!("[{text}]")).ok()
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OfCell;
        impl Visitor<'_> for OfCell {
            type Value = Cell;
            fn expecting(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a text, a whole number or nothing")
            }
            fn visit_unit<E: Error>(self) -> Result<Cell, E> {
                Ok(Cell::Null)
            }
            fn visit_i64<E: Error>(self, number: i64) -> Result<Cell, E> {
                Ok(Cell::Integer(number))
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<Cell, E> {
                i64::try_from(number).map(Cell::Integer).map_err(E::custom)
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Cell, E> {
                Ok(Cell::Text(text.into()))
            }
        }
        deserializer.deserialize_any(OfCell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_asked_for_in_one_text() {
        let expected = "WITH each (c0,c1) AS (SELECT a, b FROM t) SELECT COALESCE(string_agg(json_array(c0,c1), ','), '') FROM each";
        assert_eq!(query("SELECT a, b FROM t", 2), expected);
    }

    #[test]
    fn rows_are_read_from_the_text() {
        let check = |text: &str, expected: Option<Vec<Vec<Cell>>>| assert_eq!(rows(text), expected, "{text}");
        check("", Some(Vec::new()));
        let first = vec![Cell::Text("é \"\u{1f}".into()), Cell::Integer(-9), Cell::Null];
        check(r#"["é \"\u001f",-9,null],[0]"#, Some(vec![first, vec![Cell::Integer(0)]]));
        check("[1.5]", None);
        check("[[]]", None);
        check("[1", None);
    }
}
