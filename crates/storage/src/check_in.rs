//! Check-ins while they are open: what is asked, the answers as they come in, and what happened.
//!
//! A check-in is no record. Its row says how it stands; its answers and events are only ever added to; what it ends in are administrations, which
//! are records. [`add`] counts up `answer_count` before it writes an answer, and only while the check-in is open: of an answer and the end that meet,
//! one comes first, on either database, and an answer that was taken is part of what the end records.

mod event;

use std::collections::BTreeMap;

use collection::check_in::EventKind;
use instruments::{Mode, Phase, Respondent};
use vocabulary::{AdministrationId, Day, Instant, Language, PatientId, RecordId};

use crate::StorageError;
use crate::database::{Insert, Row, Sql, Value};
use crate::unit::{ReadUnit, WriteUnit};

pub use event::{CheckInEvent, events, events_of_many, happened};

/// How a check-in stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CheckInState {
    /// Answers are taken until it expires.
    Open,
    /// It was sent off.
    Finished,
    /// Staff took it back.
    Revoked,
}

impl CheckInState {
    /// The stored name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Finished => "finished",
            Self::Revoked => "revoked",
        }
    }
}

/// A text that is no state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a known state of a check-in")]
pub struct UnknownState;

impl std::str::FromStr for CheckInState {
    type Err = UnknownState;
    fn from_str(text: &str) -> Result<Self, UnknownState> {
        [Self::Open, Self::Finished, Self::Revoked].into_iter().find(|state| state.code() == text).ok_or(UnknownState)
    }
}

/// One check-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckIn {
    /// Its id.
    pub id: RecordId,
    /// About whom.
    pub patient: PatientId,
    /// Who answers.
    pub respondent: Respondent,
    /// The instruments' ids, in the order in which they are due.
    pub instruments: Vec<String>,
    /// Where in the episode.
    pub phase: Option<Phase>,
    /// The day it is meant for; `None` when it was asked for between times.
    pub due_day: Option<Day>,
    /// By which way it was begun; each answer has its own.
    pub mode: Mode,
    /// The language in which it is asked, unless the person chose another.
    pub language: Language,
    /// When it was made.
    pub created_at: Instant,
    /// Until when answers are taken.
    pub expires_at: Instant,
    /// How it stands.
    pub state: CheckInState,
    /// How many answers came in, corrections included.
    pub answer_count: i64,
    /// True once an answer needed a person.
    pub has_safety_answer: bool,
    /// When it was sent off.
    pub finished_at: Option<Instant>,
}

/// An answer as it came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckInAnswer {
    /// Its number, from 1.
    pub ordinal: i64,
    /// When.
    pub at: Instant,
    /// The instrument it was asked for.
    pub instrument: String,
    /// The item.
    pub item: String,
    /// The answer's stored form.
    pub answer: String,
    /// By which way it was given.
    pub mode: Mode,
}

const CHECK_IN: Insert = Insert::into(
    "check_in",
    &[&[
        "id",
        "patient_id",
        "respondent",
        "instruments",
        "phase",
        "due_day",
        "mode",
        "language",
        "created_at",
        "recorder",
        "expires_at",
        "state",
        "answer_count",
        "has_safety_answer",
        "finished_at",
    ]],
);
const ANSWER: Insert = Insert::into("check_in_answer", &[&["check_in_id", "ordinal", "at", "instrument_id", "item", "answer", "mode"]]);
const ADMINISTRATION: Insert = Insert::into("check_in_administration", &[&["check_in_id", "instrument_id", "administration_id"]]);
const SELECT: &str = "SELECT id, patient_id, respondent, instruments, phase, due_day, mode, language, created_at, expires_at, state, \
                      answer_count, has_safety_answer, finished_at FROM check_in ";

/// Makes a check-in. Its patient must be on record.
#[crate::boxed]
pub async fn insert(unit: &mut WriteUnit, check_in: &CheckIn) -> Result<(), StorageError> {
    unit.touch(check_in.patient);
    crate::record::write::require_patients(unit, [check_in.patient]).await?;
    let values = vec![
        Value::id(check_in.id),
        Value::id(check_in.patient),
        check_in.respondent.code().into(),
        check_in.instruments.join(" ").into(),
        Value::code(check_in.phase.map(Phase::code)),
        check_in.due_day.into(),
        check_in.mode.code().into(),
        check_in.language.as_str().into(),
        check_in.created_at.into(),
        unit.recorder().into(),
        check_in.expires_at.into(),
        check_in.state.code().into(),
        check_in.answer_count.into(),
        check_in.has_safety_answer.into(),
        check_in.finished_at.into(),
    ];
    unit.insert_rows(CHECK_IN, values).await
}

