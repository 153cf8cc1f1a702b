//! What can happen to an alert. Events are only added, never changed.

use vocabulary::{Evidence, Instant, UserId};

use crate::warning_sign::{Class, codes};

codes! {
    /// Where in the chain of owners an alert stands.
    Tier ("place in the chain of owners") {
        /// The one who answers for the treatment.
        Primary = "primary",
        /// Everybody in the care team.
        CareTeam = "care_team",
        /// Whoever is on call for the site.
        OnCall = "on_call",
        /// The clinical director. There is nobody after them.
        Director = "director",
    }
}

codes! {
    /// What was done about an alert: a closed list, so that it can be counted.
    Disposition ("disposition") {
        /// Spoke with the patient and assessed safety.
        SafetyAssessed = "safety_assessed",
        /// Wrote or changed the safety plan with the patient.
        SafetyPlanUpdated = "safety_plan_updated",
        /// Called emergency services or asked for a welfare check. Done by a person; the system calls nobody.
        EmergencyServices = "emergency_services",
        /// Had withdrawal looked after medically.
        MedicalCareArranged = "medical_care_arranged",
        /// Talked about it with the patient.
        DiscussedWithPatient = "discussed_with_patient",
        /// Changed the treatment plan.
        PlanChanged = "plan_changed",
        /// Began a review of the level of care.
        LevelOfCareReview = "level_of_care_review",
        /// Took it to supervision or a colleague.
        Consulted = "consulted",
        /// Looked at it and goes on as planned, for the reason in the note.
        ContinuePlan = "continue_plan",
        /// Was already being looked after.
        AlreadyAddressed = "already_addressed",
        /// The task was done.
        Done = "done",
        /// The task was put to another day.
        Rescheduled = "rescheduled",
        /// The patient declined.
        PatientDeclined = "patient_declined",
        /// The task is no longer needed.
        NoLongerNeeded = "no_longer_needed",
        /// The record it rests on was entered in error.
        EnteredInError = "entered_in_error",
    }
}

impl Disposition {
    /// The dispositions that may close an alert of a class.
    pub const fn of_class(class: Class) -> &'static [Self] {
        match class {
            Class::Safety => &[
                Self::SafetyAssessed,
                Self::SafetyPlanUpdated,
                Self::EmergencyServices,
                Self::MedicalCareArranged,
                Self::LevelOfCareReview,
                Self::AlreadyAddressed,
                Self::EnteredInError,
            ],
            Class::Clinical => &[
                Self::DiscussedWithPatient,
                Self::PlanChanged,
                Self::LevelOfCareReview,
                Self::Consulted,
                Self::ContinuePlan,
                Self::AlreadyAddressed,
                Self::EnteredInError,
            ],
            Class::Task => &[Self::Done, Self::Rescheduled, Self::PatientDeclined, Self::NoLongerNeeded, Self::EnteredInError],
        }
    }

    /// True where something was done because of the alert. What counts as acted on in reports.
    pub const fn is_action(self) -> bool {
        !matches!(self, Self::ContinuePlan | Self::AlreadyAddressed | Self::NoLongerNeeded | Self::EnteredInError)
    }
}

/// How a person closed an alert.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Closing {
    /// What was done.
    pub disposition: Disposition,
    /// In the person's own words.
    pub note: String,
    /// The name and credential they signed with.
    pub signature: String,
}

/// One thing that happened to an alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: Instant,
    /// What.
    pub kind: EventKind,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// The rule found the sign and the alert came to be, at this place in the chain.
    Raised {
        /// Where in the chain it began.
        tier: Tier,
    },
    /// It was put into somebody's inbox or message queue.
    Received {
        /// Whose.
        by: UserId,
    },
    /// It was on somebody's screen.
    Shown {
        /// Whose.
        to: UserId,
    },
    /// Somebody took it on.
    Acknowledged {
        /// Who.
        by: UserId,
    },
    /// Nobody took it on in time; it went to the next in the chain.
    Escalated {
        /// Where to.
        to: Tier,
    },
    /// Somebody had taken it on and did not close it in time; it went to the next in the chain, who has to take it on.
    NotClosed {
        /// Where to.
        to: Tier,
    },
    /// Whoever had it may no longer sign in; it went back to its place in the chain, or to the next filled one, and has to be taken on anew.
    HolderGone {
        /// Where to.
        to: Tier,
    },
    /// A person gave it to another, who has to take it on.
    HandedOver {
        /// Who gave it.
        by: UserId,
        /// Who got it.
        to: UserId,
    },
    /// A person closed it.
    Closed {
        /// Who.
        by: UserId,
        /// How.
        closing: Closing,
    },
    /// A fact satisfied the task.
    ResolvedByFact {
        /// Which record.
        fact: Evidence,
    },
}

impl EventKind {
    /// The code in files and tables.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Raised { .. } => "raised",
            Self::Received { .. } => "received",
            Self::Shown { .. } => "shown",
            Self::Acknowledged { .. } => "acknowledged",
            Self::Escalated { .. } => "escalated",
            Self::NotClosed { .. } => "not_closed",
            Self::HolderGone { .. } => "holder_gone",
            Self::HandedOver { .. } => "handed_over",
            Self::Closed { .. } => "closed",
            Self::ResolvedByFact { .. } => "resolved_by_fact",
        }
    }

    /// The order of events of one instant, so that a history has one meaning whatever the order it is read in: who has it, who saw it, who
    /// took it on, how it ended.
    pub(super) fn rank(&self) -> u8 {
        match self {
            Self::Raised { .. } => 0,
            Self::Escalated { .. } => 1,
            Self::NotClosed { .. } => 2,
            Self::HolderGone { .. } => 3,
            Self::HandedOver { .. } => 4,
            Self::Received { .. } => 5,
            Self::Shown { .. } => 6,
            Self::Acknowledged { .. } => 7,
            Self::Closed { .. } => 8,
            Self::ResolvedByFact { .. } => 9,
        }
    }

    /// The last resort of the same order: the content.
    pub(super) fn content(&self) -> String {
        match self {
            Self::Raised { tier } | Self::Escalated { to: tier } | Self::NotClosed { to: tier } | Self::HolderGone { to: tier } => {
                tier.code().to_owned()
            }
            Self::Received { by: user } | Self::Shown { to: user } | Self::Acknowledged { by: user } => user.to_string(),
            Self::HandedOver { by, to } => format!("{by} {to}"),
            Self::Closed { by, closing } => format!("{by} {} {} {}", closing.disposition, closing.note, closing.signature),
            Self::ResolvedByFact { fact } => format!("{} {} {}", fact.kind, fact.id, fact.version.0),
        }
    }
}
