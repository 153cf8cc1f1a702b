//! What the rules of warning signs look at, made of the records of one patient.

use std::collections::BTreeMap;
use std::sync::Arc;

use care::{AttendanceStatus, Episode};
use collection::due::{DueSet, EpisodeFacts, Given, LevelFacts, Status, due_set};
use collection::protocol::Protocol;
use instruments::{Administration, Definition, Library, Respondent};
use outcomes::change::judge::{ChangeCategory, NormUse, RecalledValues, judge, norm};
use outcomes::warning_sign::{
    Attendance, AttendanceDay, ChangeStanding, CourseStanding, DueMeasure, DueState, InstrumentName, Measurement, Review, SafetyFact,
    SeriesFacts, Snapshot,
};
use storage::Stored;
use storage::score::RecentScore;
use vocabulary::{AdministrationId, Day, Instant, PatientId, Points, Verdict, ZoneName};

use super::gather::{People, Records};
use crate::change::{Valued, has_course};
use crate::course::Courses;
use crate::instrument::RecalledByInstrument;

/// A score of so many days before admission still is the baseline of the episode.
const BASELINE_DAYS_BEFORE: i32 = 14;
/// Outside any episode, what was answered within so many days is looked at.
const OUTSIDE_DAYS: i32 = 60;

/// By what is judged.
pub(super) struct Rules<'a> {
    pub(super) library: &'a Library,
    pub(super) recalled: &'a RecalledByInstrument,
    pub(super) protocol: &'a Protocol,
    pub(super) courses: &'a Courses,
    pub(super) now: Instant,
}

impl People {
    /// The snapshot of each patient.
    pub(super) fn snapshots(&self, rules: &Rules<'_>) -> Vec<Snapshot> {
        self.shown.iter().filter_map(|patient| self.of.get(patient).map(|records| self.snapshot(*patient, records, rules))).collect()
    }

    fn snapshot(&self, patient: PatientId, records: &Records, rules: &Rules<'_>) -> Snapshot {
        let episode = records.episodes.iter().rev().find(|episode| episode.value().discharge.is_none());
        let latest = episode.or(records.episodes.last());
        let zone = latest.and_then(|episode| self.programs.get(&episode.value().program)).map_or(&self.first_zone, |program| &program.zone);
        let today = rules.now.day_in(zone);
        let first_day = episode.map_or(today.plus_days(-OUTSIDE_DAYS), |episode| episode.value().admitted.plus_days(-BASELINE_DAYS_BEFORE));
        let looked_at = Looked { records, rules, first_day, in_episode: episode.is_some() };
        let (measurements, series) = looked_at.measurements();
        let since = episode.and_then(|episode| records.periods.iter().rfind(|period| period.value().episode == episode.id));
        Snapshot {
            patient,
            episode: episode.map(|episode| episode.id),
            now: rules.now,
            today,
            level_of_care_since: since.map(|period| period.value().period.first()),
            calendar: self.calendar.clone(),
            measurements,
            series,
            attendance: episode.map(|episode| attendance(records, episode)).unwrap_or_default(),
            due: episode.map(|episode| self.due(records, episode, rules, today, zone)).unwrap_or_default(),
        }
    }

    fn due(&self, records: &Records, episode: &Stored<Episode>, rules: &Rules<'_>, today: Day, zone: &ZoneName) -> Vec<DueMeasure> {
        let set = due_set(rules.protocol, &self.episode_facts(records, episode), today);
        behind(&set, zone)
    }

    /// The episode as the schedule needs it.
    fn episode_facts(&self, records: &Records, episode: &Stored<Episode>) -> EpisodeFacts {
        let levels = records.periods.iter().filter(|period| period.value().episode == episode.id).map(|period| {
            let value = period.value();
            let program = self.programs.get(&value.program).map_or("", |program| program.code.as_str());
            LevelFacts {
                level_of_care: value.level_of_care,
                program: program.into(),
                first: value.period.first(),
                last: value.period.last(),
            }
        });
        EpisodeFacts {
            episode: episode.id,
            admitted: episode.value().admitted,
            discharged: None,
            follow_up_ends: None,
            levels: levels.collect(),
            reviews: records.payer_reviews.get(&episode.id).cloned().unwrap_or_default(),
            given: records.administrations.iter().map(|each| given(records, each)).collect(),
        }
    }
}

/// When an answer came to the practice: a form on paper when it was handed in, whenever it was keyed.
fn received_at(administration: &Stored<Administration>) -> Instant {
    let recorded_at = administration.recorded.recorded_at;
    let value = administration.value();
    let handed_in_at = value.finished_at.filter(|_| value.mode == instruments::Mode::Paper);
    handed_in_at.map_or(recorded_at, |at| at.min(recorded_at))
}

