//! What an appeal came to: one save writes what became of each day, the payer's decision, and the authorization of the days that were won.

use std::sync::Arc;

use storage::{Entry, View, WriteUnit};
use utilization_review::appeal::outcome::periods;
use utilization_review::appeal::{
    Appeal, AppealLevel, AppealRefusal, AppealedDays, ClosureReason, DayOutcome, DaysInDispute, DenialClosure,
};
use utilization_review::authorization::{Authorization, AuthorizationDetermination, DecisionStage, DeterminationOutcome, UnitKind};
use vocabulary::{Day, IdSource, Instant, RecordId};

use super::super::place;
use super::{AppealPage, case};
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
    let (episode, determination) = page.keys()?;
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
    // Refused lines that were won are paid; nothing is authorized by that.
    let answers_claims = !page.lines.is_empty();
    if !answers_claims && !new.overturned.is_empty() && new.number.trim().is_empty() {
        return Err(AppealRefusal::NoNumber.into());
    }
    let runs = disputed.runs(&new.overturned);
    for (period, outcome) in &runs {
        let (decided_at, period, outcome) = (new.decided_at, *period, *outcome);
        let days = AppealedDays { episode, review: page.review.id, determination, appeal, decided_at, period, outcome };
        unit.insert(&Entry::new(ids.next(), days, page.today)).await?;
    }
    let won: Vec<Day> = disputed.days.iter().copied().filter(|day| new.overturned.contains(day)).collect();
    let authorization = if answers_claims { None } else { grant(unit, (page, records), ids, (&won, &new)).await? };
    let outcome = match (won.is_empty(), won.len() == disputed.days.len()) {
        (won_none, _) if won_none || answers_claims => DeterminationOutcome::Denied,
        (_, true) => DeterminationOutcome::Approved,
        (_, false) => DeterminationOutcome::Partial,
    };
    // What was won of refused lines is paid, and stands in their days; what is left of them is denied once more.
    let upheld: Vec<_> = runs.iter().filter(|(_, outcome)| *outcome == DayOutcome::Upheld).map(|(period, _)| *period).collect();
    let period = if answers_claims { DaysInDispute::of(&upheld, page.today).map(|left| left.period) } else { Some(disputed.period) };
    if let Some(period) = period {
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
        };
        decision.check()?;
        let decided = ids.next();
        unit.insert(&Entry::new(decided, decision, page.today)).await?;
        // What an independent reviewer decided binds, as claimgotdenied.com and counterclaim.help say of external review: no notice is waited for, and no
        // further step. Where one is open all the same, such as in court, the denial is opened again.
        if stored.value().level == AppealLevel::External {
            let closure = DenialClosure {
                episode,
                review: page.review.id,
                determination: decided,
                reason: ClosureReason::ExternalDecided,
                words: String::new(),
            };
            unit.insert(&Entry::new(ids.next(), closure, page.today)).await?;
        }
    }
    let decided = Appeal { decided: true, ..stored.value().clone() };
    Ok(unit.correct(appeal, stored.recorded.version, &decided, page.today).await.map(drop)?)
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
    known.retain(|stored| stored.value().payer == page.payer.key && stored.value().number == number);
    let covering = |day: Day| known.iter().find(|stored| stored.value().period.contains(day));
    let (standing, fresh): (Vec<Day>, Vec<Day>) = won.iter().partition(|day| covering(**day).is_some());
    let mut first = standing.first().and_then(|day| covering(*day)).map(|stored| stored.id);
    let admitted = unit.require::<care::Episode>(page.review.value().episode).await?.value().admitted;
    for period in periods(&fresh) {
        let days = period.last().map_or(1, |last| last.days_since(period.first()) + 1);
        let grant = Authorization {
            episode: page.review.value().episode,
            payer: page.payer.key.clone(),
            request: None,
            number: number.to_owned(),
            level_of_care: page.review.value().level_of_care,
            codes: known.last().map(|stored| stored.value().codes.clone()).unwrap_or_default(),
            unit_kind: UnitKind::Day,
            units: u32::try_from(days).unwrap_or(1),
            period,
            next_review: None,
            reviewer: new.reviewer.clone(),
        };
        grant.check(admitted)?;
        let id = ids.next();
        unit.insert(&Entry::new(id, grant, page.today)).await?;
        first = first.or(Some(id));
    }
    Ok(first)
}
