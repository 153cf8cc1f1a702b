//! Scores as series: one instrument, one scale, one respondent, in the order of days. What a chart draws and a table lists.

use std::collections::BTreeMap;
use std::sync::Arc;

use instruments::{Definition, Library, Outcome, Phase, Respondent, Unscorable};
use storage::score::{ScaleSummary, StoredScore};
use vocabulary::{AdministrationId, Day, Points, Verdict};

use crate::change::{Grounds, SeriesJudgement, judge, valued};

/// The scores of one scale of one instrument, by one kind of respondent.
#[derive(Clone, Debug)]
pub struct Series {
    /// The definition whose bands and cutoffs are shown.
    pub definition: Arc<Definition>,
    /// The place of the scale in the definition.
    pub scale: usize,
    /// Who answered.
    pub respondent: Respondent,
    /// The scores, oldest first.
    pub scores: Vec<SeriesScore>,
    /// Change since baseline and expected course; `None` while there are no two scores in the latest episode.
    pub judgement: Option<SeriesJudgement>,
}

/// One score of a series.
#[derive(Clone, Debug)]
pub struct SeriesScore {
    /// Of which administration.
    pub administration: AdministrationId,
    /// The clinical day.
    pub day: Day,
    /// Where in the episode.
    pub phase: Option<Phase>,
    /// The number, or why there is none.
    pub outcome: Outcome,
    /// The place of its band in the scale's list.
    pub band: Option<usize>,
}

/// The latest score of an instrument with the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LatestScore {
    /// The instrument's id.
    pub instrument: String,
    /// What people call it.
    pub short_name: String,
    /// Who answered.
    pub respondent: Respondent,
    /// The clinical day.
    pub day: Day,
    /// `scored`, `prorated`, `unscorable`, `totals_only`.
    pub status: String,
    /// The number of the main scale, where there is one.
    pub value: Option<Points>,
    /// Digits after the point that are shown.
    pub decimals: u8,
    /// The largest value of the main scale.
    pub maximum: Option<Points>,
    /// The band, or the result in words.
    pub band: Option<String>,
    /// 0 = none, rising.
    pub severity: Option<i64>,
    /// The most severe band there is, for "the most severe".
    pub severity_max: Option<i64>,
    /// Change against the previous number: positive is worse, whichever way the scale points. `None` without a previous number.
    pub worsening: Option<Points>,
    /// The strongest verdict of the safety entries.
    pub safety: Option<Verdict>,
}

/// The outcome behind a stored summary. What was imputed or missing is not in it; the administration's own page computes that again.
pub(crate) fn outcome_of(status: &str, points: Option<Points>) -> Outcome {
    match (status, points) {
        ("scored", Some(value)) => Outcome::Scored(value),
        ("prorated", Some(value)) => Outcome::Prorated { value, imputed: Vec::new() },
        ("totals_only", Some(value)) => Outcome::TotalOnly(value),
        ("not_administered", _) => Outcome::Unscorable(Unscorable::NotAdministered),
        _ => Outcome::Unscorable(Unscorable::Undetermined),
    }
}

/// Groups scores with their scales into series, trended instruments only. `phases` gives the phase of each administration.
pub(crate) fn series_of(scores: &[StoredScore], phases: &BTreeMap<AdministrationId, Option<Phase>>, library: &Library) -> Vec<Series> {
    let mut grouped: BTreeMap<(String, usize, Respondent), Series> = BTreeMap::new();
    for score in scores {
        let Some(definition) = library.get(&score.instrument).filter(|definition| definition.intended_use.is_trended()) else { continue };
        for summary in &score.summary.scales {
            let Some(scale) = definition.scale(&summary.scale) else { continue };
            let shown = definition.main_scale.is_none_or(|main| main == scale);
            if !shown || (summary.points.is_none() && summary.status == "not_administered") {
                continue;
            }
            let series = grouped.entry((score.instrument.clone(), scale, score.respondent)).or_insert_with(|| Series {
                definition: Arc::clone(definition),
                scale,
                respondent: score.respondent,
                scores: Vec::new(),
                judgement: None,
            });
            series.scores.push(point(definition, scale, score, summary, phases));
        }
    }
    let mut all: Vec<Series> = grouped.into_values().collect();
    for series in &mut all {
        series.scores.sort_by_key(|score| (score.day, score.administration));
    }
    // The instruments that were given most come first; equal ones in the order of their ids.
    all.sort_by_key(|series| std::cmp::Reverse(series.scores.len()));
    all
}

/// Judges each series: its change since baseline, and its course.
pub(crate) fn judge_all(series: &mut [Series], grounds: Grounds<'_>) {
    for each in series {
        each.judgement = judge(&each.definition, each.scale, each.respondent, &valued(each), grounds);
    }
}

fn point(
    definition: &Definition,
    scale: usize,
    score: &StoredScore,
    summary: &ScaleSummary,
    phases: &BTreeMap<AdministrationId, Option<Phase>>,
) -> SeriesScore {
    let bands = &definition.scales[scale].bands;
    SeriesScore {
        administration: score.administration,
        day: score.day,
        phase: phases.get(&score.administration).copied().flatten(),
        outcome: outcome_of(&summary.status, summary.points),
        band: summary.band.as_ref().and_then(|name| bands.iter().position(|band| *band.name == **name)),
    }
}

/// The latest score of each instrument and respondent, the most severe first. Scores come in any order.
pub(crate) fn latest_of(scores: &[StoredScore], library: &Library) -> Vec<LatestScore> {
    let mut ordered: Vec<&StoredScore> = scores.iter().collect();
    ordered.sort_by_key(|score| (score.day, score.administration));
    let mut latest: BTreeMap<(&str, Respondent), LatestScore> = BTreeMap::new();
    for score in ordered {
        let Some(definition) = library.get(&score.instrument) else { continue };
        let key = (score.instrument.as_str(), score.respondent);
        let previous = latest.get(&key).and_then(|previous| previous.value);
        latest.insert(key, latest_score(definition, score, previous));
    }
    let mut all: Vec<LatestScore> = latest.into_values().collect();
    all.sort_by_key(|score| (std::cmp::Reverse(score.severity.unwrap_or(-1)), std::cmp::Reverse(score.day), score.instrument.clone()));
    all
}

fn latest_score(definition: &Definition, score: &StoredScore, previous: Option<Points>) -> LatestScore {
    let main = definition.main();
    let value = score.summary.total;
    let change = value.zip(previous).map(|(now, before)| now.minus(before));
    let is_better_higher = main.is_some_and(|scale| scale.direction == instruments::definition::Direction::HigherIsBetter);
    LatestScore {
        instrument: score.instrument.clone(),
        short_name: definition.short_name.clone(),
        respondent: score.respondent,
        day: score.day,
        status: score.summary.status.clone(),
        value,
        decimals: main.map_or(0, |scale| scale.decimals),
        maximum: main.map(|scale| scale.maximum),
        band: score.summary.band.clone(),
        severity: score.summary.severity,
        severity_max: main.and_then(|scale| scale.bands.iter().map(|band| i64::from(band.severity)).max()),
        worsening: change.map(|change| if is_better_higher { Points::ZERO.minus(change) } else { change }),
        safety: score.safety,
    }
}
