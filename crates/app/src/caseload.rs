//! The caseload: who needs me first, and why.

mod alerts;
mod need;
mod people;
mod row;

pub use alerts::SafetyAlert;
pub use need::Need;
pub(crate) use people::shown_once;
pub use row::CaseloadRow;

use care::{Patient, PatientLinks};
use instruments::Library;
use storage::{OnRecord, ReadUnit, View};
use vocabulary::{ClinicianId, Day, PatientId};

use crate::context::App;
use crate::error::AppError;
use crate::instrument::{RecalledByInstrument, enabled_in};
use crate::permission::{Caller, Data, Scope};
use crate::schedule::FOLLOW_UP_DAYS;

use people::{by_name, others, own_patients, pressing};
use row::{Given, Sees, rows_of};

/// Which part of the caseload is asked for.
#[derive(Clone, Debug, Default)]
pub struct CaseloadQuery {
    /// Beginning of a name or record number; empty for all.
    pub search: String,
    /// The last patient of the page before.
    pub after: Option<PatientId>,
    /// At most so many rows.
    pub size: u16,
    /// Only the caller's own patients, the most pressing first: for those who see everybody and treat somebody.
    pub is_own: bool,
    /// Everybody by name, where they would stand in the order of need.
    pub is_by_name: bool,
}

/// A page of the caseload.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that the page shows or leaves out")]
pub struct Caseload {
    /// The rows, in their order.
    pub rows: Vec<CaseloadRow>,
    /// The last patient of this page when there is another.
    pub next: Option<PatientId>,
    /// How the rows are ordered.
    pub order: CaseloadOrder,
    /// True for the caller's own patients, false for everybody.
    pub is_own: bool,
    /// True where everybody can be had by need and by name.
    pub may_choose_order: bool,
    /// False where the role sees no scores.
    pub shows_scores: bool,
    /// True where the role sees how levels of care are judged.
    pub shows_level_of_care: bool,
    /// True for who sees everybody and may ask for their own patients alone.
    pub may_ask_for_own: bool,
    /// An open alert about safety or treatment that was raised within so many days brings somebody who is not in care into everybody's order of need; a
    /// task brings nobody there. `None` for roles that see no alerts.
    pub alert_days: Option<i32>,
    /// Who enabled recalled values, by instrument.
    pub recalled: RecalledByInstrument,
}

/// How a caseload is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseloadOrder {
    /// The most pressing first. Of everybody: of those in care or with an open alert as [`Caseload::alert_days`] says; the others follow by name.
    Need,
    /// By name: what a search found, for roles that see no scores, and where too many are in care to look at all of them for a page.
    Name,
}

/// The rows of a page.
struct Listed {
    rows: Vec<CaseloadRow>,
    next: Option<PatientId>,
    order: CaseloadOrder,
    may_choose_order: bool,
}

impl App {
    /// The caller's patients. Clinicians get their own; other roles get everybody. The most pressing stand first, by name where [`CaseloadOrder::Name`]
    /// says so.
    #[crate::boxed]
    pub async fn caseload(&self, caller: &Caller, query: CaseloadQuery) -> Result<Caseload, AppError> {
        Ok(self.caseload_on_record(caller, query).await?.stored().await?)
    }

    /// As [`App::caseload`]; the page can be made while the audit row is being written.
    #[crate::boxed]
    pub async fn caseload_on_record(&self, caller: &Caller, query: CaseloadQuery) -> Result<OnRecord<Caseload>, AppError> {
        let scope = match caller.may(Data::Identity) {
            Ok(scope) => scope,
            Err(refused) => return self.refuse(caller, "view_caseload", refused.into()).await,
        };
        let sees = Sees {
            scores: caller.scope(Data::Scores) != Scope::Nothing,
            recommendations: caller.sees_recommendations(),
            alerts: caller.scope(Data::Alerts) != Scope::Nothing,
        };
        let shows_level_of_care = caller.scope(Data::LevelOfCare) != Scope::Nothing;
        let asking = Asking { scope, clinician: caller.clinician, sees, shows_level_of_care };
        let (operation, library) = (self.operation(caller, "view_caseload"), self.library());
        let read = self.database.read_on_record::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let links = storage::patient_link::links(unit, View::Current).await?;
                let of = links.clone();
                // What decides where somebody stands is read of more people than are shown.
                let caseload = unit
                    .placing::<Caseload, AppError, _>(|unit| Box::pin(async move { caseload(unit, &library, (&of, asking), &query).await }))
                    .await?;
                for record in caseload.rows.iter().flat_map(|row| links.records_of(row.patient)) {
                    unit.touch(record);
                }
                Ok(caseload)
            })
        });
        read.await
    }
}

