//! Time at one level of care inside an episode, with the approach that was used.

use vocabulary::{Day, EpisodeId, LevelOfCare, Period, ProgramId};

use crate::choice::choices;
use crate::episode::Episode;
use crate::problem::{CareProblem, not_future};

choices! {
    /// How the care reaches the patient.
    Modality ("modality") {
        /// At the practice.
        InPerson = "in_person",
        /// By video or telephone.
        Telehealth = "telehealth",
        /// Some of each.
        Hybrid = "hybrid",
    }
}

/// From one change of level to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelOfCarePeriod {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// The program that gives the care.
    pub program: ProgramId,
    /// The level.
    pub level_of_care: LevelOfCare,
    /// From when to when.
    pub period: Period,
    /// Treatment approach or track, in the practice's words; empty when not recorded.
    pub track: String,
    /// `None` when not recorded.
    pub modality: Option<Modality>,
}

impl LevelOfCarePeriod {
    /// Checks that the period has begun and lies inside its episode.
    pub fn check(&self, episode: &Episode, today: Day) -> Result<(), CareProblem> {
        not_future("level-of-care period", self.period.first(), today)?;
        let outside = CareProblem::OutsideEpisode { what: "level-of-care period", admitted: episode.admitted };
        let starts_inside = episode.contains(self.period.first());
        let ends_inside = self.period.last().is_none_or(|last| episode.contains(last));
        if starts_inside && ends_inside { Ok(()) } else { Err(outside) }
    }
}
