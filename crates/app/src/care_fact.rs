//! The records that a level of care rests on, by form: risk, attendance, function, incidents and the like. One set of use cases for all kinds; what
//! differs between them are their fields ([`kinds`]).
//!
//! A record is never edited: a correction is its next version, a withdrawal a version with a reason, and both stay in its history.

mod field;
mod kinds;

use std::collections::{BTreeMap, BTreeSet};

use care::{CareProblem, Episode, Patient};
pub use field::{FieldSpecification, Shape};
pub use interchange::RecordKind;
use kinds::{CareFactForm, with_kind};
use storage::{Entry, ReadUnit, Stored, View, WriteUnit};
use vocabulary::{ClinicianId, Day, EpisodeId, IdSource, Instant, PatientId, RecordId, Version, ZoneName};

use crate::context::{App, check_patient, person, place_of};
use crate::error::{AppError, FieldProblem, FieldProblemKind};
use crate::permission::{Caller, Data, Scope};
use crate::registration::EpisodeMove;

/// The kinds that have a form, in the order in which the page offers them.
pub const KINDS: [RecordKind; 21] = [
    RecordKind::RiskRating,
    RecordKind::Incident,
    RecordKind::ClinicianStatement,
    RecordKind::MedicalStatus,
    RecordKind::FunctionRating,
    RecordKind::PlannedVisit,
    RecordKind::Attendance,
    RecordKind::ServiceNote,
    RecordKind::ChartPaper,
    RecordKind::Participation,
    RecordKind::GoalProgress,
    RecordKind::TreatmentPlanChange,
    RecordKind::MedicationChange,
    RecordKind::SubstanceUse,
    RecordKind::AbstinenceReport,
    RecordKind::DrugScreen,
    RecordKind::Housing,
    RecordKind::Supports,
    RecordKind::PriorLevel,
    RecordKind::StepDownPlan,
    RecordKind::ExternalLevelOfCare,
];

/// The shortest reason for a withdrawal, in characters.
const REASON_LENGTH_MIN: usize = 10;

/// The kind with this code, where it has a form.
pub fn kind_of(code: &str) -> Option<RecordKind> {
    KINDS.into_iter().find(|kind| kind.code() == code)
}

/// The fields of a kind, in the order of its form; empty for kinds that have none.
pub fn fields_of(kind: RecordKind) -> Vec<FieldSpecification> {
    with_kind!(kind, Form => Form::fields(), else Vec::new())
}

/// What was typed into a form, by field. A field that takes several values has them separated by spaces.
pub type Given = BTreeMap<String, String>;

/// One version of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CareFactView {
    /// What kind.
    pub kind: RecordKind,
    /// Its id.
    pub id: RecordId,
    /// The version.
    pub version: Version,
    /// The day it speaks of.
    pub day: Day,
    /// When the version was recorded.
    pub recorded_at: Instant,
    /// Who recorded it: a name, or the account's code where there is none.
    pub recorder: String,
    /// True where it came with a file.
    pub is_imported: bool,
    /// The values by field, in the order of the form, as the form takes them; those that are not recorded are left out.
    pub values: Vec<(&'static str, String)>,
    /// Why it was withdrawn.
    pub void_reason: Option<String>,
}

/// A patient's records of these kinds.
#[derive(Clone, Debug)]
pub struct CareFactList {
    /// The record under which the patient is shown.
    pub patient: Stored<Patient>,
    /// The zone in which moments are shown and typed.
    pub zone: ZoneName,
    /// Today there.
    pub today: Day,
    /// The latest first.
    pub facts: Vec<CareFactView>,
    /// Names of clinicians by id, for the values that name one.
    pub clinicians: Vec<(ClinicianId, String)>,
    /// Those of them who do not treat here any more: nobody names them in a new record.
    pub left: BTreeSet<ClinicianId>,
    /// True where an episode of care is on record, without which some kinds cannot be recorded.
    pub has_episode: bool,
    /// The caller's own entry among the clinicians.
    pub own: Option<ClinicianId>,
    /// True where the caller sees the list of all kinds.
    pub sees_list: bool,
}

/// One record with all its versions, the latest first.
#[derive(Clone, Debug)]
pub struct CareFactPage {
    /// About whom, and what forms need.
    pub about: CareFactList,
    /// Never empty.
    pub versions: Vec<CareFactView>,
}

impl CareFactPage {
    /// The version that stands.
    pub fn latest(&self) -> &CareFactView {
        self.versions.first().expect("a record has a version")
    }
}

