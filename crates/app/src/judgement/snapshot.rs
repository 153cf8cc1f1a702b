//! What the rules of warning signs look at, made of the records of one patient.

use std::collections::BTreeMap;
use std::sync::Arc;

use care::{AttendanceStatus, Episode};
use collection::due::{DueSet, EpisodeFacts, Given, LevelFacts, Status, due_set};
use collection::protocol::Protocol;
use instruments::{Administration, Completion, Definition, Library, Respondent};
use outcomes::change::judge::{ChangeCategory, NormUse, RecalledValues, judge, norm};
use outcomes::warning_sign::{
    Attendance, AttendanceDay, ChangeStanding, CourseStanding, DeclinedMeasure, DueMeasure, DueState, EndedEpisode, InstrumentName,
    LevelBegan, Measurement, ProtocolBegan, Review, SafetyFact, SeriesFacts, Snapshot,
};
use storage::Stored;
use storage::score::RecentScore;
use vocabulary::{AdministrationId, Day, Instant, PatientId, Points, Verdict, ZoneName};

use super::gather::{People, Records};
use crate::change::{Stay, Valued, has_course};
use crate::course::Courses;
use crate::instrument::{RecalledByInstrument, admits_severity};
use crate::schedule::FOLLOW_UP_DAYS;
use crate::score_review::looked_at;

/// What was answered within so many days is looked at for safety and withdrawal, and for whether anybody reviewed it, in whichever stay or outside of any.
pub(super) const OUTSIDE_DAYS: i32 = 60;

/// By what is judged.
pub(super) struct Rules<'a> {
    pub(super) library: &'a Library,
    pub(super) recalled: &'a RecalledByInstrument,
    pub(super) protocol: &'a Protocol,
    pub(super) courses: &'a Courses,
    /// The practice's own protocol; `None` while that of the product is in use.
    pub(super) protocol_since: Option<ProtocolBegan>,
    pub(super) now: Instant,
}

impl People {
    /// A snapshot of each open episode of each patient, the last admitted first; of who has none, one outside of any. Those of a patient stand together.
    pub(super) fn snapshots(&self, rules: &Rules<'_>) -> Vec<Snapshot> {
        let with_records = self.shown.iter().filter_map(|patient| Some((*patient, self.of.get(patient)?)));
        with_records.flat_map(|(patient, records)| self.of_patient(patient, records, rules)).collect()
    }

    fn of_patient(&self, patient: PatientId, records: &Records, rules: &Rules<'_>) -> Vec<Snapshot> {
        let open: Vec<&Stored<Episode>> = records.episodes.iter().rev().filter(|episode| episode.value().discharge.is_none()).collect();
        if open.is_empty() {
            return vec![self.snapshot(patient, records, None, rules)];
        }
        open.into_iter().map(|episode| self.snapshot(patient, records, Some(episode), rules)).collect()
    }

    fn snapshot(&self, patient: PatientId, records: &Records, episode: Option<&Stored<Episode>>, rules: &Rules<'_>) -> Snapshot {
        let latest = episode.or_else(|| records.latest_stay());
        let zone = latest.and_then(|episode| self.programs.get(&episode.value().program)).map_or(&self.first_zone, |program| &program.zone);
        let today = rules.now.day_in(zone);
        let stays: Vec<Stay> = records.episodes.iter().map(|episode| Stay::from(episode.value())).collect();
        // Changes are counted in this stay; after it, in the last one, as long as its follow-up goes on.
        let stay = latest.filter(|stay| {
            let discharged = stay.value().discharge.as_ref().map(|discharge| discharge.day);
            discharged.is_none_or(|day| today.days_since(day) <= FOLLOW_UP_DAYS)
        });
        let begins = stay.map_or(today.plus_days(-OUTSIDE_DAYS), |stay| Stay::from(stay.value()).begins());
        let counted_from = stay.map(|stay| Stay::from(stay.value()).first_day(&stays));
        // What a person must see is looked at whichever stay it belongs to.
        let first_day = begins.min(today.plus_days(-OUTSIDE_DAYS));
        let level = episode.and_then(|episode| level_began(records, episode));
        // Where the episode began at this level, both baselines are one.
        let level_since =
            level.as_ref().map(|level| level.first_day).filter(|since| episode.is_some_and(|of| *since > of.value().admitted));
        let discharged = stay.and_then(|stay| stay.value().discharge.as_ref()).map(|discharge| discharge.day);
        let looked_at = Looked { records, rules, first_day, counted_from, discharged, level_since, zone };
        let (measurements, series) = looked_at.measurements();
        Snapshot {
            patient,
            episode: episode.map(|episode| episode.id),
            now: rules.now,
            today,
            level_of_care: level,
            calendar: self.calendar.clone(),
            begins,
            measurements,
            series,
            attendance: episode.map(|episode| attendance(records, episode)).unwrap_or_default(),
            due: episode.map(|episode| self.due(records, episode, rules, today, zone)).unwrap_or_default(),
            declined: declined(records),
            ended: ended(records),
            protocol: rules.protocol_since,
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
            follow_up_declined: None,
            died: None,
            levels: levels.collect(),
            reviews: records.payer_reviews.get(&episode.id).cloned().unwrap_or_default(),
            given: records.administrations.iter().map(|each| given(records, each)).collect(),
        }
    }
}

