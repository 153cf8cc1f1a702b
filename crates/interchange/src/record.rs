//! Records as they come out of a file: domain values whose references are still the keys of the file.

pub(crate) mod care_fact;
mod hash;

use std::fmt;
use std::sync::Arc;

use care::{
    CareTeamRole, Clinician, ContractRate, DayRate, DiagnosisRank, Discharge, ExclusionCheck, Modality, Patient, PayerClass, Program,
    ProviderCredential, ReferralSource,
};
use instruments::definition::document::Document;
use instruments::{AnswerProblem, Completion, Definition, Mode, PersonFacts, Phase, Respondent, Responses, Score};
use vocabulary::{Day, Icd10Code, Instant, Language, LevelOfCare, Period, Points};

use crate::position::{Position, RawText};
use crate::reading::NoteCode;
use care_fact::CareFactRecord;

/// One record of a file, understood.
#[derive(Clone)]
pub struct ImportRecord {
    /// The record's own key in the system it comes from; the same key again is the same record. `None` where the file has none: `app` then
    /// recognizes a record by its content.
    pub external_key: Option<String>,
    /// Where it stands.
    pub position: Position,
    /// The text it was read from, for the reject file if a reference cannot be resolved.
    pub raw: RawText,
    /// What is worth a word although the record is taken.
    pub notes: Vec<NoteCode>,
    /// The record.
    pub content: Content,
}

impl ImportRecord {
    /// What kind of record it is.
    pub fn kind(&self) -> RecordKind {
        match &self.content {
            Content::Definition(_) => RecordKind::Definition,
            Content::Program(_) => RecordKind::Program,
            Content::Clinician(_) => RecordKind::Clinician,
            Content::DayRate(_) => RecordKind::DayRate,
            Content::ContractRate(_) => RecordKind::ContractRate,
            Content::ProviderCredential(_) => RecordKind::ProviderCredential,
            Content::ExclusionCheck(_) => RecordKind::ExclusionCheck,
            Content::Patient(_) => RecordKind::Patient,
            Content::Episode(_) => RecordKind::Episode,
            Content::LevelOfCarePeriod(_) => RecordKind::LevelOfCarePeriod,
            Content::Diagnosis(_) => RecordKind::Diagnosis,
            Content::CareTeamMember(_) => RecordKind::CareTeamMember,
            Content::CareFact(fact) => fact.kind,
            Content::Administration(_) => RecordKind::Administration,
        }
    }
}

impl fmt::Debug for ImportRecord {
    /// Kind and place only: the content holds names and answers.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ImportRecord({} at {})", self.kind().code(), self.position)
    }
}

/// The kinds of records, in the order in which they must be stored so that every reference finds its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKind {
    /// An instrument definition from outside the library.
    Definition,
    /// A service line.
    Program,
    /// A treating person.
    Clinician,
    /// A person in care.
    Patient,
    /// Admission to discharge.
    Episode,
    /// Time at one level of care.
    LevelOfCarePeriod,
    /// A diagnosis.
    Diagnosis,
    /// A place in a care team.
    CareTeamMember,
    /// What was planned for a day and what took place.
    Attendance,
    /// A rating of participation.
    Participation,
    /// A rating of impaired function.
    FunctionRating,
    /// Progress towards a goal.
    GoalProgress,
    /// A change or review of the treatment plan.
    TreatmentPlanChange,
    /// A change of medication.
    MedicationChange,
    /// A clinician's rating of risk.
    RiskRating,
    /// An incident.
    Incident,
    /// Medical status on a day.
    MedicalStatus,
    /// Use of a substance.
    SubstanceUse,
    /// That somebody asked about substance use and there was none.
    AbstinenceReport,
    /// A drug screen.
    DrugScreen,
    /// Whether the place where a patient lives is safe.
    Housing,
    /// The people a patient can rely on.
    Supports,
    /// A level of care that was tried before.
    PriorLevel,
    /// The result of a licensed level-of-care tool.
    ExternalLevelOfCare,
    /// What a clinician states in a review.
    ClinicianStatement,
    /// A visit that is planned.
    PlannedVisit,
    /// A plan for less intensive care.
    StepDownPlan,
    /// Who pays for a patient.
    Coverage,
    /// What a payer granted.
    Authorization,
    /// Units that were billed.
    BilledUnits,
    /// Facts about the note of a service.
    ServiceNote,
    /// A charge that was posted.
    PostedCharge,
    /// Benefits as they were quoted.
    BenefitQuote,
    /// A rate agreed for one patient.
    CaseAgreement,
    /// What a patient paid.
    PatientPayment,
    /// What another system of billing took off its books.
    PostedWriteOff,
    /// A number under which claims speak of a patient.
    ClaimAccount,
    /// A physician's certification of a program.
    Certification,
    /// A physician's order for a level of care.
    LevelOfCareOrder,
    /// A paper of a chart on which bills rest.
    ChartPaper,
    /// What a payer pays for a day.
    DayRate,
    /// What a payer agreed to allow for a unit of a service.
    ContractRate,
    /// That a provider is in a payer's network.
    ProviderCredential,
    /// That a provider was looked up in the list of excluded persons.
    ExclusionCheck,
    /// A goal of the treatment plan.
    TreatmentGoal,
    /// A medication.
    Medication,
    /// An appointment after discharge.
    DischargeAppointment,
    /// Answers or totals of one instrument on one occasion.
    Administration,
}