impl App {
    /// A patient's records of all kinds, the latest first.
    #[crate::boxed]
    pub async fn care_facts(&self, caller: &Caller, patient: PatientId, view: View) -> Result<CareFactList, AppError> {
        const ACTION: &str = crate::opening::VIEW_CARE_FACTS;
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (mut list, mut records, _) = about(unit, &asking, (patient, Data::Records)).await?;
                if view != View::Current {
                    records = crate::context::person_in(unit, patient, view).await?.1;
                }
                let names = names(unit).await?;
                for kind in KINDS {
                    let found =
                        with_kind!(kind, Form => of_patient::<Form>(unit, &records, view, (&list.zone, &names)).await?, else Vec::new());
                    list.facts.extend(found);
                }
                list.facts.sort_by_key(|fact| std::cmp::Reverse((fact.day, fact.recorded_at, fact.id)));
                Ok(list)
            })
        });
        let result = read.await;
        self.audited(caller, ACTION, result).await
    }

    /// What the form of a new record of a kind needs to know of the patient: without the records themselves.
    #[crate::boxed]
    pub async fn care_fact_form(&self, caller: &Caller, patient: PatientId, kind: RecordKind) -> Result<CareFactList, AppError> {
        const ACTION: &str = crate::opening::VIEW_CARE_FACT_FORM;
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let of = (patient, right_for(caller, kind));
        let read = self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { Ok(about(unit, &asking, of).await?.0) }));
        let result = read.await;
        self.audited(caller, ACTION, result).await
    }

    /// One record of a patient with its versions.
    #[crate::boxed]
    pub async fn care_fact(&self, caller: &Caller, patient: PatientId, kind: RecordKind, id: RecordId) -> Result<CareFactPage, AppError> {
        const ACTION: &str = crate::opening::VIEW_CARE_FACT;
        let (operation, asking, right) = (self.operation(caller, ACTION), caller.clone(), right_for(caller, kind));
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (about, records, _) = about(unit, &asking, (patient, right)).await?;
                let names = names(unit).await?;
                let versions = with_kind!(kind, Form => {
                    let history = own_history::<Form>(unit, id, &records).await?;
                    history.iter().rev().map(|stored| view(stored, &about.zone, &names)).collect()
                }, else Vec::new());
                if versions.is_empty() { Err(AppError::NotFound("record")) } else { Ok(CareFactPage { about, versions }) }
            })
        });
        let result = read.await;
        self.audited(caller, ACTION, result).await
    }

    /// Records something about a patient. Problems are named by field.
    #[crate::boxed]
    pub async fn record_care_fact(
        &self,
        caller: &Caller,
        patient: PatientId,
        kind: RecordKind,
        given: Given,
    ) -> Result<RecordId, AppError> {
        let id: RecordId = self.ports.ids.next();
        self.write_care_fact(caller, "record_care_fact", (patient, kind), move |unit, writing| {
            Box::pin(async move {
                with_kind!(kind, Form => {
                    let record = read::<Form>(unit, &given, &writing).await?;
                    let day = record.day(&writing.zone);
                    unit.insert(&Entry::new(id, record, day)).await?;
                    Ok(())
                }, else Err(AppError::NotFound("record")))
            })
        })
        .await?;
        Ok(id)
    }

    /// Corrects a record: its next version. Where somebody else wrote one meanwhile, nothing is written ([`AppError::VersionConflict`]).
    #[crate::boxed]
    pub async fn correct_care_fact(
        &self,
        caller: &Caller,
        patient: PatientId,
        (kind, id, expected): (RecordKind, RecordId, Version),
        given: Given,
    ) -> Result<(), AppError> {
        self.write_care_fact(caller, "correct_care_fact", (patient, kind), move |unit, writing| {
            Box::pin(async move {
                with_kind!(kind, Form => {
                    own_history::<Form>(unit, id, &writing.records).await?;
                    let stored = unit.require::<Form>(id).await?;
                    let record = read::<Form>(unit, &given, &writing).await?.kept_with(stored.value());
                    let day = record.day(&writing.zone);
                    unit.correct(id, expected, &record, day).await?;
                    Ok(())
                }, else Err(AppError::NotFound("record")))
            })
        })
        .await
    }

    /// Withdraws a record, with the reason. It counts no longer and stays in its history.
    #[crate::boxed]
    pub async fn withdraw_care_fact(
        &self,
        caller: &Caller,
        patient: PatientId,
        (kind, id, expected): (RecordKind, RecordId, Version),
        reason: &str,
    ) -> Result<(), AppError> {
        let reason = reason.trim().to_owned();
        if reason.chars().count() < REASON_LENGTH_MIN {
            return Err(AppError::field("reason", FieldProblemKind::ReasonTooShort));
        }
        self.write_care_fact(caller, "withdraw_care_fact", (patient, kind), move |unit, writing| {
            Box::pin(async move {
                with_kind!(kind, Form => {
                    own_history::<Form>(unit, id, &writing.records).await?;
                    unit.void::<Form>(id, expected, &reason).await?;
                    Ok(())
                }, else Err(AppError::NotFound("record")))
            })
        })
        .await
    }

    /// Moves a record that stands under the wrong patient: withdrawn there with the reason, recorded anew under the other, in the episode that was
    /// open on its day.
    #[crate::boxed]
    pub async fn move_care_fact(
        &self,
        caller: &Caller,
        patient: PatientId,
        (kind, id, expected): (RecordKind, RecordId, Version),
        to: PatientId,
        reason: &str,
    ) -> Result<RecordId, AppError> {
        let reason = reason.trim().to_owned();
        if reason.chars().count() < REASON_LENGTH_MIN {
            return Err(AppError::field("reason", FieldProblemKind::ReasonTooShort));
        }
        let new_id: RecordId = self.ports.ids.next();
        let (asking, right) = (caller.clone(), right_for(caller, kind));
        self.write_care_fact(caller, "move_care_fact", (patient, kind), move |unit, writing| {
            Box::pin(async move {
                let (list, records, episodes) = about(unit, &asking, (to, right)).await?;
                if records.contains(&writing.patient) {
                    return Err(AppError::field("record_number", FieldProblemKind::NotAChoice));
                }
                with_kind!(kind, Form => {
                    own_history::<Form>(unit, id, &writing.records).await?;
                    let stored = unit.require::<Form>(id).await?;
                    let day = stored.value().day(&list.zone);
                    if day < list.patient.value().birth_day {
                        return Err(AppError::field("record_number", FieldProblemKind::BeforeBirth));
                    }
                    let moved = stored.value().moved_to(to, episode_on(&episodes, day));
                    let moved = moved.ok_or_else(|| AppError::field("record_number", FieldProblemKind::NoEpisode))?;
                    unit.move_to(id, expected, new_id, moved, &reason).await?;
                    Ok(())
                }, else Err(AppError::NotFound("record")))
            })
        })
        .await?;
        Ok(new_id)
    }

    async fn write_care_fact<F>(
        &self,
        caller: &Caller,
        action: &'static str,
        (patient, kind): (PatientId, RecordKind),
        work: F,
    ) -> Result<(), AppError>
    where
        F: for<'a> FnOnce(&'a mut WriteUnit, Writing) -> futures_util::future::BoxFuture<'a, Result<(), AppError>> + Send + 'static,
    {
        let (operation, asking, right) = (self.operation(caller, action), caller.clone(), right_for(caller, kind));
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (list, records, episodes) = about(unit, &asking, (patient, right)).await?;
                let writing = Writing { patient: list.patient.id, zone: list.zone, today: list.today, now: unit.at(), records, episodes };
                work(unit, writing).await
            })
        });
        let result = write.await;
        self.audited(caller, action, result).await
    }
}

