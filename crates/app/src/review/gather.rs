//! The records that reviews are filled from, with pointers to them: of one stay or of many, each kind in one statement.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use care::PatientLinks;
use storage::{ReadUnit, Record, Stored, View};
use utilization_review::authorization::AuthorizationRequest;
use utilization_review::review::ReviewRecords;
use utilization_review::review::fill::{Cited, MeasuredScore, SafetyAsked, WordedResult};
use vocabulary::{AdministrationId, ClinicianId, Day, EpisodeId, Evidence, PatientId, RecordId, Version};

use super::packet::{Made, signed};
use crate::change::StayDays;
use crate::error::AppError;

/// What is on record about some patients, by the patient under whom it is shown or by the episode that it names.
pub(super) struct Gathered {
    links: PatientLinks,
    /// Who diagnosed, by name.
    clinicians: BTreeMap<ClinicianId, String>,
    of_patient: HashMap<PatientId, ReviewRecords>,
    of_episode: HashMap<EpisodeId, ReviewRecords>,
}

fn cited<T: Record>(kind: &'static str, stored: Stored<T>, day: Option<Day>) -> Cited<T> {
    let day = day.unwrap_or(stored.recorded.effective_day);
    let evidence = Evidence { kind, id: stored.id.to_string(), version: stored.recorded.version, day };
    (stored.recorded.value, evidence)
}

/// Loads kinds of records and cites them: the table's module is the word of the evidence, `by` names the field that says whose a record is, and
/// the last is its day, where that is not the day from which it holds.
macro_rules! load {
    ($gathered:ident, $unit:ident, $patients:ident, $made:ident; $($field:ident from $kind:ident by $owner:ident on $day:expr;)*) => {$(
        for stored in storage::$kind::of_patients($unit, $patients, View::Current).await? {
            if let Some(made) = $made.as_deref_mut() {
                made.add(stringify!($kind), &stored);
            }
            let day = $day(stored.value());
            $gathered.$owner(stored.value().$owner).$field.push(cited(stringify!($kind), stored, day));
        }
    )*};
}

impl Gathered {
    /// Loads it, given all records of the patients. `made` is told who made which.
    pub(super) async fn load(
        unit: &mut ReadUnit,
        patients: &[PatientId],
        library: &instruments::Library,
        mut made: Option<&mut Made>,
    ) -> Result<Self, AppError> {
        let links = storage::patient_link::links(unit, View::Current).await?;
        let mut gathered = Self { links, clinicians: BTreeMap::new(), of_patient: HashMap::new(), of_episode: HashMap::new() };
        load!(gathered, unit, patients, made;
            requests from authorization_request by episode on |_: &AuthorizationRequest| None;
            diagnoses from diagnosis by patient on |record: &care::Diagnosis| Some(record.period.first());
            risk from risk_rating by patient on |_: &care::RiskRating| None;
            incidents from incident by patient on |_: &care::Incident| None;
            functioning from function_rating by patient on |record: &care::FunctionRating| Some(record.day);
            substance_use from substance_use by patient on |record: &care::SubstanceUse| Some(record.day);
            drug_screens from drug_screen by patient on |record: &care::DrugScreen| Some(record.day);
            medications from medication by patient on |record: &care::Medication| Some(record.period.first());
            medication_changes from medication_change by patient on |record: &care::MedicationChange| Some(record.day);
            prior_levels from prior_level by patient on |record: &care::PriorLevelTried| Some(record.period.first());
            supports from supports by patient on |record: &care::Supports| Some(record.day);
            attendance from attendance by episode on |record: &care::Attendance| Some(record.day);
            participation from participation by episode on |record: &care::Participation| Some(record.day);
            goals from treatment_goal by episode on |record: &care::TreatmentGoal| Some(record.day);
            progress from goal_progress by episode on |record: &care::GoalProgress| Some(record.day);
            plan_changes from treatment_plan_change by episode on |record: &care::TreatmentPlanChange| Some(record.day);
            housing from housing by patient on |record: &care::Housing| Some(record.day);
            step_down from step_down_plan by episode on |record: &care::StepDownPlan| Some(record.day);
            appointments from discharge_appointment by episode on |record: &care::DischargeAppointment| Some(record.day);
        );
        let diagnosed = gathered.of_patient.values().flat_map(|records| &records.diagnoses);
        let by: BTreeSet<ClinicianId> = diagnosed.filter_map(|(diagnosis, _)| diagnosis.diagnosed_by).collect();
        let by: Vec<ClinicianId> = by.into_iter().collect();
        let found = unit.get_many::<care::Clinician>(&by, View::Current).await?;
        gathered.clinicians = found.into_iter().map(|each| (each.id, signed(each.value()))).collect();
        gathered.load_scores(unit, patients, library).await?;
        Ok(gathered)
    }

