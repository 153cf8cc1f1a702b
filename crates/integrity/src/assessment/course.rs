//! Scores, determinations and episodes of each patient, as findings ask for them: what stood on file, fresh, on a day.
//!
//! What counts as fresh is what the criteria for levels of care that ship call so ([`fresh_days`]). A score after the day of service never counts for it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use instruments::{Definition, Library};
use outcomes::change::judge::{Judgement, RecalledValues, judge};
use revenue_cycle::Claim;
use utilization_review::level_of_care::Determination;
use utilization_review::level_of_care::criteria::{CriteriaSet, FreshnessLimits, neutral};
use vocabulary::{Day, LevelOfCare, Verdict};

use super::side::{DeterminationFact, EpisodeFact, MeasureFact, Names, Side};

/// How old a score may be at a level of care, and how far from admission the first one, by the criteria that ship; as in outpatient care where the
/// level is not known.
fn limits(level: Option<LevelOfCare>) -> FreshnessLimits {
    static SET: OnceLock<CriteriaSet> = OnceLock::new();
    let set = SET.get_or_init(neutral);
    let rules = level.and_then(|level| set.rules(level)).or_else(|| set.rules(LevelOfCare::Outpatient));
    rules.expect("the set that ships has rules for outpatient care").freshness
}

/// For so many days a score or a determination counts as fresh.
pub fn fresh_days(level: Option<LevelOfCare>) -> i32 {
    limits(level).measure_days.cast_signed()
}

/// So many days before or after admission a score counts as the first.
pub fn baseline_days(level: Option<LevelOfCare>) -> i32 {
    limits(level).baseline_days.cast_signed()
}

pub(super) fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| Library::shipped().expect("the tests of the library read every file"))
}

/// An instrument of the library by its id, where it has one score.
fn definition(id: &str) -> Option<(&'static Definition, usize)> {
    let definition = library().get(id)?;
    Some((definition, definition.main_scale?))
}

/// The band of a score, from 0 (none) upwards; `None` for an instrument that the library does not know or that has no bands.
pub fn severity(measure: &MeasureFact) -> Option<u8> {
    let (definition, scale) = definition(&measure.instrument)?;
    definition.scales[scale].bands.iter().rev().find(|band| band.from <= measure.score).map(|band| band.severity)
}

/// The first and the last score of an episode on one instrument.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// Within the window around admission.
    pub first: &'a MeasureFact,
    /// The last until discharge.
    pub last: &'a MeasureFact,
}

impl Pair<'_> {
    /// The change by the verified norm of the instrument; `None` for an instrument that the library does not know.
    pub fn judgement(&self) -> Option<Judgement> {
        let (definition, scale) = definition(&self.first.instrument)?;
        Some(judge(definition, scale, self.first.score, self.last.score, &RecalledValues::NotEnabled))
    }

    /// True where the patient recovered reliably.
    pub fn is_recovered(&self) -> bool {
        self.judgement().is_some_and(|judgement| judgement.recovered() == Verdict::Met)
    }

    /// Points better, negative where worse.
    pub fn better_by(&self) -> Option<f64> {
        self.judgement().map(|judgement| judgement.better_by.to_f64())
    }
}

/// Care by patient.
#[derive(Clone, Debug)]
pub struct Courses<'a> {
    names: Names<'a>,
    measures: BTreeMap<&'a str, Vec<&'a MeasureFact>>,
    determinations: BTreeMap<&'a str, Vec<&'a DeterminationFact>>,
    episodes: BTreeMap<&'a str, Vec<&'a EpisodeFact>>,
    named: BTreeSet<&'a str>,
}

