//! The records that a level of care and its review rest on, on their way into storage: one list a kind, treated alike.

use care::{
    AbstinenceReport, Attendance, BenefitQuote, CaseAgreement, Certification, ChartPaper, ClaimAccount, ClinicianStatement, Coverage,
    DischargeAppointment, DrugScreen, DrugScreenResult, ExternalLevelOfCareResult, FunctionRating, GoalProgress, Housing, Incident,
    LevelOfCareOrder, MedicalStatus, Medication, MedicationChange, Participation, PatientPayment, PlannedVisit, PostedCharge,
    PostedWriteOff, PriorLevelTried, RiskRating, ServiceNote, StepDownPlan, SubstanceUse, Supports, TreatmentGoal, TreatmentPlanChange,
    YesNoUnknown,
};
use interchange::{CareFact, RecordKind};
use storage::{Entry, ReadUnit, Record, StorageError, WriteUnit};
use utilization_review::authorization::{Authorization, BilledUnits};
use vocabulary::{Day, IdSource, RecordId};

use super::chunk::{Ended, Pending, Place, RejectedPlace};
use super::ending::Ending;
use super::save::{Saving, end, insert};

/// Records of one kind.
struct List<T: Record> {
    /// To be stored unless they are there already.
    new: Vec<Pending<T>>,
    /// The next versions of records that were open and that the file ends.
    ended: Vec<Ended<T>>,
}

impl<T: Record> Default for List<T> {
    fn default() -> Self {
        Self { new: Vec::new(), ended: Vec::new() }
    }
}

macro_rules! care_facts {
    ($($kind:ident = $list:ident: $record:ident;)*) => {
        /// The facts of one chunk.
        #[derive(Default)]
        pub(super) struct CareFacts {
            $($list: List<$record>,)*
        }

        impl CareFacts {
            /// Takes a fact in under its key.
            pub(super) fn push(&mut self, fact: CareFact, ids: &IdSource, day: Day, key: String, place: Place) {
                match fact {
                    $(CareFact::$kind(value) => self.$list.new.push(Pending { entry: entry(ids, value, day, key), place }),)*
                }
            }

            /// How many of each kind are new.
            pub(super) fn counts(&self) -> impl Iterator<Item = (RecordKind, usize)> {
                [$((RecordKind::$kind, self.$list.new.len())),*].into_iter()
            }

            /// How many were ended.
            pub(super) fn ended(&self) -> usize {
                0 $(+ self.$list.ended.len())*
            }

            /// Leaves what is not on record yet.
            pub(super) async fn sift(
                &mut self,
                saving: &mut Saving,
                unit: &mut ReadUnit,
                rejections: &mut Vec<RejectedPlace>,
            ) -> Result<(), StorageError> {
                $(saving.sift_plain(unit, &mut self.$list.new, &mut self.$list.ended, rejections).await?;)*
                Ok(())
            }

            /// Stores what is left.
            pub(super) async fn store(self, unit: &mut WriteUnit) -> Result<(), StorageError> {
                $(
                    insert(unit, self.$list.new).await?;
                    end(unit, self.$list.ended).await?;
                )*
                Ok(())
            }
        }
    };
}

care_facts! {
    AbstinenceReport = abstinence_reports: AbstinenceReport;
    Attendance = attendance: Attendance;
    Authorization = authorizations: Authorization;
    BenefitQuote = benefit_quotes: BenefitQuote;
    BilledUnits = billed_units: BilledUnits;
    CaseAgreement = case_agreements: CaseAgreement;
    Certification = certifications: Certification;
    ChartPaper = chart_papers: ChartPaper;
    ClaimAccount = claim_accounts: ClaimAccount;
    ClinicianStatement = clinician_statements: ClinicianStatement;
    Coverage = coverages: Coverage;
    DischargeAppointment = discharge_appointments: DischargeAppointment;
    DrugScreen = drug_screens: DrugScreen;
    ExternalLevelOfCare = external_results: ExternalLevelOfCareResult;
    FunctionRating = function_ratings: FunctionRating;
    GoalProgress = goal_progress: GoalProgress;
    Housing = housing: Housing;
    Incident = incidents: Incident;
    LevelOfCareOrder = level_of_care_orders: LevelOfCareOrder;
    MedicalStatus = medical_statuses: MedicalStatus;
    Medication = medications: Medication;
    MedicationChange = medication_changes: MedicationChange;
    Participation = participation: Participation;
    PatientPayment = patient_payments: PatientPayment;
    PlannedVisit = planned_visits: PlannedVisit;
    PostedCharge = posted_charges: PostedCharge;
    PostedWriteOff = posted_write_offs: PostedWriteOff;
    PriorLevel = prior_levels: PriorLevelTried;
    RiskRating = risk_ratings: RiskRating;
    ServiceNote = service_notes: ServiceNote;
    StepDownPlan = step_down_plans: StepDownPlan;
    SubstanceUse = substance_uses: SubstanceUse;
    Supports = supports: Supports;
    TreatmentGoal = treatment_goals: TreatmentGoal;
    TreatmentPlanChange = treatment_plan_changes: TreatmentPlanChange;
}

