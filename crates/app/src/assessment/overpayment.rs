//! Cases of confirmed overpayments: by when the money is reported and returned, and what was done. The confirmation of an exposure opens a case; its
//! reopening takes the case away, with its steps still on record.

use integrity::assessment::overpayment::{CaseState, OverpaymentStep, StepKind, StepProblem, state};
use integrity::assessment::word::{Said, claim_of};
use interchange::x12_map::correction::{self, NewEnvelope};
use revenue_cycle::{Claim, ReasonTable};
use storage::exposure_word::{self, StoredWord};
use storage::overpayment_step::{self, StoredOverpaymentStep};
use storage::{ReadUnit, remittance};
use vocabulary::{Day, Money, PatientId, ZoneName};

use crate::claim::CorrectionRefusal;
use crate::claim::correct::{control_at, sent_files, written};
use crate::claim::whose::Whose;
use crate::context::{App, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};
use crate::release::{Disclosure, Outgoing, Released};

/// A case.
#[derive(Clone, Debug)]
pub struct OverpaymentCase {
    /// The finding, by its code.
    pub finding: String,
    /// The line of it.
    pub subject: String,
    /// What was at stake when it was confirmed; `None` where nobody knew.
    pub amount: Option<Money>,
    /// The day of the confirmation.
    pub opened: Day,
    /// Who confirmed it.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Where it stands.
    pub state: CaseState,
    /// What was done, in the order of time, each with who recorded it and whether something left with it.
    pub steps: Vec<(OverpaymentStep, String, bool)>,
    /// The claim that a void would take back; `None` where the case is of no claim.
    pub claim: Option<String>,
}

/// All cases.
#[derive(Clone, Debug)]
pub struct OverpaymentCases {
    /// Those that did not end, the first deadline first, then those that did.
    pub cases: Vec<OverpaymentCase>,
    /// Today.
    pub today: Day,
}

impl App {
    /// The cases of confirmed overpayments.
    pub async fn overpayments(&self, caller: &Caller) -> Result<OverpaymentCases, AppError> {
        const ACTION: &str = "view_overpayments";
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let operation = self.operation(caller, ACTION);
        self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { cases(unit).await })).await
    }

    /// Records what was done about a case.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where no such case is open; [`AppError::Form`] where the step does not say what it must.
    pub async fn record_overpayment_step(&self, caller: &Caller, step: OverpaymentStep) -> Result<(), AppError> {
        const ACTION: &str = "record_overpayment_step";
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let operation = self.operation(caller, ACTION);
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let found = cases(unit).await?;
                let is_of =
                    |case: &&OverpaymentCase| case.finding == step.finding && case.subject == step.subject && case.state.ended.is_none();
                let case = found.cases.iter().find(is_of).ok_or(AppError::NotFound("overpayment"))?;
                step.check(case.opened, found.today).map_err(|problem| match problem {
                    StepProblem::BeforeCase => AppError::field("day", FieldProblemKind::Backwards),
                    StepProblem::Future => AppError::field("day", FieldProblemKind::Future),
                    StepProblem::NoNote => AppError::field("note", FieldProblemKind::Required),
                    StepProblem::NoAmount => AppError::field("amount", FieldProblemKind::Required),
                })?;
                // A form that was sent twice says the same twice: money does not go back two times for it.
                if case.steps.iter().any(|(earlier, ..)| *earlier == step) {
                    return Ok(());
                }
                Ok(overpayment_step::add(unit, &step, None).await?)
            })
        });
        write.await
    }
}

/// What a void of a case's claim is written from.
struct ToVoid {
    patient: Option<PatientId>,
    claim: Claim,
    payer_control: String,
    files: Vec<Vec<u8>>,
    today: Day,
}

impl App {
    /// Releases the claim that takes back the bill of a case (frequency 8, with the payer's number), and keeps it as a step of the case: all together or
    /// not at all.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where no such case is open or it is of no claim; [`AppError::Correction`] where the claim cannot be written.
    pub async fn release_void_claim(
        &self,
        caller: &Caller,
        (finding, subject): (String, String),
        disclosure: Disclosure,
    ) -> Result<Released, AppError> {
        const ACTION: &str = "void_claim";
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let (operation, about) = (self.operation(caller, ACTION), (finding.clone(), subject.clone()));
        let read = self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { to_void(unit, &about).await }));
        let ToVoid { patient, claim, payer_control, files, today } = read.await?;
        let Some(patient) = patient else { return Err(AppError::Correction(CorrectionRefusal::NoPatient)) };
        self.check_basis(caller, &[patient], &disclosure).await?;
        let envelope = NewEnvelope { control: control_at(self.now()), day: today };
        let number = payer_control.clone();
        let made = written(files, move |file| correction::voided(file, &claim, &number, &envelope)).await?;
        let outgoing = Outgoing {
            patients: vec![patient],
            subject: "void_claim",
            media_type: "application/edi-x12",
            extension: "837",
            bytes: made.bytes,
            snapshot_sha256: None,
        };
        let note = format!("{payer_control}: {}", disclosure.reason);
        let step = OverpaymentStep { finding, subject, kind: StepKind::BillWithdrawn, day: today, amount: None, note };
        self.release_with(caller, Data::Claims, (disclosure, outgoing), move |unit, release| {
            Box::pin(async move {
                // Somebody else may have ended the case meanwhile.
                open_case(unit, &step.finding, &step.subject).await?;
                Ok(overpayment_step::add(unit, &step, Some(release)).await?)
            })
        })
        .await
    }
}

