//! The end of a denial that nobody appeals, or of which no way on is left: said with a reason, and taken back where there is one after all.

use storage::Entry;
use utilization_review::appeal::{AppealRefusal, ClosureReason, DenialClosure};
use vocabulary::RecordId;

use super::case;
use crate::context::App;
use crate::error::{AppError, FieldProblemKind};
use crate::permission::Caller;

impl App {
    /// Records that nothing more is done about the denial of a review, and why; of one that is closed already the reason is corrected. Its days stay denied.
    #[crate::boxed]
    pub async fn close_denial(&self, caller: &Caller, review: RecordId, reason: ClosureReason, words: String) -> Result<(), AppError> {
        const ACTION: &str = "close_denial";
        if !ClosureReason::BY_PERSON.contains(&reason) {
            return Err(AppError::field("closure", FieldProblemKind::NotAChoice));
        }
        let (operation, asking, id) = (self.operation(caller, ACTION), caller.clone(), self.ports.ids.next());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let page = case::of(unit, &asking, review).await?;
                let (episode, determination) = page.keys()?;
                let closure = DenialClosure { episode, review, determination, reason, words };
                match &page.closure {
                    None => Ok(unit.insert(&Entry::new(id, closure, page.today)).await?),
                    Some(stored) if *stored.value() == closure => Ok(()),
                    Some(stored) => Ok(unit.correct(stored.id, stored.recorded.version, &closure, page.today).await.map(drop)?),
                }
            })
        });
        self.audited(caller, ACTION, write.await).await
    }

    /// Opens a denial again that was closed, with the reason why. That it was closed stays in the history.
    #[crate::boxed]
    pub async fn reopen_denial(&self, caller: &Caller, review: RecordId, reason: String) -> Result<(), AppError> {
        const ACTION: &str = "reopen_denial";
        if reason.trim().is_empty() {
            return Err(AppError::field("reason", FieldProblemKind::Required));
        }
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let page = case::of(unit, &asking, review).await?;
                if page.decision.is_none() {
                    return Err(AppealRefusal::NoDenial.into());
                }
                // Somebody opened it meanwhile: it is what was asked for.
                let Some(stored) = &page.closure else { return Ok(()) };
                Ok(unit.void::<DenialClosure>(stored.id, stored.recorded.version, &reason).await.map(drop)?)
            })
        });
        self.audited(caller, ACTION, write.await).await
    }
}
