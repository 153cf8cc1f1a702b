//! The records that a level of care rests on, on their way into storage: one list a kind, treated alike.

use interchange::{CareFact, RecordKind};
use storage::{Entry, ReadUnit, Record, StorageError, WriteUnit};
use vocabulary::{Day, IdSource, RecordId};

use super::chunk::{Pending, Place, RejectedPlace};
use super::ending::Ending;
use super::save::{Saving, insert};

macro_rules! care_facts {
    ($($kind:ident = $list:ident: $record:ident;)*) => {
        /// The facts of one chunk, to be stored unless they are there already.
        #[derive(Default)]
        pub(super) struct CareFacts {
            $($list: Vec<Pending<care::$record>>,)*
        }

        impl CareFacts {
            /// Takes a fact in under its key.
            pub(super) fn push(&mut self, fact: CareFact, ids: &IdSource, day: Day, key: Option<String>, place: Place) {
                match fact {
                    $(CareFact::$kind(value) => self.$list.push(Pending { entry: entry(ids, value, day, key), place }),)*
                }
            }

            /// How many of each kind.
            pub(super) fn counts(&self) -> impl Iterator<Item = (RecordKind, usize)> {
                [$((RecordKind::$kind, self.$list.len())),*].into_iter()
            }

            /// Leaves what is not on record yet.
            pub(super) async fn sift(
                &mut self,
                saving: &mut Saving,
                unit: &mut ReadUnit,
                rejections: &mut Vec<RejectedPlace>,
            ) -> Result<(), StorageError> {
                // None of these has an end that could be added later, so nothing ever lands in the lists of what was ended.
                $(saving.sift_plain(unit, &mut self.$list, &mut Vec::new(), rejections).await?;)*
                Ok(())
            }

            /// Stores what is left.
            pub(super) async fn store(self, unit: &mut WriteUnit) -> Result<(), StorageError> {
                $(insert(unit, self.$list).await?;)*
                Ok(())
            }
        }

        $(
            impl Ending for care::$record {
                fn is_open(&self) -> bool {
                    false
                }

                fn ended_like(&self, _other: &Self) -> Self {
                    self.clone()
                }
            }
        )*
    };
}

care_facts! {
    AbstinenceReport = abstinence_reports: AbstinenceReport;
    Attendance = attendance: Attendance;
    ClinicianStatement = clinician_statements: ClinicianStatement;
    DrugScreen = drug_screens: DrugScreen;
    ExternalLevelOfCare = external_results: ExternalLevelOfCareResult;
    FunctionRating = function_ratings: FunctionRating;
    GoalProgress = goal_progress: GoalProgress;
    Housing = housing: Housing;
    Incident = incidents: Incident;
    MedicalStatus = medical_statuses: MedicalStatus;
    MedicationChange = medication_changes: MedicationChange;
    Participation = participation: Participation;
    PriorLevel = prior_levels: PriorLevelTried;
    RiskRating = risk_ratings: RiskRating;
    StepDownPlan = step_down_plans: StepDownPlan;
    SubstanceUse = substance_uses: SubstanceUse;
    Supports = supports: Supports;
    TreatmentPlanChange = treatment_plan_changes: TreatmentPlanChange;
}

fn entry<T: Record<Id = RecordId>>(ids: &IdSource, value: T, day: Day, key: Option<String>) -> Entry<T> {
    Entry { id: ids.next(), value, effective_day: day, external_key: key }
}
