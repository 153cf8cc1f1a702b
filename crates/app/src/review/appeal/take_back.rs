//! What was written down wrongly about an appeal is taken back: one that was planned by mistake, a paper, the time at which it was filed, what it came to.
//! Nothing is deleted: each is a version that supersedes the one before, or withdraws it with a reason.

use storage::{ReadUnit, Stored, View, WriteUnit};
use utilization_review::appeal::{Appeal, AppealPaper, AppealRefusal, AppealedDays, DayOutcome, Denial, DenialClosure};
use utilization_review::authorization::{Authorization, AuthorizationDetermination, DecisionStage};
use vocabulary::{Instant, PatientId, RecordId};

use super::super::place;
use super::{AppealPage, case, days_of};
use crate::context::{App, check_patient};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};

impl App {
    /// Withdraws an appeal that was planned and not filed, with the reason.
    #[crate::boxed]
    pub async fn withdraw_appeal(&self, caller: &Caller, review: RecordId, appeal: RecordId, reason: String) -> Result<(), AppError> {
        const ACTION: &str = "withdraw_appeal";
        check_reason(&reason)?;
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let page = case::of(unit, &asking, review).await?;
                let stored = page.appeals.iter().find(|stored| stored.id == appeal).ok_or(AppError::NotFound("appeal"))?;
                if stored.value().filed_at.is_some() {
                    return Err(AppealRefusal::AlreadyFiled.into());
                }
                Ok(unit.void::<Appeal>(appeal, stored.recorded.version, &reason).await.map(drop)?)
            })
        });
        self.audited(caller, ACTION, write.await).await
    }

    /// Withdraws a paper that was recorded wrongly or that its signer took back, with the reason. What was filed and what left while it stood stays; what waits
    /// for it waits again.
    #[crate::boxed]
    pub async fn withdraw_appeal_paper(&self, caller: &Caller, review: RecordId, paper: RecordId, reason: String) -> Result<(), AppError> {
        const ACTION: &str = "withdraw_appeal_paper";
        check_reason(&reason)?;
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let page = case::of(unit, &asking, review).await?;
                let stored = page.papers.iter().find(|stored| stored.id == paper).ok_or(AppError::NotFound("paper"))?;
                Ok(unit.void::<AppealPaper>(paper, stored.recorded.version, &reason).await.map(drop)?)
            })
        });
        self.audited(caller, ACTION, write.await).await
    }

    /// Corrects when an appeal was filed, which waits for its decision; `None` where it was not filed after all.
    #[crate::boxed]
    pub async fn correct_filing(
        &self,
        caller: &Caller,
        review: RecordId,
        appeal: RecordId,
        filed_at: Option<Instant>,
    ) -> Result<(), AppError> {
        const ACTION: &str = "correct_filing";
        if filed_at.is_some_and(|at| at > self.now()) {
            return Err(AppError::field("filed", FieldProblemKind::Future));
        }
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let page = case::of(unit, &asking, review).await?;
                let stored = page.appeals.iter().find(|stored| stored.id == appeal).ok_or(AppError::NotFound("appeal"))?;
                let value = stored.value();
                match (value.filed_at, value.decided) {
                    (_, true) => return Err(AppealRefusal::AlreadyDecided.into()),
                    (None, _) => return Err(AppealRefusal::NotFiled.into()),
                    (Some(stands), false) if Some(stands) == filed_at => return Ok(()),
                    (Some(_), false) => {}
                }
                // One that runs beside a decision on another appeal was filed against the notice before.
                let notice = page.denial.as_ref().filter(|denial| denial.value().determination == value.determination);
                if filed_at.zip(notice).is_some_and(|(at, notice)| at < notice.value().received_at) {
                    return Err(AppealRefusal::FiledBeforeNotice.into());
                }
                let corrected = Appeal { filed_at, ..value.clone() };
                Ok(unit.correct(appeal, stored.recorded.version, &corrected, page.today).await.map(drop)?)
            })
        });
        self.audited(caller, ACTION, write.await).await
    }

    /// Withdraws a notice that was taken in by mistake, with the reason, and the appeals that are only planned against its decision. The decision stands, and
    /// can be withdrawn after it. Refused once an appeal was filed, a paper signed or a letter left.
    #[crate::boxed]
    pub async fn withdraw_denial(&self, caller: &Caller, review: RecordId, reason: String) -> Result<(), AppError> {
        const ACTION: &str = "withdraw_denial";
        check_reason(&reason)?;
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let at = place(unit, &asking, review).await?;
                let records = at.records.clone();
                let page = case::page(unit, at).await?;
                page.taken_in()?;
                let (_, determination) = page.keys()?;
                withdraw_notice(unit, determination, &records, &reason).await
            })
        });
        self.audited(caller, ACTION, write.await).await
    }

    /// Takes back what the appeal came to that was decided last about a review, with the reason: the outcome of its days, the decision, and what that granted
    /// are withdrawn, with a notice that was taken in about it; the appeal waits for its decision again. Refused once an appeal against it was filed, a paper
    /// signed or a letter left.
    #[crate::boxed]
    pub async fn take_back_outcome(&self, caller: &Caller, review: RecordId, appeal: RecordId, reason: String) -> Result<(), AppError> {
        const ACTION: &str = "take_back_outcome";
        check_reason(&reason)?;
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let at = place(unit, &asking, review).await?;
                check_patient(unit, &asking, Data::Authorizations, at.shown, at.today).await?;
                let records = at.records.clone();
                let page = case::page(unit, at).await?;
                let last = page.last_decided.as_ref().filter(|last| last.id == appeal && last.value().decided);
                let last = last.ok_or(AppealRefusal::NotTheLastOutcome)?;
                take_back(unit, (&page, last), &records, &reason).await
            })
        });
        self.audited(caller, ACTION, write.await).await
    }
}

