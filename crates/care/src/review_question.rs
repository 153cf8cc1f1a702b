//! What a payer's reviewer asks. One list for all payers; which of them one payer asks, in which order and how fresh the answer must be, stands
//! in its profile ([`crate::PayerProfile`]).
//!
//! The list is the union of review outlines that payers and their contractors have published, read for this purpose; the words are ours. Four
//! questions are only ever answered by a person: see [`ReviewQuestion::needs_a_person`].

use crate::choice::choices;

choices! {
    /// One question of a review.
    ReviewQuestion ("review question") {
        /// Patient, member id, authorization, level of care, codes and units asked for.
        Request = "request",
        /// Working diagnoses.
        Diagnoses = "diagnoses",
        /// Why the patient came now: what brought it on.
        Precipitant = "precipitant",
        /// Risk to self and others, with history and plan.
        Risk = "risk",
        /// Symptoms now against admission.
        Symptoms = "symptoms",
        /// Measures and their course.
        Measures = "measures",
        /// Mental status.
        MentalStatus = "mental_status",
        /// Functioning.
        Functioning = "functioning",
        /// Substance use, withdrawal, screens.
        SubstanceUse = "substance_use",
        /// Medications and what changed.
        Medications = "medications",
        /// Medical conditions.
        Medical = "medical",
        /// Treatment before.
        TreatmentHistory = "treatment_history",
        /// Supports, family and family sessions.
        Supports = "supports",
        /// Attendance and participation.
        Participation = "participation",
        /// The plan, and what changed in it since the last review.
        PlanChange = "plan_change",
        /// Progress on each goal.
        GoalProgress = "goal_progress",
        /// What stands in the way of discharge.
        Barriers = "barriers",
        /// Where the patient lives.
        RecoveryEnvironment = "recovery_environment",
        /// How skills are used outside of treatment.
        SkillsUse = "skills_use",
        /// Discharge plan: expected length, next level, providers, appointments.
        DischargePlan = "discharge_plan",
        /// Why a lower level would not do.
        WhyNotLower = "why_not_lower",
        /// Who attends, and when they can speak with the payer's physician.
        AttendingContact = "attending_contact",
        /// Coordination with primary care and others.
        Coordination = "coordination",
        /// The dimensions or domains of the payer's named criteria.
        Dimensions = "dimensions",
    }
}

impl ReviewQuestion {
    /// True for what no record can answer: only a person's own words count.
    pub const fn needs_a_person(self) -> bool {
        matches!(self, Self::Precipitant | Self::PlanChange | Self::GoalProgress | Self::WhyNotLower)
    }
}
