//! The house: its programs and its clinicians, how they are put right, and that they closed or left.

use care::{Clinician, Program};
use storage::{Entry, Stored, View};
use vocabulary::{ClinicianId, Day, ProgramId, Version};

use crate::administration::stated;
use crate::context::App;
use crate::error::AppError;
use crate::permission::{Caller, Data};

/// What forms of registration offer to choose from.
#[derive(Clone, Debug)]
pub struct RegistrationChoices {
    /// Programs by code.
    pub programs: Vec<Stored<Program>>,
    /// Clinicians by code.
    pub clinicians: Vec<Stored<Clinician>>,
    /// Today, in the zone of the first program.
    pub today: Day,
    /// True while nobody is registered.
    pub without_patients: bool,
}

/// Who sees programs and clinicians to choose from: whoever registers, sets up, gives accounts or brings files in.
const CHOOSING: [Data; 4] = [Data::Registration, Data::Practice, Data::People, Data::Imports];

impl App {
    /// Programs and clinicians to choose from.
    #[crate::boxed]
    pub async fn registration_choices(&self, caller: &Caller) -> Result<RegistrationChoices, AppError> {
        const ACTION: &str = "list_programs";
        if CHOOSING.iter().all(|data| caller.may(*data).is_err()) {
            return self.refuse(caller, ACTION, AppError::RoleRefused(Data::Registration)).await;
        }
        let operation = self.operation(caller, ACTION);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let today = crate::context::today_of(unit, &[]).await?;
                let programs = storage::program::all(unit, View::Current).await?;
                let clinicians = storage::clinician::all(unit, View::Current).await?;
                let without_patients = !storage::patient::is_any(unit).await?;
                Ok(RegistrationChoices { programs, clinicians, today, without_patients })
            })
        });
        read.await
    }

    /// Records a program. Part of setting up a practice.
    #[crate::boxed]
    pub async fn add_program(&self, caller: &Caller, program: Program) -> Result<ProgramId, AppError> {
        program.check()?;
        let id: ProgramId = self.ports.ids.next();
        self.register_as(caller, Data::Practice, "add_program", move |unit| {
            Box::pin(async move {
                let day = unit.at().day_in(&program.zone);
                Ok(unit.insert(&Entry::new(id, program, day)).await?)
            })
        })
        .await?;
        Ok(id)
    }

    /// Records a clinician.
    #[crate::boxed]
    pub async fn add_clinician(&self, caller: &Caller, clinician: Clinician) -> Result<ClinicianId, AppError> {
        clinician.check()?;
        let id: ClinicianId = self.ports.ids.next();
        self.register_as(caller, Data::Practice, "add_clinician", move |unit| {
            Box::pin(async move {
                let day = crate::context::today_of(unit, &[]).await?;
                Ok(unit.insert(&Entry::new(id, clinician, day)).await?)
            })
        })
        .await?;
        Ok(id)
    }

    /// Puts right what stands on record about a program, or closes it from a day on. A change of the part of law that it is under, or of its clock, needs the
    /// reason ([`crate::FieldProblemKind::ReasonTooShort`]), which the audit keeps. Days that are on record stay as they are. The code of a program that came
    /// with a file stays, so that the next file finds it.
    #[crate::boxed]
    pub async fn correct_program(
        &self,
        caller: &Caller,
        (id, expected): (ProgramId, Version),
        program: Program,
        reason: &str,
    ) -> Result<(), AppError> {
        program.check()?;
        let reason = reason.trim().to_owned();
        self.register_as(caller, Data::Practice, "correct_program", move |unit| {
            Box::pin(async move {
                let stored = unit.require::<Program>(id).await?;
                let before = stored.value();
                let code = if stored.external_key.is_some() { before.code.clone() } else { program.code.clone() };
                let next = Program { code, ..program };
                if (before.part2, &before.zone) != (next.part2, &next.zone) {
                    stated(&reason)?;
                }
                if !reason.is_empty() {
                    unit.because(&reason);
                }
                let day = unit.at().day_in(&next.zone);
                unit.correct(id, expected, &next, day).await?;
                if before.zone != next.zone {
                    storage::to_judge::mark_open(unit).await?;
                }
                Ok(())
            })
        })
        .await
    }

    /// Puts right what stands on record about a clinician, or says since when they do not treat here any more. The code of one who came with a file stays.
    #[crate::boxed]
    pub async fn correct_clinician(
        &self,
        caller: &Caller,
        (id, expected): (ClinicianId, Version),
        clinician: Clinician,
    ) -> Result<(), AppError> {
        clinician.check()?;
        self.register_as(caller, Data::Practice, "correct_clinician", move |unit| {
            Box::pin(async move {
                let stored = unit.require::<Clinician>(id).await?;
                let code = if stored.external_key.is_some() { stored.value().code.clone() } else { clinician.code.clone() };
                let next = Clinician { code, ..clinician };
                let day = crate::context::today_of(unit, &[]).await?;
                unit.correct(id, expected, &next, day).await?;
                Ok(())
            })
        })
        .await
    }
}
