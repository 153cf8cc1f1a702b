//! What a payer wanted more before it decides on the request of a review: until when the practice supplies it, and when the payer's time goes on.

use care::PlanFunding;
use storage::{ReadUnit, Stored, View};
use utilization_review::authorization::Authorization;
use utilization_review::clock::{DecisionClock, Pended, Setting};
use vocabulary::RecordId;

use super::Place;
use super::denial::Decided;
use crate::authorization::owed::clock_of;
use crate::context::place_of;
use crate::disclosure::is_part2;
use crate::error::AppError;

/// A request that waits because its payer wants more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendedRequest {
    /// The decision that wants it: when it was supplied is said there.
    pub decision: RecordId,
    /// Since when it is wanted, and when it came.
    pub pended: Pended,
    /// The times of both.
    pub clock: DecisionClock,
}

/// Of an open review; `None` where its payer wants nothing more. Reads nothing then.
pub(super) async fn of_review(unit: &mut ReadUnit, place: &Place) -> Result<Option<PendedRequest>, AppError> {
    let review = place.review.value();
    let Some((request, asked)) = place.decisions.request_of(&place.review).filter(|_| !review.closed) else { return Ok(None) };
    let is_answer = |decision: &&Decided| match decision.value().request {
        Some(named) => named == request,
        None => place.decisions.review_of(decision) == Some(place.review.id),
    };
    let answers = place.decisions.all().iter().filter(is_answer);
    // Once one decides, nothing waits.
    let wishes: Option<Vec<(RecordId, Pended)>> = answers.map(|decision| Some((decision.id, decision.value().pended()?))).collect();
    let Some((wishes, (decision, pended))) = wishes.and_then(|all| all.last().copied().map(|last| (all, last))) else { return Ok(None) };
    let (rules, calendar) = (crate::payer::rules_in(unit).await?, crate::holiday::calendar_in(unit).await?);
    let (zone, _) = place_of(unit, &place.records).await?;
    let on = asked.submitted_at.day_in(&zone);
    let payers = crate::payer::payers_in(unit).await?;
    let coverages = storage::coverage::of_patients(unit, &place.records, View::Current).await?;
    let same = care::payer::PayerIdentities::of(payers.iter().map(|known| &known.profile));
    let of_payer = |coverage: &&care::Coverage| same.is_same(&coverage.payer, &asked.payer) && coverage.period.contains(on);
    let coverage = coverages.iter().map(Stored::value).find(of_payer);
    let diagnoses = storage::diagnosis::of_patients(unit, &place.records, View::Current).await?;
    let is_of_substance_use = diagnoses.iter().any(|stored| stored.value().is_substance_use_on(asked.episode, on));
    let granted = storage::authorization::of_patients(unit, &place.records, View::Current).await?;
    let granted: Vec<&Authorization> = granted.iter().map(Stored::value).collect();
    let setting = Setting {
        zone: &zone,
        calendar: &calendar,
        funding: coverage.map_or(PlanFunding::Unknown, |coverage| coverage.funding),
        state: coverage.map_or("", |coverage| coverage.state.as_str()),
        level_of_care: asked.level_of_care,
        substance_use: is_of_substance_use || is_part2(unit, &place.records).await?,
        appellant: None,
        payer: same.profile_of(payers.iter().map(|known| &known.profile), &asked.payer),
    };
    let wishes: Vec<Pended> = wishes.into_iter().map(|(_, pended)| pended).collect();
    Ok(Some(PendedRequest { decision, pended, clock: clock_of(asked, &wishes, &granted, (&rules, &setting)) }))
}