impl RecordKind {
    /// All of them, in order.
    pub const ALL: [Self; 48] = [
        Self::Definition,
        Self::Program,
        Self::Clinician,
        Self::Patient,
        Self::Episode,
        Self::LevelOfCarePeriod,
        Self::Diagnosis,
        Self::CareTeamMember,
        Self::Attendance,
        Self::Participation,
        Self::FunctionRating,
        Self::GoalProgress,
        Self::TreatmentPlanChange,
        Self::MedicationChange,
        Self::RiskRating,
        Self::Incident,
        Self::MedicalStatus,
        Self::SubstanceUse,
        Self::AbstinenceReport,
        Self::DrugScreen,
        Self::Housing,
        Self::Supports,
        Self::PriorLevel,
        Self::ExternalLevelOfCare,
        Self::ClinicianStatement,
        Self::PlannedVisit,
        Self::StepDownPlan,
        Self::Coverage,
        Self::Authorization,
        Self::BilledUnits,
        Self::ServiceNote,
        Self::PostedCharge,
        Self::BenefitQuote,
        Self::CaseAgreement,
        Self::PatientPayment,
        Self::PostedWriteOff,
        Self::ClaimAccount,
        Self::Certification,
        Self::LevelOfCareOrder,
        Self::ChartPaper,
        Self::DayRate,
        Self::ContractRate,
        Self::ProviderCredential,
        Self::ExclusionCheck,
        Self::TreatmentGoal,
        Self::Medication,
        Self::DischargeAppointment,
        Self::Administration,
    ];

    /// True for what other systems keep of a patient's billing, and for the papers of physicians on which it rests.
    pub const fn is_billing_record(self) -> bool {
        matches!(
            self,
            Self::PostedCharge
                | Self::BenefitQuote
                | Self::CaseAgreement
                | Self::PatientPayment
                | Self::PostedWriteOff
                | Self::ClaimAccount
                | Self::Certification
                | Self::LevelOfCareOrder
                | Self::ChartPaper
        )
    }

