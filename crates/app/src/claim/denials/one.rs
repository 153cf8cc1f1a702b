//! One refusal: its page, and what an appeal against it begins with.

use std::collections::{BTreeMap, BTreeSet};

use revenue_cycle::Claim;
use revenue_cycle::denial::step::{StepKind, WriteOffWay};
use storage::denial_step::{DenialPlace, StoredStep};
use storage::{ReadUnit, View};
use utilization_review::authorization::{DecisionStage, DeterminationOutcome};
use vocabulary::{Day, Money, PatientId, Period, RecordId, ReleaseId, ZoneName};

use super::desk::{Beside, Desk, Ground, Standing};
use super::sent::sent_with;
use super::{QueuedDenial, SentFile, note_shown};
use crate::claim::OfficialLists;
use crate::claim::appeal::stay;
use crate::computed::computed;
use crate::context::App;
use crate::error::AppError;
use crate::opening;
use crate::permission::{Caller, Data, Scope};

/// One refusal with everything that was done about it.
#[derive(Clone, Debug)]
pub struct DenialPage {
    /// The day on which it was made.
    pub today: Day,
    /// The zone in which moments are written.
    pub zone: ZoneName,
    /// The refusal.
    pub row: QueuedDenial,
    /// The claim as it was sent to the payer that refuses; where no bill to it is on record, as it stands.
    pub claim: Claim,
    /// The bill that a corrected claim would take the place of; `None` where no bill to the payer that refuses is on record.
    pub bill: Option<Claim>,
    /// Every step, the oldest first, with the name of who took it.
    pub steps: Vec<(StoredStep, String)>,
    /// The files with which steps left, by their release.
    pub sent: BTreeMap<ReleaseId, SentFile>,
    /// Labels of the remarks, as far as our table knows them.
    pub remarks: Vec<(String, Option<revenue_cycle::OwnLabel>)>,
    /// Texts of the practice's own copy of the official lists: of the reason and of remarks by code; with where the lists come from.
    pub official: Option<OfficialTexts>,
    /// The patient whose claim it is; `None` where nobody can say.
    pub patient: Option<PatientId>,
    /// Authorizations of the patient that have a number: only one of these comes onto a corrected claim.
    pub authorizations: Vec<(String, Period)>,
    /// Numbers under which payers know the patient.
    pub members: Vec<String>,
    /// The review whose appeal speaks of the day, where there is one that the caller may see.
    pub review: Option<RecordId>,
    /// Other refusals of the patient by the same payer for the same reason, which the same appeal may answer.
    pub siblings: Vec<QueuedDenial>,
    /// The name of whoever looks: who writes the line off approves it, and nobody else can be named.
    pub signed_in: String,
    /// What whoever looks can do about writing it off.
    pub write_off: WriteOffWay,
    /// Up to which amount nobody else is needed; `None`: always alone.
    pub alone_up_to: Option<Money>,
    /// The payer's number of the claim; empty where it is not known, and then no corrected claim can be written.
    pub payer_control: String,
}

/// What official lists say of a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficialTexts {
    /// Of the reason.
    pub reason: Option<String>,
    /// Of remarks, by code.
    pub remarks: BTreeMap<String, String>,
    /// Where the lists come from and of which day.
    pub source: String,
}

impl OfficialTexts {
    /// `None` where the lists say nothing of it.
    fn of(lists: &OfficialLists, denial: &revenue_cycle::Denial) -> Option<Self> {
        let reason = lists.table.reason(&denial.reason).and_then(|reason| reason.official.clone());
        let text = |code: &String| Some((code.clone(), lists.table.remark(code)?.official.clone()?));
        let remarks: BTreeMap<String, String> = denial.remarks.iter().filter_map(text).collect();
        (reason.is_some() || !remarks.is_empty()).then(|| Self { reason, remarks, source: lists.source.clone() })
    }
}

