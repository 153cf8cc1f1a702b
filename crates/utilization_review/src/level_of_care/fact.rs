//! The vocabulary of facts: every name that a criteria file may use, with its values, its unit, how old it may be and the cheapest way to get it.

use care::{GoalProgressLevel, RiskLevel};
use vocabulary::Points;

use super::observation::ChangeCategory;

/// What kind of value a fact has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A number.
    Number(Unit),
    /// Yes or no.
    YesNo,
    /// One of a list without order.
    Choice(&'static [&'static str]),
    /// One of a list from least to most.
    Ordinal(&'static [&'static str]),
}

/// The unit of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Points of a score.
    Points,
    /// A severity band, 0 none to 4 severe.
    Band,
    /// A rating, 0 to 4.
    Rating,
    /// How many times.
    Times,
    /// Days.
    Days,
    /// Percent.
    Percent,
    /// Hours a week.
    HoursAWeek,
}

impl Unit {
    /// The code in traces.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Points => "points",
            Self::Band => "band",
            Self::Rating => "rating",
            Self::Times => "times",
            Self::Days => "days",
            Self::Percent => "percent",
            Self::HoursAWeek => "hours_a_week",
        }
    }
}

/// What `within` means for a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowUse {
    /// It takes none.
    None,
    /// It may say how old the newest value may be, in place of the level's freshness, or over which stretch the fact is computed.
    Optional,
    /// It must be there: the fact is counted over it.
    Required,
}

/// How old the newest value may be: which line of the level's freshness decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// As a score.
    Measure,
    /// As evidence about risk.
    Risk,
    /// As a clinician's statement, a rating, a status.
    Statement,
    /// Any age: history does not go stale.
    History,
}

/// The cheapest way to get a missing fact, from least to most trouble.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NextAction {
    /// A clinician states it, yes or no.
    StateIt,
    /// A clinician rates risk.
    RateRisk,
    /// A clinician rates function.
    RateFunction,
    /// A clinician rates participation.
    RateParticipation,
    /// Somebody writes the diagnosis down.
    RecordDiagnosis,
    /// Somebody enters attendance.
    RecordAttendance,
    /// A clinician rates progress towards the goals.
    RateGoals,
    /// Somebody enters what was done to the plan.
    RecordPlanChange,
    /// Somebody enters what was done to medication.
    RecordMedication,
    /// Somebody writes the step-down plan down.
    RecordStepDownPlan,
    /// Somebody enters levels of care that were tried before.
    RecordPriorLevels,
    /// Ask about the place to live.
    AskAboutHousing,
    /// Ask about people to rely on.
    AskAboutSupports,
    /// Ask about substance use since the last time.
    AskAboutSubstanceUse,
    /// Give the instrument.
    GiveInstrument,
    /// Give the withdrawal scale.
    GiveWithdrawalScale,
    /// A nurse or physician records medical status.
    RecordMedicalStatus,
    /// Take a drug screen.
    TakeDrugScreen,
    /// Give the instrument again when it is next due: there are too few scores.
    GiveInstrumentAgain,
    /// Judge by an instrument that has a verified reliable-change value.
    ChooseInstrumentWithNorm,
    /// Let the practice's own criteria ask for the score: no severity bands are published for the scale.
    AskForTheScore,
    /// Give the program's typical stay, or fit its expected course.
    SetUpProgram,
}

