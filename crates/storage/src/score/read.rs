//! Reading scores.

use std::collections::BTreeMap;

use instruments::Respondent;
use vocabulary::{AdministrationId, Day, Instant, PatientId, Points, Verdict, Version};

use super::{ClassificationSummary, SafetySummary, ScaleSummary, ScoreSummary};
use crate::StorageError;
use crate::database::{Columns, LIST_MAX, Reader, Row, Sql, Value};
use crate::record::View;
use crate::unit::ReadUnit;

/// One computation of a score. The lists of `summary` are empty unless the function that returns it says otherwise: lists and charts need the
/// main result only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredScore {
    /// Of which administration.
    pub administration: AdministrationId,
    /// Which computation, from 1.
    pub computation: i64,
    /// Of which version of the administration.
    pub input_version: Version,
    /// When it was computed.
    pub computed_at: Instant,
    /// When a later computation, a correction or a void took its place.
    pub superseded_at: Option<Instant>,
    /// Whose.
    pub patient: PatientId,
    /// The instrument's id.
    pub instrument: String,
    /// Who answered.
    pub respondent: Respondent,
    /// The clinical day of the administration.
    pub day: Day,
    /// The strongest verdict of the safety entries; `None` where the definition has none.
    pub safety: Option<Verdict>,
    /// The result.
    pub summary: ScoreSummary,
}

pub(super) fn from_row(reader: &mut Reader<'_>) -> Result<StoredScore, StorageError> {
    let (administration, computation, input_version) = (reader.parsed()?, reader.integer()?, Version(reader.integer()?));
    let (definition_version, engine_version) = (reader.text()?, reader.text()?);
    let (computed_at, superseded_at, patient) = (reader.parsed()?, reader.optional_parsed()?, reader.parsed()?);
    let (instrument, respondent, day) = (reader.text()?, reader.parsed()?, reader.parsed()?);
    let (status, main_scale, total) = (reader.text()?, reader.optional_text()?, reader.optional_points()?);
    let (band, severity) = (reader.optional_text()?, reader.optional_integer()?);
    let safety = reader.optional_text()?.map(|code| verdict(&code).ok_or_else(|| reader.damaged())).transpose()?;
    let problems = reader.text()?.split(';').filter(|kind| !kind.is_empty()).map(str::to_owned).collect();
    let (scales, classifications, safety_entries) = (Vec::new(), Vec::new(), Vec::new());
    let summary = ScoreSummary {
        definition_version,
        engine_version,
        status,
        main_scale,
        total,
        band,
        severity,
        problems,
        scales,
        classifications,
        safety: safety_entries,
    };
    Ok(StoredScore {
        administration,
        computation,
        input_version,
        computed_at,
        superseded_at,
        patient,
        instrument,
        respondent,
        day,
        safety,
        summary,
    })
}

pub(super) fn verdict(code: &str) -> Option<Verdict> {
    [Verdict::Met, Verdict::NotMet, Verdict::Unknown].into_iter().find(|verdict| verdict.code() == code)
}

async fn select(
    unit: &mut ReadUnit,
    rest: &'static str,
    values: Vec<Value>,
    list: Option<Vec<Value>>,
) -> Result<Vec<StoredScore>, StorageError> {
    let sql = Sql::select("score", Columns(&[super::COMPUTED, super::RESULT]), &[rest]);
    let sql = match list {
        Some(list) => sql.with_list(&values, list),
        None => sql,
    };
    let rows = unit.fetch_all(&sql, values).await?;
    let scores: Result<Vec<StoredScore>, StorageError> = rows.iter().map(|row| from_row(&mut row.reader("score"))).collect();
    let scores = scores?;
    for score in &scores {
        unit.touch(score.patient);
    }
    Ok(scores)
}

