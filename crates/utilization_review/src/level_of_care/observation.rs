//! Observations: what the records say, cut down to what a level of care may rest on, each with the record it came from.
//!
//! A [`Situation`](super::Situation) is a list of them. They are values of their own, not the records, because a determination is stored with
//! everything it saw: the records go on, the snapshot stays. Names, free text and the like never get into it.

use care::{
    AbstinenceReport, Attendance, AttendanceStatus, ClinicianStatement, Diagnosis, DiagnosisRank, DrugScreen, DrugScreenResult,
    ExternalLevelOfCareResult, ExternalSystem, FunctionRating, GoalProgress, GoalProgressLevel, Housing, Incident, IncidentKind,
    LevelOfCarePeriod, MedicalStatus, MedicationChange, Participation, PriorLevelOutcome, PriorLevelTried, Rating, RiskBasis, RiskLevel,
    RiskRating, StatementKind, StepDownPlan, SubstanceClass, SubstanceUse, SubstanceUseKind, Supports, TreatmentPlanChange, YesNoUnknown,
};
use serde::{Deserialize, Serialize};
use vocabulary::{Day, Icd10Code, Instant, LevelOfCare, Points, Version};

use super::as_text;

/// The record that an observation came from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SourceRecord {
    /// The kind of record, in the glossary's word: `administration`, `incident`, …
    #[serde(rename = "type")]
    pub kind: String,
    /// Its id.
    pub id: String,
    /// The version that was read.
    pub version: i64,
}

impl SourceRecord {
    /// A version of a record.
    pub fn new(kind: &str, id: &impl ToString, version: Version) -> Self {
        Self { kind: kind.to_owned(), id: id.to_string(), version: version.0 }
    }
}

/// One observation and where it came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// The record.
    pub source: SourceRecord,
    /// What it says.
    pub observed: Observed,
}

impl Observation {
    /// Puts the two together. Records of care turn into [`Observed`] by `From`.
    pub fn new(source: SourceRecord, observed: impl Into<Observed>) -> Self {
        Self { source, observed: observed.into() }
    }
}

/// From which measurement a change is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Baseline {
    /// The first one at the present level of care.
    Level,
    /// The first one of the episode.
    Episode,
}

/// What became of a measure since its baseline, as the room of outcomes judged it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeCategory {
    /// Better by more than measurement error.
    ReliablyImproved,
    /// The same, and inside the range of people without the problem.
    Recovered,
    /// Not more than measurement error.
    NoReliableChange,
    /// Worse by more than measurement error.
    ReliablyWorse,
    /// The baseline was too low for a reliable improvement to be possible.
    Floor,
    /// No verified reliable-change value, or no baseline.
    NotAvailable,
}

impl ChangeCategory {
    /// All categories.
    pub const ALL: [Self; 6] =
        [Self::ReliablyImproved, Self::Recovered, Self::NoReliableChange, Self::ReliablyWorse, Self::Floor, Self::NotAvailable];

    /// The code in criteria files and traces.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ReliablyImproved => "reliably_improved",
            Self::Recovered => "recovered",
            Self::NoReliableChange => "no_reliable_change",
            Self::ReliablyWorse => "reliably_worse",
            Self::Floor => "floor",
            Self::NotAvailable => "not_available",
        }
    }
}

