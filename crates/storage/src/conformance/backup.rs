//! Archives: made from either database, restored into either, refused when anything is wrong with them.

use vocabulary::port::SeededRandom;

use super::fixtures::*;
use crate::audit::{self, AuditPage, Outcome};
use crate::backup::{self, ArchiveSummary, BrokenAudit};
use crate::database::SCHEMA_VERSION;
use crate::document::{self, NewDocument};
use crate::import_batch::{self, BatchCounts, NewBatch, Rejection};
use crate::testing::{self, TestDatabase, TestTarget, operation};
use crate::{ArchiveProblem, Database, StorageError, setting};

/// Fills a practice with rows in most tables.
async fn fill(practice: &Practice) {
    let ada = practice.patient("A-1", "Núñez", "Ada").await;
    let program = practice.insert(program("IOP")).await;
    let episode = practice.insert(episode(ada, program)).await;
    practice.insert(level_of_care_period(episode, program)).await;
    practice.insert(participation(episode)).await;
    practice.insert(housing(ada)).await;
    let id = practice.administer(practice.phq9(ada, "2026-11-20", 18)).await;
    super::judgements::fill(practice, ada, episode).await;
    super::messages::fill(practice, ada).await;
    super::claims::fill(practice).await;
    write_rest(practice, ada).await;
    practice.pass_seconds(60);
    practice.correct(ada, 1, patient("A-1", "Nunez", "Ada")).await.unwrap();
    save!(practice, |unit| crate::score::replace(unit, id, &score(19, "2")).await).unwrap();
    practice.database.seal_audit().await.unwrap();
}

async fn write_rest(practice: &Practice, ada: vocabulary::PatientId) {
    let batch = NewBatch {
        id: practice.id(),
        file_name: "forms.csv".to_owned(),
        sha256: "f1".to_owned(),
        kind: "csv".to_owned(),
        mapping_name: String::new(),
        mapping_sha256: String::new(),
    };
    let rejection =
        Rejection { position: "line 2".to_owned(), code: "x".to_owned(), arguments: String::new(), raw: vec![0, 255, b'\n', b';'] };
    let new = practice.phq9(ada, "2026-11-21", 9);
    save!(practice, |unit| {
        import_batch::begin(unit, &batch).await?;
        crate::administration::insert(unit, new).await?;
        import_batch::reject(unit, 0, &[rejection]).await?;
        import_batch::finish(unit, BatchCounts::default()).await?;
        setting::put(unit, "odd", "T5:;\nN;", day("2026-11-02")).await
    })
    .unwrap();
    let document = NewDocument {
        id: practice.id(),
        patient: None,
        kind: "letter".to_owned(),
        media_type: "text/plain".to_owned(),
        snapshot_sha256: String::new(),
        content: (0..=255).collect(),
    };
    save!(practice, |unit| document::insert(unit, document, day("2026-11-02")).await.map(drop)).unwrap();
}

async fn archive_of(practice: &Practice) -> (Vec<u8>, ArchiveSummary) {
    let mut bytes = Vec::new();
    let summary = practice.database.backup(&operation("backup"), &mut bytes).await.unwrap();
    (bytes, summary)
}

/// Restores into a new database of the same kind as `like`.
async fn restore_like(like: &Practice, bytes: &[u8], broken_audit: BrokenAudit) -> Result<(Practice, ArchiveSummary), StorageError> {
    let target = match like.database.engine() {
        crate::Engine::Sqlite => testing::sqlite_target(),
        crate::Engine::Postgres => testing::postgres_target().await,
    };
    restore_into(target, bytes, broken_audit).await
}

async fn restore_into(target: TestTarget, bytes: &[u8], broken_audit: BrokenAudit) -> Result<(Practice, ArchiveSummary), StorageError> {
    let mut input = bytes;
    let summary = std::cell::OnceCell::new();
    let test: TestDatabase = testing::open_with(target, async |options, ports| {
        let (database, restored) = backup::restore(options, ports, &operation("restore"), &mut input, broken_audit).await?;
        summary.set(restored).expect("set once");
        Ok::<_, StorageError>(database)
    })
    .await?;
    Ok((Practice { test }, summary.into_inner().expect("set when it was restored")))
}

