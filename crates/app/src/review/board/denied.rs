//! Which stays of the board have days that a payer denied, and whether an appeal against it waits for its decision.

use std::collections::{BTreeMap, BTreeSet};

use care::LevelOfCarePeriod;
use storage::{ReadUnit, Stored, View};
use utilization_review::appeal::{Appeal, AppealedDays, DayOutcome};
use utilization_review::authorization::DecisionStage;
use utilization_review::review::{BoardEntry, DenialAnswer, DeniedDays};
use vocabulary::{EpisodeId, PatientId, Period, RecordId};

use super::Placed;
use crate::authorization::level_on;
use crate::error::AppError;
use crate::review::denial::{Decisions, OpenDenial};

/// Finds it. Reads, and touches, only whoever something was denied. Bills that were refused are no part of the board: the worklist of denials has them.
pub(super) async fn find(unit: &mut ReadUnit, entries: &mut [BoardEntry<Placed>]) -> Result<(), AppError> {
    let Some(today) = entries.iter().map(|entry| entry.stay.today).max() else { return Ok(()) };
    let denied = storage::open_care::denied(unit).await?;
    if denied.is_empty() {
        return Ok(());
    }
    let links = storage::patient_link::links(unit, View::Current).await?;
    let on_board: BTreeSet<PatientId> = entries.iter().map(|entry| entry.stay.patient).collect();
    let people: BTreeSet<PatientId> =
        denied.into_iter().map(|record| links.shown_as(record)).filter(|patient| on_board.contains(patient)).collect();
    let records: Vec<PatientId> = people.iter().flat_map(|patient| links.records_of(*patient)).collect();
    if records.is_empty() {
        return Ok(());
    }
    let decisions = Decisions::load(unit, &records).await?;
    let periods = storage::level_of_care_period::of_patients(unit, &records, View::Current).await?;
    let periods: Vec<LevelOfCarePeriod> = periods.into_iter().map(|stored| stored.recorded.value).collect();
    let appeals = storage::appeal::of_patients(unit, &records, View::Current).await?;
    let decided = storage::appealed_days::of_patients(unit, &records, View::Current).await?;
    let mut of_stay: BTreeMap<EpisodeId, Vec<DeniedDays>> = BTreeMap::new();
    for open in decisions.open_denials(|episode, day| level_on(&periods, episode, day), today) {
        let decision = open.decision.value();
        if decision.stage != DecisionStage::Claim {
            of_stay.entry(decision.episode).or_default().extend(days_of(open, &appeals, &decided));
        }
    }
    for entry in entries {
        entry.denial = of_stay.remove(&entry.stay.episode).and_then(DeniedDays::most_pressing);
    }
    Ok(())
}

/// The days of a denial without those that an appeal won; `None` where it won them all.
fn days_of(open: OpenDenial<'_>, appeals: &[Stored<Appeal>], decided: &[Stored<AppealedDays>]) -> Option<DeniedDays> {
    let is_of = |determination: RecordId, review: RecordId| determination == open.decision.id || open.review == Some(review);
    let won: Vec<Period> = (decided.iter().map(Stored::value))
        .filter(|days| days.outcome == DayOutcome::Overturned && is_of(days.determination, days.review))
        .map(|days| days.period)
        .collect();
    let is_pending = |appeal: &Appeal| is_of(appeal.determination, appeal.review) && appeal.filed_at.is_some() && !appeal.decided;
    let answer =
        if appeals.iter().any(|appeal| is_pending(appeal.value())) { DenialAnswer::AppealFiled } else { DenialAnswer::NotAppealed };
    let review = open.review;
    let period = open.disputed.without(&won)?.period;
    Some(DeniedDays { answer, first: period.first(), last: period.last(), review })
}
