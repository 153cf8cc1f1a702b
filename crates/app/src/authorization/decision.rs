//! What a payer decided, with what it grants and the review that it answers, in one save.

use storage::{Alone, Entry, ReadUnit, Stored, View, WriteUnit};
use utilization_review::authorization::{
    AskedFor, Authorization, AuthorizationDetermination, AuthorizationRequest, DecisionStage, DeterminationOutcome, check_discharge,
};
use utilization_review::review::Review;
use vocabulary::{Day, EpisodeId, Instant, PatientId, Period, RecordId};

use super::{check_episode, keep_request, require_payer};
use crate::context::App;
use crate::error::{AppError, FieldProblemKind};
use crate::permission::Caller;

/// What a payer decided, as one save writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The episode.
    pub episode: EpisodeId,
    /// The request that it answers.
    pub request: Option<RecordId>,
    /// The decision.
    pub outcome: DeterminationOutcome,
    /// How it was reached.
    pub stage: DecisionStage,
    /// The days that were asked for.
    pub period: Period,
    /// When it was received.
    pub decided_at: Instant,
    /// Who decided at the payer.
    pub reviewer: String,
    /// The payer's reference.
    pub reference: String,
    /// The reason in the payer's own words.
    pub reason: String,
    /// What is granted; needed for an approval, whole or in part, and impossible for the others.
    pub grant: Option<Authorization>,
    /// The review that it answers, with the seconds of work that it took, which are those of its calls where nobody says. It ends it, unless the payer has
    /// not decided yet; a call that goes on ends in any case.
    pub closes: Option<(RecordId, Option<u32>)>,
}

impl App {
    /// Records what was asked of a payer and what it decided on it, in one save.
    #[crate::boxed]
    pub async fn record_request_and_decision(
        &self,
        caller: &Caller,
        request: AuthorizationRequest,
        decision: Decision,
    ) -> Result<RecordId, AppError> {
        request.check()?;
        self.keep_decision(caller, Some(request), decision).await
    }

    /// Records what a payer decided, with the authorization that it grants, in one save. Gives the determination. The same decision sent twice is
    /// refused the second time: by its number where it grants, by the review that is closed already where it ends one ([`AppError::Conflict`]); one that
    /// does neither is the same.
    #[crate::boxed]
    pub async fn record_decision(&self, caller: &Caller, decision: Decision) -> Result<RecordId, AppError> {
        self.keep_decision(caller, None, decision).await
    }

    async fn keep_decision(&self, caller: &Caller, asked: Option<AuthorizationRequest>, decision: Decision) -> Result<RecordId, AppError> {
        // A refused bill is one only with its lines: `open_claim_appeal`. What an appeal came to stands day by day: `decide_appeal`.
        if !DecisionStage::OF_REQUESTS.contains(&decision.stage) {
            return Err(AppError::field("stage", FieldProblemKind::NotAChoice));
        }
        let (operation, asking) = (self.operation(caller, "record_decision"), caller.clone());
        let ids = std::sync::Arc::clone(&self.ports.ids);
        let write = self.database.write_alone::<_, AppError, _>(&operation, Alone::Authorizations, |unit| {
            Box::pin(async move {
                let stay = check_episode(unit, &asking, decision.episode).await?;
                let Decision { episode, request, outcome, stage, period, decided_at, reviewer, reference, reason, grant, closes } =
                    decision;
                check_discharge(period, stay.discharged)?;
                let request = match asked {
                    Some(asked) => {
                        require_payer(unit, &asked.payer).await?;
                        Some(keep_request(unit, &ids, AuthorizationRequest { episode, ..asked }, &stay).await?)
                    }
                    None => request,
                };
                if let Some(grant) = &grant {
                    asked_for(unit, (request, closes), (episode, period), &stay.records).await?.check(outcome, grant)?;
                }
                // Times to decision are evidence: one that runs backwards is a slip.
                if let Some(request) = request
                    && request_of(unit, request, episode).await?.submitted_at > decided_at
                {
                    return Err(AppError::field("decided", FieldProblemKind::Backwards));
                }
                let granted = grant.map(|grant| (ids.next::<RecordId>(), grant));
                let authorization = granted.as_ref().map(|(id, _)| *id);
                let determination = AuthorizationDetermination {
                    episode,
                    request,
                    review: closes.map(|(review, _)| review),
                    authorization,
                    outcome,
                    stage,
                    period,
                    decided_at,
                    reviewer,
                    reference,
                    reason,
                    supplied_at: None,
                };
                determination.check()?;
                if authorization.is_none() && closes.is_none() {
                    let known = storage::authorization_determination::of_patients(unit, &stay.records, View::Current).await?;
                    if let Some(stands) = known.iter().find(|stored| is_same_decision(stored.value(), &determination)) {
                        return Ok(stands.id);
                    }
                }
                if let Some((id, grant)) = granted {
                    let grant = Authorization { episode, request, ..grant };
                    grant.check(stay.admitted)?;
                    check_discharge(grant.period, stay.discharged)?;
                    require_payer(unit, &grant.payer).await?;
                    refuse_taken(unit, &grant, &stay.records).await?;
                    unit.insert(&Entry::new(id, grant, stay.today)).await?;
                }
                if let Some((review, seconds_spent)) = closes {
                    // Whoever has the decision is done with the call; its minutes are the review's where nobody says others.
                    let of_calls = crate::review::end_call(unit, &stay.records, review, stay.today).await?;
                    let seconds_spent = seconds_spent.or(of_calls);
                    close_review(unit, (review, seconds_spent), &determination, stay.today).await?;
                }
                let id = ids.next();
                unit.insert(&Entry::new(id, determination, stay.today)).await?;
                Ok(id)
            })
        });
        self.audited(caller, "record_decision", write.await).await
    }
}

