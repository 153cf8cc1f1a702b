//! Databases for tests: an SQLite file in a temporary folder, or a schema of a throw-away PostgreSQL server, both gone afterwards.
//!
//! The server is started once in a test process, listens on a socket in its own temporary folder only, and dies with the process, however that
//! ends. Nothing has to be set up; the server programs must be installed.

mod postgres;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use vocabulary::port::{FixedClock, SeededRandom};
use vocabulary::{Actor, Clock, IdSource, Instant, OperationId, Purpose};

use crate::database::Sql;
use crate::{Database, Operation, Options, Ports, StorageError, Target};

/// A database of a test, with the clock and the ids it was opened with.
#[derive(Debug)]
pub struct TestDatabase {
    /// The open database.
    pub database: Database,
    /// How it was opened, to open it once more.
    pub options: Options,
    /// Its clock, which stands still until it is set.
    pub clock: Arc<FixedClock>,
    /// Its source of ids.
    pub ids: Arc<IdSource>,
    /// Removes the file when the test is over.
    _folder: Option<tempfile::TempDir>,
}

impl TestDatabase {
    /// The ports it was opened with.
    pub fn ports(&self) -> Ports {
        Ports { clock: Arc::clone(&self.clock) as Arc<dyn Clock>, ids: Arc::clone(&self.ids) }
    }

    /// Does what no part of the product can: runs a statement whose `$1` is a text, for tests of what happens when somebody did.
    ///
    /// # Panics
    /// When the statement fails.
    #[crate::boxed]
    pub async fn damage(&self, statement: &'static str, about: &str) {
        let mut transaction = self.database.begin_write().await.expect("the database can be written");
        transaction.execute(&Sql::new("any", statement), vec![about.into()]).await.expect("the statement is run");
        transaction.commit().await.expect("the damage is kept");
    }

    /// Moves the clock on.
    pub fn pass_seconds(&self, seconds: i64) -> Instant {
        let now = self.clock.now().plus_seconds(seconds);
        self.clock.set(now);
        now
    }
}

/// Where a test database will be, without opening it.
#[derive(Debug)]
pub struct TestTarget {
    /// How to open it.
    pub options: Options,
    folder: Option<tempfile::TempDir>,
}

/// A place for an SQLite file.
///
/// # Panics
/// When the temporary folder cannot be made.
pub fn sqlite_target() -> TestTarget {
    let folder = tempfile::tempdir().expect("a temporary folder for the test's database");
    TestTarget { options: Options::new(Target::file(folder.path().join("practice.db"))), folder: Some(folder) }
}

/// A new, empty place on the throw-away server.
///
/// # Panics
/// When the server programs are not installed (the message says how to install them) or do not start.
#[crate::boxed]
pub async fn postgres_target() -> TestTarget {
    TestTarget { options: Options::new(Target::Postgres { url: postgres::new_database().await }), folder: None }
}

/// Noon of a day in November, on which tests begin.
pub fn start() -> Instant {
    "2026-11-23T12:00:00Z".parse().expect("a well-formed instant")
}

/// Opens a test database with the newest schema.
///
/// # Panics
/// When it cannot be opened.
#[crate::boxed]
pub async fn open(target: TestTarget) -> TestDatabase {
    try_open(target).await.expect("a new database opens")
}

/// Opens a test database with the newest schema, or says why not.
#[crate::boxed]
pub async fn try_open(target: TestTarget) -> Result<TestDatabase, StorageError> {
    open_with(target, async |options, ports| Database::open(options, ports).await).await
}

/// Opens a test database in the way that is given, such as by restoring an archive into it.
pub async fn open_with<E>(target: TestTarget, how: impl AsyncFnOnce(&Options, Ports) -> Result<Database, E>) -> Result<TestDatabase, E> {
    let test = unopened(target);
    let database = how(&test.options, test.ports()).await?;
    Ok(TestDatabase { database, options: test.options, clock: test.clock, ids: test.ids, _folder: test.folder })
}

/// The environment variable that moves the seed of ids, so that several processes on one database make different ones.
pub const SEED_VARIABLE: &str = "THROUGHLINE_TEST_SEED";

/// The seed of a long form (`THROUGHLINE_SEED`, which `cargo xtask soak` sets and prints); 1 otherwise.
pub fn soak_seed() -> u64 {
    std::env::var("THROUGHLINE_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1)
}

/// True in the small sample of a long form that continuous integration takes: seconds, in a build for tests.
pub fn is_small_soak() -> bool {
    std::env::var("THROUGHLINE_SOAK_BUDGET").is_ok_and(|budget| budget == "small")
}

/// How many times a long form kills a process.
pub fn soak_kills(full: u64) -> u64 {
    if is_small_soak() { full.min(6) } else { full }
}

/// A target with its ports.
struct Unopened {
    options: Options,
    clock: Arc<FixedClock>,
    ids: Arc<IdSource>,
    folder: Option<tempfile::TempDir>,
}

impl Unopened {
    fn ports(&self) -> Ports {
        Ports { clock: Arc::clone(&self.clock) as Arc<dyn Clock>, ids: Arc::clone(&self.ids) }
    }
}

fn unopened(target: TestTarget) -> Unopened {
    // Each database of a process makes other ids: an archive of one may be restored into another.
    static OPENED: AtomicU64 = AtomicU64::new(1);
    let first: u64 = std::env::var(SEED_VARIABLE).ok().and_then(|seed| seed.parse().ok()).unwrap_or(0);
    let random = Arc::new(SeededRandom::new(first + OPENED.fetch_add(1, Ordering::Relaxed)));
    let clock = Arc::new(FixedClock::at(start()));
    let ids = Arc::new(IdSource::new(Arc::clone(&clock) as Arc<dyn Clock>, random));
    Unopened { options: target.options, clock, ids, folder: target.folder }
}

/// Opens a test database at an older schema version, for tests of migrations. [`Database::open`] on the same target brings it up to date.
#[cfg(test)]
pub(crate) async fn open_at(target: TestTarget, version: i64) -> TestDatabase {
    let opened = open_with(target, async |options, ports| {
        let database = Database::open_without_schema(options, ports).await?;
        database.migrate_to(version).await?;
        Ok::<_, StorageError>(database)
    });
    opened.await.expect("the older schema is made")
}

/// An SQLite database.
#[crate::boxed]
pub async fn sqlite() -> TestDatabase {
    open(sqlite_target()).await
}

/// A PostgreSQL database.
#[crate::boxed]
pub async fn postgres() -> TestDatabase {
    open(postgres_target().await).await
}

/// An operation of the server's operator, for tests that are not about who acts.
pub fn operation(action: &'static str) -> Operation {
    Operation {
        actor: Actor::Operator("test".to_owned()),
        purpose: Purpose::Operations,
        request: OperationId("test-request".to_owned()),
        action,
    }
}
