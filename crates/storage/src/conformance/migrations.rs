//! The schema: from older to newer, and never the other way round.

use care::Patient;

use super::fixtures::*;
use crate::database::SCHEMA_VERSION;
use crate::testing::{self, TestTarget};
use crate::{Database, StorageError};

pub(super) async fn a_populated_older_database_is_brought_up_to_date(target: TestTarget) {
    let mut practice = Practice { test: testing::open_at(target, 1).await };
    assert_eq!(practice.database.schema_version().await, Ok(1));
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let id = practice.administer(practice.phq9(ada, "2026-11-20", 9)).await;
    practice.database.seal_audit().await.unwrap();
    practice.database.close().await;

    practice.test.database = Database::open(&practice.options, practice.ports()).await.unwrap();
    assert_eq!(practice.database.schema_version().await, Ok(SCHEMA_VERSION));
    assert_eq!(practice.current::<Patient>(ada).await.unwrap().value(), &patient("A-1", "Example", "Ada"));
    assert!(read!(practice, |unit| crate::score::current(unit, id).await).unwrap().is_some());
    assert!(practice.database.verify_audit(None).await.unwrap().holds());
    assert!(read!(practice, |unit| crate::user::all(unit).await).unwrap().is_empty());
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