/// A request of the episode.
async fn request_of(unit: &mut ReadUnit, request: RecordId, episode: EpisodeId) -> Result<AuthorizationRequest, AppError> {
    let stored = unit.require::<AuthorizationRequest>(request).await?;
    if stored.value().episode != episode {
        return Err(AppError::field("request", FieldProblemKind::NotAChoice));
    }
    Ok(stored.recorded.value)
}

/// What was asked for with the request or the review that a decision answers.
async fn asked_for(
    unit: &mut ReadUnit,
    (request, closes): (Option<RecordId>, Option<(RecordId, Option<u32>)>),
    (episode, period): (EpisodeId, Period),
    records: &[PatientId],
) -> Result<AskedFor, AppError> {
    let asked = match request {
        Some(request) => Some(request_of(unit, request, episode).await?),
        None => None,
    };
    let review = match closes {
        Some((review, _)) => unit.current::<Review>(review).await?,
        None => None,
    };
    let of_review = review.map(|stored| stored.value().level_of_care);
    let level_of_care = asked.as_ref().map(|asked| asked.level_of_care).or(of_review);
    let granted = storage::authorization::of_patients(unit, records, View::Current).await?;
    let granted = granted.iter().map(Stored::value).filter(|granted| granted.episode == episode);
    let granted = granted.map(|granted| (granted.level_of_care, granted.period)).collect();
    Ok(AskedFor { period, granted, level_of_care, units: asked.map(|asked| (asked.unit_kind, asked.units, asked.period)) })
}

/// Refuses an authorization whose number stands already for days of its own. A payer who extends keeps the number and names later days.
async fn refuse_taken(unit: &mut ReadUnit, grant: &Authorization, records: &[PatientId]) -> Result<(), AppError> {
    let same = crate::payer::identities_in(unit).await?;
    let is_same = |stored: &Stored<Authorization>| {
        let value = stored.value();
        same.is_same(&value.payer, &grant.payer) && value.number == grant.number && value.period.overlaps(grant.period)
    };
    if storage::authorization::of_patients(unit, records, View::Current).await?.iter().any(is_same) {
        return Err(AppError::field("number", FieldProblemKind::Taken));
    }
    Ok(())
}

/// The same decision as one on record, whatever request and review were named beside it since.
fn is_same_decision(stands: &AuthorizationDetermination, new: &AuthorizationDetermination) -> bool {
    let request = new.request.or(stands.request);
    *stands == AuthorizationDetermination { request, review: stands.review, supplied_at: stands.supplied_at, ..new.clone() }
}

/// A review of the episode is over once its payer has decided. One that waits for more stays open; a talk or an appeal about what was decided leaves it
/// closed.
async fn close_review(
    unit: &mut WriteUnit,
    (review, seconds_spent): (RecordId, Option<u32>),
    decision: &AuthorizationDetermination,
    today: Day,
) -> Result<(), AppError> {
    let stored = unit.require::<Review>(review).await?;
    if stored.value().episode != decision.episode {
        return Err(AppError::field("episode", FieldProblemKind::NotAChoice));
    }
    if stored.value().closed {
        let goes_on = matches!(decision.stage, DecisionStage::PeerToPeer | DecisionStage::Appeal);
        return if goes_on { Ok(()) } else { Err(AppError::Conflict) };
    }
    let closed = decision.outcome != DeterminationOutcome::Pended;
    let answered = Review { closed, seconds_spent: seconds_spent.or(stored.value().seconds_spent), ..stored.value().clone() };
    if answered == *stored.value() {
        return Ok(());
    }
    Ok(unit.correct(review, stored.recorded.version, &answered, today).await.map(drop)?)
}