/// Moves every record of these kinds that stands in an episode along with it, to the patient whose it is.
pub(crate) async fn move_along(
    unit: &mut WriteUnit,
    (ids, zone): (&IdSource, &ZoneName),
    records: &[PatientId],
    moving: &EpisodeMove<'_>,
) -> Result<(), AppError> {
    for kind in KINDS {
        with_kind!(kind, Form => {
            let of_patients = <Form as CareFactForm>::of_patients(unit, records, View::Current).await?;
            for stored in of_patients.into_iter().filter(|stored| stored.value().episode() == Some(moving.from)) {
                moving.check_day(stored.value().day(zone))?;
                let moved = stored.value().moved_to(moving.patient, Some(moving.to)).ok_or(AppError::NotFound("episode"))?;
                unit.move_to(stored.id, stored.recorded.version, ids.next(), moved, moving.reason).await?;
            }
        }, else {});
    }
    Ok(())
}

/// What a record is written with.
struct Writing {
    patient: PatientId,
    zone: ZoneName,
    today: Day,
    now: Instant,
    records: Vec<PatientId>,
    episodes: Vec<Stored<Episode>>,
}

/// Under which right a caller writes a kind of record. Who comes when is kept by whoever runs the day, at the front desk too.
fn right_for(caller: &Caller, kind: RecordKind) -> Data {
    let keeps_the_day = kind == RecordKind::PlannedVisit && caller.scope(Data::Records) == Scope::Nothing;
    if keeps_the_day { Data::Entry } else { Data::Records }
}

/// Checks the caller, and loads what every page of these records needs.
async fn about(
    unit: &mut ReadUnit,
    caller: &Caller,
    (patient, right): (PatientId, Data),
) -> Result<(CareFactList, Vec<PatientId>, Vec<Stored<Episode>>), AppError> {
    let (shown, records) = person(unit, patient).await?;
    let (zone, today) = place_of(unit, &records).await?;
    check_patient(unit, caller, right, shown, today).await?;
    let patient = unit.require::<Patient>(shown).await?;
    let episodes = storage::episode::of_patients(unit, &records, View::Current).await?;
    let clinicians = storage::clinician::all(unit, View::Current).await?;
    let left = clinicians.iter().filter(|stored| stored.value().has_left_on(today)).map(|stored| stored.id).collect();
    let clinicians = clinicians.into_iter().map(|stored| (stored.id, stored.recorded.value.name)).collect();
    let has_episode = !episodes.is_empty();
    let (facts, own, sees_list) = (Vec::new(), caller.clinician, caller.may_record_care_facts());
    Ok((CareFactList { patient, zone, today, facts, clinicians, left, has_episode, own, sees_list }, records, episodes))
}

