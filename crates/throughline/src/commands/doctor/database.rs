//! What the database says about itself: does it answer, is its schema known, does its audit chain hold, do its programs have a time zone.

use instruments::Library;
use storage::audit::{AuditPage, AuditReport, BrokenSeal};
use storage::message::MessageState;
use storage::{Database, Operation, StorageError};
use vocabulary::{Instant, OperationId, PatientId, Purpose, RecordId};
use wording::Key;

use super::Check;
use crate::console;
use crate::failure::{Failure, Kind};
use crate::wiring::{app_failure, storage_failure};
use crate::world;

/// Adds what was found; hands back when the newest audit row was written. What stands in a database of an older schema is looked at once it is up to date.
pub(super) async fn examine(database: &Database, now: Instant, checks: &mut Vec<Check>) -> Option<Instant> {
    match versions(database).await {
        Ok((check, is_older)) => {
            checks.push(check);
            if is_older {
                return None;
            }
        }
        Err(error) => {
            checks.push(Check::failed("database", storage_failure(&error)));
            return None;
        }
    }
    checks.push(audit(database, now).await);
    match messages(database).await {
        Ok(check) => checks.push(check),
        Err(error) => checks.push(Check::failed("messages", storage_failure(&error))),
    }
    match unreadable(database, now).await {
        Ok(found) => checks.extend(found),
        Err(failure) => checks.push(Check::failed("alerts", failure)),
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

/// The versions, and whether the schema is older than this program's.
async fn versions(database: &Database) -> Result<(Check, bool), StorageError> {
    let (engine, schema, steps) = (database.engine_version().await?, database.schema_version().await?, database.steps_to_come().await?);
    let arguments = [("engine", database.engine().code().into()), ("version", engine.into()), ("schema", schema.to_string().into())];
    let text = console::text();
    if steps == 0 {
        return Ok((Check::good("database", text.say_with(Key::CommandDoctorDatabase, &arguments)), false));
    }
    let [engine, version, schema] = arguments;
    let finding = text.say_with(Key::CommandDoctorDatabaseOlder, &[engine, version, schema, ("steps", steps.into())]);
    Ok((Check::look("database", finding).hint(Key::CommandDoctorDatabaseOlderHint), true))
}

/// How long a row may wait for its seal, in seconds: a running server seals every second.
const WAIT_MAX: i64 = 60;

async fn audit(database: &Database, now: Instant) -> Check {
    match database.verify_audit(None).await {
        Ok(report) => told(&report, now),
        Err(error) => Check::failed("audit", storage_failure(&error)),
    }
}

fn told(report: &AuditReport, now: Instant) -> Check {
    let text = console::text();
    if !report.holds() {
        let missing = report.broken.iter().filter(|range| range.problem != BrokenSeal::Changed).count() + report.seal_missing.len();
        let arguments = [("broken", (report.broken.len() + report.seal_missing.len()).into()), ("missing", missing.into())];
        return Check::failed("audit", Failure::new(Kind::Damaged, text.say_with(Key::CommandDoctorAuditBroken, &arguments)))
            .hint(Key::CommandDoctorAuditHint);
    }
    let finding = text.say_with(Key::CommandDoctorAudit, &[("sealed", report.sealed.into()), ("unsealed", report.unsealed().into())]);
    if report.waiting_since().is_some_and(|since| now.seconds_since(since) > WAIT_MAX) {
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

/// Whether open alerts and the criteria in force can be read.
async fn unreadable(database: &Database, now: Instant) -> Result<[Check; 3], Failure> {
    let library = Library::shipped().expect("the library that ships reads: its tests read every file");
    let found = app::self_check::unreadable(database, &looking(), library).await.map_err(|error| app_failure(&error))?;
    Ok([of_alerts(&found.alerts), of_judging(&found.not_judged, found.waits_since, now), of_criteria(found.criteria)])
}

/// How long somebody may wait to be judged, in seconds, before that is worth a look: everybody waits once a day, and after a large import.
const JUDGED_WITHIN: i64 = 15 * 60;

fn of_judging(not_judged: &[PatientId], waits_since: Option<Instant>, now: Instant) -> Check {
    let text = console::text();
    if !not_judged.is_empty() {
        let ids: Vec<String> = not_judged.iter().map(ToString::to_string).collect();
        let arguments = [("count", ids.len().into()), ("ids", text.list(&ids).into())];
        return Check::bad("judging", text.say_with(Key::CommandDoctorNotJudged, &arguments)).hint(Key::CommandDoctorNotJudgedHint);
    }
    match waits_since.map(|since| now.seconds_since(since)).filter(|waited| *waited > JUDGED_WITHIN) {
        Some(waited) => Check::look("judging", text.say_with(Key::CommandDoctorJudgingWaits, &[("minutes", (waited / 60).into())]))
            .hint(Key::CommandDoctorJudgingWaitsHint),
        None => Check::good("judging", text.say(Key::CommandDoctorJudging)),
    }
}

fn of_alerts(unreadable: &[RecordId]) -> Check {
    let text = console::text();
    if unreadable.is_empty() {
        return Check::good("alerts", text.say(Key::CommandDoctorAlerts));
    }
    let ids: Vec<String> = unreadable.iter().map(ToString::to_string).collect();
    let arguments = [("count", ids.len().into()), ("ids", text.list(&ids).into())];
    Check::bad("alerts", text.say_with(Key::CommandDoctorAlertsUnreadable, &arguments)).hint(Key::CommandDoctorAlertsHint)
}

fn of_criteria(unreadable: Option<String>) -> Check {
    let text = console::text();
    match unreadable {
        None => Check::good("criteria", text.say(Key::CommandDoctorCriteria)),
        Some(set) => Check::look("criteria", text.say_with(Key::CommandDoctorCriteriaUnreadable, &[("set", set.into())]))
            .hint(Key::CommandDoctorCriteriaHint),
    }
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

#[cfg(test)]
mod tests {
    use storage::audit::UnsealedRange;

    use super::super::State;
    use super::*;

    #[test]
    fn what_waits_for_its_seal_over_a_minute_is_looked_at_and_what_does_not_wait_is_damage() {
        let at: Instant = "2026-11-20T10:00:00Z".parse().unwrap();
        let id: vocabulary::AuditId = "00000000-0000-7000-8000-000000000001".parse().unwrap();
        let range = vec![UnsealedRange { first: id, last: id, rows: 1, from: at, until: at }];
        let waiting = AuditReport { waiting: range.clone(), ..AuditReport::default() };
        assert_eq!(told(&waiting, at.plus_seconds(60)).state, State::Good);
        assert_eq!(told(&waiting, at.plus_seconds(61)).state, State::Look);
        let stripped = AuditReport { seal_missing: range, ..AuditReport::default() };
        assert_eq!((told(&stripped, at).state, told(&stripped, at).kind), (State::Bad, Kind::Damaged));
    }

    #[test]
    fn who_cannot_be_judged_is_named_and_a_long_wait_is_looked_at() {
        let now: Instant = "2026-11-23T12:00:00Z".parse().unwrap();
        let patient: PatientId = "0198c0de-0000-7000-8000-000000000001".parse().unwrap();
        let check = |not_judged: &[PatientId], waited: Option<i64>, expected: State| {
            let check = of_judging(not_judged, waited.map(|seconds| now.plus_seconds(-seconds)), now);
            assert_eq!(check.state, expected, "{}", check.finding);
            assert!(not_judged.iter().all(|patient| check.finding.contains(&patient.to_string())), "{}", check.finding);
        };
        check(&[], None, State::Good);
        check(&[], Some(60), State::Good);
        check(&[], Some(3600), State::Look);
        check(&[patient], Some(3600), State::Bad);
    }

    #[test]
    fn what_does_not_read_is_named_by_its_id_alone() {
        let id: RecordId = "00000000-0000-7000-8000-000000000001".parse().unwrap();
        assert_eq!(of_alerts(&[]).state, State::Good);
        let found = of_alerts(&[id]);
        assert!(found.state == State::Bad && found.finding.contains(&id.to_string()), "{found:?}");
        assert_eq!(of_criteria(None).state, State::Good);
        assert!(of_criteria(Some("ours".to_owned())).finding.contains("ours"));
    }
}