/// The period at the present level of care of an open episode.
fn level_began(records: &Records, episode: &Stored<Episode>) -> Option<LevelBegan> {
    let period = records.periods.iter().rfind(|period| period.value().episode == episode.id)?;
    Some(LevelBegan {
        record: period.id.to_string(),
        version: period.recorded.version,
        first_day: period.value().period.first(),
        recorded_at: period.recorded.recorded_at,
    })
}

fn declined(records: &Records) -> Vec<DeclinedMeasure> {
    let declined = records.administrations.iter().filter(|each| each.value().completion == Completion::Declined);
    let one = |each: &Stored<Administration>| DeclinedMeasure {
        administration: each.id,
        version: each.recorded.version,
        instrument: each.value().instrument.as_str().into(),
        respondent: each.value().respondent,
        day: each.value().day,
        recorded_at: each.recorded.recorded_at,
    };
    declined.map(one).collect()
}

fn ended(records: &Records) -> Vec<EndedEpisode> {
    let one = |each: &Stored<Episode>| {
        let day = each.value().discharge.as_ref()?.day;
        Some(EndedEpisode { episode: each.id, version: each.recorded.version, day, recorded_at: each.recorded.recorded_at })
    };
    records.episodes.iter().filter_map(one).collect()
}

/// When an answer came to the practice: a form on paper when it was handed in, whenever it was keyed.
pub(crate) fn received_at(administration: &Stored<Administration>) -> Instant {
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
    /// From which day on scores belong to the stay, or to the last one while its follow-up goes on; `None` without either.
    counted_from: Option<Day>,
    /// The last day of that stay, where it is over: no course reaches beyond it, and what comes later is compared with its last measure.
    discharged: Option<Day>,
    /// The first day at the present level of care, where that is not the one of the admission.
    level_since: Option<Day>,
    /// The clock of the program.
    zone: &'a ZoneName,
}

