//! The audit: what is told, what is sealed, what is found out.

use care::Patient;
use vocabulary::{Actor, AuditId, PatientId, Purpose, Role};

use super::fixtures::*;
use crate::audit::{self, AuditEntry, AuditFilter, AuditPage, AuditReport, BrokenRange, BrokenSeal, Outcome, UnsealedRange};
use crate::database::Value;
use crate::import_batch::{self, BatchCounts, NewBatch};
use crate::testing::{TestTarget, operation};
use crate::{Entry, Operation, StorageError, Stored, View};

async fn newest(practice: &Practice) -> Vec<AuditEntry> {
    read!(practice, |unit| audit::newest(unit, AuditPage::newest(100)).await).unwrap()
}

async fn patients_of(practice: &Practice, id: AuditId) -> Vec<PatientId> {
    // Outside of a unit, so that asking leaves no row.
    let mut transaction = practice.database.begin_read().await.unwrap();
    let text = "SELECT patient_id FROM audit_patient WHERE audit_id = $1 ORDER BY patient_id";
    let rows = transaction.fetch_all(&crate::database::Sql::new("audit_patient", text), vec![Value::id(id)]).await.unwrap();
    rows.iter().map(|row| row.reader("audit_patient").parsed().unwrap()).collect()
}

pub(super) async fn a_read_that_touches_a_patient_leaves_a_row(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let actor = Actor::User { id: practice.id(), roles: vec![Role::Clinician] };
    let purpose = Purpose::StatedReason("covering for a colleague".to_owned());
    let operation = Operation { actor: actor.clone(), purpose, ..operation("view_patient") };
    let at = practice.pass_seconds(5);
    let found = practice.database.read(&operation, move |unit| Box::pin(async move { unit.current::<Patient>(ada).await })).await;
    assert!(found.unwrap().is_some());
    let entry = newest(&practice).await.remove(0);
    assert_eq!((entry.action.as_str(), entry.actor, entry.at), ("view_patient", actor.code(), at));
    assert_eq!((entry.purpose.as_str(), entry.request.as_str()), ("stated reason: covering for a colleague", "test-request"));
    assert_eq!((entry.outcome, entry.patient_count, entry.batch), (Outcome::Done, 1, None));
    assert_eq!(patients_of(&practice, entry.id).await, [ada]);
}

pub(super) async fn a_read_that_touches_nobody_leaves_no_row(target: TestTarget) {
    let practice = practice(target).await;
    let before = newest(&practice).await.len();
    read!(practice, |unit| crate::program::all(unit, View::Current).await).unwrap();
    let unknown: PatientId = practice.id();
    assert_eq!(read!(practice, |unit| unit.current::<Patient>(unknown).await).unwrap(), None);
    assert_eq!(newest(&practice).await.len(), before);
}

pub(super) async fn what_is_made_of_a_read_is_handed_over_when_its_row_is_stored(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let view = operation("view_caseload");
    let look = async || {
        let found =
            practice.database.read_on_record(&view, move |unit| Box::pin(async move { unit.require::<Patient>(ada).await })).await?;
        found.map(|patient: Stored<Patient>| patient.value().given_name.clone()).stored().await
    };
    let given: Result<String, StorageError> = look().await;
    assert_eq!(given.unwrap(), "Ada");
    let entry = newest(&practice).await.remove(0);
    assert_eq!((entry.action.as_str(), entry.outcome, entry.patient_count), ("view_caseload", Outcome::Done, 1));
    assert_eq!(patients_of(&practice, entry.id).await, [ada]);
    practice.tamper("ALTER TABLE audit_pending RENAME TO out_of_reach", Vec::new()).await;
    assert!(look().await.is_err(), "without its row nothing is handed over");
}

pub(super) async fn a_failed_write_changes_nothing_and_is_told(target: TestTarget) {
    let practice = practice(target).await;
    let id = practice.id();
    let entry = Entry::new(id, patient("A-1", "Example", "Ada"), day("2026-11-02"));
    let failed: Result<(), StorageError> = save!(practice, |unit| {
        unit.insert(&entry).await?;
        Err(StorageError::Busy)
    });
    assert_eq!(failed, Err(StorageError::Busy));
    assert_eq!(practice.count("SELECT COUNT(*) FROM patient").await, 0);
    let entry = newest(&practice).await.remove(0);
    assert_eq!((entry.outcome, entry.patient_count), (Outcome::Failed, 1));
    assert_eq!(patients_of(&practice, entry.id).await, [id]);
}

