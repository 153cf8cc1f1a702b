//! What the rooms below report, as failures of a command: the exit code, the sentence, what to do next.

use app::{AppError, FieldProblem, FieldProblemKind, Held};
use storage::{ArchiveProblem, StorageError};
use wording::Key;

use crate::console;
use crate::failure::{Failure, Kind};

/// A use case that did not give its result.
pub(crate) fn app_failure(error: &AppError) -> Failure {
    let text = console::text();
    match error {
        AppError::Storage(error) => storage_failure(error),
        AppError::Form(problems) => {
            let lines: Vec<String> = problems.iter().map(field_problem).collect();
            Failure::new(Kind::Refused, lines.join("\nerror: "))
        }
        AppError::Care(problem) => Failure::new(Kind::Refused, text.care_problem(problem)),
        AppError::NoBasis { why, .. } => Failure::new(Kind::Refused, text.no_basis(*why)),
        AppError::Packet(refusal) => Failure::new(Kind::Refused, text.packet_refusal(*refusal)),
        AppError::Appeal(refusal) => Failure::new(Kind::Refused, text.appeal_refusal(*refusal)),
        AppError::Conflict | AppError::VersionConflict => Failure::new(Kind::Refused, text.say(Key::FailureConflict)),
        AppError::NotFound(what) => Failure::new(Kind::Refused, text.say_with(Key::CommandNotFound, &[("what", (*what).into())])),
        AppError::Document(reason) => Failure::new(Kind::Refused, text.say_with(Key::CommandNoDocument, &[("reason", reason.into())])),
        other => Failure::new(Kind::Refused, text.say_with(Key::CommandRefused, &[("reason", other.to_string().into())])),
    }
}

fn field_problem(problem: &FieldProblem) -> String {
    let label = ("label", problem.field.replace('_', " ").into());
    if let FieldProblemKind::TooLong(allowed) = problem.kind {
        return console::text().say_with(Key::FormProblemTooLong, &[label, ("allowed", allowed.into())]);
    }
    let key = match problem.kind {
        FieldProblemKind::Required => Key::FormProblemRequired,
        FieldProblemKind::Unreadable => Key::FormProblemUnreadable,
        FieldProblemKind::NotAChoice | FieldProblemKind::TooLong(_) => Key::FormProblemChoose,
        FieldProblemKind::Future => Key::FormProblemFuture,
        FieldProblemKind::BeforeBirth => Key::FormProblemBeforeBirth,
        FieldProblemKind::Backwards => Key::FormProblemBackwards,
        FieldProblemKind::Past => Key::FormProblemPast,
        FieldProblemKind::AfterReview => Key::FormProblemAfterReview,
        FieldProblemKind::Taken => Key::FormProblemTaken,
        FieldProblemKind::AnotherPerson => Key::FormProblemAnotherPerson,
        FieldProblemKind::PasswordTooShort => Key::FormProblemPasswordTooShort,
        FieldProblemKind::ReasonTooShort => Key::FormProblemReasonTooShort,
        FieldProblemKind::StillNeeded => Key::FormProblemStillNeeded,
        FieldProblemKind::Held(Held::Released) => Key::FormProblemHeldReleased,
        FieldProblemKind::Held(Held::Notice) => Key::FormProblemHeldNotice,
        FieldProblemKind::Held(Held::Dispute) => Key::FormProblemHeldDispute,
        FieldProblemKind::Held(Held::Billed) => Key::FormProblemHeldBilled,
        FieldProblemKind::Held(Held::Decision) => Key::FormProblemHeldDecision,
        FieldProblemKind::Held(Held::Readmission) => Key::FormProblemHeldReadmission,
        FieldProblemKind::LevelBeyond => Key::FormProblemLevelBeyond,
        FieldProblemKind::AlertsOpen => Key::FormProblemAlertsOpen,
        FieldProblemKind::AnotherPersonApproves => Key::FormProblemAnotherPersonApproves,
        FieldProblemKind::OwnAdministrator => Key::FormProblemOwnAdministrator,
        FieldProblemKind::NoEpisode => Key::FormProblemNoEpisode,
        FieldProblemKind::NobodyHasNumber => Key::FormProblemNobodyHasNumber,
        FieldProblemKind::ClaimSpeaksAgainst => Key::FormProblemClaimSpeaksAgainst,
        FieldProblemKind::NoLine => Key::FormProblemNoLine,
        FieldProblemKind::NotOnRecord => Key::FormProblemNotOnRecord,
        FieldProblemKind::OtherDays => Key::FormProblemOtherDays,
    };
    console::text().say_with(key, &[label])
}

