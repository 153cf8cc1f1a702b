//! The scores of very many patients at once, for judging them: little of each score, packed by the database into one text for each patient, because
//! a row costs more on its way than what stands in it.

use std::collections::HashMap;
use std::sync::Arc;

use instruments::Respondent;
use vocabulary::{AdministrationId, Day, Instant, PatientId, Points, Verdict, Version};

use super::read::verdict;
use crate::StorageError;
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
}

/// The current scores of one patient: series by series, the oldest of each first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecentScores {
    /// Whose.
    pub patient: PatientId,
    /// Their scores.
    pub scores: Vec<RecentScore>,
}

/// Between the parts of a score, and between scores. No id and no day holds them.
const PART: char = '\u{1f}';
const SCORE: char = '\u{1e}';

const SELECT: &str = "SELECT patient_id, string_agg(series || '\u{1f}' || day || '\u{1f}' || administration_id || '\u{1f}' \
     || COALESCE(CAST(total AS TEXT), '') || '\u{1f}' || COALESCE(CAST(severity AS TEXT), '') || '\u{1f}' || COALESCE(safety, '') \
     || '\u{1f}' || CAST(input_version AS TEXT) || '\u{1f}' || computed_at, '\u{1e}') AS scores \
     FROM score WHERE superseded_at IS NULL AND patient_id IN (";
const GROUPED: &str = ") GROUP BY patient_id";

/// The current scores of patients, at most the `newest` of each series and its first one, which most baselines are. `None` takes everybody in an
/// open episode. Patients without a score are not among them.
pub async fn recent(unit: &mut ReadUnit, patients: Option<&[PatientId]>, newest: usize) -> Result<Vec<RecentScores>, StorageError> {
    let mut decoder = Decoder { newest, series: HashMap::new(), found: Vec::new() };
    match patients {
        None => decoder.run(unit, &Sql::of_pieces("score", &[SELECT, crate::open_care::OPEN_PATIENTS, GROUPED]), Vec::new()).await?,
        Some(patients) => {
            for chunk in patients.chunks(LIST_MAX) {
                let mut values = Vec::new();
                let sql = Sql::of_pieces("score", &[SELECT, "{list}", GROUPED])
                    .with_list(&mut values, chunk.iter().map(|patient| Value::id(*patient)));
                decoder.run(unit, &sql, values).await?;
            }
        }
    }
    for found in &decoder.found {
        unit.touch(found.patient);
    }
    Ok(decoder.found)
}

struct Decoder {
    newest: usize,
    series: HashMap<String, (Arc<str>, Respondent)>,
    found: Vec<RecentScores>,
}

impl Decoder {
    async fn run(&mut self, unit: &mut ReadUnit, sql: &Sql, values: Vec<Value>) -> Result<(), StorageError> {
        unit.for_each(sql, values, |row| self.take(&row)).await
    }

    fn take(&mut self, row: &Row) -> Result<(), StorageError> {
        let mut reader = row.reader("score");
        let patient = reader.parsed()?;
        let packed = reader.text()?;
        let mut scores = Vec::new();
        for score in packed.split(SCORE) {
            scores.push(self.score(score).ok_or_else(|| reader.damaged())?);
        }
        // Which way the database went through its index decides the order they come in.
        scores.sort_unstable_by(|left, right| order(left).cmp(&order(right)));
        thin(&mut scores, self.newest);
        self.found.push(RecentScores { patient, scores });
        Ok(())
    }

    fn score(&mut self, packed: &str) -> Option<RecentScore> {
        let mut parts = packed.split(PART);
        let (instrument, respondent) = self.series(parts.next()?)?;
        let score = RecentScore {
            instrument,
            respondent,
            day: parts.next()?.parse().ok()?,
            administration: parts.next()?.parse().ok()?,
            total: optional(parts.next()?)?.map(Points::from_ten_thousandths),
            severity: optional(parts.next()?)?,
            safety: match parts.next()? {
                "" => None,
                code => Some(verdict(code)?),
            },
            input_version: Version(parts.next()?.parse().ok()?),
            computed_at: parts.next()?.parse().ok()?,
        };
        if parts.next().is_none() { Some(score) } else { None }
    }

    fn series(&mut self, name: &str) -> Option<(Arc<str>, Respondent)> {
        if let Some(known) = self.series.get(name) {
            return Some(known.clone());
        }
        let (instrument, respondent) = name.rsplit_once('/')?;
        let series = (Arc::from(instrument), respondent.parse().ok()?);
        self.series.insert(name.to_owned(), series.clone());
        Some(series)
    }
}

fn order(score: &RecentScore) -> (&str, Respondent, Day, AdministrationId) {
    (&score.instrument, score.respondent, score.day, score.administration)
}

/// A number, or nothing where the text is empty; `None` where it is neither.
#[expect(clippy::option_option, reason = "absent and unreadable are told apart")]
fn optional(text: &str) -> Option<Option<i64>> {
    if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) }
}

/// Keeps the newest scores of each series and its first one.
fn thin(scores: &mut Vec<RecentScore>, newest: usize) {
    let mut kept = Vec::with_capacity(scores.len());
    for series in scores.chunk_by(|left, right| left.instrument == right.instrument && left.respondent == right.respondent) {
        let skipped = series.len().saturating_sub(newest);
        kept.extend(series.iter().enumerate().filter(|(index, _)| *index == 0 || *index >= skipped).map(|(_, score)| score.clone()));
    }
    *scores = kept;
}
