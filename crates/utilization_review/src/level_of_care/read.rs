//! Reads facts out of a situation: one file a kind of fact.
//!
//! Absence is never inferred from missing records. A count of zero is known only where somebody made sure; otherwise it is a lower bound.

mod history;
mod measure;
mod presence;
mod risk;
mod statement;
mod substance;

use vocabulary::{Day, Instant};

use super::criteria::{FreshnessLimits, Window};
use super::fact::{Fact, FactName, Value};
use super::observation::{Baseline, ChangeCategory, Observation, Observed, SourceRecord};
use super::reading::{Input, Reading, Why};
use super::situation::Situation;

/// When something was: on a day, or at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Moment {
    /// Known to the day.
    Day(Day),
    /// Known to the moment.
    Instant(Instant),
}

/// Reads the facts of one situation, with the freshness of its level.
pub(super) struct FactReader<'a> {
    situation: &'a Situation,
    limits: &'a FreshnessLimits,
    today: Day,
}

impl<'a> FactReader<'a> {
    /// The situation must be canonical: the order of its observations decides between equals.
    pub(super) fn new(situation: &'a Situation, limits: &'a FreshnessLimits) -> Self {
        Self { situation, limits, today: situation.today() }
    }

    /// What is known about a fact, over a window or with the freshness of the level.
    pub(super) fn read(&self, fact: &Fact, window: Option<Window>) -> Reading {
        use FactName as Name;
        let instrument = fact.instrument.as_deref().unwrap_or(&self.situation.primary_instrument);
        match fact.name {
            Name::Band => self.band(instrument, window),
            Name::Score => self.score(instrument, window),
            Name::Change => self.change(instrument, Baseline::Level, window),
            Name::ChangeSinceIntake => self.change(instrument, Baseline::Episode, window),
            Name::Trend => self.trend(instrument, window),
            Name::Plateau => self.plateau(instrument, window),
            Name::NonworseningInARow => self.nonworsening_in_a_row(instrument, window),
            Name::WorseInARow => self.change_in_a_row(instrument, ChangeCategory::ReliablyWorse, window),
            Name::RecoveredInARow => self.change_in_a_row(instrument, ChangeCategory::Recovered, window),
            Name::ThoughtsAnswered => self.thoughts_answered(instrument, window),
            Name::OffCourseSessions => self.off_course_sessions(window),
            Name::CravingBand => self.craving_band(window),
            Name::AlcoholWithdrawal => self.withdrawal(&substance::ALCOHOL_WITHDRAWAL, window),
            Name::OpioidWithdrawal => self.withdrawal(&substance::OPIOID_WITHDRAWAL, window),
            Name::RiskLevelNow => self.risk_level(window),
            Name::HighestRisk => self.highest_risk(window),
            Name::Attempts => self.incidents(risk::is_attempt, window),
            Name::Violence => self.incidents(|kind| kind == care::IncidentKind::Violence, window),
            Name::Harm => self.incidents(care::IncidentKind::is_harm, window),
            Name::Restraints => self.incidents(|kind| kind == care::IncidentKind::Restraint, window),
            Name::Elopements => self.incidents(|kind| kind == care::IncidentKind::Elopement, window),
            Name::OneToOnePrecautions
            | Name::GraveDisability
            | Name::AcutePsychosisOrMania
            | Name::ActiveTreatmentDaily
            | Name::MaintenancePlan
            | Name::SkillsUsedOutside
            | Name::AbleToParticipate
            | Name::LowerLevelUnsafe
            | Name::HospitalizationRisk => self.statement(fact.name, window),
            Name::MedicallyUnstable | Name::Needs24HourMonitoring | Name::RefusesToEat => self.medical_status(fact.name, window),
            Name::Function => self.function(window),
            Name::ParticipationRating => self.participation(window),
            Name::AttendancePercent => self.attendance_percent(window),
            Name::HoursPerWeek => self.hours_per_week(window),
            Name::GoalProgressBest => self.goal_progress(window),
            Name::AllGoalsMet => self.all_goals_met(window),
            Name::DaysSincePlanChange => self.days_since_plan_change(),
            Name::PlanChangedAfterNonResponse => self.plan_changed_after_non_response(window),
            Name::DaysSinceMedicationChange => self.days_since_medication_change(),
            Name::Relapses => self.substance_uses(care::SubstanceUseKind::Relapse, window),
            Name::Overdoses => self.substance_uses(care::SubstanceUseKind::Overdose, window),
            Name::UnexpectedScreens => self.unexpected_screens(window),
            Name::SafeHousing => self.safe_housing(window),
            Name::SupportsRating => self.supports(window),
            Name::LowerLevelsNotEnough => self.lower_levels_not_enough(window),
            Name::DaysSinceHigherLevel => self.days_since_higher_level(),
            Name::DaysSinceReadmission => self.days_since_readmission(),
            Name::DaysAtLevel => self.days_at_level(),
            Name::DaysBeyondTypicalStay => self.days_beyond_typical_stay(),
            Name::StepDownLevelPlanned => self.step_down_level_planned(),
            Name::StepDownDayPlanned => self.step_down_day_planned(),
            Name::DaysToAppointment => self.days_to_appointment(),
        }
    }

