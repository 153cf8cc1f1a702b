//! History and plans: plan and medication changes, levels tried, length of stay, the step-down plan.

use care::PriorLevelOutcome;
use vocabulary::{Day, LevelOfCare};

use super::{FactReader, Moment, Seen};
use crate::level_of_care::criteria::Window;
use crate::level_of_care::fact::Value;
use crate::level_of_care::observation::Observed;
use crate::level_of_care::reading::{Reading, Why};

/// A level that was recorded as tried before.
#[derive(Clone, Copy, Debug)]
struct Tried {
    level: LevelOfCare,
    first: Day,
    last: Option<Day>,
    outcome: PriorLevelOutcome,
}

impl Tried {
    /// True where a person said how care at this level of these days ended.
    fn answers(&self, earlier: &Earlier) -> bool {
        let overlaps = self.first <= earlier.last && self.last.is_none_or(|last| last >= earlier.first);
        self.level == earlier.level && overlaps && self.outcome != PriorLevelOutcome::Unknown
    }
}

/// A level at which the patient was before the present one.
#[derive(Clone, Copy, Debug)]
struct Earlier {
    level: LevelOfCare,
    first: Day,
    last: Day,
    /// How care at it ended, where that was in a former stay; `None` in this one.
    former: Option<PriorLevelOutcome>,
}

/// The step-down plan, as far as the facts need it.
#[derive(Clone, Copy, Debug)]
struct Plan {
    target_level: LevelOfCare,
    target_day: Option<Day>,
    appointment_day: Option<Day>,
}

