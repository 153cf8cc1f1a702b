//! What a rule answers, and the records that its answer rests on.

use care::choices;
use vocabulary::{Day, Verdict};

choices! {
    /// A kind of record that a rule looks at. Also the name of what is missing where a rule could not be answered.
    RecordKind ("kind of record behind a claim") {
        /// The patient of the claim: without one nothing but the claim itself can be looked at.
        Patient = "patient",
        /// Who pays for the patient, from when to when.
        Coverage = "coverage",
        /// A payer's answer about eligibility.
        EligibilityAnswer = "eligibility_answer",
        /// What a payer asks for: which levels need an authorization, which codes belong together, how long a claim may take.
        PayerRule = "payer_rule",
        /// What may be delivered.
        Authorization = "authorization",
        /// For which provider an authorization was given.
        AuthorizedProvider = "authorized_provider",
        /// What was asked of a payer.
        AuthorizationRequest = "authorization_request",
        /// What a payer decided.
        AuthorizationDetermination = "authorization_determination",
        /// That a payer was told of a discharge.
        DischargeNotice = "discharge_notice",
        /// How many days or visits a plan pays.
        BenefitLimit = "benefit_limit",
        /// That a provider may give the service, and is in the network.
        Credential = "credential",
        /// A referral.
        Referral = "referral",
        /// Who gave the service.
        RenderingProvider = "rendering_provider",
        /// This claim.
        Claim = "claim",
        /// The first version of this claim: what a correction takes the place of.
        FirstVersion = "first_version",
        /// Other claims of the patient.
        OtherClaims = "other_claims",
        /// The official list of diagnosis codes.
        DiagnosisCodes = "diagnosis_codes",
        /// A diagnosis of the patient.
        Diagnosis = "diagnosis",
        /// What the code of the claim says about the level of care.
        BilledLevel = "billed_level",
        /// From admission to discharge.
        Episode = "episode",
        /// Time at a level of care.
        LevelOfCarePeriod = "level_of_care_period",
        /// Who attended what.
        Attendance = "attendance",
        /// Facts about a note, never its text.
        ServiceNote = "service_note",
        /// An evaluation at the beginning of care.
        Evaluation = "evaluation",
        /// A signed treatment plan.
        TreatmentPlan = "treatment_plan",
        /// A goal of the plan.
        TreatmentGoal = "treatment_goal",
        /// A change or review of the plan.
        TreatmentPlanChange = "treatment_plan_change",
        /// What criteria said about the level of care.
        LevelDetermination = "level_determination",
        /// What a licensed person decided about it.
        LevelDecision = "level_decision",
        /// What a clinician states about the need for this level.
        ClinicianStatement = "clinician_statement",
        /// The plan for less intensive care.
        StepDownPlan = "step_down_plan",
        /// A physician's order.
        Order = "order",
        /// A physician's certification.
        Certification = "certification",
        /// A local coverage rule of a Medicare contractor.
        LocalCoverage = "local_coverage",
        /// A scored instrument.
        Measure = "measure",
        /// How much danger a clinician saw.
        RiskRating = "risk_rating",
        /// What was done about a rating of danger.
        RiskDisposition = "risk_disposition",
        /// What became of the scores since their baseline.
        Change = "change",
        /// A rating of function.
        FunctionRating = "function_rating",
        /// That a score was talked about with the patient.
        ScoreDiscussion = "score_discussion",
        /// A drug screen or a report of use.
        SubstanceRecord = "substance_record",
        /// A consent to treatment.
        Consent = "consent",
        /// A consent to disclose.
        DisclosureConsent = "disclosure_consent",
        /// An agreement about what the patient pays.
        FinancialAgreement = "financial_agreement",
        /// That a provider is not excluded from federal programs.
        ExclusionCheck = "exclusion_check",
        /// The program that gave the care.
        Program = "program",
    }
}

impl RecordKind {
    /// True where some page or file brings records of this kind. Of the others a rule never knows anything: somebody has to look by hand.
    pub const fn is_kept(self) -> bool {
        !matches!(
            self,
            Self::AuthorizedProvider
                | Self::BenefitLimit
                | Self::Credential
                | Self::Referral
                | Self::RenderingProvider
                | Self::Evaluation
                | Self::TreatmentPlan
                | Self::LocalCoverage
                | Self::Consent
                | Self::FinancialAgreement
                | Self::ExclusionCheck
        )
    }
}

/// A record that an answer rests on. Names are codes, numbers of records and instruments: never a score, an answer or a name of a person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// The day it speaks of; for a claim the day of service.
    pub day: Option<Day>,
    /// What kind.
    pub kind: RecordKind,
    /// What names it to a person: a number, a code, an instrument; may be empty.
    pub name: String,
    /// Its id and version where it is a record of the practice.
    pub record: Option<String>,
}

impl Evidence {
    /// A record without a name of its own, of a day.
    pub fn on(kind: RecordKind, day: Day) -> Self {
        Self { day: Some(day), kind, name: String::new(), record: None }
    }

    /// A record that a code or number names.
    pub fn named(kind: RecordKind, name: impl Into<String>, day: Option<Day>) -> Self {
        Self { day, kind, name: name.into(), record: None }
    }

    /// With the record it stands in.
    #[must_use]
    pub fn of(mut self, record: Option<&str>) -> Self {
        self.record = record.map(str::to_owned);
        self
    }
}

/// What a rule answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// What is asked for is on record.
    Pass(Vec<Evidence>),
    /// The records say that it is not so.
    Fail(Vec<Evidence>),
    /// A kind of record is missing that would say it.
    Unknown(RecordKind),
    /// The rule is not about claims of this kind.
    NotApplicable,
}

impl Answer {
    /// Passes, without anything to name.
    pub const fn pass() -> Self {
        Self::Pass(Vec::new())
    }

    /// Fails where there is something to name, else passes.
    pub fn fails_for(evidence: Vec<Evidence>) -> Self {
        if evidence.is_empty() { Self::pass() } else { Self::Fail(evidence) }
    }

    /// Three-valued; `None` where the rule does not apply.
    pub fn verdict(&self) -> Option<Verdict> {
        match self {
            Self::Pass(_) => Some(Verdict::Met),
            Self::Fail(_) => Some(Verdict::NotMet),
            Self::Unknown(_) => Some(Verdict::Unknown),
            Self::NotApplicable => None,
        }
    }

    /// The records behind it.
    pub fn evidence(&self) -> &[Evidence] {
        match self {
            Self::Pass(evidence) | Self::Fail(evidence) => evidence,
            Self::Unknown(_) | Self::NotApplicable => &[],
        }
    }

    /// With its evidence in order, each once.
    #[must_use]
    pub(super) fn sorted(mut self) -> Self {
        if let Self::Pass(evidence) | Self::Fail(evidence) = &mut self {
            evidence.sort();
            evidence.dedup();
        }
        self
    }
}

/// An answer, or the kind of record that is missing.
pub type Asked = Result<Answer, RecordKind>;