    /// What the observations say that `pick` takes, without what lies after the instant of the determination, oldest first.
    fn picked<T>(&self, pick: impl Fn(&'a Observed) -> Option<(Moment, T)>) -> Vec<Seen<'a, T>> {
        let mut seen: Vec<Seen<'a, T>> = (self.situation.observations.iter())
            .filter_map(|Observation { source, observed }| pick(observed).map(|(moment, value)| Seen { moment, value, source }))
            .filter(|seen| !self.is_future(seen.moment))
            .collect();
        seen.sort_by(|left, right| self.order(left.moment).cmp(&self.order(right.moment)).then_with(|| left.source.cmp(right.source)));
        seen
    }

    fn order(&self, moment: Moment) -> (Day, Option<Instant>) {
        match moment {
            Moment::Day(day) => (day, None),
            Moment::Instant(instant) => (instant.day_in(&self.situation.zone), Some(instant)),
        }
    }

    fn day(&self, moment: Moment) -> Day {
        self.order(moment).0
    }

    fn is_future(&self, moment: Moment) -> bool {
        match moment {
            Moment::Day(day) => day > self.today,
            Moment::Instant(instant) => instant > self.situation.as_of,
        }
    }

    fn age_days(&self, moment: Moment) -> i32 {
        self.today.days_since(self.day(moment))
    }

    /// At most as old as the window says. A day counts as a whole: 48 hours are 2 days.
    fn is_within(&self, moment: Moment, window: Window) -> bool {
        match moment {
            Moment::Day(_) => i64::from(self.age_days(moment)) <= window.days(),
            Moment::Instant(instant) => self.situation.as_of.seconds_since(instant) <= window.seconds(),
        }
    }

    fn measure_window(&self, window: Option<Window>) -> Window {
        window.unwrap_or(Window::days_of(self.limits.measure_days))
    }

    fn statement_window(&self, window: Option<Window>) -> Window {
        window.unwrap_or(Window::days_of(self.limits.statement_days))
    }

    #[expect(clippy::needless_pass_by_value, reason = "callers hand over codes, days and numbers that are copied anyway")]
    fn input<T>(&self, seen: &Seen<'_, T>, value: impl ToString, fresh: bool) -> Input {
        Input {
            value: value.to_string(),
            observed_at: match seen.moment {
                Moment::Day(day) => day.to_string(),
                Moment::Instant(instant) => instant.to_string(),
            },
            age_days: self.age_days(seen.moment),
            source: seen.source.clone(),
            fresh,
        }
    }

    /// The newest value within a window; of several of the newest day the one with the greatest `weight`, so that the worse one counts.
    fn newest<T: Copy, W: Ord>(
        &self,
        seen: &[Seen<'_, T>],
        window: Window,
        weight: impl Fn(T) -> W,
        value: impl Fn(T) -> Value,
    ) -> Reading {
        let Some(newest) = seen.iter().max_by_key(|seen| (self.order(seen.moment), weight(seen.value))) else {
            return Reading::missing(Why::NeverRecorded, Vec::new());
        };
        let fresh = self.is_within(newest.moment, window);
        let inputs = vec![self.input(newest, value(newest.value), fresh)];
        if fresh { Reading::exactly(value(newest.value), inputs) } else { Reading::missing(Why::TooOld, inputs) }
    }

    fn whole_days_since(&self, day: Day) -> Value {
        Value::whole(i64::from(self.today.days_since(day)))
    }
}

/// A value that was seen, when, and in which record.
#[derive(Clone, Copy, Debug)]
struct Seen<'a, T> {
    moment: Moment,
    value: T,
    source: &'a SourceRecord,
}
