//! What tables look like in the database itself: for archives, which must not depend on a list that somebody forgets to extend.

use super::sql::Sql;
use super::transaction::Transaction;
use super::value::Value;
use crate::StorageError;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ColumnKind {
    Text,
    Integer,
    Bytes,
}

impl ColumnKind {
    /// The name in archives.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Bytes => "bytes",
        }
    }
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) kind: ColumnKind,
}

/// The columns of a table in their order; none when there is no such table.
pub(crate) async fn columns_of(transaction: &mut Transaction, table: &'static str) -> Result<Vec<Column>, StorageError> {
    let text = if transaction.is_postgres() {
        "SELECT column_name::TEXT, data_type::TEXT FROM information_schema.columns \
         WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position"
    } else {
        "SELECT name, type FROM pragma_table_info($1) ORDER BY cid"
    };
    let rows = transaction.fetch_all(&Sql::new(table, text), vec![Value::from(table)]).await?;
    rows.iter()
        .map(|row| {
            let mut reader = row.reader(table);
            let name = reader.text()?;
            let kind = match reader.text()?.to_ascii_lowercase().as_str() {
                "text" => ColumnKind::Text,
                "integer" | "bigint" => ColumnKind::Integer,
                "blob" | "bytea" => ColumnKind::Bytes,
                _ => return Err(reader.damaged()),
            };
            Ok(Column { name, kind })
        })
        .collect()
}
