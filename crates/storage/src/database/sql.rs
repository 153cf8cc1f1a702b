//! Statements. Their text is put together from pieces that stand in the source, and from nothing else.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::catalog::Column;
use super::together::Columns;
use super::value::Value;
use crate::StorageError;

/// A statement on a table, with `$1`-style placeholders that both databases understand.
#[derive(Clone, Debug)]
pub(crate) struct Sql {
    /// The main table, for messages.
    pub(crate) table: &'static str,
    text: Cow<'static, str>,
    list: Option<List>,
    /// The columns that it gives, where its rows travel together.
    together: Option<Columns>,
}

/// The values that take the place of `{list}`, behind `IN`, or of `{values}`, a table with the column `value`.
#[derive(Clone, Debug)]
struct List {
    /// The number of its first placeholder: after those of all other values.
    first: usize,
    values: Vec<Value>,
}

impl Sql {
    /// A statement that stands as a whole in the source.
    pub(crate) const fn new(table: &'static str, text: &'static str) -> Self {
        Self { table, text: Cow::Borrowed(text), list: None, together: None }
    }

    /// A statement of several pieces of source, one after the other.
    pub(crate) fn of_pieces(table: &'static str, pieces: &[&'static str]) -> Self {
        Self::made(table, pieces.concat())
    }

    /// A query of columns of a table whose rows travel together. `rest` begins with its condition.
    pub(crate) fn select(table: &'static str, columns: Columns, rest: &[&'static str]) -> Self {
        Self::made(table, format!("SELECT {} FROM {table} {}", columns.names().collect::<Vec<_>>().join(", "), rest.concat()))
            .together(columns)
    }

    /// A statement whose conditions are chosen at run time, each with the next placeholder behind it, as has what stands last.
    pub(crate) fn of_conditions(table: &'static str, select: &[&'static str], conditions: &[&'static str], last: &'static str) -> Self {
        let mut text = select.concat();
        for (place, condition) in conditions.iter().enumerate() {
            let word = if place == 0 { " WHERE " } else { " AND " };
            let _ = write!(text, "{word}{condition}${}", place + 1);
        }
        let _ = write!(text, "{last}${}", conditions.len() + 1);
        Self::made(table, text)
    }

    fn made(table: &'static str, text: String) -> Self {
        Self { table, text: Cow::Owned(text), list: None, together: None }
    }

    /// Puts a list of values in the place of `{list}` or of `{values}`. An empty one equals nothing; in a table of values one may stand twice. `bound` are the values of the numbered placeholders.
    pub(crate) fn with_list(mut self, bound: &[Value], values: impl IntoIterator<Item = Value>) -> Self {
        self.list = Some(List { first: bound.len() + 1, values: values.into_iter().collect() });
        self
    }

    /// Lets the rows of a query of these columns travel together ([`super::together`]). None of them may hold bytes.
    pub(crate) fn together(mut self, columns: Columns) -> Self {
        self.together = Some(columns);
        self
    }

    /// The columns of rows that travel together on SQLite.
    pub(crate) const fn columns_together(&self) -> Option<Columns> {
        self.together
    }

    /// True where the statement names what it wants one by one.
    #[cfg(test)]
    pub(crate) const fn has_list(&self) -> bool {
        self.list.is_some()
    }

    /// The text and values as one of the databases wants them.
    pub(crate) fn bind(&self, values: Vec<Value>, postgres: bool) -> Result<(Cow<'static, str>, Vec<Value>), StorageError> {
        let list = self.list.iter().flat_map(|list| &list.values);
        if values.iter().chain(list).any(Value::has_zero_byte) {
            return Err(StorageError::ZeroByte { table: self.table });
        }
        let (text, values) = match &self.list {
            None => (self.text.clone(), values),
            Some(list) if postgres => list.as_placeholders(&self.text, values),
            Some(list) => list.as_json(&self.text, values),
        };
        Ok(match self.together {
            Some(columns) if !postgres => (Cow::Owned(super::together::query(&text, columns.count())), values),
            _ => (text, values),
        })
    }
}

impl List {
    /// One placeholder a value. Their count is rounded up to a power of two by repeating the last value, so that few texts need preparing.
    fn as_placeholders(&self, text: &str, mut bound: Vec<Value>) -> (Cow<'static, str>, Vec<Value>) {
        let absent = Value::Text(None);
        let last = self.values.last().unwrap_or(&absent);
        let count = self.values.len().next_power_of_two();
        bound.extend(self.values.iter().cloned());
        bound.resize(self.first - 1 + count, last.clone());
        let mut list = String::with_capacity(count * 6);
        for number in self.first..self.first + count {
            let separator = if number == self.first { "" } else { "," };
            let _ = write!(list, "{separator}${number}");
        }
        let table = format!("(SELECT value FROM unnest(CAST(ARRAY[{list}] AS TEXT[])) AS listed (value))");
        (Cow::Owned(text.replace("{list}", &list).replace("{values}", &table)), bound)
    }

    /// One value for all: SQLite looks placeholders up by their names one after the other, which takes longer for thousands than the search.
    fn as_json(&self, text: &str, mut bound: Vec<Value>) -> (Cow<'static, str>, Vec<Value>) {
        let mut json = String::with_capacity(2 + self.values.len() * 40);
        json.push('[');
        for (place, value) in self.values.iter().enumerate() {
            json.push_str(if place == 0 { "" } else { "," });
            push_json(&mut json, value);
        }
        json.push(']');
        bound.push(json.into());
        let list = format!("SELECT value FROM json_each(${})", self.first);
        (Cow::Owned(text.replace("{list}", &list).replace("{values}", &format!("({list})"))), bound)
    }
}