pub(super) async fn a_refusal_is_told(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    practice.database.audit_refusal(&operation("view_patient"), Some(ada), "outside_care_team").await.unwrap();
    let entry = newest(&practice).await.remove(0);
    assert_eq!((entry.outcome, entry.detail.as_deref()), (Outcome::Refused, Some("outside_care_team")));
    assert_eq!(patients_of(&practice, entry.id).await, [ada]);
}

pub(super) async fn a_bulk_operation_names_its_batch_and_a_count(target: TestTarget) {
    let practice = practice(target).await;
    let batch = NewBatch {
        id: practice.id(),
        file_name: "patients.csv".to_owned(),
        sha256: "ab".repeat(32),
        kind: "csv".to_owned(),
        mapping_name: String::new(),
        mapping_sha256: String::new(),
    };
    let batch_id = batch.id;
    let entries: Vec<Entry<Patient>> =
        (0..40).map(|number| Entry::new(practice.id(), patient(&format!("A-{number}"), "Example", "Ada"), day("2026-11-02"))).collect();
    let one = entries[7].id;
    save!(practice, |unit| {
        import_batch::begin(unit, &batch).await?;
        unit.insert_many(&entries).await?;
        import_batch::finish(unit, BatchCounts { rows_read: 40, records_added: 40, ..BatchCounts::default() }).await
    })
    .unwrap();
    let entry = newest(&practice).await.remove(0);
    assert_eq!((entry.patient_count, entry.batch), (40, Some(batch_id)));
    assert!(patients_of(&practice, entry.id).await.is_empty());
    // The patient's own audit page finds the import all the same.
    let of_patient = read!(practice, |unit| audit::by_patient(unit, one, AuditPage::newest(10)).await).unwrap();
    assert_eq!(of_patient.iter().map(|entry| entry.batch).collect::<Vec<_>>(), [Some(batch_id)]);
    assert_eq!(practice.current::<Patient>(one).await.unwrap().recorded.source, vocabulary::Source::Batch(batch_id));
}

pub(super) async fn every_way_to_load_a_patient_is_audited(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let program = practice.insert(program("IOP")).await;
    let clinician = practice.insert(clinician("C1")).await;
    let episode = practice.insert(episode(ada, program)).await;
    practice.insert(level_of_care_period(episode, program)).await;
    practice.insert(diagnosis(ada)).await;
    practice.insert(member(ada, clinician, "2026-10-01", None)).await;
    practice.insert(participation(episode)).await;
    practice.insert(housing(ada)).await;
    super::messages::fill(&practice, ada).await;
    let id = practice.administer(practice.phq9(ada, "2026-11-20", 9)).await;
    /// Runs a read and says whether its audit row names the patient.
    macro_rules! check {
        ($($what:literal => |$unit:ident| $body:expr;)*) => {$(
            read!(practice, |$unit| $body.map(drop)).unwrap();
            let entry = newest(&practice).await.remove(0);
            assert_eq!(patients_of(&practice, entry.id).await, [ada], $what);
            practice.tamper("DELETE FROM audit_patient WHERE audit_id = $1", vec![Value::id(entry.id)]).await;
        )*};
    }
    let now = View::Current;
    let page = || crate::patient::NamePage::first(10);
    check! {
        "by id" => |unit| unit.current::<Patient>(ada).await;
        "history" => |unit| unit.history::<Patient>(ada).await;
        "by number" => |unit| crate::patient::by_record_number(unit, "A-1", now).await;
        "by numbers" => |unit| crate::patient::by_record_numbers(unit, &["A-1".to_owned()]).await;
        "list" => |unit| crate::patient::all(unit, now, &page()).await;
        "search" => |unit| crate::patient::search(unit, "exa", now, &page()).await;
        "caseload" => |unit| crate::patient::of_care_team(unit, clinician, day("2026-11-01"), now, &page()).await;
        "episodes" => |unit| crate::episode::of_patients(unit, &[ada], now).await;
        "program" => |unit| crate::episode::of_program(unit, program, now).await;
        "periods" => |unit| crate::level_of_care_period::of_patients(unit, &[ada], now).await;
        "episode" => |unit| crate::level_of_care_period::of_episode(unit, episode, now).await;
        "diagnoses" => |unit| crate::diagnosis::of_patients(unit, &[ada], now).await;
        "care team" => |unit| crate::care_team::of_patients(unit, &[ada], now).await;
        "parts of an episode" => |unit| crate::participation::of_patients(unit, &[ada], now).await;
        "records of a patient" => |unit| crate::housing::of_patients(unit, &[ada], now).await;
        "administrations" => |unit| crate::administration::of_patients(unit, &[ada], now).await;
        "answers" => |unit| crate::responses::of(unit, id, vocabulary::Version::FIRST).await;
        "answers of many" => |unit| crate::responses::of_many(unit, &[id], now).await;
        "score" => |unit| crate::score::current(unit, id).await;
        "scores" => |unit| crate::score::of_patients(unit, &[ada], None, now).await;
        "standing" => |unit| crate::score::standing(unit, &[(ada, None)]).await;
        "contacts" => |unit| crate::contact::of_patients(unit, &[ada], now).await;
        "contacts by address" => |unit| crate::contact::by_address(unit, care::Channel::Email, "ada@example.org").await;
        "contacts and consents" => |unit| crate::contact::known_of_patients(unit, &[ada]).await;
        "messages" => |unit| crate::message::of_patient(unit, &[ada], 10).await;
        "outbox" => |unit| {
            crate::message::page(unit, crate::message::MessageFilter::default(), crate::message::MessagePage { before: None, size: 10 }).await
        };
        "audit" => |unit| audit::by_patient(unit, ada, AuditPage::newest(10)).await;
    }
}

