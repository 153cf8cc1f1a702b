//! What the rooms below report, as failures of a command: the exit code, the sentence, what to do next.

use storage::{ArchiveProblem, StorageError};
use wording::Key;

use crate::console;
use crate::failure::{Failure, Kind};

/// A failure of the database.
pub(crate) fn storage_failure(error: &StorageError) -> Failure {
    let text = console::text();
    let refused = |key: Key| Failure::new(Kind::Refused, text.say(key));
    match error {
        StorageError::NewerSchema { found, known } => {
            let schemas = [("found", found.to_string().into()), ("known", known.to_string().into())];
            Failure::new(Kind::Refused, text.say_with(Key::DatabaseNewerSchema, &schemas)).hint(text.say(Key::DatabaseNewerSchemaHint))
        }
        StorageError::ChangedMigration { version } => {
            let message = text.say_with(Key::DatabaseChangedMigration, &[("version", version.to_string().into())]);
            Failure::new(Kind::Damaged, message).hint(text.say(Key::DatabaseRestoreHint))
        }
        StorageError::DamagedRow { table, column } => {
            let message = text.say_with(Key::DatabaseDamagedRow, &[("table", (*table).into()), ("column", column.into())]);
            Failure::new(Kind::Damaged, message).hint(text.say(Key::DatabaseRestoreHint))
        }
        StorageError::Archive { position, problem } => archive_failure(*position, problem),
        StorageError::ArchiveIo { reason } => {
            Failure::new(Kind::Refused, text.say_with(Key::ArchiveUnreachable, &[("reason", reason.into())]))
        }
        StorageError::NotEmpty { .. } => refused(Key::DatabaseNotEmpty).hint(text.say(Key::DatabaseNotEmptyHint)),
        StorageError::Busy => refused(Key::DatabaseBusy),
        StorageError::Unavailable { reason } => {
            let message = text.say_with(Key::DatabaseUnavailable, &[("reason", reason.into())]);
            Failure::new(Kind::Refused, message).hint(text.say(Key::DatabaseUnavailableHint))
        }
        other => Failure::new(Kind::Refused, text.say_with(Key::DatabaseRefused, &[("reason", other.to_string().into())])),
    }
}

fn archive_failure(position: u64, problem: &ArchiveProblem) -> Failure {
    let text = console::text();
    let position = ("position", position.to_string().into());
    match problem {
        ArchiveProblem::NotAnArchive => Failure::new(Kind::Input, text.say(Key::ArchiveIsNone)),
        ArchiveProblem::NewerFormat { .. } | ArchiveProblem::NewerSchema { .. } => {
            Failure::new(Kind::Refused, text.say(Key::ArchiveIsNewer)).hint(text.say(Key::DatabaseNewerSchemaHint))
        }
        ArchiveProblem::Truncated => Failure::new(Kind::Damaged, text.say_with(Key::ArchiveIsCutOff, &[position])),
        other => {
            let message = text.say_with(Key::ArchiveIsDamaged, &[position, ("reason", other.to_string().into())]);
            Failure::new(Kind::Damaged, message).hint(text.say(Key::ArchiveIsDamagedHint))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_has_its_own_exit_code_and_says_where() {
        let damaged = StorageError::DamagedRow { table: "patient", column: "birth_day".to_owned() };
        let failure = storage_failure(&damaged);
        assert_eq!(failure.kind, Kind::Damaged);
        assert!(failure.message.contains("patient") && failure.message.contains("birth_day"), "{}", failure.message);
        let cut = storage_failure(&StorageError::Archive { position: 17, problem: ArchiveProblem::Truncated });
        assert_eq!(cut.kind, Kind::Damaged);
        assert!(cut.message.contains("17"), "{}", cut.message);
    }

    #[test]
    fn what_is_no_archive_is_a_refused_input_and_a_busy_database_is_refused() {
        let check = |error: StorageError, kind: Kind| assert_eq!(storage_failure(&error).kind, kind, "{error}");
        check(StorageError::Archive { position: 0, problem: ArchiveProblem::NotAnArchive }, Kind::Input);
        check(StorageError::NewerSchema { found: 9, known: 3 }, Kind::Refused);
        check(StorageError::Busy, Kind::Refused);
        check(StorageError::NotEmpty { table: "patient" }, Kind::Refused);
    }
}