/// The hashes of all tables but those of the audit, which each backup and restore adds to.
fn contents(summary: &ArchiveSummary) -> Vec<(&str, i64, &str)> {
    let tables = summary.tables.iter().filter(|table| !table.name.starts_with("audit"));
    tables.map(|table| (table.name.as_str(), table.rows, table.sha256.as_str())).collect()
}

pub(super) async fn messages_that_waited_are_held_after_a_restore(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    super::messages::fill(&practice, ada).await;
    super::messages::plan_one(&practice, "waits").await;
    let (bytes, _) = archive_of(&practice).await;
    let (restored, _) = restore_like(&practice, &bytes, BrokenAudit::Refuse).await.unwrap();
    let counts = read!(restored, |unit| crate::message::count_by_state(unit).await).unwrap();
    assert_eq!(
        counts,
        [(crate::message::MessageState::Sent, 1), (crate::message::MessageState::Uncertain, 1)],
        "it may have gone out since"
    );
}

pub(super) async fn an_archive_comes_back_as_it_was(target: TestTarget) {
    let practice = practice(target).await;
    fill(&practice).await;
    let (bytes, summary) = archive_of(&practice).await;
    assert_eq!(backup::inspect(&mut bytes.as_slice()).unwrap(), summary);
    assert_eq!(summary.header.schema_version, SCHEMA_VERSION);
    let (restored, told) = restore_like(&practice, &bytes, BrokenAudit::Refuse).await.unwrap();
    assert_eq!(told, summary);
    let (_, again) = archive_of(&restored).await;
    assert_eq!(contents(&again), contents(&summary));
    // The chain goes on where it ended, and the head noted in the archive stays part of it.
    let report = restored.database.verify_audit(summary.header.audit_head.as_ref()).await.unwrap();
    assert!(report.holds() && report.sealed > summary.header.audit_head.unwrap().sequence);
}

#[tokio::test]
async fn a_practice_moves_to_the_other_database_and_back() {
    let practice = practice(testing::sqlite_target()).await;
    fill(&practice).await;
    let (bytes, first) = archive_of(&practice).await;
    let (on_postgres, _) = restore_into(testing::postgres_target().await, &bytes, BrokenAudit::Refuse).await.unwrap();
    let (bytes, second) = archive_of(&on_postgres).await;
    assert_eq!((first.header.engine.as_str(), second.header.engine.as_str()), ("sqlite", "postgresql"));
    assert_eq!(contents(&first), contents(&second));
    let (back, _) = restore_into(testing::sqlite_target(), &bytes, BrokenAudit::Refuse).await.unwrap();
    let (_, third) = archive_of(&back).await;
    assert_eq!(contents(&first), contents(&third));
    assert!(back.database.verify_audit(first.header.audit_head.as_ref()).await.unwrap().holds());
}

/// Written by a program whose schema was the first: one patient, registered, and the backup itself.
const FIRST_SCHEMA: &[u8] = include_bytes!("schema-1.archive");

/// The schema of a release that is never changed, and before the newest.
const OLDER: i64 = 39;

pub(super) async fn a_look_at_an_older_database_and_its_backup_leave_the_schema_as_it_is(target: TestTarget) {
    let mut practice = Practice { test: testing::open_at(target, OLDER).await };
    let ada = practice.patient("A-1", "Example", "Ada").await;
    practice.database.close().await;
    practice.test.database = Database::open_as_it_is(&practice.options, practice.ports()).await.unwrap();
    assert!(practice.database.steps_to_come().await.unwrap() > 0);
    let (bytes, summary) = archive_of(&practice).await;
    assert_eq!((summary.header.schema_version, practice.database.schema_version().await), (OLDER, Ok(OLDER)));
    let (restored, _) = restore_like(&practice, &bytes, BrokenAudit::Refuse).await.unwrap();
    assert_eq!((restored.database.schema_version().await, restored.database.steps_to_come().await), (Ok(SCHEMA_VERSION), Ok(0)));
    // The ids of tests come from a seed and the time: those of the archive are taken.
    restored.pass_seconds(60);
    assert_eq!(restored.current::<care::Patient>(ada).await.unwrap().value(), &patient("A-1", "Example", "Ada"));
}

