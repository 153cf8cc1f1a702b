//! The figures of a payer at a level, each with what it is counted over.

use std::collections::{BTreeMap, BTreeSet};

use vocabulary::{Day, EpisodeId, Instant, LevelOfCare, Rate, RecordId};

use super::Asked;
use crate::authorization::DeterminationOutcome;

/// The work of one closed review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewWork {
    /// The key of the payer's profile.
    pub payer: String,
    /// The level.
    pub level_of_care: LevelOfCare,
    /// Seconds of work that were written down for it.
    pub seconds: u32,
}

/// Time from request to decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    /// Requests with both moments on record.
    pub count: u32,
    /// Half of them took no longer, in seconds.
    pub median_seconds: u64,
    /// The longest, in seconds.
    pub longest_seconds: u64,
}

/// What a decision lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// It came, or still does not come, so many whole hours after it was owed.
    Late(u64),
    /// It refuses, whole or in part, and says no reason.
    NoReason,
}

/// One decision that the practice can show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayerFault {
    /// What was asked and decided.
    pub asked: Asked,
    /// The decision; `None` while there is none.
    pub decision: Option<RecordId>,
    /// When it was received.
    pub decided_at: Option<Instant>,
    /// What it lacks.
    pub kind: FaultKind,
}

/// What one payer does at one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayerFigures {
    /// The key of the payer's profile.
    pub payer: String,
    /// The level.
    pub level_of_care: LevelOfCare,
    /// Things asked.
    pub asked: u32,
    /// Those that are decided: the figures of days and denials are counted over them.
    pub decided: u32,
    /// Days asked for, each day of a stay once.
    pub days_asked: u32,
    /// Those of them that stand granted.
    pub days_granted: u32,
    /// Things asked that the first reviewer denied.
    pub denied: u32,
    /// Those of them that were granted later, whole or in part.
    pub overturned: u32,
    /// Decisions that granted a part.
    pub partial: u32,
    /// Closed reviews with their work on record.
    pub reviews: u32,
    /// Seconds of work of all of them.
    pub review_seconds: u64,
    /// Time to decision; `None` where no request has both moments.
    pub timing: Option<Timing>,
    /// Things asked for which a rule says until when a decision was owed.
    pub with_limit: u32,
    /// Decisions that refuse, whole or in part.
    pub refusals: u32,
    /// Late decisions and refusals without a reason, in the order of time.
    pub faults: Vec<PayerFault>,
}

impl PayerFigures {
    /// Days granted of days asked for.
    pub fn granted(&self) -> Rate {
        Rate { count: self.days_granted as usize, of: self.days_asked as usize }
    }

    /// Denials for a hundred days asked for, in tenths, rounded to the nearest; `None` without days.
    pub fn denials_per_hundred_days(&self) -> Option<u64> {
        ratio(u64::from(self.denied) * 1000, u64::from(self.days_asked))
    }

    /// Minutes of work for a review, in tenths, rounded to the nearest; `None` without reviews.
    pub fn minutes_per_review(&self) -> Option<u64> {
        ratio(self.review_seconds, u64::from(self.reviews) * 6)
    }

    /// How many decisions came late or are late, of those for which a limit is known.
    pub fn late(&self) -> Rate {
        let late = self.faults.iter().filter(|fault| matches!(fault.kind, FaultKind::Late(_))).count();
        Rate { count: late, of: self.with_limit as usize }
    }

    /// How many refusals say no reason, of all refusals.
    pub fn without_reason(&self) -> Rate {
        let without = self.faults.iter().filter(|fault| fault.kind == FaultKind::NoReason).count();
        Rate { count: without, of: self.refusals as usize }
    }
}

/// Rounded to the nearest; half is rounded up.
fn ratio(part: u64, whole: u64) -> Option<u64> {
    (part + whole / 2).checked_div(whole)
}

