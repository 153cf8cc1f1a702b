//! A denial and the appeal against it: the notice is taken in once, who appeals selects the clocks, papers and letters are kept, and what was
//! decided stands day by day.
//!
//! Everything hangs on the denial that the review answers, as its packet does: the one that was decided on it, or the refused lines for which it was opened.
//! Nothing here is typed that stands on the decision already.

mod board;
mod case;
mod clocks;
mod close;
mod decide;
mod decided_days;
pub mod letter;
mod open;
mod order;
mod take_back;

pub use board::{AppealBoard, AppealRow, RateRow};
pub use case::AppealPage;
pub use decide::NewOutcome;
pub(crate) use decided_days::days_of;
pub(crate) use take_back::withdraw_closure;

use care::PlanFunding;
use storage::{Entry, Stored, WriteUnit};
use utilization_review::appeal::task::blocking;
use utilization_review::appeal::{
    Appeal, AppealLevel, AppealPaper, AppealRefusal, Denial, NoticeChannel, NoticeElement, PaperKind, PaperScope,
};
use utilization_review::authorization::{AuthorizationDetermination, DecisionStage};
use utilization_review::clock::Appellant;
use vocabulary::{Day, Instant, RecordId, Version};

use super::Place;
use crate::context::{App, check_patient};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};

/// The notice of a denial as somebody typed it in, with who will appeal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDenial {
    /// When the notice reached the practice.
    pub received_at: Instant,
    /// How.
    pub channel: NoticeChannel,
    /// Where the plan's money comes from.
    pub funding: PlanFunding,
    /// The state whose law governs the plan; empty when not known.
    pub state: String,
    /// The plan's name; may be empty.
    pub plan: String,
    /// The number that the notice names; may be empty.
    pub number: String,
    /// Reason codes; may be empty.
    pub reason_codes: String,
    /// The criteria that it cites; may be empty.
    pub criteria: String,
    /// The reviewer's credential and specialty; may be empty.
    pub credential: String,
    /// The elements that the notice has.
    pub present: Vec<NoticeElement>,
    /// Where an appeal goes; may be empty.
    pub appeal_address: String,
    /// The last day for the next step, where the notice states one.
    pub appeal_by: Option<Day>,
    /// Until when one may ask to speak with the payer's physician, where the notice states it.
    pub peer_to_peer_by: Option<Instant>,
    /// The appeal that is planned against it.
    pub appeal: NewAppeal,
    /// What the notice says of the decision; `None` leaves what is on record.
    pub decision: Option<DecisionAsNoticed>,
    /// The version of the notice that is corrected, as whoever corrects it saw it; `None` where it is taken in for the first time.
    pub corrects: Option<Version>,
}

/// A decision in the words of its notice, which stand before those that somebody noted on the telephone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionAsNoticed {
    /// The reason in the payer's own words.
    pub reason: String,
    /// Who decided at the payer; may be empty.
    pub reviewer: String,
    /// The payer's reference; may be empty.
    pub reference: String,
    /// The version of the decision that was seen.
    pub corrects: Version,
}

/// An appeal that is planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewAppeal {
    /// To whom.
    pub level: AppealLevel,
    /// Who appeals.
    pub appellant: Appellant,
    /// Whether a fast decision is asked for.
    pub urgent: bool,
    /// True where somebody confirmed that it skips a level of the payer.
    pub confirmed: bool,
}

/// That an appeal reached the payer or reviewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filing {
    /// When.
    pub at: Instant,
    /// True where somebody confirmed that it skips a level of the payer.
    pub confirmed: bool,
}

impl Filing {
    /// One in its turn.
    pub const fn at(at: Instant) -> Self {
        Self { at, confirmed: false }
    }
}

/// A paper that was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPaper {
    /// Which.
    pub kind: PaperKind,
    /// When.
    pub signed: Day,
    /// Who signed; left empty for a statement of urgency, which the caller signs.
    pub signer: String,
    /// The words of a statement of urgency; else where the paper is kept.
    pub words: String,
    /// For which appeals it holds; a statement of urgency for those against its decision, whatever stands here.
    pub scope: PaperScope,
}

