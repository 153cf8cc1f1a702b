//! An open transaction on either database, and the four ways to run a statement in it. The only file in which sqlx's generics appear.

use std::sync::Arc;

use futures_util::TryStreamExt as _;
use sqlx::{AssertSqlSafe, Either, Postgres, Sqlite};

use super::error::translate;
use super::row::Row;
use super::sql::{Insert, Sql};
use super::together::{Columns, Together};
use super::value::Value;
use crate::StorageError;

/// An open transaction. Dropped without [`Transaction::commit`], it is rolled back.
pub(crate) enum Transaction {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

/// Runs `$body` with a prepared `$query` and a `$connection` of whichever database it is.
macro_rules! on_either {
    ($transaction:expr, $sql:expr, $values:expr, |$query:ident, $connection:ident, $row:ident| $body:expr) => {{
        let (text, values) = $sql.bind($values, $transaction.is_postgres())?;
        let text = AssertSqlSafe(text);
        match $transaction {
            Transaction::Sqlite(transaction) => {
                let mut $query = sqlx::query::<Sqlite>(text);
                for value in values {
                    $query = match value {
                        Value::Text(text) => $query.bind(text),
                        Value::Integer(integer) => $query.bind(integer),
                        Value::Bytes(bytes) => $query.bind(bytes),
                    };
                }
                let ($connection, $row) = (&mut **transaction, Row::Sqlite);
                $body
            }
            Transaction::Postgres(transaction) => {
                let mut $query = sqlx::query::<Postgres>(text);
                for value in values {
                    $query = match value {
                        Value::Text(text) => $query.bind(text),
                        Value::Integer(integer) => $query.bind(integer),
                        Value::Bytes(bytes) => $query.bind(bytes),
                    };
                }
                let ($connection, $row) = (&mut **transaction, Row::Postgres);
                $body
            }
        }
    }};
}

#[cfg(test)]
mod plan;

impl Transaction {
    /// Runs a statement and says how many rows it changed.
    pub(crate) async fn execute(&mut self, sql: &Sql, values: Vec<Value>) -> Result<u64, StorageError> {
        #[cfg(test)]
        plan::check(self, sql, &values).await;
        on_either!(self, sql, values, |query, connection, _row| query.execute(connection).await.map(|done| done.rows_affected()))
            .map_err(|error| translate(sql.table, &error))
    }

    /// Runs a statement and collects its rows.
    pub(crate) async fn fetch_all(&mut self, sql: &Sql, values: Vec<Value>) -> Result<Vec<Row>, StorageError> {
        #[cfg(test)]
        plan::check(self, sql, &values).await;
        let rows: Vec<Row> = on_either!(self, sql, values, |query, connection, row| query
            .fetch_all(connection)
            .await
            .map(|rows| rows.into_iter().map(row).collect()))
        .map_err(|error| translate(sql.table, &error))?;
        match sql.columns_together() {
            Some(columns) if !self.is_postgres() => apart(sql.table, columns, &rows),
            _ => Ok(rows),
        }
    }

    /// Runs a statement and takes its first row.
    pub(crate) async fn fetch_optional(&mut self, sql: &Sql, values: Vec<Value>) -> Result<Option<Row>, StorageError> {
        on_either!(self, sql, values, |query, connection, row| query.fetch_optional(connection).await.map(|found| found.map(row)))
            .map_err(|error| translate(sql.table, &error))
    }

    /// Runs a statement and hands over each row as it comes, so that a large table need not fit into memory.
    pub(crate) async fn for_each(
        &mut self,
        sql: &Sql,
        values: Vec<Value>,
        mut visit: impl FnMut(Row) -> Result<(), StorageError> + Send,
    ) -> Result<(), StorageError> {
        #[cfg(test)]
        plan::check(self, sql, &values).await;
        on_either!(self, sql, values, |query, connection, row| {
            let mut rows = query.fetch(connection);
            while let Some(found) = rows.try_next().await.map_err(|error| translate(sql.table, &error))? {
                visit(row(found))?;
            }
        });
        Ok(())
    }

    /// Inserts rows, many at a time. `values` holds them one after the other, each as wide as the columns of `insert`.
    pub(crate) async fn insert(&mut self, insert: Insert, mut values: Vec<Value>) -> Result<(), StorageError> {
        let (width, rows_max) = (insert.width(), insert.rows_max());
        debug_assert_eq!(values.len() % width, 0, "every row of {} has a value for every column", insert.table);
        let numbered = matches!(self, Self::Postgres(_));
        while !values.is_empty() {
            let rows = (values.len() / width).min(rows_max);
            let rest = values.split_off(rows * width);
            self.execute(&insert.sql(rows, numbered), values).await?;
            values = rest;
        }
        Ok(())
    }

    /// Runs several statements without values, as a migration has them.
    pub(crate) async fn execute_script(&mut self, table: &'static str, script: &str) -> Result<(), StorageError> {
        let script = sqlx::raw_sql(AssertSqlSafe(script.to_owned()));
        match self {
            Self::Sqlite(transaction) => drain(script.fetch_many(&mut **transaction)).await,
            Self::Postgres(transaction) => drain(script.fetch_many(&mut **transaction)).await,
        }
        .map_err(|error| translate(table, &error))
    }

    /// Makes everything done so far durable.
    pub(crate) async fn commit(self) -> Result<(), StorageError> {
        match self {
            Self::Sqlite(transaction) => transaction.commit().await,
            Self::Postgres(transaction) => transaction.commit().await,
        }
        .map_err(|error| translate("transaction", &error))
    }

    /// Undoes everything done so far.
    pub(crate) async fn roll_back(self) -> Result<(), StorageError> {
        match self {
            Self::Sqlite(transaction) => transaction.rollback().await,
            Self::Postgres(transaction) => transaction.rollback().await,
        }
        .map_err(|error| translate("transaction", &error))
    }

    /// True on PostgreSQL, where several processes may write at once.
    pub(crate) const fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }
}

/// The rows that came together.
fn apart(table: &'static str, columns: Columns, rows: &[Row]) -> Result<Vec<Row>, StorageError> {
    let mut found = Vec::new();
    for row in rows {
        let mut reader = row.reader(table);
        let text = reader.text()?;
        let rows = Arc::new(Together::read(text, columns).ok_or_else(|| reader.damaged())?);
        found.extend((0..rows.count()).map(|number| Row::Together(Arc::clone(&rows), number)));
    }
    Ok(found)
}

async fn drain<Done, Found>(
    mut results: impl futures_util::Stream<Item = Result<Either<Done, Found>, sqlx::Error>> + Unpin,
) -> Result<(), sqlx::Error> {
    while results.try_next().await?.is_some() {}
    Ok(())
}
