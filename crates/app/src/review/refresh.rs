//! "Refresh evidence": the check-in that a review lacks is asked of whoever answers it, by message, at the kiosk or on paper.
//!
//! What is asked is what the schedule has due anyway, and what was measured in this stay and is older than the payer takes. Consent, quiet hours and
//! the parts that answers about safety need hold as for every other check-in; whoever works on reviews needs no right to enter answers for it.

use std::collections::BTreeSet;

use instruments::{Mode, Respondent};
use storage::ReadUnit;
use utilization_review::authorization::RequestKind;
use utilization_review::review::{NextAction, Shortfall};
use vocabulary::{PatientId, RecordId};

use super::{page, place};
use crate::check_in::{CheckInRow, Form, KioskCode, NewCode, SentDue, due_forms, ensure_here, open_rows, packet, send, wanted_of};
use crate::context::App;
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};

/// What can be asked for a review, and what was.
#[derive(Clone, Debug, Default)]
pub struct ReviewEvidence {
    /// True where something is missing for the payer that a check-in would answer.
    pub is_wanted: bool,
    /// The names of what would be asked, by who answers; empty where nothing is planned or was measured before.
    pub would_ask: Vec<(Respondent, Vec<String>)>,
    /// The names of what only a clinician rates, and nobody is sent.
    pub rated_by_clinicians: Vec<String>,
    /// Check-ins of the patient that can be answered now, the newest first.
    pub open: Vec<CheckInRow>,
}

impl App {
    /// What can be asked for a review whose evidence is missing or too old for its payer, and which check-ins are out.
    #[crate::boxed]
    pub async fn review_evidence(&self, caller: &Caller, review: RecordId) -> Result<ReviewEvidence, AppError> {
        const ACTION: &str = crate::opening::VIEW_REVIEW_EVIDENCE;
        let (operation, asking, app) = (self.operation(caller, ACTION), caller.clone(), self.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let Some(lacking) = lacking(unit, &app, &asking, review).await? else { return Ok(ReviewEvidence::default()) };
                let mut open = open_rows(unit, &app, &lacking.records).await?;
                // Whether an answer needs a person is told where answers are shown.
                for row in &mut open {
                    row.check_in.has_safety_answer = false;
                }
                let is_of_clinician = |form: &&Form| form.1 == Respondent::Clinician;
                let name = |id: &String| app.library().get(id).map_or_else(|| id.clone(), |definition| definition.short_name.clone());
                let wanted = wanted_of(unit, &app, lacking.patient, &lacking.forms).await?;
                Ok(ReviewEvidence {
                    is_wanted: lacking.is_wanted,
                    would_ask: wanted.iter().map(|new| (new.respondent, new.instruments.iter().map(name).collect())).collect(),
                    rated_by_clinicians: lacking.forms.iter().filter(is_of_clinician).map(|(id, _)| name(id)).collect(),
                    open,
                })
            })
        });
        self.audited(caller, ACTION, read.await).await
    }

    /// Sends the check-in that a review lacks to each of those who answer. A check-in that is open and asks the same is sent anew instead of a second
    /// one; each is for itself. Empty where nothing is missing that a check-in would answer, and where no form is known that would.
    /// [`AppError::Conflict`] for a review that is closed or answers a bill.
    #[crate::boxed]
    pub async fn refresh_evidence(&self, caller: &Caller, review: RecordId) -> Result<Vec<SentDue>, AppError> {
        const ACTION: &str = "refresh_evidence";
        let (operation, asking, app) = (self.operation(caller, ACTION), caller.clone(), self.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let lacking = lacking(unit, &app, &asking, review).await?.ok_or(AppError::Conflict)?;
                let forms = if lacking.is_wanted { lacking.forms } else { Vec::new() };
                wanted_of(unit, &app, lacking.patient, &forms).await
            })
        });
        let mut sent = Vec::new();
        for new in self.audited(caller, ACTION, read.await).await? {
            let respondent = new.respondent;
            let ids = (self.ports.ids.next::<RecordId>(), self.ports.ids.next::<RecordId>());
            let (asking, secret) = (caller.clone(), crate::check_in::new_secret(self.ports.random.as_ref()));
            let result = self
                .retrying(caller, ACTION, move |unit, app| {
                    let (asking, new, secret) = (asking.clone(), new.clone(), secret.clone());
                    Box::pin(async move {
                        let of = place(unit, &asking, review).await?;
                        check(&of, &asking)?;
                        send(unit, &app, of.shown, new, (ids.0, ids.1, secret)).await
                    })
                })
                .await;
            sent.push(SentDue { respondent, result });
        }
        Ok(sent)
    }

    /// Makes a code for the kiosk, with what a review lacks from the patient.
    #[crate::boxed]
    pub async fn refresh_evidence_at_kiosk(&self, caller: &Caller, review: RecordId) -> Result<KioskCode, AppError> {
        let (asking, new) = (caller.clone(), NewCode::of(self));
        let result = self
            .retrying(caller, "refresh_evidence", move |unit, app| {
                let (asking, new) = (asking.clone(), new.clone());
                Box::pin(async move {
                    let check_in = check_in_here(unit, &app, &asking, review, Mode::Kiosk).await?;
                    new.put(unit, &app, check_in).await
                })
            })
            .await;
        self.audited(caller, "refresh_evidence", result).await
    }

    /// Makes the forms on paper of what a review lacks from the patient, as a PDF.
    #[crate::boxed]
    pub async fn refresh_evidence_on_paper(&self, caller: &Caller, review: RecordId) -> Result<Vec<u8>, AppError> {
        let asking = caller.clone();
        let result = self
            .retrying(caller, "refresh_evidence", move |unit, app| {
                let asking = asking.clone();
                Box::pin(async move {
                    let check_in = check_in_here(unit, &app, &asking, review, Mode::Paper).await?;
                    packet(unit, &app, check_in).await
                })
            })
            .await;
        let facts = self.audited(caller, "refresh_evidence", result).await?;
        self.rendered_forms(facts).await
    }
}

