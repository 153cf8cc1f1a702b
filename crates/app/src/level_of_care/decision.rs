//! The decision of a licensed person about what the criteria said: agree, disagree with a reason, or defer; signed.

use std::sync::Arc;

use care::Patient;
use storage::determination_decision::DeterminationDecision;
use storage::{Entry, Stored};
use utilization_review::level_of_care::{Direction, HumanDecision, OverrideReason, determine};
use vocabulary::{EpisodeId, Instant, PatientId, RecordId};

use super::judging::NewDetermination;
use super::{Gathered, Rules, seen};
use crate::context::{App, check_patient, person, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};

/// What somebody decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionEntry {
    /// About which episode.
    pub episode: EpisodeId,
    /// What they had before their eyes: [`super::EpisodeLevel::seen`].
    pub seen: String,
    /// The decision.
    pub decision: HumanDecision,
    /// In their words; must be there for who disagrees.
    pub words: String,
}

/// A decision on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// What was decided.
    pub decision: HumanDecision,
    /// Where the decision points: the criteria's direction for who agreed, their own for who did not. `None` where it points nowhere.
    pub direction: Option<Direction>,
    /// In the person's words.
    pub words: String,
    /// Name and credential.
    pub signature: String,
    /// When.
    pub at: Instant,
}

/// The stored words of a decision.
pub(super) fn codes(decision: HumanDecision) -> (&'static str, Option<Direction>, Option<OverrideReason>) {
    match decision {
        HumanDecision::Agree => ("agree", None, None),
        HumanDecision::Disagree { instead, reason } => ("disagree", Some(instead), Some(reason)),
        HumanDecision::Defer => ("defer", None, None),
    }
}

/// The decision that stored words stand for; `None` where they are damaged.
pub(super) fn decision_of(stored: &DeterminationDecision) -> Option<HumanDecision> {
    match (stored.decision.as_str(), &stored.direction, &stored.override_reason) {
        ("agree", ..) => Some(HumanDecision::Agree),
        ("defer", ..) => Some(HumanDecision::Defer),
        ("disagree", Some(instead), Some(reason)) => {
            Some(HumanDecision::Disagree { instead: instead.parse().ok()?, reason: reason.parse().ok()? })
        }
        _ => None,
    }
}

impl Decided {
    /// A decision with where the criteria pointed. The reason to decide otherwise and where that points are the person's and shown to everybody.
    pub(super) fn of(stored: &Stored<DeterminationDecision>, criteria: Option<Direction>) -> Option<Self> {
        let value = stored.value();
        let decision = decision_of(value)?;
        let direction = match decision {
            HumanDecision::Agree => criteria,
            HumanDecision::Disagree { instead, .. } => Some(instead),
            HumanDecision::Defer => None,
        };
        Some(Self { decision, direction, words: value.reason.clone(), signature: value.signature.clone(), at: value.decided_at })
    }
}

impl App {
    /// Decides about what the criteria say now, and signs. The determination is stored with the decision, so that what was signed can be shown and
    /// made again. Where the records changed since the person looked, nothing is stored: [`AppError::Conflict`].
    #[crate::boxed]
    pub async fn decide_level_of_care(&self, caller: &Caller, patient: PatientId, entry: DecisionEntry) -> Result<RecordId, AppError> {
        const ACTION: &str = "decide_level_of_care";
        if !caller.sees_recommendations() || caller.user().is_none() {
            return self.refuse(caller, ACTION, AppError::RoleRefused(Data::LevelOfCare)).await;
        }
        let words = entry.words.trim().to_owned();
        if matches!(entry.decision, HumanDecision::Disagree { .. }) && words.is_empty() {
            return Err(AppError::field("words", FieldProblemKind::Required));
        }
        let (operation, asking, library) = (self.operation(caller, ACTION), caller.clone(), self.library());
        let (determination_id, decision_id): (RecordId, RecordId) = (self.ports.ids.next(), self.ports.ids.next());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let now = unit.at();
                let (shown, records) = person(unit, patient).await?;
                let (_, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::LevelOfCare, shown, today).await?;
                unit.require::<Patient>(shown).await?;
                let by = asking.user().ok_or(AppError::RoleRefused(Data::LevelOfCare))?;
                let rules = Rules::load(unit, Arc::clone(&library), None).await?;
                let gathered = Gathered::load(unit, &records, &rules, now).await?;
                let in_care = gathered.in_care().find(|in_care| in_care.episode.id == entry.episode).ok_or(AppError::Conflict)?;
                let situation = gathered.situation(&in_care, &rules).ok_or(AppError::Conflict)?;
                let trace = determine(&situation, &rules.set);
                if seen(&situation, &trace) != entry.seen {
                    return Err(AppError::Conflict);
                }
                let made = NewDetermination::of(&situation, &trace, in_care.period.id).entry(determination_id);
                unit.insert(&made).await?;
                let (decision, direction, reason) = codes(entry.decision);
                let signature = crate::alert::signature(unit, &asking).await?.unwrap_or_default();
                let decided = DeterminationDecision {
                    patient: shown,
                    determination: determination_id,
                    decision: decision.to_owned(),
                    direction: direction.map(|direction| direction.code().to_owned()),
                    override_reason: reason.map(|reason| reason.code().to_owned()),
                    reason: words,
                    decided_by: by,
                    signature,
                    decided_at: now,
                };
                unit.insert(&Entry::new(decision_id, decided, today)).await?;
                Ok(determination_id)
            })
        });
        let result = write.await;
        self.audited(caller, ACTION, result).await
    }
}
