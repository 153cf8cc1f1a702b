//! Incidents: events that say more about danger than any answer on a form.

use vocabulary::{EpisodeId, Instant, PatientId};

use crate::choice::choices;
use crate::problem::{CareProblem, not_later};

choices! {
    /// What happened.
    IncidentKind ("kind of incident") {
        /// A suicide attempt.
        SuicideAttempt = "suicide_attempt",
        /// Self-harm that needed medical care.
        SelfHarmMedical = "self_harm_medical",
        /// Self-harm that needed none.
        SelfHarm = "self_harm",
        /// Violence against somebody.
        Violence = "violence",
        /// The patient was restrained or secluded.
        Restraint = "restraint",
        /// The patient left a place that they were not to leave alone.
        Elopement = "elopement",
        /// A fall, an accident or another injury.
        Injury = "injury",
        /// Something else.
        Other = "other",
    }
}

impl IncidentKind {
    /// True where the patient harmed or tried to harm themselves or somebody else.
    pub const fn is_harm(self) -> bool {
        matches!(self, Self::SuicideAttempt | Self::SelfHarmMedical | Self::SelfHarm | Self::Violence)
    }
}

/// One incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    /// Whose.
    pub patient: PatientId,
    /// The episode in which it happened; `None` outside of one.
    pub episode: Option<EpisodeId>,
    /// When it happened.
    pub occurred_at: Instant,
    /// What.
    pub kind: IncidentKind,
}

impl Incident {
    /// Checks what one record can say about itself.
    pub fn check(&self, now: Instant) -> Result<(), CareProblem> {
        not_later("incident", self.occurred_at, now)
    }
}