impl NextAction {
    /// All, from least to most trouble.
    pub const ALL: &'static [Self] = &[
        Self::StateIt,
        Self::RateRisk,
        Self::RateFunction,
        Self::RateParticipation,
        Self::RecordDiagnosis,
        Self::RecordAttendance,
        Self::RateGoals,
        Self::RecordPlanChange,
        Self::RecordMedication,
        Self::RecordStepDownPlan,
        Self::RecordPriorLevels,
        Self::AskAboutHousing,
        Self::AskAboutSupports,
        Self::AskAboutSubstanceUse,
        Self::GiveInstrument,
        Self::GiveWithdrawalScale,
        Self::RecordMedicalStatus,
        Self::TakeDrugScreen,
        Self::GiveInstrumentAgain,
        Self::ChooseInstrumentWithNorm,
        Self::AskForTheScore,
        Self::SetUpProgram,
    ];

    /// The code in traces; the key of its sentence is `next-action-` and the code with hyphens.
    pub const fn code(self) -> &'static str {
        match self {
            Self::StateIt => "state_it",
            Self::RateRisk => "rate_risk",
            Self::RateFunction => "rate_function",
            Self::RateParticipation => "rate_participation",
            Self::RecordDiagnosis => "record_diagnosis",
            Self::RecordAttendance => "record_attendance",
            Self::RateGoals => "rate_goals",
            Self::RecordPlanChange => "record_plan_change",
            Self::RecordMedication => "record_medication",
            Self::RecordStepDownPlan => "record_step_down_plan",
            Self::RecordPriorLevels => "record_prior_levels",
            Self::AskAboutHousing => "ask_about_housing",
            Self::AskAboutSupports => "ask_about_supports",
            Self::AskAboutSubstanceUse => "ask_about_substance_use",
            Self::GiveInstrument => "give_instrument",
            Self::GiveWithdrawalScale => "give_withdrawal_scale",
            Self::RecordMedicalStatus => "record_medical_status",
            Self::TakeDrugScreen => "take_drug_screen",
            Self::GiveInstrumentAgain => "give_instrument_again",
            Self::ChooseInstrumentWithNorm => "choose_instrument_with_norm",
            Self::AskForTheScore => "ask_for_the_score",
            Self::SetUpProgram => "set_up_program",
        }
    }

    /// About how many minutes of somebody's time it takes. Only the order counts: the cheapest comes first.
    pub const fn minutes(self) -> u32 {
        match self {
            Self::StateIt | Self::RateFunction | Self::RateParticipation | Self::RecordDiagnosis => 1,
            Self::RecordAttendance | Self::RateGoals | Self::RecordPlanChange | Self::RecordMedication | Self::AskAboutHousing => 2,
            Self::RateRisk | Self::AskAboutSupports | Self::AskAboutSubstanceUse | Self::RecordPriorLevels => 3,
            Self::GiveInstrument | Self::RecordStepDownPlan => 5,
            Self::GiveWithdrawalScale | Self::RecordMedicalStatus => 10,
            Self::TakeDrugScreen => 15,
            Self::GiveInstrumentAgain => 60,
            Self::ChooseInstrumentWithNorm | Self::AskForTheScore | Self::SetUpProgram => 120,
        }
    }
}

/// Everything that is known about a fact's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactSpecification {
    /// The name in criteria files.
    pub code: &'static str,
    /// Its values.
    pub shape: Shape,
    /// True where it is about one instrument: `band(gad-7)`; without an argument, the primary one.
    pub of_instrument: bool,
    /// What `within` means.
    pub window: WindowUse,
    /// How old it may be.
    pub freshness: Freshness,
    /// True for facts about danger: unknown ones keep a step down from being determined.
    pub is_risk: bool,
    /// True where a new record could change it today; length of stay and history could not.
    pub can_change: bool,
    /// The cheapest way to get it.
    pub next_action: NextAction,
}

/// Without a verified reliable-change value there is no category, and the fact is unknown: `not_available` is no value of it.
const CHANGES: &[&str] = &["reliably_improved", "recovered", "no_reliable_change", "reliably_worse", "floor"];
const TRENDS: &[&str] = &["improving", "flat", "worsening"];
const RISKS: &[&str] = &["none", "low", "moderate", "high"];
const PROGRESS: &[&str] = &["worse", "none", "partial", "met"];

macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident = $code:literal: $shape:expr, [$($flag:ident)*], $window:ident, $freshness:ident, $action:ident;)*) => {
        /// A fact's name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FactName { $($(#[$doc])* $name,)* }

        impl FactName {
            /// All names, in the order of the reference.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// What is known about it.
            pub const fn specification(self) -> FactSpecification {
                match self {
                    $(Self::$name => {
                        let specification = FactSpecification {
                            code: $code,
                            shape: $shape,
                            of_instrument: false,
                            window: WindowUse::$window,
                            freshness: Freshness::$freshness,
                            is_risk: false,
                            can_change: true,
                            next_action: NextAction::$action,
                        };
                        $(let specification = facts!(@flag specification $flag);)*
                        specification
                    })*
                }
            }
        }
    };
    (@flag $specification:ident instrument) => { FactSpecification { of_instrument: true, ..$specification } };
    (@flag $specification:ident risk) => { FactSpecification { is_risk: true, ..$specification } };
    (@flag $specification:ident past) => { FactSpecification { can_change: false, ..$specification } };
}