impl<'a> FactReader<'a> {
    fn plan_changes(&self) -> Vec<Seen<'a, (bool, bool)>> {
        self.picked(|observed| match observed {
            Observed::PlanChange { day, changed, answers_non_response } => {
                Some((Moment::Day(*day), (*changed, *changed && *answers_non_response)))
            }
            _ => None,
        })
    }

    pub(super) fn days_since_plan_change(&self) -> Reading {
        let changes = self.plan_changes();
        match changes.iter().rev().find(|seen| seen.value.0) {
            Some(newest) => {
                let day = self.day(newest.moment);
                Reading::exactly(self.whole_days_since(day), vec![self.input(newest, "changed", true)])
            }
            None => Reading::missing(Why::NeverRecorded, changes.iter().map(|seen| self.input(seen, "unchanged", true)).collect()),
        }
    }

    /// A change that answers non-response, at this level or in the window. That there was none is known where the plan was looked at.
    pub(super) fn plan_changed_after_non_response(&self, window: Option<Window>) -> Reading {
        let changes = self.plan_changes();
        let counts = |seen: &&Seen<'a, (bool, bool)>| match window {
            Some(window) => self.is_within(seen.moment, window),
            None => self.day(seen.moment) >= self.situation.level_since,
        };
        let counted: Vec<&Seen<'a, (bool, bool)>> = changes.iter().filter(counts).collect();
        let answer = counted.iter().rev().find(|seen| seen.value.1);
        let inputs = |seen: &[&Seen<'a, (bool, bool)>]| seen.iter().map(|seen| self.input(seen, seen.value.1, true)).collect();
        match answer {
            Some(answer) => Reading::exactly(Value::YesNo(true), inputs(&[answer])),
            None if counted.is_empty() => Reading::missing(Why::NeverRecorded, Vec::new()),
            None => Reading::exactly(Value::YesNo(false), inputs(&counted)),
        }
    }

    pub(super) fn days_since_medication_change(&self) -> Reading {
        let changes = self.picked(|observed| match observed {
            Observed::MedicationChange { day } => Some((Moment::Day(*day), *day)),
            _ => None,
        });
        match changes.last() {
            Some(newest) => Reading::exactly(self.whole_days_since(newest.value), vec![self.input(newest, "changed", true)]),
            None => Reading::missing(Why::NeverRecorded, Vec::new()),
        }
    }

    fn tried(&self) -> Vec<Seen<'a, Tried>> {
        self.picked(|observed| match observed {
            Observed::PriorLevel { level, first, last, outcome } => {
                Some((Moment::Day(*first), Tried { level: *level, first: *first, last: *last, outcome: *outcome }))
            }
            _ => None,
        })
    }

    /// Levels before the present one, in this stay and in those that ended lately, oldest first.
    fn earlier_periods(&self) -> Vec<Seen<'a, Earlier>> {
        let since = self.situation.level_since;
        self.picked(|observed| {
            let earlier = match observed {
                Observed::LevelPeriod { level, first, last } => {
                    Earlier { level: *level, first: *first, last: last.unwrap_or(since), former: None }
                }
                Observed::FormerPeriod { level, first, last, outcome } => {
                    Earlier { level: *level, first: *first, last: *last, former: Some(*outcome) }
                }
                _ => return None,
            };
            (earlier.first < since).then_some((Moment::Day(earlier.first), earlier))
        })
    }

    /// Levels below the present one that did not suffice: as recorded, left for this one, or as the end of a former stay says. That there were no others is
    /// known only where somebody wrote down what was tried: a stay here says nothing of what was tried elsewhere.
    pub(super) fn lower_levels_not_enough(&self, window: Option<Window>) -> Reading {
        let window = self.statement_window(window);
        let (present, since) = (self.situation.level, self.situation.level_since);
        let counts = |level: LevelOfCare, last: Day| level < present && self.is_within(Moment::Day(last), window);
        let recorded = self.tried();
        let (mut inputs, mut is_open) = (Vec::new(), false);
        for seen in recorded.iter().filter(|seen| counts(seen.value.level, seen.value.last.unwrap_or(self.today))) {
            if seen.value.outcome.did_not_suffice() {
                inputs.push(self.input(seen, seen.value.level, true));
            }
            is_open |= seen.value.outcome == PriorLevelOutcome::Unknown;
        }
        let earlier = self.earlier_periods();
        let newest = earlier.last().map(|seen| seen.source);
        for seen in earlier.iter().filter(|seen| counts(seen.value.level, seen.value.last)) {
            if seen.value.former.is_some() && recorded.iter().any(|tried| tried.value.answers(&seen.value)) {
                continue;
            }
            // Of a former stay it was left for this one where the patient was admitted anew at once.
            let was_left = newest == Some(seen.source) && (seen.value.former.is_none() || seen.value.last.plus_days(1) >= since);
            if was_left || seen.value.former.is_some_and(PriorLevelOutcome::did_not_suffice) {
                inputs.push(self.input(seen, seen.value.level, true));
            } else {
                is_open |= seen.value.former == Some(PriorLevelOutcome::Unknown);
            }
        }
        let count = Value::whole(i64::try_from(inputs.len()).unwrap_or(i64::MAX));
        match (recorded.is_empty(), is_open) {
            (true, _) => Reading::at_least(count, Why::NeverRecorded, inputs),
            (false, true) => Reading::at_least(count, Why::RecordedAsUnknown, inputs),
            (false, false) => Reading::exactly(count, inputs),
        }
    }

    pub(super) fn days_since_higher_level(&self) -> Reading {
        let earlier = self.earlier_periods();
        let higher = earlier.iter().filter(|seen| seen.value.level > self.situation.level).max_by_key(|seen| seen.value.last);
        match higher {
            Some(higher) => Reading::exactly(self.whole_days_since(higher.value.last), vec![self.input(higher, higher.value.level, true)]),
            None => Reading::not_applicable(),
        }
    }

    pub(super) fn days_since_readmission(&self) -> Reading {
        let seen = self.picked(|observed| match observed {
            Observed::Readmission { day, .. } => Some((Moment::Day(*day), *day)),
            _ => None,
        });
        match seen.last() {
            Some(newest) => Reading::exactly(self.whole_days_since(newest.value), vec![self.input(newest, "readmitted", true)]),
            None => Reading::not_applicable(),
        }
    }

    pub(super) fn days_at_level(&self) -> Reading {
        Reading::exactly(self.whole_days_since(self.situation.level_since), Vec::new())
    }

    pub(super) fn days_beyond_typical_stay(&self) -> Reading {
        match self.situation.typical_stay_days {
            Some(typical) => {
                let days = i64::from(self.today.days_since(self.situation.level_since)) - i64::from(typical);
                Reading::exactly(Value::whole(days), Vec::new())
            }
            None => Reading::missing(Why::NotSetUp, Vec::new()),
        }
    }

    /// The plan that stands: the newest of the stay. One that leads to where the patient is by now, or higher, lies behind them; at the lowest level there
    /// is nothing to step down to.
    fn standing_plan(&self) -> Result<Seen<'a, Plan>, Reading> {
        if !LevelOfCare::ALL.iter().any(|level| *level < self.situation.level) {
            return Err(Reading::not_applicable());
        }
        let plans = self.picked(|observed| match observed {
            Observed::StepDownPlan { day, target_level, target_day, appointment_day } => {
                let plan = Plan { target_level: *target_level, target_day: *target_day, appointment_day: *appointment_day };
                Some((Moment::Day(*day), plan))
            }
            _ => None,
        });
        let Some(newest) = plans.last().copied() else { return Err(Reading::missing(Why::NeverRecorded, Vec::new())) };
        if newest.value.target_level < self.situation.level {
            return Ok(newest);
        }
        Err(Reading::missing(Why::TooOld, vec![self.input(&newest, newest.value.target_level, false)]))
    }

    pub(super) fn step_down_level_planned(&self) -> Reading {
        match self.standing_plan() {
            Ok(plan) => Reading::exactly(Value::YesNo(true), vec![self.input(&plan, plan.value.target_level, true)]),
            Err(reading) => reading,
        }
    }

    /// A day that has passed is none that is planned: whether there is another one nobody has written down.
    pub(super) fn step_down_day_planned(&self) -> Reading {
        let plan = match self.standing_plan() {
            Ok(plan) => plan,
            Err(reading) => return reading,
        };
        match plan.value.target_day {
            Some(day) if day < self.today => Reading::missing(Why::TooOld, vec![self.input(&plan, day, false)]),
            Some(day) => Reading::exactly(Value::YesNo(true), vec![self.input(&plan, day, true)]),
            None => Reading::exactly(Value::YesNo(false), vec![self.input(&plan, "none", true)]),
        }
    }

    /// An appointment that has passed is none.
    pub(super) fn days_to_appointment(&self) -> Reading {
        let plan = match self.standing_plan() {
            Ok(plan) => plan,
            Err(reading) => return reading,
        };
        match plan.value.appointment_day.filter(|day| *day >= self.today) {
            Some(day) => Reading::exactly(Value::whole(i64::from(day.days_since(self.today))), vec![self.input(&plan, day, true)]),
            None => Reading::not_applicable(),
        }
    }
}
