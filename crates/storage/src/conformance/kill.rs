//! The process may end at any moment: what was acknowledged is there, and a batch is there whole or not at all.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use care::Patient;
use vocabulary::port::SeededRandom;

use super::fixtures::*;
use crate::import_batch::{self, BatchCounts, NewBatch};
use crate::testing::{self, TestDatabase};
use crate::{Database, Entry, Options, StorageError, Target};

/// Where the child process, which is this test binary again, finds the database. Absent in the parent.
const FILE: &str = "THROUGHLINE_TEST_KILL_FILE";
const RECORDS: i64 = 300;

/// Imports batch after batch until it is killed. Runs in the child only; without the file's name there is nothing to do.
#[tokio::test]
async fn import_until_killed() {
    let Some(file) = std::env::var_os(FILE) else { return };
    let test =
        testing::open_with(testing::sqlite_target(), async |_, ports| Database::open(&Options::new(Target::file(file)), ports).await);
    let practice = Practice { test: test.await.expect("the database opens") };
    loop {
        import(&practice).await.expect("a batch is imported");
    }
}

async fn import(practice: &Practice) -> Result<(), StorageError> {
    let batch = NewBatch {
        id: practice.id(),
        file_name: "patients.csv".to_owned(),
        sha256: practice.id::<vocabulary::RecordId>().to_string(),
        kind: "csv".to_owned(),
        mapping_name: String::new(),
        mapping_sha256: String::new(),
    };
    let entries: Vec<Entry<Patient>> = (0..RECORDS)
        .map(|_| {
            let id = practice.id();
            Entry::new(id, patient(&format!("{id}"), "Example", "Ada"), day("2026-11-02"))
        })
        .collect();
    save!(practice, |unit| {
        import_batch::begin(unit, &batch).await?;
        for chunk in entries.chunks(20) {
            unit.insert_many(chunk).await?;
        }
        import_batch::finish(unit, BatchCounts { records_added: RECORDS, ..BatchCounts::default() }).await
    })
}

fn start_child(file: &Path, seed: u64) -> Child {
    let program = std::env::current_exe().expect("this test binary");
    Command::new(program)
        .args(["--exact", "conformance::kill::import_until_killed"])
        .env(FILE, file)
        .env(testing::SEED_VARIABLE, seed.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the child starts")
}

async fn check(kills: u64) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("practice.db");
    let random = SeededRandom::new(testing::soak_seed());
    let mut batches_before = 0;
    for round in 1..=kills {
        let mut child = start_child(&file, round * 1000);
        tokio::time::sleep(Duration::from_millis(150 + random.next() % 350)).await;
        child.kill().expect("the child is killed");
        child.wait().expect("the child has ended");
        let opened =
            testing::open_with(testing::sqlite_target(), async |_, ports| Database::open(&Options::new(Target::file(&file)), ports).await);
        let test: TestDatabase = opened.await.expect("the database opens after a kill");
        let practice = Practice { test };
        let batches = practice.count("SELECT COUNT(*) FROM import_batch").await;
        assert_eq!(practice.count("SELECT COUNT(*) FROM patient").await, batches * RECORDS);
        assert_eq!(practice.count("SELECT COUNT(*) FROM import_batch WHERE state = 'finished'").await, batches);
        assert_eq!(practice.count("SELECT COUNT(*) FROM audit WHERE batch_id IS NOT NULL").await, batches);
        assert!(batches >= batches_before, "what was there stays there");
        batches_before = batches;
        practice.database.close().await;
    }
    assert!(batches_before > 0, "the children imported something before they were killed");
}

#[tokio::test]
async fn a_killed_import_leaves_whole_batches() {
    check(4).await;
}

#[tokio::test]
#[ignore = "soak: many kills"]
async fn many_killed_imports_leave_whole_batches() {
    check(testing::soak_kills(100)).await;
}
