//! The records that a level of care and its review rest on, as a file says them: complete but for whom they belong to. A file names a patient,
//! perhaps an episode and a clinician, by its own keys; whoever knows their ids gives them to [`CareFactRecord::belonging_to`].

use std::fmt;
use std::sync::Arc;

use care::{
    AbstinenceReport, Attendance, BenefitQuote, CaseAgreement, Certification, ChartPaper, ClaimAccount, ClinicianStatement, Coverage,
    DischargeAppointment, DrugScreen, ExternalLevelOfCareResult, FunctionRating, GoalProgress, Housing, Incident, LevelOfCareOrder,
    MedicalStatus, Medication, MedicationChange, Participation, PatientPayment, PlannedVisit, PostedCharge, PostedWriteOff,
    PriorLevelTried, RiskRating, ServiceNote, StepDownPlan, SubstanceUse, Supports, TreatmentGoal, TreatmentPlanChange,
};
use utilization_review::authorization::{Authorization, BilledUnits};
use vocabulary::{ClinicianId, Day, EpisodeId, Instant, PatientId, RecordId, ZoneName};

use super::{PatientKey, RecordKind};
use crate::rejection::RejectionCode;

/// One such record by the keys of its file.
#[derive(Clone)]
pub struct CareFactRecord {
    /// What kind of record it becomes.
    pub kind: RecordKind,
    /// Whose.
    pub patient: PatientKey,
    /// Key of the episode; `None`: the patient's episode that contains the day, where the kind asks for one.
    pub episode: Option<String>,
    /// Code of the clinician who rated or stated it.
    pub clinician: Option<String>,
    /// The payer's number of the authorization that it names, where it names one.
    pub authorization: Option<String>,
    /// When it was.
    pub when: FactTime,
    /// What makes it the same record when it comes again without a key of its own; `None`: all that it says.
    pub(crate) identity: Option<String>,
    /// Every field that was read, in a form that does not depend on how the file writes it.
    pub(crate) texts: Vec<(&'static str, String)>,
    pub(crate) make: Make,
}

/// A moment as a file says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// With an offset: the same wherever it is read.
    Instant(Instant),
    /// A time of a clock on the wall, without an offset: it is one of the program to which the record belongs.
    Local {
        /// The day on that clock.
        day: Day,
        /// The hour, from 0.
        hour: i8,
        /// The minute.
        minute: i8,
        /// What it is on the clock of the program that was stated for the file: for a record that belongs to no program.
        stated: Instant,
    },
}

impl Moment {
    /// The moment on the clock of a zone. A time that its clocks skip moves forward; one that happens twice is the first.
    pub fn on(self, zone: &ZoneName) -> Instant {
        match self {
            Self::Instant(instant) => instant,
            Self::Local { day, hour, minute, stated } => zone.instant_at(day, hour, minute).unwrap_or(stated),
        }
    }

    /// The moment on the clock of the program that was stated for the file.
    pub fn stated(self) -> Instant {
        match self {
            Self::Instant(instant) | Self::Local { stated: instant, .. } => instant,
        }
    }
}

/// When something was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactTime {
    /// A clinical day.
    Day(Day),
    /// A moment; the day is the program's.
    Moment(Moment),
}

impl FactTime {
    /// The clinical day on the clock of a zone.
    pub fn day_in(self, zone: &ZoneName) -> Day {
        match self {
            Self::Day(day) | Self::Moment(Moment::Local { day, .. }) => day,
            Self::Moment(Moment::Instant(instant)) => instant.day_in(zone),
        }
    }
}

/// Whom a record about a patient belongs to, and on whose clock its times are.
#[derive(Clone, Debug)]
pub(crate) struct OfPatient {
    pub(crate) patient: PatientId,
    pub(crate) episode: Option<EpisodeId>,
    pub(crate) clinician: Option<ClinicianId>,
    pub(crate) zone: ZoneName,
}

/// Whom a part of an episode belongs to, and on whose clock its times are.
#[derive(Clone, Debug)]
pub(crate) struct OfEpisode {
    pub(crate) episode: EpisodeId,
    pub(crate) clinician: Option<ClinicianId>,
    pub(crate) zone: ZoneName,
}