/// A refusal that somebody chose: of whom, and which others an appeal against it may answer.
pub(in crate::claim) struct Chosen {
    pub(super) about: DenialPlace,
    pub(super) patient: Option<PatientId>,
    /// Others of the same patient by the same payer for the same reason, in the order of their days.
    pub(super) alike: Vec<DenialPlace>,
    /// The numbers of all their claims.
    pub(super) claims: BTreeSet<String>,
}

/// A refusal that stands, with what is known about it and no other patient's records.
pub(in crate::claim) struct One {
    pub(in crate::claim) desk: Desk,
    pub(in crate::claim) row: QueuedDenial,
    /// The patient whose claim it is; `None` where nobody can say.
    pub(in crate::claim) patient: Option<PatientId>,
    /// Other refusals that stand of the same patient by the same payer for the same reason, about which nothing was done.
    pub(in crate::claim) siblings: Vec<QueuedDenial>,
}

impl One {
    /// Reads what is known about a refusal, and notes its patient.
    pub(in crate::claim) async fn load(unit: &mut ReadUnit, (standing, chosen): (Standing, Chosen)) -> Result<Self, AppError> {
        let beside = Beside::of_one(unit, standing.ground(), &chosen).await?;
        standing.known().keep(unit);
        note_shown(unit, &[chosen.patient]);
        let desk = Desk::of(standing, beside);
        let row = desk.row_of(chosen.about).ok_or(AppError::NotFound("denial"))?;
        let is_open =
            |other: &QueuedDenial| other.step.as_ref().is_none_or(|step| step.step.kind == StepKind::Records) && other.appeal.is_none();
        let siblings = chosen.alike.iter().filter_map(|about| desk.row_of(*about)).filter(is_open).collect();
        Ok(Self { desk, row, patient: chosen.patient, siblings })
    }
}

/// What the page of a refusal holds beside it.
struct Around {
    names: BTreeMap<String, String>,
    review: Option<RecordId>,
    siblings: Vec<QueuedDenial>,
    sent: BTreeMap<ReleaseId, SentFile>,
}

impl App {
    /// A refusal that stands, found among all of them.
    pub(in crate::claim) async fn chosen_denial(
        &self,
        caller: &Caller,
        action: &'static str,
        about: DenialPlace,
    ) -> Result<(Standing, Chosen), AppError> {
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, action, refused.into()).await;
        }
        let operation = self.operation(caller, action);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { Ground::load(unit).await }));
        let ground = read.await?;
        let found = tokio::task::spawn_blocking(move || {
            let standing = Standing::of(ground);
            let chosen = standing.choose(about)?;
            Some((standing, chosen))
        });
        computed("finding a denial", found).await?.ok_or(AppError::NotFound("denial"))
    }

    /// One refusal that stands.
    #[crate::boxed]
    pub async fn denial(&self, caller: &Caller, about: DenialPlace) -> Result<DenialPage, AppError> {
        const ACTION: &str = opening::VIEW_DENIAL;
        let found = self.chosen_denial(caller, ACTION, about).await?;
        let (operation, may_see) = (self.operation(caller, ACTION), caller.scope(Data::Reviews) == Scope::All);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let one = One::load(unit, found).await?;
                let around = around(unit, &one, may_see).await?;
                Ok((one, around))
            })
        });
        let (one, around) = read.await?;
        self.denial_page(caller, one, around)
    }

    fn denial_page(&self, caller: &Caller, one: One, around: Around) -> Result<DenialPage, AppError> {
        let One { desk, row, patient, .. } = one;
        let looking = caller.actor.code();
        let bill = desk.bill(&row).cloned();
        let claim = match &bill {
            Some(bill) => bill.clone(),
            None => desk.current(&row).ok_or(AppError::NotFound("claim"))?.clone(),
        };
        let alone_up_to = self.settings().write_off_alone_up_to;
        let asked = row.step.as_ref().filter(|step| step.step.kind == StepKind::WriteOffAsked);
        let write_off = WriteOffWay::of(row.denial.denial.amount, alone_up_to, asked.map(|step| step.recorder.as_str()), &looking);
        let table = desk.table();
        let label = |code: &String| table.remark(code).map(|remark| remark.label.clone()).filter(|label| !label.is_empty());
        let named = |step: &StoredStep| (step.clone(), crate::disclosure::name_of(&around.names, &step.recorder));
        Ok(DenialPage {
            today: desk.today(),
            zone: desk.zone().clone(),
            remarks: row.denial.denial.remarks.iter().map(|code| (code.clone(), label(code))).collect(),
            payer_control: desk.payer_control(&row),
            official: self.settings().official_lists.as_ref().and_then(|lists| OfficialTexts::of(lists, &row.denial.denial)),
            signed_in: crate::disclosure::name_of(&around.names, &looking),
            write_off,
            alone_up_to,
            siblings: around.siblings,
            sent: around.sent,
            steps: desk.steps_of_line(&row).into_iter().map(named).collect(),
            authorizations: patient.map(|patient| desk.numbered_authorizations(patient)).unwrap_or_default(),
            members: patient.map(|patient| desk.members(patient)).unwrap_or_default(),
            review: around.review,
            row,
            claim,
            bill,
            patient,
        })
    }
}