/// A value of a list as JSON. Bytes are in no list.
fn push_json(json: &mut String, value: &Value) {
    match value {
        Value::Text(Some(text)) => {
            json.push('"');
            for character in text.chars() {
                match character {
                    '"' | '\\' => json.extend(['\\', character]),
                    '\0'..='\u{1f}' => drop(write!(json, "\\u{:04x}", u32::from(character))),
                    _ => json.push(character),
                }
            }
            json.push('"');
        }
        Value::Integer(Some(number)) => drop(write!(json, "{number}")),
        Value::Text(None) | Value::Integer(None) | Value::Bytes(_) => json.push_str("null"),
    }
}

/// Statements of archives. Their column names come from the catalog of a database whose tables our migrations made.
impl Sql {
    /// All rows of a table, in an order.
    pub(crate) fn of_table(table: &'static str, columns: &[Column], order: &'static str) -> Self {
        let columns: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        Self::made(table, format!("SELECT {} FROM {table} ORDER BY {order}", columns.join(", ")))
    }

    /// An INSERT of rows of a table.
    pub(crate) fn insert_into_table(table: &'static str, columns: &[Column], rows: usize, numbered: bool) -> Self {
        let text = insert_text(table, columns.iter().map(|column| column.name.as_str()), rows, numbered);
        Self::made(table, text)
    }
}

/// How many ids one `{list}` may name, which is as many as PostgreSQL binds and a power of two. Callers with more ask several times.
pub(crate) const LIST_MAX: usize = 32_768;

/// An INSERT of many rows: the one statement whose number of placeholders is decided at run time.
#[derive(Clone, Copy, Debug)]
pub struct Insert {
    pub(crate) table: &'static str,
    pub(crate) columns: &'static [&'static [&'static str]],
}

/// SQLite binds at most 32,766 values, PostgreSQL 65,535. Beyond a few thousand nothing is won.
const BIND_MAX: usize = 8_000;

impl Insert {
    /// Columns of a table.
    pub(crate) const fn into(table: &'static str, columns: &'static [&'static [&'static str]]) -> Self {
        Self { table, columns }
    }

    /// How many columns.
    pub(crate) fn width(&self) -> usize {
        self.columns.iter().map(|group| group.len()).sum()
    }

    /// How many rows a full statement carries.
    pub(crate) fn rows_max(&self) -> usize {
        (BIND_MAX / self.width().max(1)).max(1)
    }

    /// The text for `rows` rows. SQLite is given anonymous placeholders: it looks named ones up one by one.
    pub(crate) fn sql(&self, rows: usize, numbered: bool) -> Sql {
        let text = insert_text(self.table, self.columns.iter().copied().flatten().copied(), rows, numbered);
        Sql::made(self.table, text)
    }
}

fn insert_text<'a>(table: &'static str, columns: impl Iterator<Item = &'a str>, rows: usize, numbered: bool) -> String {
    let mut text = format!("INSERT INTO {table} (");
    let mut width = 0;
    for column in columns {
        let separator = if width == 0 { "" } else { ", " };
        let _ = write!(text, "{separator}{column}");
        width += 1;
    }
    text.reserve(16 + rows * width * 6);
    text.push_str(") VALUES ");
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ",(" });
        for column in 0..width {
            let separator = if column == 0 { "" } else { "," };
            let _ = if numbered { write!(text, "{separator}${}", row * width + column + 1) } else { write!(text, "{separator}?") };
        }
        text.push(')');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Vec<Value> {
        texts.iter().map(|text| Value::from(*text)).collect()
    }

    #[test]
    fn a_list_is_padded_to_a_power_of_two_so_that_few_texts_are_prepared() {
        let bound = texts(&["x"]);
        let sql = Sql::new("t", "a = $1 AND id IN ({list})").with_list(&bound, texts(&["1", "2", "3"]));
        let (text, values) = sql.bind(bound, true).unwrap();
        assert_eq!(text, "a = $1 AND id IN ($2,$3,$4,$5)");
        assert_eq!(values, texts(&["x", "1", "2", "3", "3"]));
    }

    #[test]
    fn a_list_is_one_value_for_sqlite() {
        let bound = texts(&["x"]);
        let sql = Sql::new("t", "a = $1 AND id IN ({list})").with_list(&bound, texts(&["1", "a \"b\" \\ \n", "é"]));
        let (text, values) = sql.bind(bound, false).unwrap();
        assert_eq!(text, "a = $1 AND id IN (SELECT value FROM json_each($2))");
        assert_eq!(values, texts(&["x", r#"["1","a \"b\" \\ \u000a","é"]"#]));
    }

    #[test]
    fn an_empty_list_matches_nothing() {
        let sql = Sql::new("t", "id IN ({list})").with_list(&[], []);
        assert_eq!(sql.bind(Vec::new(), true), Ok(("id IN ($1)".into(), vec![Value::Text(None)])));
        assert_eq!(sql.bind(Vec::new(), false).unwrap().1, texts(&["[]"]));
    }

    #[test]
    fn a_zero_byte_is_refused_in_a_list_too() {
        let sql = Sql::new("t", "id IN ({list})").with_list(&[], texts(&["a\0b"]));
        for postgres in [false, true] {
            assert_eq!(sql.bind(Vec::new(), postgres), Err(StorageError::ZeroByte { table: "t" }));
        }
    }

    #[test]
    fn an_insert_numbers_its_placeholders_row_by_row() {
        let insert = Insert::into("t", &[&["a"], &["b"]]);
        assert_eq!(insert.sql(2, true).text, "INSERT INTO t (a, b) VALUES ($1,$2),($3,$4)");
        assert_eq!(insert.sql(1, false).text, "INSERT INTO t (a, b) VALUES (?,?)");
    }
}
