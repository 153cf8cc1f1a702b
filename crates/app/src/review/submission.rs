//! Until when the payer of one review must have its request.

use care::PlanFunding;
use storage::{ReadUnit, View};
use utilization_review::appeal::outcome::last_left;
use utilization_review::clock::Setting;
use utilization_review::review::SubmitBy;
use vocabulary::Day;

use super::Place;
use crate::authorization::level_on;
use crate::context::place_of;
use crate::error::AppError;

/// For an open review that asks for more; `None` where its request is with the payer, where the end is past, and where nobody says until when.
pub(super) async fn of_review(unit: &mut ReadUnit, place: &Place) -> Result<Option<SubmitBy>, AppError> {
    let (review, is_asked) = (place.review.value(), place.decisions.request_of(&place.review).is_some());
    let Some(granted) = place.extended.as_ref().filter(|_| !review.closed && !is_asked) else { return Ok(None) };
    // As the board has it: what was denied since ends what is covered.
    let periods = storage::level_of_care_period::of_patients(unit, &place.records, View::Current).await?;
    let periods: Vec<care::LevelOfCarePeriod> = periods.into_iter().map(|stored| stored.recorded.value).collect();
    let taken = place.decisions.taken(|episode, day| level_on(&periods, episode, day), place.today);
    let is_taken = |day: Day| review.authorization.is_some_and(|id| taken.is_of(id, day));
    let last = granted.last_covered_day().map(|last| last_left(last, place.today, is_taken));
    let Some(last) = last.filter(|last| *last >= place.today) else { return Ok(None) };
    let (rules, calendar) = (crate::payer::rules_in(unit).await?, crate::holiday::calendar_in(unit).await?);
    let (zone, _) = place_of(unit, &place.records).await?;
    let payers = crate::payer::payers_in(unit).await?;
    let coverages = storage::coverage::of_patients(unit, &place.records, View::Current).await?;
    let same = care::payer::PayerIdentities::of(payers.iter().map(|known| &known.profile));
    let mut of_payer = coverages.iter().map(storage::Stored::value).filter(|coverage| same.is_same(&coverage.payer, &granted.payer));
    let coverage = of_payer.rfind(|coverage| coverage.period.first() <= last);
    let of_use = super::substance::of_stays(unit, &[(place.shown, review.episode, place.today)]).await?;
    let setting = Setting {
        zone: &zone,
        calendar: &calendar,
        funding: coverage.map_or(PlanFunding::Unknown, |coverage| coverage.funding),
        state: coverage.map_or("", |coverage| coverage.state.as_str()),
        level_of_care: review.level_of_care,
        substance_use: of_use.contains(&review.episode),
        appellant: None,
        payer: same.profile_of(payers.iter().map(|known| &known.profile), &granted.payer),
    };
    Ok(SubmitBy::of(&rules, &setting, last, granted.next_review))
}
