//! Situations in a few words, determinations in one.

mod files;
mod laws;
mod levels;
mod stored;
mod traps;

use care::{
    AttendanceStatus, DrugScreenResult, GoalProgressLevel, IncidentKind, PriorLevelOutcome, Rating, RiskBasis, RiskLevel, StatementKind,
    SubstanceClass, SubstanceUseKind, YesNoUnknown,
};
use uuid::Uuid;
use vocabulary::{Day, EpisodeId, Identifier as _, Instant, LevelOfCare, PatientId, Points, Version, ZoneName};

use super::*;

/// The set we ship, loaded once.
pub(super) static NEUTRAL_SET: std::sync::LazyLock<CriteriaSet> = std::sync::LazyLock::new(criteria::neutral);

/// A situation as the tests build it. `today` is a Monday noon in UTC.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) situation: Situation,
    next: u128,
}

pub(super) fn today() -> Day {
    "2026-03-30".parse().unwrap()
}

fn instant(text: &str) -> Instant {
    text.parse().unwrap()
}

/// So many days before today.
pub(super) fn ago(days: i32) -> Day {
    today().plus_days(-days)
}

/// So many hours before the instant of the determination.
pub(super) fn hours_ago(hours: i64) -> Instant {
    instant("2026-03-30T12:00:00Z").plus_seconds(-hours * 3600)
}

impl Case {
    /// A patient of 40 with a depressive episode, at this level for so many days, judged by the PHQ-9; nothing else is on record.
    pub(super) fn new(level: LevelOfCare, days_at_level: i32) -> Self {
        let situation = Situation {
            patient: PatientId::from_uuid(Uuid::from_u128(1)),
            episode: EpisodeId::from_uuid(Uuid::from_u128(2)),
            as_of: instant("2026-03-30T12:00:00Z"),
            zone: ZoneName::utc(),
            birth_day: "1986-01-15".parse().unwrap(),
            level,
            level_since: ago(days_at_level),
            primary_instrument: "phq-9".to_owned(),
            reliable_differences: [("phq-9".to_owned(), Points::from_whole(6))].into(),
            lower_is_worse: Vec::new(),
            not_followed: Vec::new(),
            unreadable_set: None,
            typical_stay_days: None,
            observations: Vec::new(),
        };
        Self { situation, next: 10 }.diagnosed("F33.1")
    }

    pub(super) fn with(mut self, observed: Observed) -> Self {
        self.next += 1;
        let source = SourceRecord::new("test_record", &Uuid::from_u128(self.next), Version::FIRST);
        self.situation.observations.push(Observation { source, observed });
        self
    }

    pub(super) fn without(mut self, is_dropped: impl Fn(&Observed) -> bool) -> Self {
        self.situation.observations.retain(|observation| !is_dropped(&observation.observed));
        self
    }

    pub(super) fn diagnosed(self, code: &str) -> Self {
        self.with(Observed::Diagnosis { code: code.parse().unwrap(), first: ago(400), last: None })
    }

    pub(super) fn score(self, days: i32, points: i32, band: u8) -> Self {
        self.with(Observed::Score {
            instrument: "phq-9".to_owned(),
            day: ago(days),
            points: Points::from_whole(points),
            band: Some(band),
            thoughts: YesNoUnknown::No,
            received_at: None,
        })
    }

    /// A score of another instrument than the primary one.
    pub(super) fn score_of(self, instrument: &str, days: i32, points: i32, band: Option<u8>) -> Self {
        self.with(Observed::Score {
            instrument: instrument.to_owned(),
            day: ago(days),
            points: Points::from_whole(points),
            band,
            thoughts: YesNoUnknown::Unknown,
            received_at: None,
        })
    }

    pub(super) fn change_of(self, instrument: &str, days: i32, category: ChangeCategory) -> Self {
        self.with(Observed::Change { instrument: instrument.to_owned(), baseline: Baseline::Level, day: ago(days), category })
    }

    pub(super) fn withdrawal(self, instrument: &str, points: i32) -> Self {
        self.with(Observed::Score {
            instrument: instrument.to_owned(),
            day: today(),
            points: Points::from_whole(points),
            band: None,
            thoughts: YesNoUnknown::Unknown,
            received_at: None,
        })
    }

    pub(super) fn change(self, days: i32, category: ChangeCategory) -> Self {
        self.with(Observed::Change { instrument: "phq-9".to_owned(), baseline: Baseline::Level, day: ago(days), category })
    }

    pub(super) fn risk(self, hours: i64, level: RiskLevel) -> Self {
        self.with(Observed::RiskRating { assessed_at: hours_ago(hours), level, basis: RiskBasis::ClinicalInterview })
    }

    pub(super) fn screened(self, hours: i64, level: RiskLevel) -> Self {
        self.with(Observed::RiskScreen { answered_at: hours_ago(hours), instrument: "asq".to_owned(), level, self_report: true })
    }

