//! The records that a review is filled from, with pointers to them.

use storage::{ReadUnit, Record, Stored, View};
use utilization_review::review::ReviewRecords;
use utilization_review::review::fill::{Cited, MeasuredScore};
use vocabulary::{Day, EpisodeId, Evidence, PatientId, Version};

use super::packet::Made;
use crate::error::AppError;

fn cited<T: Record>(kind: &'static str, stored: Vec<Stored<T>>, day: impl Fn(&T) -> Option<Day>, made: Option<&mut Made>) -> Vec<Cited<T>> {
    if let Some(made) = made {
        for each in &stored {
            made.add(kind, each);
        }
    }
    let cite = |stored: Stored<T>| {
        let day = day(stored.value()).unwrap_or(stored.recorded.effective_day);
        let evidence = Evidence { kind, id: stored.id.to_string(), version: stored.recorded.version, day };
        (stored.recorded.value, evidence)
    };
    stored.into_iter().map(cite).collect()
}

/// Loads one kind of record of the patient and cites it: `$kind` is the table's module and the word of the evidence.
macro_rules! load {
    ($unit:expr, $patients:expr, $made:ident, $kind:ident, $day:expr) => {
        cited(stringify!($kind), storage::$kind::of_patients($unit, $patients, View::Current).await?, $day, $made.as_deref_mut())
    };
}

/// The records of one stay. What belongs to another episode is left out; what belongs to none counts from the day of admission, and what the
/// patient brought along (diagnoses, earlier treatment, medications) counts always. `made` is told who made which.
pub(super) async fn records(
    unit: &mut ReadUnit,
    patients: &[PatientId],
    episode: EpisodeId,
    admitted: Day,
    library: &instruments::Library,
    mut made: Option<&mut Made>,
) -> Result<ReviewRecords, AppError> {
    let mut records = ReviewRecords {
        diagnoses: load!(unit, patients, made, diagnosis, |record: &care::Diagnosis| Some(record.period.first())),
        risk: load!(unit, patients, made, risk_rating, |_: &care::RiskRating| None),
        incidents: load!(unit, patients, made, incident, |_: &care::Incident| None),
        scores: scores(unit, patients, admitted, library).await?,
        functioning: load!(unit, patients, made, function_rating, |record: &care::FunctionRating| Some(record.day)),
        substance_use: load!(unit, patients, made, substance_use, |record: &care::SubstanceUse| Some(record.day)),
        drug_screens: load!(unit, patients, made, drug_screen, |record: &care::DrugScreen| Some(record.day)),
        medications: load!(unit, patients, made, medication, |record: &care::Medication| Some(record.period.first())),
        medication_changes: load!(unit, patients, made, medication_change, |record: &care::MedicationChange| Some(record.day)),
        prior_levels: load!(unit, patients, made, prior_level, |record: &care::PriorLevelTried| Some(record.period.first())),
        supports: load!(unit, patients, made, supports, |record: &care::Supports| Some(record.day)),
        attendance: load!(unit, patients, made, attendance, |record: &care::Attendance| Some(record.day)),
        participation: load!(unit, patients, made, participation, |record: &care::Participation| Some(record.day)),
        goals: load!(unit, patients, made, treatment_goal, |record: &care::TreatmentGoal| Some(record.day)),
        progress: load!(unit, patients, made, goal_progress, |record: &care::GoalProgress| Some(record.day)),
        plan_changes: load!(unit, patients, made, treatment_plan_change, |record: &care::TreatmentPlanChange| Some(record.day)),
        housing: load!(unit, patients, made, housing, |record: &care::Housing| Some(record.day)),
        step_down: load!(unit, patients, made, step_down_plan, |record: &care::StepDownPlan| Some(record.day)),
        appointments: load!(unit, patients, made, discharge_appointment, |record: &care::DischargeAppointment| Some(record.day)),
    };
    let since = |day: Day| day >= admitted;
    records.risk.retain(|(record, cited)| in_episode(record.episode, episode, since(cited.day)));
    records.incidents.retain(|(record, cited)| in_episode(record.episode, episode, since(cited.day)));
    records.functioning.retain(|(record, cited)| in_episode(record.episode, episode, since(cited.day)));
    records.substance_use.retain(|(record, cited)| in_episode(record.episode, episode, since(cited.day)));
    records.drug_screens.retain(|(record, cited)| in_episode(record.episode, episode, since(cited.day)));
    records.medication_changes.retain(|(record, cited)| in_episode(record.episode, episode, since(cited.day)));
    records.supports.retain(|(record, cited)| in_episode(record.episode, episode, since(cited.day)));
    records.housing.retain(|(record, cited)| in_episode(record.episode, episode, since(cited.day)));
    records.attendance.retain(|(record, _)| record.episode == episode);
    records.participation.retain(|(record, _)| record.episode == episode);
    records.goals.retain(|(record, _)| record.episode == episode);
    records.progress.retain(|(record, _)| record.episode == episode);
    records.plan_changes.retain(|(record, _)| record.episode == episode);
    records.step_down.retain(|(record, _)| record.episode == episode);
    records.appointments.retain(|(record, _)| record.episode == episode);
    Ok(records)
}

fn in_episode(named: Option<EpisodeId>, episode: EpisodeId, is_since_admission: bool) -> bool {
    named.map_or(is_since_admission, |named| named == episode)
}

/// The scored totals since admission. Unfavourable ones stand with the others; what could not be scored is no score.
async fn scores(
    unit: &mut ReadUnit,
    patients: &[PatientId],
    admitted: Day,
    library: &instruments::Library,
) -> Result<Vec<Cited<MeasuredScore>>, AppError> {
    let scores = storage::score::of_patients(unit, patients, None, View::Current).await?;
    let measured = scores.into_iter().filter(|score| score.day >= admitted).filter_map(|score| {
        let points = score.summary.total?;
        let instrument = library.get(&score.instrument).map_or_else(|| score.instrument.clone(), |found| found.short_name.clone());
        let (id, version) = (score.administration.to_string(), Version(score.input_version.0));
        let severity = score.summary.severity;
        Some((MeasuredScore { instrument, points, severity }, Evidence { kind: "administration", id, version, day: score.day }))
    });
    Ok(measured.collect())
}
