//! Import batches.

use care::Patient;

use super::fixtures::*;
use crate::import_batch::{self, BatchCounts, BatchState, NewBatch, Rejection};
use crate::testing::TestTarget;
use crate::{Entry, StorageError, UniqueKey};

fn batch(practice: &Practice, sha256: &str) -> NewBatch {
    NewBatch {
        id: practice.id(),
        file_name: "forms.csv".to_owned(),
        sha256: sha256.to_owned(),
        kind: "csv".to_owned(),
        mapping_name: "clinic.toml".to_owned(),
        mapping_sha256: "m1".to_owned(),
    }
}

const COUNTS: BatchCounts = BatchCounts { rows_read: 2, records_added: 1, records_unchanged: 1, rows_rejected: 0 };

async fn import(practice: &Practice, batch: NewBatch, number: &str) -> Result<(), StorageError> {
    import_with(practice, batch, number, COUNTS).await
}

async fn import_with(practice: &Practice, batch: NewBatch, number: &str, counts: BatchCounts) -> Result<(), StorageError> {
    let entry: Entry<Patient> = Entry::new(practice.id(), patient(number, "Example", "Ada"), day("2026-11-02"));
    save!(practice, |unit| {
        import_batch::begin(unit, &batch).await?;
        unit.insert(&entry).await?;
        import_batch::finish(unit, counts).await
    })
}

pub(super) async fn a_batch_is_kept_whole_or_not_at_all(target: TestTarget) {
    let practice = practice(target).await;
    practice.patient("A-1", "Example", "Ada").await;
    let failing = batch(&practice, "f1");
    let entries: Vec<Entry<Patient>> =
        (["A-7", "A-1"].iter()).map(|number| Entry::new(practice.id(), patient(number, "Example", "Ada"), day("2026-11-02"))).collect();
    let id = failing.id;
    let failed = save!(practice, |unit| {
        import_batch::begin(unit, &failing).await?;
        unit.insert_many(&entries[..1]).await?;
        unit.insert_many(&entries[1..]).await?;
        import_batch::finish(unit, COUNTS).await
    });
    assert_eq!(failed, Err(StorageError::Duplicate { key: UniqueKey::RecordNumber }));
    assert_eq!(practice.count("SELECT COUNT(*) FROM patient").await, 1);
    assert_eq!(read!(practice, |unit| import_batch::get(unit, id).await).unwrap(), None);

    let good = batch(&practice, "f2");
    let id = good.id;
    import(&practice, good.clone(), "A-7").await.unwrap();
    let stored = read!(practice, |unit| import_batch::get(unit, id).await).unwrap().unwrap();
    assert_eq!((stored.batch, stored.state, stored.counts), (good, BatchState::Finished, COUNTS));
    let listed = read!(practice, |unit| import_batch::newest(unit, None, 10).await).unwrap();
    assert_eq!(listed.len(), 1);
    assert!(read!(practice, |unit| import_batch::newest(unit, Some(id), 10).await).unwrap().is_empty());
}

pub(super) async fn the_same_file_twice_is_a_duplicate(target: TestTarget) {
    let practice = practice(target).await;
    let first = batch(&practice, "f1");
    let id = first.id;
    import(&practice, first, "A-1").await.unwrap();
    let again = import(&practice, batch(&practice, "f1"), "A-2").await;
    assert_eq!(again, Err(StorageError::Duplicate { key: UniqueKey::ImportedFile }));
    assert_eq!(practice.count("SELECT COUNT(*) FROM patient").await, 1);
    let found = read!(practice, |unit| import_batch::finished_before(unit, "f1", "csv", "m1").await).unwrap();
    assert_eq!(found.map(|batch| batch.batch.id), Some(id));
    // By another mapping the same file says something else.
    assert_eq!(read!(practice, |unit| import_batch::finished_before(unit, "f1", "csv", "m2").await).unwrap(), None);
    let other_mapping = NewBatch { mapping_sha256: "m2".to_owned(), ..batch(&practice, "f1") };
    assert_eq!(import(&practice, other_mapping, "A-2").await, Ok(()));
    // A batch that refused a row stands in nobody's way.
    let refusing = BatchCounts { rows_read: 3, rows_rejected: 1, ..COUNTS };
    assert_eq!(import_with(&practice, batch(&practice, "f2"), "A-3", refusing).await, Ok(()));
    assert_eq!(read!(practice, |unit| import_batch::finished_before(unit, "f2", "csv", "m1").await).unwrap(), None);
    assert_eq!(import(&practice, batch(&practice, "f2"), "A-4").await, Ok(()));
}

pub(super) async fn rejections_keep_their_rows(target: TestTarget) {
    let practice = practice(target).await;
    let batch = batch(&practice, "f1");
    let id = batch.id;
    // The raw row need not be text.
    let rejection = |line: i64| Rejection {
        position: format!("line {line}"),
        code: "not_a_day".to_owned(),
        arguments: "admitted".to_owned(),
        raw: vec![0xFF, 0x00, b'x'],
    };
    let (first, second) = (vec![rejection(2), rejection(5)], vec![rejection(9)]);
    save!(practice, |unit| {
        import_batch::begin(unit, &batch).await?;
        import_batch::reject(unit, 0, &first).await?;
        import_batch::reject(unit, 2, &second).await?;
        import_batch::reject(unit, 3, &[]).await?;
        import_batch::finish(unit, COUNTS).await
    })
    .unwrap();
    let page = read!(practice, |unit| import_batch::rejections(unit, id, -1, 2).await).unwrap();
    assert_eq!(page, [(0, rejection(2)), (1, rejection(5))]);
    let rest = read!(practice, |unit| import_batch::rejections(unit, id, 1, 2).await).unwrap();
    assert_eq!(rest, [(2, rejection(9))]);
    let outside: Result<(), StorageError> = save!(practice, |unit| import_batch::reject(unit, 0, &[]).await);
    assert!(matches!(outside, Err(StorageError::NotFound { noun: "open import batch", .. })));
}

pub(super) async fn a_refused_file_is_noted(target: TestTarget) {
    let practice = practice(target).await;
    let refused = batch(&practice, "f1");
    let id = refused.id;
    let counts = BatchCounts { rows_read: 12, ..BatchCounts::default() };
    save!(practice, |unit| import_batch::record_failure(unit, &refused, counts, "cut off at line 12").await).unwrap();
    let stored = read!(practice, |unit| import_batch::get(unit, id).await).unwrap().unwrap();
    assert_eq!(stored.state, BatchState::Failed("cut off at line 12".to_owned()));
    // A refused file may be sent again.
    assert_eq!(import(&practice, batch(&practice, "f1"), "A-1").await, Ok(()));
}
