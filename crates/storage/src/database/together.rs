//! Rows that travel together. SQLite works in a thread of its own and hands every row over by itself, which costs more than what stands in most rows.
//! So where many are wanted, SQLite itself writes them into one JSON text. PostgreSQL sends rows in large pieces in any case.

use std::fmt::{Formatter, Write as _};

use serde::de::{DeserializeSeed, Deserializer, Error, SeqAccess, Visitor};

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

/// Rows that travelled in one text. A value is read where it stands in that text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Together {
    text: String,
    columns: Columns,
    cells: Vec<Cell>,
}

/// One value of a row.
#[derive(Debug, PartialEq, Eq)]
enum Cell {
    Null,
    Integer(i64),
    /// From a byte of the text on, so many bytes.
    Place(usize, usize),
    /// A text that JSON could not write as it is.
    Text(Box<str>),
}

/// What stands in a column of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found<'t> {
    /// Absent.
    Null,
    /// A whole number.
    Integer(i64),
    /// A text.
    Text(&'t str),
}

/// The statement that gives the rows of a query in one text: an array of arrays.
pub(super) fn query(text: &str, columns: usize) -> String {
    let mut names = String::with_capacity(columns * 4);
    for number in 0..columns {
        let _ = write!(names, "{}c{number}", if number == 0 { "" } else { "," });
    }
    format!("WITH each ({names}) AS ({text}) SELECT '[' || COALESCE(string_agg(json_array({names}), ','), '') || ']' FROM each")
}

impl Together {
    /// Reads such a text; `None` where it is no such text, or a row has more or fewer values than there are columns.
    pub(super) fn read(text: String, columns: Columns) -> Option<Self> {
        let mut cells = Vec::new();
        let reading = Reading { text: &text, columns: columns.count(), cells: &mut cells };
        let mut json = serde_json::Deserializer::from_str(&text);
        json.deserialize_seq(reading).ok()?;
        json.end().ok()?;
        Some(Self { text, columns, cells })
    }

    /// How many rows these are.
    pub(super) fn count(&self) -> usize {
        self.cells.len() / self.columns.count().max(1)
    }

    /// What the columns are called.
    pub(super) const fn columns(&self) -> Columns {
        self.columns
    }

    /// What stands in a column of a row, both counted from 0; `None` where there is no such place.
    pub(super) fn at(&self, row: usize, column: usize) -> Option<Found<'_>> {
        let width = self.columns.count();
        let cell = if column < width { self.cells.get(row * width + column)? } else { return None };
        Some(match cell {
            Cell::Null => Found::Null,
            Cell::Integer(number) => Found::Integer(*number),
            Cell::Place(start, length) => Found::Text(self.text.get(*start..start + length)?),
            Cell::Text(text) => Found::Text(text),
        })
    }
}

/// Reads the rows, each an array of cells.
struct Reading<'t> {
    text: &'t str,
    columns: usize,
    cells: &'t mut Vec<Cell>,
}

impl<'de> Visitor<'de> for Reading<'_> {
    type Value = ();
    fn expecting(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("rows")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        let Self { text, columns, cells } = self;
        while rows.next_element_seed(ReadingRow { text, columns, cells: &mut *cells })?.is_some() {}
        Ok(())
    }
}

struct ReadingRow<'t> {
    text: &'t str,
    columns: usize,
    cells: &'t mut Vec<Cell>,
}

impl<'de> DeserializeSeed<'de> for ReadingRow<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for ReadingRow<'_> {
    type Value = ();
    fn expecting(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("the values of a row")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        let before = self.cells.len();
        while let Some(cell) = values.next_element_seed(ReadingCell(self.text))? {
            self.cells.push(cell);
        }
        let count = self.cells.len() - before;
        if count == self.columns { Ok(()) } else { Err(A::Error::invalid_length(count, &self)) }
    }
}

#[derive(Clone, Copy)]
struct ReadingCell<'t>(&'t str);

impl<'de> DeserializeSeed<'de> for ReadingCell<'_> {
    type Value = Cell;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cell, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ReadingCell<'_> {
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
    /// A text that stands in the whole as it is: its place is enough.
    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Cell, E> {
        Ok(Cell::Place(text.as_ptr().addr() - self.0.as_ptr().addr(), text.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::Found::{Integer, Null, Text};
    use super::*;

    #[test]
    fn a_query_is_asked_for_in_one_text() {
        let expected =
            "WITH each (c0,c1) AS (SELECT a, b FROM t) SELECT '[' || COALESCE(string_agg(json_array(c0,c1), ','), '') || ']' FROM each";
        assert_eq!(query("SELECT a, b FROM t", 2), expected);
    }

    #[test]
    fn rows_are_read_from_the_text() {
        let columns = Columns(&[&["a"], &["b", "c"]]);
        let check = |text: &str, expected: Option<Vec<[Found<'_>; 3]>>| {
            let found = Together::read(text.to_owned(), columns);
            let row = |rows: &Together, row| [0, 1, 2].map(|column| format!("{:?}", rows.at(row, column).expect("a value")));
            let found = found.as_ref().map(|rows| (0..rows.count()).map(|number| row(rows, number)).collect::<Vec<_>>());
            let expected = expected.map(|rows| rows.iter().map(|row| row.map(|found| format!("{found:?}"))).collect::<Vec<_>>());
            assert_eq!(found, expected, "{text}");
        };
        check("[]", Some(Vec::new()));
        let first = [Text("é \"\u{1f}"), Integer(-9), Null];
        check(r#"[["é \"\u001f",-9,null],["plain é",0,""]]"#, Some(vec![first, [Text("plain é"), Integer(0), Text("")]]));
        check("[[1.5,1,1]]", None);
        check("[[1,1]]", None);
        check("[[1,1,1,1]]", None);
        check("[[]]", None);
        check("[[1,1,1]", None);
        check("[[1,1,1]][]", None);
        check("", None);
    }
}
