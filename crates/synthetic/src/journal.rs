//! The journal of a stay: what a level of care rests on beside forms. Who came, how dangerous it looked, what was used, what was planned.
//!
//! Every record follows from the course that the patient was given, from what was answered on the forms, and from the days on which the patient
//! came: nobody is rated on a day of absence. Days of treatment are working days of the real calendar, so that they alone depend on which day of
//! the week the practice is looked at.

mod attendance;
mod chart;
mod incidents;
mod notes;
mod planning;
mod ratings;
mod risk;
mod score_reviews;
mod substances;
mod visits;

use care::{
    AbstinenceReport, Attendance, ClinicianStatement, DrugScreen, ExternalLevelOfCareResult, FunctionRating, GoalProgress, Housing,
    Incident, MedicalStatus, MedicationChange, Participation, PlannedVisit, PriorLevelTried, RiskRating, ServiceNote, StepDownPlan,
    SubstanceUse, Supports, TreatmentPlanChange,
};
use vocabulary::{AdministrationId, EpisodeId, Instant, PatientId, RecordId, UserId};

use crate::desk::Desk;
use crate::entry::Entry;
use crate::patient_file::Context;
use crate::practice::FilledForm;
use crate::score_review::ScoreReview;
use crate::stay::StayRecords;
use crate::stream::Stream;

use chart::Chart;

/// What a record refers to, so that it can be written after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// Whose it is.
    pub patient: Option<PatientId>,
    /// The episode it is part of.
    pub episode: Option<EpisodeId>,
    /// The administration it is about.
    pub administration: Option<AdministrationId>,
}

/// One version of one record of the journal being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Writing {
    /// Which list.
    pub kind: JournalKind,
    /// The place in the list.
    pub index: usize,
    /// 0 for the first version, `n` for the `n`th of its history, counted from 1.
    pub version: usize,
    /// The record.
    pub id: RecordId,
    /// When.
    pub at: Instant,
    /// By whom.
    pub recorder: UserId,
    /// What it refers to.
    pub refers_to: Reference,
}

macro_rules! journal {
    ($($(#[$doc:meta])* $field:ident: $record:ident of $owner:ident,)*) => {
        /// The lists of the journal, each in the order of patients and, within a patient, of days.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Journal { $($(#[$doc])* pub $field: Vec<Entry<RecordId, $record>>,)* }

        /// Which list of the journal.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum JournalKind { $($(#[$doc])* $record,)* }

        impl JournalKind {
            /// All kinds.
            pub const ALL: &'static [Self] = &[$(Self::$record,)*];
        }

        impl Journal {
            /// How many records there are of a kind.
            pub fn count(&self, kind: JournalKind) -> usize {
                match kind { $(JournalKind::$record => self.$field.len(),)* }
            }

            /// Every version of every record, list by list.
            pub fn writings(&self) -> Vec<Writing> {
                let mut writings = Vec::new();
                $(add(&mut writings, JournalKind::$record, &self.$field, |value| refers_to!($owner value));)*
                writings
            }

            pub(crate) fn append(&mut self, other: Self) {
                $(self.$field.extend(other.$field);)*
            }

            fn in_order_of_days(mut self) -> Self {
                $(self.$field.sort_by_key(|entry| (entry.effective_day, entry.recorded_at, entry.id));)*
                self
            }
        }
    };
}

macro_rules! refers_to {
    (patient $value:ident) => {
        Reference { patient: Some($value.patient), episode: $value.episode, administration: None }
    };
    (episode $value:ident) => {
        Reference { patient: None, episode: Some($value.episode), administration: None }
    };
    (administration $value:ident) => {
        Reference { patient: Some($value.patient), episode: None, administration: Some($value.administration) }
    };
}

journal! {
    /// Planned treatment and what took place.
    attendance: Attendance of episode,
    /// Clinicians' ratings of risk.
    risk_ratings: RiskRating of patient,
    /// Incidents.
    incidents: Incident of patient,
    /// Impaired function.
    function_ratings: FunctionRating of patient,
    /// Participation in the program.
    participation: Participation of episode,
    /// Progress towards the goals of the plan.
    goal_progress: GoalProgress of episode,
    /// Changes and reviews of the plan.
    treatment_plan_changes: TreatmentPlanChange of episode,
    /// What clinicians state in a review.
    clinician_statements: ClinicianStatement of episode,
    /// Changes of medication.
    medication_changes: MedicationChange of patient,
    /// Medical status.
    medical_statuses: MedicalStatus of patient,
    /// Substance use.
    substance_uses: SubstanceUse of patient,
    /// Asked, and none used.
    abstinence_reports: AbstinenceReport of patient,
    /// Drug screens.
    drug_screens: DrugScreen of patient,
    /// Whether the place to live is safe.
    housing: Housing of patient,
    /// People to rely on.
    supports: Supports of patient,
    /// Levels of care tried before.
    prior_levels: PriorLevelTried of patient,
    /// Plans for less intensive care.
    step_down_plans: StepDownPlan of episode,
    /// Results of licensed tools, done outside.
    external_results: ExternalLevelOfCareResult of patient,
    /// Visits that are planned for the present day and the days after it.
    planned_visits: PlannedVisit of episode,
    /// Facts about notes of services.
    service_notes: ServiceNote of episode,
    /// Who looked at which score.
    score_reviews: ScoreReview of administration,
}

fn add<T>(writings: &mut Vec<Writing>, kind: JournalKind, entries: &[Entry<RecordId, T>], refers_to: impl Fn(&T) -> Reference) {
    for (index, entry) in entries.iter().enumerate() {
        let refers_to = refers_to(&entry.value);
        let writing = Writing { kind, index, version: 0, id: entry.id, at: entry.recorded_at, recorder: entry.recorder, refers_to };
        writings.push(writing);
        let later = (1..).zip(&entry.history);
        writings.extend(later.map(|(version, revision)| Writing {
            version,
            at: revision.recorded_at,
            recorder: revision.recorder,
            ..writing
        }));
    }
}

/// The journal of one patient. Its ids come from a desk of their own.
pub(crate) fn record(
    context: &Context<'_>,
    stays: &[StayRecords],
    forms: &[Entry<AdministrationId, FilledForm>],
    stream: &Stream,
) -> Journal {
    let mut desk = Desk::new(stream.branch("journal ids"));
    let branch = stream.branch("journal");
    let mut journal = Journal::default();
    for (place, records) in stays.iter().enumerate() {
        let draws = branch.numbered(place);
        let mut chart = Chart::open(context, place, records, forms, &mut desk);
        attendance::write(&mut chart, &mut draws.branch("attendance"));
        incidents::write(&mut chart, &mut draws.branch("incidents"));
        risk::write(&mut chart, &mut draws.branch("risk"));
        ratings::write(&mut chart, &mut draws.branch("ratings"));
        planning::write(&mut chart, &mut draws.branch("planning"));
        substances::write(&mut chart, &mut draws.branch("substances"));
        notes::write(&mut chart, &mut draws.branch("notes"));
        score_reviews::write(&mut chart, &mut draws.branch("score reviews"));
        visits::write(&mut chart, &mut draws.branch("attendance"), &mut draws.branch("visits"));
        journal.append(chart.close());
    }
    journal.in_order_of_days()
}