async fn to_void(unit: &mut ReadUnit, (finding, subject): &(String, String)) -> Result<ToVoid, AppError> {
    let case = open_case(unit, finding, subject).await?;
    let number = case.claim.ok_or(AppError::NotFound("claim"))?;
    let books = remittance::books(unit).await?;
    let table = ReasonTable::shipped();
    let settlement = books.settle(&table);
    let settled = settlement.claims.values().find(|settled| settled.history.current().number == number);
    let settled = settled.ok_or(AppError::NotFound("claim"))?;
    let claim = settled.history.current().clone();
    // The payer's number of the decision that stands: the last one that is not itself taken back, one that paid before one that did not.
    let decided = settled.matched.iter().map(|matched| matched.posting.adjudication);
    let standing = decided.filter(|decision| decision.status.posts_money() && !decision.status.is_reversal());
    let standing = standing.enumerate().max_by_key(|(place, decision)| (decision.paid_amount > Money::ZERO, *place));
    let payer_control = standing.map(|(_, decision)| decision.payer_control.trim().to_owned()).unwrap_or_default();
    let whose = Whose::of(unit, [&claim]).await?;
    let (_, today) = place_of(unit, &[]).await?;
    Ok(ToVoid { patient: whose.patient(&claim), files: sent_files(unit, &number).await?, claim, payer_control, today })
}

async fn open_case(unit: &mut ReadUnit, finding: &str, subject: &str) -> Result<OverpaymentCase, AppError> {
    let is_of = |case: &OverpaymentCase| case.finding == finding && case.subject == subject && case.state.ended.is_none();
    cases(unit).await?.cases.into_iter().find(is_of).ok_or(AppError::NotFound("overpayment"))
}

async fn cases(unit: &mut ReadUnit) -> Result<OverpaymentCases, AppError> {
    let (zone, today) = place_of(unit, &[]).await?;
    let (words, steps) = (exposure_word::all(unit).await?, overpayment_step::all(unit).await?);
    let names = crate::disclosure::names(unit).await?;
    let name = |recorder: &str| crate::disclosure::name_of(&names, recorder);
    let mut cases: Vec<OverpaymentCase> = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let is_same = |other: &StoredWord| other.word.finding == word.word.finding && other.word.subject == word.word.subject;
        if word.word.said == Said::Confirmed && !words[place + 1..].iter().any(is_same) {
            // The days count from the first of confirmations that follow on each other.
            let before = words[..=place].iter().rev().filter(|other| is_same(other));
            let first = before.take_while(|other| other.word.said == Said::Confirmed).last().unwrap_or(word);
            cases.push(case(first, &steps, &zone, &name));
        }
    }
    cases.sort_by(|one, other| {
        let key = |case: &OverpaymentCase| (case.state.ended.is_some(), case.state.deadline);
        key(one).cmp(&key(other)).then_with(|| (&one.finding, &one.subject).cmp(&(&other.finding, &other.subject)))
    });
    Ok(OverpaymentCases { cases, today })
}

fn case(word: &StoredWord, steps: &[StoredOverpaymentStep], zone: &ZoneName, name: &dyn Fn(&str) -> String) -> OverpaymentCase {
    let is_own = |stored: &&StoredOverpaymentStep| {
        stored.step.finding == word.word.finding && stored.step.subject == word.word.subject && stored.recorded_at >= word.recorded_at
    };
    let own: Vec<&StoredOverpaymentStep> = steps.iter().filter(is_own).collect();
    let opened = word.recorded_at.day_in(zone);
    OverpaymentCase {
        finding: word.word.finding.clone(),
        subject: word.word.subject.clone(),
        amount: word.word.amount,
        opened,
        by: name(&word.recorder),
        reason: word.word.reason.clone(),
        state: state(opened, word.word.amount, own.iter().map(|stored| &stored.step)),
        steps: own.into_iter().map(|stored| (stored.step.clone(), name(&stored.recorder), stored.release.is_some())).collect(),
        claim: claim_of(&word.word.subject).map(str::to_owned),
    }
}
