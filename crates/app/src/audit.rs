//! The audit as an administrator sees it: who did what to whose records, why and when.

use std::collections::BTreeMap;

use storage::audit::{self, AuditPage};
pub use storage::audit::{AuditEntry, AuditHead, AuditReport, BrokenRange, BrokenSeal, Outcome};
use vocabulary::{AuditId, PatientId, UserId};

use crate::context::App;
use crate::error::AppError;
use crate::permission::{Caller, Data};

/// Which part of the audit is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct AuditQuery {
    /// Only what touched this patient.
    pub patient: Option<PatientId>,
    /// Only what this person did.
    pub user: Option<UserId>,
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
    pub async fn audit(&self, caller: &Caller, query: AuditQuery) -> Result<AuditView, AppError> {
        if let Err(refused) = caller.may_all(Data::Audit) {
            return self.refuse(caller, "view_audit", refused.into()).await;
        }
        let operation = self.operation(caller, "view_audit");
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let size = query.size.max(1);
                let page = AuditPage { before: query.before, size: size + 1 };
                let mut entries = match (query.patient, query.user) {
                    (Some(patient), _) => audit::by_patient(unit, patient, page).await?,
                    (None, Some(user)) => audit::by_actor(unit, &format!("user:{user}"), page).await?,
                    (None, None) => audit::newest(unit, page).await?,
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

    /// Checks the whole chain of seals.
    pub async fn verify_audit(&self, caller: &Caller) -> Result<AuditReport, AppError> {
        caller.may_all(Data::Audit)?;
        Ok(self.database.verify_audit(None).await?)
    }
}
