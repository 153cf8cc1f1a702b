//! The worklist of planned admissions: who is to come when, who pays, how what the payer was asked stands, and what is to be done next.

use std::collections::{BTreeMap, BTreeSet};

use care::payer::PayerIdentities;
use care::{Coverage, Patient, PayerProfile, PlannedAdmission};
use storage::{ReadUnit, Stored, View};
use utilization_review::authorization::{AuthorizationDetermination, AuthorizationRequest, FirstRequest, NextStep};
use vocabulary::{Day, EpisodeId, LevelOfCare, PatientId, RecordId};

use crate::context::App;
use crate::error::AppError;
use crate::permission::{Caller, Data};
use crate::review::own_patients;

/// One planned admission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedRow {
    /// Family name, then given name.
    pub listed_name: String,
    /// The practice's number of the patient.
    pub record_number: String,
    /// The record under which the patient is shown.
    pub patient: PatientId,
    /// The plan: the id that the stay takes.
    pub admission: EpisodeId,
    /// The name of the program.
    pub program: String,
    /// The level that is asked for.
    pub level_of_care: LevelOfCare,
    /// The planned first day.
    pub day: Day,
    /// The name of the payer that pays first on it; empty where none is on record.
    pub payer: String,
    /// How what the payer was asked stands.
    pub request: FirstRequest,
    /// What is to be done next.
    pub step: NextStep,
    /// The review that is open.
    pub review: Option<RecordId>,
}

/// A part of the worklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedList {
    /// The next first day in front.
    pub rows: Vec<PlannedRow>,
    /// Where the next part begins: after this day and plan; `None` at the end.
    pub next: Option<(Day, EpisodeId)>,
}

impl App {
    /// The admissions that are planned and were not carried out, of the caller's patients or of everybody: at most so many after a place.
    #[crate::boxed]
    pub async fn planned_worklist(&self, caller: &Caller, after: Option<(Day, EpisodeId)>, most: u16) -> Result<PlannedList, AppError> {
        const ACTION: &str = "view_planned_admissions";
        let scope = match caller.may(Data::Authorizations) {
            Ok(scope) => scope,
            Err(refused) => return self.refuse(caller, ACTION, refused.into()).await,
        };
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                // Whoever comes after the part is read only to know that somebody does.
                let placed = unit.placing(|unit| {
                    Box::pin(async move {
                        let own = own_patients(unit, &asking, scope).await?;
                        Ok::<_, AppError>(storage::planned_admission::open(unit, own.as_deref(), after, u32::from(most) + 1).await?)
                    })
                });
                let mut plans = placed.await?;
                let goes_on = plans.len() > usize::from(most);
                plans.truncate(usize::from(most));
                let next = plans.last().filter(|_| goes_on).map(|plan| (plan.value().day, plan.id));
                Ok(PlannedList { rows: rows(unit, &plans).await?, next })
            })
        });
        self.audited(caller, ACTION, read.await).await
    }
}

/// What is on record about the people of these plans, each kind in one look.
struct OnRecord {
    people: BTreeMap<PatientId, Patient>,
    coverages: BTreeMap<PatientId, Vec<Coverage>>,
    requests: Vec<Stored<AuthorizationRequest>>,
    decisions: Vec<Stored<AuthorizationDetermination>>,
}

impl OnRecord {
    async fn load(unit: &mut ReadUnit, links: &care::PatientLinks, shown: &[PatientId]) -> Result<Self, AppError> {
        let records: Vec<PatientId> = shown.iter().flat_map(|patient| links.records_of(*patient)).collect();
        let people = unit.get_many::<Patient>(shown, View::Current).await?;
        let mut coverages: BTreeMap<PatientId, Vec<Coverage>> = BTreeMap::new();
        for coverage in storage::coverage::of_patients(unit, &records, View::Current).await? {
            coverages.entry(links.shown_as(coverage.value().patient)).or_default().push(coverage.recorded.value);
        }
        Ok(Self {
            people: people.into_iter().map(|stored| (stored.id, stored.recorded.value)).collect(),
            coverages,
            requests: storage::authorization_request::of_patients(unit, &records, View::Current).await?,
            decisions: storage::authorization_determination::of_patients(unit, &records, View::Current).await?,
        })
    }

    fn request(&self, plan: EpisodeId) -> FirstRequest {
        let asked = self.requests.iter().filter(|stored| stored.value().episode == plan);
        let asked: Vec<(RecordId, &AuthorizationRequest)> = asked.map(|stored| (stored.id, stored.value())).collect();
        let decided: Vec<&AuthorizationDetermination> =
            self.decisions.iter().map(Stored::value).filter(|decision| decision.episode == plan).collect();
        FirstRequest::of(&asked, &decided)
    }
}

async fn rows(unit: &mut ReadUnit, plans: &[Stored<PlannedAdmission>]) -> Result<Vec<PlannedRow>, AppError> {
    if plans.is_empty() {
        return Ok(Vec::new());
    }
    for plan in plans {
        unit.touch(plan.value().patient);
    }
    let links = storage::patient_link::links(unit, View::Current).await?;
    let shown: BTreeSet<PatientId> = plans.iter().map(|plan| links.shown_as(plan.value().patient)).collect();
    let shown: Vec<PatientId> = shown.into_iter().collect();
    let records: Vec<PatientId> = shown.iter().flat_map(|patient| links.records_of(*patient)).collect();
    let (on_record, now) = (OnRecord::load(unit, &links, &shown).await?, unit.at());
    let reviews = storage::review::of_patients(unit, &records, View::Current).await?;
    let programs = crate::patient::programs(unit).await?;
    let payers: Vec<PayerProfile> = crate::payer::payers_in(unit).await?.into_iter().map(|payer| payer.profile).collect();
    let same = PayerIdentities::of(&payers);
    let row = |plan: &Stored<PlannedAdmission>| {
        let (value, patient) = (plan.value(), links.shown_as(plan.value().patient));
        let (person, program) = (on_record.people.get(&patient)?, programs.get(&value.program)?);
        let coverage = on_record.coverages.get(&patient).and_then(|own| Coverage::primary_on(own, value.day));
        let payer = coverage.map(|coverage| same.profile_of(&payers, &coverage.payer).map_or(&coverage.payer, |profile| &profile.name));
        let review = reviews.iter().find(|stored| stored.value().episode == plan.id && !stored.value().closed).map(|stored| stored.id);
        let request = on_record.request(plan.id);
        Some(PlannedRow {
            listed_name: person.listed_name(),
            record_number: person.record_number.clone(),
            patient,
            admission: plan.id,
            program: program.name.clone(),
            level_of_care: program.level_of_care,
            day: value.day,
            payer: payer.cloned().unwrap_or_default(),
            request,
            step: NextStep::of(request, coverage.is_some(), review.is_some(), value.day < now.day_in(&program.zone)),
            review,
        })
    };
    Ok(plans.iter().filter_map(row).collect())
}
