//! One rule: after which event who must act within what time, for whom it holds and where that is written.

use care::{PlanFunding, choices};
use vocabulary::{Day, LevelOfCare};

use crate::authorization::RequestKind;

choices! {
    /// Under which law or agreement.
    Regime ("regime") {
        /// The Employee Retirement Income Security Act.
        Erisa = "erisa",
        /// The Affordable Care Act.
        Aca = "aca",
        /// The interoperability and prior authorization rule of 2024.
        Cms0057 = "cms_0057",
        /// Medicare.
        Medicare = "medicare",
        /// Medicare Advantage.
        MedicareAdvantage = "medicare_advantage",
        /// Medicaid managed care.
        MedicaidManagedCare = "medicaid_managed_care",
        /// The law of a state.
        State = "state",
        /// The contract with the payer.
        Contract = "contract",
    }
}

choices! {
    /// What starts a clock, or ends one that runs backwards.
    DeadlineEvent ("event of a deadline") {
        /// The patient was admitted to a level of care.
        Admission = "admission",
        /// A request reached the payer.
        RequestSubmitted = "request_submitted",
        /// The payer asked for more.
        InformationRequested = "information_requested",
        /// What it asked for reached it.
        InformationSupplied = "information_supplied",
        /// The payer said that it ends or reduces approved care.
        ReductionAnnounced = "reduction_announced",
        /// The last covered day ends.
        CourseEnds = "course_ends",
        /// A denial came.
        DenialReceived = "denial_received",
        /// An appeal reached the payer.
        AppealFiled = "appeal_filed",
        /// The last internal appeal was denied.
        FinalDenialReceived = "final_denial_received",
        /// External review was asked for.
        ExternalReviewRequested = "external_review_requested",
        /// The patient left or stepped down.
        Discharge = "discharge",
        /// Care was given.
        ServiceDelivered = "service_delivered",
        /// A payer decided on a claim.
        ClaimDecided = "claim_decided",
        /// Care was given whose claim is to be corrected: a first claim has a time of its own.
        CorrectedServiceDelivered = "corrected_service_delivered",
    }
}

choices! {
    /// Who must act.
    OwedBy ("party of a deadline") {
        /// The practice, for itself or for the patient.
        Practice = "practice",
        /// The payer or its reviewer.
        Payer = "payer",
    }
}

choices! {
    /// What the practice does to keep a deadline after a denial.
    DeadlineAct ("act of a deadline") {
        /// Files the internal appeal.
        Appeal = "appeal",
        /// Asks to speak with the payer's physician.
        PeerToPeer = "peer_to_peer",
        /// Asks that coverage continues.
        Continuation = "continuation",
        /// Asks for external review or a hearing.
        ExternalReview = "external_review",
    }
}

choices! {
    /// What a notice tells of: once it is on record as given, the clock of such a rule stops.
    NoticeKind ("kind of notice") {
        /// An admission to a level of care.
        Admission = "admission",
        /// That the stay was talked over with whom the rule names.
        Consultation = "consultation",
        /// That the physician certified the stay again.
        Certification = "certification",
        /// A discharge or a step-down.
        Discharge = "discharge",
        /// That approved care is reduced or ended.
        Reduction = "reduction",
    }
}

impl NoticeKind {
    /// What a rule about an event asks to be told, where the rule does not say it itself. What the payer owes after an admission is no notice: it may not
    /// review before a day.
    pub const fn of_event(event: DeadlineEvent, owed_by: OwedBy) -> Option<Self> {
        match (event, owed_by) {
            (DeadlineEvent::Admission, OwedBy::Practice) => Some(Self::Admission),
            (DeadlineEvent::Discharge, OwedBy::Practice) => Some(Self::Discharge),
            (DeadlineEvent::ReductionAnnounced, _) => Some(Self::Reduction),
            _ => None,
        }
    }
}

choices! {
    /// What becomes of the payer's time while it waits for what it wants more. A rule without it runs on.
    WhilePended ("effect of a wish for more") {
        /// It stands still, with the extension that the rule allows behind it.
        StandsStill = "stands_still",
        /// It is extended once, by the days that the rule allows; no request that lacks nothing has them.
        Extended = "extended",
    }
}