/// Names of accounts by the code that stands in records.
async fn names(unit: &mut ReadUnit) -> Result<BTreeMap<String, String>, AppError> {
    Ok(storage::user::all(unit).await?.into_iter().map(|user| (format!("user:{}", user.id), user.name)).collect())
}

async fn of_patient<Form: CareFactForm>(
    unit: &mut ReadUnit,
    records: &[PatientId],
    view_of: View,
    (zone, names): (&ZoneName, &BTreeMap<String, String>),
) -> Result<Vec<CareFactView>, AppError> {
    Ok(Form::of_patients(unit, records, view_of).await?.iter().map(|stored| view(stored, zone, names)).collect())
}

fn view<Form: CareFactForm>(stored: &Stored<Form>, zone: &ZoneName, names: &BTreeMap<String, String>) -> CareFactView {
    let recorded = &stored.recorded;
    CareFactView {
        kind: Form::KIND,
        id: stored.id,
        version: recorded.version,
        day: stored.value().day(zone),
        recorded_at: recorded.recorded_at,
        recorder: names.get(&recorded.recorder).unwrap_or(&recorded.recorder).clone(),
        is_imported: matches!(recorded.source, vocabulary::Source::Batch(_)),
        values: stored.value().texts(zone).into_iter().filter(|(_, text)| !text.is_empty()).collect(),
        void_reason: recorded.void_reason.clone(),
    }
}

/// All versions of a record, when it is one of these patients'.
async fn own_history<Form: CareFactForm>(unit: &mut ReadUnit, id: RecordId, records: &[PatientId]) -> Result<Vec<Stored<Form>>, AppError> {
    let history = unit.history::<Form>(id).await?;
    let latest = history.last().ok_or(AppError::NotFound("record"))?;
    let patient = match latest.value().belongs_to() {
        kinds::Owner::Patient(patient) => Some(patient),
        kinds::Owner::Episode(episode) => unit.current::<Episode>(episode).await?.map(|episode| episode.value().patient),
    };
    if patient.is_some_and(|patient| records.contains(&patient)) { Ok(history) } else { Err(AppError::NotFound("record")) }
}

/// Reads a record from what was typed, and checks it.
async fn read<Form: CareFactForm>(unit: &mut ReadUnit, given: &Given, writing: &Writing) -> Result<Form, AppError> {
    let clinicians = storage::clinician::all(unit, View::Current).await?.into_iter().map(|stored| stored.id).collect();
    let mut reader = field::Reader::new(given, &writing.zone, clinicians);
    let day = Form::day_given(&mut reader);
    let episode = day.and_then(|day| episode_on(&writing.episodes, day));
    if Form::NEEDS_EPISODE && episode.is_none() && day.is_some() {
        reader.problem(Form::DAY_FIELD, FieldProblemKind::NoEpisode);
    }
    let record = Form::read(&mut reader, writing.patient, episode);
    let problems: Vec<FieldProblem> = reader.into_problems();
    match record {
        Some(record) if problems.is_empty() => {
            record.check(writing.today, writing.now).map_err(|problem| at_field::<Form>(&problem))?;
            Ok(record)
        }
        _ => Err(AppError::Form(problems)),
    }
}

/// The latest episode that was open on a day.
fn episode_on(episodes: &[Stored<Episode>], day: Day) -> Option<EpisodeId> {
    episodes.iter().rev().find(|episode| episode.value().contains(day)).map(|episode| episode.id)
}

/// A problem that the record found about itself: of its day where it lies in the future, else said as it is.
fn at_field<Form: CareFactForm>(problem: &CareProblem) -> AppError {
    match problem {
        CareProblem::Future { what: "signature", .. } => AppError::field("signed_day", FieldProblemKind::Future),
        CareProblem::Future { what: "second signature", .. } => AppError::field("cosigned_day", FieldProblemKind::Future),
        CareProblem::Future { .. } | CareProblem::Later { .. } => AppError::field(Form::DAY_FIELD, FieldProblemKind::Future),
        other => AppError::Care(*other),
    }
}

impl Caller {
    /// True when the caller may record what a level of care rests on, of some patient or all.
    pub fn may_record_care_facts(&self) -> bool {
        self.scope(Data::Records) != Scope::Nothing
    }
}
