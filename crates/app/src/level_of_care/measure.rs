//! Scores as a level of care sees them: the newest with bands, what became of each since its baselines, and results of screens for risk.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use care::{Rating, RiskLevel, YesNoUnknown};
use instruments::definition::{Direction, Mark, SafetyEntry, SafetyKind};
use instruments::{Definition, Library, Respondent};
use outcomes::change::judge as judge_change;
use outcomes::change::judge::{NormUse, RangeLimit, RecalledValues};
use storage::score::{RecentScore, SafetySummary};
use utilization_review::level_of_care::{Baseline, ChangeCategory, Observation, Observed, SourceRecord, risk_from_asq};
use vocabulary::{AdministrationId, Day, Instant, LevelOfCare, Points, Verdict, ZoneName};

use super::gather::Rules;
use crate::change::{Valued, recalled_of};
use crate::course::CourseStanding;
use crate::instrument::admits_severity;

/// Where neither protocol nor scores say by which instrument a patient's change is judged.
const FALLBACK_INSTRUMENT: &str = "phq-9";

/// The screens whose result is a level of risk.
const ASQ: &str = "asq";
const COLUMBIA: &str = "c-ssrs-screener";
/// The scales of function.
const FUNCTION_SCALES: [&str; 2] = ["whodas-12", "whodas-36"];

/// The scores of a patient, and the stay in which they count.
pub(super) struct Scored<'a> {
    pub(super) scores: &'a [RecentScore],
    /// What was answered about self-harm on forms that also ask about something else, as [`self_harm_of`] made it.
    pub(super) mixed: &'a HashMap<AdministrationId, Verdict>,
    /// When answers about safety came in, where it decides something.
    pub(super) received: &'a HashMap<AdministrationId, Instant>,
    /// From which day on what a person must see is looked at, whichever stay it belongs to.
    pub(super) looked_at_from: Day,
    /// From which day on scores belong to the episode.
    pub(super) first_day: Day,
    pub(super) level: LevelOfCare,
    pub(super) level_since: Day,
    pub(super) program: &'a str,
    pub(super) zone: &'a ZoneName,
}

/// What a situation holds about measures.
pub(super) struct Measures {
    pub(super) primary_instrument: String,
    pub(super) reliable_differences: BTreeMap<String, Points>,
    pub(super) lower_is_worse: Vec<String>,
    pub(super) not_followed: Vec<String>,
    pub(super) observations: Vec<Observation>,
}

