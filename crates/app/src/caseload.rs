//! The caseload: who needs me first, and why.

mod alerts;
mod need;
mod people;
mod row;

pub use alerts::SafetyAlert;
pub use need::Need;
pub(crate) use people::shown_once;
pub use row::CaseloadRow;

use storage::{OnRecord, View};
use vocabulary::{Day, PatientId};

use crate::context::App;
use crate::error::AppError;
use crate::instrument::{RecalledByInstrument, enabled_in};
use crate::permission::{Caller, Data, Scope};

use alerts::{add_alerts, link_alerts};
use people::{by_name, own_patients};
use row::{Given, add_determinations, rows_of};

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
}

/// A page of the caseload.
#[derive(Clone, Debug)]
pub struct Caseload {
    /// The rows, in their order.
    pub rows: Vec<CaseloadRow>,
    /// The last patient of this page when there is another.
    pub next: Option<PatientId>,
    /// How the rows are ordered.
    pub order: CaseloadOrder,
    /// False where the role sees no scores.
    pub shows_scores: bool,
    /// True where the role sees how levels of care are judged.
    pub shows_level_of_care: bool,
    /// True for who sees everybody and may ask for their own patients alone.
    pub may_ask_for_own: bool,
    /// Who enabled recalled values, by instrument.
    pub recalled: RecalledByInstrument,
}

/// What a role sees of a caseload.
struct Shown {
    shows_scores: bool,
    shows_level_of_care: bool,
    may_ask_for_own: bool,
    recalled: RecalledByInstrument,
}

impl Shown {
    fn caseload(self, rows: Vec<CaseloadRow>, next: Option<PatientId>, order: CaseloadOrder) -> Caseload {
        let Self { shows_scores, shows_level_of_care, may_ask_for_own, recalled } = self;
        Caseload { rows, next, order, shows_scores, shows_level_of_care, may_ask_for_own, recalled }
    }
}

/// How a caseload is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseloadOrder {
    /// A clinician's own patients, the most pressing first.
    Need,
    /// Everybody, or what a search found, by name.
    Name,
}

impl App {
    /// The caller's patients. Clinicians get their own, the most pressing first; other roles get everybody by name.
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
        let shows_scores = caller.scope(Data::Scores) != Scope::Nothing;
        let shows_level_of_care = caller.scope(Data::LevelOfCare) != Scope::Nothing;
        let shows_recommendations = caller.sees_recommendations();
        let shows_alerts = caller.scope(Data::Alerts) != Scope::Nothing;
        let (operation, library, clinician) = (self.operation(caller, "view_caseload"), self.library(), caller.clinician);
        let read = self.database.read_on_record::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let programs = storage::program::all(unit, View::Current).await?;
                let today = unit.at().day_in(&crate::context::zone_of(programs.first()));
                let recalled = enabled_in(unit, &library).await?;
                let links = storage::patient_link::links(unit, View::Current).await?;
                let by_need = scope == Scope::CareTeam || (query.is_own && clinician.is_some());
                let (patients, next) = match (by_need, clinician) {
                    (true, Some(clinician)) => (own_patients(unit, &links, clinician, today, &query.search).await?, None),
                    (true, None) => (Vec::new(), None),
                    (false, _) => by_name(unit, &links, &query).await?,
                };
                let mut rows = {
                    let given = Given { links: &links, programs: &programs, library: &library, recalled: &recalled, today, shows_scores };
                    rows_of(unit, given, &patients).await?
                };
                if shows_recommendations {
                    add_determinations(unit, &links, &mut rows).await?;
                }
                if shows_scores {
                    add_alerts(unit, &links, &mut rows, shows_alerts).await?;
                }
                if shows_alerts {
                    link_alerts(unit, &links, &mut rows).await?;
                }
                rows.iter_mut().for_each(CaseloadRow::press_for_safety);
                let may_ask_for_own = scope == Scope::All && clinician.is_some();
                let shown = Shown { shows_scores, shows_level_of_care, may_ask_for_own, recalled };
                if !by_need {
                    return Ok(shown.caseload(rows, next, CaseloadOrder::Name));
                }
                rows.sort_by_cached_key(|row| {
                    (row.need.rank(), std::cmp::Reverse(pressing_day(row)), row.listed_name.clone(), row.patient)
                });
                let start = query.after.and_then(|after| rows.iter().position(|row| row.patient == after)).map_or(0, |place| place + 1);
                let size = usize::from(query.size.max(1));
                let next = (rows.len() > start + size).then(|| rows[start + size - 1].patient);
                let rows = rows.into_iter().skip(start).take(size).collect();
                Ok(shown.caseload(rows, next, CaseloadOrder::Need))
            })
        });
        read.await
    }
}

fn pressing_day(row: &CaseloadRow) -> Option<Day> {
    match &row.need {
        Need::Safety { day, .. } | Need::SafetyAlert { day, .. } => Some(*day),
        _ => row.latest.first().map(|score| score.day),
    }
}