/// Who asks, and what of a caseload they see.
#[derive(Clone, Copy)]
struct Asking {
    scope: Scope,
    clinician: Option<ClinicianId>,
    sees: Sees,
    shows_level_of_care: bool,
}

async fn caseload(
    unit: &mut ReadUnit,
    library: &Library,
    (links, asking): (&PatientLinks, Asking),
    query: &CaseloadQuery,
) -> Result<Caseload, AppError> {
    let Asking { scope, clinician, sees, shows_level_of_care } = asking;
    let programs = storage::program::all(unit, View::Current).await?;
    let today = unit.at().day_in(&crate::context::zone_of(programs.first()));
    let recalled = enabled_in(unit, library).await?;
    let is_own = scope == Scope::CareTeam || (query.is_own && clinician.is_some());
    let given = Given { links, programs: &programs, library, recalled: &recalled, today, sees };
    let listed = if is_own {
        let own = match clinician {
            Some(clinician) => own_patients(unit, links, clinician, today, &query.search).await?,
            None => Vec::new(),
        };
        let (rows, next) = page_by_need(rows_of(unit, given, &own).await?, query);
        Listed { rows, next, order: CaseloadOrder::Need, may_choose_order: false }
    } else {
        everybody(unit, given, query).await?
    };
    let may_ask_for_own = scope == Scope::All && clinician.is_some();
    let (Listed { rows, next, order, may_choose_order }, shows_scores) = (listed, sees.scores);
    let alert_days = sees.alerts.then_some(FOLLOW_UP_DAYS);
    Ok(Caseload { rows, next, order, is_own, may_choose_order, shows_scores, shows_level_of_care, may_ask_for_own, alert_days, recalled })
}

/// A page of everybody: those in care or with an open alert of late by need and the others after them by name, or all by name.
async fn everybody(unit: &mut ReadUnit, given: Given<'_>, query: &CaseloadQuery) -> Result<Listed, AppError> {
    let (links, sees) = (given.links, given.sees);
    let is_asked = sees.scores && query.search.trim().is_empty();
    let pressing = if is_asked { pressing(unit, links, sees.alerts).await?.filter(|found| !found.is_empty()) } else { None };
    let may_choose_order = pressing.is_some();
    let Some(pressing) = pressing.filter(|_| !query.is_by_name) else {
        let (patients, next) = by_name(unit, links, query).await?;
        return Ok(Listed { rows: rows_of(unit, given, &patients).await?, next, order: CaseloadOrder::Name, may_choose_order });
    };
    let is_among = query.after.is_none_or(|after| pressing.contains(&after));
    let (mut rows, mut next) = (Vec::new(), None);
    if is_among {
        let ids: Vec<PatientId> = pressing.iter().copied().collect();
        let patients = unit.get_many::<Patient>(&ids, View::Current).await?;
        (rows, next) = page_by_need(rows_of(unit, given, &patients).await?, query);
    }
    if next.is_none() {
        let room = usize::from(query.size.max(1)) - rows.len();
        let rest = others(unit, links, &pressing, query.after.filter(|_| !is_among), room).await?;
        let last = rest.last.or_else(|| rows.last().map(|row| row.patient));
        next = last.filter(|_| rest.more);
        rows.extend(rows_of(unit, given, &rest.patients).await?);
    }
    Ok(Listed { rows, next, order: CaseloadOrder::Need, may_choose_order })
}

/// The page that follows on a patient, the most pressing first, and whoever stands last on it where more follow.
fn page_by_need(mut rows: Vec<CaseloadRow>, query: &CaseloadQuery) -> (Vec<CaseloadRow>, Option<PatientId>) {
    rows.sort_by_cached_key(|row| (row.need.rank(), std::cmp::Reverse(pressing_day(row)), row.listed_name.clone(), row.patient));
    let start = query.after.and_then(|after| rows.iter().position(|row| row.patient == after)).map_or(0, |place| place + 1);
    let size = usize::from(query.size.max(1));
    let next = (rows.len() > start + size).then(|| rows[start + size - 1].patient);
    (rows.into_iter().skip(start).take(size).collect(), next)
}

fn pressing_day(row: &CaseloadRow) -> Option<Day> {
    match &row.need {
        Need::Safety { day, .. } | Need::SafetyAlert { day, .. } => Some(*day),
        _ => row.latest.first().map(|score| score.day),
    }
}