pub(super) async fn the_audit_is_read_in_pages(target: TestTarget) {
    let practice = practice(target).await;
    let (ada, bob) = (practice.patient("A-1", "Example", "Ada").await, practice.patient("A-2", "Example", "Bob").await);
    let kim = by(Actor::User { id: practice.id(), roles: vec![] }, "view");
    for patient in [ada, bob, ada, bob, ada] {
        practice.pass_seconds(1);
        practice.database.read(&kim, move |unit| Box::pin(async move { unit.current::<Patient>(patient).await })).await.unwrap();
    }
    let code = kim.actor.code();
    let first = read!(practice, |unit| audit::by_actor(unit, &code, AuditPage::newest(3)).await).unwrap();
    let before = first.last().map(|entry| entry.id);
    let code = kim.actor.code();
    let second = read!(practice, |unit| audit::by_actor(unit, &code, AuditPage { before, size: 3 }).await).unwrap();
    assert_eq!((first.len(), second.len()), (3, 2));
    assert!(first.iter().chain(&second).map(|entry| entry.id).is_sorted_by(|left, right| left > right));
    let of_ada = read!(practice, |unit| audit::by_patient(unit, ada, AuditPage::newest(10)).await).unwrap();
    // Inserted once, viewed three times.
    assert_eq!(of_ada.len(), 4);
    let ids: Vec<AuditId> = of_ada.iter().map(|entry| entry.id).collect();
    let expected: Vec<_> = ids.iter().map(|id| (*id, ada)).collect();
    let pairs = read!(practice, |unit| audit::patients_of(unit, &ids).await).unwrap();
    assert_eq!(pairs, expected);
}

pub(super) async fn the_audit_is_found_by_several_things_at_once(target: TestTarget) {
    let practice = practice(target).await;
    let (ada, bob) = (practice.patient("A-1", "Example", "Ada").await, practice.patient("A-2", "Example", "Bob").await);
    let kim = by(Actor::User { id: practice.id(), roles: vec![] }, "view");
    let mut at = Vec::new();
    for patient in [ada, bob, ada, ada] {
        at.push(practice.pass_seconds(60));
        practice.database.read(&kim, move |unit| Box::pin(async move { unit.current::<Patient>(patient).await })).await.unwrap();
    }
    let found = async |filter: AuditFilter, before: Option<AuditId>| -> Vec<AuditId> {
        let found = read!(practice, |unit| audit::find(unit, &filter, AuditPage { before, size: 10 }).await).unwrap();
        found.iter().map(|entry| entry.id).collect()
    };
    let of_kim = AuditFilter { actor: Some(kim.actor.code()), action: Some("view".to_owned()), ..AuditFilter::default() };
    let all = found(of_kim.clone(), None).await;
    assert_eq!(all.len(), 4);
    assert_eq!(found(of_kim.clone(), Some(all[0])).await, all[1..], "the next page keeps the filter");
    let between = AuditFilter { from: Some(at[1]), until: Some(at[3]), ..of_kim.clone() };
    assert_eq!(found(between.clone(), None).await, all[1..3]);
    let entries = read!(practice, |unit| audit::newest(unit, AuditPage::newest(100)).await).unwrap();
    let fitting: Vec<AuditId> = entries.iter().filter(|entry| between.fits(entry)).map(|entry| entry.id).collect();
    assert_eq!(fitting, all[1..3], "an entry at hand is judged as the database judges it");
    let other = AuditFilter { action: Some("export".to_owned()), ..of_kim };
    assert_eq!(found(other, None).await, Vec::new());
}

