//! A patient invented for the tests of the rules: begin with [`Scene::new`], add what happened, ask for the signs.

use instruments::definition::{Direction, Urgency};
use instruments::{Answer, Completion, Respondent};
use vocabulary::{
    AdministrationId, BusinessCalendar, Day, EpisodeId, Identifier, Instant, PatientId, Points, RecordId, Verdict, Version, ZoneName,
};

use super::{
    Attendance, AttendanceDay, ChangeStanding, CourseStanding, DeclinedMeasure, DueMeasure, DueState, EndedEpisode, InstrumentName,
    LevelBegan, Measurement, Parameters, ProtocolBegan, Review, Rule, SafetyFact, SeriesFacts, SignKey, Snapshot, WarningSign, evaluate,
};

#[derive(Clone, Debug)]
pub(crate) struct Scene {
    pub(crate) snapshot: Snapshot,
    pub(crate) parameters: Parameters,
}

pub(crate) struct Given<'a>(&'a mut Snapshot);

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Noon in UTC.
fn noon(day: Day, minute: i8) -> Instant {
    ZoneName::utc().instant_at(day, 12, minute).unwrap()
}

fn id<T: Identifier>(number: usize) -> T {
    format!("0190b5c4-0000-7000-8000-{number:012}").parse().ok().unwrap()
}

fn severity(value: i32) -> u8 {
    match value {
        ..5 => 0,
        5..10 => 1,
        10..15 => 2,
        15..20 => 3,
        _ => 4,
    }
}

impl Scene {
    pub(crate) fn new(today: &str) -> Self {
        let today = day(today);
        let snapshot = Snapshot {
            patient: id::<PatientId>(1),
            episode: Some(id::<EpisodeId>(2)),
            now: noon(today, 59),
            today,
            level_of_care: None,
            calendar: BusinessCalendar::default(),
            begins: day("2026-01-01"),
            measurements: Vec::new(),
            series: Vec::new(),
            attendance: Vec::new(),
            due: Vec::new(),
            declined: Vec::new(),
            ended: Vec::new(),
            protocol: None,
        };
        Self { snapshot, parameters: Parameters::shipped() }
    }

    pub(crate) fn phq9(&mut self, on: &str, value: i32) -> Given<'_> {
        self.measure("phq-9", "PHQ-9", on, value)
    }

    /// A reviewed score. The first one of an instrument makes the facts of its series.
    pub(crate) fn measure(&mut self, instrument: &str, short_name: &str, on: &str, value: i32) -> Given<'_> {
        let number = self.snapshot.measurements.len();
        let received_at = noon(day(on), i8::try_from(number % 59).unwrap());
        if !self.snapshot.series.iter().any(|facts| &*facts.instrument == instrument) {
            self.snapshot.series.push(SeriesFacts {
                instrument: instrument.into(),
                respondent: Respondent::Patient,
                direction: Direction::HigherIsWorse,
                lowest: Points::ZERO,
                highest: Points::from_whole(27),
                baseline: None,
                baseline_at_level: None,
                last_of_stay: None,
                reliable_change: Some(Points::from_whole(6)),
            });
        }
        self.snapshot.measurements.push(Measurement {
            administration: id::<AdministrationId>(1_000 + number),
            version: Version::FIRST,
            instrument: InstrumentName { id: instrument.into(), short_name: short_name.into() },
            respondent: Respondent::Patient,
            day: day(on),
            received_at,
            received_day: day(on),
            readable_since: day(on),
            completion: Completion::Complete,
            value: Some(Points::from_whole(value)),
            has_result: true,
            band_severity: Some(severity(value)),
            safety: Vec::new(),
            change: ChangeStanding::NoComparison,
            change_at_level: ChangeStanding::NoComparison,
            change_since_discharge: ChangeStanding::NoComparison,
            course: CourseStanding::NoCourse,
            review: Some(Review { record: id::<RecordId>(2_000 + number), at: received_at }),
            reviewed_before: None,
        });
        Given(&mut self.snapshot)
    }

    pub(crate) fn last(&mut self) -> &mut Measurement {
        self.snapshot.measurements.last_mut().unwrap()
    }

    pub(crate) fn last_phq9(&mut self) -> Given<'_> {
        Given(&mut self.snapshot)
    }

    pub(crate) fn review_all(&mut self) {
        for (number, measurement) in self.snapshot.measurements.iter_mut().enumerate() {
            measurement.review = Some(Review { record: id::<RecordId>(2_000 + number), at: self.snapshot.now });
        }
    }

    /// A planned day, so many days after Nov 1.
    pub(crate) fn attend(&mut self, after: i32, attendance: Attendance) {
        let number = self.snapshot.attendance.len();
        let day = day("2026-11-01").plus_days(after);
        let record = id::<RecordId>(3_000 + number);
        self.snapshot.attendance.push(AttendanceDay { record, version: Version::FIRST, day, recorded_at: noon(day, 0), attendance });
    }

    /// A measure that was due on a day and whose window began two days before.
    pub(crate) fn overdue(&mut self, instrument: &str, short_name: &str, due: &str) {
        let due_day = day(due);
        self.snapshot.due.push(DueMeasure {
            instrument: InstrumentName { id: instrument.into(), short_name: short_name.into() },
            respondent: Respondent::Patient,
            first_day: due_day.plus_days(-2),
            due_day,
            overdue_from: due_day.plus_days(1).start_in(&ZoneName::utc()),
            state: DueState::Overdue,
        });
    }

    /// The patient is at the present level of care from this day on.
    pub(crate) fn at_level_since(&mut self, since: &str) {
        let (record, first_day) = (id::<RecordId>(4_000).to_string(), day(since));
        let recorded_at = noon(first_day, 0);
        self.snapshot.level_of_care = Some(LevelBegan { record, version: Version::FIRST, first_day, recorded_at });
    }

    pub(crate) fn decline(&mut self, instrument: &str, on: &str) {
        let administration = id::<AdministrationId>(5_000 + self.snapshot.declined.len());
        let (respondent, day) = (Respondent::Patient, day(on));
        let recorded_at = noon(day, 0);
        let declined =
            DeclinedMeasure { administration, version: Version::FIRST, instrument: instrument.into(), respondent, day, recorded_at };
        self.snapshot.declined.push(declined);
    }

    /// Ends the open episode.
    pub(crate) fn discharge(&mut self, on: &str) {
        let episode = self.snapshot.episode.take().unwrap();
        let ended = EndedEpisode { episode, version: Version::FIRST.next(), day: day(on), recorded_at: noon(day(on), 0) };
        self.snapshot.ended.push(ended);
    }

    /// The practice has a protocol of its own from this day on.
    pub(crate) fn protocol_since(&mut self, since: &str) {
        let (record, since) = (id::<RecordId>(6_000), day(since));
        self.snapshot.protocol = Some(ProtocolBegan { record, version: Version::FIRST, day: since, recorded_at: noon(since, 0) });
    }

    pub(crate) fn signs(&self) -> Vec<WarningSign> {
        evaluate(&self.snapshot, &self.parameters)
    }

    /// The one sign of a rule.
    #[track_caller]
    pub(crate) fn only(&self, rule: Rule) -> WarningSign {
        let mut signs: Vec<WarningSign> = self.signs().into_iter().filter(|sign| sign.rule == rule).collect();
        assert_eq!(signs.len(), 1, "{rule}: {signs:?}");
        signs.remove(0)
    }
}