choices! {
    /// Who appeals. Selects the rules.
    Appellant ("appellant") {
        /// The member.
        Member = "member",
        /// Somebody whom the member authorized: the practice, too, with the member's designation.
        AuthorizedRepresentative = "authorized_representative",
        /// The provider in its own name, under its contract.
        Provider = "provider",
    }
}

choices! {
    /// A limit of the payer's profile.
    ContractLimit ("limit of a contract") {
        /// Hours before the end of the last covered day.
        RequestHoursBeforeEnd = "request_hours_before_end",
        /// Days for an appeal.
        AppealDays = "appeal_days",
        /// Business days for asking to speak with the payer's physician.
        PeerToPeerBusinessDays = "peer_to_peer_business_days",
        /// Hours for telling of a discharge.
        DischargeNoticeHours = "discharge_notice_hours",
        /// Hours after admission within which an authorization is still given.
        RetroAuthorizationHours = "retro_authorization_hours",
        /// Days for filing a claim.
        FilingDays = "filing_days",
        /// Days for filing a corrected claim after the payer's decision.
        CorrectedDays = "corrected_days",
        /// Days for filing a corrected claim after the service.
        CorrectedDaysFromService = "corrected_days_from_service",
    }
}

/// Within what time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Hours from the moment of the event.
    Hours(u32),
    /// Days after the day of the event, weekends included.
    CalendarDays(u32),
    /// Weekdays after the day of the event that are no holidays.
    BusinessDays(u32),
    /// Months after the day of the event.
    Months(u32),
    /// The n-th day, where the day of the event is day 1.
    StayDay(u32),
    /// Before the approved course ends.
    BeforeCourseEnds,
    /// What the payer's profile says.
    Contract(ContractLimit),
}

impl Limit {
    /// As a file writes it.
    pub fn code(self) -> String {
        match self {
            Self::Hours(number) => format!("hours = {number}"),
            Self::CalendarDays(number) => format!("calendar_days = {number}"),
            Self::BusinessDays(number) => format!("business_days = {number}"),
            Self::Months(number) => format!("months = {number}"),
            Self::StayDay(number) => format!("stay_day = {number}"),
            Self::BeforeCourseEnds => "before_course_ends".to_owned(),
            Self::Contract(which) => format!("contract = {which}"),
        }
    }
}

/// For whom a rule holds. An empty list and an absent value hold for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Condition {
    /// Where the money of the plan comes from.
    pub funding: Vec<PlanFunding>,
    /// States, as two capital letters.
    pub states: Vec<String>,
    /// Levels of care.
    pub levels: Vec<LevelOfCare>,
    /// Before, during or after care.
    pub timing: Vec<RequestKind>,
    /// Who appeals.
    pub appellants: Vec<Appellant>,
    /// Whether it is urgent.
    pub urgent: Option<bool>,
    /// Whether the request lacked something.
    pub incomplete: Option<bool>,
    /// Whether it is care for a substance use disorder.
    pub substance_use: Option<bool>,
    /// At least so many hours before the approved course ends.
    pub lead_hours_at_least: Option<u32>,
    /// Fewer hours than these before it ends, or no approved course at all.
    pub lead_hours_below: Option<u32>,
}

/// One rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadlineRule {
    /// Its id, such as `ERISA-C2`.
    pub id: String,
    /// Under which law or agreement.
    pub regime: Regime,
    /// What starts the clock.
    pub event: DeadlineEvent,
    /// Who must act.
    pub owed_by: OwedBy,
    /// Within what time.
    pub limit: Limit,
    /// What is done to keep it, where that follows on a denial.
    pub act: Option<DeadlineAct>,
    /// Which notice stops the clock, where one does.
    pub notice: Option<NoticeKind>,
    /// Days by which the one who owes may extend it with notice.
    pub extension_days: Option<u32>,
    /// What becomes of its time while the payer waits for what it wants more.
    pub pended: Option<WhilePended>,
    /// For whom it holds.
    pub condition: Condition,
    /// Where it is written.
    pub source: String,
    /// What was read to check it.
    pub read: Vec<String>,
    /// From when it holds; `None`: since before the product.
    pub effective_from: Option<Day>,
    /// Until when; `None`: still.
    pub effective_until: Option<Day>,
    /// True where two sources were read and agree.
    pub verified: bool,
    /// True where the practice wrote it over ours or added it.
    pub of_practice: bool,
}
