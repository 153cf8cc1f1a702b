//! The journal of the invented practice on its way into the database: one list a table.

use storage::score_review::ScoreReview;
use storage::{StorageError, WriteUnit};
use synthetic::{Change, Entry, JournalKind, Practice, Revision};
use vocabulary::RecordId;

use super::writer::plain;

/// Writes one version of one record of the journal.
pub(super) async fn record(
    unit: &mut WriteUnit,
    practice: &Practice,
    kind: JournalKind,
    index: usize,
    version: usize,
) -> Result<(), StorageError> {
    let journal = &practice.journal;
    match kind {
        JournalKind::Attendance => plain(unit, &journal.attendance[index], version).await,
        JournalKind::RiskRating => plain(unit, &journal.risk_ratings[index], version).await,
        JournalKind::Incident => plain(unit, &journal.incidents[index], version).await,
        JournalKind::FunctionRating => plain(unit, &journal.function_ratings[index], version).await,
        JournalKind::Participation => plain(unit, &journal.participation[index], version).await,
        JournalKind::GoalProgress => plain(unit, &journal.goal_progress[index], version).await,
        JournalKind::TreatmentPlanChange => plain(unit, &journal.treatment_plan_changes[index], version).await,
        JournalKind::ClinicianStatement => plain(unit, &journal.clinician_statements[index], version).await,
        JournalKind::MedicationChange => plain(unit, &journal.medication_changes[index], version).await,
        JournalKind::MedicalStatus => plain(unit, &journal.medical_statuses[index], version).await,
        JournalKind::SubstanceUse => plain(unit, &journal.substance_uses[index], version).await,
        JournalKind::AbstinenceReport => plain(unit, &journal.abstinence_reports[index], version).await,
        JournalKind::DrugScreen => plain(unit, &journal.drug_screens[index], version).await,
        JournalKind::Housing => plain(unit, &journal.housing[index], version).await,
        JournalKind::Supports => plain(unit, &journal.supports[index], version).await,
        JournalKind::PriorLevelTried => plain(unit, &journal.prior_levels[index], version).await,
        JournalKind::StepDownPlan => plain(unit, &journal.step_down_plans[index], version).await,
        JournalKind::ExternalLevelOfCareResult => plain(unit, &journal.external_results[index], version).await,
        JournalKind::PlannedVisit => plain(unit, &journal.planned_visits[index], version).await,
        JournalKind::ServiceNote => plain(unit, &journal.service_notes[index], version).await,
        JournalKind::ScoreReview => plain(unit, &stored(&journal.score_reviews[index]), version).await,
    }
}

/// A review in the shape in which it is stored.
fn stored(entry: &Entry<RecordId, synthetic::ScoreReview>) -> Entry<RecordId, ScoreReview> {
    let revisions = entry.history.iter().map(|revision| Revision {
        change: match &revision.change {
            Change::Corrected(value) => Change::Corrected(review(value)),
            Change::Voided(reason) => Change::Voided(reason.clone()),
        },
        effective_day: revision.effective_day,
        recorded_at: revision.recorded_at,
        recorder: revision.recorder,
    });
    Entry {
        id: entry.id,
        value: review(&entry.value),
        effective_day: entry.effective_day,
        recorded_at: entry.recorded_at,
        recorder: entry.recorder,
        history: revisions.collect(),
    }
}

fn review(value: &synthetic::ScoreReview) -> ScoreReview {
    ScoreReview {
        patient: value.patient,
        administration: value.administration,
        administration_version: value.administration_version,
        reviewed_by: value.reviewed_by,
        reviewed_at: value.reviewed_at,
        discussed_at: value.discussed_at,
        plan_change: value.plan_change.clone(),
    }
}
