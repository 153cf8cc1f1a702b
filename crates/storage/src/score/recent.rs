//! The scores of very many patients at once, for judging them: little of each score, packed by the database.

use std::collections::BTreeMap;
use std::sync::Arc;

use instruments::Respondent;
use vocabulary::{AdministrationId, Day, Instant, PatientId, Points, Verdict, Version};

use super::read::verdict;
use crate::StorageError;
use crate::database::packed::{self, Names, Parts};
use crate::database::{LIST_MAX, Row, Sql, Value};
use crate::unit::ReadUnit;

/// What judging needs of a current score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecentScore {
    /// Of which administration.
    pub administration: AdministrationId,
    /// Of which version of the administration.
    pub input_version: Version,
    /// The instrument's id. Equal ids share their text.
    pub instrument: Arc<str>,
    /// Who answered.
    pub respondent: Respondent,
    /// The clinical day.
    pub day: Day,
    /// When it was computed.
    pub computed_at: Instant,
    /// The main result, where there is one.
    pub total: Option<Points>,
    /// The severity of its band, 0 = none.
    pub severity: Option<i64>,
    /// The strongest verdict of the safety entries; `None` where the definition has none.
    pub safety: Option<Verdict>,
    /// True where it came to a result: the main one, or any where the instrument has no main one.
    pub has_result: bool,
}

/// The current scores of one patient: series by series, the oldest of each first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecentScores {
    /// Whose.
    pub patient: PatientId,
    /// Their scores.
    pub scores: Vec<RecentScore>,
}

/// All of it stands in the index of series. The status travels only where there is neither a number nor a severity.
const RECENT: &str = "SELECT patient_id, string_agg(series || '\u{7f}' || day || '\u{7f}' || administration_id || '\u{7f}' \
     || COALESCE(CAST(total AS TEXT), '') || '\u{7f}' || COALESCE(CAST(severity AS TEXT), '') || '\u{7f}' || COALESCE(safety, '') \
     || '\u{7f}' || CAST(input_version AS TEXT) || '\u{7f}' || computed_at \
     || '\u{7f}' || CASE WHEN total IS NULL AND severity IS NULL THEN status ELSE '' END, '\u{80}') AS scores \
     FROM score WHERE superseded_at IS NULL AND patient_id IN ({list}) GROUP BY patient_id";

/// The current scores of patients, at most the `newest` of each series and its first one, which most baselines are. Patients without a score are
/// not among them.
#[crate::boxed]
pub async fn recent(unit: &mut ReadUnit, patients: &[PatientId], newest: usize) -> Result<Vec<RecentScores>, StorageError> {
    recent_with_firsts(unit, patients, newest, &BTreeMap::new()).await
}

/// As [`recent`], and of each series besides the first score with a number on or after each of the patient's days in `firsts`: from there a change is
/// counted, however many scores came since.
#[crate::boxed]
pub async fn recent_with_firsts(
    unit: &mut ReadUnit,
    patients: &[PatientId],
    newest: usize,
    firsts: &BTreeMap<PatientId, Vec<Day>>,
) -> Result<Vec<RecentScores>, StorageError> {
    let mut decoder = Decoder { newest, firsts, names: Names::default(), found: Vec::new() };
    for chunk in patients.chunks(LIST_MAX) {
        let sql = Sql::new("score", RECENT).with_list(&[], chunk.iter().map(|patient| Value::id(*patient)));
        decoder.run(unit, &sql).await?;
    }
    for found in &decoder.found {
        unit.touch(found.patient);
    }
    Ok(decoder.found)
}

struct Decoder<'a> {
    newest: usize,
    firsts: &'a BTreeMap<PatientId, Vec<Day>>,
    names: Names,
    found: Vec<RecentScores>,
}

impl Decoder<'_> {
    async fn run(&mut self, unit: &mut ReadUnit, sql: &Sql) -> Result<(), StorageError> {
        unit.for_each(sql, Vec::new(), |row| self.take(&row)).await
    }

    fn take(&mut self, row: &Row) -> Result<(), StorageError> {
        let mut reader = row.reader("score");
        let (patient, text): (PatientId, String) = (reader.parsed()?, reader.text()?);
        let scores: Option<Vec<RecentScore>> = packed::rows(&text).map(|parts| self.score(parts)).collect();
        let mut scores = scores.ok_or_else(|| reader.damaged())?;
        // Which way the database went through its index decides the order they come in.
        scores.sort_unstable_by(|left, right| order(left).cmp(&order(right)));
        thin(&mut scores, self.newest, self.firsts.get(&patient).map_or(&[][..], Vec::as_slice));
        self.found.push(RecentScores { patient, scores });
        Ok(())
    }

    fn score(&mut self, mut parts: Parts<'_>) -> Option<RecentScore> {
        let (instrument, respondent) = parts.text()?.rsplit_once('/')?;
        let score = RecentScore {
            instrument: self.names.shared(instrument),
            respondent: respondent.parse().ok()?,
            day: parts.parsed()?,
            administration: parts.parsed()?,
            total: parts.optional()?.map(Points::from_ten_thousandths),
            severity: parts.optional()?,
            safety: match parts.text()? {
                "" => None,
                code => Some(verdict(code)?),
            },
            input_version: Version(parts.parsed()?),
            computed_at: parts.parsed()?,
            has_result: false,
        };
        let status = parts.text()?;
        let has_main = score.total.is_some() || score.severity.is_some();
        parts.end(RecentScore { has_result: has_main || matches!(status, "scored" | "prorated" | "totals_only"), ..score })
    }
}

fn order(score: &RecentScore) -> (&str, Respondent, Day, AdministrationId) {
    (&score.instrument, score.respondent, score.day, score.administration)
}

/// Keeps the newest scores of each series, its first one, and the first one with a number since each of these days.
fn thin(scores: &mut Vec<RecentScore>, newest: usize, firsts: &[Day]) {
    let is_one_series =
        |left: &RecentScore, right: &RecentScore| left.instrument == right.instrument && left.respondent == right.respondent;
    if scores.chunk_by(is_one_series).all(|series| series.len() <= newest) {
        return;
    }
    let mut kept = Vec::with_capacity(scores.len());
    for series in scores.chunk_by(is_one_series) {
        let skipped = series.len().saturating_sub(newest);
        let first_since = |day: &Day| series.iter().position(|score| score.day >= *day && score.total.is_some());
        let first: Vec<usize> = firsts.iter().filter_map(first_since).collect();
        let is_kept = |index: usize| index == 0 || index >= skipped || first.contains(&index);
        kept.extend(series.iter().enumerate().filter(|(index, _)| is_kept(*index)).map(|(_, score)| score.clone()));
    }
    *scores = kept;
}
