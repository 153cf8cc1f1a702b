//! Registration: patients, care teams and diagnoses by form; merging records of one person. Programs and
//! clinicians stand in `house`, episodes and levels of care in `stay`.

mod house;
mod mend;
mod moving;
mod stay;
mod team;

use care::{CareProblem, CareTeamMember, Diagnosis, Patient, PatientLink};
use storage::{Alone, Entry, WriteUnit};
use vocabulary::{Day, DiagnosisId, PatientId, RecordId, Version, ZoneName};

use crate::context::{App, check_patient, person, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};
use crate::rescore::rescore_person;

pub use house::RegistrationChoices;
pub use mend::Registered;
pub(crate) use moving::EpisodeMove;
pub use stay::{Approach, PlanOfAdmission};
pub(crate) use team::follow_ended;

/// The clock of the practice as a whole: that of its first program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PracticeClock {
    /// Its zone; UTC where there is no program yet.
    pub zone: ZoneName,
    /// Today.
    pub today: Day,
}

impl App {
    /// What day it is for the practice as a whole. It says nothing of anybody, so whoever is signed in may know it.
    #[crate::boxed]
    pub async fn practice_clock(&self, caller: &Caller) -> Result<PracticeClock, AppError> {
        let operation = self.operation(caller, "look_at_clock");
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (zone, today) = place_of(unit, &[]).await?;
                Ok(PracticeClock { zone, today })
            })
        });
        read.await
    }

    /// Registers a patient.
    #[crate::boxed]
    pub async fn register_patient(&self, caller: &Caller, patient: Patient) -> Result<PatientId, AppError> {
        let id: PatientId = self.ports.ids.next();
        self.register(caller, "register_patient", move |unit| {
            Box::pin(async move {
                let today = crate::context::today_of(unit, &[]).await?;
                patient.check(today)?;
                Ok(unit.insert(&Entry::new(id, patient, today)).await?)
            })
        })
        .await?;
        Ok(id)
    }

    /// Corrects what is on record about a patient. Where that is their sex or birth day, on which scores may depend, they are computed anew.
    #[crate::boxed]
    pub async fn correct_patient(&self, caller: &Caller, id: PatientId, expected: Version, patient: Patient) -> Result<(), AppError> {
        let (asking, library) = (caller.clone(), self.library());
        self.register(caller, "correct_patient", move |unit| {
            Box::pin(async move {
                let today = permitted(unit, &asking, id).await?;
                patient.check(today)?;
                let before = unit.require::<Patient>(id).await?;
                unit.correct(id, expected, &patient, today).await?;
                if (before.value().sex, before.value().birth_day) != (patient.sex, patient.birth_day) {
                    rescore_person(unit, &library, id).await?;
                }
                Ok(())
            })
        })
        .await
    }

    /// Records a diagnosis.
    #[crate::boxed]
    pub async fn add_diagnosis(&self, caller: &Caller, diagnosis: Diagnosis) -> Result<DiagnosisId, AppError> {
        let id: DiagnosisId = self.ports.ids.next();
        let asking = caller.clone();
        self.register(caller, "add_diagnosis", move |unit| {
            Box::pin(async move {
                let today = permitted(unit, &asking, diagnosis.patient).await?;
                let patient = unit.require::<Patient>(diagnosis.patient).await?;
                diagnosis.check(patient.value().birth_day, today).map_err(|problem| at_field("onset", problem))?;
                let day = diagnosis.period.first();
                Ok(unit.insert(&Entry::new(id, diagnosis, day)).await?)
            })
        })
        .await?;
        Ok(id)
    }

    /// Adds somebody to a care team.
    #[crate::boxed]
    pub async fn join_care_team(&self, caller: &Caller, member: CareTeamMember) -> Result<RecordId, AppError> {
        let id: RecordId = self.ports.ids.next();
        let asking = caller.clone();
        self.register(caller, "join_care_team", move |unit| {
            Box::pin(async move {
                let today = permitted(unit, &asking, member.patient).await?;
                let patient = unit.require::<Patient>(member.patient).await?;
                member.check(patient.value().birth_day, today).map_err(|problem| at_field("from", problem))?;
                let day = member.period.first();
                Ok(unit.insert(&Entry::new(id, member, day)).await?)
            })
        })
        .await?;
        Ok(id)
    }

    /// Merges two records of one person, or takes a merge back. Nothing is moved: it is an event over ids.
    #[crate::boxed]
    pub async fn link_patients(&self, caller: &Caller, event: PatientLink) -> Result<(), AppError> {
        let id: RecordId = self.ports.ids.next();
        let (asking, library) = (caller.clone(), self.library());
        self.register(caller, "link_patients", move |unit| {
            Box::pin(async move {
                let one = match event {
                    PatientLink::Merged { kept, .. } => kept,
                    PatientLink::Unmerged { merged } => merged,
                };
                let today = permitted(unit, &asking, one).await?;
                storage::patient_link::record(unit, id, event, today).await?;
                // What is shown under another record is scored by what that one says of the person.
                rescore_person(unit, &library, one).await?;
                Ok(())
            })
        })
        .await
    }

    async fn register<F>(&self, caller: &Caller, action: &'static str, work: F) -> Result<(), AppError>
    where
        F: for<'a> FnOnce(&'a mut WriteUnit) -> futures_util::future::BoxFuture<'a, Result<(), AppError>> + Send,
    {
        self.register_as(caller, Data::Registration, action, work).await
    }

    /// As [`App::register`], while nobody else changes what is asked, granted and reviewed.
    async fn register_alone<F>(&self, caller: &Caller, action: &'static str, work: F) -> Result<(), AppError>
    where
        F: for<'a> FnOnce(&'a mut WriteUnit) -> futures_util::future::BoxFuture<'a, Result<(), AppError>> + Send,
    {
        if let Err(refused) = caller.may(Data::Registration) {
            return self.refuse(caller, action, refused.into()).await;
        }
        let operation = self.operation(caller, action);
        let result = self.database.write_alone(&operation, Alone::Authorizations, work).await;
        self.audited(caller, action, result).await
    }

    async fn register_as<F>(&self, caller: &Caller, right: Data, action: &'static str, work: F) -> Result<(), AppError>
    where
        F: for<'a> FnOnce(&'a mut WriteUnit) -> futures_util::future::BoxFuture<'a, Result<(), AppError>> + Send,
    {
        if let Err(refused) = caller.may(right) {
            return self.refuse(caller, action, refused.into()).await;
        }
        let operation = self.operation(caller, action);
        let result = self.database.write(&operation, work).await;
        self.audited(caller, action, result).await
    }
}

/// A problem of a day, at the field in which it was given.
fn at_field(field: &str, problem: CareProblem) -> AppError {
    match problem {
        CareProblem::Future { .. } => AppError::field(field, FieldProblemKind::Future),
        CareProblem::BeforeBirth { .. } => AppError::field(field, FieldProblemKind::BeforeBirth),
        CareProblem::Backwards { .. } => AppError::field(field, FieldProblemKind::Backwards),
        other => AppError::Care(other),
    }
}

/// Checks that the caller may change this patient's records; gives today in the patient's program.
async fn permitted(unit: &mut WriteUnit, caller: &Caller, patient: PatientId) -> Result<Day, AppError> {
    let (shown, records) = person(unit, patient).await?;
    let (_, today) = place_of(unit, &records).await?;
    check_patient(unit, caller, Data::Registration, shown, today).await?;
    Ok(today)
}
