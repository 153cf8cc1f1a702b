//! Coverage and authorizations of a patient: what was asked, decided and granted, and how much of it is used.

pub(crate) mod claimed;
mod decision;
mod mend;
pub(crate) mod owed;
mod page;
pub(crate) mod planned;
pub(crate) mod request_file;
mod supplied;
mod used;
mod worklist;

pub use decision::Decision;
pub use mend::Granted;
pub use page::AuthorizationsPage;
pub use planned::Planned;
pub use request_file::{NewRequestFile, RequestFilePage, RequestLacks};
pub use used::AuthorizationView;
pub(crate) use used::views;
pub use worklist::{PlannedList, PlannedRow};

use care::{Coverage, LevelOfCarePeriod};
use storage::{Alone, Entry, ReadUnit, Stored, View, WriteUnit};
use utilization_review::authorization::{AuthorizationRequest, check_discharge};
use vocabulary::{Day, EpisodeId, IdSource, LevelOfCare, PatientId, RecordId};

use crate::context::{App, check_patient, person, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};
use page::page;

impl App {
    /// What a patient is covered by, what was asked and granted, and how much of it is used.
    #[crate::boxed]
    pub async fn authorizations(&self, caller: &Caller, patient: PatientId) -> Result<AuthorizationsPage, AppError> {
        let (operation, asking) = (self.operation(caller, "view_authorizations"), caller.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (shown, records) = person(unit, patient).await?;
                let (zone, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Authorizations, shown, today).await?;
                page(unit, shown, &records, (zone, today)).await
            })
        });
        self.audited(caller, "view_authorizations", read.await).await
    }

    /// Records who pays for a patient.
    #[crate::boxed]
    pub async fn record_coverage(&self, caller: &Caller, coverage: Coverage) -> Result<RecordId, AppError> {
        coverage.check()?;
        let (operation, asking, id) = (self.operation(caller, "record_coverage"), caller.clone(), self.ports.ids.next());
        let write = self.database.write_alone::<_, AppError, _>(&operation, Alone::Authorizations, |unit| {
            Box::pin(async move {
                let (shown, records) = person(unit, coverage.patient).await?;
                let (_, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Authorizations, shown, today).await?;
                require_payer(unit, &coverage.payer).await?;
                // A form that was sent twice does not make it two.
                let known = storage::coverage::of_patients(unit, &records, View::Current).await?;
                if let Some(stands) = known.iter().find(|stored| *stored.value() == coverage) {
                    return Ok(stands.id);
                }
                unit.insert(&Entry::new(id, coverage, today)).await?;
                Ok(id)
            })
        });
        self.audited(caller, "record_coverage", write.await).await
    }

    /// Records what was asked of a payer.
    #[crate::boxed]
    pub async fn record_authorization_request(&self, caller: &Caller, request: AuthorizationRequest) -> Result<RecordId, AppError> {
        request.check()?;
        let (operation, asking) = (self.operation(caller, "record_authorization_request"), caller.clone());
        let ids = std::sync::Arc::clone(&self.ports.ids);
        let write = self.database.write_alone::<_, AppError, _>(&operation, Alone::Authorizations, |unit| {
            Box::pin(async move {
                let stay = check_episode(unit, &asking, request.episode).await?;
                require_payer(unit, &request.payer).await?;
                check_discharge(request.period, stay.discharged)?;
                keep_request(unit, &ids, request, &stay).await
            })
        });
        self.audited(caller, "record_authorization_request", write.await).await
    }
}

/// Keeps what was asked. What stands already, asked at the same instant of the same payer for the same days and level, is the same request: a second
/// decision on it, or a form that was sent twice, does not make it two.
async fn keep_request(
    unit: &mut WriteUnit,
    ids: &IdSource,
    asked: AuthorizationRequest,
    stay: &StayOfRecord,
) -> Result<RecordId, AppError> {
    let is_same = |stored: &&Stored<AuthorizationRequest>| {
        let value = stored.value();
        let key = |of: &AuthorizationRequest| (of.episode, of.payer.clone(), of.level_of_care, of.period, of.submitted_at);
        key(value) == key(&asked)
    };
    if let Some(stands) = storage::authorization_request::of_patients(unit, &stay.records, View::Current).await?.iter().find(is_same) {
        return Ok(stands.id);
    }
    let id: RecordId = ids.next();
    unit.insert(&Entry::new(id, asked, stay.today)).await?;
    Ok(id)
}

/// A stay about which something is written.
struct StayOfRecord {
    records: Vec<PatientId>,
    admitted: Day,
    discharged: Option<Day>,
    today: Day,
}

/// Refuses unless the caller may write authorizations of this episode; gives its days and the present one.
async fn check_episode(unit: &mut ReadUnit, caller: &Caller, episode: EpisodeId) -> Result<StayOfRecord, AppError> {
    let stay = planned::stay_of(unit, episode).await?;
    let (shown, records) = person(unit, stay.patient).await?;
    let (_, today) = place_of(unit, &records).await?;
    check_patient(unit, caller, Data::Authorizations, shown, today).await?;
    let discharged = stay.discharge.as_ref().map(|discharge| discharge.day);
    Ok(StayOfRecord { records, admitted: stay.admitted, discharged, today })
}

/// Refuses a payer that has no profile: the form shows the field, and the profile is written first.
async fn require_payer(unit: &mut ReadUnit, payer: &str) -> Result<(), AppError> {
    let is_known = crate::payer::payers_in(unit).await?.iter().any(|known| known.profile.key == payer);
    if is_known { Ok(()) } else { Err(AppError::field("payer", FieldProblemKind::NotAChoice)) }
}

/// The level of a stay on a day, or its last one where none is on record for it.
pub(crate) fn level_on(periods: &[LevelOfCarePeriod], episode: EpisodeId, day: Day) -> Option<LevelOfCare> {
    let of_stay = || periods.iter().rev().filter(move |period| period.episode == episode);
    of_stay().find(|period| period.period.contains(day)).or_else(|| of_stay().next()).map(|period| period.level_of_care)
}
