//! The schema: from older to newer, and never the other way round.

use care::Patient;

use super::fixtures::*;
use crate::database::{SCHEMA_VERSION, Value};
use crate::testing::{self, TestTarget};
use crate::{Database, Options, StorageError, Target};

pub(super) async fn a_populated_older_database_is_brought_up_to_date(target: TestTarget) {
    let mut practice = Practice { test: testing::open_at(target, 1).await };
    assert_eq!(practice.database.schema_version().await, Ok(1));
    let ada = Box::pin(practice.as_before_judgements(practice.patient("A-1", "Example", "Ada"))).await;
    let administered = Box::pin(practice.administer(practice.phq9(ada, "2026-11-20", 9)));
    let id = Box::pin(practice.as_before_judgements(administered)).await;
    // As a program of that time wrote it, which knew of none that closed.
    let place: vocabulary::ProgramId = practice.id();
    let row = "INSERT INTO program (id, version, recorded_at, effective_day, recorder, source, code, name, level_of_care, zone, part2) VALUES \
               ($1, 1, '2026-11-23T12:00:00.000000Z', '2026-11-02', 'operator:test', 'form', 'IOP', 'Riverside IOP', 'IOP', 'America/New_York', 1)";
    assert_eq!(practice.tamper(row, vec![Value::id(place)]).await, 1);
    let episode = Box::pin(practice.as_before_judgements(practice.insert(episode(ada, place)))).await;
    Box::pin(practice.as_before_judgements(practice.database.seal_audit())).await.unwrap();
    practice.database.close().await;

    practice.test.database = Database::open(&practice.options, practice.ports()).await.unwrap();
    assert_eq!(practice.database.schema_version().await, Ok(SCHEMA_VERSION));
    assert_eq!(practice.current::<Patient>(ada).await.unwrap().value(), &patient("A-1", "Example", "Ada"));
    assert_eq!(practice.current::<care::Program>(place).await.unwrap().value(), &program("IOP"), "it is open");
    assert!(read!(practice, |unit| crate::score::current(unit, id).await).unwrap().is_some());
    // Whom sealed operations touched is found by patient, as in a new database.
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

/// A row of a record table as a program of that time wrote it: the columns that all have, then its own.
fn old_row(table: &str, columns: &str, values: &str) -> String {
    format!(
        "INSERT INTO {table} (id, version, recorded_at, effective_day, recorder, source, {columns}) VALUES \
         ('old', 1, '2026-01-02T00:00:00.000000Z', '2026-01-02', 'operator:test', 'form', {values})"
    )
}

/// A table with rows before a migration gave it a column: what stood there still stands, and the new column says what the migration says.
pub(super) async fn tables_that_get_a_column_keep_their_rows(target: TestTarget) {
    // One database goes through all of them: rows are written at the schema before each change.
    let mut practice = Practice { test: testing::open_at(target, 6).await };
    let at = "'2026-01-02T00:00:00.000000Z'";
    let before: [(i64, Vec<String>); 6] = [
        (
            6,
            vec![
                old_row(
                    "determination",
                    "patient_id, episode_id, made_at, engine_version, criteria_set, criteria_version, criteria_sha256, outcome, snapshot, trace",
                    &format!("'p', 'e', {at}, '1', 'set', '1', 'sha', 'continue', '{{}}', '{{}}'"),
                ),
                old_row(
                    "determination_decision",
                    "patient_id, determination_id, decision, reason, decided_by, signature, decided_at",
                    &format!("'p', 'old', 'agree', 'as told', 'u', 'Dr. Invented', {at}"),
                ),
                old_row(
                    "external_level_of_care",
                    "patient_id, tool, edition, day, rater, level",
                    "'p', 'a tool', '1', '2026-01-02', 'Invented', '2.1'",
                ),
            ],
        ),
        (11, vec![old_row("on_call_shift", "user_id, starts_at", &format!("'u', {at}"))]),
        (
            12,
            vec![old_row(
                "release",
                "patient_count, subject, recipient, reason, basis, sha256",
                "1, 'scores', 'a payer', 'asked', 'payment', 'sha'",
            )],
        ),
        (
            13,
            vec![format!(
                "INSERT INTO user_account (id, sign_in_name, name, password_hash, licensed, created_at) VALUES ('u', 'ada', 'Ada', 'hash', 0, {at})"
            )],
        ),
        (
            21,
            vec![format!(
                "INSERT INTO overpayment_step (id, recorded_at, recorder, finding, subject, kind, day, amount_cents, note) VALUES \
                 ('old', {at}, 'operator:test', 'f1', 'claim', 'confirmed', '2026-01-02', 3000000000, 'kept')"
            )],
        ),
        (
            44,
            vec![format!(
                "INSERT INTO message (id, message_key, template, channel, language, zone, is_urgent, detail, created_at, recorder, planned_at, due_at, \
                 expires_at, state, tries, lease_token) VALUES ('old', \
                 'check-in:01890000-0000-7000-8000-000000000001:01890000-0000-7000-8000-000000000002:reminder:1', 'check_in_reminder', 'email', 'en', \
                 'UTC', 0, '/c/AAAAAAAAAAAAAAAAAAAAAAAAAAA', {at}, 'operator:test', {at}, {at}, {at}, 'planned', 0, 0)"
            )],
        ),
    ];
    for (version, rows) in before {
        practice.database.migrate_to(version).await.unwrap();
        for row in rows {
            let text: &'static str = Box::leak(row.into_boxed_str());
            assert_eq!(practice.tamper(text, Vec::new()).await, 1, "{text}");
        }
    }
    practice.database.close().await;
    practice.test.database = Database::open(&practice.options, practice.ports()).await.unwrap();
    assert_eq!(practice.database.schema_version().await, Ok(SCHEMA_VERSION));
    let kept = [
        "SELECT COUNT(*) FROM determination WHERE id = 'old' AND outcome = 'continue' AND judgement = ''",
        "SELECT COUNT(*) FROM determination_decision WHERE reason = 'as told' AND direction IS NULL AND override_reason IS NULL",
        "SELECT COUNT(*) FROM external_level_of_care WHERE level = '2.1' AND attachment = ''",
        "SELECT COUNT(*) FROM on_call_shift WHERE user_id = 'u' AND is_on_site = 0",
        "SELECT COUNT(*) FROM release WHERE recipient = 'a payer' AND consent_id IS NULL AND authority = ''",
        "SELECT COUNT(*) FROM user_account WHERE name = 'Ada' AND language IS NULL",
        "SELECT COUNT(*) FROM message WHERE state = 'planned' AND detail = 'link:01890000-0000-7000-8000-000000000002'",
        "SELECT COUNT(*) FROM overpayment_step WHERE note = 'kept' AND amount_cents = 3000000000 AND release_id IS NULL",
    ];
    for text in kept {
        assert_eq!(practice.count(text).await, 1, "{text}");
    }
}

/// An administration that was moved before there was a list of what was moved.
pub(super) async fn what_was_moved_before_is_recognised(target: TestTarget) {
    let mut practice = Practice { test: testing::open_at(target, 24).await };
    let (wrong, right) = (practice.patient("A-1", "Example", "Ada").await, practice.patient("A-2", "Example", "Bob").await);
    let moved = practice.administer(practice.phq9(wrong, "2026-11-20", 9)).await;
    let withdrawn = practice.administer(practice.phq9(wrong, "2026-11-21", 9)).await;
    let before = practice.pass_seconds(60);
    practice.pass_seconds(60);
    let anew = practice.phq9(right, "2026-11-20", 9);
    let moving = save!(practice, |unit| {
        unit.void::<instruments::Administration>(moved, vocabulary::Version::FIRST, "wrong chart").await?;
        crate::administration::insert(unit, anew).await
    });
    moving.unwrap();
    practice.pass_seconds(60);
    save!(practice, |unit| unit.void::<instruments::Administration>(withdrawn, vocabulary::Version::FIRST, "twice").await).unwrap();
    practice.database.close().await;
    practice.test.database = Database::open(&practice.options, practice.ports()).await.unwrap();
    let then = read!(practice, |unit| crate::administration::of_patients(unit, &[wrong], crate::View::AsOf(before)).await).unwrap();
    assert_eq!(then.iter().map(|stored| stored.id).collect::<Vec<_>>(), [withdrawn]);
}

/// Releases that left before whom each is about was written beside it.
pub(super) async fn whom_a_release_was_about_before_is_found_in_the_audit(target: TestTarget) {
    let mut practice = Practice { test: testing::open_at(target, 34).await };
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let ben = practice.patient("A-2", "Example", "Ben").await;
    let release = async |about: Vec<vocabulary::PatientId>| {
        let id = practice.id();
        let one = if let [patient] = about.as_slice() { Some(*patient) } else { None };
        let value = super::packets::release_about(one, i64::try_from(about.len()).unwrap());
        let operation = testing::operation("release");
        let written = practice.database.write::<_, StorageError, _>(&operation, move |unit| {
            Box::pin(async move {
                for patient in &about {
                    unit.touch(*patient);
                }
                unit.insert(&crate::Entry::new(id, value, day("2026-11-02"))).await
            })
        });
        written.await.unwrap();
        practice.pass_seconds(60);
        id
    };
    let (both, one) = (release(vec![ada, ben]).await, release(vec![ada]).await);
    practice.database.close().await;
    practice.test.database = Database::open(&practice.options, practice.ports()).await.unwrap();
    for (patient, expected) in [(ada, vec![one, both]), (ben, vec![both])] {
        let found = read!(practice, |unit| crate::release::of_patients(unit, &[patient], crate::View::Current).await).unwrap();
        assert_eq!(found.iter().map(|stored| stored.id).collect::<Vec<_>>(), expected);
    }
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
