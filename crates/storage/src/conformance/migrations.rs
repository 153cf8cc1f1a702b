//! The schema: from older to newer, and never the other way round.

use care::Patient;

use super::fixtures::*;
use crate::database::SCHEMA_VERSION;
use crate::testing::{self, TestTarget};
use crate::{Database, Options, StorageError, Target};

pub(super) async fn a_populated_older_database_is_brought_up_to_date(target: TestTarget) {
    let mut practice = Practice { test: testing::open_at(target, 1).await };
    assert_eq!(practice.database.schema_version().await, Ok(1));
    let ada = practice.as_before_judgements(practice.patient("A-1", "Example", "Ada")).await;
    let administered = Box::pin(practice.administer(practice.phq9(ada, "2026-11-20", 9)));
    let id = practice.as_before_judgements(administered).await;
    let program = practice.insert(program("IOP")).await;
    let episode = practice.as_before_judgements(practice.insert(episode(ada, program))).await;
    practice.database.seal_audit().await.unwrap();
    practice.database.close().await;

    practice.test.database = Database::open(&practice.options, practice.ports()).await.unwrap();
    assert_eq!(practice.database.schema_version().await, Ok(SCHEMA_VERSION));
    assert_eq!(practice.current::<Patient>(ada).await.unwrap().value(), &patient("A-1", "Example", "Ada"));
    assert!(read!(practice, |unit| crate::score::current(unit, id).await).unwrap().is_some());
    assert!(practice.database.verify_audit(None).await.unwrap().holds());
    assert!(read!(practice, |unit| crate::user::all(unit).await).unwrap().is_empty());
    // Nobody was judged before there were judgements.
    let waiting = read!(practice, |unit| crate::to_judge::waiting(unit, 10).await).unwrap();
    assert_eq!(waiting.patients, [(ada, testing::start())]);
    // The tables that came later take records of the patients that were there before.
    practice.insert(housing(ada)).await;
    let note = care::ServiceNote::of(episode, day("2026-11-20"));
    let note_id = practice.insert(note.clone()).await;
    assert_eq!(practice.get(note_id, crate::View::Current).await, Some(note));
}

pub(super) async fn a_newer_schema_is_refused(target: TestTarget) {
    let practice = practice(target).await;
    practice.tamper("INSERT INTO schema_migration (version, name, sha256, applied_at) VALUES (999, 'later', 'x', 'y')", Vec::new()).await;
    let refused = Database::open(&practice.options, practice.ports()).await.unwrap_err();
    assert_eq!(refused, StorageError::NewerSchema { found: 999, known: SCHEMA_VERSION });
    assert!(refused.to_string().contains("install the newer program"));
}

pub(super) async fn a_changed_migration_is_refused(target: TestTarget) {
    let practice = practice(target).await;
    practice.tamper("UPDATE schema_migration SET sha256 = 'x' WHERE version = 1", Vec::new()).await;
    let refused = Database::open(&practice.options, practice.ports()).await.unwrap_err();
    assert_eq!(refused, StorageError::ChangedMigration { version: 1 });
}

pub(super) async fn opening_twice_changes_nothing(target: TestTarget) {
    let practice = practice(target).await;
    practice.patient("A-1", "Example", "Ada").await;
    let again = Database::open(&practice.options, practice.ports()).await.unwrap();
    assert_eq!(again.schema_version().await, Ok(SCHEMA_VERSION));
    assert_eq!(practice.count("SELECT COUNT(*) FROM patient").await, 1);
    assert_eq!(practice.count("SELECT COUNT(*) FROM schema_migration").await, SCHEMA_VERSION);
}

#[tokio::test]
async fn what_is_no_database_is_refused_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let check = async |target: Target, expected: &str| {
        let test = testing::sqlite().await;
        let refused = Database::open(&Options { wait: std::time::Duration::from_secs(2), ..Options::new(target) }, test.ports()).await;
        let told = refused.unwrap_err().to_string();
        assert!(told.contains(expected), "{told}");
        assert!(!told.contains("swordfish"), "{told}");
    };
    let garbage = folder.path().join("garbage.db");
    std::fs::write(&garbage, b"not a database at all, but long enough to have a header that could be one").unwrap();
    check(Target::file(&garbage), "is not a database").await;
    check(Target::file(folder.path().join("no/such/folder.db")), "cannot be opened").await;
    if cfg!(not(feature = "sqlcipher")) {
        check(Target::Sqlite { path: folder.path().join("key.db"), key: Some("swordfish".to_owned()) }, "this build cannot encrypt").await;
    }
    check(Target::parse("postgres://user:swordfish@127.0.0.1:1/practice"), "cannot be opened: connection refused").await;
}

#[cfg(unix)]
#[tokio::test]
async fn a_new_file_is_readable_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let test = testing::sqlite().await;
    let Target::Sqlite { path, .. } = &test.options.target else { panic!("an SQLite target") };
    for name in ["practice.db", "practice.db-wal", "practice.db-shm"] {
        let mode = std::fs::metadata(path.with_file_name(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}
