//! Which stays are at which level and until when they are covered: little of each of very many, packed by the database. What names a person is
//! loaded afterwards, for the few that are shown.

use vocabulary::{Day, EpisodeId, LevelOfCare, LevelOfCarePeriodId, PatientId, ProgramId, RecordId};

use crate::StorageError;
use crate::database::packed::{self, Parts};
use crate::database::{LIST_MAX, Sql, Value};
use crate::unit::ReadUnit;

/// An authorization for the level of a stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantedAtLevel {
    /// The record.
    pub id: RecordId,
    /// The first day that it covers.
    pub first: Day,
    /// The last one.
    pub last: Option<Day>,
    /// When the payer wants to hear again; `None` when not said.
    pub next_review: Option<Day>,
    /// The payer, by the key of its profile.
    pub payer: String,
}

/// A review that is open for the level of a stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OpenAtLevel {
    /// The day by which the payer must have it.
    pub due_day: Day,
    /// The review.
    pub id: RecordId,
    /// The authorization that it follows; `None` for a first one.
    pub follows: Option<RecordId>,
}

/// An open episode at a level of care, with what decides when its next review is due.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Every authorization for the level, in no order.
    pub granted: Vec<GrantedAtLevel>,
    /// The last day that was asked for with a request for the level that no decision answers yet.
    pub asked_until: Option<Day>,
    /// The reviews that are open for the level, in no order.
    pub open: Vec<OpenAtLevel>,
}

impl StayAtLevel {
    /// Of the authorizations that are taken the one that covers longest.
    pub fn newest(&self, is_taken: impl Fn(&GrantedAtLevel) -> bool) -> Option<&GrantedAtLevel> {
        self.granted.iter().filter(|each| is_taken(each)).max_by_key(|each| (each.last, each.first, each.id))
    }

    /// The newest open review that follows this authorization, or that is a first one: one for an authorization that another one has followed, or for a
    /// payer who pays no more, is not the next.
    pub fn review_after(&self, follows: Option<RecordId>) -> Option<RecordId> {
        self.open.iter().filter(|each| each.follows == follows).max().map(|each| each.id)
    }
}

/// The periods of open episodes that go on, or ended on `$1` or later. Of a program in one text: a row costs more on its way than what stands in it.
const SELECT: &str = "SELECT period.program_id, string_agg(period.first_day || '\u{7f}' || period.id || '\u{7f}' || COALESCE(period.last_day, '') \
    || '\u{7f}' || period.level_of_care || '\u{7f}' || episode.id || '\u{7f}' || episode.patient_id || '\u{7f}' || episode.program_id || '\u{7f}' \
    || COALESCE((SELECT string_agg(granted.first_day || '/' || COALESCE(granted.last_day, '') || '/' || granted.id || '/' \
            || COALESCE(granted.next_review, '') || '/' || granted.payer, ';') FROM authorization_of_care granted \
        WHERE granted.patient_id = episode.patient_id AND granted.episode_id = episode.id AND granted.level_of_care = period.level_of_care \
        AND granted.superseded_at IS NULL AND granted.void_reason IS NULL), '') || '\u{7f}' \
    || COALESCE((SELECT MAX(asked.last_day) FROM authorization_request asked \
        WHERE asked.patient_id = episode.patient_id AND asked.episode_id = episode.id AND asked.level_of_care = period.level_of_care \
        AND asked.superseded_at IS NULL AND asked.void_reason IS NULL AND NOT EXISTS (SELECT 1 FROM authorization_determination decided \
            WHERE decided.patient_id = asked.patient_id AND decided.request_id = asked.id AND decided.outcome <> 'pended' \
            AND decided.superseded_at IS NULL AND decided.void_reason IS NULL)), '') || '\u{7f}' \
    || COALESCE((SELECT string_agg(review.due_day || '/' || review.id || '/' || COALESCE(review.authorization_id, ''), ';') FROM review \
        WHERE review.patient_id = episode.patient_id AND review.episode_id = episode.id \
        AND review.level_of_care = period.level_of_care AND review.is_closed = 0 AND review.superseded_at IS NULL \
        AND review.void_reason IS NULL), ''), '\u{80}') \
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
    let granted = each_of(parts.text()?, granted_of)?;
    let asked_until = parts.optional()?;
    let open = each_of(parts.text()?, open_of)?;
    let stay = StayAtLevel { patient, episode, admitted_to, program, level_of_care, first, last, granted, asked_until, open };
    parts.end((first, period, stay))
}

/// What several rows say that were packed into one part; `None` where one of them does not read.
fn each_of<T>(packed: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    packed.split(';').filter(|each| !each.is_empty()).map(read).collect()
}

/// The key of a payer's profile has neither of the two signs that stand between.
fn granted_of(packed: &str) -> Option<GrantedAtLevel> {
    let mut parts = packed.split('/');
    let first = parts.next()?.parse().ok()?;
    let last = match parts.next()? {
        "" => None,
        last => Some(last.parse().ok()?),
    };
    let id = parts.next()?.parse().ok()?;
    let next_review = match parts.next()? {
        "" => None,
        day => Some(day.parse().ok()?),
    };
    Some(GrantedAtLevel { id, first, last, next_review, payer: parts.next()?.to_owned() })
}

fn open_of(packed: &str) -> Option<OpenAtLevel> {
    let mut parts = packed.split('/');
    let (due_day, id) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let follows = match parts.next()? {
        "" => None,
        authorization => Some(authorization.parse().ok()?),
    };
    Some(OpenAtLevel { due_day, id, follows })
}