macro_rules! never_open {
    ($($record:ident),* $(,)?) => {$(
        impl Ending for $record {
            fn is_open(&self) -> bool {
                false
            }

            fn ended_like(&self, _other: &Self) -> Self {
                self.clone()
            }
        }
    )*};
}

never_open!(
    AbstinenceReport,
    Attendance,
    Authorization,
    BenefitQuote,
    Certification,
    ClaimAccount,
    ClinicianStatement,
    DischargeAppointment,
    ExternalLevelOfCareResult,
    FunctionRating,
    GoalProgress,
    Housing,
    Incident,
    LevelOfCareOrder,
    MedicalStatus,
    MedicationChange,
    Participation,
    PatientPayment,
    PostedCharge,
    PostedWriteOff,
    RiskRating,
    StepDownPlan,
    SubstanceUse,
    Supports,
    TreatmentGoal,
    TreatmentPlanChange,
);

/// Billed units are open until it is known on which authorization they were used.
impl Ending for BilledUnits {
    fn is_open(&self) -> bool {
        self.authorization.is_none()
    }

    fn ended_like(&self, other: &Self) -> Self {
        Self { authorization: other.authorization, ..self.clone() }
    }
}

/// A screen is open until its result is back.
impl Ending for DrugScreen {
    fn is_open(&self) -> bool {
        self.result == DrugScreenResult::Pending
    }

    fn ended_like(&self, other: &Self) -> Self {
        Self { result: other.result, substances: other.substances.clone(), ..self.clone() }
    }
}

/// A note is open until everybody who may have to has signed it.
impl Ending for ServiceNote {
    fn is_open(&self) -> bool {
        self.signed_day.is_none() || (self.needs_cosigner != YesNoUnknown::No && self.cosigned_day.is_none())
    }

    fn ended_like(&self, other: &Self) -> Self {
        let cosigner = if self.cosigner.is_empty() { &other.cosigner } else { &self.cosigner };
        Self {
            signed_day: self.signed_day.or(other.signed_day),
            cosigner: cosigner.clone(),
            cosigned_day: self.cosigned_day.or(other.cosigned_day),
            ..self.clone()
        }
    }
}

/// A paper is open until everybody who may have to has signed it.
impl Ending for ChartPaper {
    fn is_open(&self) -> bool {
        self.accepted().is_none() || self.clinician_signed.is_none() || self.physician_signed.is_none()
    }

    fn ended_like(&self, other: &Self) -> Self {
        Self {
            patient_signed: self.patient_signed.or(other.patient_signed),
            guardian_signed: self.guardian_signed.or(other.guardian_signed),
            clinician_signed: self.clinician_signed.or(other.clinician_signed),
            physician_signed: self.physician_signed.or(other.physician_signed),
            until: self.until.or(other.until),
            ..self.clone()
        }
    }
}

/// A visit has no end, and may be moved: what a later file says of it counts.
impl Ending for PlannedVisit {
    fn is_open(&self) -> bool {
        false
    }

    fn ended_like(&self, _other: &Self) -> Self {
        self.clone()
    }

    fn is_moved_to(&self, other: &Self) -> bool {
        self.episode == other.episode
    }
}

/// A level that was tried is open until it is known when and how it ended.
impl Ending for PriorLevelTried {
    fn is_open(&self) -> bool {
        self.period.last().is_none()
    }

    fn ended_like(&self, other: &Self) -> Self {
        Self { period: super::ending::period_ended_like(self.period, other.period), outcome: other.outcome, ..self.clone() }
    }
}

fn entry<T: Record<Id = RecordId>>(ids: &IdSource, value: T, day: Day, key: String) -> Entry<T> {
    Entry { id: ids.next(), value, effective_day: day, external_key: Some(key) }
}