/// The scores of patients by day, main results only. `instrument` leaves only one instrument's.
#[crate::boxed]
pub async fn of_patients(
    unit: &mut ReadUnit,
    patients: &[PatientId],
    instrument: Option<&str>,
    view: View,
) -> Result<Vec<StoredScore>, StorageError> {
    let mut scores = Vec::new();
    for chunk in patients.chunks(LIST_MAX) {
        let list: Vec<Value> = chunk.iter().map(|patient| Value::id(*patient)).collect();
        scores.extend(match (view, instrument) {
            (View::Current, None) => {
                let rest = "WHERE superseded_at IS NULL AND patient_id IN ({list}) ORDER BY day, administration_id";
                select(unit, rest, Vec::new(), Some(list)).await?
            }
            (View::Current, Some(instrument)) => {
                let rest = "WHERE superseded_at IS NULL AND instrument_id = $1 AND patient_id IN ({list}) ORDER BY day, administration_id";
                select(unit, rest, vec![instrument.into()], Some(list)).await?
            }
            (View::AsOf(_), _) => {
                // The index over series holds current scores only: the way back in time leads over the administrations.
                let rest = "WHERE computed_at <= $1 AND (superseded_at IS NULL OR superseded_at > $1) AND (instrument_id = $2 OR $2 = '') \
                            AND administration_id IN (SELECT id FROM administration WHERE patient_id IN ({list}) \
                            AND id NOT IN (SELECT id FROM moved_record)) ORDER BY day, administration_id";
                select(unit, rest, vec![view.into(), instrument.unwrap_or_default().into()], Some(list)).await?
            }
        });
    }
    Ok(scores)
}

/// The score of an administration that stands now, with all scales, classifications and safety entries; `None` when there is none or it is stale.
#[crate::boxed]
pub async fn current(unit: &mut ReadUnit, administration: AdministrationId) -> Result<Option<StoredScore>, StorageError> {
    let rest = "WHERE administration_id = $1 AND superseded_at IS NULL";
    let mut scores = select(unit, rest, vec![Value::id(administration)], None).await?;
    details(unit, &mut scores).await?;
    Ok(scores.pop())
}

/// The safety entries of the scores that stand now, for the administrations that are asked for.
#[crate::boxed]
pub async fn safety_entries(
    unit: &mut ReadUnit,
    administrations: &[AdministrationId],
) -> Result<BTreeMap<AdministrationId, Vec<SafetySummary>>, StorageError> {
    let text = "SELECT score.patient_id, score_safety.administration_id, score_safety.entry, score_safety.verdict FROM score_safety \
                JOIN score ON score.administration_id = score_safety.administration_id AND score.computation = score_safety.computation \
                WHERE score.superseded_at IS NULL AND score.administration_id IN ({list}) \
                ORDER BY score_safety.administration_id, score_safety.ordinal";
    let mut found: BTreeMap<AdministrationId, Vec<SafetySummary>> = BTreeMap::new();
    for chunk in administrations.chunks(LIST_MAX) {
        let sql = Sql::new("score_safety", text)
            .together(Columns(&[&["patient_id", "administration_id", "entry", "verdict"]]))
            .with_list(&[], chunk.iter().map(|id| Value::id(*id)));
        for row in unit.fetch_all(&sql, Vec::new()).await? {
            let mut reader = row.reader("score_safety");
            unit.touch(reader.parsed()?);
            let (administration, entry, code) = (reader.parsed()?, reader.text()?, reader.text()?);
            let verdict = verdict(&code).ok_or_else(|| reader.damaged())?;
            found.entry(administration).or_default().push(SafetySummary { entry, verdict });
        }
    }
    Ok(found)
}

/// Every computation of an administration's score, oldest first, with all details.
#[crate::boxed]
pub async fn history(unit: &mut ReadUnit, administration: AdministrationId) -> Result<Vec<StoredScore>, StorageError> {
    let mut scores = select(unit, "WHERE administration_id = $1 ORDER BY computation", vec![Value::id(administration)], None).await?;
    details(unit, &mut scores).await?;
    Ok(scores)
}

/// Current scores of an instrument that another definition or engine made than these, for scoring anew: the first `count` in the order of
/// administrations after `after`.
#[crate::boxed]
pub async fn outdated(
    unit: &mut ReadUnit,
    instrument: &str,
    definition_version: &str,
    engine_version: &str,
    after: Option<AdministrationId>,
    count: u16,
) -> Result<Vec<StoredScore>, StorageError> {
    let rest = "WHERE superseded_at IS NULL AND instrument_id = $1 AND (definition_version <> $2 OR engine_version <> $3) \
                AND administration_id > $4 ORDER BY administration_id LIMIT $5";
    let after = after.map_or_else(|| Value::from(""), Value::id);
    let values = vec![instrument.into(), definition_version.into(), engine_version.into(), after, i64::from(count).into()];
    select(unit, rest, values, None).await
}