fn read(row: &Row) -> Result<CheckIn, StorageError> {
    let mut reader = row.reader("check_in");
    Ok(CheckIn {
        id: reader.parsed()?,
        patient: reader.parsed()?,
        respondent: reader.parsed()?,
        instruments: reader.text()?.split_whitespace().map(str::to_owned).collect(),
        phase: reader.optional_parsed()?,
        due_day: reader.optional_parsed()?,
        mode: reader.parsed()?,
        language: reader.parsed()?,
        created_at: reader.parsed()?,
        expires_at: reader.parsed()?,
        state: reader.parsed()?,
        answer_count: reader.integer()?,
        has_safety_answer: reader.flag()?,
        finished_at: reader.optional_parsed()?,
    })
}

/// One check-in. Touches its patient.
#[crate::boxed]
pub async fn get(unit: &mut ReadUnit, id: RecordId) -> Result<Option<CheckIn>, StorageError> {
    let row = unit.fetch_optional(&Sql::of_pieces("check_in", &[SELECT, "WHERE id = $1"]), vec![Value::id(id)]).await?;
    let found = row.map(|row| read(&row)).transpose()?;
    if let Some(check_in) = &found {
        unit.touch(check_in.patient);
    }
    Ok(found)
}

/// The check-ins of patients, the newest first. Touches those that have some.
#[crate::boxed]
pub async fn of_patients(unit: &mut ReadUnit, patients: &[PatientId]) -> Result<Vec<CheckIn>, StorageError> {
    let values = Vec::new();
    let sql = Sql::of_pieces("check_in", &[SELECT, "WHERE patient_id IN ({list}) ORDER BY created_at DESC, id DESC"]);
    let sql = sql.with_list(&values, patients.iter().map(|patient| Value::id(*patient)));
    let found: Vec<CheckIn> = unit.fetch_all(&sql, values).await?.iter().map(read).collect::<Result<_, _>>()?;
    for check_in in &found {
        unit.touch(check_in.patient);
    }
    Ok(found)
}

/// The check-ins that were made since an instant, the newest first: for boards. Touches their patients.
#[crate::boxed]
pub async fn since(unit: &mut ReadUnit, since: Instant) -> Result<Vec<CheckIn>, StorageError> {
    let sql = Sql::of_pieces("check_in", &[SELECT, "WHERE created_at >= $1 ORDER BY created_at DESC, id DESC"]);
    let found: Vec<CheckIn> = unit.fetch_all(&sql, vec![since.into()]).await?.iter().map(read).collect::<Result<_, _>>()?;
    for check_in in &found {
        unit.touch(check_in.patient);
    }
    Ok(found)
}

/// The answers of a check-in in the order in which they came in.
#[crate::boxed]
pub async fn answers(unit: &mut ReadUnit, check_in: RecordId) -> Result<Vec<CheckInAnswer>, StorageError> {
    let text = "SELECT ordinal, at, instrument_id, item, answer, mode FROM check_in_answer WHERE check_in_id = $1 ORDER BY ordinal";
    let rows = unit.fetch_all(&Sql::new("check_in_answer", text), vec![Value::id(check_in)]).await?;
    let answer = |row: &Row| {
        let mut reader = row.reader("check_in_answer");
        Ok(CheckInAnswer {
            ordinal: reader.integer()?,
            at: reader.parsed()?,
            instrument: reader.text()?,
            item: reader.text()?,
            answer: reader.text()?,
            mode: reader.parsed()?,
        })
    };
    rows.iter().map(answer).collect()
}

/// One answer to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAnswer {
    /// The instrument.
    pub instrument: String,
    /// The item.
    pub item: String,
    /// The answer's stored form.
    pub answer: String,
}

