//! How far a patient takes part in the treatment they come to.

use vocabulary::{Day, EpisodeId};

use crate::problem::{CareProblem, not_future};
use crate::rating::Rating;

/// One rating of participation on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participation {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// The day.
    pub day: Day,
    /// 0 not at all, 1 when urged, 2 mostly, 3 throughout, 4 also helps others or works on their own between meetings.
    pub rating: Rating,
}

impl Participation {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_future("participation rating", self.day, today)
    }
}