impl<'a> Given<'a> {
    pub(crate) fn measurement(self) -> &'a mut Measurement {
        self.0.measurements.last_mut().unwrap()
    }

    fn last(&mut self) -> &mut Measurement {
        self.0.measurements.last_mut().unwrap()
    }

    /// A form that was saved before it was finished; no score yet.
    pub(crate) fn unfinished(mut self) -> Self {
        let measurement = self.last();
        measurement.completion = Completion::Partial;
        (measurement.value, measurement.band_severity) = (None, None);
        self
    }

    /// Makes it the baseline of its series.
    pub(crate) fn baseline(mut self) -> Self {
        let administration = self.last().administration;
        let instrument = self.last().instrument.id.clone();
        for facts in self.0.series.iter_mut().filter(|facts| facts.instrument == instrument) {
            facts.baseline = Some(administration);
        }
        self
    }

    pub(crate) fn item_9(mut self, value: i32) -> Self {
        self.last().safety = vec![SafetyFact {
            entry: "thoughts_of_death".into(),
            urgency: Urgency::SameDay,
            verdict: Verdict::from(value >= 1),
            answers: vec![("9".into(), Answer::Value(value))],
            decided_by: vec!["9".into()],
        }];
        self
    }

    pub(crate) fn item_9_unanswered(mut self) -> Self {
        self.last().safety = vec![SafetyFact {
            entry: "thoughts_of_death".into(),
            urgency: Urgency::SameDay,
            verdict: Verdict::Unknown,
            answers: Vec::new(),
            decided_by: Vec::new(),
        }];
        self
    }

    /// A safety entry that fires, with the answers that decide it.
    pub(crate) fn entry(mut self, entry: &str, answers: &[(&str, i32)]) -> Self {
        let decided_by = answers.iter().filter(|(_, value)| *value > 0).map(|(item, _)| (*item).into()).collect();
        let answers = answers.iter().map(|(item, value)| ((*item).into(), Answer::Value(*value))).collect();
        let (entry, urgency, verdict) = (entry.into(), Urgency::Immediate, Verdict::Met);
        self.last().safety.push(SafetyFact { entry, urgency, verdict, answers, decided_by });
        self
    }
}

pub(crate) fn keys(signs: &[WarningSign]) -> Vec<SignKey> {
    signs.iter().map(|sign| sign.key.clone()).collect()
}
