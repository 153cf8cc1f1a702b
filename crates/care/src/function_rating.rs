//! How well a patient gets through daily life.

use vocabulary::{Day, EpisodeId, PatientId};

use crate::choice::choices;
use crate::problem::{CareProblem, not_future};
use crate::rating::Rating;

choices! {
    /// What a rating of function rests on.
    FunctionBasis ("basis of a function rating") {
        /// A clinician's judgement.
        Clinician = "clinician",
        /// An instrument of function; its score is a record of its own.
        Instrument = "instrument",
        /// What family or another third person reported.
        Collateral = "collateral",
    }
}

/// One rating of impaired function on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionRating {
    /// Whose.
    pub patient: PatientId,
    /// The episode it was made in; `None` outside of one.
    pub episode: Option<EpisodeId>,
    /// The day.
    pub day: Day,
    /// 0 not impaired, 1 slightly, 2 moderately, 3 severely, 4 cannot manage alone.
    pub impairment: Rating,
    /// What it rests on.
    pub basis: FunctionBasis,
}

impl FunctionRating {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_future("function rating", self.day, today)
    }
}
