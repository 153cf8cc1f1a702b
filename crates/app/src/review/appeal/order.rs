//! Whether an appeal is in its turn ([`utilization_review::appeal::order`]), by the decisions and the rules on record.

use care::PlanFunding;
use storage::ReadUnit;
use utilization_review::appeal::order::{check_order, is_in_order};
use utilization_review::appeal::{Appeal, Denial};
use utilization_review::clock::{Deadline, DeadlineEvent, Occurrence, Setting, resolve};
use vocabulary::RecordId;

use super::clocks::is_of_substance_use;
use super::{AppealPage, NewAppeal};
use crate::context::person;
use crate::error::AppError;

/// Refuses an appeal that skips a level of the payer, as it is planned and as it is filed, unless somebody has confirmed that it does.
pub(super) async fn check(unit: &mut ReadUnit, page: &AppealPage, of_plan: (PlanFunding, &str), new: NewAppeal) -> Result<(), AppError> {
    Ok(check_order(is_in_turn(unit, page, of_plan, new).await?, new.confirmed)?)
}

/// The appeals of a page that are planned and not in their turn: what was decided before them may have been taken back since.
pub(super) async fn out_of_order(unit: &mut ReadUnit, page: &AppealPage, notice: &Denial) -> Result<Vec<RecordId>, AppError> {
    let mut found = Vec::new();
    for stored in page.appeals.iter().filter(|stored| stored.value().filed_at.is_none()) {
        if !is_in_turn(unit, page, (notice.funding, notice.state.as_str()), planned(stored.value(), false)).await? {
            found.push(stored.id);
        }
    }
    Ok(found)
}

/// An appeal as it was planned.
pub(super) const fn planned(appeal: &Appeal, confirmed: bool) -> NewAppeal {
    NewAppeal { level: appeal.level, appellant: appeal.appellant, urgent: appeal.urgent, confirmed }
}

async fn is_in_turn(unit: &mut ReadUnit, page: &AppealPage, of_plan: (PlanFunding, &str), new: NewAppeal) -> Result<bool, AppError> {
    let standing = page.standing();
    let found = if standing.asks_rules(new.level) { of_denial(unit, page, of_plan, new).await? } else { Vec::new() };
    Ok(is_in_order(new.level, standing, &found))
}

/// The deadlines that the denial itself starts, for this appellant and this urgency.
async fn of_denial(
    unit: &mut ReadUnit,
    page: &AppealPage,
    (funding, state): (PlanFunding, &str),
    new: NewAppeal,
) -> Result<Vec<Deadline>, AppError> {
    let Some(decision) = page.decision.as_ref().map(storage::Stored::value) else { return Ok(Vec::new()) };
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
    Ok(resolve(&rules, &occurrence, &setting))
}