/// What a record says, as far as a level of care may rest on it.
#[expect(missing_docs, reason = "the fields are those of the records of the same name in `care`, where each is explained")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Observed {
    /// A score of the main scale of an instrument. `band` is the severity 0 (none) to 4 (severe), absent where there are no bands.
    /// `thoughts` says whether a safety item was answered positively; unknown for a total that came without items. `received_at` is when the
    /// answers came in, where that was on their own day; absent where only the day is known.
    Score {
        instrument: String,
        #[serde(with = "as_text")]
        day: Day,
        #[serde(with = "as_text")]
        points: Points,
        band: Option<u8>,
        #[serde(with = "as_text")]
        thoughts: YesNoUnknown,
        #[serde(with = "as_text::optional", default, skip_serializing_if = "Option::is_none")]
        received_at: Option<Instant>,
    },
    /// What was answered about thoughts of death or self-harm on a form that has no [`Observed::Score`]: not finished, without a main scale, or
    /// filled in by somebody else than those who usually do. `received_at` as with a score.
    SafetyAnswer {
        instrument: String,
        respondent: String,
        #[serde(with = "as_text")]
        day: Day,
        #[serde(with = "as_text")]
        thoughts: YesNoUnknown,
        #[serde(with = "as_text::optional", default, skip_serializing_if = "Option::is_none")]
        received_at: Option<Instant>,
    },
    /// A judgement of change, made for the score of this day.
    Change {
        instrument: String,
        baseline: Baseline,
        #[serde(with = "as_text")]
        day: Day,
        category: ChangeCategory,
    },
    /// How many sessions in a row the patient has been off the expected course. Absent where there is no course.
    Course {
        #[serde(with = "as_text")]
        day: Day,
        off_course_sessions: u32,
    },
    /// A clinician's rating.
    RiskRating {
        #[serde(with = "as_text")]
        assessed_at: Instant,
        #[serde(with = "as_text")]
        level: RiskLevel,
        #[serde(with = "as_text")]
        basis: RiskBasis,
    },
    /// The result of a screening instrument for risk, mapped by [`risk_from_asq`](super::risk_from_asq) or by the overlay's own mapping.
    RiskScreen {
        #[serde(with = "as_text")]
        answered_at: Instant,
        instrument: String,
        #[serde(with = "as_text")]
        level: RiskLevel,
        /// True where the patient filled it in, false where a clinician asked.
        self_report: bool,
    },
    /// Planned treatment and what became of it.
    Attendance {
        #[serde(with = "as_text")]
        day: Day,
        #[serde(with = "as_text")]
        status: AttendanceStatus,
        planned_minutes: u32,
        delivered_minutes: u32,
    },
    /// Impaired function, 0 to 4.
    Function {
        #[serde(with = "as_text")]
        day: Day,
        #[serde(with = "as_text")]
        impairment: Rating,
    },
    /// Participation, 0 to 4.
    Participation {
        #[serde(with = "as_text")]
        day: Day,
        #[serde(with = "as_text")]
        rating: Rating,
    },
    /// An incident.
    Incident {
        #[serde(with = "as_text")]
        occurred_at: Instant,
        #[serde(with = "as_text")]
        incident: IncidentKind,
    },
    /// Substance use.
    SubstanceUse {
        #[serde(with = "as_text")]
        day: Day,
        #[serde(with = "as_text")]
        substance: SubstanceClass,
        #[serde(with = "as_text")]
        use_kind: SubstanceUseKind,
    },
    /// Asked, and none.
    Abstinence {
        #[serde(with = "as_text")]
        day: Day,
        days_covered: u32,
    },
    /// A drug screen.
    DrugScreen {
        #[serde(with = "as_text")]
        day: Day,
        #[serde(with = "as_text")]
        result: DrugScreenResult,
    },
    /// Medical status.
    MedicalStatus {
        #[serde(with = "as_text")]
        day: Day,
        #[serde(with = "as_text")]
        medically_unstable: YesNoUnknown,
        #[serde(with = "as_text")]
        needs_24_hour_monitoring: YesNoUnknown,
        #[serde(with = "as_text")]
        refuses_to_eat: YesNoUnknown,
    },
    /// A change of medication.
    MedicationChange {
        #[serde(with = "as_text")]
        day: Day,
    },
    /// A change or review of the treatment plan.
    PlanChange {
        #[serde(with = "as_text")]
        day: Day,
        /// False where the plan was reviewed or carried forward unchanged.
        changed: bool,
        answers_non_response: bool,
    },
    /// Progress of one goal.
    GoalProgress {
        #[serde(with = "as_text")]
        day: Day,
        goal: String,
        #[serde(with = "as_text")]
        progress: GoalProgressLevel,
    },
    /// Housing.
    Housing {
        #[serde(with = "as_text")]
        day: Day,
        #[serde(with = "as_text")]
        safe: YesNoUnknown,
    },
    /// Supports, 0 to 4.
    Supports {
        #[serde(with = "as_text")]
        day: Day,
        #[serde(with = "as_text")]
        rating: Rating,
    },
    /// A level that was tried before this episode or elsewhere.
    PriorLevel {
        #[serde(with = "as_text")]
        level: LevelOfCare,
        #[serde(with = "as_text")]
        first: Day,
        #[serde(with = "as_text::optional")]
        last: Option<Day>,
        #[serde(with = "as_text")]
        outcome: PriorLevelOutcome,
    },
    /// A level-of-care period of this episode, the present one included.
    LevelPeriod {
        #[serde(with = "as_text")]
        level: LevelOfCare,
        #[serde(with = "as_text")]
        first: Day,
        #[serde(with = "as_text::optional")]
        last: Option<Day>,
    },
    /// A level-of-care period of a stay at the practice that is over, and what is known of how care at the level ended.
    FormerPeriod {
        #[serde(with = "as_text")]
        level: LevelOfCare,
        #[serde(with = "as_text")]
        first: Day,
        #[serde(with = "as_text")]
        last: Day,
        #[serde(with = "as_text")]
        outcome: PriorLevelOutcome,
    },
    /// The plan for less intensive care.
    StepDownPlan {
        #[serde(with = "as_text")]
        day: Day,
        #[serde(with = "as_text")]
        target_level: LevelOfCare,
        #[serde(with = "as_text::optional")]
        target_day: Option<Day>,
        #[serde(with = "as_text::optional")]
        appointment_day: Option<Day>,
    },
    /// A clinician's statement.
    Statement {
        #[serde(with = "as_text")]
        day: Day,
        #[serde(with = "as_text")]
        statement: StatementKind,
        holds: bool,
    },
    /// A diagnosis that is treated; one that is only being ruled out is not given.
    Diagnosis {
        #[serde(with = "as_text")]
        code: Icd10Code,
        #[serde(with = "as_text")]
        first: Day,
        #[serde(with = "as_text::optional")]
        last: Option<Day>,
    },
    /// The episode is a readmission: the day the earlier one ended, and the day of admission.
    Readmission {
        #[serde(with = "as_text")]
        discharged: Day,
        #[serde(with = "as_text")]
        day: Day,
    },
    /// The result of a licensed tool. Shown beside the determination, never used in it.
    ExternalResult {
        #[serde(with = "as_text")]
        day: Day,
        #[serde(with = "as_text")]
        system: ExternalSystem,
        edition: String,
        level: String,
    },
}

