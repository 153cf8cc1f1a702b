//! The database: opening it, its pools, and the thin layer through which every statement goes.
//!
//! Nothing outside this crate gets a connection. Work is done in units ([`Database::read`], [`Database::write`]), and a unit cannot end without
//! its audit row.

mod catalog;
mod error;
mod migration;
pub(crate) mod packed;
mod row;
mod sql;
mod together;
mod transaction;
mod value;

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _, PgConnection, PgPool, SqlitePool};
use vocabulary::{Clock, IdSource};

pub(crate) use catalog::{Column, ColumnKind, columns_of};
pub(crate) use migration::{SCHEMA_VERSION, has_ledger, migrate, reference, schema_version};
pub(crate) use row::{Reader, Row};
pub(crate) use sql::{Insert, LIST_MAX, Sql};
pub(crate) use together::Columns;
pub(crate) use transaction::Transaction;
pub(crate) use value::Value;

use crate::StorageError;
use crate::kept::Kept;

/// Where the records are.
#[derive(Clone, PartialEq, Eq)]
pub enum Target {
    /// One file, made when it is missing.
    Sqlite {
        /// The file.
        path: PathBuf,
        /// The key of an encrypted file; only with the build feature `sqlcipher`.
        key: Option<String>,
    },
    /// A PostgreSQL server of version 15 or later.
    Postgres {
        /// `postgres://user:password@host/database`, with the usual parameters.
        url: String,
    },
}

impl Target {
    /// An unencrypted file.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self::Sqlite { path: path.into(), key: None }
    }

    /// From a configuration value: a `postgres://` address, or else the path of a file.
    pub fn parse(text: &str) -> Self {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Self::Postgres { url: text.to_owned() }
        } else {
            Self::file(text.strip_prefix("sqlite:").unwrap_or(text))
        }
    }
}

impl fmt::Debug for Target {
    /// Never shows the address or the key: they hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite { .. } => "Target::Sqlite",
            Self::Postgres { .. } => "Target::Postgres",
        })
    }
}

/// How the database is opened.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where it is.
    pub target: Target,
    /// How many connections read at once (SQLite), or work at once (PostgreSQL).
    pub connections: u32,
    /// How long a writer waits for another one before it gives up with [`StorageError::Busy`].
    pub wait: Duration,
}

impl Options {
    /// The usual settings for a target: 4 connections, 60 seconds.
    pub fn new(target: Target) -> Self {
        Self { target, connections: 4, wait: Duration::from_mins(1) }
    }
}

/// What storage needs from the outside world.
#[derive(Clone)]
pub struct Ports {
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Makes the ids of audit rows.
    pub ids: Arc<IdSource>,
}

impl fmt::Debug for Ports {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ports").finish_non_exhaustive()
    }
}

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// An embedded file.
    Sqlite,
    /// A server.
    Postgres,
}

impl Engine {
    /// The name in archives and reports.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgresql",
        }
    }
}

/// An open database. Cheap to clone.
#[derive(Clone)]
pub struct Database {
    pools: Pools,
    ports: Ports,
    /// The same for everybody who works on this database in this process.
    kept: Arc<Kept>,
}

#[derive(Clone)]
enum Pools {
    /// Many may read; one writes, and all that write in this process wait for it in turn.
    Sqlite {
        readers: SqlitePool,
        writer: SqlitePool,
    },
    Postgres(PgPool),
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Database").field("engine", &self.engine()).finish_non_exhaustive()
    }
}

impl Database {
    /// Opens a database and brings its schema up to date.
    #[crate::boxed]
    pub async fn open(options: &Options, ports: Ports) -> Result<Self, StorageError> {
        let database = Self::open_without_schema(options, ports).await?;
        // Looked at first, so that opening a current database does not wait for whoever writes in it.
        if database.steps_to_come().await? > 0 {
            database.migrate_to(SCHEMA_VERSION).await?;
        }
        Ok(database)
    }

    /// Opens a database and leaves its schema as it is: for a look at it, and for a backup before a newer program brings it up to date. Refuses one whose
    /// schema this program does not know. Of an older one, [`Database::backup`] is all that can be relied on.
    #[crate::boxed]
    pub async fn open_as_it_is(options: &Options, ports: Ports) -> Result<Self, StorageError> {
        let database = Self::open_without_schema(options, ports).await?;
        database.steps_to_come().await?;
        Ok(database)
    }

