//! What a patient writes for their next session, on their own page. Kept as it was written: what they write later stands beside it.

use vocabulary::{Instant, PatientId};

use crate::record::column::patient_record;

/// What a patient wrote at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnWords {
    /// Who.
    pub patient: PatientId,
    /// What went well since last time; may be empty.
    pub went_well: String,
    /// What was hard; may be empty.
    pub was_hard: String,
    /// What they want to ask; may be empty.
    pub to_ask: String,
    /// When.
    pub written_at: Instant,
}

patient_record! {
    judgement OwnWords of patient in "own_words", ordered by "written_at, id" {
        "went_well" => went_well;
        "was_hard" => was_hard;
        "to_ask" => to_ask;
        "written_at" => written_at;
    }
}
