//! That somebody looked at a score.

use vocabulary::{AdministrationId, Instant, PatientId, UserId, Version};

/// A review of one score: who looked at it, when, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreReview {
    /// Whose.
    pub patient: PatientId,
    /// The administration whose score was looked at.
    pub administration: AdministrationId,
    /// The version of it that was looked at.
    pub administration_version: Version,
    /// Who looked.
    pub reviewed_by: UserId,
    /// When.
    pub reviewed_at: Instant,
    /// When it was talked over with the patient; `None` when it was not.
    pub discussed_at: Option<Instant>,
    /// What changed in the plan, in the clinician's words; empty when nothing did.
    pub plan_change: String,
}
