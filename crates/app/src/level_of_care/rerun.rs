//! Making stored determinations again: the same engine gives the same bytes, a newer one says each difference, and nothing is overwritten.

use std::collections::BTreeSet;

use storage::determination::Determination as StoredDetermination;
use storage::{Stored, View};
use utilization_review::level_of_care::{CriteriaSet, Rerun, RerunError, rerun};
use vocabulary::{Instant, PatientId, RecordId};

use super::criteria::by_sha256;
use crate::context::{App, check_patient, person, place_of};
use crate::error::AppError;
use crate::permission::{Caller, Data};

/// What making a stored determination again gives.
#[derive(Clone, Debug)]
pub struct RerunView {
    /// Which determination.
    pub id: RecordId,
    /// As of when it was made.
    pub made_at: Instant,
    /// What came of it; `None` where the criteria it was made by are not on record.
    pub outcome: Option<Result<Rerun, RerunError>>,
}

pub(super) fn view(stored: &Stored<StoredDetermination>, set: Option<&CriteriaSet>) -> RerunView {
    let value = stored.value();
    let outcome = set.map(|set| rerun(value.snapshot.as_bytes(), set, value.trace.as_bytes()));
    RerunView { id: stored.id, made_at: value.made_at, outcome }
}

impl App {
    /// Makes every stored determination of a patient again, the oldest first. Stores nothing.
    #[crate::boxed]
    pub async fn rerun_determinations(&self, caller: &Caller, patient: PatientId) -> Result<Vec<RerunView>, AppError> {
        const ACTION: &str = "rerun_determinations";
        if !caller.sees_recommendations() {
            return self.refuse(caller, ACTION, AppError::RoleRefused(Data::LevelOfCare)).await;
        }
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (shown, records) = person(unit, patient).await?;
                let (_, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::LevelOfCare, shown, today).await?;
                let stored = storage::determination::of_patients(unit, &records, View::Current).await?;
                let hashes: BTreeSet<String> = stored.iter().map(|each| each.value().criteria_sha256.clone()).collect();
                let sets = by_sha256(unit, hashes).await?;
                Ok(stored.iter().map(|each| view(each, sets.get(&each.value().criteria_sha256))).collect())
            })
        });
        let result = read.await;
        self.audited(caller, ACTION, result).await
    }
}