/// A failure of the database.
pub(crate) fn storage_failure(error: &StorageError) -> Failure {
    let text = console::text();
    let refused = |key: Key| Failure::new(Kind::Refused, text.say(key));
    match error {
        StorageError::NewerSchema { found, known } => {
            let schemas = [("found", found.to_string().into()), ("known", known.to_string().into())];
            Failure::new(Kind::Refused, text.say_with(Key::CommandDatabaseNewerSchema, &schemas))
                .hint(text.say(Key::CommandDatabaseNewerSchemaHint))
        }
        StorageError::ChangedMigration { version } => {
            let message = text.say_with(Key::CommandDatabaseChangedMigration, &[("version", version.to_string().into())]);
            Failure::new(Kind::Damaged, message).hint(text.say(Key::CommandDatabaseRestoreHint))
        }
        StorageError::DamagedRow { table, column } => {
            let message = text.say_with(Key::CommandDatabaseDamagedRow, &[("table", (*table).into()), ("column", column.into())]);
            Failure::new(Kind::Damaged, message).hint(text.say(Key::CommandDatabaseRestoreHint))
        }
        StorageError::Archive { position, problem } => archive_failure(*position, problem),
        StorageError::ArchiveIo { reason } => {
            Failure::new(Kind::Refused, text.say_with(Key::CommandArchiveUnreachable, &[("reason", reason.into())]))
        }
        StorageError::NotEmpty { .. } => refused(Key::CommandDatabaseNotEmpty).hint(text.say(Key::CommandDatabaseNotEmptyHint)),
        StorageError::Busy => refused(Key::CommandDatabaseBusy),
        StorageError::Unavailable { reason } => {
            let message = text.say_with(Key::CommandDatabaseUnavailable, &[("reason", reason.into())]);
            Failure::new(Kind::Refused, message).hint(text.say(Key::CommandDatabaseUnavailableHint))
        }
        other => Failure::new(Kind::Refused, text.say_with(Key::CommandDatabaseRefused, &[("reason", other.to_string().into())])),
    }
}

fn archive_failure(position: u64, problem: &ArchiveProblem) -> Failure {
    let text = console::text();
    let position = ("position", position.to_string().into());
    match problem {
        ArchiveProblem::NotAnArchive => Failure::new(Kind::Input, text.say(Key::CommandArchiveIsNone)),
        ArchiveProblem::NewerFormat { .. } | ArchiveProblem::NewerSchema { .. } => {
            Failure::new(Kind::Refused, text.say(Key::CommandArchiveIsNewer)).hint(text.say(Key::CommandDatabaseNewerSchemaHint))
        }
        ArchiveProblem::Truncated => Failure::new(Kind::Damaged, text.say_with(Key::CommandArchiveIsCutOff, &[position])),
        other => {
            let message = text.say_with(Key::CommandArchiveIsDamaged, &[position, ("reason", other.to_string().into())]);
            Failure::new(Kind::Damaged, message).hint(text.say(Key::CommandArchiveIsDamagedHint))
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
    fn a_field_is_named_with_what_is_wrong_with_it() {
        let failure = app_failure(&AppError::field("sign_in_name", FieldProblemKind::Taken));
        assert_eq!(failure.kind, Kind::Refused);
        assert!(failure.message.starts_with("sign in name: this is already taken"), "{}", failure.message);
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