impl<'a> Courses<'a> {
    pub(super) fn of(side: &'a Side, names: Names<'a>) -> Self {
        let (measures, determinations, episodes) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut courses = Self { names, measures, determinations, episodes, named: BTreeSet::new() };
        for fact in side.measures.iter().flatten() {
            courses.measures.entry(&fact.patient).or_default().push(fact);
        }
        for fact in side.determinations.iter().flatten() {
            courses.determinations.entry(&fact.patient).or_default().push(fact);
        }
        for fact in side.episodes.iter().flatten() {
            courses.episodes.entry(&fact.patient).or_default().push(fact);
        }
        let of_care = courses.measures.keys().chain(courses.determinations.keys()).chain(courses.episodes.keys()).copied();
        let attended = side.attendance.iter().flatten().map(|fact| fact.patient.as_str());
        let noted = side.notes.iter().flatten().map(|fact| fact.patient.as_str());
        courses.named = of_care.chain(attended).chain(noted).collect();
        courses
    }

    /// True where the patient of a claim is named in some table of care: only then does a missing score mean that none was taken.
    pub fn knows(&self, claim: &Claim) -> bool {
        self.names.of(claim).any(|name| self.named.contains(name))
    }

    /// The scores of a patient, by day.
    pub fn measures(&self, patient: &str) -> &[&'a MeasureFact] {
        self.measures.get(patient).map_or(&[], Vec::as_slice)
    }

    /// The episodes of a patient, by day.
    pub fn episodes(&self, patient: &str) -> &[&'a EpisodeFact] {
        self.episodes.get(patient).map_or(&[], Vec::as_slice)
    }

