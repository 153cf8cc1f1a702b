//! What an appeal came to: one save writes what became of each day, the payer's decision, and the authorization of the days that were won.

use std::sync::Arc;

use storage::{Entry, Stored, View, WriteUnit};
use utilization_review::appeal::outcome::periods;
use utilization_review::appeal::{
    Appeal, AppealLevel, AppealRefusal, AppealedDays, ClosureReason, DayOutcome, DaysInDispute, DenialClosure,
};
use utilization_review::authorization::{
    Authorization, AuthorizationDetermination, AuthorizationRequest, DecisionStage, DeterminationOutcome, UnitKind,
};
use vocabulary::{Day, IdSource, Instant, Period, RecordId};

use super::super::place;
use super::{AppealPage, case};
use crate::authorization::planned::stay_of;
use crate::context::{App, check_patient};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};

/// What was decided, as somebody typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOutcome {
    /// When the decision came.
    pub decided_at: Instant,
    /// The days that are covered after all; the others in dispute are upheld.
    pub overturned: Vec<Day>,
    /// Who decided; may be empty.
    pub reviewer: String,
    /// The reference of the decision; may be empty.
    pub reference: String,
    /// The reason in the payer's or reviewer's words; may be empty.
    pub reason: String,
    /// The payer's number for the days that were won; needed where any was and a request was denied.
    pub number: String,
    /// How many units were won, in the unit of the denied request; `None` where the payer named none: then the share of what was asked for that falls on
    /// the days that were won, rounded up.
    pub units: Option<u32>,
}

impl App {
    /// Records what an appeal came to.
    #[crate::boxed]
    pub async fn decide_appeal(&self, caller: &Caller, review: RecordId, appeal: RecordId, new: NewOutcome) -> Result<(), AppError> {
        const ACTION: &str = "decide_appeal";
        if new.decided_at > self.now() {
            return Err(AppError::field("decided", FieldProblemKind::Future));
        }
        let (operation, asking, ids) = (self.operation(caller, ACTION), caller.clone(), Arc::clone(&self.ports.ids));
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let at = place(unit, &asking, review).await?;
                check_patient(unit, &asking, Data::Authorizations, at.shown, at.today).await?;
                let records = at.records.clone();
                let page = case::page(unit, at).await?;
                page.taken_in()?;
                write_outcome(unit, (&page, &records), &ids, (appeal, new)).await
            })
        });
        self.audited(caller, ACTION, write.await).await
    }
}

async fn write_outcome(
    unit: &mut WriteUnit,
    (page, records): (&AppealPage, &[vocabulary::PatientId]),
    ids: &IdSource,
    (appeal, new): (RecordId, NewOutcome),
) -> Result<(), AppError> {
    let (stored, disputed) = decidable(page, appeal, &new)?;
    let runs = disputed.runs(&new.overturned);
    write_days(unit, page, ids, (appeal, new.decided_at, &runs)).await?;
    let won: Vec<Day> = disputed.days.iter().copied().filter(|day| new.overturned.contains(day)).collect();
    let authorization = if answers_claims(page) { None } else { grant(unit, (page, records), ids, (&won, &new)).await? };
    let (outcome, period) = (outcome_of(page, &won, disputed), left_to_decide(page, &runs, disputed));
    if let Some(period) = period {
        write_decision(unit, page, ids, (stored.value().level, AppealDecision { outcome, period, authorization, new })).await?;
    }
    let decided = Appeal { decided: true, ..stored.value().clone() };
    Ok(unit.correct(appeal, stored.recorded.version, &decided, page.today).await.map(drop)?)
}

/// The appeal and the days that it disputes; refused where it cannot be decided, or not so.
fn decidable<'page>(
    page: &'page AppealPage,
    appeal: RecordId,
    new: &NewOutcome,
) -> Result<(&'page Stored<Appeal>, &'page DaysInDispute), AppError> {
    let stored = page.appeals.iter().find(|stored| stored.id == appeal).ok_or(AppError::NotFound("appeal"))?;
    match (stored.value().filed_at, stored.value().decided) {
        (_, true) => return Err(AppealRefusal::AlreadyDecided.into()),
        (None, _) => return Err(AppealRefusal::NotFiled.into()),
        (Some(filed_at), false) if new.decided_at < filed_at => return Err(AppError::field("decided", FieldProblemKind::Backwards)),
        (Some(_), false) => {}
    }
    let disputed = page.disputed.as_ref().ok_or(AppealRefusal::NoDenial)?;
    if let Some(day) = new.overturned.iter().find(|day| !disputed.days.contains(*day)) {
        return Err(AppealRefusal::NotInDispute { day: *day }.into());
    }
    if !answers_claims(page) && !new.overturned.is_empty() && new.number.trim().is_empty() {
        return Err(AppealRefusal::NoNumber.into());
    }
    Ok((stored, disputed))
}

