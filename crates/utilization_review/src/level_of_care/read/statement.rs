//! What clinicians state, rate and record: statements, medical status, function, goals, housing, supports.

use std::collections::BTreeMap;

use care::{GoalProgressLevel, StatementKind, YesNoUnknown};

use super::{FactReader, Moment, Seen};
use crate::level_of_care::criteria::Window;
use crate::level_of_care::fact::{FactName, Value};
use crate::level_of_care::observation::Observed;
use crate::level_of_care::reading::{Input, Reading, Why};

/// The scales of function. Where a definition has verified bands, their scores come as observations of function.
const FUNCTION_SCALES: &[&str] = &["whodas-12", "whodas-36"];

/// The statement behind a fact.
const fn statement_of(fact: FactName) -> Option<StatementKind> {
    Some(match fact {
        FactName::OneToOnePrecautions => StatementKind::OneToOnePrecautions,
        FactName::GraveDisability => StatementKind::GraveDisability,
        FactName::AcutePsychosisOrMania => StatementKind::AcutePsychosisOrMania,
        FactName::ActiveTreatmentDaily => StatementKind::ActiveTreatmentDaily,
        FactName::MaintenancePlan => StatementKind::MaintenancePlan,
        FactName::SkillsUsedOutside => StatementKind::SkillsUsedOutside,
        FactName::AbleToParticipate => StatementKind::AbleToParticipate,
        FactName::LowerLevelUnsafe => StatementKind::LowerLevelUnsafe,
        FactName::HospitalizationRisk => StatementKind::HospitalizationRisk,
        _ => return None,
    })
}

impl<'a> FactReader<'a> {
    /// The newest statement. Where two of one day differ about danger or need, danger and need count.
    pub(super) fn statement(&self, fact: FactName, window: Option<Window>) -> Reading {
        let wanted = statement_of(fact);
        let seen = self.picked(|observed| match observed {
            Observed::Statement { day, statement, holds } if Some(*statement) == wanted => Some((Moment::Day(*day), *holds)),
            _ => None,
        });
        let good = matches!(fact, FactName::SkillsUsedOutside | FactName::AbleToParticipate);
        self.newest(&seen, self.statement_window(window), |holds| holds != good, Value::YesNo)
    }

    pub(super) fn medical_status(&self, fact: FactName, window: Option<Window>) -> Reading {
        let seen = self.picked(|observed| match observed {
            Observed::MedicalStatus { day, medically_unstable, needs_24_hour_monitoring, refuses_to_eat } => {
                let answer = match fact {
                    FactName::MedicallyUnstable => medically_unstable,
                    FactName::Needs24HourMonitoring => needs_24_hour_monitoring,
                    _ => refuses_to_eat,
                };
                Some((Moment::Day(*day), *answer))
            }
            _ => None,
        });
        self.newest_answer(seen, self.statement_window(window), YesNoUnknown::Yes)
    }

    pub(super) fn safe_housing(&self, window: Option<Window>) -> Reading {
        let seen = self.picked(|observed| match observed {
            Observed::Housing { day, safe } => Some((Moment::Day(*day), *safe)),
            _ => None,
        });
        self.newest_answer(seen, self.statement_window(window), YesNoUnknown::No)
    }

    /// The newest answer that is one; of two of one day the worse.
    fn newest_answer(&self, mut seen: Vec<Seen<'a, YesNoUnknown>>, window: Window, worse: YesNoUnknown) -> Reading {
        let unknown = seen.iter().rev().find(|seen| seen.value == YesNoUnknown::Unknown).copied();
        seen.retain(|seen| seen.value != YesNoUnknown::Unknown);
        match unknown {
            Some(unknown) if seen.is_empty() => {
                Reading::missing(Why::RecordedAsUnknown, vec![self.input(&unknown, unknown.value, self.is_within(unknown.moment, window))])
            }
            _ => self.newest(&seen, window, |answer| answer == worse, |answer| Value::YesNo(answer == YesNoUnknown::Yes)),
        }
    }