impl Scored<'_> {
    /// Everything about the measures that were given since shortly before admission, as those answer who usually do.
    pub(super) fn measures(&self, rules: &Rules) -> Measures {
        let first_day = self.first_day;
        let mut measures = Measures {
            primary_instrument: self.primary(rules, first_day),
            reliable_differences: BTreeMap::new(),
            lower_is_worse: Vec::new(),
            not_followed: Vec::new(),
            observations: Vec::new(),
        };
        for series in self.scores.chunk_by(|one, other| one.instrument == other.instrument && one.respondent == other.respondent) {
            let Some(definition) = rules.library.get(&series[0].instrument) else { continue };
            let is_usual = definition.respondents.first().is_none_or(|usual| *usual == series[0].respondent);
            let mut scores: Vec<&RecentScore> = series.iter().filter(|score| score.day >= self.looked_at_from).collect();
            scores.sort_by_key(|score| (score.day, score.administration));
            if scores.is_empty() {
                continue;
            }
            measures.observations.extend(scores.iter().filter_map(|score| self.screen(definition, score)));
            let is_judged = is_usual && definition.main_scale.is_some();
            if is_judged {
                let own = scores.partition_point(|score| score.day < first_day);
                self.of_series(rules, definition, &scores[own..], &mut measures);
            }
            let without_score = scores.iter().filter(|score| !is_judged || score.total.is_none() || score.day < first_day);
            measures.observations.extend(without_score.filter_map(|score| self.safety_answer(definition, score)));
        }
        measures
    }

    /// The first measure of the protocol at this level that the patient has answered in this episode; else its first one; else the instrument
    /// that was given most.
    fn primary(&self, rules: &Rules, first_day: Day) -> String {
        let answered = |id: &str| {
            self.scores.iter().filter(|score| &*score.instrument == id && score.day >= first_day && score.total.is_some()).count()
        };
        let schedule = rules.protocol.schedule(self.level, self.program);
        let asked: Vec<&str> = schedule
            .into_iter()
            .flat_map(|schedule| &schedule.measures)
            .filter(|measure| measure.in_treatment.is_some())
            .map(|measure| &*measure.instrument)
            .collect();
        if let Some(id) = asked.iter().find(|id| answered(id) > 0).or(asked.first()) {
            return (*id).to_owned();
        }
        let trended = |score: &&RecentScore| {
            rules
                .library
                .get(&score.instrument)
                .is_some_and(|definition| definition.main_scale.is_some() && definition.intended_use.is_trended())
        };
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for score in self.scores.iter().filter(|score| score.day >= first_day).filter(trended) {
            *counts.entry(&score.instrument).or_default() += 1;
        }
        counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or_else(|| FALLBACK_INSTRUMENT.to_owned(), |(id, _)| id.to_owned())
    }

    fn of_series(&self, rules: &Rules, definition: &Arc<Definition>, scores: &[&RecentScore], measures: &mut Measures) {
        let Some(scale) = definition.main_scale else { return };
        let id = definition.id.to_string();
        if definition.scales[scale].direction == Direction::HigherIsBetter {
            measures.lower_is_worse.push(id.clone());
        }
        if !definition.intended_use.is_trended() {
            measures.not_followed.push(id.clone());
        }
        let recalled = recalled_of(&rules.recalled, &definition.id);
        if let NormUse::Used(norm) = judge_change::norm(&definition.scales[scale], &recalled) {
            measures.reliable_differences.insert(id.clone(), norm.least_change);
        }
        let valued: Vec<(&RecentScore, Points)> = scores.iter().filter_map(|score| Some((*score, score.total?))).collect();
        let has_severity = admits_severity(definition, &rules.recalled);
        let observations = valued.iter().map(|(score, points)| Observation {
            source: source_of(score),
            observed: Observed::Score {
                instrument: id.clone(),
                day: score.day,
                points: *points,
                band: score.severity.filter(|_| has_severity).and_then(|severity| u8::try_from(severity).ok()),
                thoughts: self.thoughts(definition, score),
                received_at: self.received_at(score),
            },
        });
        measures.observations.extend(observations);
        measures.observations.extend(function(definition, scale, &valued));
        let at_level = first_day_at(rules, self.level, self.level_since);
        for (baseline, from) in [(Baseline::Level, at_level), (Baseline::Episode, self.first_day)] {
            let stretch = valued.iter().position(|(score, _)| score.day >= from).map_or(&[][..], |first| &valued[first..]);
            changes(definition, scale, stretch, baseline, &recalled, &mut measures.observations);
        }
        if id == measures.primary_instrument {
            measures.observations.extend(off_course(rules, definition, &valued));
        }
    }

    /// What was answered about thoughts of death or self-harm. A total that came without items, or an instrument that does not ask, says nothing.
    fn thoughts(&self, definition: &Definition, score: &RecentScore) -> YesNoUnknown {
        let verdict = match asks_about_self_harm(definition) {
            Asks::Nothing => None,
            Asks::Only => score.safety,
            Asks::AmongOthers if score.safety == Some(Verdict::NotMet) => Some(Verdict::NotMet),
            Asks::AmongOthers => self.mixed.get(&score.administration).copied(),
        };
        match verdict {
            Some(Verdict::Met) => YesNoUnknown::Yes,
            Some(Verdict::NotMet) => YesNoUnknown::No,
            Some(Verdict::Unknown) | None => YesNoUnknown::Unknown,
        }
    }

    /// The same of a form that has no score to carry it.
    fn safety_answer(&self, definition: &Definition, score: &RecentScore) -> Option<Observation> {
        let thoughts = self.thoughts(definition, score);
        let observed = Observed::SafetyAnswer {
            instrument: definition.id.to_string(),
            respondent: score.respondent.code().to_owned(),
            day: score.day,
            thoughts,
            received_at: self.received_at(score),
        };
        (thoughts != YesNoUnknown::Unknown).then(|| Observation { source: source_of(score), observed })
    }

    /// When an answer came in, where that was on its own day. What came in later was answered at some time of its day, nobody knows when.
    fn received_at(&self, score: &RecentScore) -> Option<Instant> {
        self.received.get(&score.administration).copied().filter(|at| at.day_in(self.zone) == score.day)
    }

    /// The result of a screen for risk.
    fn screen(&self, definition: &Definition, score: &RecentScore) -> Option<Observation> {
        let classification = definition.classifications.get(definition.main_classification?)?;
        let severity = score.severity?;
        let rule = classification.rules.iter().find(|rule| i64::from(rule.severity) == severity)?;
        let level = match &*definition.id {
            ASQ => risk_from_asq(&rule.result)?,
            COLUMBIA => risk_from_columbia(&rule.result)?,
            _ => return None,
        };
        let observed = Observed::RiskScreen {
            answered_at: self.answered_at(score),
            instrument: definition.id.to_string(),
            level,
            self_report: score.respondent == Respondent::Patient,
        };
        Some(Observation { source: source_of(score), observed })
    }

    /// A screen that was entered on its own day was answered no later than that; one that came later counts from the beginning of its day, so that
    /// it never looks fresher than it is.
    fn answered_at(&self, score: &RecentScore) -> Instant {
        if score.computed_at.day_in(self.zone) == score.day { score.computed_at } else { score.day.start_in(self.zone) }
    }
}

