//! When what a payer wanted more reached it: its time to decide begins then.

use storage::Alone;
use utilization_review::authorization::{AuthorizationDetermination, DeterminationOutcome};
use vocabulary::{Instant, RecordId};

use super::check_episode;
use crate::context::App;
use crate::error::{AppError, FieldProblemKind};
use crate::permission::Caller;

impl App {
    /// Records it on the decision that wanted more, or corrects it. [`AppError::Conflict`] for a decision that wants nothing.
    #[crate::boxed]
    pub async fn record_information_supplied(&self, caller: &Caller, decision: RecordId, supplied_at: Instant) -> Result<(), AppError> {
        const ACTION: &str = "record_information_supplied";
        if supplied_at > self.now() {
            return Err(AppError::field("supplied", FieldProblemKind::Future));
        }
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let write = self.database.write_alone::<_, AppError, _>(&operation, Alone::Authorizations, |unit| {
            Box::pin(async move {
                let stored = unit.require::<AuthorizationDetermination>(decision).await?;
                let value = stored.value();
                check_episode(unit, &asking, value.episode).await?;
                if value.outcome != DeterminationOutcome::Pended {
                    return Err(AppError::Conflict);
                }
                if supplied_at < value.decided_at {
                    return Err(AppError::field("supplied", FieldProblemKind::Backwards));
                }
                if value.supplied_at == Some(supplied_at) {
                    return Ok(());
                }
                let supplied = AuthorizationDetermination { supplied_at: Some(supplied_at), ..value.clone() };
                Ok(unit.correct(decision, stored.recorded.version, &supplied, stored.recorded.effective_day).await.map(drop)?)
            })
        });
        self.audited(caller, ACTION, write.await).await
    }
}