/// The scores with which a series begins.
#[derive(Clone, Copy, Default)]
struct Baselines {
    of_episode: Option<(AdministrationId, Points)>,
    at_level: Option<(AdministrationId, Points)>,
    /// The last one of a stay that is over, where that is another than the first.
    last_of_stay: Option<(AdministrationId, Points)>,
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
        let mut baselines: BTreeMap<SeriesKey, Baselines> = BTreeMap::new();
        let mut series: BTreeMap<SeriesKey, SeriesFacts> = BTreeMap::new();
        let mut valued: BTreeMap<SeriesKey, Vec<Valued>> = BTreeMap::new();
        let mut measurements = Vec::new();
        for (administration, score, definition) in scored {
            let key = (definition.id.clone(), administration.value().respondent);
            if let Some(value) = score.total.filter(|_| self.counts(administration) && definition.intended_use.is_trended()) {
                let known = baselines.entry(key.clone()).or_default();
                known.of_episode.get_or_insert((administration.id, value));
                if self.level_since.is_some_and(|since| administration.value().day >= since) {
                    known.at_level.get_or_insert((administration.id, value));
                }
                if self.is_of_ended_stay(administration) && known.of_episode.is_some_and(|(first, _)| first != administration.id) {
                    known.last_of_stay = Some((administration.id, value));
                }
            }
            let baseline = baselines.get(&key).copied().unwrap_or_default();
            let course = self.course(definition, &mut valued, &key, (administration, score));
            if let Some(facts) = self.series(definition, key.1, baseline) {
                series.insert(key, facts);
            }
            measurements.push(Measurement { course, ..self.measurement(administration, score, definition, baseline) });
        }
        self.add_dynamic_courses(&valued, &mut measurements);
        (measurements, series.into_values().collect())
    }

    /// Says of the latest score of each series that is off the expected course how it stands to the dynamic one. Earlier ones raise nothing.
    fn add_dynamic_courses(&self, valued: &BTreeMap<SeriesKey, Vec<Valued>>, measurements: &mut [Measurement]) {
        for ((instrument, _), so_far) in valued {
            let (Some(definition), Some(latest)) = (self.rules.library.get(instrument), so_far.last()) else { continue };
            let measurement = measurements.iter_mut().find(|measurement| measurement.administration == latest.administration);
            if let Some(CourseStanding::OffCourse { dynamic, .. }) = measurement.map(|measurement| &mut measurement.course) {
                *dynamic = self.rules.courses.dynamic_sign_of(definition, so_far, self.discharged);
            }
        }
    }

    /// True for what belongs to the stay or to its follow-up.
    fn counts(&self, administration: &Stored<Administration>) -> bool {
        self.counted_from.is_some_and(|from| administration.value().day >= from)
    }

    /// True for what was measured in a stay that is over by now, and not for what came after it.
    fn is_of_ended_stay(&self, administration: &Stored<Administration>) -> bool {
        self.discharged.is_some_and(|discharged| administration.value().day <= discharged)
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
        let Some(value) = score.total.filter(|_| is_usual && self.counts(administration) && definition.intended_use.is_trended()) else {
            return CourseStanding::NoCourse;
        };
        let so_far = valued.entry(key.clone()).or_default();
        so_far.push(Valued { administration: administration.id, day: administration.value().day, value });
        self.rules.courses.sign_of(definition, so_far, self.discharged)
    }

    fn series(&self, definition: &Definition, respondent: Respondent, baselines: Baselines) -> Option<SeriesFacts> {
        let scale = definition.main()?;
        let reliable_change = match norm(scale, &self.recalled(definition)) {
            NormUse::Used(norm) => Some(norm.least_change),
            NormUse::OnlyRecalled(_) | NormUse::Absent => None,
        };
        Some(SeriesFacts {
            instrument: definition.id.clone(),
            respondent,
            direction: scale.direction,
            lowest: scale.minimum,
            highest: scale.maximum,
            baseline: baselines.of_episode.map(|(id, _)| id),
            baseline_at_level: baselines.at_level.map(|(id, _)| id),
            last_of_stay: baselines.last_of_stay.map(|(id, _)| id),
            reliable_change,
        })
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
        baselines: Baselines,
    ) -> Measurement {
        let value = administration.value();
        let version = administration.recorded.version;
        let reviews = || self.records.reviews.iter().filter(|review| review.value().administration == administration.id);
        // Whoever looked at it before it was corrected did not see what stands there now.
        let of_this_version = reviews().filter(|review| review.value().administration_version == version);
        let review =
            of_this_version.map(|review| Review { record: review.id, at: review.value().reviewed_at }).min_by_key(|review| review.at);
        let reviewed_before = looked_at(reviews()).before(administration.id, version);
        Measurement {
            administration: administration.id,
            version,
            instrument: InstrumentName { id: definition.id.clone(), short_name: definition.short_name.as_str().into() },
            respondent: value.respondent,
            day: value.day,
            received_at: received_at(administration),
            received_day: received_at(administration).day_in(self.zone),
            readable_since: match value.mode {
                instruments::Mode::Paper => administration.recorded.recorded_at.day_in(self.zone).max(value.day),
                _ => value.day,
            },
            completion: value.completion,
            value: score.total,
            has_result: score.has_result,
            band_severity: (score.severity.filter(|_| admits_severity(definition, self.rules.recalled)))
                .and_then(|severity| u8::try_from(severity).ok()),
            safety: self.safety(administration, score, definition),
            change: self.change(administration.id, score.total, definition, baselines.of_episode),
            change_at_level: self.change(administration.id, score.total, definition, baselines.at_level),
            change_since_discharge: self.change(administration.id, score.total, definition, baselines.last_of_stay),
            course: CourseStanding::NoCourse,
            review,
            reviewed_before,
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
