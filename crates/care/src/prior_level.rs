//! Levels of care that were tried before, here or elsewhere.

use vocabulary::{EpisodeId, LevelOfCare, PatientId, Period};

use crate::choice::choices;
use crate::discharge::{Discharge, DischargeDestination, DischargeType};

choices! {
    /// How treatment at the level ended.
    PriorLevelOutcome ("outcome of a prior level of care") {
        /// It was enough.
        Enough = "enough",
        /// It was not enough: symptoms went on or came back.
        NotEnough = "not_enough",
        /// The patient got worse or needed a higher level.
        NeededHigherLevel = "needed_higher_level",
        /// The patient left early.
        LeftEarly = "left_early",
        /// Not known.
        Unknown = "unknown",
    }
}

impl PriorLevelOutcome {
    /// True where the level was tried and did not suffice.
    pub const fn did_not_suffice(self) -> bool {
        matches!(self, Self::NotEnough | Self::NeededHigherLevel)
    }

    /// What the end of a stay says about its last level: a higher level followed, treatment was completed, or the patient left. Any other end, such as
    /// the end of coverage, says nothing about whether the level was enough.
    pub const fn of_discharge(discharge: &Discharge) -> Self {
        match (discharge.destination, discharge.kind) {
            (DischargeDestination::HigherLevelElsewhere, _) => Self::NeededHigherLevel,
            (_, DischargeType::Completed) => Self::Enough,
            (_, DischargeType::AgainstAdvice) => Self::LeftEarly,
            (_, DischargeType::Administrative | DischargeType::PayerForced | DischargeType::Transfer | DischargeType::Died) => {
                Self::Unknown
            }
        }
    }
}

/// One level that was tried, from when to when, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriorLevelTried {
    /// Whose.
    pub patient: PatientId,
    /// The episode for whose review it was recorded; `None` outside of one.
    pub episode: Option<EpisodeId>,
    /// The level.
    pub level_of_care: LevelOfCare,
    /// First to last day; open at the end when the end is not known.
    pub period: Period,
    /// How it ended.
    pub outcome: PriorLevelOutcome,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_stay_says_of_its_level_what_it_can() {
        let check = |kind, destination, expected| {
            let discharge = Discharge { day: "2026-11-01".parse().unwrap(), kind, destination };
            assert_eq!(PriorLevelOutcome::of_discharge(&discharge), expected, "{discharge:?}");
        };
        check(DischargeType::Completed, DischargeDestination::Home, PriorLevelOutcome::Enough);
        check(DischargeType::Completed, DischargeDestination::HigherLevelElsewhere, PriorLevelOutcome::NeededHigherLevel);
        check(DischargeType::AgainstAdvice, DischargeDestination::Unknown, PriorLevelOutcome::LeftEarly);
        check(DischargeType::PayerForced, DischargeDestination::Home, PriorLevelOutcome::Unknown);
        check(DischargeType::Transfer, DischargeDestination::LowerLevelElsewhere, PriorLevelOutcome::Unknown);
    }
}
