//! When a round of judging fails: its patients are judged in halves, down to those whose own records are the reason. Nobody else waits for them.

use storage::StorageError;
use vocabulary::PatientId;

use super::{Judged, MARKS_AT_ONCE};
use crate::context::App;
use crate::error::AppError;
use crate::permission::Caller;

/// For so many seconds whoever cannot be judged is set aside. What is written about them meanwhile has them judged at once.
const ASIDE_SECONDS: i64 = 15 * 60;
/// Where so many fail one after the other and nobody is judged between them, the reason lies in what is common to all, and nobody is set aside.
const FAIL_ALIKE: usize = 8;

/// False where trying again may go well, or nothing can go well.
pub(super) fn may_be_of_a_record(error: &AppError) -> bool {
    !matches!(error, AppError::VersionConflict | AppError::Storage(StorageError::Busy | StorageError::Unavailable { .. }))
}

impl App {
    /// Judges in halves whoever has waited longest, after judging them together failed with `first`.
    pub(super) async fn judge_apart(&self, first: AppError) -> Result<Judged, AppError> {
        let operation = self.operation(&Caller::system("judge"), "judge");
        let read = self
            .database
            .read::<_, AppError, _>(&operation, |unit| Box::pin(async move { Ok(storage::to_judge::waiting(unit, MARKS_AT_ONCE).await?) }));
        let waiting: Vec<PatientId> = read.await?.patients.into_iter().map(|(patient, _)| patient).collect();
        let (mut all, mut failed) = (Judged::default(), Vec::new());
        let mut parts = vec![waiting];
        while let Some(part) = parts.pop() {
            match self.judge(Some(part.clone())).await {
                Ok(judged) => {
                    all.patients += judged.patients;
                    all.raised += judged.raised;
                    all.resolved += judged.resolved;
                }
                Err(error) if !may_be_of_a_record(&error) => return Err(error),
                Err(error) => match part.as_slice() {
                    [] => {}
                    [one] => failed.push((*one, error)),
                    more => {
                        let (left, right) = more.split_at(more.len() / 2);
                        parts.extend([right.to_vec(), left.to_vec()]);
                    }
                },
            }
            if all.patients == 0 && failed.len() >= FAIL_ALIKE {
                return Err(first);
            }
        }
        for (patient, error) in failed {
            tracing::error!(%patient, %error, "the records of a patient cannot be judged; their signs and level of care stay as they were");
            self.set_aside(patient).await?;
        }
        Ok(all)
    }

    async fn set_aside(&self, patient: PatientId) -> Result<(), AppError> {
        let (operation, until) = (self.operation(&Caller::system("judge"), "judge"), self.now().plus_seconds(ASIDE_SECONDS));
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let waiting = storage::to_judge::waiting_of(unit, &[patient]).await?;
                Ok(storage::to_judge::set_aside(unit, &waiting, until).await?)
            })
        });
        write.await
    }
}