    /// The name in mapping files and summaries.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Definition => "definition",
            Self::Program => "program",
            Self::Clinician => "clinician",
            Self::Patient => "patient",
            Self::Episode => "episode",
            Self::LevelOfCarePeriod => "level_of_care_period",
            Self::Diagnosis => "diagnosis",
            Self::CareTeamMember => "care_team_member",
            Self::Attendance => "attendance",
            Self::Participation => "participation",
            Self::FunctionRating => "function_rating",
            Self::GoalProgress => "goal_progress",
            Self::TreatmentPlanChange => "treatment_plan_change",
            Self::MedicationChange => "medication_change",
            Self::RiskRating => "risk_rating",
            Self::Incident => "incident",
            Self::MedicalStatus => "medical_status",
            Self::SubstanceUse => "substance_use",
            Self::AbstinenceReport => "abstinence_report",
            Self::DrugScreen => "drug_screen",
            Self::Housing => "housing",
            Self::Supports => "supports",
            Self::PriorLevel => "prior_level",
            Self::ExternalLevelOfCare => "external_level_of_care",
            Self::ClinicianStatement => "clinician_statement",
            Self::PlannedVisit => "planned_visit",
            Self::StepDownPlan => "step_down_plan",
            Self::Coverage => "coverage",
            Self::Authorization => "authorization",
            Self::BilledUnits => "billed_units",
            Self::ServiceNote => "service_note",
            Self::PostedCharge => "posted_charge",
            Self::BenefitQuote => "benefit_quote",
            Self::CaseAgreement => "case_agreement",
            Self::PatientPayment => "patient_payment",
            Self::PostedWriteOff => "posted_write_off",
            Self::ClaimAccount => "claim_account",
            Self::Certification => "certification",
            Self::LevelOfCareOrder => "level_of_care_order",
            Self::ChartPaper => "chart_paper",
            Self::DayRate => "day_rate",
            Self::ContractRate => "contract_rate",
            Self::ProviderCredential => "provider_credential",
            Self::ExclusionCheck => "exclusion_check",
            Self::TreatmentGoal => "treatment_goal",
            Self::Medication => "medication",
            Self::DischargeAppointment => "discharge_appointment",
            Self::Administration => "administration",
        }
    }
}

/// What a record says.
#[derive(Clone, Debug)]
pub enum Content {
    /// An instrument definition from outside the library.
    Definition(DefinitionRecord),
    /// A service line. Its key is its code.
    Program(Program),
    /// A treating person. Their key is their code.
    Clinician(Clinician),
    /// What a payer pays for a day.
    DayRate(DayRate),
    /// What a payer agreed to allow for a unit of a service.
    ContractRate(ContractRate),
    /// That a provider is in a payer's network.
    ProviderCredential(ProviderCredential),
    /// That a provider was looked up in the list of excluded persons.
    ExclusionCheck(ExclusionCheck),
    /// A person in care.
    Patient(PatientRecord),
    /// Admission to discharge.
    Episode(EpisodeRecord),
    /// Time at one level of care.
    LevelOfCarePeriod(LevelOfCareRecord),
    /// A diagnosis.
    Diagnosis(DiagnosisRecord),
    /// A place in a care team.
    CareTeamMember(CareTeamRecord),
    /// A record that a level of care rests on.
    CareFact(CareFactRecord),
    /// Answers or totals of one instrument on one occasion.
    Administration(AdministrationRecord),
}

/// How a file names a patient.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PatientKey {
    /// By the practice's own number.
    RecordNumber(String),
    /// By the key of a patient record of the same source: [`ImportRecord::external_key`] of a [`Content::Patient`]. Where no such record is
    /// known, the same text may be a record number.
    Source(String),
}

impl PatientKey {
    /// The key as written.
    pub fn as_str(&self) -> &str {
        match self {
            Self::RecordNumber(key) | Self::Source(key) => key,
        }
    }
}

/// A patient, with what is only estimated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatientRecord {
    /// The patient, checked on its own.
    pub patient: Patient,
    /// True when the birth day was computed from an age and is off by up to a year.
    pub birth_day_is_estimated: bool,
}

/// An instrument definition from outside the library.
#[derive(Clone, Debug)]
pub struct DefinitionRecord {
    /// The definition as a document, to be stored.
    pub document: Document,
    /// The same, checked and resolved; its origin is [`instruments::Origin::Imported`].
    pub definition: Arc<Definition>,
    /// How it entered.
    pub source: DefinitionSource,
}

/// How a definition entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DefinitionSource {
    /// From a FHIR Questionnaire.
    Questionnaire,
    /// From a mapping file; only totals can be recorded.
    TotalsOnly,
}

/// An episode of care by the keys of its file. Checks against the patient's birth day are made when the patient is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpisodeRecord {
    /// Whose.
    pub patient: PatientKey,
    /// Code of the program that admitted; `None` only where the importer states one for the file.
    pub program: Option<String>,
    /// First day.
    pub admitted: Day,
    /// How it ended.
    pub discharge: Option<Discharge>,
    /// Who sent the patient.
    pub referral_source: Option<ReferralSource>,
    /// Who pays, broadly.
    pub payer_class: Option<PayerClass>,
    /// Code of the clinician who answers for the treatment.
    pub clinician: Option<String>,
    /// Key of the earlier episode of which this is a readmission.
    pub readmission_of: Option<String>,
}

