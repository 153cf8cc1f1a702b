//! The report of agreement: how often people decide as the criteria say, and why they do not.

use std::collections::BTreeMap;

use storage::View;
use storage::determination::Determination as StoredDetermination;
use utilization_review::level_of_care::{Agreement, Determination, HumanDecision, agreement};
use vocabulary::{Day, EpisodeId, RecordId};

use super::decision::decision_of;
use crate::context::App;
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};

/// Without stated days the report reaches so many days back.
const DAYS_BACK: i32 = 90;

/// What the report shows.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreementReport {
    /// The first day, in the zone of the practice's first program.
    pub first: Day,
    /// The last day.
    pub last: Day,
    /// Determinations about which somebody decided in these days. Those of an episode that say the same are one, and the last decision counts.
    pub decided: usize,
    /// Of these, put off.
    pub deferred: usize,
    /// Agreement and reasons.
    pub agreement: Agreement,
}

impl App {
    /// How often people decided as the criteria said, from a day to another, both included; the last three months where none is stated. It names no
    /// patient.
    #[crate::boxed]
    pub async fn level_of_care_agreement(&self, caller: &Caller, days: Option<(Day, Day)>) -> Result<AgreementReport, AppError> {
        const ACTION: &str = "view_agreement";
        if let Err(refused) = caller.may_all(Data::LevelOfCare) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let operation = self.operation(caller, ACTION);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (zone, today) = crate::context::place_of(unit, &[]).await?;
                let (first, last) = days.unwrap_or((today.plus_days(-DAYS_BACK), today));
                if last < first {
                    return Err(AppError::field("last", FieldProblemKind::Backwards));
                }
                let (from, until) = (first.start_in(&zone), last.plus_days(1).start_in(&zone));
                let stored = storage::determination_decision::decided_between(unit, from, until, View::Current).await?;
                let ids: Vec<RecordId> = stored.iter().map(|each| each.value().determination).collect();
                let made = unit.get_many::<StoredDetermination>(&ids, View::Current).await?;
                let made: BTreeMap<RecordId, &StoredDetermination> = made.iter().map(|each| (each.id, each.value())).collect();
                // In the order of time: who decides again about what says the same corrects what they decided, and the last word counts once.
                let mut decided: BTreeMap<(EpisodeId, &str), (Determination, HumanDecision)> = BTreeMap::new();
                for each in &stored {
                    let Some(about) = made.get(&each.value().determination) else { continue };
                    let pair = about.outcome.parse().ok().zip(decision_of(each.value()));
                    decided.extend(pair.map(|pair| ((about.episode, about.judgement.as_str()), pair)));
                }
                let pairs: Vec<(Determination, HumanDecision)> = decided.into_values().collect();
                let deferred = pairs.iter().filter(|(_, decision)| *decision == HumanDecision::Defer).count();
                Ok(AgreementReport { first, last, decided: pairs.len(), deferred, agreement: agreement(&pairs) })
            })
        });
        read.await
    }
}
