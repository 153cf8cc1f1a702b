//! What waits for a patient outside treatment: housing and supports.

use vocabulary::{Day, EpisodeId, PatientId};

use crate::medical_status::YesNoUnknown;
use crate::problem::{CareProblem, not_future};
use crate::rating::Rating;

/// Whether the place where a patient lives, or would live, is safe, as of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Housing {
    /// Whose.
    pub patient: PatientId,
    /// The episode in which it was asked; `None` outside of one.
    pub episode: Option<EpisodeId>,
    /// The day.
    pub day: Day,
    /// Safe from violence and, where it matters, from substances.
    pub safe: YesNoUnknown,
}

impl Housing {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_future("housing", self.day, today)
    }
}

/// The people a patient can rely on, as of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supports {
    /// Whose.
    pub patient: PatientId,
    /// The episode in which it was asked; `None` outside of one.
    pub episode: Option<EpisodeId>,
    /// The day.
    pub day: Day,
    /// 0 nobody, 1 hardly anybody, 2 some people, 3 reliable people, 4 people who take part in the treatment.
    pub rating: Rating,
}

impl Supports {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_future("supports", self.day, today)
    }
}
