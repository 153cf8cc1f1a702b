//! Diagnoses, coded in ICD-10-CM. The code's description is not ours to ship; it is shown where a practice loads its own code list.

use vocabulary::{ClinicianId, EpisodeId, Icd10Code, PatientId, Period};

use crate::choice::choices;

choices! {
    /// The diagnosis' place among the patient's diagnoses.
    DiagnosisRank ("diagnosis rank") {
        /// What the care is mainly for.
        Principal = "principal",
        /// Also treated or affecting care.
        Secondary = "secondary",
        /// Being ruled out; never billed.
        RuleOut = "rule_out",
    }
}

/// A diagnosis of a patient, as of its record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// Whose.
    pub patient: PatientId,
    /// The episode it was made in; `None` for one that was brought along.
    pub episode: Option<EpisodeId>,
    /// The code.
    pub code: Icd10Code,
    /// Its rank.
    pub rank: DiagnosisRank,
    /// Onset to resolution.
    pub period: Period,
    /// Who made it; `None` when it came from elsewhere.
    pub diagnosed_by: Option<ClinicianId>,
}