/// Makes the record once it is known whom it belongs to.
#[derive(Clone)]
pub(crate) enum Make {
    Patient(Arc<dyn Fn(OfPatient) -> CareFact + Send + Sync>),
    Episode(Arc<dyn Fn(OfEpisode) -> CareFact + Send + Sync>),
}

impl fmt::Debug for CareFactRecord {
    /// The kind only: the rest is about somebody.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CareFactRecord({})", self.kind.code())
    }
}

impl CareFactRecord {
    /// True where the record belongs to the episode in which it happened. A level that was tried before lies outside the episode for whose review
    /// it was recorded; a coverage goes on from stay to stay, and a medication may be older than the stay.
    ///
    /// Charges, quotes, agreements, payments, write-offs and account numbers belong to a patient, in or out of a stay; certifications, orders and papers may be older than one.
    pub fn lies_in_its_episode(&self) -> bool {
        !matches!(self.kind, RecordKind::PriorLevel | RecordKind::Coverage | RecordKind::Medication) && !self.kind.is_billing_record()
    }

    /// What it is called in a [`CareProblem`]: the word that its own check uses.
    pub fn noun(&self) -> &'static str {
        match self.kind {
            RecordKind::Attendance => "attendance",
            RecordKind::Participation => "participation rating",
            RecordKind::FunctionRating => "function rating",
            RecordKind::GoalProgress => "goal progress",
            RecordKind::TreatmentPlanChange => "treatment-plan change",
            RecordKind::MedicationChange => "medication change",
            RecordKind::RiskRating => "risk rating",
            RecordKind::MedicalStatus => "medical status",
            RecordKind::SubstanceUse => "substance use",
            RecordKind::AbstinenceReport => "report of abstinence",
            RecordKind::DrugScreen => "drug screen",
            RecordKind::PriorLevel => "prior level of care",
            RecordKind::ExternalLevelOfCare => "external level-of-care result",
            RecordKind::ClinicianStatement => "clinician statement",
            RecordKind::PlannedVisit => "planned visit",
            RecordKind::StepDownPlan => "step-down plan",
            RecordKind::BilledUnits => "billed units",
            RecordKind::PostedCharge => "charge",
            RecordKind::BenefitQuote => "quoted benefit",
            RecordKind::CaseAgreement => "single-case agreement",
            RecordKind::PatientPayment => "payment of a patient",
            RecordKind::PostedWriteOff => "write-off",
            RecordKind::ClaimAccount => "account",
            RecordKind::LevelOfCareOrder => "order",
            RecordKind::ChartPaper => "paper",
            RecordKind::ServiceNote => "service note",
            RecordKind::TreatmentGoal => "goal",
            RecordKind::DischargeAppointment => "appointment",
            other => other.code(),
        }
    }

    /// What makes it the same record when it comes again without a key of its own; `None`: all that it says.
    pub fn identity(&self) -> Option<&str> {
        self.identity.as_deref()
    }

    /// The record; `None` where it needs an episode and none is given. `zone` is that of the program of the episode, else that of the file: times without an
    /// offset are of its clock.
    pub fn belonging_to(
        &self,
        patient: PatientId,
        episode: Option<EpisodeId>,
        clinician: Option<ClinicianId>,
        zone: &ZoneName,
    ) -> Option<CareFact> {
        let zone = zone.clone();
        match &self.make {
            Make::Patient(make) => Some(make(OfPatient { patient, episode, clinician, zone })),
            Make::Episode(make) => episode.map(|episode| make(OfEpisode { episode, clinician, zone })),
        }
    }
}