facts! {
    /// The severity band of the newest score, 0 to 4.
    Band = "band": Shape::Number(Unit::Band), [instrument], Optional, Measure, GiveInstrument;
    /// The newest score.
    Score = "score": Shape::Number(Unit::Points), [instrument], Optional, Measure, GiveInstrument;
    /// The newest judgement of change since the first score at this level.
    Change = "change": Shape::Choice(CHANGES), [instrument], Optional, Measure, GiveInstrument;
    /// The newest judgement of change since the first score of the episode.
    ChangeSinceIntake = "change_since_intake": Shape::Choice(CHANGES), [instrument], Optional, Measure, GiveInstrument;
    /// The direction of at least three scores: Theil and Sen's slope, over the stay at this level or the window.
    Trend = "trend": Shape::Choice(TRENDS), [instrument], Optional, Measure, GiveInstrumentAgain;
    /// At least three scores over the stay or the window, all within the reliable difference of each other.
    Plateau = "plateau": Shape::YesNo, [instrument], Optional, Measure, GiveInstrument;
    /// How many of the newest scores in a row were no worse than the one before.
    NonworseningInARow = "nonworsening_in_a_row": Shape::Number(Unit::Times), [instrument], Optional, Measure, GiveInstrument;
    /// How many of the newest judgements in a row were reliably worse.
    WorseInARow = "worse_in_a_row": Shape::Number(Unit::Times), [instrument], Optional, Measure, GiveInstrument;
    /// How many of the newest judgements in a row were recovered.
    RecoveredInARow = "recovered_in_a_row": Shape::Number(Unit::Times), [instrument], Optional, Measure, GiveInstrument;
    /// Thoughts of death or self-harm as answered on an instrument.
    ThoughtsAnswered = "thoughts_answered": Shape::YesNo, [instrument risk], Optional, Measure, GiveInstrument;
    /// Sessions in a row off the expected course.
    OffCourseSessions = "off_course_sessions": Shape::Number(Unit::Times), [], Optional, Measure, SetUpProgram;
    /// The band of craving: the worst of the craving scales that were given.
    CravingBand = "craving_band": Shape::Number(Unit::Band), [], Optional, Measure, GiveInstrument;
    /// The score of the alcohol withdrawal scale (CIWA-Ar).
    AlcoholWithdrawal = "alcohol_withdrawal": Shape::Number(Unit::Points), [risk], Optional, Measure, GiveWithdrawalScale;
    /// The score of the opioid withdrawal scale (COWS).
    OpioidWithdrawal = "opioid_withdrawal": Shape::Number(Unit::Points), [risk], Optional, Measure, GiveWithdrawalScale;

    /// The level of risk now: the newest of each basis, and of these the worst.
    RiskLevelNow = "risk_level": Shape::Ordinal(RISKS), [risk], Optional, Risk, RateRisk;
    /// The highest level of risk seen in the window.
    HighestRisk = "highest_risk": Shape::Ordinal(RISKS), [risk], Required, Risk, RateRisk;
    /// Attempts and self-harm that needed medical care.
    Attempts = "attempts": Shape::Number(Unit::Times), [risk], Required, Risk, RateRisk;
    /// Violence against somebody.
    Violence = "violence": Shape::Number(Unit::Times), [risk], Required, Risk, RateRisk;
    /// Harm or attempted harm of any kind to anybody.
    Harm = "harm": Shape::Number(Unit::Times), [risk], Required, Risk, RateRisk;
    /// Restraint or seclusion.
    Restraints = "restraints": Shape::Number(Unit::Times), [risk], Required, Risk, RateRisk;
    /// Leaving without leave.
    Elopements = "elopements": Shape::Number(Unit::Times), [risk], Required, Risk, RateRisk;
    /// Somebody stays with the patient at all times.
    OneToOnePrecautions = "one_to_one_precautions": Shape::YesNo, [risk], Optional, Statement, StateIt;
    /// The patient cannot meet basic needs.
    GraveDisability = "grave_disability": Shape::YesNo, [risk], Optional, Statement, StateIt;
    /// Acute psychosis or mania.
    AcutePsychosisOrMania = "acute_psychosis_or_mania": Shape::YesNo, [risk], Optional, Statement, StateIt;
    /// A medical condition, withdrawal included, is not stable.
    MedicallyUnstable = "medically_unstable": Shape::YesNo, [risk], Optional, Statement, RecordMedicalStatus;
    /// Somebody must be there around the clock.
    Needs24HourMonitoring = "needs_24_hour_monitoring": Shape::YesNo, [risk], Optional, Statement, RecordMedicalStatus;
    /// Does not eat or drink enough to stay well.
    RefusesToEat = "refuses_to_eat": Shape::YesNo, [risk], Optional, Statement, RecordMedicalStatus;

    /// Impaired function, 0 to 4.
    Function = "function": Shape::Number(Unit::Rating), [], Optional, Statement, RateFunction;
    /// Participation, 0 to 4.
    ParticipationRating = "participation": Shape::Number(Unit::Rating), [], Optional, Statement, RateParticipation;
    /// Delivered minutes of planned ones, without what was excused or cancelled by the program.
    AttendancePercent = "attendance_percent": Shape::Number(Unit::Percent), [], Required, Statement, RecordAttendance;
    /// Delivered hours a week.
    HoursPerWeek = "hours_per_week": Shape::Number(Unit::HoursAWeek), [], Required, Statement, RecordAttendance;
    /// The best progress towards any goal.
    GoalProgressBest = "goal_progress": Shape::Ordinal(PROGRESS), [], Optional, Statement, RateGoals;
    /// Every goal is met.
    AllGoalsMet = "all_goals_met": Shape::YesNo, [], Optional, Statement, RateGoals;
    /// Days since the treatment plan changed.
    DaysSincePlanChange = "days_since_plan_change": Shape::Number(Unit::Days), [], None, History, RecordPlanChange;
    /// The plan was changed at this level because the patient was not getting better.
    PlanChangedAfterNonResponse = "plan_changed_after_non_response": Shape::YesNo, [], Optional, History, RecordPlanChange;
    /// Days since medication changed.
    DaysSinceMedicationChange = "days_since_medication_change": Shape::Number(Unit::Days), [], None, History, RecordMedication;
    /// Active treatment is given every day.
    ActiveTreatmentDaily = "active_treatment_daily": Shape::YesNo, [], Optional, Statement, StateIt;
    /// The plan is to keep what was reached.
    MaintenancePlan = "maintenance_plan": Shape::YesNo, [], Optional, Statement, StateIt;
    /// Uses what was learned outside treatment.
    SkillsUsedOutside = "skills_used_outside": Shape::YesNo, [], Optional, Statement, StateIt;
    /// Able to take part in a less supervised program.
    AbleToParticipate = "able_to_participate": Shape::YesNo, [], Optional, Statement, StateIt;
    /// A clinician states that a lower level is not safe now.
    LowerLevelUnsafe = "lower_level_unsafe": Shape::YesNo, [], Optional, Statement, StateIt;
    /// A clinician states that without this level the patient may have to be hospitalized.
    HospitalizationRisk = "hospitalization_risk": Shape::YesNo, [], Optional, Statement, StateIt;

    /// Relapses.
    Relapses = "relapses": Shape::Number(Unit::Times), [], Required, Measure, AskAboutSubstanceUse;
    /// Overdoses.
    Overdoses = "overdoses": Shape::Number(Unit::Times), [risk], Required, Measure, AskAboutSubstanceUse;
    /// Drug screens with an unexpected result.
    UnexpectedScreens = "unexpected_screens": Shape::Number(Unit::Times), [], Required, Measure, TakeDrugScreen;

    /// The place to live is safe.
    SafeHousing = "safe_housing": Shape::YesNo, [], Optional, Statement, AskAboutHousing;
    /// People to rely on, 0 to 4.
    SupportsRating = "supports": Shape::Number(Unit::Rating), [], Optional, Statement, AskAboutSupports;
    /// Lower levels that were tried and did not suffice, those of stays at the practice that ended lately among them.
    LowerLevelsNotEnough = "lower_levels_not_enough": Shape::Number(Unit::Times), [past], Required, History, RecordPriorLevels;
    /// Days since the patient came down from a higher level, in this stay or from one that ended lately.
    DaysSinceHigherLevel = "days_since_higher_level": Shape::Number(Unit::Days), [past], None, History, RecordPriorLevels;
    /// Days since a readmission.
    DaysSinceReadmission = "days_since_readmission": Shape::Number(Unit::Days), [past], None, History, RecordPriorLevels;
    /// Days at this level.
    DaysAtLevel = "days_at_level": Shape::Number(Unit::Days), [past], None, History, SetUpProgram;
    /// Days beyond the program's typical stay; below 0 before its end.
    DaysBeyondTypicalStay = "days_beyond_typical_stay": Shape::Number(Unit::Days), [past], None, History, SetUpProgram;
    /// The step-down plan names a level below the present one.
    StepDownLevelPlanned = "step_down_level_planned": Shape::YesNo, [], None, History, RecordStepDownPlan;
    /// That plan names a day that has not passed.
    StepDownDayPlanned = "step_down_day_planned": Shape::YesNo, [], None, History, RecordStepDownPlan;
    /// Days until the first appointment at the next place of care.
    DaysToAppointment = "days_to_appointment": Shape::Number(Unit::Days), [], None, History, RecordStepDownPlan;
}

