//! In which order appeals are filed: to the payer first, then outside, unless the law lets external review run beside an appeal that is urgent.

use care::PlanFunding;
use storage::ReadUnit;
use utilization_review::appeal::{AppealLevel, AppealRefusal};
use utilization_review::clock::{DeadlineAct, DeadlineEvent, Occurrence, Setting, resolve};

use super::clocks::{Standing, is_of_substance_use};
use super::{AppealPage, NewAppeal};
use crate::context::person;
use crate::error::AppError;

/// Refuses an appeal that skips a level of the payer, unless somebody has confirmed that it does: what an independent reviewer decides binds, and one that is
/// asked too early may refuse for that alone.
pub(super) async fn check(
    unit: &mut ReadUnit,
    page: &AppealPage,
    (funding, state): (PlanFunding, &str),
    new: NewAppeal,
) -> Result<(), AppError> {
    let in_order = match (new.level, page.standing()) {
        (AppealLevel::First, _) | (_, Standing::Last) => true,
        (AppealLevel::Second, standing) => standing == Standing::Between,
        (AppealLevel::External, _) => runs_beside(unit, page, (funding, state), new).await?,
    };
    if in_order || new.confirmed { Ok(()) } else { Err(AppealRefusal::OutOfOrder.into()) }
}

/// True where a rule opens the way outside with the denial itself, for this appellant and this urgency, as ACA-X-PARALLEL does.
async fn runs_beside(
    unit: &mut ReadUnit,
    page: &AppealPage,
    (funding, state): (PlanFunding, &str),
    new: NewAppeal,
) -> Result<bool, AppError> {
    let Some(decision) = page.decision.as_ref().map(storage::Stored::value) else { return Ok(false) };
    let (rules, calendar) = (crate::payer::rules_in(unit).await?, crate::holiday::calendar_in(unit).await?);
    let (_, records) = person(unit, page.patient.id).await?;
    let substance_use = is_of_substance_use(unit, &records, (decision.episode, decision.period.first())).await?;
    let setting = Setting {
        zone: &page.zone,
        calendar: &calendar,
        funding,
        state,
        level_of_care: page.review.value().level_of_care,
        substance_use,
        appellant: Some(new.appellant),
        payer: Some(&page.payer),
    };
    let occurrence = Occurrence {
        event: DeadlineEvent::DenialReceived,
        at: page.now,
        timing: page.request.as_ref().map(|(_, asked)| asked.kind),
        urgent: new.urgent,
        incomplete: false,
        course_ends: None,
    };
    Ok(resolve(&rules, &occurrence, &setting).iter().any(|deadline| deadline.act == Some(DeadlineAct::ExternalReview)))
}