pub(super) async fn an_archive_of_an_older_schema_is_brought_up_to_date(target: TestTarget) {
    assert_eq!(backup::inspect(&mut &*FIRST_SCHEMA).unwrap().header.schema_version, 1);
    let (restored, _) = restore_into(target, FIRST_SCHEMA, BrokenAudit::Refuse).await.unwrap();
    // The ids of tests come from a seed and the time: those of the archive are taken.
    restored.pass_seconds(60);
    assert_eq!(restored.database.schema_version().await, Ok(SCHEMA_VERSION));
    let found = read!(restored, |unit| crate::patient::by_record_numbers(unit, &["A-1".to_owned()]).await).unwrap();
    assert_eq!(found[0].value(), &patient("A-1", "Example", "Ada"));
    assert!(read!(restored, |unit| crate::user::all(unit).await).unwrap().is_empty());
    // Who touched the patient before the restoration is still told by patient, though the archive has no such table.
    let ada = found[0].id;
    let page = AuditPage::newest(10);
    let touched = read!(restored, |unit| audit::by_patient(unit, ada, page).await).unwrap();
    assert!(touched.iter().any(|entry| entry.action == "write"), "{touched:?}");
}

pub(super) async fn a_used_database_is_not_restored_into(target: TestTarget) {
    let practice = practice(target).await;
    let (bytes, _) = archive_of(&practice).await;
    let mut input = bytes.as_slice();
    let refused = backup::restore(&practice.options, practice.ports(), &operation("restore"), &mut input, BrokenAudit::Refuse).await;
    // The backup itself left an audit row.
    assert_eq!(refused.unwrap_err(), StorageError::NotEmpty { table: "audit" });
    // A database whose schema was made and never used is as good as a new one.
    let unused = restore_like(&practice, &bytes, BrokenAudit::Refuse).await.unwrap().0;
    assert!(unused.database.verify_audit(None).await.unwrap().holds());
}

pub(super) async fn a_broken_audit_chain_is_refused_unless_accepted(target: TestTarget) {
    let practice = practice(target).await;
    fill(&practice).await;
    practice.tamper("UPDATE audit SET actor = 'operator:someone' WHERE id = (SELECT MIN(id) FROM audit)", Vec::new()).await;
    let (bytes, _) = archive_of(&practice).await;
    let refused = restore_like(&practice, &bytes, BrokenAudit::Refuse).await.map(drop).unwrap_err();
    assert!(matches!(refused, StorageError::Archive { problem: ArchiveProblem::AuditChain { broken: 1 }, .. }), "{refused}");
    let (restored, _) = restore_like(&practice, &bytes, BrokenAudit::Accept).await.unwrap();
    assert_eq!(restored.database.verify_audit(None).await.unwrap().broken.len(), 1);
}

/// Whoever takes the newest seals away, or slips a row in behind them, breaks no link of the chain that is left.
pub(super) async fn an_audit_with_rows_that_lost_their_seal_is_refused(target: TestTarget) {
    let practice = practice(target).await;
    fill(&practice).await;
    let slipped_in = "INSERT INTO audit SELECT '00000000-0000-7000-8000-000000000001', at, actor, action, purpose, request, outcome, \
                      patient_count, batch_id, detail FROM audit WHERE id = (SELECT MIN(id) FROM audit)";
    practice.database.seal_audit().await.unwrap();
    practice.tamper(slipped_in, Vec::new()).await;
    // Somebody goes on working: the row does not wait for its seal, it was passed over.
    practice.pass_seconds(3600);
    practice.patient("A-99", "Example", "Late").await;
    let (bytes, _) = archive_of(&practice).await;
    let refused = restore_like(&practice, &bytes, BrokenAudit::Refuse).await.map(drop).unwrap_err();
    assert!(matches!(refused, StorageError::Archive { problem: ArchiveProblem::AuditChain { broken: 1 }, .. }), "{refused}");
    assert!(restore_like(&practice, &bytes, BrokenAudit::Accept).await.is_ok());
}