/// True where refused lines are disputed: those that were won are paid; nothing is authorized by that.
fn answers_claims(page: &AppealPage) -> bool {
    !page.lines.is_empty()
}

/// What became of each day, one record a run.
async fn write_days(
    unit: &mut WriteUnit,
    page: &AppealPage,
    ids: &IdSource,
    (appeal, decided_at, runs): (RecordId, Instant, &[(Period, DayOutcome)]),
) -> Result<(), AppError> {
    let (episode, determination) = page.keys()?;
    for (period, outcome) in runs {
        let (period, outcome) = (*period, *outcome);
        let days = AppealedDays { episode, review: page.review.id, determination, appeal, decided_at, period, outcome };
        unit.insert(&Entry::new(ids.next(), days, page.today)).await?;
    }
    Ok(())
}

fn outcome_of(page: &AppealPage, won: &[Day], disputed: &DaysInDispute) -> DeterminationOutcome {
    match (won.is_empty(), won.len() == disputed.days.len()) {
        (won_none, _) if won_none || answers_claims(page) => DeterminationOutcome::Denied,
        (_, true) => DeterminationOutcome::Approved,
        (_, false) => DeterminationOutcome::Partial,
    }
}

/// The days of which the decision on the appeal speaks. What was won of refused lines is paid, and stands in their days; what is left of them is denied
/// once more, and where nothing is left, no decision is written.
fn left_to_decide(page: &AppealPage, runs: &[(Period, DayOutcome)], disputed: &DaysInDispute) -> Option<Period> {
    if !answers_claims(page) {
        return Some(disputed.period);
    }
    let upheld: Vec<_> = runs.iter().filter(|(_, outcome)| *outcome == DayOutcome::Upheld).map(|(period, _)| *period).collect();
    DaysInDispute::of(&upheld, page.today).map(|left| left.period)
}

/// What an appeal was decided to.
struct AppealDecision {
    outcome: DeterminationOutcome,
    period: Period,
    authorization: Option<RecordId>,
    new: NewOutcome,
}

/// Writes the decision. What an independent reviewer decided binds, as claimgotdenied.com and counterclaim.help say of external review: no notice is
/// waited for, and no further step. Where one is open all the same, such as in court, the denial is opened again.
async fn write_decision(
    unit: &mut WriteUnit,
    page: &AppealPage,
    ids: &IdSource,
    (level, decided): (AppealLevel, AppealDecision),
) -> Result<(), AppError> {
    let (episode, _) = page.keys()?;
    let AppealDecision { outcome, period, authorization, new } = decided;
    let decision = AuthorizationDetermination {
        episode,
        request: None,
        review: Some(page.review.id),
        authorization,
        outcome,
        stage: DecisionStage::Appeal,
        period,
        decided_at: new.decided_at,
        reviewer: new.reviewer,
        reference: new.reference,
        reason: new.reason,
        supplied_at: None,
    };
    decision.check()?;
    let determination = ids.next();
    unit.insert(&Entry::new(determination, decision, page.today)).await?;
    if level == AppealLevel::External {
        let (review, words) = (page.review.id, String::new());
        let closure = DenialClosure { episode, review, determination, reason: ClosureReason::ExternalDecided, words };
        unit.insert(&Entry::new(ids.next(), closure, page.today)).await?;
    }
    Ok(())
}

