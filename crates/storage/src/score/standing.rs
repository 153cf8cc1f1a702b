//! Where every series of many patients stands: its newest score, the number before, and the number with which it began. What a caseload shows.
//!
//! A series is one instrument answered by one kind of respondent about one patient. Of patients about whom nothing was written since they were last judged
//! it was kept at that time ([`keep`]). For the others the statement hops from series to series along their index, and finds both ends there, so that it
//! takes as long for patients with a thousand scores as for patients with ten.

use instruments::Respondent;
use vocabulary::{AdministrationId, Day, PatientId, Points, Verdict};

use super::read::verdict;
use crate::StorageError;
use crate::database::packed::{self, Parts};
use crate::database::{Columns, LIST_MAX, Reader, Sql, Value};
use crate::unit::{ReadUnit, WriteUnit};

/// One instrument answered by one kind of respondent about one patient.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SeriesKey {
    /// Whose.
    pub patient: PatientId,
    /// The instrument's id.
    pub instrument: String,
    /// Who answered.
    pub respondent: Respondent,
}

/// A score with a number at an end of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The clinical day.
    pub day: Day,
    /// Of which administration.
    pub administration: AdministrationId,
    /// The main result.
    pub total: Points,
}

/// The main result of a score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MainResult {
    /// The clinical day.
    pub day: Day,
    /// Of which administration.
    pub administration: AdministrationId,
    /// As [`super::ScoreSummary::status`].
    pub status: String,
    /// The main scale's number, where there is one.
    pub total: Option<Points>,
    /// The main scale's band, or the result in words where there is no main scale.
    pub band: Option<String>,
    /// 0 = none, rising with the band.
    pub severity: Option<i64>,
    /// The strongest verdict of the safety entries; `None` where the definition has none.
    pub safety: Option<Verdict>,
}

/// The score before the newest of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Before {
    /// The clinical day.
    pub day: Day,
    /// Of which administration.
    pub administration: AdministrationId,
    /// The number, where there is one.
    pub total: Option<Points>,
}

/// How a series stands: its current scores by clinical day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesStanding {
    /// Which series.
    pub series: SeriesKey,
    /// The newest score.
    pub newest: MainResult,
    /// The one before; `None` when there is only one.
    pub before: Option<Before>,
    /// Where it began and where it ends; `None` while it has no number.
    pub ends: Option<Ends>,
}

/// The ends of a series among its scores that have a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// The first score since the day that was asked for; where there is none since then, the first of all.
    pub first: End,
    /// The newest score.
    pub last: End,
}

/// The two newest scores of a series, packed.
const NEWEST: &str = "(SELECT string_agg(two.packed, '\u{80}') FROM (SELECT one.day || '\u{7f}' || one.administration_id || '\u{7f}' || one.status || '\u{7f}' \
            || COALESCE(CAST(one.total AS TEXT), '') || '\u{7f}' || COALESCE(one.band, '') || '\u{7f}' \
            || COALESCE(CAST(one.severity AS TEXT), '') || '\u{7f}' || COALESCE(one.safety, '') AS packed \
        FROM score one WHERE one.patient_id = hop.patient_id AND one.superseded_at IS NULL AND one.series = hop.series \
        ORDER BY one.day DESC, one.administration_id DESC LIMIT 2) two)";

/// The first number of a series, packed: it begins with its day.
const FIRST: &str = "(SELECT one.day || '\u{7f}' || one.administration_id || '\u{7f}' || CAST(one.total AS TEXT) FROM score one \
        WHERE one.patient_id = hop.patient_id AND one.superseded_at IS NULL AND one.series = hop.series \
        AND one.total IS NOT NULL ORDER BY one.day, one.administration_id LIMIT 1)";

/// The first number of a series since a day, packed.
const FIRST_SINCE: &str = "(SELECT one.day || '\u{7f}' || one.administration_id || '\u{7f}' || CAST(one.total AS TEXT) FROM score one \
        WHERE one.patient_id = hop.patient_id AND one.superseded_at IS NULL AND one.series = hop.series \
        AND one.day >= hop.since AND one.total IS NOT NULL ORDER BY one.day, one.administration_id LIMIT 1)";

/// From the last series of a patient to the first, because the end of a series is looked at anyway. No name of a series begins with U+10FFFF; with the
/// empty `substr(id, 1, 0)` before it PostgreSQL orders it as it orders ids.
const HOPS: &str = " \
        UNION ALL \
        SELECT hop.patient_id, hop.since, (SELECT MAX(next.series) FROM score next \
            WHERE next.patient_id = hop.patient_id AND next.superseded_at IS NULL AND next.series < hop.series) \
        FROM hop WHERE hop.series IS NOT NULL \
    ) ";