/// A level-of-care period by the keys of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelOfCareRecord {
    /// Whose.
    pub patient: PatientKey,
    /// Key of the episode; `None`: the patient's episode that contains the first day.
    pub episode: Option<String>,
    /// Code of the program; `None`: the episode's.
    pub program: Option<String>,
    /// The level.
    pub level_of_care: LevelOfCare,
    /// From when to when.
    pub period: Period,
    /// Treatment approach or track; empty when not recorded.
    pub track: String,
    /// How the care reaches the patient.
    pub modality: Option<Modality>,
}

/// A diagnosis by the keys of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiagnosisRecord {
    /// Whose.
    pub patient: PatientKey,
    /// Key of the episode it was made in.
    pub episode: Option<String>,
    /// The code.
    pub code: Icd10Code,
    /// Its rank.
    pub rank: DiagnosisRank,
    /// Onset to resolution.
    pub period: Period,
    /// Code of the clinician who made it.
    pub diagnosed_by: Option<String>,
}

/// A place in a care team by the keys of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CareTeamRecord {
    /// Whose team.
    pub patient: PatientKey,
    /// Code of the clinician.
    pub clinician: String,
    /// As what.
    pub role: CareTeamRole,
    /// From when to when.
    pub period: Period,
}

/// A total that came along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenTotal {
    /// The scale's id.
    pub scale: String,
    /// The number.
    pub value: Points,
}

/// Answers or totals of one instrument on one occasion, by the keys of its file.
#[derive(Clone, Debug)]
pub struct AdministrationRecord {
    /// Whose answers; `None` when the file names nobody and nobody was stated.
    pub patient: Option<PatientKey>,
    /// Key of the episode; `None`: the patient's episode that contains the day, if any.
    pub episode: Option<String>,
    /// Code of the program; `None`: the episode's.
    pub program: Option<String>,
    /// The definition the answers were understood by.
    pub definition: Arc<Definition>,
    /// Where in the episode.
    pub phase: Option<Phase>,
    /// How the answers were given.
    pub mode: Mode,
    /// Who answered.
    pub respondent: Respondent,
    /// The language of the form.
    pub language: Option<Language>,
    /// When the first answer was given.
    pub started_at: Option<Instant>,
    /// When the last answer was given.
    pub finished_at: Option<Instant>,
    /// The clinical day.
    pub day: Day,
    /// The instant that `day` was read from, where the file gives no day: `day` is then that instant in [`crate::Context::zone`], and whoever knows the
    /// program's zone computes it again. What it says of the content is said by `day` and by `finished_at`.
    pub day_from: Option<Instant>,
    /// How far it went.
    pub completion: Completion,
    /// The answers by item id; empty for totals only.
    pub responses: Responses,
    /// Totals that came along.
    pub totals: Vec<GivenTotal>,
    /// True where its source says that it changed what it had sent before.
    pub is_amended: bool,
    /// For a total from an Observation: the key of the administration whose answers it was computed from. When that one is known, the total is
    /// compared with it and nothing new is recorded.
    pub derived_from: Option<String>,
}

impl AdministrationRecord {
    /// Scores the answers, or takes over the totals where there are none. A total that differs from the computed score is among the problems.
    pub fn score(&self, person: PersonFacts) -> Score {
        score_with_totals(&self.definition, &self.responses, &self.totals, person)
    }
}

/// Scores responses and compares the totals that came along; without responses the totals are the score.
pub fn score_with_totals(definition: &Definition, responses: &Responses, totals: &[GivenTotal], person: PersonFacts) -> Score {
    let known = |total: &GivenTotal| definition.scale(&total.scale).map(|scale| (scale, total.value));
    if responses.is_empty() && !totals.is_empty() {
        let totals: Vec<(usize, Points)> = totals.iter().filter_map(known).collect();
        return definition.score_totals(&totals, person);
    }
    let mut score = definition.score(responses, person);
    for (scale, given) in totals.iter().filter_map(known) {
        let computed = score.scales[scale].outcome.value();
        if computed != Some(given) {
            score.problems.push(AnswerProblem::TotalDiffers { scale: definition.scales[scale].id.to_string(), given, computed });
        }
    }
    score
}
