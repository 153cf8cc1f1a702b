//! Which stays are at which level and until when they are covered: little of each of very many, packed by the database. What names a person is
//! loaded afterwards, for the few that are shown.

use vocabulary::{Day, EpisodeId, LevelOfCare, LevelOfCarePeriodId, PatientId, ProgramId, RecordId};

use crate::StorageError;
use crate::database::packed::{self, Parts};
use crate::database::{LIST_MAX, Sql, Value};
use crate::unit::ReadUnit;

/// An open episode at a level of care, with what decides when its next review is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StayAtLevel {
    /// The record that the episode belongs to.
    pub patient: PatientId,
    /// The episode.
    pub episode: EpisodeId,
    /// The program that admitted; its zone says which day it is.
    pub admitted_to: ProgramId,
    /// The program of the period.
    pub program: ProgramId,
    /// The level.
    pub level_of_care: LevelOfCare,
    /// First day at the level.
    pub first: Day,
    /// Last day at the level; `None` while it goes on.
    pub last: Option<Day>,
    /// The authorization for the level that covers longest.
    pub authorization: Option<RecordId>,
    /// The last day that it covers.
    pub last_covered_day: Option<Day>,
    /// The newest review that is open for this level, where it stands on that authorization: one for a level that was left, or for an authorization that
    /// another one has followed, is not the next.
    pub review: Option<RecordId>,
}

/// The periods of open episodes that go on, or ended on `$1` or later. Of a program in one text: a row costs more on its way than what stands in it.
const SELECT: &str = "SELECT period.program_id, string_agg(period.first_day || '\u{7f}' || period.id || '\u{7f}' || COALESCE(period.last_day, '') \
    || '\u{7f}' || period.level_of_care || '\u{7f}' || episode.id || '\u{7f}' || episode.patient_id || '\u{7f}' || episode.program_id || '\u{7f}' \
    || COALESCE((SELECT COALESCE(granted.last_day, '') || '/' || granted.id FROM authorization_of_care granted \
        WHERE granted.patient_id = episode.patient_id AND granted.episode_id = episode.id AND granted.level_of_care = period.level_of_care \
        AND granted.superseded_at IS NULL AND granted.void_reason IS NULL \
        ORDER BY COALESCE(granted.last_day, '') DESC, granted.first_day DESC, granted.id DESC LIMIT 1), '') || '\u{7f}' \
    || COALESCE((SELECT COALESCE(review.authorization_id, '') || '/' || review.id FROM review \
        WHERE review.patient_id = episode.patient_id AND review.episode_id = episode.id \
        AND review.level_of_care = period.level_of_care AND review.is_closed = 0 AND review.superseded_at IS NULL AND review.void_reason IS NULL \
        ORDER BY review.due_day DESC, review.id DESC LIMIT 1), ''), '\u{80}') \
    FROM episode JOIN level_of_care_period period ON period.patient_id = episode.patient_id AND period.episode_id = episode.id \
    WHERE episode.superseded_at IS NULL AND episode.void_reason IS NULL AND episode.discharge_day IS NULL \
    AND period.superseded_at IS NULL AND period.void_reason IS NULL AND (period.last_day IS NULL OR period.last_day >= $1)";
const GROUPED: &str = " GROUP BY period.program_id";

/// The periods of open episodes that go on, or ended on `since` or later, in the order in which they began. `None` takes everybody's. Touches nobody:
/// whoever shows a person loads them.
#[crate::boxed]
pub async fn at_level(unit: &mut ReadUnit, patients: Option<&[PatientId]>, since: Day) -> Result<Vec<StayAtLevel>, StorageError> {
    let mut found: Vec<(Day, LevelOfCarePeriodId, StayAtLevel)> = Vec::new();
    match patients {
        None => read(unit, &Sql::of_pieces("episode", &[SELECT, GROUPED]), vec![since.into()], &mut found).await?,
        Some(patients) => {
            for chunk in patients.chunks(LIST_MAX) {
                let values = vec![Value::from(since)];
                let sql = Sql::of_pieces("episode", &[SELECT, " AND episode.patient_id IN ({list})", GROUPED]);
                let sql = sql.with_list(&values, chunk.iter().map(|patient| Value::id(*patient)));
                read(unit, &sql, values, &mut found).await?;
            }
        }
    }
    found.sort_unstable_by_key(|(first, period, _)| (*first, *period));
    Ok(found.into_iter().map(|(_, _, stay)| stay).collect())
}

async fn read(
    unit: &mut ReadUnit,
    sql: &Sql,
    values: Vec<Value>,
    found: &mut Vec<(Day, LevelOfCarePeriodId, StayAtLevel)>,
) -> Result<(), StorageError> {
    for row in unit.fetch_all(sql, values).await? {
        let mut reader = row.reader("episode");
        let (program, text): (ProgramId, String) = (reader.parsed()?, reader.text()?);
        for parts in packed::rows(&text) {
            found.push(stay_of(program, parts).ok_or_else(|| reader.damaged())?);
        }
    }
    Ok(())
}

fn stay_of(program: ProgramId, mut parts: Parts<'_>) -> Option<(Day, LevelOfCarePeriodId, StayAtLevel)> {
    let (first, period) = (parts.parsed()?, parts.parsed()?);
    let (last, level_of_care, episode, patient, admitted_to) =
        (parts.optional()?, parts.parsed()?, parts.parsed()?, parts.parsed()?, parts.parsed()?);
    let (last_covered_day, authorization) = match parts.text()? {
        "" => (None, None),
        granted => {
            let (last, id) = granted.split_once('/')?;
            (if last.is_empty() { None } else { Some(last.parse().ok()?) }, Some(id.parse().ok()?))
        }
    };
    let review = match parts.text()? {
        "" => None,
        open => {
            let (stands_on, id) = open.split_once('/')?;
            let stands_on: Option<RecordId> = if stands_on.is_empty() { None } else { Some(stands_on.parse().ok()?) };
            let id: RecordId = id.parse().ok()?;
            (stands_on == authorization).then_some(id)
        }
    };
    let stay = StayAtLevel { patient, episode, admitted_to, program, level_of_care, first, last, authorization, last_covered_day, review };
    parts.end((first, period, stay))
}
