//! What counts against authorizations, of very many stays: the grants, what was given and what was billed by day. Names nobody, so nobody is touched.

use utilization_review::authorization::{BilledUnits, GivenDay, UnitKind};
use vocabulary::{Day, EpisodeId, LevelOfCare, PatientId, RecordId};

use crate::StorageError;
use crate::database::packed::{self, Parts};
use crate::database::{LIST_MAX, Reader, Sql, Value};
use crate::unit::ReadUnit;

/// An authorization with a last day, without its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The record.
    pub authorization: RecordId,
    /// The episode.
    pub episode: EpisodeId,
    /// For which level.
    pub level_of_care: LevelOfCare,
    /// What is counted.
    pub unit_kind: UnitKind,
    /// How many.
    pub units: u32,
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
}

/// Of an episode in one text each: a row costs more on its way than what stands in it.
const COUNTED: &str = "SELECT episode_id, string_agg(id || '\u{7f}' || level_of_care || '\u{7f}' || unit_kind || '\u{7f}' || units || '\u{7f}' \
    || first_day || '\u{7f}' || last_day, '\u{80}') FROM authorization_of_care WHERE superseded_at IS NULL AND void_reason IS NULL \
    AND last_day IS NOT NULL AND last_day >= $1 AND patient_id IN ({list}) GROUP BY episode_id";
const GIVEN: &str = "SELECT episode_id, string_agg(day || '\u{7f}' || minutes || '\u{7f}' || visits, '\u{80}') FROM (SELECT episode_id, day, \
    SUM(delivered_minutes) AS minutes, SUM(CASE WHEN kind = 'program_day' THEN 0 ELSE 1 END) AS visits FROM attendance \
    WHERE superseded_at IS NULL AND void_reason IS NULL AND status = 'attended' AND delivered_minutes > 0 AND day >= $1 \
    AND patient_id IN ({list}) GROUP BY episode_id, day) AS given GROUP BY episode_id";
const BILLED: &str = "SELECT episode_id, string_agg(day || '\u{7f}' || unit_kind || '\u{7f}' || units || '\u{7f}' || COALESCE(authorization_id, '') \
    || '\u{7f}' || COALESCE(level_of_care, ''), '\u{80}') FROM billed_units WHERE superseded_at IS NULL AND void_reason IS NULL AND day >= $1 \
    AND patient_id IN ({list}) GROUP BY episode_id";

/// The authorizations of these records of patients that reach to `since` or beyond.
#[crate::boxed]
pub async fn counted(unit: &mut ReadUnit, patients: &[PatientId], since: Day) -> Result<Vec<Counted>, StorageError> {
    packed_of(unit, ("authorization_of_care", COUNTED), patients, since, |episode, parts| {
        let (authorization, level_of_care, unit_kind) = (parts.parsed()?, parts.parsed()?, parts.parsed()?);
        let (units, first, last) = (parts.parsed()?, parts.parsed()?, parts.parsed()?);
        Some(Counted { authorization, episode, level_of_care, unit_kind, units, first, last })
    })
    .await
}

/// What was given to those who came, by stay and day, from `since` on.
#[crate::boxed]
pub async fn given(unit: &mut ReadUnit, patients: &[PatientId], since: Day) -> Result<Vec<(EpisodeId, Day, GivenDay)>, StorageError> {
    packed_of(unit, ("attendance", GIVEN), patients, since, |episode, parts| {
        Some((episode, parts.parsed()?, GivenDay { minutes: parts.parsed()?, visits: parts.parsed()? }))
    })
    .await
}

/// What was billed, from `since` on, without the numbers of the claims.
#[crate::boxed]
pub async fn billed(unit: &mut ReadUnit, patients: &[PatientId], since: Day) -> Result<Vec<BilledUnits>, StorageError> {
    packed_of(unit, ("billed_units", BILLED), patients, since, |episode, parts| {
        let (day, unit_kind, units) = (parts.parsed()?, parts.parsed()?, parts.parsed()?);
        let (authorization, level_of_care) = (parts.optional()?, parts.optional()?);
        Some(BilledUnits { episode, authorization, day, level_of_care, unit_kind, units, claim: String::new() })
    })
    .await
}

async fn packed_of<T>(
    unit: &mut ReadUnit,
    (table, text): (&'static str, &'static str),
    patients: &[PatientId],
    since: Day,
    read: impl Fn(EpisodeId, &mut Parts<'_>) -> Option<T>,
) -> Result<Vec<T>, StorageError> {
    let mut found = Vec::new();
    for chunk in patients.chunks(LIST_MAX) {
        let values = vec![Value::from(since)];
        let sql = Sql::new(table, text).with_list(&values, chunk.iter().map(|patient| Value::id(*patient)));
        for row in unit.fetch_all(&sql, values).await? {
            let mut reader: Reader<'_> = row.reader(table);
            let (episode, text): (EpisodeId, String) = (reader.parsed()?, reader.text()?);
            for mut parts in packed::rows(&text) {
                let value = read(episode, &mut parts).ok_or_else(|| reader.damaged())?;
                found.push(parts.end(value).ok_or_else(|| reader.damaged())?);
            }
        }
    }
    Ok(found)
}