    pub(super) fn function(&self, window: Option<Window>) -> Reading {
        let seen = self.picked(|observed| match observed {
            Observed::Function { day, impairment } => Some((Moment::Day(*day), impairment.value())),
            _ => None,
        });
        let reading = self.newest(&seen, self.statement_window(window), |rating| rating, |rating| Value::whole(i64::from(rating)));
        if reading.why.is_none() {
            return reading;
        }
        // A scale of function without bands was answered: the score says nothing on the scale from 0 to 4, and giving it again would not either.
        let of_scales = FUNCTION_SCALES.iter().filter_map(|scale| self.newest_score(scale, window).ok());
        let inputs: Vec<Input> = of_scales.filter(|(seen, _)| seen.value.is_without_band()).map(|(_, input)| input).collect();
        if inputs.is_empty() { reading } else { Reading::missing(Why::NoBands, inputs) }
    }

    pub(super) fn participation(&self, window: Option<Window>) -> Reading {
        let seen = self.picked(|observed| match observed {
            Observed::Participation { day, rating } => Some((Moment::Day(*day), rating.value())),
            _ => None,
        });
        self.newest(&seen, self.statement_window(window), std::cmp::Reverse, |rating| Value::whole(i64::from(rating)))
    }

    pub(super) fn supports(&self, window: Option<Window>) -> Reading {
        let seen = self.picked(|observed| match observed {
            Observed::Supports { day, rating } => Some((Moment::Day(*day), rating.value())),
            _ => None,
        });
        self.newest(&seen, self.statement_window(window), std::cmp::Reverse, |rating| Value::whole(i64::from(rating)))
    }

    /// The newest progress of each goal; of two of one day the worse.
    fn goals(&self) -> BTreeMap<&'a str, Seen<'a, GoalProgressLevel>> {
        let seen = self.picked(|observed| match observed {
            Observed::GoalProgress { day, goal, progress } => Some((Moment::Day(*day), (goal.as_str(), *progress))),
            _ => None,
        });
        let mut goals: BTreeMap<&'a str, Seen<'a, GoalProgressLevel>> = BTreeMap::new();
        for Seen { moment, value: (goal, progress), source } in seen {
            let newer = Seen { moment, value: progress, source };
            match goals.get(goal) {
                Some(known) if known.moment == moment && known.value <= progress => {}
                _ => {
                    goals.insert(goal, newer);
                }
            }
        }
        goals
    }

    fn goal_inputs(&self, goals: &BTreeMap<&str, Seen<'a, GoalProgressLevel>>, window: Window) -> Vec<Input> {
        goals.values().map(|seen| self.input(seen, seen.value, self.is_within(seen.moment, window))).collect()
    }

    pub(super) fn goal_progress(&self, window: Option<Window>) -> Reading {
        let (goals, window) = (self.goals(), self.statement_window(window));
        let inputs = self.goal_inputs(&goals, window);
        let fresh = goals.values().filter(|seen| self.is_within(seen.moment, window)).map(|seen| seen.value);
        match fresh.max() {
            Some(best) => Reading::exactly(Value::progress(best), inputs),
            None => Reading::missing(if goals.is_empty() { Why::NeverRecorded } else { Why::TooOld }, inputs),
        }
    }

    pub(super) fn all_goals_met(&self, window: Option<Window>) -> Reading {
        let (goals, window) = (self.goals(), self.statement_window(window));
        let inputs = self.goal_inputs(&goals, window);
        if goals.is_empty() {
            return Reading::missing(Why::NeverRecorded, inputs);
        }
        if !goals.values().any(|seen| self.is_within(seen.moment, window)) {
            return Reading::missing(Why::TooOld, inputs);
        }
        Reading::exactly(Value::YesNo(goals.values().all(|seen| seen.value == GoalProgressLevel::Met)), inputs)
    }
}
