//! Admissions that are planned: a payer is asked before the first day. The plan has the id that the stay takes once the patient is admitted, so what was asked,
//! decided and granted is the stay's by itself; until then there is no stay, and nobody counts as in care.

use care::{Episode, LevelOfCarePeriod, PlannedAdmission, Program};
use storage::episode::NeededBy;
use storage::{Alone, Entry, ReadUnit, Stored, View, WriteUnit};
use utilization_review::review::Review;
use vocabulary::{Day, EpisodeId, IdSource, PatientId, Period, RecordId};

use crate::context::{App, check_patient, person, place_of, zone_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};

/// An admission that is planned and was not carried out yet, with its program.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The record; its id is the one of the stay.
    pub admission: Stored<PlannedAdmission>,
    /// The program, whose level is asked for.
    pub program: Program,
}

impl App {
    /// Plans an admission, or changes the one that is planned: of one person one is open, and of several, as after a merge, it changes the next one. Gives the
    /// id that the stay will have.
    #[crate::boxed]
    pub async fn plan_admission(&self, caller: &Caller, plan: PlannedAdmission) -> Result<EpisodeId, AppError> {
        self.plan(caller, None, plan).await
    }

    /// Changes program and day of one plan. [`AppError::Conflict`] where it was carried out or withdrawn since.
    #[crate::boxed]
    pub async fn change_planned_admission(&self, caller: &Caller, id: EpisodeId, plan: PlannedAdmission) -> Result<EpisodeId, AppError> {
        self.plan(caller, Some(id), plan).await
    }

    #[crate::boxed]
    async fn plan(&self, caller: &Caller, changed: Option<EpisodeId>, plan: PlannedAdmission) -> Result<EpisodeId, AppError> {
        const ACTION: &str = "plan_admission";
        let (operation, asking, id) = (self.operation(caller, ACTION), caller.clone(), self.ports.ids.next());
        let write = self.database.write_alone::<_, AppError, _>(&operation, Alone::Authorizations, |unit| {
            Box::pin(async move {
                let (shown, records) = person(unit, plan.patient).await?;
                let (_, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Authorizations, shown, today).await?;
                let not_one = || AppError::field("planned_program", FieldProblemKind::NotAChoice);
                let program = unit.current::<Program>(plan.program).await?.ok_or_else(not_one)?;
                if program.value().is_closed_on(plan.day) {
                    return Err(not_one());
                }
                if plan.day < unit.at().day_in(&zone_of(Some(&program))) {
                    return Err(AppError::field("planned_day", FieldProblemKind::Past));
                }
                let Some(stands) = changed_by(open(unit, &records).await?, changed, &plan)? else {
                    unit.insert(&Entry::new(id, plan, today)).await?;
                    return Ok(id);
                };
                // It stays with the record under which it was planned: a merge may be taken back.
                let plan = PlannedAdmission { patient: stands.value().patient, ..plan };
                if *stands.value() != plan {
                    unit.correct(stands.id, stands.recorded.version, &plan, today).await?;
                }
                Ok(stands.id)
            })
        });
        self.audited(caller, ACTION, write.await).await
    }

    /// The admissions of a person that are planned and were not carried out, the next one first, for whoever admits.
    #[crate::boxed]
    pub async fn planned_admissions(&self, caller: &Caller, patient: PatientId) -> Result<Vec<Planned>, AppError> {
        const ACTION: &str = "view_planned_admissions";
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (shown, records) = person(unit, patient).await?;
                let (_, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Registration, shown, today).await?;
                with_programs(unit, &records).await
            })
        });
        self.audited(caller, ACTION, read.await).await
    }

    /// Withdraws a plan, with the reason. Refused while something that was asked or decided stands on it.
    #[crate::boxed]
    pub async fn withdraw_planned_admission(&self, caller: &Caller, id: EpisodeId, reason: String) -> Result<(), AppError> {
        const ACTION: &str = "withdraw_planned_admission";
        if reason.trim().is_empty() {
            return Err(AppError::field("reason", FieldProblemKind::Required));
        }
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let plan = unit.require::<PlannedAdmission>(id).await?;
                let (shown, records) = person(unit, plan.value().patient).await?;
                let (_, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Authorizations, shown, today).await?;
                if open(unit, &records).await?.iter().all(|open| open.id != id) {
                    return Err(AppError::Conflict);
                }
                if storage::episode::needed_by(unit, id).await? == Some(NeededBy::Records) {
                    return Err(AppError::field("reason", FieldProblemKind::StillNeeded));
                }
                Ok(unit.void::<PlannedAdmission>(id, plan.recorded.version, &reason).await.map(drop)?)
            })
        });
        self.audited(caller, ACTION, write.await).await
    }
}