/// The first day of which a score is the baseline of a stay at a level, unless it belongs to a stay before.
pub(super) fn first_day_at(rules: &Rules, level: LevelOfCare, since: Day) -> Day {
    let baseline_days = rules.set.rules(level).map_or(0, |level| level.freshness.baseline_days);
    since.plus_days(-i32::try_from(baseline_days).unwrap_or(0))
}

/// True for the instruments whose result is a level of risk.
pub(super) fn is_screen(instrument: &str) -> bool {
    [ASQ, COLUMBIA].contains(&instrument)
}

/// Scores of a scale of function as observations of function: the place of the band, where the definition has bands that were checked at their source.
/// The shipped definitions of the WHODAS have none, because none are published.
fn function(definition: &Definition, scale: usize, valued: &[(&RecentScore, Points)]) -> Vec<Observation> {
    let bands = definition.scales[scale].bands_basis.as_ref();
    if !FUNCTION_SCALES.contains(&&*definition.id) || bands.is_none_or(|basis| basis.mark != Mark::Verified) {
        return Vec::new();
    }
    let observation = |(score, _): &(&RecentScore, Points)| {
        let impairment = Rating::new(u8::try_from(score.severity?).ok()?).ok()?;
        Some(Observation { source: source_of(score), observed: Observed::Function { day: score.day, impairment } })
    };
    valued.iter().filter_map(observation).collect()
}

/// The level of risk that a result of the Columbia screener stands for, by the practice's licensed overlay.
fn risk_from_columbia(result: &str) -> Option<RiskLevel> {
    match result {
        "high" => Some(RiskLevel::High),
        "moderate" => Some(RiskLevel::Moderate),
        "low" => Some(RiskLevel::Low),
        "no risk identified" => Some(RiskLevel::None),
        _ => None,
    }
}

