//! Scores: what a definition and an engine made of one version of an administration.
//!
//! A later computation, by a newer engine or definition or of corrected answers, supersedes and overwrites nothing. What is stored is the
//! result, not the way to it: the "why" is computed again from the answers, for those who may see them.

mod read;
mod recent;
mod standing;

use instruments::{Administration, AnswerProblem, Definition, ENGINE_VERSION, Score};
pub use read::{ScoredBy, StoredScore, current, details, history, of_patients, outdated, safety_entries, versions};
pub use recent::{RecentScore, RecentScores, recent, recent_with_firsts};
pub(crate) use standing::keep;
pub use standing::{Before, End, Ends, MainResult, SeriesKey, SeriesStanding, standing};
use vocabulary::{AdministrationId, Instant, Points, Verdict, Version};

use crate::StorageError;
use crate::database::{Insert, Sql, Value};
use crate::unit::WriteUnit;

/// A score as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreSummary {
    /// The definition's version.
    pub definition_version: String,
    /// The engine's version.
    pub engine_version: String,
    /// `scored`, `prorated`, `unscorable`, `not_administered`, `recorded` or `totals_only`.
    pub status: String,
    /// The id of the main scale; `None` where an instrument has no single score.
    pub main_scale: Option<String>,
    /// The main scale's number, where there is one.
    pub total: Option<Points>,
    /// The main scale's band, or the result in words where there is no main scale.
    pub band: Option<String>,
    /// 0 = none, rising with the band.
    pub severity: Option<i64>,
    /// The kinds of oddities in the answers, each once; never an answer.
    pub problems: Vec<String>,
    /// Every scale, in the order of the definition.
    pub scales: Vec<ScaleSummary>,
    /// Results in words, in the order of the definition.
    pub classifications: Vec<ClassificationSummary>,
    /// Every safety entry with its verdict, in the order of the definition.
    pub safety: Vec<SafetySummary>,
}

/// The result of one scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScaleSummary {
    /// The scale's id.
    pub scale: String,
    /// As [`ScoreSummary::status`].
    pub status: String,
    /// The number, where there is one.
    pub points: Option<Points>,
    /// The band's published name.
    pub band: Option<String>,
    /// 0 = none, rising with the band.
    pub severity: Option<i64>,
}

/// A result in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassificationSummary {
    /// The classification's id.
    pub classification: String,
    /// The result; `None` when it cannot be known.
    pub result: Option<String>,
}

/// The state of one safety entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafetySummary {
    /// The entry's id.
    pub entry: String,
    /// Met: a person must see it. Unknown is never "no risk".
    pub verdict: Verdict,
}

impl ScoreSummary {
    /// What is kept of a score that was computed just now by this engine.
    pub fn of(definition: &Definition, score: &Score) -> Self {
        let scales: Vec<ScaleSummary> = score
            .scales
            .iter()
            .zip(&definition.scales)
            .map(|(result, scale)| {
                let band = result.band.and_then(|index| scale.bands.get(index));
                ScaleSummary {
                    scale: result.scale.to_string(),
                    status: result.outcome.status().to_owned(),
                    points: result.outcome.value(),
                    band: band.map(|band| band.name.to_string()),
                    severity: band.map(|band| i64::from(band.severity)),
                }
            })
            .collect();
        let rule_of = |index: usize| {
            let rule = score.classifications.get(index)?.rule?;
            definition.classifications.get(index)?.rules.get(rule)
        };
        let main = score.main_scale.and_then(|index| scales.get(index));
        let in_words = score.main_classification.filter(|_| main.is_none()).and_then(rule_of);
        Self {
            definition_version: score.definition_version.to_string(),
            engine_version: ENGINE_VERSION.to_owned(),
            status: score.status().to_owned(),
            main_scale: main.map(|scale| scale.scale.clone()),
            total: main.and_then(|scale| scale.points),
            band: main.map_or_else(|| in_words.map(|rule| rule.result.to_string()), |scale| scale.band.clone()),
            severity: main.map_or_else(|| in_words.map(|rule| i64::from(rule.severity)), |scale| scale.severity),
            problems: problem_kinds(&score.problems),
            classifications: (score.classifications.iter().enumerate())
                .map(|(index, result)| ClassificationSummary {
                    classification: result.classification.to_string(),
                    result: rule_of(index).map(|rule| rule.result.to_string()),
                })
                .collect(),
            safety: score.safety.iter().map(|answer| SafetySummary { entry: answer.id.to_string(), verdict: answer.verdict }).collect(),
            scales,
        }
    }

    /// Whether two computations come to the same, whatever versions made them.
    pub fn comes_to_the_same(&self, other: &Self) -> bool {
        let (definition_version, engine_version) = (other.definition_version.clone(), other.engine_version.clone());
        Self { definition_version, engine_version, ..self.clone() } == *other
    }

    /// The strongest verdict of the safety entries: met before unknown before not met; `None` where the definition has none.
    pub fn safety_verdict(&self) -> Option<Verdict> {
        self.safety.iter().map(|entry| entry.verdict).reduce(Verdict::or)
    }
}

/// The kinds of oddities, each once and in order, without the items and answers they speak of.
fn problem_kinds(problems: &[AnswerProblem]) -> Vec<String> {
    let mut kinds: Vec<String> = (problems.iter())
        .map(|problem| match problem {
            AnswerProblem::UnknownItem { .. } => "unknown_item",
            AnswerProblem::DuplicateItem { .. } => "duplicate_item",
            AnswerProblem::NotOffered { .. } => "not_offered",
            AnswerProblem::NotASpecialOption { .. } => "not_a_special_option",
            AnswerProblem::Unreadable { .. } => "unreadable",
            AnswerProblem::AnsweredThoughSkipped { .. } => "answered_though_skipped",
            AnswerProblem::TotalDiffers { .. } => "total_differs",
        })
        .map(str::to_owned)
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// Which version of which administration a score is of.
pub(crate) struct Subject<'a> {
    pub(crate) id: AdministrationId,
    pub(crate) version: Version,
    pub(crate) administration: &'a Administration,
}

