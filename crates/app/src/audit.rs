//! The audit as an administrator sees it: who did what to whose records, why and when.

use std::collections::BTreeMap;

use storage::audit::{self, AuditFilter, AuditPage};
pub use storage::audit::{AuditEntry, AuditHead, AuditReport, BrokenRange, BrokenSeal, Outcome, UnsealedRange};
use storage::{ReadUnit, View};
use vocabulary::{AuditId, Day, PatientId, UserId};

use crate::context::{App, place_of};
use crate::error::AppError;
use crate::permission::{Caller, Data};

/// Which part of the audit is asked for.
#[derive(Clone, Debug, Default)]
pub struct AuditQuery {
    /// Only what touched this patient.
    pub patient: Option<PatientId>,
    /// Only what this person did.
    pub user: Option<UserId>,
    /// Only this action, by its code.
    pub action: Option<String>,
    /// Only from this day on. Days are those of the practice's first program.
    pub from: Option<Day>,
    /// Only up to the end of this day.
    pub to: Option<Day>,
    /// Only entries older than this one.
    pub before: Option<AuditId>,
    /// At most so many.
    pub size: u16,
}

/// A page of the audit.
#[derive(Clone, Debug)]
pub struct AuditView {
    /// The entries, newest first, with the patients each names.
    pub entries: Vec<(AuditEntry, Vec<PatientId>)>,
    /// The names of the people who acted, by the code in the entries.
    pub names: BTreeMap<String, String>,
    /// The last entry of this page when there is another page.
    pub next: Option<AuditId>,
}

impl App {
    /// A page of the audit.
    #[crate::boxed]
    pub async fn audit(&self, caller: &Caller, query: AuditQuery) -> Result<AuditView, AppError> {
        if let Err(refused) = caller.may_all(Data::Audit) {
            return self.refuse(caller, "view_audit", refused.into()).await;
        }
        let operation = self.operation(caller, "view_audit");
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let size = query.size.max(1);
                let page = AuditPage { before: query.before, size: size + 1 };
                let (zone, _) = place_of(unit, &[]).await?;
                let filter = AuditFilter {
                    actor: query.user.map(|user| format!("user:{user}")),
                    action: query.action,
                    from: query.from.map(|day| day.start_in(&zone)),
                    until: query.to.map(|day| day.plus_days(1).start_in(&zone)),
                };
                let mut entries = match query.patient {
                    Some(patient) => of_patient(unit, patient, &filter, page).await?,
                    None => audit::find(unit, &filter, page).await?,
                };
                let more = entries.len() > usize::from(size);
                entries.truncate(usize::from(size));
                let ids: Vec<AuditId> = entries.iter().map(|entry| entry.id).collect();
                let mut patients: BTreeMap<AuditId, Vec<PatientId>> = BTreeMap::new();
                for (entry, patient) in audit::patients_of(unit, &ids).await? {
                    patients.entry(entry).or_default().push(patient);
                }
                let users = storage::user::all(unit).await?;
                let names = users.into_iter().map(|user| (format!("user:{}", user.id), user.name)).collect();
                let next = if more { entries.last().map(|entry| entry.id) } else { None };
                let entries = entries.into_iter().map(|entry| (patients.remove(&entry.id).unwrap_or_default(), entry));
                Ok(AuditView { entries: entries.map(|(patients, entry)| (entry, patients)).collect(), names, next })
            })
        });
        read.await
    }

    /// The record that somebody looks for in the audit, by its number or its id. Whoever reads the audit need not see whose record it is: nothing
    /// but the id is told.
    #[crate::boxed]
    pub async fn audited_record(&self, caller: &Caller, number_or_id: &str) -> Result<Option<PatientId>, AppError> {
        if let Err(refused) = caller.may_all(Data::Audit) {
            return self.refuse(caller, "view_audit", refused.into()).await;
        }
        if let Ok(id) = number_or_id.parse() {
            return Ok(Some(id));
        }
        let (operation, number) = (self.operation(caller, "view_audit"), number_or_id.to_owned());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move { Ok(storage::patient::by_record_number(unit, &number, View::Current).await?.map(|patient| patient.id)) })
        });
        read.await
    }

    /// Checks the whole chain of seals.
    #[crate::boxed]
    pub async fn verify_audit(&self, caller: &Caller) -> Result<AuditReport, AppError> {
        caller.may_all(Data::Audit)?;
        Ok(self.database.verify_audit(None).await?)
    }
}

/// The operations on one patient's records that fit. They are few enough to be gone through.
async fn of_patient(unit: &mut ReadUnit, patient: PatientId, filter: &AuditFilter, page: AuditPage) -> Result<Vec<AuditEntry>, AppError> {
    const AT_A_TIME: u16 = 500;
    let (mut found, mut before) = (Vec::new(), page.before);
    loop {
        let next = audit::by_patient(unit, patient, AuditPage { before, size: AT_A_TIME }).await?;
        before = next.last().map(|entry| entry.id);
        let is_last = next.len() < usize::from(AT_A_TIME);
        found.extend(next.into_iter().filter(|entry| filter.fits(entry)));
        if is_last || found.len() >= usize::from(page.size) {
            found.truncate(usize::from(page.size));
            return Ok(found);
        }
    }
}