/// The authorizations of the days that were won, one a run; days that an authorization of this number covers stand under that one again. Gives the
/// first.
async fn grant(
    unit: &mut WriteUnit,
    (page, records): (&AppealPage, &[vocabulary::PatientId]),
    ids: &IdSource,
    (won, new): (&[Day], &NewOutcome),
) -> Result<Option<RecordId>, AppError> {
    let number = new.number.trim();
    let mut known = storage::authorization::of_patients(unit, records, View::Current).await?;
    let same = crate::payer::identities_in(unit).await?;
    known.retain(|stored| same.is_same(&stored.value().payer, &page.payer.key) && stored.value().number == number);
    let covering = |day: Day| known.iter().find(|stored| stored.value().period.contains(day));
    let (standing, fresh): (Vec<Day>, Vec<Day>) = won.iter().partition(|day| covering(**day).is_some());
    let mut first = standing.first().and_then(|day| covering(*day)).map(|stored| stored.id);
    let admitted = stay_of(unit, page.review.value().episode).await?.admitted;
    let asked = page.request.as_ref();
    let total = new.units.unwrap_or_else(|| units_won(asked.map(|(_, asked)| asked), fresh.len()));
    let codes = asked.map(|(_, asked)| asked.codes.clone()).filter(|codes| !codes.is_empty());
    let codes = codes.or_else(|| known.last().map(|stored| stored.value().codes.clone())).unwrap_or_default();
    let (mut before, whole) = (0_u64, u64::try_from(fresh.len()).unwrap_or(u64::MAX));
    for period in periods(&fresh) {
        let days = u64::try_from(period.last().map_or(1, |last| last.days_since(period.first()) + 1)).unwrap_or(1);
        // Each run has its share of the units, one at least, and together they have all.
        let share = |days: u64| u64::from(total).saturating_mul(days) / whole.max(1);
        let units = u32::try_from(share(before + days) - share(before)).unwrap_or(u32::MAX).max(1);
        before += days;
        let grant = Authorization {
            episode: page.review.value().episode,
            payer: page.payer.key.clone(),
            request: asked.map(|(id, _)| *id),
            number: number.to_owned(),
            level_of_care: page.review.value().level_of_care,
            codes: codes.clone(),
            unit_kind: asked.map_or(UnitKind::Day, |(_, asked)| asked.unit_kind),
            units,
            period,
            next_review: None,
            reviewer: new.reviewer.clone(),
            provider_id: String::new(),
        };
        grant.check(admitted)?;
        let id = ids.next();
        unit.insert(&Entry::new(id, grant, page.today)).await?;
        first = first.or(Some(id));
    }
    Ok(first)
}

/// Units of a number of days that were won: of what was asked for the share that falls on them, rounded up, so that 10 visits in 3 weeks are 10 visits once
/// all of them are won. Where no request is on record, each day is one.
fn units_won(asked: Option<&AuthorizationRequest>, days: usize) -> u32 {
    let days = u32::try_from(days).unwrap_or(u32::MAX);
    let Some(asked) = asked else { return days };
    let whole = asked.period.last().map_or(1, |last| last.days_since(asked.period.first()) + 1);
    let whole = u32::try_from(whole).unwrap_or(1).max(1);
    let share = (u64::from(asked.units) * u64::from(days.min(whole))).div_ceil(u64::from(whole));
    u32::try_from(share).unwrap_or(asked.units)
}

#[cfg(test)]
mod tests {
    use super::*;
    use utilization_review::authorization::RequestKind;
    use vocabulary::LevelOfCare;

    #[test]
    fn visits_that_were_won_are_visits_and_no_days() {
        let period = Period::new("2026-11-02".parse().unwrap(), Some("2026-11-22".parse().unwrap())).unwrap();
        let asked = |unit_kind, units| AuthorizationRequest {
            episode: "00000000-0000-7000-8000-000000000001".parse().unwrap(),
            payer: "generic-commercial".to_owned(),
            kind: RequestKind::Concurrent,
            level_of_care: LevelOfCare::Outpatient,
            codes: String::new(),
            unit_kind,
            units,
            period,
            submitted_at: "2026-11-01T15:00:00Z".parse().unwrap(),
            urgent: false,
        };
        let check = |asked: Option<&AuthorizationRequest>, days: usize, expected: u32| {
            assert_eq!(units_won(asked, days), expected, "{days} days of {asked:?}");
        };
        check(Some(&asked(UnitKind::Visit, 10)), 21, 10);
        check(Some(&asked(UnitKind::Visit, 10)), 7, 4);
        check(Some(&asked(UnitKind::Visit, 10)), 40, 10);
        check(Some(&asked(UnitKind::Day, 21)), 5, 5);
        check(None, 5, 5);
    }
}