async fn check_in_here(
    unit: &mut storage::WriteUnit,
    app: &App,
    caller: &Caller,
    review: RecordId,
    mode: Mode,
) -> Result<RecordId, AppError> {
    let lacking = lacking(unit, app, caller, review).await?.ok_or(AppError::Conflict)?;
    if !lacking.is_wanted {
        return Err(AppError::field("instruments", FieldProblemKind::Required));
    }
    ensure_here(unit, app, lacking.patient, &lacking.forms, mode).await
}

/// What a review lacks that a check-in would answer.
struct Lacking {
    patient: PatientId,
    records: Vec<PatientId>,
    is_wanted: bool,
    forms: Vec<Form>,
}

/// Refuses whoever comes to the review by a claim only, and a review that waits for no evidence any more.
fn check(of: &super::Place, caller: &Caller) -> Result<(), AppError> {
    caller.may(Data::Reviews)?;
    let review = of.review.value();
    if review.closed || review.kind == RequestKind::Retrospective { Err(AppError::Conflict) } else { Ok(()) }
}

/// Finds it. `None` for a review that is closed or answers a bill.
async fn lacking(unit: &mut ReadUnit, app: &App, caller: &Caller, review: RecordId) -> Result<Option<Lacking>, AppError> {
    let of = place(unit, caller, review).await?;
    if check(&of, caller).is_err() {
        return Ok(None);
    }
    let (patient, records, episode, today) = (of.shown, of.records.clone(), of.review.value().episode, of.today);
    let shown = page(unit, of, &app.library()).await?;
    let lacks: Vec<Shortfall> = (shown.readiness.missing.iter())
        .filter(|missing| missing.action == NextAction::SendCheckIn)
        .map(|missing| missing.shortfall)
        .collect();
    // Where nothing is on record at all, any measure of the stay is too old.
    let limit = lacks.iter().map(|lack| if let Shortfall::Stale { limit_days, .. } = lack { *limit_days } else { 0 }).min();
    let mut forms: BTreeSet<Form> = BTreeSet::new();
    if let Some(limit) = limit {
        forms.extend(due_forms(unit, app, patient).await?);
        let last = crate::schedule::last_scored(unit, patient, episode).await?;
        let is_old = |day: vocabulary::Day| today.days_since(day) > i32::try_from(limit).unwrap_or(i32::MAX);
        forms.extend(last.into_iter().filter(|(_, day)| is_old(*day)).map(|(form, _)| form));
    }
    Ok(Some(Lacking { patient, records, is_wanted: limit.is_some(), forms: forms.into_iter().collect() }))
}
