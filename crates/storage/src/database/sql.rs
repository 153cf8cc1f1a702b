//! Statements. Their text is put together from pieces that stand in the source, and from nothing else.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::catalog::Column;
use super::value::Value;

/// A statement on a table, with `$1`-style placeholders that both databases understand.
#[derive(Clone, Debug)]
pub(crate) struct Sql {
    /// The main table, for messages.
    pub(crate) table: &'static str,
    pub(crate) text: Cow<'static, str>,
}

impl Sql {
    /// A statement that stands as a whole in the source.
    pub(crate) const fn new(table: &'static str, text: &'static str) -> Self {
        Self { table, text: Cow::Borrowed(text) }
    }

    /// A statement of several pieces of source, one after the other.
    pub(crate) fn of_pieces(table: &'static str, pieces: &[&'static str]) -> Self {
        Self { table, text: Cow::Owned(pieces.concat()) }
    }

    /// Replaces `{list}` by as many placeholders as `values` has, numbered after those already in `bound`, and binds them.
    ///
    /// The count is rounded up to a power of two by repeating the last value, so that few texts need preparing. An empty list becomes one
    /// absent value, which equals nothing.
    pub(crate) fn with_list(self, bound: &mut Vec<Value>, values: impl IntoIterator<Item = Value>) -> Self {
        let first = bound.len() + 1;
        bound.extend(values);
        if bound.len() < first {
            bound.push(Value::Text(None));
        }
        let count = (bound.len() + 1 - first).next_power_of_two();
        if let Some(last) = bound.last().cloned() {
            bound.resize(first - 1 + count, last);
        }
        let mut list = String::with_capacity(count * 5);
        for number in first..first + count {
            let separator = if number == first { "" } else { "," };
            let _ = write!(list, "{separator}${number}");
        }
        Self { table: self.table, text: Cow::Owned(self.text.replace("{list}", &list)) }
    }
}

/// Statements of archives. Their column names come from the catalog of a database whose tables our migrations made.
impl Sql {
    /// All rows of a table, in an order.
    pub(crate) fn of_table(table: &'static str, columns: &[Column], order: &'static str) -> Self {
        let columns: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        Self { table, text: Cow::Owned(format!("SELECT {} FROM {table} ORDER BY {order}", columns.join(", "))) }
    }

    /// An INSERT of rows of a table.
    pub(crate) fn insert_into_table(table: &'static str, columns: &[Column], rows: usize, numbered: bool) -> Self {
        let text = insert_text(table, columns.iter().map(|column| column.name.as_str()), rows, numbered);
        Self { table, text: Cow::Owned(text) }
    }
}

/// How many ids one `{list}` may name. Callers with more ask several times.
pub(crate) const LIST_MAX: usize = 8192;

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
        Sql { table: self.table, text: Cow::Owned(text) }
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

    #[test]
    fn a_list_is_padded_to_a_power_of_two_so_that_few_texts_are_prepared() {
        let mut bound = vec![Value::from("x")];
        let sql = Sql::new("t", "a = $1 AND id IN ({list})").with_list(&mut bound, (1..=3).map(Value::from));
        assert_eq!(sql.text, "a = $1 AND id IN ($2,$3,$4,$5)");
        assert_eq!(bound[1..], [1, 2, 3, 3].map(Value::from));
    }

    #[test]
    fn an_empty_list_matches_nothing() {
        let mut bound = Vec::new();
        let sql = Sql::new("t", "id IN ({list})").with_list(&mut bound, []);
        assert_eq!(sql.text, "id IN ($1)");
        assert_eq!(bound, [Value::Text(None)]);
    }

    #[test]
    fn an_insert_numbers_its_placeholders_row_by_row() {
        let insert = Insert::into("t", &[&["a"], &["b"]]);
        assert_eq!(insert.sql(2, true).text, "INSERT INTO t (a, b) VALUES ($1,$2),($3,$4)");
        assert_eq!(insert.sql(1, false).text, "INSERT INTO t (a, b) VALUES (?,?)");
    }
}