impl App {
    /// A denial with its deadlines as tasks, its appeals, papers and letters, and what became of each day.
    #[crate::boxed]
    pub async fn appeal(&self, caller: &Caller, review: RecordId) -> Result<AppealPage, AppError> {
        const ACTION: &str = crate::opening::VIEW_APPEAL;
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { case::of(unit, &asking, review).await }));
        self.audited(caller, ACTION, read.await).await
    }

    /// Takes in the notice of the denial, or corrects what was taken in, with the appeal that is planned; what the notice says of the decision corrects that.
    /// The same form again changes nothing; [`AppError::Conflict`] or [`AppError::VersionConflict`] where somebody else changed it since it was seen.
    #[crate::boxed]
    pub async fn take_in_denial(&self, caller: &Caller, review: RecordId, new: NewDenial) -> Result<(), AppError> {
        const ACTION: &str = "take_in_denial";
        if new.received_at > self.now() {
            return Err(AppError::field("received", FieldProblemKind::Future));
        }
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let ids = std::sync::Arc::clone(&self.ports.ids);
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let page = case::of(unit, &asking, review).await?;
                let decision = page.decision.as_ref().ok_or(AppealRefusal::NoDenial)?;
                check_times(&page, decision.value().decided_at, &new)?;
                let (episode, determination) = (page.review.value().episode, decision.id);
                if let Some(said) = new.decision {
                    correct_decision(unit, &asking, &page, (decision, said)).await?;
                }
                let (funding, state) = (new.funding, new.state.clone());
                let denial = Denial {
                    episode,
                    review,
                    determination,
                    received_at: new.received_at,
                    channel: new.channel,
                    funding: new.funding,
                    state: new.state,
                    plan: new.plan,
                    number: new.number,
                    reason_codes: new.reason_codes,
                    criteria: new.criteria,
                    credential: new.credential,
                    present: new.present,
                    appeal_address: new.appeal_address,
                    appeal_by: new.appeal_by,
                    peer_to_peer_by: new.peer_to_peer_by,
                };
                match &page.denial {
                    None => unit.insert(&Entry::new(ids.next(), denial, page.today)).await?,
                    Some(stored) if *stored.value() != denial => {
                        let seen = new.corrects.ok_or(AppError::Conflict)?;
                        unit.correct(stored.id, seen, &denial, page.today).await.map(drop)?;
                    }
                    Some(_) => {}
                }
                plan(unit, &page, (funding, state.as_str()), (ids.next(), new.appeal)).await
            })
        });
        self.audited(caller, ACTION, write.await).await
    }

    /// Plans an appeal at another level, such as external review beside an urgent internal one, or says anew who appeals before it is filed.
    #[crate::boxed]
    pub async fn plan_appeal(&self, caller: &Caller, review: RecordId, new: NewAppeal) -> Result<(), AppError> {
        const ACTION: &str = "plan_appeal";
        let (operation, asking, id) = (self.operation(caller, ACTION), caller.clone(), self.ports.ids.next());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let page = case::of(unit, &asking, review).await?;
                let denial = page.taken_in()?;
                plan(unit, &page, (denial.funding, denial.state.as_str()), (id, new)).await
            })
        });
        self.audited(caller, ACTION, write.await).await
    }

    /// Records that an appeal reached the payer or reviewer. Refused while a paper is missing that has to be signed first, and where a level of the payer that
    /// comes before it is not decided and nobody confirmed that it skips it.
    #[crate::boxed]
    pub async fn file_appeal(&self, caller: &Caller, review: RecordId, appeal: RecordId, filing: Filing) -> Result<(), AppError> {
        const ACTION: &str = "file_appeal";
        let Filing { at: filed_at, confirmed } = filing;
        if filed_at > self.now() {
            return Err(AppError::field("filed", FieldProblemKind::Future));
        }
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let page = case::of(unit, &asking, review).await?;
                let denial = page.taken_in()?;
                page.is_open()?;
                let stored = page.appeals.iter().find(|stored| stored.id == appeal).ok_or(AppError::NotFound("appeal"))?;
                if stored.value().filed_at.is_some() {
                    return Err(AppealRefusal::AlreadyFiled.into());
                }
                if filed_at < denial.received_at {
                    return Err(AppealRefusal::FiledBeforeNotice.into());
                }
                if let Some(kind) = blocking(stored.value(), denial, &page.signed()) {
                    return Err(AppealRefusal::PaperMissing(kind).into());
                }
                order::check(unit, &page, (denial.funding, denial.state.as_str()), order::planned(stored.value(), confirmed)).await?;
                let filed = Appeal { filed_at: Some(filed_at), ..stored.value().clone() };
                Ok(unit.correct(appeal, stored.recorded.version, &filed, page.today).await.map(drop)?)
            })
        });
        self.audited(caller, ACTION, write.await).await
    }

    /// Records a paper. A statement of urgency is signed by the clinician who calls, and needs words.
    #[crate::boxed]
    pub async fn record_appeal_paper(&self, caller: &Caller, review: RecordId, new: NewPaper) -> Result<(), AppError> {
        const ACTION: &str = "record_appeal_paper";
        let is_urgency = new.kind == PaperKind::Urgency;
        if is_urgency && caller.clinician.is_none() {
            return Err(AppealRefusal::NotAClinician.into());
        }
        let missing = if is_urgency { ("words", new.words.trim().is_empty()) } else { ("signer", new.signer.trim().is_empty()) };
        if missing.1 {
            return Err(AppError::field(missing.0, FieldProblemKind::Required));
        }
        let (operation, asking, id) = (self.operation(caller, ACTION), caller.clone(), self.ports.ids.next());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let page = case::of(unit, &asking, review).await?;
                page.taken_in()?;
                if new.signed > page.today {
                    return Err(AppError::field("signed", FieldProblemKind::Future));
                }
                let signature = if is_urgency { crate::alert::signature(unit, &asking).await? } else { None };
                let (episode, determination) = page.keys()?;
                let paper = AppealPaper {
                    episode,
                    review,
                    determination,
                    kind: new.kind,
                    signed: new.signed,
                    signer: signature.unwrap_or(new.signer),
                    words: new.words,
                    clinician: asking.clinician.filter(|_| is_urgency),
                    scope: if is_urgency { PaperScope::Decision } else { new.scope },
                };
                Ok(unit.insert(&Entry::new(id, paper, page.today)).await?)
            })
        });
        self.audited(caller, ACTION, write.await).await
    }
}