    /// The last score of a patient on or before a day.
    pub fn last_measure(&self, patient: &str, day: Day) -> Option<&'a MeasureFact> {
        self.measures(patient).iter().rev().find(|fact| fact.day <= day).copied()
    }

    /// The last score of the patient of a claim on or before a day.
    pub fn last_measure_of(&self, claim: &Claim, day: Day) -> Option<&'a MeasureFact> {
        self.names.of(claim).filter_map(|name| self.last_measure(name, day)).max_by_key(|fact| fact.day)
    }

    /// The same, where it is fresh at this level of care.
    pub fn fresh_measure(&self, claim: &Claim, day: Day, level: Option<LevelOfCare>) -> Option<&'a MeasureFact> {
        let last = self.last_measure_of(claim, day)?;
        (day.days_since(last.day) <= fresh_days(level)).then_some(last)
    }

    /// What criteria said last about the patient on or before a day, where it is fresh at this level of care.
    pub fn fresh_determination<'b>(
        &self,
        names: impl Iterator<Item = &'b str>,
        day: Day,
        level: Option<LevelOfCare>,
    ) -> Option<Determination> {
        self.fresh_determination_fact(names, day, level).map(|fact| fact.determination)
    }

    /// The same, with what a person decided about it.
    pub fn fresh_determination_fact<'b>(
        &self,
        names: impl Iterator<Item = &'b str>,
        day: Day,
        level: Option<LevelOfCare>,
    ) -> Option<&'a DeterminationFact> {
        let of = |name: &str| self.determinations.get(name).and_then(|facts| facts.iter().rev().find(|fact| fact.day <= day).copied());
        let last = names.filter_map(of).max_by_key(|fact| fact.day)?;
        (day.days_since(last.day) <= fresh_days(level)).then_some(last)
    }

    /// The episode of a patient in which a day lies.
    pub fn episode_of<'b>(&self, names: impl Iterator<Item = &'b str>, day: Day) -> Option<&'a EpisodeFact> {
        names.flat_map(|name| self.episodes(name)).find(|episode| episode.contains(day)).copied()
    }

    /// The first and the last score of an episode until `until`, on the instrument with most scores; between equals the first by its id. `None` without
    /// a first score within the window around admission and a later one.
    pub fn pair(&self, episode: &EpisodeFact, until: Day) -> Option<Pair<'a>> {
        let window = baseline_days(episode.level);
        let last_day = episode.discharged.map_or(until, |last| last.min(until));
        let within = self.measures(&episode.patient).iter().copied().filter(|fact| {
            fact.day.days_since(episode.admitted) >= -window && fact.day <= last_day && definition(&fact.instrument).is_some()
        });
        let mut by_instrument: BTreeMap<&str, Vec<&'a MeasureFact>> = BTreeMap::new();
        within.for_each(|fact| by_instrument.entry(&fact.instrument).or_default().push(fact));
        let whole = by_instrument.into_values().filter(|facts| {
            facts.len() > 1 && facts[0].day.days_since(episode.admitted).abs() <= window && facts[facts.len() - 1].day > facts[0].day
        });
        let facts = whole.reduce(|best, other| if other.len() > best.len() { other } else { best })?;
        Some(Pair { first: facts[0], last: facts[facts.len() - 1] })
    }

    /// True where the patient had improved reliably by a day, since the start of the episode in which it lies.
    pub fn improved_by<'b>(&self, names: impl Iterator<Item = &'b str>, day: Day) -> bool {
        let pair = self.episode_of(names, day).and_then(|episode| self.pair(episode, day));
        pair.and_then(|pair| pair.judgement()).is_some_and(|judgement| judgement.reliably_improved() == Verdict::Met)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("tests name days of the calendar")
    }

    fn side(scores: &[(&str, &str, i32)]) -> Side {
        let measure = |(on, instrument, score): &(&str, &str, i32)| MeasureFact {
            patient: "R1".to_owned(),
            day: day(on),
            instrument: (*instrument).to_owned(),
            score: vocabulary::Points::from_whole(*score),
            interpreted: None,
        };
        let episode = EpisodeFact {
            patient: "R1".to_owned(),
            admitted: day("2026-03-01"),
            discharged: Some(day("2026-04-30")),
            ending: None,
            program: String::new(),
            level: Some(LevelOfCare::IntensiveOutpatient),
            referral_source: String::new(),
            diagnosis: String::new(),
            approach: String::new(),
            clinician: String::new(),
        };
        Side { measures: Some(scores.iter().map(measure).collect()), episodes: Some(BTreeSet::from([episode])), ..Side::default() }
    }

    #[test]
    fn first_and_last_score_are_those_of_the_instrument_with_most_scores() {
        let check = |scores: &[(&str, &str, i32)], expected: Option<(i32, i32, bool)>| {
            let side = side(scores);
            let courses = Courses::of(&side, Names::of_claims(&side, std::iter::empty()));
            let pair = courses.pair(courses.episodes("R1")[0], day("2026-12-31"));
            let whole = |points: vocabulary::Points| i32::try_from(points.whole().expect("whole")).expect("small");
            assert_eq!(pair.map(|pair| (whole(pair.first.score), whole(pair.last.score), pair.is_recovered())), expected, "{scores:?}");
        };
        check(&[("2026-03-02", "phq-9", 18), ("2026-04-01", "phq-9", 4)], Some((18, 4, true)));
        check(&[("2026-03-02", "phq-9", 18), ("2026-04-01", "phq-9", 15)], Some((18, 15, false)));
        // No first score in the window, nothing later, after discharge, an instrument that nobody knows.
        check(&[("2026-03-20", "phq-9", 18), ("2026-04-01", "phq-9", 4)], None);
        check(&[("2026-03-02", "phq-9", 18)], None);
        check(&[("2026-03-02", "phq-9", 18), ("2026-05-01", "phq-9", 4)], None);
        check(&[("2026-03-02", "own-scale", 18), ("2026-04-01", "own-scale", 4)], None);
    }

    #[test]
    fn severity_is_the_band_of_the_instrument() {
        let check = |instrument: &str, score: i32, expected: Option<u8>| {
            let side = side(&[("2026-03-02", instrument, score)]);
            assert_eq!(severity(side.measures.as_ref().and_then(BTreeSet::first).expect("one")), expected, "{instrument} {score}");
        };
        check("phq-9", 4, Some(0));
        check("phq-9", 10, Some(2));
        check("phq-9", 27, Some(4));
        check("own-scale", 3, None);
    }
}