/// A practice with sealed audit rows of five patients, numbers 1 to 5.
async fn sealed_practice(target: TestTarget) -> (Practice, Vec<AuditId>) {
    let practice = practice(target).await;
    for number in 0..5 {
        practice.patient(&format!("A-{number}"), "Example", "Ada").await;
    }
    assert_eq!(practice.database.seal_audit().await, Ok(5));
    let mut ids: Vec<AuditId> = newest(&practice).await.into_iter().map(|entry| entry.id).collect();
    ids.reverse();
    (practice, ids)
}

async fn broken(practice: &Practice) -> Vec<BrokenRange> {
    practice.database.verify_audit(None).await.unwrap().broken
}

pub(super) async fn sealed_rows_verify_and_unsealed_ones_are_counted_apart(target: TestTarget) {
    let (practice, _) = sealed_practice(target).await;
    assert_eq!(practice.database.seal_audit().await, Ok(0));
    practice.patient("A-9", "Example", "Ada").await;
    let report = practice.database.verify_audit(None).await.unwrap();
    assert!(report.holds());
    assert_eq!((report.sealed, report.unsealed()), (5, 1));
    let written = newest(&practice).await.remove(0);
    let range = UnsealedRange { first: written.id, last: written.id, rows: 1, from: written.at, until: written.at };
    assert_eq!((report.waiting, report.seal_missing), (vec![range], vec![]));
    assert_eq!(practice.database.seal_audit().await, Ok(1));
    let report = practice.database.verify_audit(None).await.unwrap();
    assert_eq!((report.sealed, report.unsealed(), report.head.map(|head| head.sequence)), (6, 0, Some(6)));
}

pub(super) async fn tampering_is_found_where_it_happened(target: TestTarget) {
    let (practice, ids) = sealed_practice(target).await;
    let changed = |first, last| vec![BrokenRange { first, last, problem: BrokenSeal::Changed }];
    let id = |place: usize| vec![Value::id(ids[place - 1])];

    practice.tamper("UPDATE audit SET actor = 'operator:someone' WHERE id = $1", id(2)).await;
    assert_eq!(broken(&practice).await, changed(2, 2));
    practice.tamper("UPDATE audit SET actor = 'operator:test' WHERE id = $1", id(2)).await;
    assert_eq!(broken(&practice).await, []);

    practice.tamper("UPDATE audit SET outcome = 'refused' WHERE id IN ($1, $2)", vec![Value::id(ids[2]), Value::id(ids[3])]).await;
    assert_eq!(broken(&practice).await, changed(3, 4));
    practice.tamper("UPDATE audit SET outcome = 'done' WHERE id IN ($1, $2)", vec![Value::id(ids[2]), Value::id(ids[3])]).await;

    // Out of sight of whoever asks for the patient.
    practice.tamper("DELETE FROM audit_of_patient WHERE audit_id = $1", id(4)).await;
    assert_eq!(broken(&practice).await, changed(4, 4));
    practice
        .tamper(
            "INSERT INTO audit_of_patient (patient_id, audit_id) SELECT patient_id, audit_id FROM audit_patient WHERE audit_id = $1",
            id(4),
        )
        .await;
    assert_eq!(broken(&practice).await, []);

    practice.tamper("DELETE FROM audit_patient WHERE audit_id = $1", id(5)).await;
    assert_eq!(broken(&practice).await, changed(5, 5));
    practice.tamper("DELETE FROM audit WHERE id = $1", id(5)).await;
    assert_eq!(broken(&practice).await, [BrokenRange { first: 5, last: 5, problem: BrokenSeal::RowMissing }]);

    practice.tamper("DELETE FROM audit_seal WHERE sequence = 3", Vec::new()).await;
    let expected = [
        BrokenRange { first: 3, last: 3, problem: BrokenSeal::SealMissing },
        BrokenRange { first: 5, last: 5, problem: BrokenSeal::RowMissing },
    ];
    assert_eq!(broken(&practice).await, expected);
    // The row whose seal was taken away does not wait for one.
    let report = practice.database.verify_audit(None).await.unwrap();
    assert_eq!((report.unsealed(), report.seal_missing.iter().map(|range| (range.first, range.rows)).collect()), (0, vec![(ids[2], 1)]));

    // A forger who computes a new hash for a changed row breaks the next one.
    practice.tamper("UPDATE audit_seal SET hash = $1 WHERE sequence = 1", vec!["00".repeat(32).into()]).await;
    assert_eq!(broken(&practice).await[0], BrokenRange { first: 1, last: 2, problem: BrokenSeal::Changed });
}