fn source_of(score: &RecentScore) -> SourceRecord {
    SourceRecord::new("administration", &score.administration, score.input_version)
}

/// What the safety entries of an instrument ask about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    /// Nothing about self-harm.
    Nothing,
    /// Only about self-harm: then the strongest verdict is the answer.
    Only,
    /// About self-harm and something else: then each entry has to be looked at.
    AmongOthers,
}

fn asks_about_self_harm(definition: &Definition) -> Asks {
    let is_self_harm = |entry: &SafetyEntry| entry.kind == SafetyKind::SelfHarm;
    if !definition.safety.iter().any(is_self_harm) {
        return Asks::Nothing;
    }
    if definition.safety.iter().all(is_self_harm) { Asks::Only } else { Asks::AmongOthers }
}

/// The administrations whose safety entries have to be looked at one by one.
pub(super) fn to_look_at<'a>(library: &Library, scores: impl Iterator<Item = &'a RecentScore>) -> Vec<AdministrationId> {
    let is_mixed = |score: &&RecentScore| {
        matches!(score.safety, Some(Verdict::Met | Verdict::Unknown))
            && library.get(&score.instrument).is_some_and(|definition| asks_about_self_harm(definition) == Asks::AmongOthers)
    };
    scores.filter(is_mixed).map(|score| score.administration).collect()
}

/// The strongest verdict of the entries about self-harm.
pub(super) fn self_harm_of(definition: &Definition, entries: &[SafetySummary]) -> Option<Verdict> {
    let kind = |id: &str| definition.safety.iter().find(|entry| *entry.id == *id).map(|entry| entry.kind);
    entries.iter().filter(|entry| kind(&entry.entry) == Some(SafetyKind::SelfHarm)).map(|entry| entry.verdict).reduce(Verdict::or)
}

fn changes(
    definition: &Definition,
    scale: usize,
    stretch: &[(&RecentScore, Points)],
    baseline: Baseline,
    recalled: &RecalledValues,
    observations: &mut Vec<Observation>,
) {
    let Some(((_, first), later)) = stretch.split_first() else { return };
    for (score, points) in later {
        let judgement = judge_change::judge(definition, scale, *first, *points, recalled);
        let category = match judgement.category {
            None => ChangeCategory::NotAvailable,
            Some(judge_change::ChangeCategory::Recovered) => ChangeCategory::Recovered,
            Some(judge_change::ChangeCategory::ReliablyImproved) => ChangeCategory::ReliablyImproved,
            Some(judge_change::ChangeCategory::ReliablyWorse) => ChangeCategory::ReliablyWorse,
            Some(judge_change::ChangeCategory::NoReliableChange) => match judgement.limit {
                Some(RangeLimit::TooGoodToImprove { .. }) => ChangeCategory::Floor,
                Some(RangeLimit::TooBadToWorsen { .. }) | None => ChangeCategory::NoReliableChange,
            },
        };
        let observed = Observed::Change { instrument: definition.id.to_string(), baseline, day: score.day, category };
        observations.push(Observation { source: source_of(score), observed });
    }
}

/// How many of the newest scores in a row lay off the expected course; nothing where there is no course for them.
fn off_course(rules: &Rules, definition: &Definition, valued: &[(&RecentScore, Points)]) -> Option<Observation> {
    let scores: Vec<Valued> =
        valued.iter().map(|(score, value)| Valued { administration: score.administration, day: score.day, value: *value }).collect();
    let latest = valued.last()?.0;
    rules.courses.standing(definition, &scores, None)?;
    let standings = (2..=scores.len()).rev().map(|length| rules.courses.standing(definition, &scores[..length], None));
    let in_a_row = standings.take_while(|standing| *standing == Some(CourseStanding::OffCourse)).count();
    let observed = Observed::Course { day: latest.day, off_course_sessions: u32::try_from(in_a_row).unwrap_or(u32::MAX) };
    Some(Observation { source: source_of(latest), observed })
}
