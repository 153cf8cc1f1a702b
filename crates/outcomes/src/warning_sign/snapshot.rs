//! What the rules look at: one patient's facts as of one instant. Made by the caller from records and judgements; nothing here is read from
//! anywhere.

use std::sync::Arc;

use instruments::definition::{Direction, Urgency};
use instruments::{Answer, Completion, Respondent};
use vocabulary::{
    AdministrationId, Argument, BusinessCalendar, Day, EpisodeId, Evidence, Instant, PatientId, Points, RecordId, Verdict, Version,
};

use super::Visibility;

/// One patient's facts. The order of the lists does not matter.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Whose.
    pub patient: PatientId,
    /// The open episode; `None` outside any.
    pub episode: Option<EpisodeId>,
    /// When one looks.
    pub now: Instant,
    /// The same moment as a day of the program.
    pub today: Day,
    /// The present level of care; `None` when not known. A plateau is looked for from its first day.
    pub level_of_care: Option<LevelBegan>,
    /// The days on which the practice works.
    pub calendar: BusinessCalendar,
    /// The first day of what belongs to the stay, or to the last one where there is none. What was measured earlier is looked at for answers about safety,
    /// for withdrawal and for whether anybody reviewed it, and for nothing else.
    pub begins: Day,
    /// Administrations with what became of them. Leave out what was voided.
    pub measurements: Vec<Measurement>,
    /// What holds for a whole series. Outside of any stay, as it was in the last one, as long as its follow-up goes on.
    pub series: Vec<SeriesFacts>,
    /// Planned days of care.
    pub attendance: Vec<AttendanceDay>,
    /// Measures of the schedule that are overdue or were missed.
    pub due: Vec<DueMeasure>,
    /// Measures that the patient declined.
    pub declined: Vec<DeclinedMeasure>,
    /// Episodes that are over.
    pub ended: Vec<EndedEpisode>,
    /// The practice's own protocol, by which measures are asked for; `None` while that of the product is.
    pub protocol: Option<ProtocolBegan>,
}

/// The period at the present level of care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelBegan {
    /// The record.
    pub record: String,
    /// The version that was read.
    pub version: Version,
    /// Its first day.
    pub first_day: Day,
    /// When it was written down.
    pub recorded_at: Instant,
}

/// The patient was asked and declined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclinedMeasure {
    /// The record of it.
    pub administration: AdministrationId,
    /// The version that was read.
    pub version: Version,
    /// Which instrument, by its id.
    pub instrument: Arc<str>,
    /// Who was asked.
    pub respondent: Respondent,
    /// The clinical day.
    pub day: Day,
    /// When it was written down.
    pub recorded_at: Instant,
}

/// An episode that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndedEpisode {
    /// Which one.
    pub episode: EpisodeId,
    /// The version that says so.
    pub version: Version,
    /// The day of discharge.
    pub day: Day,
    /// When it was written down.
    pub recorded_at: Instant,
}

/// The protocol that is in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProtocolBegan {
    /// The record.
    pub record: RecordId,
    /// The version that was read.
    pub version: Version,
    /// From which day on.
    pub day: Day,
    /// When it was put in use.
    pub recorded_at: Instant,
}

/// An instrument by its id and by what people call it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct InstrumentName {
    /// `phq-9`.
    pub id: Arc<str>,
    /// `PHQ-9`.
    pub short_name: Arc<str>,
}

/// One administration, finished or not.
#[derive(Clone, Debug)]
pub struct Measurement {
    /// Its id.
    pub administration: AdministrationId,
    /// The version that was read.
    pub version: Version,
    /// Which instrument.
    pub instrument: InstrumentName,
    /// Who answered. Series of different respondents are never compared.
    pub respondent: Respondent,
    /// The clinical day.
    pub day: Day,
    /// When the answers came in.
    pub received_at: Instant,
    /// The day of the program on which they did.
    pub received_day: Day,
    /// Of a form on paper the day on which somebody keyed it: until then nobody could see what it says. The clinical day of any other.
    pub readable_since: Day,
    /// How far it went.
    pub completion: Completion,
    /// The main score; `None` when it cannot be computed.
    pub value: Option<Points>,
    /// True where it came to a result, with or without a main score: some instruments have subscales or a result in words only.
    pub has_result: bool,
    /// The severity of the band of the main score, 0 = none; `None` without bands or score.
    pub band_severity: Option<u8>,
    /// The safety entries of the definition.
    pub safety: Vec<SafetyFact>,
    /// Compared with the baseline.
    pub change: ChangeStanding,
    /// Compared with the first score at the present level of care, where that began after the baseline.
    pub change_at_level: ChangeStanding,
    /// Of a measure after the stay: compared with the last one of the stay, where that is not the baseline.
    pub change_since_discharge: ChangeStanding,
    /// Compared with the expected course.
    pub course: CourseStanding,
    /// Who looked at it as it stands; `None` when nobody has.
    pub review: Option<Review>,
    /// The last version of it that somebody looked at, where it was corrected since.
    pub reviewed_before: Option<Version>,
}