    /// How many steps of the schema are to come until it is the one this program works with.
    #[crate::boxed]
    pub async fn steps_to_come(&self) -> Result<usize, StorageError> {
        let mut transaction = self.begin_read().await?;
        let steps = migration::to_come(&mut transaction).await;
        transaction.roll_back().await?;
        steps
    }

    /// Opens a database as it is.
    pub(crate) async fn open_without_schema(options: &Options, ports: Ports) -> Result<Self, StorageError> {
        let pools = match &options.target {
            Target::Sqlite { path, key } => open_sqlite(options, path, key.as_deref()).await?,
            Target::Postgres { url } => open_postgres(options, url).await?,
        };
        Ok(Self { pools, ports, kept: Arc::default() })
    }

    /// Brings the schema to a version. A database whose schema is newer than this program knows is refused.
    pub(crate) async fn migrate_to(&self, goal: i64) -> Result<(), StorageError> {
        let mut transaction = self.begin_write().await?;
        migrate(&mut transaction, goal, self.ports.clock.now()).await?;
        transaction.commit().await
    }

    /// Which database it is.
    pub const fn engine(&self) -> Engine {
        match self.pools {
            Pools::Sqlite { .. } => Engine::Sqlite,
            Pools::Postgres(_) => Engine::Postgres,
        }
    }

    /// The version of the schema in the database.
    #[crate::boxed]
    pub async fn schema_version(&self) -> Result<i64, StorageError> {
        let mut transaction = self.begin_read().await?;
        schema_version(&mut transaction).await
    }

    /// The version of the database software, such as `3.51.1` or `15.8`; also says that the database answers.
    #[crate::boxed]
    pub async fn engine_version(&self) -> Result<String, StorageError> {
        let mut transaction = self.begin_read().await?;
        let text = match self.engine() {
            Engine::Sqlite => "SELECT sqlite_version()",
            Engine::Postgres => "SELECT current_setting('server_version')",
        };
        let row = transaction.fetch_optional(&Sql::new("version", text), Vec::new()).await?;
        row.map_or_else(|| Ok(String::new()), |row| row.reader("version").text())
    }

    /// Gives back the memory in which connections keep pages: for after much work, when nobody waits for more. PostgreSQL keeps its pages elsewhere.
    ///
    /// Connections that are in use keep theirs.
    #[crate::boxed]
    pub async fn give_back_memory(&self) -> Result<(), StorageError> {
        let Pools::Sqlite { readers, writer } = &self.pools else { return Ok(()) };
        let mut idle: Vec<_> = std::iter::from_fn(|| readers.try_acquire()).collect();
        idle.extend(writer.try_acquire());
        for connection in &mut idle {
            sqlx::query("PRAGMA shrink_memory").execute(&mut **connection).await.map_err(|error| error::translate("connection", &error))?;
        }
        Ok(())
    }

    /// Lets go of what is kept in memory for whoever asks next and nobody has asked for since this was called last.
    pub fn forget_unused(&self) {
        self.kept.forget_unused();
    }

    /// Waits for open units and closes all connections.
    #[crate::boxed]
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { readers, writer } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }

    /// What was put together last, for units that read.
    pub(crate) fn kept(&self) -> Arc<Kept> {
        Arc::clone(&self.kept)
    }

    pub(crate) fn ports(&self) -> &Ports {
        &self.ports
    }

    /// A transaction that sees one state of the database and changes nothing.
    pub(crate) async fn begin_read(&self) -> Result<Transaction, StorageError> {
        match &self.pools {
            Pools::Sqlite { readers, .. } => readers.begin().await.map(Transaction::Sqlite),
            Pools::Postgres(pool) => pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await.map(Transaction::Postgres),
        }
        .map_err(|error| error::translate("transaction", &error))
    }

    /// A transaction that may change the database.
    pub(crate) async fn begin_write(&self) -> Result<Transaction, StorageError> {
        match &self.pools {
            Pools::Sqlite { writer, .. } => writer.begin_with("BEGIN IMMEDIATE").await.map(Transaction::Sqlite),
            Pools::Postgres(pool) => pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ").await.map(Transaction::Postgres),
        }
        .map_err(|error| error::translate("transaction", &error))
    }
}

/// How many rows SQLite's thread may be ahead of the reader. Each time it is that far ahead the two threads take turns, which costs more than the
/// rows, above all on a busy machine.
const ROWS_AHEAD: usize = 1024;

/// Pages that the writer keeps, as SQLite takes it (negative: KiB): a large import goes back to the same index pages again and again.
const WRITER_CACHE: &str = "-65536";
/// Pages that each reader keeps: what a large caseload goes through. There are several readers; idle ones give them back
/// ([`Database::give_back_memory`]).
const READER_CACHE: &str = "-16384";