/// A value of the list is an id as text, then a day. What was kept is read where it stands, for those who do not wait to be judged.
const WANTED: &str = "WITH RECURSIVE wanted AS ( \
        SELECT substr(listed.value, 1, 36) AS patient_id, substr(listed.value, 37) AS since FROM {values} AS listed \
    ), kept (patient_id, since, series, newest, first) AS ( \
        SELECT wanted.patient_id, wanted.since, stands.series, stands.newest, stands.first FROM wanted CROSS JOIN series_standing stands \
            WHERE stands.patient_id = wanted.patient_id \
            AND NOT EXISTS (SELECT 1 FROM patient_to_judge waits WHERE waits.patient_id = wanted.patient_id) \
    ), hop (patient_id, since, series) AS ( \
        SELECT patient.id, wanted.since, substr(patient.id, 1, 0) || '\u{10FFFF}' FROM wanted CROSS JOIN patient \
            WHERE patient.id = wanted.patient_id AND patient.superseded_at IS NULL \
            AND (EXISTS (SELECT 1 FROM patient_to_judge waits WHERE waits.patient_id = wanted.patient_id) \
                OR NOT EXISTS (SELECT 1 FROM series_standing stands WHERE stands.patient_id = wanted.patient_id))";

/// What was kept, and where a series began before the day that was asked for, what it says since.
const KEPT: &str = "SELECT hop.patient_id, hop.series, hop.newest, CASE WHEN hop.since <= hop.first THEN hop.first ELSE COALESCE(";

/// Keeps where the series of the patients of the list stand now. One may stand in the list twice, and a series is kept once.
const KEEP: &str = "INSERT INTO series_standing (patient_id, series, newest, first) WITH RECURSIVE hop (patient_id, since, series) AS ( \
        SELECT DISTINCT patient.id, '', substr(patient.id, 1, 0) || '\u{10FFFF}' FROM {values} AS listed CROSS JOIN patient \
            WHERE patient.id = listed.value AND patient.superseded_at IS NULL";

/// Where it says something new.
const ANEW: &str = " FROM hop WHERE hop.series < '\u{10FFFF}' ON CONFLICT (patient_id, series) DO UPDATE SET newest = excluded.newest, first = excluded.first \
    WHERE series_standing.newest <> excluded.newest OR COALESCE(series_standing.first, '') <> COALESCE(excluded.first, '')";

/// Series that have no score any more.
const GONE: &str = "DELETE FROM series_standing WHERE patient_id IN ({list}) AND NOT EXISTS (SELECT 1 FROM score \
    WHERE score.patient_id = series_standing.patient_id AND score.superseded_at IS NULL AND score.series = series_standing.series)";

/// The newest number of a series.
const NEWEST_NUMBER: &str = "SELECT day || '\u{7f}' || administration_id || '\u{7f}' || CAST(total AS TEXT) FROM score \
     WHERE patient_id = $1 AND superseded_at IS NULL AND series = $2 AND total IS NOT NULL ORDER BY day DESC, administration_id DESC LIMIT 1";

/// Orders before every day.
const BEFORE_ALL: &str = "0000-00-00";

/// How every series of these patients stands now, in the order of patient, instrument and respondent; for each patient the day from which on a
/// series begins, `None` for its first score of all. Touches those who have scores.
#[crate::boxed]
pub async fn standing(unit: &mut ReadUnit, patients: &[(PatientId, Option<Day>)]) -> Result<Vec<SeriesStanding>, StorageError> {
    let mut found: Vec<SeriesStanding> = Vec::new();
    for chunk in patients.chunks(LIST_MAX) {
        let listed = chunk.iter().map(|(patient, since)| {
            let since = since.map_or_else(|| BEFORE_ALL.to_owned(), |day| day.to_string());
            Value::from(format!("{patient}{since}"))
        });
        let sql = standings().with_list(&[], listed).together(Columns(&[&["patient_id", "series", "newest", "first"]]));
        for row in unit.fetch_all(&sql, Vec::new()).await? {
            let (standing, first) = standing_of(&mut row.reader("score"))?;
            found.push(complete(unit, standing, first).await?);
        }
    }
    found.sort_by(|one, other| one.series.cmp(&other.series));
    // Where a patient was asked for twice, once is enough.
    found.dedup_by(|one, other| one.series == other.series);
    for standing in &found {
        unit.touch(standing.series.patient);
    }
    Ok(found)
}

