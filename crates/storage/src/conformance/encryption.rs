//! Encrypted files, in builds with SQLCipher.

use std::path::Path;

use care::Patient;

use super::fixtures::*;
use crate::backup::{self, BrokenAudit};
use crate::testing::{self, operation};
use crate::{Database, Options, StorageError, Target};

fn target(path: &Path, key: Option<&str>) -> Options {
    Options::new(Target::Sqlite { path: path.to_owned(), key: key.map(str::to_owned) })
}

async fn open(path: &Path, key: Option<&str>) -> Result<Practice, StorageError> {
    let opened = testing::open_with(testing::sqlite_target(), async |_, ports| Database::open(&target(path, key), ports).await);
    Ok(Practice { test: opened.await? })
}

fn holds(folder: &Path, text: &[u8]) -> bool {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| std::fs::read(entry.unwrap().path()).unwrap());
    files.into_iter().any(|bytes| bytes.windows(text.len()).any(|window| window == text))
}

#[tokio::test]
async fn an_encrypted_file_opens_with_its_key_only_and_shows_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("practice.db");
    let key = Some("it's a swordfish");
    let practice = open(&path, key).await.unwrap();
    let ada = practice.patient("A-1", "Canaryname", "Ada").await;
    assert!(!holds(folder.path(), b"Canaryname"), "neither the file nor its log");
    practice.database.close().await;
    assert!(!holds(folder.path(), b"Canaryname"));
    assert!(!holds(folder.path(), b"SQLite format 3"));
    for wrong in [None, Some("its a swordfish"), Some("")] {
        let refused = open(&path, wrong).await.map(drop).unwrap_err();
        assert!(matches!(refused, StorageError::Unavailable { .. }), "{wrong:?}: {refused}");
    }
    let practice = open(&path, key).await.unwrap();
    assert!(practice.current::<Patient>(ada).await.is_some());
}

#[tokio::test]
async fn a_plain_practice_is_encrypted_by_backup_and_restore() {
    let plain = practice(testing::sqlite_target()).await;
    let ada = plain.patient("A-1", "Canaryname", "Ada").await;
    let mut archive = Vec::new();
    plain.database.backup(&operation("backup"), &mut archive).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let options = target(&folder.path().join("practice.db"), Some("swordfish"));
    let opened = testing::open_with(testing::sqlite_target(), async |_, ports| {
        let restored = backup::restore(&options, ports, &operation("restore"), &mut archive.as_slice(), BrokenAudit::Refuse).await;
        restored.map(|(database, _)| database)
    });
    let encrypted = Practice { test: opened.await.unwrap() };
    assert!(encrypted.current::<Patient>(ada).await.is_some());
    assert!(!holds(folder.path(), b"Canaryname"));
}