    pub(super) fn incident(self, hours: i64, incident: IncidentKind) -> Self {
        self.with(Observed::Incident { occurred_at: hours_ago(hours), incident })
    }

    pub(super) fn states(self, statement: StatementKind, holds: bool) -> Self {
        self.with(Observed::Statement { day: today(), statement, holds })
    }

    /// A clinician looked for danger other than risk and found none.
    pub(super) fn no_danger(self) -> Self {
        self.states(StatementKind::GraveDisability, false)
            .states(StatementKind::AcutePsychosisOrMania, false)
            .states(StatementKind::OneToOnePrecautions, false)
            .medical(YesNoUnknown::No)
    }

    pub(super) fn medical(self, unstable: YesNoUnknown) -> Self {
        self.with(Observed::MedicalStatus {
            day: today(),
            medically_unstable: unstable,
            needs_24_hour_monitoring: YesNoUnknown::No,
            refuses_to_eat: YesNoUnknown::No,
        })
    }

    pub(super) fn function(self, impairment: u8) -> Self {
        self.with(Observed::Function { day: ago(1), impairment: Rating::new(impairment).unwrap() })
    }

    pub(super) fn participation(self, rating: u8) -> Self {
        self.with(Observed::Participation { day: ago(1), rating: Rating::new(rating).unwrap() })
    }

    pub(super) fn housing(self, safe: YesNoUnknown) -> Self {
        self.with(Observed::Housing { day: ago(1), safe })
    }

    /// Five program days a week for the last four weeks, of which the patient came to so many percent, for so many minutes.
    pub(super) fn attends(mut self, percent: i32, minutes: u32) -> Self {
        for days in (1..=28).filter(|days| !ago(*days).is_weekend()) {
            let came = days * 37 % 100 < percent;
            let status = if came { AttendanceStatus::Attended } else { AttendanceStatus::Absent };
            let delivered_minutes = if came { minutes } else { 0 };
            self = self.with(Observed::Attendance { day: ago(days), status, planned_minutes: minutes, delivered_minutes });
        }
        self
    }

    pub(super) fn goal(self, progress: GoalProgressLevel) -> Self {
        self.with(Observed::GoalProgress { day: ago(1), goal: "1".to_owned(), progress })
    }

    pub(super) fn plan_changed(self, days: i32) -> Self {
        self.with(Observed::PlanChange { day: ago(days), changed: true, answers_non_response: true })
    }

    pub(super) fn step_down_plan(self, target_level: LevelOfCare, appointment_in: Option<i32>) -> Self {
        self.with(Observed::StepDownPlan {
            day: ago(1),
            target_level,
            target_day: Some(ago(-7)),
            appointment_day: appointment_in.map(|days| ago(-days)),
        })
    }

    pub(super) fn lower_level_failed(self, level: LevelOfCare) -> Self {
        let outcome = PriorLevelOutcome::NotEnough;
        self.with(Observed::PriorLevel { level, first: ago(80), last: Some(ago(50)), outcome })
    }

    pub(super) fn determined(&self) -> Trace {
        determine(&self.situation, &NEUTRAL_SET)
    }
}

/// The determination of a case under the set we ship, with where a step down leads.
pub(super) fn check(case: &Case, expected: Determination) {
    let trace = case.determined();
    assert_eq!(trace.determination, expected, "{}", serde_json::to_string_pretty(&trace).unwrap());
    assert_eq!(determination_of(&case.situation, &NEUTRAL_SET).0, expected);
}

/// A patient at residential treatment with everything on record for stepping down.
pub(super) fn ready_to_leave_residential() -> Case {
    Case::new(LevelOfCare::Residential, 28)
        .score(26, 19, 3)
        .score(12, 13, 2)
        .score(2, 8, 1)
        .change(2, ChangeCategory::ReliablyImproved)
        .risk(5, RiskLevel::Low)
        .no_danger()
        .function(1)
        .participation(3)
        .housing(YesNoUnknown::Yes)
        .attends(100, 360)
        .goal(GoalProgressLevel::Partial)
        .step_down_plan(LevelOfCare::PartialHospitalization, Some(3))
}

/// A patient at partial hospitalization who still needs it and is getting better.
pub(super) fn staying_in_partial_hospitalization() -> Case {
    Case::new(LevelOfCare::PartialHospitalization, 20)
        .score(19, 23, 4)
        .score(9, 20, 4)
        .score(2, 16, 3)
        .change(2, ChangeCategory::ReliablyImproved)
        .risk(5, RiskLevel::Moderate)
        .no_danger()
        .function(3)
        .participation(3)
        .housing(YesNoUnknown::Yes)
        .attends(100, 300)
        .lower_level_failed(LevelOfCare::IntensiveOutpatient)
        .goal(GoalProgressLevel::Partial)
        .step_down_plan(LevelOfCare::IntensiveOutpatient, Some(9))
}