/// A record that a level of care rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the record of the same name, documented in `care`")]
pub enum CareFact {
    AbstinenceReport(AbstinenceReport),
    Attendance(Attendance),
    Authorization(Authorization),
    BenefitQuote(BenefitQuote),
    BilledUnits(BilledUnits),
    CaseAgreement(CaseAgreement),
    Certification(Certification),
    ChartPaper(ChartPaper),
    ClaimAccount(ClaimAccount),
    ClinicianStatement(ClinicianStatement),
    Coverage(Coverage),
    DischargeAppointment(DischargeAppointment),
    DrugScreen(DrugScreen),
    ExternalLevelOfCare(ExternalLevelOfCareResult),
    FunctionRating(FunctionRating),
    GoalProgress(GoalProgress),
    Housing(Housing),
    Incident(Incident),
    LevelOfCareOrder(LevelOfCareOrder),
    MedicalStatus(MedicalStatus),
    Medication(Medication),
    MedicationChange(MedicationChange),
    Participation(Participation),
    PatientPayment(PatientPayment),
    PlannedVisit(PlannedVisit),
    PostedCharge(PostedCharge),
    PostedWriteOff(PostedWriteOff),
    PriorLevel(PriorLevelTried),
    RiskRating(RiskRating),
    ServiceNote(ServiceNote),
    StepDownPlan(StepDownPlan),
    SubstanceUse(SubstanceUse),
    Supports(Supports),
    TreatmentGoal(TreatmentGoal),
    TreatmentPlanChange(TreatmentPlanChange),
}

/// What a record is held against.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// The present day of its program.
    pub today: Day,
    /// The present moment.
    pub now: Instant,
    /// The day of admission of its episode, where it has one.
    pub admitted: Option<Day>,
}

impl CareFact {
    /// Checks what the record can say about itself.
    pub fn check(&self, frame: &Frame) -> Result<(), RejectionCode> {
        let Frame { today, now, admitted } = *frame;
        let checked = match self {
            Self::AbstinenceReport(record) => record.check(today),
            Self::Attendance(record) => record.check(today),
            Self::Authorization(record) => return Ok(record.check(admitted.unwrap_or(record.period.first()))?),
            Self::BenefitQuote(record) => record.check(today),
            Self::BilledUnits(record) => record.check(today),
            Self::CaseAgreement(record) => record.check(),
            Self::Certification(record) => record.check(today),
            Self::ChartPaper(record) => record.check(today),
            Self::ClaimAccount(record) => record.check(),
            Self::ClinicianStatement(record) => record.check(today),
            Self::Coverage(record) => record.check(),
            Self::DischargeAppointment(record) => record.check(today),
            Self::DrugScreen(record) => record.check(today),
            Self::ExternalLevelOfCare(record) => record.check(today),
            Self::FunctionRating(record) => record.check(today),
            Self::GoalProgress(record) => record.check(today),
            Self::Housing(record) => record.check(today),
            Self::Incident(record) => record.check(now),
            Self::LevelOfCareOrder(record) => record.check(today),
            Self::MedicalStatus(record) => record.check(today),
            Self::Medication(record) => record.check(),
            Self::MedicationChange(record) => record.check(today),
            Self::Participation(record) => record.check(today),
            Self::PatientPayment(record) => record.check(today),
            Self::PlannedVisit(record) => record.check(today),
            Self::PostedCharge(record) => record.check(today),
            Self::PostedWriteOff(record) => record.check(today),
            // Its first day was checked where it was read.
            Self::PriorLevel(_) => Ok(()),
            Self::RiskRating(record) => record.check(now),
            Self::ServiceNote(record) => record.check(now, today),
            Self::StepDownPlan(record) => record.check(today),
            Self::SubstanceUse(record) => record.check(today),
            Self::Supports(record) => record.check(today),
            Self::TreatmentGoal(record) => record.check(today),
            Self::TreatmentPlanChange(record) => record.check(today),
        };
        Ok(checked?)
    }

    /// Says which authorization the record names; nothing where its kind names none.
    pub fn name_authorization(&mut self, id: RecordId) {
        if let Self::BilledUnits(billed) = self {
            billed.authorization = Some(id);
        }
    }

    /// The key of the payer that the record names.
    pub fn payer(&self) -> Option<&str> {
        match self {
            Self::Authorization(record) => Some(&record.payer),
            Self::Coverage(record) => Some(&record.payer),
            _ => None,
        }
    }
}
