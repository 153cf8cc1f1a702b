//! Which stays of the board have days that a payer denied, and whether an appeal against it waits for its decision. Days that were granted before they
//! were denied are not covered any more: the end of what is covered moves before them.

use std::collections::{BTreeMap, BTreeSet};

use care::{LevelOfCarePeriod, Program};
use storage::{ReadUnit, Stored, View};
use utilization_review::appeal::outcome::last_left;
use utilization_review::appeal::{Appeal, DaysInDispute};
use utilization_review::authorization::DecisionStage;
use utilization_review::review::{BoardEntry, DenialAnswer, DeniedDays};
use vocabulary::{EpisodeId, Instant, LevelOfCare, PatientId, ProgramId, RecordId};

use super::Placed;
use crate::authorization::level_on;
use crate::error::AppError;
use crate::review::denial::{Decisions, OpenDenial};

/// Finds it. Reads, and touches, only whoever something was denied. Bills that were refused are no part of the board: the worklist of denials has them.
pub(super) async fn find(
    unit: &mut ReadUnit,
    entries: &mut [BoardEntry<Placed>],
    programs: &BTreeMap<ProgramId, Program>,
) -> Result<(), AppError> {
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
    let closures = storage::denial_closure::of_patients(unit, &records, View::Current).await?;
    let closed: BTreeSet<RecordId> = closures.iter().map(|closure| closure.value().determination).collect();
    let granted = decisions.granted_at();
    let mut of_stay: BTreeMap<EpisodeId, Vec<Denied>> = BTreeMap::new();
    for open in decisions.open_denials(|episode, day| level_on(&periods, episode, day), today) {
        let decision = open.decision.value();
        if decision.stage != DecisionStage::Claim {
            // About what is closed nothing has to be done any more; its days stay denied.
            let told = (!closed.contains(&open.decision.id)).then(|| days_of(&open, &appeals));
            let denied = Denied { told, decided_at: decision.decided_at, level_of_care: open.level_of_care, days: open.disputed };
            of_stay.entry(decision.episode).or_default().push(denied);
        }
    }
    for entry in entries {
        let Some(denied) = of_stay.remove(&entry.stay.episode) else { continue };
        let mut told = DeniedDays::in_order(denied.iter().filter_map(|each| each.told)).into_iter();
        entry.denial = told.next();
        entry.more_denials = told.collect();
        let granted_at = entry.stay.authorization.and_then(|authorization| granted.get(&authorization));
        if let (Some(granted_at), Some(program)) = (granted_at, programs.get(&entry.stay.program)) {
            take_away(entry, *granted_at, program, denied);
        }
    }
    Ok(())
}

/// One denial of a stay.
struct Denied {
    told: Option<DeniedDays>,
    decided_at: Instant,
    level_of_care: LevelOfCare,
    days: DaysInDispute,
}

/// Ends what is covered before the earliest day to come that was denied at the level after it was granted.
fn take_away(entry: &mut BoardEntry<Placed>, granted_at: Instant, program: &Program, denied: Vec<Denied>) {
    let Some(last) = entry.last_covered_day else { return };
    let is_later = |each: &Denied| each.decided_at > granted_at && each.level_of_care == entry.stay.level_of_care;
    let taken: Vec<DaysInDispute> = denied.into_iter().filter(is_later).map(|each| each.days).collect();
    let left = last_left(last, entry.stay.today, |day| taken.iter().any(|days| days.contains(day)));
    if left < last {
        entry.last_covered_day = Some(left);
        entry.ends_at = Some(left.plus_days(1).start_in(&program.zone));
        entry.units_end = None;
    }
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
