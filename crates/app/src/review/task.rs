//! Questions to a clinician that need no answer any more, such as those to somebody who has left.

use utilization_review::review::ReviewTask;
use vocabulary::RecordId;

use super::place;
use crate::context::App;
use crate::error::AppError;
use crate::permission::Caller;

impl App {
    /// Takes back what a clinician was asked. What was answered already stands ([`AppError::Conflict`]).
    #[crate::boxed]
    pub async fn withdraw_review_task(&self, caller: &Caller, review: RecordId, task: RecordId) -> Result<(), AppError> {
        const ACTION: &str = "withdraw_review_task";
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                place(unit, &asking, review).await?;
                let stored = unit.require::<ReviewTask>(task).await?;
                if stored.value().review != review {
                    return Err(AppError::NotFound("task"));
                }
                if stored.value().answered_at.is_some() {
                    return Err(AppError::Conflict);
                }
                Ok(unit.void::<ReviewTask>(task, stored.recorded.version, "taken back by who asked").await.map(drop)?)
            })
        });
        self.audited(caller, ACTION, write.await).await
    }
}