/// Corrects a decision by what its notice says. What a payment says of the lines that it refused stands as it came.
async fn correct_decision(
    unit: &mut WriteUnit,
    caller: &Caller,
    page: &AppealPage,
    (decision, said): (&Stored<AuthorizationDetermination>, DecisionAsNoticed),
) -> Result<(), AppError> {
    let DecisionAsNoticed { reason, reviewer, reference, corrects } = said;
    let corrected = AuthorizationDetermination { reason, reviewer, reference, ..decision.value().clone() };
    if corrected == *decision.value() || corrected.stage == DecisionStage::Claim {
        return Ok(());
    }
    check_patient(unit, caller, Data::Authorizations, page.patient.id, page.today).await?;
    corrected.check()?;
    Ok(unit.correct(decision.id, corrects, &corrected, decision.recorded.effective_day).await.map(drop)?)
}

/// Refuses a notice that came before the day of its decision, and times in it that were over before it came: every clock would be wrong.
fn check_times(page: &AppealPage, decided_at: Instant, new: &NewDenial) -> Result<(), AppError> {
    let received = new.received_at.day_in(&page.zone);
    if received < decided_at.day_in(&page.zone) {
        return Err(AppealRefusal::NoticeBeforeDecision.into());
    }
    if new.appeal_by.is_some_and(|last| last < received) {
        return Err(AppError::field("appeal_by", FieldProblemKind::Backwards));
    }
    if new.peer_to_peer_by.is_some_and(|until| until.day_in(&page.zone) < received) {
        return Err(AppError::field("peer_to_peer_by", FieldProblemKind::Backwards));
    }
    Ok(())
}

/// Plans an appeal against the decision of a page; one at its level that is not filed yet is changed.
async fn plan(
    unit: &mut WriteUnit,
    page: &AppealPage,
    of_plan: (PlanFunding, &str),
    (id, new): (RecordId, NewAppeal),
) -> Result<(), AppError> {
    page.is_open()?;
    let (episode, determination) = page.keys()?;
    let NewAppeal { level, appellant, urgent, .. } = new;
    let Some(stored) = page.appeals.iter().find(|stored| stored.value().level == level) else {
        order::check(unit, page, of_plan, new).await?;
        let appeal = Appeal { episode, review: page.review.id, determination, level, appellant, urgent, filed_at: None, decided: false };
        return Ok(unit.insert(&Entry::new(id, appeal, page.today)).await?);
    };
    let planned = Appeal { appellant, urgent, ..stored.value().clone() };
    if planned == *stored.value() {
        return Ok(());
    }
    if stored.value().filed_at.is_some() {
        return Err(AppealRefusal::AlreadyFiled.into());
    }
    order::check(unit, page, of_plan, new).await?;
    Ok(unit.correct(stored.id, stored.recorded.version, &planned, page.today).await.map(drop)?)
}

/// The denial of a review, for who looks at the review anyway.
pub(super) async fn case_of(unit: &mut storage::ReadUnit, place: Place) -> Result<AppealPage, AppError> {
    case::page(unit, place).await
}

/// Refuses unless the caller may let something about this patient leave.
async fn check_release(unit: &mut storage::ReadUnit, caller: &Caller, place: &Place) -> Result<(), AppError> {
    check_patient(unit, caller, place.right(caller, Data::Release), place.shown, place.today).await
}

impl From<AppealRefusal> for AppError {
    fn from(refusal: AppealRefusal) -> Self {
        Self::Appeal(refusal)
    }
}