async fn open_sqlite(options: &Options, path: &std::path::Path, key: Option<&str>) -> Result<Pools, StorageError> {
    make_private_file(path)?;
    let mut connect = SqliteConnectOptions::new().filename(path);
    if let Some(key) = key {
        if !cfg!(feature = "sqlcipher") {
            return Err(StorageError::Unavailable {
                reason: "a key was given, but this build cannot encrypt (feature sqlcipher)".to_owned(),
            });
        }
        if key.is_empty() {
            return Err(StorageError::Unavailable {
                reason: "the key of the database is empty; give the key that it was made with".to_owned(),
            });
        }
        connect = connect.pragma("key", format!("'{}'", key.replace('\'', "''")));
    }
    // Statements are not logged: the first one of an encrypted file is its key.
    let connect = (connect.foreign_keys(true).busy_timeout(options.wait).disable_statement_logging())
        .row_buffer_size(ROWS_AHEAD)
        .pragma("trusted_schema", "off")
        .pragma("temp_store", "memory");
    // The writer comes first: it makes the write-ahead log that readers need to find.
    // A file does not go away as a server does, so no connection is asked whether it still lives before it is used.
    let pool = || SqlitePoolOptions::new().test_before_acquire(false).idle_timeout(None).max_lifetime(None).acquire_timeout(options.wait);
    let writer = pool()
        .max_connections(1)
        .min_connections(1)
        .connect_with(
            connect.clone().pragma("cache_size", WRITER_CACHE).journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full),
        )
        .await;
    let writer = writer.map_err(|error| error::translate("connection", &error))?;
    let readers = pool()
        .max_connections(options.connections.max(1))
        .connect_lazy_with(connect.read_only(true).pragma("cache_size", READER_CACHE).pragma("query_only", "on"));
    Ok(Pools::Sqlite { readers, writer })
}

async fn open_postgres(options: &Options, url: &str) -> Result<Pools, StorageError> {
    let connect: PgConnectOptions = url.parse().map_err(|error| error::translate("connection", &error))?;
    let connect = connect
        .application_name("throughline")
        .disable_statement_logging()
        .options([("lock_timeout", format!("{}ms", options.wait.as_millis()))]);
    // One connection of its own says why there is none; a pool would only say that it waited too long.
    let first = tokio::time::timeout(options.wait, PgConnection::connect_with(&connect)).await;
    let no_answer = |_| StorageError::Unavailable { reason: "the server does not answer".to_owned() };
    let mut first = first.map_err(no_answer)?.map_err(|error| error::translate("connection", &error))?;
    let version = sqlx::query_scalar::<_, i32>("SELECT current_setting('server_version_num')::INTEGER").fetch_one(&mut first).await;
    let version = version.map_err(|error| error::translate("connection", &error))?;
    // It was only asked for its version: nothing is lost when it does not part in good order.
    first.close().await.ok();
    if version < POSTGRES_VERSION_MIN {
        let reason = format!("the server is PostgreSQL {}; version 15 or later is needed", version / 10_000);
        return Err(StorageError::Unavailable { reason });
    }
    let pool = PgPoolOptions::new().max_connections(options.connections.max(2)).acquire_timeout(options.wait);
    Ok(Pools::Postgres(pool.connect_lazy_with(connect)))
}

/// As PostgreSQL numbers itself: 15.0.
const POSTGRES_VERSION_MIN: i32 = 150_000;

/// Makes the file before SQLite does, readable for its owner only: it holds patients' records. SQLite gives its log files the same rights.
fn make_private_file(path: &std::path::Path) -> Result<(), StorageError> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let unavailable =
        |error: std::io::Error| StorageError::Unavailable { reason: format!("the database file cannot be opened: {}", error.kind()) };
    options.open(path).map(drop).map_err(unavailable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_an_address_or_a_path() {
        assert_eq!(Target::parse("practice.db"), Target::file("practice.db"));
        assert_eq!(Target::parse("sqlite:practice.db"), Target::file("practice.db"));
        assert!(matches!(Target::parse("postgres://localhost/practice"), Target::Postgres { .. }));
    }

    #[test]
    fn secrets_of_a_target_are_never_printed() {
        let target = Target::parse("postgres://user:swordfish@localhost/practice");
        assert!(!format!("{:?}", Options::new(target)).contains("swordfish"));
    }
}
