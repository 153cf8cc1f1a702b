//! What the source itself must keep to.

use std::fs;
use std::path::{Path, PathBuf};

/// Tables whose rows are never deleted and never changed but for `superseded_at`: every table with a `{record}` header and their parts.
fn record_tables() -> Vec<String> {
    let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let mut tables = vec!["responses".to_owned(), "given_total".to_owned(), "document_content".to_owned()];
    tables.extend(
        ["score", "score_scale", "score_classification", "score_safety", "audit", "audit_patient", "audit_seal"].map(str::to_owned),
    );
    tables.extend(["alert", "alert_event"].map(str::to_owned));
    for file in fs::read_dir(migrations).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        for table in text.split("CREATE TABLE ").skip(1).filter(|table| table.contains("{record}")) {
            tables.push(table.split_whitespace().next().unwrap().to_owned());
        }
    }
    tables
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            // The story does to the tables what the product must not.
            if path.file_name().is_some_and(|name| name != "conformance") {
                sources(&path, found);
            }
        } else {
            found.push(path);
        }
    }
}

#[test]
fn record_tables_are_never_changed_but_to_supersede() {
    let tables = record_tables();
    assert!(tables.len() > 20, "{tables:?}");
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for table in &tables {
            let deletes = format!("DELETE FROM {table} ");
            assert!(!text.contains(&deletes), "{}: {deletes}", file.display());
            for statement in text.split(&format!("UPDATE {table} SET ")).skip(1) {
                assert!(statement.starts_with("superseded_at = $1 WHERE "), "{}: UPDATE {table}", file.display());
            }
        }
        for statement in text.split("\"UPDATE \", $table, \"").skip(1) {
            assert!(statement.starts_with(" SET superseded_at = $1 WHERE "), "{}", file.display());
        }
    }
}

#[test]
fn a_patient_s_audit_page_asks_every_table_that_imports_fill() {
    let query = include_str!("../audit/query.rs");
    let migrations = ["0001_records.sql", "0003_care_records.sql"]
        .map(|name| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(name)).unwrap());
    let mut count = 0;
    for table in migrations.iter().flat_map(|text| text.split("CREATE TABLE ").skip(1)) {
        let name = table.split_whitespace().next().unwrap();
        if table.contains("\n    patient_id {text} NOT NULL") && table.contains(&format!("{name}__external_key")) {
            let part = format!("SELECT batch_id FROM {name} WHERE patient_id = $1");
            assert!(query.contains(&part), "{part}");
            count += 1;
        }
    }
    assert!(count > 20, "{count}");
}

#[test]
fn the_schema_reference_is_what_the_migrations_make() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/schema.sql");
    let expected = crate::database::reference();
    if std::env::var_os("THROUGHLINE_GOLDEN").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == expected, "docs/reference/schema.sql is not current: run `cargo xtask golden schema_reference`");
}