fn given(records: &Records, administration: &Stored<Administration>) -> Given {
    let has_score = records.scores.get(&administration.id).is_some_and(|score| score.has_result);
    crate::schedule::given_of(administration, has_score)
}

fn behind(set: &DueSet, zone: &ZoneName) -> Vec<DueMeasure> {
    let one = |each: &collection::due::Occurrence| DueMeasure {
        instrument: InstrumentName { id: each.instrument.clone(), short_name: each.short_name.clone() },
        respondent: each.respondent,
        first_day: each.first_day,
        due_day: each.due_day,
        overdue_from: each.due_day.plus_days(1).start_in(zone),
        state: if each.status == Status::Missed { DueState::Missed } else { DueState::Overdue },
    };
    set.behind().map(one).collect()
}

/// One day of an episode is attended when any planned piece of it was; what the program cancelled counts for nothing.
fn attendance(records: &Records, episode: &Stored<Episode>) -> Vec<AttendanceDay> {
    let mut days: BTreeMap<Day, AttendanceDay> = BTreeMap::new();
    for each in records.attendance.iter().filter(|each| each.value().episode == episode.id) {
        let attendance = match each.value().status {
            AttendanceStatus::Attended => Attendance::Attended,
            AttendanceStatus::Absent => Attendance::Absent,
            AttendanceStatus::Excused => Attendance::Excused,
            AttendanceStatus::CancelledByProgram => continue,
        };
        let day = AttendanceDay {
            record: each.id,
            version: each.recorded.version,
            day: each.value().day,
            recorded_at: each.recorded.recorded_at,
            attendance,
        };
        let weight = |day: &AttendanceDay| match day.attendance {
            Attendance::Attended => 2,
            Attendance::Absent => 1,
            Attendance::Excused => 0,
        };
        let kept = days.entry(day.day).or_insert(day);
        if weight(&day) > weight(kept) {
            *kept = day;
        }
    }
    days.into_values().collect()
}

/// One instrument, answered by one kind of respondent.
type SeriesKey = (Arc<str>, Respondent);

/// The administrations that are looked at.
struct Looked<'a> {
    records: &'a Records,
    rules: &'a Rules<'a>,
    first_day: Day,
    in_episode: bool,
}

