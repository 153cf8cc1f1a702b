//! From a decision to what is done about it: the review on which notice, deadlines and appeals of a denial hang.

use storage::{Alone, Entry, ReadUnit, Stored, View, WriteUnit};
use utilization_review::appeal::AppealRefusal;
use utilization_review::authorization::{Authorization, AuthorizationDetermination, DeterminationOutcome, RequestKind};
use utilization_review::review::Review;
use vocabulary::{IdSource, LevelOfCare, PatientId, RecordId};

use super::super::denial::{Decided, Decisions};
use crate::authorization::level_on;
use crate::authorization::planned::{levels, stay_of};
use crate::context::{App, check_patient, person, place_of};
use crate::error::AppError;
use crate::permission::{Caller, Data};

impl App {
    /// The review that answers a denial. Where nobody has said which, it is the closed one of the stay that led to these days and answers no other
    /// decision; else one is opened, closed from the start, as for a stay that ended: it is there for the appeal.
    #[crate::boxed]
    pub async fn open_denial(&self, caller: &Caller, determination: RecordId) -> Result<RecordId, AppError> {
        const ACTION: &str = "open_denial";
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let ids = std::sync::Arc::clone(&self.ports.ids);
        let write = self.database.write_alone::<_, AppError, _>(&operation, Alone::Authorizations, |unit| {
            Box::pin(async move {
                let decided = unit.require::<AuthorizationDetermination>(determination).await?;
                let stay = stay_of(unit, decided.value().episode).await?;
                let (shown, records) = person(unit, stay.patient).await?;
                let (_, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Reviews, shown, today).await?;
                let decisions = Decisions::load(unit, &records).await?;
                if let Some(review) = decisions.review_of(&decided) {
                    return Ok(review);
                }
                if !matches!(decided.value().outcome, DeterminationOutcome::Denied | DeterminationOutcome::Partial) {
                    return Err(AppealRefusal::NoDenial.into());
                }
                let review = match unanswered(unit, &decisions, &decided, &records).await? {
                    Some(review) => review,
                    None => open(unit, &ids, (&decisions, &decided), &records).await?,
                };
                let named = AuthorizationDetermination { review: Some(review), ..decided.value().clone() };
                unit.correct(decided.id, decided.recorded.version, &named, decided.recorded.effective_day).await?;
                Ok(review)
            })
        });
        self.audited(caller, ACTION, write.await).await
    }
}

/// The closed review of the stay that was due before these days and that no decision answers.
async fn unanswered(
    unit: &mut ReadUnit,
    decisions: &Decisions,
    decided: &Decided,
    records: &[PatientId],
) -> Result<Option<RecordId>, AppError> {
    let value = decided.value();
    let reviews = storage::review::of_patients(unit, records, View::Current).await?;
    let is_free = |review: &&Stored<Review>| {
        let of = review.value();
        // It may have been due before the end of what it asked to extend.
        let until = of.authorization.and_then(|id| decisions.last_granted(id)).unwrap_or(of.due_day);
        let led_here = of.closed && of.episode == value.episode && until <= value.period.first();
        let near = value.period.first().days_since(until) <= 1;
        led_here && near && decisions.all().iter().all(|decision| decisions.review_of(decision) != Some(review.id))
    };
    Ok(reviews.iter().filter(is_free).max_by_key(|review| review.value().due_day).map(|review| review.id))
}

async fn open(
    unit: &mut WriteUnit,
    ids: &IdSource,
    (decisions, decided): (&Decisions, &Decided),
    records: &[PatientId],
) -> Result<RecordId, AppError> {
    let (value, (zone, today)) = (decided.value(), place_of(unit, records).await?);
    let (episode, first) = (value.episode, value.period.first());
    let periods = levels(unit, records).await?;
    let request = decisions.request(value);
    let level = request.map(|request| request.level_of_care).or_else(|| level_on(&periods, episode, first));
    let level_of_care = level.unwrap_or(LevelOfCare::Outpatient);
    let granted = storage::authorization::of_patients(unit, records, View::Current).await?;
    let is_before = |stored: &&Stored<Authorization>| {
        let grant = stored.value();
        let is_own = value.authorization == Some(stored.id);
        grant.episode == episode && grant.level_of_care == level_of_care && grant.period.first() < first && !is_own
    };
    let before = granted.iter().filter(is_before).max_by_key(|stored| stored.value().last_covered_day());
    let is_past = value.period.last().is_some_and(|last| last < value.decided_at.day_in(&zone));
    let kind = request.map_or(
        match before {
            _ if is_past => RequestKind::Retrospective,
            Some(_) => RequestKind::Concurrent,
            None => RequestKind::Initial,
        },
        |request| request.kind,
    );
    let authorization = before.map(|stored| stored.id);
    let due_day = if authorization.is_some() { first.plus_days(-1) } else { first };
    let review = Review { episode, kind, level_of_care, authorization, due_day, seconds_spent: None, closed: true };
    let id = ids.next();
    unit.insert(&Entry::new(id, review, today)).await?;
    Ok(id)
}
