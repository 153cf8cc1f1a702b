//! Scores as series: one instrument, one scale, one respondent, in the order of days. What a chart draws and a table lists.

use std::collections::BTreeMap;
use std::sync::Arc;

use instruments::{Administration, Completion, Definition, Library, Outcome, Phase, Respondent, Unscorable};
use storage::Stored;
use storage::score::{ScaleSummary, SeriesStanding, StoredScore};
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

/// What the administration behind a score says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Occasion {
    /// Where in the episode it was given.
    phase: Option<Phase>,
    /// How far it went.
    completion: Completion,
}

impl Occasion {
    /// Of each administration.
    pub(crate) fn of_all(administrations: &[Stored<Administration>]) -> BTreeMap<AdministrationId, Self> {
        let of = |value: &Administration| Self { phase: value.phase, completion: value.completion };
        administrations.iter().map(|each| (each.id, of(each.value()))).collect()
    }
}

/// The outcome behind a stored summary. What was imputed or missing is not in it; the administration's own page computes that again. That a form
/// was not finished is told, because it is why nearly every score is absent.
fn outcome_of(status: &str, points: Option<Points>, completion: Option<Completion>) -> Outcome {
    match (status, points) {
        ("scored", Some(value)) => Outcome::Scored(value),
        ("prorated", Some(value)) => Outcome::Prorated { value, imputed: Vec::new() },
        ("totals_only", Some(value)) => Outcome::TotalOnly(value),
        ("not_administered", _) => Outcome::Unscorable(Unscorable::NotAdministered),
        _ if completion == Some(Completion::Partial) => Outcome::Unscorable(Unscorable::Unfinished),
        _ => Outcome::Unscorable(Unscorable::NotTold),
    }
}

/// Groups scores with their scales into series, trended instruments only. `occasions` says what is known of each administration.
pub(crate) fn series_of(scores: &[StoredScore], occasions: &BTreeMap<AdministrationId, Occasion>, library: &Library) -> Vec<Series> {
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
            let occasion = occasions.get(&score.administration).copied();
            series.scores.push(point(definition, scale, (score, occasion), summary));
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
    (score, occasion): (&StoredScore, Option<Occasion>),
    summary: &ScaleSummary,
) -> SeriesScore {
    let bands = &definition.scales[scale].bands;
    SeriesScore {
        administration: score.administration,
        day: score.day,
        phase: occasion.and_then(|occasion| occasion.phase),
        outcome: outcome_of(&summary.status, summary.points, occasion.map(|occasion| occasion.completion)),
        band: summary.band.as_ref().and_then(|name| bands.iter().position(|band| *band.name == **name)),
    }
}

/// What a list shows of a score.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Brief<'a> {
    instrument: &'a str,
    respondent: Respondent,
    day: Day,
    administration: AdministrationId,
    status: &'a str,
    value: Option<Points>,
    band: Option<&'a str>,
    severity: Option<i64>,
    safety: Option<Verdict>,
}

impl<'a> Brief<'a> {
    /// Of a stored score.
    pub(crate) fn of_score(score: &'a StoredScore) -> Self {
        let summary = &score.summary;
        Self {
            instrument: &score.instrument,
            respondent: score.respondent,
            day: score.day,
            administration: score.administration,
            status: &summary.status,
            value: summary.total,
            band: summary.band.as_deref(),
            severity: summary.severity,
            safety: score.safety,
        }
    }

    /// The two newest of a series. Of the older one only the number is known, and nothing else of it is shown.
    pub(crate) fn of_standing(standing: &'a SeriesStanding) -> impl Iterator<Item = Self> {
        let (series, newest) = (&standing.series, &standing.newest);
        let of_newest = Self {
            instrument: &series.instrument,
            respondent: series.respondent,
            day: newest.day,
            administration: newest.administration,
            status: &newest.status,
            value: newest.total,
            band: newest.band.as_deref(),
            severity: newest.severity,
            safety: newest.safety,
        };
        let before = standing.before.map(|before| Self {
            day: before.day,
            administration: before.administration,
            status: "",
            value: before.total,
            band: None,
            severity: None,
            safety: None,
            ..of_newest
        });
        before.into_iter().chain([of_newest])
    }
}

/// The latest score of each instrument and respondent, the most severe first. Scores come in any order.
pub(crate) fn latest_of<'a>(scores: impl IntoIterator<Item = Brief<'a>>, library: &Library) -> Vec<LatestScore> {
    let mut ordered: Vec<Brief<'a>> = scores.into_iter().collect();
    ordered.sort_by_key(|score| (score.day, score.administration));
    let mut latest: BTreeMap<(&str, Respondent), (Brief<'a>, Option<Points>)> = BTreeMap::new();
    for score in ordered {
        let key = (score.instrument, score.respondent);
        let before = latest.get(&key).and_then(|(before, _)| before.value);
        latest.insert(key, (score, before));
    }
    let of_library = |(score, before): (Brief<'a>, Option<Points>)| Some(latest_score(library.get(score.instrument)?, score, before));
    let mut all: Vec<LatestScore> = latest.into_values().filter_map(of_library).collect();
    all.sort_by(|one, other| {
        let order = |score: &LatestScore| (std::cmp::Reverse(score.severity.unwrap_or(-1)), std::cmp::Reverse(score.day));
        order(one).cmp(&order(other)).then_with(|| one.instrument.cmp(&other.instrument))
    });
    all
}

fn latest_score(definition: &Definition, score: Brief<'_>, previous: Option<Points>) -> LatestScore {
    let main = definition.main();
    let Brief { value, severity, safety, .. } = score;
    let change = value.zip(previous).map(|(now, before)| now.minus(before));
    let is_better_higher = main.is_some_and(|scale| scale.direction == instruments::definition::Direction::HigherIsBetter);
    LatestScore {
        instrument: score.instrument.to_owned(),
        short_name: definition.short_name.clone(),
        respondent: score.respondent,
        day: score.day,
        status: score.status.to_owned(),
        value,
        decimals: main.map_or(0, |scale| scale.decimals),
        maximum: main.map(|scale| scale.maximum),
        band: score.band.map(str::to_owned),
        severity,
        severity_max: main.and_then(|scale| scale.bands.iter().map(|band| i64::from(band.severity)).max()),
        worsening: change.map(|change| if is_better_higher { Points::ZERO.minus(change) } else { change }),
        safety,
    }
}
