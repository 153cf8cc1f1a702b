//! What a payer does with what it is asked: days asked for against days granted, denials, time to decision, work per review.
//!
//! The unit is one thing that was asked ([`Asked`]) with everything that was decided on it, in the order of time ([`gather`]). Days are calendar days
//! of a stay, each counted once however often it was asked for. A grant that answers nothing on record is not counted: nobody knows what was asked.
//! A decision is late where a rule of [`crate::clock`] says until when the payer owed it; late decisions, and refusals without a reason, are listed one
//! by one: they are what the practice can show.

mod figures;
mod gather;

pub use figures::{FaultKind, PayerFault, PayerFigures, ReviewWork, Timing, figures};
pub use gather::{Sources, gather};

use std::collections::BTreeSet;

use vocabulary::{Day, EpisodeId, Instant, LevelOfCare, Period, RecordId};

use crate::authorization::{DecisionStage, DeterminationOutcome, RequestKind};
use crate::clock::Pended;

/// One thing that was asked of a payer, with what it decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The stay.
    pub episode: EpisodeId,
    /// The key of the payer's profile.
    pub payer: String,
    /// For which level.
    pub level_of_care: LevelOfCare,
    /// The request; `None` where only the decision is on record.
    pub request: Option<RecordId>,
    /// Which kind of request, where it is on record.
    pub kind: Option<RequestKind>,
    /// True where the request was urgent.
    pub urgent: bool,
    /// The days that were asked for.
    pub days: Period,
    /// When it reached the payer, where that is on record.
    pub submitted_at: Option<Instant>,
    /// Until when the payer owed a decision, where a rule says so.
    pub owed: Option<Owed>,
    /// What was decided, in the order of time. Never empty where there is no request.
    pub decisions: Vec<Decided>,
}

/// Until when a decision was owed, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// A decision at this instant or later is late. Where the rule allows an extension, it is its end.
    pub before: Instant,
    /// The id of the rule.
    pub rule: String,
    /// Where it is written.
    pub source: String,
    /// True where two sources of the rule were read and agree.
    pub verified: bool,
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The determination.
    pub id: RecordId,
    /// The decision.
    pub outcome: DeterminationOutcome,
    /// How it was reached.
    pub stage: DecisionStage,
    /// When it was received.
    pub at: Instant,
    /// The days that it speaks of.
    pub days: Period,
    /// The days that it grants, as periods; empty where it grants none.
    pub granted: Vec<Period>,
    /// True where the payer gave a reason.
    pub has_reason: bool,
    /// When what the payer wanted more reached it; `None` while that waits, and for a decision that wants nothing.
    pub supplied_at: Option<Instant>,
}

impl Asked {
    /// The first decision that is one: the payer may have wanted more before.
    pub fn first_decision(&self) -> Option<&Decided> {
        self.decisions.iter().find(|decided| decided.outcome != DeterminationOutcome::Pended)
    }

    /// What the payer wanted more before it decided, in the order of time: its time to decide is counted by that.
    pub fn pended(&self) -> Vec<Pended> {
        let before = self.decisions.iter().take_while(|decided| decided.outcome == DeterminationOutcome::Pended);
        before.map(|decided| Pended { asked_at: decided.at, supplied_at: decided.supplied_at }).collect()
    }

    /// True where its first reviewer denied it, before or after approving it.
    pub fn is_denied(&self) -> bool {
        self.denial().is_some()
    }

    /// True where a denial was followed by a grant.
    pub fn is_overturned(&self) -> bool {
        self.denial().is_some_and(|denial| {
            self.decisions
                .iter()
                .any(|later| later.stage != DecisionStage::FirstReview && !later.granted.is_empty() && later.at >= denial.at)
        })
    }

    fn denial(&self) -> Option<&Decided> {
        let is_denial = |decided: &&Decided| decided.outcome == DeterminationOutcome::Denied && decided.stage == DecisionStage::FirstReview;
        self.decisions.iter().find(is_denial)
    }

    /// Seconds from the request to the first decision, where both are on record in this order.
    pub fn seconds_to_decision(&self) -> Option<u64> {
        u64::try_from(self.first_decision()?.at.seconds_since(self.submitted_at?)).ok()
    }

    /// Whole hours by which the first decision came late, or is late now; `None` in time, and where no rule says until when.
    pub fn hours_late(&self, now: Instant) -> Option<u64> {
        let owed = self.owed.as_ref()?;
        let at = self.first_decision().map_or(now, |decided| decided.at);
        (at >= owed.before).then(|| u64::try_from(at.seconds_since(owed.before) / 3600).unwrap_or(0))
    }

    /// Every day that was asked for.
    pub fn days_asked(&self) -> BTreeSet<Day> {
        days_of(self.days).collect()
    }

    /// The days asked for that stand granted: a grant adds its days, a denial by the first reviewer takes those back of which it speaks.
    pub fn days_granted(&self) -> BTreeSet<Day> {
        let asked = self.days_asked();
        let mut granted = BTreeSet::new();
        for decided in &self.decisions {
            let takes_back = decided.outcome == DeterminationOutcome::Denied && decided.stage == DecisionStage::FirstReview;
            if takes_back && decided.granted.is_empty() {
                granted.retain(|day| !decided.days.contains(*day));
            }
            granted.extend(decided.granted.iter().flat_map(|period| days_of(*period)).filter(|day| asked.contains(day)));
        }
        granted
    }
}

/// The days of a closed period; of an open one the first.
fn days_of(period: Period) -> impl Iterator<Item = Day> {
    let last = period.last().unwrap_or_else(|| period.first());
    (0..=last.days_since(period.first())).map(move |offset| period.first().plus_days(offset))
}

#[cfg(test)]
mod tests;
