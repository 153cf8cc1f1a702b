//! Care as it happens: who is in care, where, since when, with whom, and how it ended.
//!
//! Everything here is a record as received: a plain value with its own checks. Versions, recorders and voids are the same for every record
//! and stand around it as [`vocabulary::Recorded`]. Nothing here knows how it is stored.

pub mod attendance;
pub mod billing_record;
pub mod care_team;
pub mod choice;
pub mod clinician;
pub mod clinician_statement;
pub mod contact;
pub mod contact_attempt;
pub mod contract_rate;
pub mod coverage;
pub mod day_rate;
pub mod diagnosis;
pub mod discharge;
pub mod discharge_appointment;
pub mod disclosure;
pub mod drug_screen;
pub mod episode;
pub mod external_level_of_care;
pub mod function_rating;
pub mod goal_progress;
pub mod identity;
pub mod incident;
pub mod level_of_care_period;
pub mod medical_status;
pub mod medication;
pub mod medication_change;
pub mod participation;
pub mod patient;
pub mod payer;
pub mod physician_paper;
pub mod planned_admission;
pub mod planned_visit;
pub mod prior_level;
pub mod problem;
pub mod program;
pub mod rating;
pub mod recovery_environment;
pub mod review_question;
pub mod risk_rating;
pub mod service_note;
pub mod step_down_plan;
pub mod substance_use;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod treatment_goal;
pub mod treatment_plan_change;

pub use attendance::{Attendance, AttendanceKind, AttendanceStatus};
pub use billing_record::{BenefitQuote, CaseAgreement, ClaimAccount, PatientPayment, PostedCharge, PostedWriteOff, Quoted};
pub use care_team::{CareTeamMember, CareTeamRole, follow_stay};
pub use choice::UnknownChoice;
pub use clinician::Clinician;
pub use clinician_statement::{ClinicianStatement, StatementKind};
pub use contact::{
    Channel, Consent, ConsentSource, Contact, ContactConsent, ContactHolder, InvalidAddress, KnownContact, Reply, Unreachable,
};
pub use contact_attempt::{AttemptOutcome, ContactAttempt};
pub use contract_rate::ContractRate;
pub use coverage::{Coverage, CoverageRank, PlanFunding, SubscriberRelation, is_state};
pub use day_rate::DayRate;
pub use diagnosis::{Diagnosis, DiagnosisRank};
pub use discharge::{Discharge, DischargeDestination, DischargeType};
pub use discharge_appointment::{AppointmentKind, DischargeAppointment};
pub use disclosure::{ConsentUse, DisclosureConsent, EmergencyDocumentation, LegalBasis, NoBasis, permits};
pub use drug_screen::{DrugScreen, DrugScreenResult};
pub use episode::{Episode, PayerClass, ReferralSource};
pub use external_level_of_care::{ExternalLevelOfCareResult, ExternalSystem};
pub use function_rating::{FunctionBasis, FunctionRating};
pub use goal_progress::{GoalProgress, GoalProgressLevel};
pub use identity::{PatientLink, PatientLinks};
pub use incident::{Incident, IncidentKind};
pub use level_of_care_period::{LevelOfCarePeriod, Modality};
pub use medical_status::{MedicalStatus, YesNoUnknown};
pub use medication::Medication;
pub use medication_change::{MedicationChange, MedicationChangeKind};
pub use participation::Participation;
pub use patient::{Ethnicity, Patient, Race};
pub use payer::{AskedQuestion, Billing, Cadence, Limits, NamedCriteria, PayerFileError, PayerProfile, PeerToPeer, SubmissionChannel};
pub use physician_paper::{Certification, LevelOfCareOrder};
pub use planned_admission::PlannedAdmission;
pub use planned_visit::PlannedVisit;
pub use prior_level::{PriorLevelOutcome, PriorLevelTried};
pub use problem::CareProblem;
pub use program::Program;
pub use rating::{InvalidRating, Rating};
pub use recovery_environment::{Housing, Supports};
pub use review_question::ReviewQuestion;
pub use risk_rating::{RiskBasis, RiskLevel, RiskRating};
pub use service_note::{Fingerprint, NamedGoals, ServiceNote};
pub use step_down_plan::StepDownPlan;
pub use substance_use::{AbstinenceReport, SubstanceClass, SubstanceUse, SubstanceUseKind};
pub use treatment_goal::TreatmentGoal;
pub use treatment_plan_change::{PlanChangeKind, TreatmentPlanChange};