/// Of what a score was computed, and by what.
const COMPUTED: &[&str] = &[
    "administration_id",
    "computation",
    "input_version",
    "definition_version",
    "engine_version",
    "computed_at",
    "superseded_at",
    "patient_id",
    "instrument_id",
    "respondent",
];
/// What came out, and for which day.
const RESULT: &[&str] = &["day", "status", "main_scale", "total", "band", "severity", "safety", "problems"];

const SCORE: Insert = Insert::into("score", &[COMPUTED, &["series"], RESULT]);
const SCORE_SCALE: Insert =
    Insert::into("score_scale", &[&["administration_id", "computation", "ordinal", "scale", "status", "points", "band", "severity"]]);
const SCORE_CLASSIFICATION: Insert =
    Insert::into("score_classification", &[&["administration_id", "computation", "ordinal", "classification", "result"]]);
const SCORE_SAFETY: Insert = Insert::into("score_safety", &[&["administration_id", "computation", "ordinal", "entry", "verdict"]]);

/// Rows of scores on their way into their four tables.
pub(crate) struct Rows {
    scores: Vec<Value>,
    scales: Vec<Value>,
    classifications: Vec<Value>,
    safety: Vec<Value>,
}

impl Rows {
    pub(crate) fn with_capacity(scores: usize) -> Self {
        Self {
            scores: Vec::with_capacity(scores * SCORE.width()),
            scales: Vec::with_capacity(scores * SCORE_SCALE.width()),
            classifications: Vec::new(),
            safety: Vec::with_capacity(scores * SCORE_SAFETY.width()),
        }
    }

    pub(crate) fn push(&mut self, at: Instant, subject: &Subject<'_>, computation: i64, score: &ScoreSummary) {
        let Subject { id, version, administration } = subject;
        self.scores.extend([
            Value::id(*id),
            computation.into(),
            version.0.into(),
            score.definition_version.as_str().into(),
            score.engine_version.as_str().into(),
            at.into(),
            Value::Text(None),
            Value::id(administration.patient),
            administration.instrument.as_str().into(),
            administration.respondent.code().into(),
            format!("{}/{}", administration.instrument, administration.respondent.code()).into(),
            administration.day.into(),
            score.status.as_str().into(),
            score.main_scale.clone().into(),
            score.total.into(),
            score.band.clone().into(),
            score.severity.into(),
            Value::code(score.safety_verdict().map(Verdict::code)),
            score.problems.join(";").into(),
        ]);
        for (ordinal, scale) in (0_i64..).zip(&score.scales) {
            self.scales.extend([
                Value::id(*id),
                computation.into(),
                ordinal.into(),
                scale.scale.as_str().into(),
                scale.status.as_str().into(),
                scale.points.into(),
                scale.band.clone().into(),
                scale.severity.into(),
            ]);
        }
        for (ordinal, result) in (0_i64..).zip(&score.classifications) {
            let row =
                [Value::id(*id), computation.into(), ordinal.into(), result.classification.as_str().into(), result.result.clone().into()];
            self.classifications.extend(row);
        }
        for (ordinal, safety) in (0_i64..).zip(&score.safety) {
            let row = [Value::id(*id), computation.into(), ordinal.into(), safety.entry.as_str().into(), safety.verdict.code().into()];
            self.safety.extend(row);
        }
    }

    pub(crate) async fn insert(self, unit: &mut WriteUnit) -> Result<(), StorageError> {
        let tables =
            [(SCORE, self.scores), (SCORE_SCALE, self.scales), (SCORE_CLASSIFICATION, self.classifications), (SCORE_SAFETY, self.safety)];
        for (insert, values) in tables {
            if !values.is_empty() {
                unit.insert_rows(insert, values).await?;
            }
        }
        Ok(())
    }
}

/// Stores the next computation of an administration and supersedes the one before.
pub(crate) async fn insert(unit: &mut WriteUnit, subject: &Subject<'_>, score: &ScoreSummary) -> Result<(), StorageError> {
    let text = "SELECT COALESCE(MAX(computation), 0) FROM score WHERE administration_id = $1";
    let row = unit.fetch_optional(&Sql::new("score", text), vec![Value::id(subject.id)]).await?;
    let computation = row.map_or(Ok(0), |row| row.reader("score").integer())? + 1;
    let supersede = "UPDATE score SET superseded_at = $1 WHERE administration_id = $2 AND superseded_at IS NULL";
    unit.execute(&Sql::new("score", supersede), vec![unit.at().into(), Value::id(subject.id)]).await?;
    let mut rows = Rows::with_capacity(1);
    rows.push(unit.at(), subject, computation, score);
    rows.insert(unit).await
}

/// Scores the current version of an administration anew, after a change of engine or definition. The score before is superseded and kept.
#[crate::boxed]
pub async fn replace(unit: &mut WriteUnit, administration: AdministrationId, score: &ScoreSummary) -> Result<(), StorageError> {
    let stored = unit.require::<Administration>(administration).await?;
    let subject = Subject { id: administration, version: stored.recorded.version, administration: stored.value() };
    unit.to_judge.insert(stored.value().patient);
    insert(unit, &subject, score).await
}