pub(super) async fn rows_whose_seals_were_removed_do_not_wait(target: TestTarget) {
    let (practice, ids) = sealed_practice(target).await;
    let rows = |report: &AuditReport| -> Vec<(AuditId, AuditId, i64)> {
        report.seal_missing.iter().map(|range| (range.first, range.last, range.rows)).collect()
    };
    // The end of the chain is taken off, so that no gap is left, and rows are edited.
    practice.tamper("DELETE FROM audit_seal WHERE sequence > 2", Vec::new()).await;
    practice.tamper("UPDATE audit SET actor = 'operator:someone' WHERE id = $1", vec![Value::id(ids[3])]).await;
    let report = practice.database.verify_audit(None).await.unwrap();
    assert_eq!((report.holds(), report.unsealed(), rows(&report)), (false, 0, vec![(ids[2], ids[4], 3)]));
    // Sealing does not make it good: these rows are not among those that wait.
    assert_eq!(practice.database.seal_audit().await, Ok(0));
    // Nor do later rows, which are sealed as always.
    practice.pass_seconds(2 * 3_600);
    practice.patient("A-9", "Example", "Ada").await;
    assert_eq!(practice.database.seal_audit().await, Ok(1));
    let report = practice.database.verify_audit(None).await.unwrap();
    assert_eq!((report.holds(), rows(&report)), (false, vec![(ids[2], ids[4], 3)]));
    // One that is put back among those that wait was overtaken long ago.
    practice.tamper("INSERT INTO audit_pending (audit_id) VALUES ($1)", vec![Value::id(ids[2])]).await;
    let report = practice.database.verify_audit(None).await.unwrap();
    assert_eq!((report.holds(), report.unsealed(), rows(&report)), (false, 0, vec![(ids[2], ids[4], 3)]));
}

pub(super) async fn a_cut_off_tail_is_found_by_the_head_noted_elsewhere(target: TestTarget) {
    let (practice, ids) = sealed_practice(target).await;
    let head = practice.database.audit_head().await.unwrap().unwrap();
    assert!(practice.database.verify_audit(Some(&head)).await.unwrap().holds());
    let last = vec![Value::id(ids[4])];
    practice.tamper("DELETE FROM audit_patient WHERE audit_id = $1", last.clone()).await;
    practice.tamper("DELETE FROM audit WHERE id = $1", last.clone()).await;
    practice.tamper("DELETE FROM audit_seal WHERE audit_id = $1", last).await;
    // Nothing inside the database shows it, the head noted in the last backup does.
    assert!(practice.database.verify_audit(None).await.unwrap().holds());
    let report = practice.database.verify_audit(Some(&head)).await.unwrap();
    assert_eq!((report.expected_head_found, report.holds()), (Some(false), false));
}

pub(super) async fn several_sealers_do_not_disturb_each_other(target: TestTarget) {
    let practice = practice(target).await;
    for number in 0..30 {
        practice.patient(&format!("A-{number}"), "Example", "Ada").await;
    }
    let seal = || practice.database.seal_audit();
    let (one, two, three) = tokio::join!(seal(), seal(), seal());
    let sealed = one.unwrap() + two.unwrap() + three.unwrap() + seal().await.unwrap();
    assert_eq!(sealed, 30);
    let report = practice.database.verify_audit(None).await.unwrap();
    assert_eq!((report.holds(), report.sealed, report.unsealed()), (true, 30, 0));
}