/// A disk on which nothing finds room.
struct FullDisk;

impl std::io::Write for FullDisk {
    fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
        Err(std::io::ErrorKind::StorageFull.into())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

pub(super) async fn a_backup_is_audited(target: TestTarget) {
    let practice = practice(target).await;
    fill(&practice).await;
    let failed = practice.database.backup(&operation("backup"), &mut FullDisk).await.unwrap_err();
    assert!(matches!(failed, StorageError::ArchiveIo { .. }));
    let entries = read!(practice, |unit| audit::newest(unit, AuditPage::newest(2)).await).unwrap();
    let told: Vec<_> = entries.iter().map(|entry| (entry.action.as_str(), entry.outcome, entry.patient_count)).collect();
    assert_eq!(told, [("backup", Outcome::Failed, 1), ("backup", Outcome::Done, 1)]);
}

#[tokio::test]
async fn no_byte_of_an_archive_can_change_unnoticed() {
    let practice = practice(testing::sqlite_target()).await;
    fill(&practice).await;
    let (bytes, _) = archive_of(&practice).await;
    let random = SeededRandom::new(20_261_123);
    for _ in 0..400 {
        let mut damaged = bytes.clone();
        let position = usize::try_from(random.next() % bytes.len() as u64).unwrap();
        let flip = u8::try_from(random.next() % 255).unwrap() + 1;
        damaged[position] ^= flip;
        let error = backup::inspect(&mut damaged.as_slice()).expect_err("a changed byte is found");
        assert!(matches!(error, StorageError::Archive { .. }), "byte {position} ^ {flip}: {error}");
    }
    for _ in 0..100 {
        let end = usize::try_from(random.next() % bytes.len() as u64).unwrap();
        assert!(backup::inspect(&mut &bytes[..end]).is_err(), "cut off at {end}");
    }
    let mut longer = bytes.clone();
    longer.push(b'x');
    assert!(backup::inspect(&mut longer.as_slice()).is_err());
    // A damaged archive leaves the database as it was: empty, and ready for the good one.
    let target = testing::sqlite_target();
    let test = testing::open_with(target, async |options, ports: crate::Ports| {
        let mut damaged = bytes.clone();
        let last = damaged.len() - 10;
        damaged[last] ^= 1;
        let refused = backup::restore(options, ports.clone(), &operation("restore"), &mut damaged.as_slice(), BrokenAudit::Refuse).await;
        assert!(matches!(refused, Err(StorageError::Archive { problem: ArchiveProblem::ArchiveHash, .. })));
        let restored = backup::restore(options, ports, &operation("restore"), &mut bytes.as_slice(), BrokenAudit::Refuse).await?;
        Ok::<Database, StorageError>(restored.0)
    })
    .await
    .unwrap();
    assert!(test.database.verify_audit(None).await.unwrap().holds());
}

#[tokio::test]
async fn what_is_not_an_archive_is_told_so() {
    let check = |bytes: &[u8], expected: &str| {
        let error = backup::inspect(&mut &*bytes).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    };
    check(b"", "it is cut off");
    check(b"SQLite format 3\0", "not a backup archive");
    check(b"H11:T5:other;I1;\n", "not a backup archive");
    check(b"H27:T19:throughline archive;I99;\n", "not a backup archive");
    check(b"H28:T19:throughline archive;I99;\n", "its format 99 is newer than this program knows (1)");
}