fn standings() -> Sql {
    let kept = [KEPT, FIRST_SINCE, ", hop.first) END FROM kept AS hop UNION ALL "];
    let hopped = [
        "SELECT hop.patient_id, hop.series, ",
        NEWEST,
        ", COALESCE(",
        FIRST_SINCE,
        ", ",
        FIRST,
        ") FROM hop WHERE hop.series < '\u{10FFFF}'",
    ];
    Sql::of_pieces("score", &[&[WANTED, HOPS], kept.as_slice(), &hopped].concat())
}

/// Keeps where every series of patients stands, for those who read it before something is written about them again. Whoever removes the marks of patients who
/// wait to be judged calls it in the same unit: without a mark, what is kept is what their scores say.
pub(crate) async fn keep(unit: &mut WriteUnit, patients: &[PatientId]) -> Result<(), StorageError> {
    let keep = Sql::of_pieces("series_standing", &[KEEP, HOPS, "SELECT hop.patient_id, hop.series, ", NEWEST, ", ", FIRST, ANEW]);
    for chunk in patients.chunks(LIST_MAX) {
        let listed = || chunk.iter().map(|patient| Value::id(*patient));
        unit.execute_unaudited(&Sql::new("series_standing", GONE).with_list(&[], listed()), Vec::new()).await?;
        unit.execute_unaudited(&keep.clone().with_list(&[], listed()), Vec::new()).await?;
    }
    Ok(())
}

/// Adds the other end. It is looked up only where neither of the two newest scores has a number.
async fn complete(unit: &mut ReadUnit, mut standing: SeriesStanding, first: Option<End>) -> Result<SeriesStanding, StorageError> {
    let Some(first) = first else { return Ok(standing) };
    let MainResult { day, administration, total, .. } = standing.newest;
    let newest = total.map(|total| End { day, administration, total });
    let before =
        standing.before.and_then(|before| Some(End { day: before.day, administration: before.administration, total: before.total? }));
    let last = match newest.or(before) {
        Some(last) => last,
        None => newest_number(unit, &standing.series).await?.unwrap_or(first),
    };
    standing.ends = Some(Ends { first, last });
    Ok(standing)
}

async fn newest_number(unit: &mut ReadUnit, series: &SeriesKey) -> Result<Option<End>, StorageError> {
    let name = format!("{}/{}", series.instrument, series.respondent.code());
    let row = unit.fetch_optional(&Sql::new("score", NEWEST_NUMBER), vec![Value::id(series.patient), name.into()]).await?;
    let Some(row) = row else { return Ok(None) };
    let mut reader = row.reader("score");
    let text = reader.text()?;
    only(&text, end_of).map(Some).ok_or_else(|| reader.damaged())
}

fn standing_of(reader: &mut Reader<'_>) -> Result<(SeriesStanding, Option<End>), StorageError> {
    let (patient, series, newest) = (reader.parsed()?, reader.text_in_place()?, reader.text_in_place()?);
    let first = reader.optional_text_in_place()?;
    let read = || {
        let (instrument, respondent) = series.rsplit_once('/')?;
        let mut newest = packed::rows(newest);
        let standing = SeriesStanding {
            series: SeriesKey { patient, instrument: instrument.to_owned(), respondent: respondent.parse().ok()? },
            newest: main_result(newest.next()?)?,
            before: match newest.next() {
                Some(parts) => Some(before_of(parts)?),
                None => None,
            },
            ends: None,
        };
        let first = match first {
            Some(text) => Some(only(text, end_of)?),
            None => None,
        };
        Some((standing, first))
    };
    read().ok_or_else(|| reader.damaged())
}

/// The one row of a packed text.
fn only<T>(packed: &str, read: impl Fn(Parts<'_>) -> Option<T>) -> Option<T> {
    read(packed::rows(packed).next()?)
}

fn main_result(mut parts: Parts<'_>) -> Option<MainResult> {
    let some = |text: &str| if text.is_empty() { None } else { Some(text.to_owned()) };
    let result = MainResult {
        day: parts.parsed()?,
        administration: parts.parsed()?,
        status: parts.text()?.to_owned(),
        total: parts.optional()?.map(Points::from_ten_thousandths),
        band: some(parts.text()?),
        severity: parts.optional()?,
        safety: match parts.text()? {
            "" => None,
            code => Some(verdict(code)?),
        },
    };
    parts.end(result)
}

fn before_of(parts: Parts<'_>) -> Option<Before> {
    let MainResult { day, administration, total, .. } = main_result(parts)?;
    Some(Before { day, administration, total })
}

fn end_of(mut parts: Parts<'_>) -> Option<End> {
    let end = End { day: parts.parsed()?, administration: parts.parsed()?, total: Points::from_ten_thousandths(parts.parsed()?) };
    parts.end(end)
}