/// What belongs to one payer and level.
#[derive(Default)]
struct Belonging<'a> {
    asked: Vec<&'a Asked>,
    reviews: Vec<&'a ReviewWork>,
}

/// The figures by payer and level, in this order.
pub fn figures(asked: &[Asked], reviews: &[ReviewWork], now: Instant) -> Vec<PayerFigures> {
    let mut of_payer: BTreeMap<(&str, LevelOfCare), Belonging<'_>> = BTreeMap::new();
    for each in asked {
        of_payer.entry((&each.payer, each.level_of_care)).or_default().asked.push(each);
    }
    for each in reviews {
        of_payer.entry((&each.payer, each.level_of_care)).or_default().reviews.push(each);
    }
    of_payer.into_iter().map(|((payer, level), own)| of_one(payer.to_owned(), level, &own.asked, &own.reviews, now)).collect()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn of_one(payer: String, level_of_care: LevelOfCare, asked: &[&Asked], reviews: &[&ReviewWork], now: Instant) -> PayerFigures {
    let decided: Vec<&&Asked> = asked.iter().filter(|each| each.first_decision().is_some()).collect();
    let days = |of: fn(&Asked) -> BTreeSet<Day>| -> u32 {
        let days: BTreeSet<(EpisodeId, Day)> =
            decided.iter().flat_map(|each| of(each).into_iter().map(|day| (each.episode, day))).collect();
        count(days.len())
    };
    let refuses = |outcome| matches!(outcome, DeterminationOutcome::Denied | DeterminationOutcome::Partial);
    let decisions = || asked.iter().flat_map(|each| &each.decisions);
    PayerFigures {
        asked: count(asked.len()),
        decided: count(decided.len()),
        days_asked: days(Asked::days_asked),
        days_granted: days(Asked::days_granted),
        denied: count(decided.iter().filter(|each| each.is_denied()).count()),
        overturned: count(decided.iter().filter(|each| each.is_overturned()).count()),
        partial: count(decisions().filter(|decision| decision.outcome == DeterminationOutcome::Partial).count()),
        reviews: count(reviews.len()),
        review_seconds: reviews.iter().map(|review| u64::from(review.seconds)).sum(),
        timing: timing(asked),
        with_limit: count(asked.iter().filter(|each| each.owed.is_some()).count()),
        refusals: count(decisions().filter(|decision| refuses(decision.outcome)).count()),
        faults: faults(asked, now),
        payer,
        level_of_care,
    }
}

fn timing(asked: &[&Asked]) -> Option<Timing> {
    let mut seconds: Vec<u64> = asked.iter().filter_map(|each| each.seconds_to_decision()).collect();
    seconds.sort_unstable();
    let longest_seconds = *seconds.last()?;
    Some(Timing { count: count(seconds.len()), median_seconds: seconds[seconds.len().div_ceil(2) - 1], longest_seconds })
}

fn faults(asked: &[&Asked], now: Instant) -> Vec<PayerFault> {
    let mut faults = Vec::new();
    for each in asked {
        if let Some(hours) = each.hours_late(now) {
            let (decision, decided_at) = each.first_decision().map(|decided| (decided.id, decided.at)).unzip();
            faults.push(PayerFault { asked: (*each).clone(), decision, decided_at, kind: FaultKind::Late(hours) });
        }
        let refuses = |outcome| matches!(outcome, DeterminationOutcome::Denied | DeterminationOutcome::Partial);
        for decided in each.decisions.iter().filter(|decided| refuses(decided.outcome) && !decided.has_reason) {
            let (decision, decided_at) = (Some(decided.id), Some(decided.at));
            faults.push(PayerFault { asked: (*each).clone(), decision, decided_at, kind: FaultKind::NoReason });
        }
    }
    let order = |fault: &PayerFault| {
        (fault.decided_at.or(fault.asked.submitted_at), fault.decision, fault.asked.request, fault.kind == FaultKind::NoReason)
    };
    faults.sort_by_key(order);
    faults
}
