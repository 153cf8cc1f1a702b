//! What a patient is told on their own page about what followed from their answers, in the clinician's words.

use vocabulary::{Instant, PatientId, UserId};

use crate::record::column::patient_record;

/// One note to a patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatientNote {
    /// To whom.
    pub patient: PatientId,
    /// The words.
    pub words: String,
    /// Who wrote them.
    pub written_by: UserId,
    /// When.
    pub written_at: Instant,
}

patient_record! {
    judgement PatientNote of patient in "patient_note", ordered by "written_at, id" {
        "words" => words;
        "written_by" => written_by;
        "written_at" => written_at;
    }
}
