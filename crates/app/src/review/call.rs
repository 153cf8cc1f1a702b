//! The call of a review: when it began and ended, with whom, under which reference, and notes. Its minutes are the review's.

use storage::{Entry, ReadUnit, Stored, View, WriteUnit};
use utilization_review::review::ReviewCall;
use vocabulary::{Day, PatientId, RecordId, Version};

use super::{Place, place};
use crate::context::App;
use crate::error::AppError;
use crate::permission::Caller;

/// What is written down during a call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallNotes {
    /// Who is spoken with.
    pub reviewer: String,
    /// The payer's reference.
    pub reference: String,
    /// Notes.
    pub notes: String,
}

impl App {
    /// Begins a call now. One that goes on already goes on.
    #[crate::boxed]
    pub async fn begin_call(&self, caller: &Caller, review: RecordId) -> Result<(), AppError> {
        const ACTION: &str = "begin_call";
        let (operation, asking, id) = (self.operation(caller, ACTION), caller.clone(), self.ports.ids.next());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let place = open_place(unit, &asking, review).await?;
                if going_on(unit, &place).await?.is_some() {
                    return Ok(());
                }
                let call = ReviewCall {
                    episode: place.review.value().episode,
                    review,
                    started_at: unit.at(),
                    ended_at: None,
                    reviewer: String::new(),
                    reference: String::new(),
                    notes: String::new(),
                };
                Ok(unit.insert(&Entry::new(id, call, place.today)).await?)
            })
        });
        self.audited(caller, ACTION, write.await).await
    }

    /// Keeps the notes of the call that goes on, and ends it where that is said. [`AppError::Conflict`] where none goes on, and [`AppError::VersionConflict`]
    /// where somebody noted something else since the version that was seen.
    #[crate::boxed]
    pub async fn note_call(
        &self,
        caller: &Caller,
        review: RecordId,
        (notes, seen): (CallNotes, Version),
        ends: bool,
    ) -> Result<(), AppError> {
        const ACTION: &str = "note_call";
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let place = open_place(unit, &asking, review).await?;
                let Some(stored) = going_on(unit, &place).await? else { return Err(AppError::Conflict) };
                let CallNotes { reviewer, reference, notes } = notes;
                let ended_at = ends.then(|| unit.at());
                let noted = ReviewCall { reviewer, reference, notes, ended_at, ..stored.value().clone() };
                if noted == *stored.value() {
                    return Ok(());
                }
                Ok(unit.correct(stored.id, seen, &noted, place.today).await.map(drop)?)
            })
        });
        self.audited(caller, ACTION, write.await).await
    }
}

/// The place of a review that is not closed.
async fn open_place(unit: &mut ReadUnit, caller: &Caller, review: RecordId) -> Result<Place, AppError> {
    let place = place(unit, caller, review).await?;
    if place.review.value().closed { Err(AppError::Conflict) } else { Ok(place) }
}

/// The call of the review that has not ended.
async fn going_on(unit: &mut ReadUnit, place: &Place) -> Result<Option<Stored<ReviewCall>>, AppError> {
    let calls = of_review(unit, &place.records, place.review.id).await?;
    Ok(calls.into_iter().find(|call| call.value().ended_at.is_none()))
}

async fn of_review(unit: &mut ReadUnit, records: &[PatientId], review: RecordId) -> Result<Vec<Stored<ReviewCall>>, AppError> {
    let calls = storage::review_call::of_patients(unit, records, View::Current).await?;
    Ok(calls.into_iter().filter(|call| call.value().review == review).collect())
}

/// Ends the call of a review that goes on, as far as it was noted, and gives the seconds of all its calls; `None` where there was none.
pub(crate) async fn end_call(unit: &mut WriteUnit, records: &[PatientId], review: RecordId, today: Day) -> Result<Option<u32>, AppError> {
    let (now, calls) = (unit.at(), of_review(unit, records, review).await?);
    for call in calls.iter().filter(|call| call.value().ended_at.is_none()) {
        let ended = ReviewCall { ended_at: Some(now), ..call.value().clone() };
        unit.correct(call.id, call.recorded.version, &ended, today).await?;
    }
    Ok((!calls.is_empty()).then(|| calls.iter().map(|call| call.value().seconds(now)).sum()))
}