async fn around(unit: &mut ReadUnit, one: &One, may_see: bool) -> Result<Around, AppError> {
    let (names, day) = (crate::disclosure::names(unit).await?, one.row.denial.day);
    let review = match one.patient.filter(|_| may_see) {
        Some(patient) => review_of(unit, patient, day).await?,
        None => None,
    };
    let siblings = match one.patient.zip(day) {
        Some((patient, day)) => of_same_stay(unit, patient, day, one.siblings.clone()).await?,
        None => Vec::new(),
    };
    let steps: Vec<StoredStep> = one.desk.steps_of_line(&one.row).into_iter().filter(|step| is_corrected(step)).cloned().collect();
    let sent = sent_with(unit, &steps, (one.desk.books(), one.desk.zone())).await?;
    Ok(Around { names, review, siblings, sent })
}

/// True for a step with which a claim left here.
fn is_corrected(step: &StoredStep) -> bool {
    step.step.kind == StepKind::CorrectedClaim
}

/// Those refusals whose day lies in the same stay as a day: one appeal speaks of one stay.
async fn of_same_stay(unit: &mut ReadUnit, patient: PatientId, day: Day, others: Vec<QueuedDenial>) -> Result<Vec<QueuedDenial>, AppError> {
    let records = storage::patient_link::records_of(unit, patient, View::Current).await?;
    let mut found = Vec::new();
    for other in others {
        let both = other.denial.day.and_then(|own| Period::new(own.min(day), Some(own.max(day))).ok());
        if let Some(both) = both
            && stay(unit, &records, &[both]).await?.is_some()
        {
            found.push(other);
        }
    }
    Ok(found)
}

/// The newest review of a patient whose denial, taken in or not, speaks of a day.
async fn review_of(unit: &mut ReadUnit, patient: PatientId, day: Option<Day>) -> Result<Option<RecordId>, AppError> {
    let records = storage::patient_link::records_of(unit, patient, View::Current).await?;
    let decisions = storage::authorization_determination::of_patients(unit, &records, View::Current).await?;
    let reviews = storage::review::of_patients(unit, &records, View::Current).await?;
    let denied = decisions.iter().rev().find(|stored| {
        let value = stored.value();
        let is_refused = value.outcome != DeterminationOutcome::Approved && value.stage != DecisionStage::Claim;
        is_refused && day.is_none_or(|day| value.period.contains(day))
    });
    let Some(denied) = denied else { return Ok(None) };
    Ok(reviews.iter().rev().find(|stored| stored.value().episode == denied.value().episode).map(|stored| stored.id))
}
