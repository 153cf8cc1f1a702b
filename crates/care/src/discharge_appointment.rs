//! Appointments after discharge or step-down: the part of a discharge plan that a payer's reviewer asks for by date.

use vocabulary::{Day, EpisodeId, Instant};

use crate::choice::choices;
use crate::problem::{CareProblem, not_empty, not_future};

choices! {
    /// What the appointment is for.
    AppointmentKind ("kind of appointment") {
        /// The start at the next level.
        NextLevel = "next_level",
        /// Psychotherapy.
        Therapy = "therapy",
        /// A prescriber.
        Medication = "medication",
        /// Primary care.
        PrimaryCare = "primary_care",
        /// A support group or peer.
        Support = "support",
        /// Something else.
        Other = "other",
    }
}

/// One appointment, as made on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DischargeAppointment {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// The day it was made.
    pub day: Day,
    /// What for.
    pub kind: AppointmentKind,
    /// With whom.
    pub provider: String,
    /// When it is.
    pub starts_at: Instant,
}

impl DischargeAppointment {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_future("appointment", self.day, today)?;
        not_empty("provider", &self.provider)
    }
}