    /// The scored totals, or every scale and result in words of an instrument that has no total. Unfavourable ones stand with the others; what could
    /// not be scored is no score.
    async fn load_scores(&mut self, unit: &mut ReadUnit, patients: &[PatientId], library: &instruments::Library) -> Result<(), AppError> {
        let scores = storage::score::of_patients(unit, patients, None, View::Current).await?;
        let (mut scores, mut without_total): (Vec<_>, Vec<_>) = scores.into_iter().partition(|score| score.summary.main_scale.is_some());
        storage::score::details(unit, &mut without_total).await?;
        scores.extend(without_total);
        scores.sort_by_key(|score| (score.day, score.administration));
        for score in scores {
            let definition = library.get(&score.instrument);
            let evidence = administered(&score);
            let short_name = name_of(library, &score.instrument);
            let summary = score.summary;
            let records = self.patient(score.patient);
            if summary.main_scale.is_some() {
                let measured = |points| MeasuredScore { instrument: short_name, points, severity: summary.severity };
                records.scores.extend(summary.total.map(|points| (measured(points), evidence)));
                continue;
            }
            for scale in summary.scales {
                let Some(points) = scale.points else { continue };
                let found = definition.and_then(|definition| definition.scales.iter().find(|each| *each.id == *scale.scale));
                let name = found.map_or(scale.scale.as_str(), |found| &found.name);
                let measured = MeasuredScore { instrument: format!("{short_name} {name}"), points, severity: scale.severity };
                records.scores.push((measured, evidence.clone()));
            }
            let is_one = summary.classifications.len() == 1;
            for told in summary.classifications {
                let Some(result) = told.result else { continue };
                let found = definition.and_then(|each| each.classifications.iter().find(|each| *each.id == *told.classification));
                let name = found.map_or(told.classification.as_str(), |found| &found.name);
                let instrument = if is_one { short_name.clone() } else { format!("{short_name} {name}") };
                records.results.push((WordedResult { instrument, result }, evidence.clone()));
            }
        }
        Ok(())
    }

    /// What measures asked about safety, where it is told.
    pub(super) async fn load_safety(
        &mut self,
        unit: &mut ReadUnit,
        patients: &[PatientId],
        library: &instruments::Library,
    ) -> Result<(), AppError> {
        let scores = storage::score::of_patients(unit, patients, None, View::Current).await?;
        let asked: Vec<AdministrationId> = scores.iter().filter(|score| score.safety.is_some()).map(|score| score.administration).collect();
        let mut entries = storage::score::safety_entries(unit, &asked).await?;
        for score in scores {
            let Some(entries) = entries.remove(&score.administration) else { continue };
            let entries = entries.into_iter().map(|entry| (entry.entry, entry.verdict)).collect();
            let asked = SafetyAsked { instrument: name_of(library, &score.instrument), entries };
            self.patient(score.patient).safety.push((asked, administered(&score)));
        }
        Ok(())
    }

    fn patient(&mut self, record: PatientId) -> &mut ReviewRecords {
        self.of_patient.entry(self.links.shown_as(record)).or_default()
    }

    fn episode(&mut self, episode: EpisodeId) -> &mut ReviewRecords {
        self.of_episode.entry(episode).or_default()
    }

    /// The records of one stay. What belongs to another episode is left out; what belongs to none counts on the days of the stay. What the patient brought
    /// along (diagnoses, earlier treatment, medications) counts whenever it began; what began after the stay does not.
    pub(super) fn of_stay(&self, patient: PatientId, episode: EpisodeId, days: StayDays) -> ReviewRecords {
        let mut records = self.of_patient.get(&self.links.shown_as(patient)).cloned().unwrap_or_default();
        let within = |day: Day| days.contains(day);
        records.diagnoses.retain(|(_, cited)| cited.day <= days.last());
        records.medications.retain(|(_, cited)| cited.day <= days.last());
        records.prior_levels.retain(|(_, cited)| cited.day <= days.last());
        records.scores.retain(|(_, cited)| within(cited.day));
        records.results.retain(|(_, cited)| within(cited.day));
        records.safety.retain(|(_, cited)| within(cited.day));
        records.risk.retain(|(record, cited)| in_episode(record.episode, episode, within(cited.day)));
        records.incidents.retain(|(record, cited)| in_episode(record.episode, episode, within(cited.day)));
        records.functioning.retain(|(record, cited)| in_episode(record.episode, episode, within(cited.day)));
        records.substance_use.retain(|(record, cited)| in_episode(record.episode, episode, within(cited.day)));
        records.drug_screens.retain(|(record, cited)| in_episode(record.episode, episode, within(cited.day)));
        records.medication_changes.retain(|(record, cited)| in_episode(record.episode, episode, within(cited.day)));
        records.supports.retain(|(record, cited)| in_episode(record.episode, episode, within(cited.day)));
        records.housing.retain(|(record, cited)| in_episode(record.episode, episode, within(cited.day)));
        let of_episode = self.of_episode.get(&episode).cloned().unwrap_or_default();
        ReviewRecords {
            requests: of_episode.requests,
            attendance: of_episode.attendance,
            participation: of_episode.participation,
            goals: of_episode.goals,
            progress: of_episode.progress,
            plan_changes: of_episode.plan_changes,
            step_down: of_episode.step_down,
            appointments: of_episode.appointments,
            clinicians: self.clinicians.clone(),
            ..records
        }
    }
}

/// Leaves of the requests of a stay the one that was asked with a review.
pub(super) fn keep_request(records: &mut ReviewRecords, asked: Option<(RecordId, &AuthorizationRequest)>) {
    let id = asked.map(|(id, _)| id.to_string());
    records.requests.retain(|(_, cited)| Some(&cited.id) == id.as_ref());
}

fn name_of(library: &instruments::Library, instrument: &str) -> String {
    library.get(instrument).map_or_else(|| instrument.to_owned(), |found| found.short_name.clone())
}

fn administered(score: &storage::score::StoredScore) -> Evidence {
    let (id, version) = (score.administration.to_string(), Version(score.input_version.0));
    Evidence { kind: "administration", id, version, day: score.day }
}

fn in_episode(named: Option<EpisodeId>, episode: EpisodeId, is_within: bool) -> bool {
    named.map_or(is_within, |named| named == episode)
}