impl FactName {
    /// The name in criteria files.
    pub const fn code(self) -> &'static str {
        self.specification().code
    }

    /// The name with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|name| name.code() == code)
    }
}

/// A fact: a name, and for facts of instruments which one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fact {
    /// The name.
    pub name: FactName,
    /// The instrument's id; `None` for the primary one, and for facts that are about none.
    pub instrument: Option<String>,
}

impl Fact {
    /// A fact without an instrument, or about the primary one.
    pub const fn plain(name: FactName) -> Self {
        Self { name, instrument: None }
    }
}

impl std::fmt::Display for Fact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name.code())?;
        self.instrument.as_ref().map_or(Ok(()), |instrument| write!(f, "({instrument})"))
    }
}

/// A value of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// A number.
    Number(Points),
    /// Yes or no.
    YesNo(bool),
    /// A word of the fact's list.
    Word(&'static str),
}

impl Value {
    /// A whole number.
    pub fn whole(number: i64) -> Self {
        Self::Number(Points::from_ten_thousandths(number.clamp(-100_000_000, 100_000_000) * 10_000))
    }

    /// A level of risk; `None` for one that nobody assessed.
    pub const fn risk(level: RiskLevel) -> Option<Self> {
        match level {
            RiskLevel::NotAssessed => None,
            assessed => Some(Self::Word(assessed.code())),
        }
    }

