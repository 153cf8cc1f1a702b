//! What stands beside claims about care: scores, determinations, episodes.

use care::DischargeType;
use utilization_review::level_of_care::Determination;
use vocabulary::{Day, LevelOfCare, Points};

/// A scored instrument of a patient on a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MeasureFact {
    /// The patient, as in a note.
    pub patient: String,
    /// The day on which it was finished.
    pub day: Day,
    /// The instrument by its id in the library, such as `phq-9`; another name is taken and not judged.
    pub instrument: String,
    /// The value of its main scale.
    pub score: Points,
    /// Whether a clinician interpreted it, where the table says so.
    pub interpreted: Option<bool>,
}

/// What a set of criteria said about a patient's level of care on a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DeterminationFact {
    /// The patient, as in a note.
    pub patient: String,
    /// The day of the determination.
    pub day: Day,
    /// What it said.
    pub determination: Determination,
    /// True where a person decided otherwise and wrote down why.
    pub decided_otherwise: bool,
}

/// An episode of care.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EpisodeFact {
    /// The patient, as in a note.
    pub patient: String,
    /// The first day.
    pub admitted: Day,
    /// The last day; `None` while it goes on.
    pub discharged: Option<Day>,
    /// Why it ended, where that is recorded.
    pub ending: Option<DischargeType>,
    /// The program; empty where none is named.
    pub program: String,
    /// The level of care at admission.
    pub level: Option<LevelOfCare>,
    /// Who sent the patient; empty where nobody is named.
    pub referral_source: String,
    /// The principal diagnosis, as the practice groups it; empty where none is named.
    pub diagnosis: String,
    /// The approach of the treatment, as the practice names it; empty where none is named.
    pub approach: String,
    /// Who answers for the treatment, by a code; empty where nobody is named.
    pub clinician: String,
}

impl EpisodeFact {
    /// True on every day from admission to discharge.
    pub fn contains(&self, day: Day) -> bool {
        self.admitted <= day && self.discharged.is_none_or(|last| day <= last)
    }
}
