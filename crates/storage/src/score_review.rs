//! That somebody looked at a score, whether they talked about it with the patient, and what changed in the plan.

use vocabulary::{AdministrationId, Instant, PatientId, UserId, Version};

use crate::StorageError;
use crate::record::column::patient_record;
use crate::record::{Stored, View, read};
use crate::unit::ReadUnit;

/// One review of one score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreReview {
    /// Whose.
    pub patient: PatientId,
    /// The administration whose score it was.
    pub administration: AdministrationId,
    /// The version of the administration that was looked at.
    pub administration_version: Version,
    /// Who looked.
    pub reviewed_by: UserId,
    /// When.
    pub reviewed_at: Instant,
    /// When it was talked about with the patient; `None` when it was not.
    pub discussed_at: Option<Instant>,
    /// What changed in the plan, in the clinician's words; empty when nothing did.
    pub plan_change: String,
}

patient_record! {
    ScoreReview of patient in "score_review", ordered by "reviewed_at, id" {
        "administration_id" => administration;
        "administration_version" => administration_version;
        "reviewed_by" => reviewed_by;
        "reviewed_at" => reviewed_at;
        "discussed_at" => discussed_at;
        "plan_change" => plan_change;
    }
}

/// The reviews of one administration's score, in the order of time.
#[crate::boxed]
pub async fn of_administration(
    unit: &mut ReadUnit,
    administration: AdministrationId,
    view: View,
) -> Result<Vec<Stored<ScoreReview>>, StorageError> {
    read::find_in(unit, view, "administration_id IN ({list}) ORDER BY reviewed_at, id", &[administration]).await
}
