//! The latest and the previous score of every series of many patients: what a caseload shows.
//!
//! A series is one instrument answered by one kind of respondent about one patient. The statement hops from series to series along an index
//! instead of reading all scores, so that it takes as long for patients with a thousand scores as for patients with ten.

use std::collections::BTreeMap;

use instruments::Respondent;
use vocabulary::PatientId;

use super::read::{COLUMNS, StoredScore, from_row, of_patients};
use crate::StorageError;
use crate::database::{LIST_MAX, Sql, Value};
use crate::record::View;
use crate::unit::ReadUnit;

/// The two newest scores of a series, main results only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Whose.
    pub patient: PatientId,
    /// The instrument's id.
    pub instrument: String,
    /// Who answered.
    pub respondent: Respondent,
    /// The newest score by clinical day.
    pub latest: StoredScore,
    /// The one before; `None` when there is only one.
    pub previous: Option<StoredScore>,
}

/// `substr(id, 1, 0)` is an empty text that PostgreSQL orders as it orders ids.
const SERIES: &str = "WITH RECURSIVE hop (patient_id, series) AS ( \
        SELECT id, substr(id, 1, 0) FROM patient WHERE superseded_at IS NULL AND id IN ({list}) \
        UNION ALL \
        SELECT hop.patient_id, (SELECT MIN(next.series) FROM score next \
            WHERE next.patient_id = hop.patient_id AND next.superseded_at IS NULL AND next.series > hop.series) \
        FROM hop WHERE hop.series IS NOT NULL \
    ), newest AS MATERIALIZED ( \
        SELECT \
            (SELECT one.administration_id FROM score one \
                WHERE one.patient_id = hop.patient_id AND one.superseded_at IS NULL AND one.series = hop.series \
                ORDER BY one.day DESC, one.administration_id DESC LIMIT 1) AS latest, \
            (SELECT one.administration_id FROM score one \
                WHERE one.patient_id = hop.patient_id AND one.superseded_at IS NULL AND one.series = hop.series \
                ORDER BY one.day DESC, one.administration_id DESC LIMIT 1 OFFSET 1) AS previous \
        FROM hop WHERE hop.series <> '' \
    ) SELECT ";
/// `CROSS JOIN` keeps SQLite's planner from going through all scores and looking each up among the newest. `COALESCE` keeps it from the index over
/// current scores: the primary key leads to the row in one step instead of two.
const LATEST: &str = "FROM newest CROSS JOIN score WHERE score.administration_id = newest.latest AND COALESCE(score.superseded_at, '') = '' \
    UNION ALL SELECT ";
const PREVIOUS: &str =
    "FROM newest CROSS JOIN score WHERE score.administration_id = newest.previous AND COALESCE(score.superseded_at, '') = ''";

/// The latest and previous score of every series of these patients, ordered by patient, instrument and respondent.
pub async fn latest(unit: &mut ReadUnit, patients: &[PatientId], view: View) -> Result<Vec<Series>, StorageError> {
    let mut scores = Vec::new();
    match view {
        View::Current => {
            for chunk in patients.chunks(LIST_MAX) {
                let values = Vec::new();
                let sql = Sql::of_pieces("score", &[SERIES, COLUMNS, LATEST, COLUMNS, PREVIOUS])
                    .with_list(&values, chunk.iter().map(|patient| Value::id(*patient)));
                for row in unit.fetch_all(&sql, values).await? {
                    let score = from_row(&mut row.reader("score"))?;
                    unit.touch(score.patient);
                    scores.push(score);
                }
            }
        }
        View::AsOf(_) => scores = of_patients(unit, patients, None, view).await?,
    }
    Ok(pair_up(scores))
}

fn pair_up(mut scores: Vec<StoredScore>) -> Vec<Series> {
    scores.sort_by_key(|score| (score.day, score.administration));
    let mut series: BTreeMap<(PatientId, String, Respondent), (StoredScore, Option<StoredScore>)> = BTreeMap::new();
    for score in scores {
        let key = (score.patient, score.instrument.clone(), score.respondent);
        match series.remove(&key) {
            Some((before, _)) => series.insert(key, (score, Some(before))),
            None => series.insert(key, (score, None)),
        };
    }
    (series.into_iter())
        .map(|((patient, instrument, respondent), (latest, previous))| Series { patient, instrument, respondent, latest, previous })
        .collect()
}
