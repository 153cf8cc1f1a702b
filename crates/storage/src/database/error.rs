//! From the databases' errors to ours. Messages of a database may hold the contents of a row, so only codes and names are taken over.

use sqlx::error::ErrorKind;

use crate::{StorageError, UniqueKey};

/// What an error of sqlx means to the caller.
pub(crate) fn translate(table: &'static str, error: &sqlx::Error) -> StorageError {
    match error {
        sqlx::Error::Database(database) => of_database(table, database.as_ref()),
        sqlx::Error::PoolTimedOut => StorageError::Busy,
        sqlx::Error::Io(error) => StorageError::Unavailable { reason: error.kind().to_string() },
        sqlx::Error::Tls(_) => StorageError::Unavailable { reason: "the TLS handshake failed".to_owned() },
        sqlx::Error::Configuration(_) => StorageError::Unavailable { reason: "the address of the database is not well formed".to_owned() },
        sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => {
            StorageError::Unavailable { reason: "the connection was closed".to_owned() }
        }
        sqlx::Error::ColumnDecode { index, .. } => StorageError::DamagedRow { table, column: index.clone() },
        _ => StorageError::Refused { table, code: "client".to_owned() },
    }
}

fn of_database(table: &'static str, error: &dyn sqlx::error::DatabaseError) -> StorageError {
    let code = error.code().unwrap_or_default().into_owned();
    if error.kind() == ErrorKind::UniqueViolation {
        return StorageError::Duplicate { key: unique_key(error.constraint(), error.message()) };
    }
    match code.as_str() {
        // SQLite: busy, locked, busy with a stale snapshot, busy in recovery. PostgreSQL: serialization failure, deadlock, lock timeout.
        "5" | "6" | "517" | "261" | "262" | "40001" | "40P01" | "55P03" => StorageError::Busy,
        "14" => StorageError::Unavailable { reason: "the database file cannot be opened (missing folder or permission)".to_owned() },
        "26" => StorageError::Unavailable { reason: "the file is not a database, or it is encrypted with another key".to_owned() },
        "11" => StorageError::Unavailable { reason: "the database file is damaged; restore a backup".to_owned() },
        "13" => StorageError::Unavailable { reason: "the disk is full".to_owned() },
        "28P01" | "28000" => StorageError::Unavailable { reason: "the server refused the user or password".to_owned() },
        "3D000" => StorageError::Unavailable { reason: "the server has no database of this name".to_owned() },
        "53300" => StorageError::Unavailable { reason: "the server has no free connection".to_owned() },
        "57P01" | "57P02" | "57P03" => StorageError::Unavailable { reason: "the server is starting or shutting down".to_owned() },
        _ => StorageError::Refused { table, code },
    }
}

/// Which key was violated. Unique indexes are named `table__column`, as SQLite's message names `table.column`.
fn unique_key(constraint: Option<&str>, message: &str) -> UniqueKey {
    let named = message.rsplit(": ").next().unwrap_or_default();
    // SQLite names the columns of an index, but an index over expressions itself: `index 'table__column'`.
    let index = constraint.or_else(|| named.strip_prefix("index '")?.strip_suffix('\''));
    let name = index.map_or_else(|| named.split(',').next().unwrap_or_default().to_owned(), |index| index.replacen("__", ".", 1));
    match name.split_once('.') {
        Some(("patient", "record_number")) => UniqueKey::RecordNumber,
        Some(("program", "code")) => UniqueKey::ProgramCode,
        Some(("clinician", "code")) => UniqueKey::ClinicianCode,
        Some((_, "external_key")) => UniqueKey::ExternalKey,
        Some(("user_account", "sign_in_name")) => UniqueKey::SignInName,
        Some(("import_batch", "sha256")) => UniqueKey::ImportedFile,
        Some(("setting", "setting_key")) => UniqueKey::SettingKey,
        Some(("instrument_definition" | "recalled_permission", "instrument_id")) => UniqueKey::InstrumentDefinition,
        Some(("protocol", "program_id")) => UniqueKey::Protocol,
        Some(("criteria_set", "criteria_set")) => UniqueKey::CriteriaSet,
        Some(("expected_course", "instrument_id")) => UniqueKey::ExpectedCourse,
        Some(("alert_rule_parameter", "subject")) => UniqueKey::RuleParameter,
        _ => UniqueKey::Internal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_databases_name_a_violated_key_alike() {
        let check = |constraint: Option<&str>, message: &str, key: UniqueKey| assert_eq!(unique_key(constraint, message), key, "{message}");
        check(None, "UNIQUE constraint failed: patient.record_number", UniqueKey::RecordNumber);
        check(Some("patient__record_number"), "", UniqueKey::RecordNumber);
        check(None, "UNIQUE constraint failed: import_batch.sha256, import_batch.kind", UniqueKey::ImportedFile);
        check(Some("administration__external_key"), "", UniqueKey::ExternalKey);
        check(None, "UNIQUE constraint failed: index 'protocol__program_id'", UniqueKey::Protocol);
        check(Some("patient_pkey"), "", UniqueKey::Internal);
    }
}