/// A definition and an engine by which current scores of an instrument were made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoredBy {
    /// The instrument's id.
    pub instrument: String,
    /// The definition's version.
    pub definition_version: String,
    /// The engine's version.
    pub engine_version: String,
}

/// By which definitions and engines the current scores were made. It goes through all scores: ask once, not again and again. Touches nobody.
#[crate::boxed]
pub async fn versions(unit: &mut ReadUnit) -> Result<Vec<ScoredBy>, StorageError> {
    let text = "SELECT DISTINCT instrument_id, definition_version, engine_version FROM score WHERE superseded_at IS NULL \
                ORDER BY instrument_id, definition_version, engine_version";
    let rows = unit.fetch_all(&Sql::new("score", text), Vec::new()).await?;
    let version = |row: &Row| {
        let mut reader = row.reader("score");
        Ok(ScoredBy { instrument: reader.text()?, definition_version: reader.text()?, engine_version: reader.text()? })
    };
    rows.iter().map(version).collect()
}

/// Fills in the scales, classifications and safety entries of scores.
#[crate::boxed]
pub async fn details(unit: &mut ReadUnit, scores: &mut [StoredScore]) -> Result<(), StorageError> {
    for chunk in scores.chunks_mut(LIST_MAX) {
        fill(unit, chunk).await?;
    }
    Ok(())
}

async fn fill(unit: &mut ReadUnit, scores: &mut [StoredScore]) -> Result<(), StorageError> {
    let list: Vec<Value> = scores.iter().map(|score| Value::id(score.administration)).collect();
    let mut places = BTreeMap::new();
    for (index, score) in scores.iter_mut().enumerate() {
        score.summary.scales.clear();
        score.summary.classifications.clear();
        score.summary.safety.clear();
        places.insert((score.administration, score.computation), index);
    }
    let scales = "SELECT administration_id, computation, scale, status, points, band, severity FROM score_scale \
                  WHERE administration_id IN ({list}) ORDER BY administration_id, computation, ordinal";
    let values = Vec::new();
    let sql = Sql::new("score_scale", scales)
        .together(Columns(&[&["administration_id", "computation", "scale", "status", "points", "band", "severity"]]))
        .with_list(&values, list.clone());
    for row in unit.fetch_all(&sql, values).await? {
        let mut reader = row.reader("score_scale");
        let Some(index) = places.get(&(reader.parsed()?, reader.integer()?)) else { continue };
        let scale = ScaleSummary {
            scale: reader.text()?,
            status: reader.text()?,
            points: reader.optional_integer()?.map(Points::from_ten_thousandths),
            band: reader.optional_text()?,
            severity: reader.optional_integer()?,
        };
        scores[*index].summary.scales.push(scale);
    }
    let classifications = "SELECT administration_id, computation, classification, result FROM score_classification \
                           WHERE administration_id IN ({list}) ORDER BY administration_id, computation, ordinal";
    let values = Vec::new();
    let sql = Sql::new("score_classification", classifications)
        .together(Columns(&[&["administration_id", "computation", "classification", "result"]]))
        .with_list(&values, list.clone());
    for row in unit.fetch_all(&sql, values).await? {
        let mut reader = row.reader("score_classification");
        let Some(index) = places.get(&(reader.parsed()?, reader.integer()?)) else { continue };
        let result = ClassificationSummary { classification: reader.text()?, result: reader.optional_text()? };
        scores[*index].summary.classifications.push(result);
    }
    let safety = "SELECT administration_id, computation, entry, verdict FROM score_safety \
                  WHERE administration_id IN ({list}) ORDER BY administration_id, computation, ordinal";
    let values = Vec::new();
    let sql = Sql::new("score_safety", safety)
        .together(Columns(&[&["administration_id", "computation", "entry", "verdict"]]))
        .with_list(&values, list);
    for row in unit.fetch_all(&sql, values).await? {
        let mut reader = row.reader("score_safety");
        let Some(index) = places.get(&(reader.parsed()?, reader.integer()?)) else { continue };
        let entry = reader.text()?;
        let code = reader.text()?;
        let verdict = verdict(&code).ok_or_else(|| reader.damaged())?;
        scores[*index].summary.safety.push(SafetySummary { entry, verdict });
    }
    Ok(())
}
