//! Which stays of the board have days that a payer denied, and whether an appeal against it waits for its decision.

use std::collections::{BTreeMap, BTreeSet};

use care::LevelOfCarePeriod;
use storage::{ReadUnit, Stored, View};
use utilization_review::appeal::Appeal;
use utilization_review::authorization::DecisionStage;
use utilization_review::review::{BoardEntry, DenialAnswer, DeniedDays};
use vocabulary::{EpisodeId, PatientId};

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
    let mut of_stay: BTreeMap<EpisodeId, Vec<DeniedDays>> = BTreeMap::new();
    for open in decisions.open_denials(|episode, day| level_on(&periods, episode, day), today) {
        let decision = open.decision.value();
        if decision.stage != DecisionStage::Claim {
            of_stay.entry(decision.episode).or_default().push(days_of(&open, &appeals));
        }
    }
    for entry in entries {
        entry.denial = of_stay.remove(&entry.stay.episode).and_then(DeniedDays::most_pressing);
    }
    Ok(())
}

/// What is left of a denial, and whether an appeal about it waits for its decision.
fn days_of(open: &OpenDenial<'_>, appeals: &[Stored<Appeal>]) -> DeniedDays {
    let (review, period) = (open.review, open.disputed.period);
    let is_of = |appeal: &Appeal| appeal.determination == open.decision.id || review == Some(appeal.review);
    let is_pending = |appeal: &Appeal| is_of(appeal) && appeal.filed_at.is_some() && !appeal.decided;
    let is_appealed = appeals.iter().any(|appeal| is_pending(appeal.value()));
    let answer = if is_appealed { DenialAnswer::AppealFiled } else { DenialAnswer::NotAppealed };
    DeniedDays { answer, first: period.first(), last: period.last(), review }
}
