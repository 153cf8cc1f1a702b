//! What was written down wrongly about who pays and what was asked, decided and granted is withdrawn with a reason and recorded anew; a coverage ends.

use care::Coverage;
use storage::{Alone, ReadUnit, Stored, View, WriteUnit};
use utilization_review::authorization::{Authorization, AuthorizationDetermination, AuthorizationRequest, DecisionStage};
use utilization_review::review::Review;
use vocabulary::{Day, EpisodeId, PatientId, Period, RecordId};

use super::planned::stay_of;
use crate::context::{App, check_patient, person, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};
use crate::review::denial::Decisions;

/// A record of the authorizations page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Granted {
    /// Who pays.
    Coverage(RecordId),
    /// What was asked.
    Request(RecordId),
    /// What was decided, with what it granted.
    Decision(RecordId),
    /// What came without a decision, as by a file.
    Authorization(RecordId),
}

impl Granted {
    /// From the code of its kind and its id.
    pub fn of(kind: &str, id: RecordId) -> Option<Self> {
        match kind {
            "coverage" => Some(Self::Coverage(id)),
            "request" => Some(Self::Request(id)),
            "decision" => Some(Self::Decision(id)),
            "authorization" => Some(Self::Authorization(id)),
            _ => None,
        }
    }

    /// The code of its kind.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Coverage(_) => "coverage",
            Self::Request(_) => "request",
            Self::Decision(_) => "decision",
            Self::Authorization(_) => "authorization",
        }
    }

    /// Its id.
    pub const fn id(self) -> RecordId {
        match self {
            Self::Coverage(id) | Self::Request(id) | Self::Decision(id) | Self::Authorization(id) => id,
        }
    }
}

impl App {
    /// Withdraws a record with a reason; it stays in the history. A decision takes what it granted along and opens the review again that it closed.
    /// Refused while other records rest on it ([`FieldProblemKind::StillNeeded`]): a request that was decided on, an authorization that a decision
    /// granted, a denial about which something was taken in.
    #[crate::boxed]
    pub async fn withdraw_granted(&self, caller: &Caller, what: Granted, reason: String) -> Result<(), AppError> {
        const ACTION: &str = "withdraw_authorization_record";
        if reason.trim().is_empty() {
            return Err(AppError::field("reason", FieldProblemKind::Required));
        }
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let write = self.database.write_alone::<_, AppError, _>(&operation, Alone::Authorizations, |unit| {
            Box::pin(async move {
                let (shown, records, today) = place(unit, what).await?;
                check_patient(unit, &asking, Data::Authorizations, shown, today).await?;
                withdraw(unit, what, &records, &reason).await
            })
        });
        self.audited(caller, ACTION, write.await).await
    }

    /// Ends a coverage: from the day after on it pays no more. A last day in the past is a retroactive end of eligibility.
    #[crate::boxed]
    pub async fn end_coverage(&self, caller: &Caller, coverage: RecordId, last: Day) -> Result<(), AppError> {
        const ACTION: &str = "end_coverage";
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let write = self.database.write_alone::<_, AppError, _>(&operation, Alone::Authorizations, |unit| {
            Box::pin(async move {
                let (shown, _, today) = place(unit, Granted::Coverage(coverage)).await?;
                check_patient(unit, &asking, Data::Authorizations, shown, today).await?;
                let stored = unit.require::<Coverage>(coverage).await?;
                let period = Period::new(stored.value().period.first(), Some(last));
                let period = period.map_err(|_| AppError::field("last", FieldProblemKind::Backwards))?;
                if period == stored.value().period {
                    return Ok(());
                }
                let ended = Coverage { period, ..stored.value().clone() };
                Ok(unit.correct(coverage, stored.recorded.version, &ended, today).await.map(drop)?)
            })
        });
        self.audited(caller, ACTION, write.await).await
    }
}

/// Whose record it is, under which records, and the present day there.
async fn place(unit: &mut ReadUnit, what: Granted) -> Result<(PatientId, Vec<PatientId>, Day), AppError> {
    let episode: Option<EpisodeId> = match what {
        Granted::Coverage(_) => None,
        Granted::Request(id) => Some(unit.require::<AuthorizationRequest>(id).await?.value().episode),
        Granted::Decision(id) => Some(unit.require::<AuthorizationDetermination>(id).await?.value().episode),
        Granted::Authorization(id) => Some(unit.require::<Authorization>(id).await?.value().episode),
    };
    let patient = match episode {
        Some(episode) => stay_of(unit, episode).await?.patient,
        None => unit.require::<Coverage>(what.id()).await?.value().patient,
    };
    let (shown, records) = person(unit, patient).await?;
    let (_, today) = place_of(unit, &records).await?;
    Ok((shown, records, today))
}

async fn withdraw(unit: &mut WriteUnit, what: Granted, records: &[PatientId], reason: &str) -> Result<(), AppError> {
    let needed = || AppError::field("reason", FieldProblemKind::StillNeeded);
    let decisions = storage::authorization_determination::of_patients(unit, records, View::Current).await?;
    match what {
        Granted::Coverage(id) => {
            let stored = unit.require::<Coverage>(id).await?;
            unit.void::<Coverage>(id, stored.recorded.version, reason).await?;
        }
        Granted::Request(id) => {
            if decisions.iter().any(|decision| decision.value().request == Some(id)) {
                return Err(needed());
            }
            let stored = unit.require::<AuthorizationRequest>(id).await?;
            unit.void::<AuthorizationRequest>(id, stored.recorded.version, reason).await?;
        }
        Granted::Authorization(id) => {
            if decisions.iter().any(|decision| decision.value().authorization == Some(id)) {
                return Err(needed());
            }
            let stored = unit.require::<Authorization>(id).await?;
            unit.void::<Authorization>(id, stored.recorded.version, reason).await?;
        }
        Granted::Decision(id) => decision(unit, id, records, reason).await?,
    }
    Ok(())
}

/// What a decision on an appeal or on a bill says stands day by day and line by line: it is not taken back here. One on an appeal that has no days, as
/// it could be recorded by hand before, is.
async fn decision(unit: &mut WriteUnit, id: RecordId, records: &[PatientId], reason: &str) -> Result<(), AppError> {
    let stored: Stored<AuthorizationDetermination> = unit.require(id).await?;
    let value = stored.value();
    let notices = storage::denial::of_patients(unit, records, View::Current).await?;
    let appeals = storage::appeal::of_patients(unit, records, View::Current).await?;
    let rests_on_it = notices.iter().any(|notice| notice.value().determination == id)
        || appeals.iter().any(|appeal| appeal.value().determination == id)
        || value.stage == DecisionStage::Claim
        || Decisions::load(unit, records).await?.is_by_day(&stored);
    if rests_on_it {
        return Err(AppError::field("reason", FieldProblemKind::StillNeeded));
    }
    if let Some(authorization) = value.authorization
        && let Some(granted) = unit.current::<Authorization>(authorization).await?
    {
        unit.void::<Authorization>(authorization, granted.recorded.version, reason).await?;
    }
    if let Some(review) = value.review
        && let Some(closed) = unit.current::<Review>(review).await?.filter(|review| review.value().closed)
        && value.stage == DecisionStage::FirstReview
    {
        let open = Review { closed: false, ..closed.value().clone() };
        unit.correct(review, closed.recorded.version, &open, closed.recorded.effective_day).await?;
    }
    crate::review::appeal::withdraw_closure(unit, id, records, reason).await?;
    unit.void::<AuthorizationDetermination>(id, stored.recorded.version, reason).await?;
    Ok(())
}