/// The state of one safety entry: [`instruments::score::SafetyAnswer`] with the urgency of its definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafetyFact {
    /// The entry's id, such as `thoughts_of_death`.
    pub entry: Arc<str>,
    /// How soon a person must see it, from the definition.
    pub urgency: Urgency,
    /// Met: a person must see it. Unknown is never "no risk", and no sign either: the missing answer is asked for on the form.
    pub verdict: Verdict,
    /// The answers that decide it, by item.
    pub answers: Vec<(Arc<str>, Answer)>,
    /// Of these items the ones whose answer meets it: what a person is told of.
    pub decided_by: Vec<Arc<str>>,
}

/// How a score stands to the baseline. Amounts point to the bad side: positive is worse, whatever the direction of the scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeStanding {
    /// This is the baseline, or there is none.
    NoComparison,
    /// No reliable-change value was verified for this instrument, so no category is assigned.
    NoVerifiedValue,
    /// Better by more than measurement error.
    ReliablyBetter,
    /// A difference within measurement error.
    WithinError,
    /// Worse by more than measurement error.
    ReliablyWorse {
        /// By how much.
        worse_by: Points,
        /// The least difference that counts.
        reliable_change: Points,
    },
}

/// How a score stands to the expected course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CourseStanding {
    /// The system has no course for this.
    NoCourse,
    /// Inside of the band.
    OnCourse,
    /// Near the bad edge.
    Watch,
    /// Beyond the bad edge.
    OffCourse {
        /// How far beyond, in points.
        beyond: Points,
        /// How it stands to the dynamic course.
        dynamic: DynamicCourse,
    },
}

/// How a score that is off the expected course stands to the dynamic course: the band given all scores before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DynamicCourse {
    /// Nothing but the intake stands before it, which is the expected course again; or nobody asked.
    NotAsked,
    /// Within the band, or near its bad edge: it goes on as the scores before it did.
    Within,
    /// Beyond the bad edge: it is also worse than the scores before it let expect.
    OffCourse,
}

/// Somebody looked at a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Review {
    /// The record of it.
    pub record: RecordId,
    /// When.
    pub at: Instant,
}

/// What holds for all scores of one instrument by one respondent.
#[derive(Clone, Debug)]
pub struct SeriesFacts {
    /// Which instrument.
    pub instrument: Arc<str>,
    /// Who answers.
    pub respondent: Respondent,
    /// Which way the scale points.
    pub direction: Direction,
    /// The lowest possible score.
    pub lowest: Points,
    /// The highest possible score.
    pub highest: Points,
    /// The baseline; `None` when there is none.
    pub baseline: Option<AdministrationId>,
    /// The first score at the present level of care, where that is another.
    pub baseline_at_level: Option<AdministrationId>,
    /// The last score of the stay, where that is over and the score is not the baseline.
    pub last_of_stay: Option<AdministrationId>,
    /// The verified reliable-change value; `None` when none is verified.
    pub reliable_change: Option<Points>,
}

/// What became of a planned day of care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attendance {
    /// The patient came.
    Attended,
    /// The patient did not come and was not excused.
    Absent,
    /// The patient did not come, for a reason the practice accepts. Counts neither way.
    Excused,
}

/// One planned day of care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttendanceDay {
    /// The record.
    pub record: RecordId,
    /// The version that was read.
    pub version: Version,
    /// The day.
    pub day: Day,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// What became of it.
    pub attendance: Attendance,
}

/// How far a measure of the schedule is behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueState {
    /// After its day, and its window is still open.
    Overdue,
    /// Its window closed without it.
    Missed,
}