/// Adds answers. `false`, and nothing is written, when the check-in is not open any more.
#[crate::boxed]
pub async fn add(unit: &mut WriteUnit, check_in: RecordId, mode: Mode, new: &[NewAnswer]) -> Result<bool, StorageError> {
    let count = i64::try_from(new.len()).unwrap_or(i64::MAX);
    let text = "UPDATE check_in SET answer_count = answer_count + $2 WHERE id = $1 AND state = 'open' AND expires_at > $3";
    let values = vec![Value::id(check_in), count.into(), unit.at().into()];
    if unit.execute(&Sql::new("check_in", text), values).await? == 0 {
        return Ok(false);
    }
    let sql = Sql::new("check_in", "SELECT answer_count FROM check_in WHERE id = $1");
    let last = unit.fetch_optional(&sql, vec![Value::id(check_in)]).await?.map_or(Ok(0), |row| row.reader("check_in").integer())?;
    let mut rows = Vec::new();
    for (ordinal, answer) in (last - count + 1..).zip(new) {
        rows.extend([
            Value::id(check_in),
            ordinal.into(),
            unit.at().into(),
            answer.instrument.as_str().into(),
            answer.item.as_str().into(),
            answer.answer.as_str().into(),
            mode.code().into(),
        ]);
    }
    unit.insert_rows(ANSWER, rows).await?;
    Ok(true)
}

/// Ends a check-in. `false` when it was not open any more.
#[crate::boxed]
pub async fn finish(unit: &mut WriteUnit, check_in: RecordId, state: CheckInState) -> Result<bool, StorageError> {
    let text = "UPDATE check_in SET state = $2, finished_at = $3 WHERE id = $1 AND state = 'open'";
    let values = vec![Value::id(check_in), state.code().into(), unit.at().into()];
    Ok(unit.execute(&Sql::new("check_in", text), values).await? == 1)
}

/// Takes answers of an open check-in until an instant, if it would have ended before.
#[crate::boxed]
pub async fn keep_until(unit: &mut WriteUnit, check_in: RecordId, until: Instant) -> Result<(), StorageError> {
    let text = "UPDATE check_in SET expires_at = $2 WHERE id = $1 AND state = 'open' AND expires_at < $2";
    unit.execute(&Sql::new("check_in", text), vec![Value::id(check_in), until.into()]).await.map(drop)
}

/// Check-ins that ended unfinished, with answers of which nobody has taken care yet: the oldest first. [`EventKind::Expired`] says that it was done.
#[crate::boxed]
pub async fn expired_with_answers(unit: &mut ReadUnit, now: Instant, limit: u32) -> Result<Vec<RecordId>, StorageError> {
    let text = "SELECT id FROM check_in WHERE state = 'open' AND expires_at <= $1 AND answer_count > 0 AND NOT EXISTS \
                (SELECT 1 FROM check_in_event WHERE check_in_event.check_in_id = check_in.id AND check_in_event.kind = $2) \
                ORDER BY expires_at, id LIMIT $3";
    let rows =
        unit.fetch_all(&Sql::new("check_in", text), vec![now.into(), EventKind::Expired.code().into(), i64::from(limit).into()]).await?;
    rows.iter().map(|row| row.reader("check_in").parsed()).collect()
}

/// Notes that an answer of it needs a person.
#[crate::boxed]
pub async fn mark_safety(unit: &mut WriteUnit, check_in: RecordId) -> Result<(), StorageError> {
    let text = "UPDATE check_in SET has_safety_answer = 1 WHERE id = $1 AND has_safety_answer = 0";
    unit.execute(&Sql::new("check_in", text), vec![Value::id(check_in)]).await.map(drop)
}

/// Notes which administration an instrument of a check-in became.
#[crate::boxed]
pub async fn became(
    unit: &mut WriteUnit,
    check_in: RecordId,
    instrument: &str,
    administration: AdministrationId,
) -> Result<(), StorageError> {
    unit.insert_rows(ADMINISTRATION, vec![Value::id(check_in), instrument.into(), Value::id(administration)]).await
}

/// The administrations that a check-in became, by instrument.
#[crate::boxed]
pub async fn administrations(unit: &mut ReadUnit, check_in: RecordId) -> Result<BTreeMap<String, AdministrationId>, StorageError> {
    let text = "SELECT instrument_id, administration_id FROM check_in_administration WHERE check_in_id = $1";
    let rows = unit.fetch_all(&Sql::new("check_in_administration", text), vec![Value::id(check_in)]).await?;
    let pair = |row: &Row| {
        let mut reader = row.reader("check_in_administration");
        Ok((reader.text()?, reader.parsed()?))
    };
    rows.iter().map(pair).collect()
}