/// The stay with this id, or what it would be were the patient admitted as planned.
pub(crate) async fn stay_of(unit: &mut ReadUnit, id: EpisodeId) -> Result<Episode, AppError> {
    if let Some(stored) = unit.current::<Episode>(id).await? {
        return Ok(stored.recorded.value);
    }
    match unit.current::<PlannedAdmission>(id).await? {
        Some(plan) => Ok(plan.value().as_stay()),
        None => Ok(unit.require::<Episode>(id).await?.recorded.value),
    }
}

/// The plan that is meant: the one that is named, the one that says the same, else the next one; `None` where none is open and none was named.
fn changed_by(
    stands: Vec<Stored<PlannedAdmission>>,
    named: Option<EpisodeId>,
    plan: &PlannedAdmission,
) -> Result<Option<Stored<PlannedAdmission>>, AppError> {
    let place = match named {
        Some(id) => stands.iter().position(|each| each.id == id).ok_or(AppError::Conflict)?,
        None => stands.iter().position(|each| (each.value().program, each.value().day) == (plan.program, plan.day)).unwrap_or(0),
    };
    Ok(stands.into_iter().nth(place))
}

/// The admissions of a person that are planned and were not carried out, the next one first: several only after a merge.
pub(crate) async fn open(unit: &mut ReadUnit, records: &[PatientId]) -> Result<Vec<Stored<PlannedAdmission>>, AppError> {
    let mut open = Vec::new();
    for plan in storage::planned_admission::of_patients(unit, records, View::Current).await? {
        // One that was carried out has an episode, even where that was withdrawn since.
        if unit.history::<Episode>(plan.id).await?.is_empty() {
            open.push(plan);
        }
    }
    Ok(open)
}

/// The open ones with their programs.
pub(crate) async fn with_programs(unit: &mut ReadUnit, records: &[PatientId]) -> Result<Vec<Planned>, AppError> {
    let mut planned = Vec::new();
    for admission in open(unit, records).await? {
        let program = unit.require::<Program>(admission.value().program).await?.recorded.value;
        planned.push(Planned { admission, program });
    }
    Ok(planned)
}

/// The level at which a plan asks, from its day on.
pub(crate) fn level_of(plan: &Stored<PlannedAdmission>, program: &Program) -> Option<LevelOfCarePeriod> {
    Some(LevelOfCarePeriod {
        episode: plan.id,
        program: plan.value().program,
        level_of_care: program.level_of_care,
        period: Period::new(plan.value().day, None).ok()?,
        track: String::new(),
        modality: None,
    })
}

/// The levels of care of a person, with those of the admissions that are planned: a payer may deny it before there is a stay.
pub(crate) async fn levels(unit: &mut ReadUnit, records: &[PatientId]) -> Result<Vec<LevelOfCarePeriod>, AppError> {
    let periods = storage::level_of_care_period::of_patients(unit, records, View::Current).await?;
    let mut levels: Vec<LevelOfCarePeriod> = periods.into_iter().map(|stored| stored.recorded.value).collect();
    let planned = with_programs(unit, records).await?;
    levels.extend(planned.iter().filter_map(|planned| level_of(&planned.admission, &planned.program)));
    Ok(levels)
}

/// The id of the plan that an admission carries out ([`PlannedAdmission::is_carried_out_by`]).
pub(crate) async fn carried_out(unit: &mut ReadUnit, stay: &Episode) -> Result<Option<EpisodeId>, AppError> {
    let (_, records) = person(unit, stay.patient).await?;
    let mut plans = open(unit, &records).await?.into_iter();
    Ok(plans.find(|plan| plan.value().is_carried_out_by(stay, plan.recorded.effective_day)).map(|plan| plan.id))
}

/// The id of a plan that an admission carries out because somebody says so, whichever program it was to. What it said stays on record.
pub(crate) async fn taken(unit: &mut ReadUnit, id: EpisodeId, stay: &Episode) -> Result<EpisodeId, AppError> {
    let (_, records) = person(unit, stay.patient).await?;
    let is_open = open(unit, &records).await?.iter().any(|plan| plan.id == id);
    if is_open { Ok(id) } else { Err(AppError::Conflict) }
}

/// The open review of a planned stay, or a new one for the first request, due on the planned day.
pub(crate) async fn review(
    unit: &mut WriteUnit,
    ids: &IdSource,
    plan: &Stored<PlannedAdmission>,
    (records, today): (&[PatientId], Day),
) -> Result<RecordId, AppError> {
    let reviews = storage::review::of_patients(unit, records, View::Current).await?;
    if let Some(open) = reviews.iter().find(|stored| stored.value().episode == plan.id && !stored.value().closed) {
        return Ok(open.id);
    }
    let program = unit.require::<Program>(plan.value().program).await?;
    let review = Review::next(plan.id, program.value().level_of_care, None, plan.value().day);
    let id: RecordId = ids.next();
    unit.insert(&Entry::new(id, review, today)).await?;
    Ok(id)
}