macro_rules! observed_from {
    ($($record:ty => |$value:ident| $observed:expr;)*) => {$(
        impl From<&$record> for Observed {
            fn from($value: &$record) -> Self { $observed }
        }
    )*};
}

observed_from! {
    RiskRating => |value| Self::RiskRating { assessed_at: value.assessed_at, level: value.level, basis: value.basis };
    Attendance => |value| Self::Attendance {
        day: value.day,
        status: value.status,
        planned_minutes: value.planned_minutes,
        delivered_minutes: value.delivered_minutes,
    };
    FunctionRating => |value| Self::Function { day: value.day, impairment: value.impairment };
    Participation => |value| Self::Participation { day: value.day, rating: value.rating };
    Incident => |value| Self::Incident { occurred_at: value.occurred_at, incident: value.kind };
    SubstanceUse => |value| Self::SubstanceUse { day: value.day, substance: value.substance, use_kind: value.kind };
    AbstinenceReport => |value| Self::Abstinence { day: value.day, days_covered: value.days_covered };
    DrugScreen => |value| Self::DrugScreen { day: value.day, result: value.result };
    MedicalStatus => |value| Self::MedicalStatus {
        day: value.day,
        medically_unstable: value.medically_unstable,
        needs_24_hour_monitoring: value.needs_24_hour_monitoring,
        refuses_to_eat: value.refuses_to_eat,
    };
    MedicationChange => |value| Self::MedicationChange { day: value.day };
    TreatmentPlanChange => |value| Self::PlanChange {
        day: value.day,
        changed: value.is_change(),
        answers_non_response: value.answers_non_response,
    };
    GoalProgress => |value| Self::GoalProgress { day: value.day, goal: value.goal.clone(), progress: value.progress };
    Housing => |value| Self::Housing { day: value.day, safe: value.safe };
    Supports => |value| Self::Supports { day: value.day, rating: value.rating };
    PriorLevelTried => |value| Self::PriorLevel {
        level: value.level_of_care,
        first: value.period.first(),
        last: value.period.last(),
        outcome: value.outcome,
    };
    LevelOfCarePeriod => |value| Self::LevelPeriod {
        level: value.level_of_care,
        first: value.period.first(),
        last: value.period.last(),
    };
    StepDownPlan => |value| Self::StepDownPlan {
        day: value.day,
        target_level: value.target_level,
        target_day: value.target_day,
        appointment_day: value.appointment_day,
    };
    ClinicianStatement => |value| Self::Statement { day: value.day, statement: value.kind, holds: value.holds };
    ExternalLevelOfCareResult => |value| Self::ExternalResult {
        day: value.day,
        system: value.system,
        edition: value.edition.clone(),
        level: value.level.clone(),
    };
}

impl Observed {
    /// A diagnosis, or nothing where it is only being ruled out.
    pub fn from_diagnosis(value: &Diagnosis) -> Option<Self> {
        (value.rank != DiagnosisRank::RuleOut).then(|| Self::Diagnosis {
            code: value.code.clone(),
            first: value.period.first(),
            last: value.period.last(),
        })
    }
}
