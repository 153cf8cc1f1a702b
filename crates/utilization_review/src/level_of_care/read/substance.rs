//! Substance use, drug screens and withdrawal. Where a patient is not treated for substance use the questions do not arise.

use care::{DrugScreenResult, SubstanceClass, SubstanceUseKind};
use vocabulary::{Day, Icd10Code};

use super::{FactReader, Moment, Seen};
use crate::level_of_care::criteria::Window;
use crate::level_of_care::fact::{NextAction, Value};
use crate::level_of_care::observation::Observed;
use crate::level_of_care::reading::{Input, Known, Reading, Why};

/// Withdrawal is looked for until so many days without use are known.
const WITHDRAWAL_DAYS: u32 = 14;

/// A withdrawal scale and the substances it is for.
pub(super) struct WithdrawalScale {
    instrument: &'static str,
    substances: &'static [SubstanceClass],
    diagnoses: &'static [&'static str],
}

/// CIWA-Ar, for alcohol and sedatives.
pub(super) const ALCOHOL_WITHDRAWAL: WithdrawalScale = WithdrawalScale {
    instrument: "ciwa-ar",
    substances: &[SubstanceClass::Alcohol, SubstanceClass::Sedatives],
    diagnoses: &["F10", "F13"],
};

/// COWS, for opioids.
pub(super) const OPIOID_WITHDRAWAL: WithdrawalScale =
    WithdrawalScale { instrument: "cows", substances: &[SubstanceClass::Opioids], diagnoses: &["F11"] };

/// Whether a question arises for this patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Applies {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// There is no diagnosis on record to tell.
    Unknown,
}

impl<'a> FactReader<'a> {
    fn diagnoses(&self) -> Vec<&'a Icd10Code> {
        let seen = self.picked(|observed| match observed {
            Observed::Diagnosis { code, first, last } if last.is_none_or(|last| last >= self.today) => Some((Moment::Day(*first), code)),
            _ => None,
        });
        seen.into_iter().map(|seen| seen.value).collect()
    }

    fn uses(&self) -> Vec<Seen<'a, (SubstanceClass, SubstanceUseKind)>> {
        self.picked(|observed| match observed {
            Observed::SubstanceUse { day, substance, use_kind } => Some((Moment::Day(*day), (*substance, *use_kind))),
            _ => None,
        })
    }

    /// Newest first: the day it was asked and the first day it covers.
    fn abstinences(&self) -> Vec<Seen<'a, Day>> {
        let mut seen = self.picked(|observed| match observed {
            Observed::Abstinence { day, days_covered } => {
                Some((Moment::Day(*day), day.plus_days(-i32::try_from(*days_covered).unwrap_or(i32::MAX))))
            }
            _ => None,
        });
        seen.reverse();
        seen
    }

    /// A substance-related diagnosis other than nicotine, or use on record.
    pub(super) fn substance_care_applies(&self) -> Applies {
        let diagnoses = self.diagnoses();
        let treated = diagnoses.iter().any(|code| code.is_substance_use());
        let used = self.uses().iter().any(|seen| seen.value.0 != SubstanceClass::Tobacco);
        match (treated || used, diagnoses.is_empty()) {
            (true, _) => Applies::Yes,
            (false, false) => Applies::No,
            (false, true) => Applies::Unknown,
        }
    }

    pub(super) fn withdrawal(&self, scale: &WithdrawalScale, window: Option<Window>) -> Reading {
        let score = self.score(scale.instrument, window);
        if matches!(score.known, Known::Exactly(_)) {
            return score;
        }
        let recent = Window::days_of(WITHDRAWAL_DAYS);
        let uses = self.uses();
        let used = uses.iter().any(|seen| scale.substances.contains(&seen.value.0) && self.is_within(seen.moment, recent));
        let diagnoses = self.diagnoses();
        let diagnosed = diagnoses.iter().any(|code| scale.diagnoses.iter().any(|prefix| code.as_str().starts_with(prefix)));
        if !used && diagnoses.is_empty() {
            return Reading::missing(Why::NeverRecorded, Vec::new()).by(NextAction::RecordDiagnosis);
        }
        if used || (diagnosed && !self.is_asked_since(recent)) { score } else { Reading::not_applicable() }
    }

    /// True where somebody asked recently and the answers, with the days of known use, reach back over the window without a gap.
    fn is_asked_since(&self, window: Window) -> bool {
        let reports = self.abstinences();
        let Some(newest) = reports.first() else { return false };
        if !self.is_within(newest.moment, Window::days_of(self.limits.measure_days)) {
            return false;
        }
        let mut stretches: Vec<(Day, Day)> = reports.iter().map(|seen| (seen.value, self.day(seen.moment))).collect();
        stretches.extend(self.uses().iter().map(|seen| (self.day(seen.moment), self.day(seen.moment))));
        stretches.sort_by(|left, right| right.1.cmp(&left.1).then(left.0.cmp(&right.0)));
        let mut reaches = newest.value;
        for (first, last) in stretches {
            if last >= reaches.plus_days(-1) {
                reaches = reaches.min(first);
            }
        }
        i64::from(self.today.days_since(reaches)) >= window.days()
    }

    pub(super) fn substance_uses(&self, wanted: SubstanceUseKind, window: Option<Window>) -> Reading {
        let window = self.measure_window(window);
        let mut seen = self.uses();
        seen.retain(|seen| seen.value.1 == wanted && self.is_within(seen.moment, window));
        let mut inputs: Vec<Input> = seen.iter().map(|seen| self.input(seen, seen.value.0, true)).collect();
        if let (true, Some(asked)) = (seen.is_empty(), self.abstinences().first()) {
            inputs.push(self.input(asked, "none", self.is_within(asked.moment, Window::days_of(self.limits.measure_days))));
        }
        let count = Value::whole(i64::try_from(seen.len()).unwrap_or(i64::MAX));
        self.counted(count, self.is_asked_since(window), inputs)
    }

    pub(super) fn unexpected_screens(&self, window: Option<Window>) -> Reading {
        let window = self.measure_window(window);
        let mut seen = self.picked(|observed| match observed {
            Observed::DrugScreen { day, result } => Some((Moment::Day(*day), *result)),
            _ => None,
        });
        seen.retain(|seen| {
            matches!(seen.value, DrugScreenResult::Expected | DrugScreenResult::Unexpected) && self.is_within(seen.moment, window)
        });
        let unexpected = seen.iter().filter(|seen| seen.value == DrugScreenResult::Unexpected).count();
        let inputs = seen.iter().map(|seen| self.input(seen, seen.value, true)).collect();
        self.counted(Value::whole(i64::try_from(unexpected).unwrap_or(i64::MAX)), !seen.is_empty(), inputs)
    }

    /// A count is known where somebody made sure, or where the question does not arise.
    fn counted(&self, count: Value, made_sure: bool, inputs: Vec<Input>) -> Reading {
        match self.substance_care_applies() {
            _ if made_sure => Reading::exactly(count, inputs),
            Applies::No => Reading::exactly(count, inputs),
            Applies::Yes => Reading::at_least(count, Why::NotAsked, inputs),
            Applies::Unknown => Reading::at_least(count, Why::NeverRecorded, inputs).by(NextAction::RecordDiagnosis),
        }
    }
}
