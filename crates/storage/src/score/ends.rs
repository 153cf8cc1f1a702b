//! Where many series began and where they stand: what a list needs that says who got better or worse since admission.
//!
//! Both ends of each series are looked up in the index of series, so that it takes as long for patients with a thousand scores as for patients with
//! ten.

use std::collections::BTreeMap;

use instruments::Respondent;
use vocabulary::{AdministrationId, Day, PatientId, Points};

use crate::StorageError;
use crate::database::packed::{self, Parts};
use crate::database::{LIST_MAX, Reader, Sql, Value};
use crate::unit::ReadUnit;

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

/// The ends of a series: its current scores that have a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ends {
    /// Which series.
    pub series: SeriesKey,
    /// The first score since the day that was asked for; where there is none since then, the first of all.
    pub first: End,
    /// The newest score.
    pub last: End,
}

/// What is asked for of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Which series.
    pub series: SeriesKey,
    /// From which day on; `None` for the first score of all.
    pub since: Option<Day>,
    /// The newest score with a number, where the caller has it: then it is not looked up.
    pub last: Option<End>,
}

/// An id as text, then a day, then whether the newest is asked for, then the series: all but the last have always the same length.
const SELECT: &str = "WITH wanted AS ( \
        SELECT substr(listed.value, 1, 36) AS patient_id, substr(listed.value, 37, 10) AS since, substr(listed.value, 47, 1) AS newest, \
            substr(listed.value, 48) AS series \
        FROM {values} AS listed \
    ) SELECT wanted.patient_id, wanted.series, \
        COALESCE( \
            (SELECT one.day || '\u{1f}' || one.administration_id || '\u{1f}' || CAST(one.total AS TEXT) FROM score one \
                WHERE one.patient_id = wanted.patient_id AND one.superseded_at IS NULL AND one.series = wanted.series \
                AND one.day >= wanted.since AND one.total IS NOT NULL ORDER BY one.day, one.administration_id LIMIT 1), \
            (SELECT one.day || '\u{1f}' || one.administration_id || '\u{1f}' || CAST(one.total AS TEXT) FROM score one \
                WHERE one.patient_id = wanted.patient_id AND one.superseded_at IS NULL AND one.series = wanted.series \
                AND one.total IS NOT NULL ORDER BY one.day, one.administration_id LIMIT 1)), \
        CASE WHEN wanted.newest = '?' THEN (SELECT one.day || '\u{1f}' || one.administration_id || '\u{1f}' || CAST(one.total AS TEXT) \
            FROM score one WHERE one.patient_id = wanted.patient_id AND one.superseded_at IS NULL AND one.series = wanted.series \
            AND one.total IS NOT NULL ORDER BY one.day DESC, one.administration_id DESC LIMIT 1) END \
    FROM wanted ORDER BY wanted.patient_id, wanted.series";

/// Orders before every day.
const BEFORE_ALL: &str = "0000-00-00";

/// Both ends of these series, each from a day on, or from its first score. A series without a number is not among them. Touches the patients.
pub async fn ends(unit: &mut ReadUnit, series: &[Wanted]) -> Result<Vec<Ends>, StorageError> {
    let known: BTreeMap<&SeriesKey, End> = series.iter().filter_map(|wanted| Some((&wanted.series, wanted.last?))).collect();
    let mut found: Vec<Ends> = Vec::with_capacity(series.len());
    for chunk in series.chunks(LIST_MAX) {
        let listed = chunk.iter().map(|wanted| {
            let since = wanted.since.map_or_else(|| BEFORE_ALL.to_owned(), |day| day.to_string());
            let newest = if wanted.last.is_some() { '-' } else { '?' };
            let SeriesKey { patient, ref instrument, respondent } = wanted.series;
            Value::from(format!("{patient}{since}{newest}{instrument}/{}", respondent.code()))
        });
        let sql = Sql::new("score", SELECT).with_list(&[], listed);
        for row in unit.fetch_all(&sql, Vec::new()).await? {
            found.extend(ends_of(&mut row.reader("score"), &known)?);
        }
    }
    found.dedup();
    for ends in &found {
        unit.touch(ends.series.patient);
    }
    Ok(found)
}

fn ends_of(reader: &mut Reader<'_>, known: &BTreeMap<&SeriesKey, End>) -> Result<Option<Ends>, StorageError> {
    let (patient, series) = (reader.parsed()?, reader.text()?);
    let (first, last) = (reader.optional_text()?, reader.optional_text()?);
    let Some(first) = first else { return Ok(None) };
    let read = || {
        let (instrument, respondent) = series.rsplit_once('/')?;
        let series = SeriesKey { patient, instrument: instrument.to_owned(), respondent: respondent.parse().ok()? };
        let first = end_of(packed::rows(&first).next()?)?;
        // A series with a first number has a last one.
        let last = match last {
            Some(last) => end_of(packed::rows(&last).next()?)?,
            None => *known.get(&series)?,
        };
        Some(Ends { series, first, last })
    };
    read().map(Some).ok_or_else(|| reader.damaged())
}

fn end_of(mut parts: Parts<'_>) -> Option<End> {
    let end = End { day: parts.parsed()?, administration: parts.parsed()?, total: Points::from_ten_thousandths(parts.parsed()?) };
    parts.end(end)
}