impl Looked<'_> {
    fn measurements(&self) -> (Vec<Measurement>, Vec<SeriesFacts>) {
        let mut scored: Vec<(&Stored<Administration>, &RecentScore, &Arc<Definition>)> = Vec::new();
        for administration in self.records.administrations.iter().filter(|each| each.value().day >= self.first_day) {
            let Some(score) = self.records.scores.get(&administration.id) else { continue };
            let Some(definition) = self.rules.library.get(&administration.value().instrument) else { continue };
            scored.push((administration, score, definition));
        }
        scored.sort_by_key(|(administration, ..)| (administration.value().day, administration.recorded.recorded_at, administration.id));
        let mut baselines: BTreeMap<SeriesKey, (AdministrationId, Points)> = BTreeMap::new();
        let mut series: BTreeMap<SeriesKey, SeriesFacts> = BTreeMap::new();
        let mut valued: BTreeMap<SeriesKey, Vec<Valued>> = BTreeMap::new();
        let mut measurements = Vec::new();
        for (administration, score, definition) in scored {
            let key = (definition.id.clone(), administration.value().respondent);
            if let Some(value) = score.total.filter(|_| self.in_episode && definition.intended_use.is_trended()) {
                baselines.entry(key.clone()).or_insert((administration.id, value));
            }
            let baseline = baselines.get(&key).copied();
            let course = self.course(definition, &mut valued, &key, (administration, score));
            if let Some(facts) = self.series(definition, key.1, baseline.map(|(id, _)| id)) {
                series.insert(key, facts);
            }
            measurements.push(Measurement { course, ..self.measurement(administration, score, definition, baseline) });
        }
        (measurements, series.into_values().collect())
    }

    /// Where a score of an episode lies to the expected course of its series, which begins with the baseline.
    fn course(
        &self,
        definition: &Definition,
        valued: &mut BTreeMap<SeriesKey, Vec<Valued>>,
        key: &SeriesKey,
        (administration, score): (&Stored<Administration>, &RecentScore),
    ) -> CourseStanding {
        let is_usual = definition.main_scale.is_some_and(|scale| has_course(definition, scale, key.1));
        let Some(value) = score.total.filter(|_| is_usual && self.in_episode && definition.intended_use.is_trended()) else {
            return CourseStanding::NoCourse;
        };
        let so_far = valued.entry(key.clone()).or_default();
        so_far.push(Valued { administration: administration.id, day: administration.value().day, value });
        self.rules.courses.sign_of(definition, so_far)
    }

    fn series(&self, definition: &Definition, respondent: Respondent, baseline: Option<AdministrationId>) -> Option<SeriesFacts> {
        let scale = definition.main()?;
        let reliable_change = match norm(scale, &self.recalled(definition)) {
            NormUse::Used(norm) => Some(norm.least_change),
            NormUse::OnlyRecalled(_) | NormUse::Absent => None,
        };
        let (instrument, direction, lowest) = (definition.id.clone(), scale.direction, scale.minimum);
        Some(SeriesFacts { instrument, respondent, direction, lowest, baseline, reliable_change })
    }

    fn recalled(&self, definition: &Definition) -> RecalledValues {
        let enabled = self.rules.recalled.get(&*definition.id);
        enabled.map_or(RecalledValues::NotEnabled, |enabled| RecalledValues::EnabledBy(enabled.by.clone()))
    }

    fn measurement(
        &self,
        administration: &Stored<Administration>,
        score: &RecentScore,
        definition: &Definition,
        baseline: Option<(AdministrationId, Points)>,
    ) -> Measurement {
        let value = administration.value();
        let reviews = self.records.reviews.iter().filter(|review| review.value().administration == administration.id);
        let review = reviews.map(|review| Review { record: review.id, at: review.value().reviewed_at }).min_by_key(|review| review.at);
        Measurement {
            administration: administration.id,
            version: administration.recorded.version,
            instrument: InstrumentName { id: definition.id.clone(), short_name: definition.short_name.as_str().into() },
            respondent: value.respondent,
            day: value.day,
            received_at: received_at(administration),
            completion: value.completion,
            value: score.total,
            has_result: score.has_result,
            band_severity: score.severity.and_then(|severity| u8::try_from(severity).ok()),
            safety: self.safety(administration, score, definition),
            change: self.change(administration.id, score.total, definition, baseline),
            course: CourseStanding::NoCourse,
            review,
        }
    }

    /// Computed again from the answers where an entry is met or undecided; where all are decided and none is met, that is all there is to say.
    fn safety(&self, administration: &Stored<Administration>, score: &RecentScore, definition: &Definition) -> Vec<SafetyFact> {
        if score.safety == Some(Verdict::NotMet) {
            let not_met = |entry: &instruments::definition::SafetyEntry| SafetyFact {
                entry: entry.id.clone(),
                urgency: entry.urgency,
                verdict: Verdict::NotMet,
                answers: Vec::new(),
                decided_by: Vec::new(),
            };
            return definition.safety.iter().map(not_met).collect();
        }
        let Some(responses) = self.records.responses.get(&administration.id) else { return Vec::new() };
        let person = self.records.patient.as_ref().map(|patient| crate::administration::facts(patient, administration.value().day));
        let person = person.unwrap_or_default();
        let computed = definition.score(responses, person);
        let fact = |answer: instruments::score::SafetyAnswer| {
            let entry = definition.safety.iter().find(|entry| entry.id == answer.id)?;
            let is_met = answer.verdict == Verdict::Met;
            let decided_by = if is_met { definition.deciding_items(&answer, person) } else { Vec::new() };
            Some(SafetyFact { entry: answer.id, urgency: entry.urgency, verdict: answer.verdict, answers: answer.answers, decided_by })
        };
        computed.safety.into_iter().filter_map(fact).collect()
    }

    fn change(
        &self,
        administration: AdministrationId,
        value: Option<Points>,
        definition: &Definition,
        baseline: Option<(AdministrationId, Points)>,
    ) -> ChangeStanding {
        let (Some(value), Some((first, baseline)), Some(scale)) = (value, baseline, definition.main_scale) else {
            return ChangeStanding::NoComparison;
        };
        if first == administration {
            return ChangeStanding::NoComparison;
        }
        let judgement = judge(definition, scale, baseline, value, &self.recalled(definition));
        match (judgement.category, judgement.norm) {
            (Some(ChangeCategory::Recovered | ChangeCategory::ReliablyImproved), _) => ChangeStanding::ReliablyBetter,
            (Some(ChangeCategory::NoReliableChange), _) => ChangeStanding::WithinError,
            (Some(ChangeCategory::ReliablyWorse), NormUse::Used(norm)) => {
                let worse_by = Points::ZERO.minus(judgement.better_by);
                ChangeStanding::ReliablyWorse { worse_by, reliable_change: norm.least_change }
            }
            (Some(ChangeCategory::ReliablyWorse) | None, _) => ChangeStanding::NoVerifiedValue,
        }
    }
}