    /// A category of change.
    pub const fn change(category: ChangeCategory) -> Self {
        Self::Word(category.code())
    }

    /// Progress towards a goal.
    pub const fn progress(level: GoalProgressLevel) -> Self {
        Self::Word(level.code())
    }

    /// The value's place: the number itself, or the place of the word in the fact's list. `None` for yes, no and words without order.
    pub fn rank(self, shape: Shape) -> Option<i64> {
        match (self, shape) {
            (Self::Number(points), Shape::Number(_)) => Some(points.ten_thousandths()),
            (Self::Word(word), Shape::Ordinal(words)) => {
                words.iter().position(|known| *known == word).and_then(|place| i64::try_from(place).ok())
            }
            _ => None,
        }
    }
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(points) => points.fmt(f),
            Self::YesNo(true) => f.write_str("yes"),
            Self::YesNo(false) => f.write_str("no"),
            Self::Word(word) => f.write_str(word),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_is_found_by_its_code_and_no_code_stands_twice() {
        let mut codes: Vec<&str> = FactName::ALL.iter().map(|name| name.code()).collect();
        for name in FactName::ALL {
            assert_eq!(FactName::from_code(name.code()), Some(*name));
        }
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), FactName::ALL.len());
        assert_eq!(FactName::from_code("bands"), None);
    }

    #[test]
    fn the_words_of_facts_are_the_codes_of_records() {
        let codes: Vec<&str> = RiskLevel::ALL.iter().filter_map(|level| Value::risk(*level).map(|_| level.code())).collect();
        assert_eq!(codes, RISKS);
        assert_eq!(GoalProgressLevel::ALL.iter().map(|level| level.code()).collect::<Vec<_>>(), PROGRESS);
        let available = ChangeCategory::ALL.iter().filter(|category| **category != ChangeCategory::NotAvailable);
        assert_eq!(available.map(|category| category.code()).collect::<Vec<_>>(), CHANGES);
    }
}