/// A measure of the schedule that was not obtained when it was due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueMeasure {
    /// Which instrument.
    pub instrument: InstrumentName,
    /// From whom.
    pub respondent: Respondent,
    /// The first day of its window. A score on or after it resolves the sign.
    pub first_day: Day,
    /// The day on which it was due.
    pub due_day: Day,
    /// The first instant of the day after, in the program's zone: from then on it was overdue.
    pub overdue_from: Instant,
    /// Overdue or missed.
    pub state: DueState,
}

impl ChangeStanding {
    /// By how much it is reliably worse; `None` where it is not.
    pub(crate) const fn worse_by(self) -> Option<Points> {
        match self {
            Self::ReliablyWorse { worse_by, .. } => Some(worse_by),
            Self::NoComparison | Self::NoVerifiedValue | Self::ReliablyBetter | Self::WithinError => None,
        }
    }
}

impl Measurement {
    /// The pointer that findings carry.
    pub(crate) fn evidence(&self) -> Evidence {
        Evidence { kind: "administration", id: self.administration.to_string(), version: self.version, day: self.day }
    }

    /// The arguments that nearly every statement has.
    pub(crate) fn arguments(&self) -> Vec<(&'static str, Argument)> {
        vec![("instrument", Argument::Name(self.instrument.short_name.to_string())), ("day", Argument::Day(self.day))]
    }

    /// Instrument and respondent, as they stand in groups.
    pub(crate) fn series_name(&self) -> Vec<String> {
        vec![self.instrument.id.to_string(), self.respondent.code().to_owned()]
    }
}

impl Snapshot {
    /// Every series: its measurements from the first to the last. Ties of a day are ordered by arrival, then by id.
    pub(crate) fn series_in_order(&self) -> Vec<Vec<&Measurement>> {
        let mut measurements: Vec<&Measurement> = self.measurements.iter().collect();
        measurements.sort_by(|left, right| {
            let order = |each: &Measurement| (each.respondent, each.day, each.received_at, each.administration);
            (&left.instrument.id, order(left)).cmp(&(&right.instrument.id, order(right)))
        });
        let same_series =
            |left: &&Measurement, right: &&Measurement| left.instrument.id == right.instrument.id && left.respondent == right.respondent;
        measurements.chunk_by(same_series).map(<[&Measurement]>::to_vec).collect()
    }

    /// As [`Snapshot::series_in_order`], only what has a score and belongs to the stay.
    pub(crate) fn scored_series(&self) -> impl Iterator<Item = Vec<&Measurement>> {
        self.series_where(|measurement| measurement.value.is_some() && measurement.day >= self.begins).into_iter()
    }

    /// The same, with what was measured before the stay.
    pub(crate) fn scored_series_of_all_stays(&self) -> impl Iterator<Item = Vec<&Measurement>> {
        self.series_where(|measurement| measurement.value.is_some()).into_iter()
    }

    fn series_where(&self, is_kept: impl Fn(&Measurement) -> bool) -> Vec<Vec<&Measurement>> {
        let mut series: Vec<Vec<&Measurement>> = Vec::new();
        for each in self.series_in_order() {
            let kept: Vec<&Measurement> = each.into_iter().filter(|measurement| is_kept(measurement)).collect();
            if !kept.is_empty() {
                series.push(kept);
            }
        }
        series
    }

    /// As [`Snapshot::series_in_order`], only what came to a result, whether or not it is a number.
    pub(crate) fn series_with_results(&self) -> impl Iterator<Item = Vec<&Measurement>> {
        self.series_in_order().into_iter().map(|each| each.into_iter().filter(|measurement| measurement.has_result).collect())
    }

    /// The first day at the present level of care.
    pub(crate) fn level_of_care_since(&self) -> Option<Day> {
        self.level_of_care.as_ref().map(|level| level.first_day)
    }

    /// How a sign is seen that speaks of a day: what is history by the time one looks is recorded, and not shown.
    pub(crate) fn seen(&self, visibility: Visibility, of: Day, shown_for_days: u16) -> Visibility {
        if self.today.days_since(of) > i32::from(shown_for_days) { Visibility::Silent } else { visibility }
    }

    /// What holds for the series of a measurement.
    pub(crate) fn facts_of(&self, measurement: &Measurement) -> Option<&SeriesFacts> {
        self.series.iter().find(|facts| facts.instrument == measurement.instrument.id && facts.respondent == measurement.respondent)
    }
}
