//! What the database says about itself: does it answer, is its schema known, does its audit chain hold, do its programs have a time zone.

use storage::audit::{AuditPage, BrokenSeal};
use storage::message::MessageState;
use storage::{Database, Operation, StorageError};
use vocabulary::{Instant, OperationId, Purpose};
use wording::Key;

use super::Check;
use crate::console;
use crate::failure::{Failure, Kind};
use crate::wiring::storage_failure;
use crate::world;

/// Adds what was found; hands back when the newest audit row was written.
pub(super) async fn examine(database: &Database, checks: &mut Vec<Check>) -> Option<Instant> {
    match versions(database).await {
        Ok(check) => checks.push(check),
        Err(error) => {
            checks.push(Check::failed("database", storage_failure(&error)));
            return None;
        }
    }
    checks.push(audit(database).await);
    match messages(database).await {
        Ok(check) => checks.push(check),
        Err(error) => checks.push(Check::failed("messages", storage_failure(&error))),
    }
    match contents(database).await {
        Ok((programs, newest)) => {
            checks.push(programs);
            newest
        }
        Err(error) => {
            checks.push(Check::failed("programs", storage_failure(&error)));
            None
        }
    }
}

async fn versions(database: &Database) -> Result<Check, StorageError> {
    let (engine, schema) = (database.engine_version().await?, database.schema_version().await?);
    let arguments = [("engine", database.engine().code().into()), ("version", engine.into()), ("schema", schema.to_string().into())];
    Ok(Check::good("database", console::text().say_with(Key::CommandDoctorDatabase, &arguments)))
}

async fn audit(database: &Database) -> Check {
    let text = console::text();
    let report = match database.verify_audit(None).await {
        Ok(report) => report,
        Err(error) => return Check::failed("audit", storage_failure(&error)),
    };
    if !report.holds() {
        let missing = report.broken.iter().filter(|range| range.problem != BrokenSeal::Changed).count();
        let arguments = [("broken", report.broken.len().into()), ("missing", missing.into())];
        return Check::failed("audit", Failure::new(Kind::Damaged, text.say_with(Key::CommandDoctorAuditBroken, &arguments)))
            .hint(Key::CommandDoctorAuditHint);
    }
    let finding = text.say_with(Key::CommandDoctorAudit, &[("sealed", report.sealed.into()), ("unsealed", report.unsealed.into())]);
    // A running server seals within a second; a thousand rows wait only when no sealer works.
    if report.unsealed > 1000 {
        Check::look("audit", finding).hint(Key::CommandDoctorAuditUnsealedHint)
    } else {
        Check::good("audit", finding)
    }
}

/// Whether anything did not go out, or nobody knows.
async fn messages(database: &Database) -> Result<Check, StorageError> {
    let counts = database.read(&looking(), |unit| Box::pin(async move { storage::message::count_by_state(unit).await })).await?;
    let of = |state: MessageState| counts.iter().find(|(each, _)| *each == state).map_or(0, |(_, count)| *count);
    let (failed, uncertain) = (of(MessageState::Failed), of(MessageState::Uncertain));
    let arguments = [("waiting", of(MessageState::Planned).into()), ("failed", failed.into()), ("uncertain", uncertain.into())];
    let finding = console::text().say_with(Key::CommandDoctorMessages, &arguments);
    let check = if failed + uncertain == 0 { Check::good("messages", finding) } else { Check::look("messages", finding) };
    Ok(if failed + uncertain == 0 { check } else { check.hint(Key::CommandDoctorMessagesHint) })
}

fn looking() -> Operation {
    Operation { actor: world::operator(), purpose: Purpose::Maintenance, request: OperationId("doctor".to_owned()), action: "doctor.look" }
}

async fn contents(database: &Database) -> Result<(Check, Option<Instant>), StorageError> {
    let (programs, newest) = database
        .read(&looking(), |unit| {
            Box::pin(async move {
                let programs = storage::program::all(unit, storage::View::Current).await?;
                let newest = storage::audit::newest(unit, AuditPage::newest(1)).await?;
                Ok::<_, StorageError>((programs, newest.first().map(|entry| entry.at)))
            })
        })
        .await?;
    let text = console::text();
    let check = if programs.is_empty() {
        Check::look("programs", text.say(Key::CommandDoctorNoProgram)).hint(Key::CommandDoctorNoProgramHint)
    } else {
        Check::good("programs", text.say_with(Key::CommandDoctorPrograms, &[("count", programs.len().into())]))
    };
    Ok((check, newest))
}
