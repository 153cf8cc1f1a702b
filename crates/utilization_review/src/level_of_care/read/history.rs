//! History and plans: plan and medication changes, levels tried, length of stay, the step-down plan.

use vocabulary::{Day, LevelOfCare};

use super::{FactReader, Moment, Seen};
use crate::level_of_care::criteria::Window;
use crate::level_of_care::fact::Value;
use crate::level_of_care::observation::Observed;
use crate::level_of_care::reading::{Reading, Why};

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

    fn earlier_periods(&self) -> Vec<Seen<'a, (LevelOfCare, Day)>> {
        self.picked(|observed| match observed {
            Observed::LevelPeriod { level, first, last } if *first < self.situation.level_since => {
                Some((Moment::Day(*first), (*level, last.unwrap_or(self.situation.level_since))))
            }
            _ => None,
        })
    }

    /// Levels below the present one that did not suffice: as recorded, or left for this one in the same episode.
    pub(super) fn lower_levels_not_enough(&self, window: Option<Window>) -> Reading {
        let window = self.statement_window(window);
        let present = self.situation.level;
        let recorded = self.picked(|observed| match observed {
            Observed::PriorLevel { level, first, last, outcome } => Some((Moment::Day(*first), (*level, *last, *outcome))),
            _ => None,
        });
        let mut inputs: Vec<_> = (recorded.iter())
            .filter(|seen| seen.value.0 < present && seen.value.2.did_not_suffice())
            .filter(|seen| self.is_within(Moment::Day(seen.value.1.unwrap_or(self.today)), window))
            .map(|seen| self.input(seen, seen.value.0, true))
            .collect();
        let earlier = self.earlier_periods();
        let before = earlier.last().filter(|seen| seen.value.0 < present && self.is_within(Moment::Day(seen.value.1), window));
        inputs.extend(before.map(|seen| self.input(seen, seen.value.0, true)));
        let count = Value::whole(i64::try_from(inputs.len()).unwrap_or(i64::MAX));
        if inputs.is_empty() && recorded.is_empty() && earlier.is_empty() {
            return Reading::at_least(count, Why::NeverRecorded, inputs);
        }
        Reading::exactly(count, inputs)
    }

    pub(super) fn days_since_higher_level(&self) -> Reading {
        let earlier = self.earlier_periods();
        match earlier.iter().rev().find(|seen| seen.value.0 > self.situation.level) {
            Some(higher) => Reading::exactly(self.whole_days_since(higher.value.1), vec![self.input(higher, higher.value.0, true)]),
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

    fn newest_plan(&self) -> Option<Seen<'a, Plan>> {
        let plans = self.picked(|observed| match observed {
            Observed::StepDownPlan { day, target_level, target_day, appointment_day } => {
                let plan = Plan { target_level: *target_level, target_day: *target_day, appointment_day: *appointment_day };
                Some((Moment::Day(*day), plan))
            }
            _ => None,
        });
        plans.last().copied()
    }

    pub(super) fn step_down_level_planned(&self) -> Reading {
        match self.newest_plan() {
            Some(plan) => Reading::exactly(Value::YesNo(true), vec![self.input(&plan, plan.value.target_level, true)]),
            None => Reading::missing(Why::NeverRecorded, Vec::new()),
        }
    }

    pub(super) fn step_down_day_planned(&self) -> Reading {
        match self.newest_plan() {
            Some(plan) => {
                let shown = plan.value.target_day.map_or_else(|| "none".to_owned(), |day| day.to_string());
                Reading::exactly(Value::YesNo(plan.value.target_day.is_some()), vec![self.input(&plan, shown, true)])
            }
            None => Reading::missing(Why::NeverRecorded, Vec::new()),
        }
    }

    /// An appointment that has passed is none.
    pub(super) fn days_to_appointment(&self) -> Reading {
        let Some(plan) = self.newest_plan() else { return Reading::missing(Why::NeverRecorded, Vec::new()) };
        match plan.value.appointment_day.filter(|day| *day >= self.today) {
            Some(day) => Reading::exactly(Value::whole(i64::from(day.days_since(self.today))), vec![self.input(&plan, day, true)]),
            None => Reading::not_applicable(),
        }
    }
}
