//! The void of an overpayment case: the claim that takes the bill back leaves to the payer that paid it, under that payer's number, once.
//!
//! A void takes back the whole claim and not one line of it: it is a step of every open case of the claim. Where several payers paid, each gets a void of its
//! own, and the cases end with the last.

use integrity::assessment::overpayment::{OverpaymentStep, StepKind};
use integrity::assessment::word::claim_of;
use interchange::x12_map::correction::{self, NewEnvelope};
use revenue_cycle::{Claim, ReasonTable};
use storage::overpayment_step::{self, ReleasedVoid};
use storage::{Alone, ReadUnit, WriteUnit, remittance};
use vocabulary::{Day, Money, PatientId, ReleaseId};

use super::overpayment::{OverpaymentCase, cases, open_case};
use crate::claim::CorrectionRefusal;
use crate::claim::correct::{sent_files, written};
use crate::claim::whose::Whose;
use crate::context::{App, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};
use crate::release::{Disclosure, Footing, Notice, Outgoing, Released, footing};

/// A payer from which a bill is to be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoidPayer {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it calls the claim.
    pub control: String,
    /// What its last decision that stands paid.
    pub paid_amount: Money,
    /// True where the void left already.
    pub is_out: bool,
    /// On what the void may leave as of now; `None` where it left, and where nobody can say whose claim it is.
    pub footing: Option<Footing>,
}

/// What can be taken back about a case.
#[derive(Clone, Debug)]
pub struct VoidPage {
    /// The case.
    pub case: OverpaymentCase,
    /// The number of the claim.
    pub claim: String,
    /// The payers whose decisions on it stand, by their ids.
    pub payers: Vec<VoidPayer>,
}

/// What voids are written from.
struct ToVoid {
    page: VoidPage,
    /// The bill that was sent to each payer of the page, where one is on record.
    bills: Vec<Option<Claim>>,
    patient: Option<PatientId>,
    files: Vec<Vec<u8>>,
    today: Day,
}

impl App {
    /// What can be taken back about an open case.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where no such case is open or it is of no claim.
    #[crate::boxed]
    pub async fn void_page(&self, caller: &Caller, finding: &str, subject: &str) -> Result<VoidPage, AppError> {
        Ok(self.to_void(caller, (finding, subject)).await?.page)
    }

    async fn to_void(&self, caller: &Caller, (finding, subject): (&str, &str)) -> Result<ToVoid, AppError> {
        const ACTION: &str = "void_claim";
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let operation = self.operation(caller, ACTION);
        let (asking, finding, subject) = (caller.clone(), finding.to_owned(), subject.to_owned());
        let read = self
            .database
            .read::<_, AppError, _>(&operation, |unit| Box::pin(async move { load(unit, &asking, (&finding, &subject)).await }));
        read.await
    }

    /// Releases the claim that takes back the bill of a case from one payer (frequency 8, with the payer's number), and keeps it as a step of every open
    /// case of the claim: all together or not at all.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where no such case is open or it is of no claim; [`AppError::Correction`] where the claim cannot be written or left already.
    #[crate::boxed]
    pub async fn release_void_claim(
        &self,
        caller: &Caller,
        (finding, subject): (String, String),
        payer: &str,
        disclosure: Disclosure,
    ) -> Result<Released, AppError> {
        let refused = |refusal| Err(AppError::Correction(refusal));
        let ToVoid { page, bills, patient, files, today } = self.to_void(caller, (&finding, &subject)).await?;
        if page.payers.is_empty() {
            return refused(CorrectionRefusal::NothingStands);
        }
        let chosen = page.payers.iter().zip(bills).find(|(each, _)| each.id == payer);
        let Some((chosen, bill)) = chosen else { return Err(AppError::field("payer", FieldProblemKind::NotAChoice)) };
        if chosen.is_out {
            return refused(CorrectionRefusal::AlreadyVoided);
        }
        let Some(bill) = bill else { return refused(CorrectionRefusal::NoBill) };
        let Some(patient) = patient else { return refused(CorrectionRefusal::NoPatient) };
        self.check_basis(caller, &[patient], &disclosure).await?;
        let envelope = NewEnvelope { control: self.next_control(caller).await?, day: today };
        let number = chosen.control.clone();
        let (made, sent_sha256) = written(files, move |file| correction::voided(file, &bill, &number, &envelope)).await?;
        let outgoing = Outgoing {
            patients: vec![patient],
            subject: "void_claim",
            media_type: "application/edi-x12",
            extension: "837",
            bytes: made.bytes,
            notice: Notice::Beside,
            snapshot_sha256: Some(sent_sha256),
        };
        let of = (chosen.id.clone(), chosen.control.clone());
        let (asking, note) = (caller.clone(), format!("{}: {}", chosen.control, disclosure.reason));
        self.release_with(caller, (Data::Claims, Some(Alone::Exposures)), (disclosure, outgoing), move |unit, release| {
            Box::pin(async move {
                // Somebody else may have ended the case meanwhile.
                open_case(unit, &asking, (&finding, &subject)).await?;
                keep(unit, &page, (of, release), (today, note)).await
            })
        })
        .await
    }
}

