//! What a file brought that was posted a moment ago: how much of it was new, and whose claims it holds.

use std::collections::BTreeSet;

use storage::{claim, import_batch};
use vocabulary::BatchId;

use super::whose::Whose;
use crate::context::App;
use crate::error::AppError;
use crate::permission::{Caller, Data};

/// What a posted file brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JustPosted {
    /// Its batch.
    pub batch: BatchId,
    /// Claims, payments and answers that were new.
    pub added: i64,
    /// Those that were there already.
    pub known: i64,
    /// Parts that were not understood.
    pub not_understood: i64,
    /// New claims.
    pub claims: usize,
    /// Those of them that have their patient.
    pub joined: usize,
}

impl App {
    /// What the file of a batch brought.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where no file of claims was posted as this batch.
    #[crate::boxed]
    pub async fn just_posted(&self, caller: &Caller, batch: BatchId) -> Result<JustPosted, AppError> {
        const ACTION: &str = "view_claims";
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let operation = self.operation(caller, ACTION);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let found = import_batch::get(unit, batch).await?.filter(|found| found.batch.kind == super::KIND);
                let found = found.ok_or(AppError::NotFound("import batch"))?;
                let numbers: BTreeSet<String> = claim::numbers_of_batch(unit, batch).await?.into_iter().collect();
                let numbers: Vec<String> = numbers.into_iter().collect();
                let claims = claim::of_numbers(unit, &numbers).await?;
                let whose = Whose::of(unit, &claims).await?;
                let joined: BTreeSet<&str> =
                    claims.iter().filter(|claim| whose.patient(claim).is_some()).map(|claim| claim.number.as_str()).collect();
                Ok(JustPosted {
                    batch,
                    added: found.counts.records_added,
                    known: found.counts.records_unchanged,
                    not_understood: found.counts.rows_rejected,
                    claims: numbers.len(),
                    joined: joined.len(),
                })
            })
        });
        read.await
    }
}