fn check_reason(reason: &str) -> Result<(), AppError> {
    if reason.trim().is_empty() { Err(AppError::field("reason", FieldProblemKind::Required)) } else { Ok(()) }
}

async fn take_back(
    unit: &mut WriteUnit,
    (page, appeal): (&AppealPage, &Stored<Appeal>),
    records: &[PatientId],
    reason: &str,
) -> Result<(), AppError> {
    let days = storage::appealed_days::of_patients(unit, records, View::Current).await?;
    let own: Vec<&Stored<AppealedDays>> = days.iter().filter(|stored| stored.value().appeal == appeal.id).collect();
    let decisions = storage::authorization_determination::of_patients(unit, records, View::Current).await?;
    let is_its = |decision: &&Stored<AuthorizationDetermination>| {
        decision.value().stage == DecisionStage::Appeal && days_of(decision, &days).any(|days| days.value().appeal == appeal.id)
    };
    if let Some(decision) = decisions.iter().find(is_its) {
        withdraw_what_follows(unit, decision.id, records, reason).await?;
        for grant in granted(unit, (decision, &own), &decisions, records).await? {
            unit.void::<Authorization>(grant.id, grant.recorded.version, reason).await?;
        }
        unit.void::<AuthorizationDetermination>(decision.id, decision.recorded.version, reason).await?;
    }
    for stored in own {
        unit.void::<AppealedDays>(stored.id, stored.recorded.version, reason).await?;
    }
    let waits = Appeal { decided: false, ..appeal.value().clone() };
    Ok(unit.correct(appeal.id, appeal.recorded.version, &waits, page.today).await.map(drop)?)
}

/// The notice about a decision on appeal, appeals that are only planned against it, and that it was closed go with it.
async fn withdraw_what_follows(unit: &mut WriteUnit, decision: RecordId, records: &[PatientId], reason: &str) -> Result<(), AppError> {
    withdraw_notice(unit, decision, records, reason).await?;
    withdraw_closure(unit, decision, records, reason).await
}

/// The notice about a decision and the appeals that are only planned against it. Refused where something was filed, signed or sent.
async fn withdraw_notice(unit: &mut WriteUnit, decision: RecordId, records: &[PatientId], reason: &str) -> Result<(), AppError> {
    let appeals = storage::appeal::of_patients(unit, records, View::Current).await?;
    let appeals: Vec<&Stored<Appeal>> = appeals.iter().filter(|stored| stored.value().determination == decision).collect();
    let papers = storage::appeal_paper::of_patients(unit, records, View::Current).await?;
    let letters = storage::released_letter::of_patients(unit, records, View::Current).await?;
    if appeals.iter().any(|stored| stored.value().filed_at.is_some())
        || papers.iter().any(|stored| stored.value().determination == decision)
        || letters.iter().any(|stored| stored.value().determination == decision)
    {
        return Err(AppealRefusal::FollowedUp.into());
    }
    for stored in appeals {
        unit.void::<Appeal>(stored.id, stored.recorded.version, reason).await?;
    }
    let notices = storage::denial::of_patients(unit, records, View::Current).await?;
    for stored in notices.iter().filter(|stored| stored.value().determination == decision) {
        unit.void::<Denial>(stored.id, stored.recorded.version, reason).await?;
    }
    Ok(())
}

/// Withdraws that a denial was closed, where it was.
pub(crate) async fn withdraw_closure(
    unit: &mut WriteUnit,
    decision: RecordId,
    records: &[PatientId],
    reason: &str,
) -> Result<(), AppError> {
    let closures = storage::denial_closure::of_patients(unit, records, View::Current).await?;
    for stored in closures.iter().filter(|stored| stored.value().determination == decision) {
        unit.void::<DenialClosure>(stored.id, stored.recorded.version, reason).await?;
    }
    Ok(())
}

/// The authorizations that were written with a decision on appeal, one a run of days: they stand between its days and itself, as ids follow each other, have
/// the number that it names, and cover won days only. One that covered days before stands.
async fn granted(
    unit: &mut ReadUnit,
    (decision, days): (&Stored<AuthorizationDetermination>, &[&Stored<AppealedDays>]),
    decisions: &[Stored<AuthorizationDetermination>],
    records: &[PatientId],
) -> Result<Vec<Stored<Authorization>>, AppError> {
    let Some(first) = days.iter().map(|days| days.id).min() else { return Ok(Vec::new()) };
    let mut known = storage::authorization::of_patients(unit, records, View::Current).await?;
    let named = decision.value().authorization.and_then(|id| known.iter().find(|stored| stored.id == id));
    let Some(number) = named.map(|stored| stored.value().number.clone()) else { return Ok(Vec::new()) };
    let is_won = |grant: &Authorization| {
        let holds = |days: &&&Stored<AppealedDays>| {
            let value = days.value();
            value.outcome == DayOutcome::Overturned && value.period.contains(grant.period.first())
        };
        let run = days.iter().find(holds).map(|days| days.value().period);
        run.zip(grant.period.last()).is_some_and(|(run, last)| run.contains(last))
    };
    known.retain(|stored| {
        let grant = stored.value();
        let is_between = first < stored.id && stored.id < decision.id;
        let is_of_other = decisions.iter().any(|other| other.id != decision.id && other.value().authorization == Some(stored.id));
        is_between && !is_of_other && grant.episode == decision.value().episode && grant.number == number && is_won(grant)
    });
    Ok(known)
}