/// Keeps a void as a step of every open case of its claim. What left meanwhile does not leave again.
async fn keep(
    unit: &mut WriteUnit,
    page: &VoidPage,
    (of, release): ((String, String), ReleaseId),
    (day, note): (Day, String),
) -> Result<(), AppError> {
    let out = voids_of(unit, &page.claim).await?;
    if is_out(&out, (&of.0, &of.1)) {
        return Err(AppError::Correction(CorrectionRefusal::AlreadyVoided));
    }
    let is_left = |payer: &VoidPayer| payer.id != of.0 && !is_out(&out, (&payer.id, &payer.control));
    let kind = if page.payers.iter().any(is_left) { StepKind::PartWithdrawn } else { StepKind::BillWithdrawn };
    let left = ReleasedVoid { release, of: Some(of) };
    let is_of_claim = |case: &OverpaymentCase| case.state.ended.is_none() && case.claim.as_ref() == Some(&page.claim);
    for case in cases(unit).await?.cases.into_iter().filter(is_of_claim) {
        let step = OverpaymentStep { finding: case.finding, subject: case.subject, kind, day, amount: None, note: note.clone() };
        overpayment_step::add(unit, &step, Some(&left)).await?;
    }
    Ok(())
}

async fn load(unit: &mut ReadUnit, caller: &Caller, about: (&str, &str)) -> Result<ToVoid, AppError> {
    let case = open_case(unit, caller, about).await?;
    let number = case.claim.clone().ok_or(AppError::NotFound("claim"))?;
    let books = remittance::books(unit).await?;
    let table = ReasonTable::shipped();
    let settlement = books.settle(table);
    let settled = settlement.claim(&number).ok_or(AppError::NotFound("claim"))?;
    let out = voids_of(unit, &number).await?;
    let standing = settled.to_take_back();
    let payers = standing.iter().map(|posting| {
        let (id, control) = (posting.key.payer_id.clone(), posting.adjudication.payer_control.trim().to_owned());
        let paid = settlement.posted.iter().find(|payment| payment.key == *posting.key);
        VoidPayer {
            name: paid.map_or_else(|| id.clone(), |payment| payment.payer_name.clone()),
            is_out: is_out(&out, (&id, &control)),
            paid_amount: posting.adjudication.paid_amount,
            footing: None,
            id,
            control,
        }
    });
    let mut payers: Vec<VoidPayer> = payers.collect();
    let bills = standing.iter().map(|posting| settled.bill_of(posting).cloned()).collect();
    let current = settled.history.current();
    let patient = Whose::of(unit, [current]).await?.patient(current);
    if let Some(patient) = patient {
        for payer in payers.iter_mut().filter(|payer| !payer.is_out) {
            payer.footing = Some(footing(unit, patient, &payer.name).await?);
        }
    }
    let (_, today) = place_of(unit, &[]).await?;
    let files = sent_files(unit, &number).await?;
    Ok(ToVoid { page: VoidPage { case, claim: number, payers }, bills, patient, files, today })
}

/// The voids of a claim that left: to which payer, and what that one calls the claim; `None` where that was not kept.
async fn voids_of(unit: &mut ReadUnit, claim: &str) -> Result<Vec<Option<(String, String)>>, AppError> {
    let steps = overpayment_step::all(unit).await?;
    let of_claim = steps.into_iter().filter(|stored| claim_of(&stored.step.subject) == Some(claim));
    Ok(of_claim.filter_map(|stored| stored.left.map(|left| left.of)).collect())
}

/// True where the void of what a payer calls the claim left; one of which nobody knows to whom counts for every payer.
fn is_out(voids: &[Option<(String, String)>], (payer, control): (&str, &str)) -> bool {
    voids.iter().any(|of| of.as_ref().is_none_or(|(id, number)| id == payer && number == control))
}
