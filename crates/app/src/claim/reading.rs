//! Reading a file of claims, payments or answers before anything of it is posted: nothing is stored by it.

use std::collections::BTreeMap;

use interchange::FileProblem;
use interchange::x12_map::{self, Mapped, Problem};
use revenue_cycle::{AcknowledgmentVerdict, ReasonTable, Remittance, Said};
use storage::import_batch;
use vocabulary::{BatchId, Day, Money};

use super::KIND;
use super::denials::Desk;
use crate::context::App;
use crate::error::AppError;
use crate::import::{FileSource, hashed};
use crate::permission::{Caller, Data};

/// So many decisions and problems are shown one by one; all are counted.
const SHOWN: usize = 300;

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimFileReading {
    /// The same file is on record in this batch: taking it in again changes nothing.
    pub posted_before: Option<BatchId>,
    /// Claims that were sent.
    pub claim_count: usize,
    /// What they charge.
    pub charge_amount: Money,
    /// Payments, in the order of the file.
    pub payments: Vec<ReadPayment>,
    /// Decisions of payers, those shown and those not.
    pub decision_count: usize,
    /// Answers about claims, by what they say.
    pub answers: BTreeMap<&'static str, usize>,
    /// Claims that were not taken in, the first of them.
    pub rejected: Vec<RejectedClaim>,
    /// Parts of the file that were not understood, the first of them.
    pub problems: Vec<Problem>,
    /// How many there are.
    pub problem_count: usize,
}

/// A claim that was not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectedClaim {
    /// The practice's number of the claim.
    pub claim_number: String,
    /// Category and status code as they came, such as `A7:21`.
    pub codes: Vec<String>,
}

/// A payment as a file tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadPayment {
    /// Who pays.
    pub payer: String,
    /// The day of the check or transfer.
    pub day: Option<Day>,
    /// Its number.
    pub trace: String,
    /// How much.
    pub amount: Money,
    /// Money that belongs to no claim; positive lowers the payment.
    pub beside_amount: Money,
    /// What its claims and what stands beside them leave unexplained.
    pub out_of_balance_amount: Money,
    /// False where the file ended inside of it.
    pub is_whole: bool,
    /// The decisions that are shown, in the order of the file.
    pub decisions: Vec<ReadDecision>,
    /// How many there are.
    pub decision_count: usize,
}

/// What a payer decided about a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadDecision {
    /// The practice's number of the claim, as the payer gives it back.
    pub claim_number: String,
    /// What it comes to.
    pub said: Said,
    /// Until when what is usually done about a refusal can be done, by group and reason, where the practice's records say it.
    pub deadlines: BTreeMap<String, Day>,
}

impl ClaimFileReading {
    fn take(&mut self, mapped: Mapped, table: &ReasonTable) {
        match mapped {
            Mapped::Claim(_, claim) => {
                self.claim_count += 1;
                self.charge_amount += claim.charge_amount;
            }
            Mapped::Remittance(_, payment) => self.take_payment(&payment, table),
            Mapped::Acknowledgment(_, answer) => {
                *self.answers.entry(answer.verdict.code()).or_default() += 1;
                if answer.verdict == AcknowledgmentVerdict::Rejected && self.rejected.len() < SHOWN {
                    self.rejected.push(RejectedClaim { claim_number: answer.claim_number, codes: answer.codes });
                }
            }
            Mapped::FileAcknowledgment(_, answer) => *self.answers.entry(answer.verdict.code()).or_default() += 1,
            Mapped::Problem(problem) => {
                self.problem_count += 1;
                if self.problems.len() < SHOWN {
                    self.problems.push(problem);
                }
            }
        }
    }

    fn take_payment(&mut self, payment: &Remittance, table: &ReasonTable) {
        let room = SHOWN.saturating_sub(self.decision_count);
        let decisions = payment.adjudications.iter().take(room);
        self.decision_count += payment.adjudications.len();
        self.payments.push(ReadPayment {
            payer: payment.payer_name.clone(),
            day: payment.key.day,
            trace: payment.key.trace.clone(),
            amount: payment.amount,
            beside_amount: payment.provider_adjustments.iter().map(|adjustment| adjustment.amount).sum(),
            out_of_balance_amount: payment.out_of_balance_amount(),
            is_whole: payment.is_whole,
            decisions: decisions
                .map(|decision| ReadDecision {
                    claim_number: decision.claim_number.clone(),
                    said: Said::of(decision, table),
                    deadlines: BTreeMap::new(),
                })
                .collect(),
            decision_count: payment.adjudications.len(),
        });
    }

    fn is_empty(&self) -> bool {
        self.claim_count == 0 && self.payments.is_empty() && self.answers.is_empty()
    }
}

impl App {
    /// What a file of claims (837), payments (835) or answers (277CA, 999) says. Nothing is stored.
    ///
    /// # Errors
    /// [`AppError::File`] for a file that cannot be read or holds none of these.
    #[crate::boxed]
    pub async fn read_claim_file(&self, caller: &Caller, mut source: Box<dyn FileSource>) -> Result<ClaimFileReading, AppError> {
        const ACTION: &str = "read_claim_file";
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let reading = tokio::task::spawn_blocking(move || -> std::io::Result<(String, ClaimFileReading, Vec<Remittance>)> {
            let sha256 = hashed(source.as_mut())?;
            let (table, mut reading, mut payments) = (ReasonTable::shipped(), ClaimFileReading::default(), Vec::new());
            for mapped in x12_map::read(&mut source) {
                let mapped = mapped?;
                if let Mapped::Remittance(_, payment) = &mapped
                    && reading.decision_count < SHOWN
                {
                    payments.push(Remittance::clone(payment));
                }
                reading.take(mapped, &table);
            }
            Ok((sha256, reading, payments))
        });
        let read = reading.await.map_err(|_| AppError::Conflict)?;
        let (sha256, mut reading, payments) = read.map_err(|error| AppError::File(FileProblem::Unreadable { line: 0, error }))?;
        if reading.is_empty() {
            return Err(AppError::File(FileProblem::NoClaims));
        }
        let operation = self.operation(caller, ACTION);
        let has_refusals = reading.payments.iter().any(|payment| payment.decisions.iter().any(|each| !each.said.denials.is_empty()));
        let before = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let desk = if has_refusals { Some(Desk::load(unit).await?) } else { None };
                Ok((import_batch::finished_before(unit, &sha256, KIND, "").await?, desk))
            })
        });
        let (before, desk) = before.await?;
        reading.posted_before = before.map(|before| before.batch.id);
        let Some(desk) = desk else { return Ok(reading) };
        let counted = tokio::task::spawn_blocking(move || {
            let deadlines = desk.deadlines(payments.clone(), &ReasonTable::shipped());
            for (read, payment) in reading.payments.iter_mut().zip(&payments) {
                for (place, decision) in read.decisions.iter_mut().enumerate() {
                    decision.deadlines = deadlines.get(&(payment.key.clone(), place)).cloned().unwrap_or_default();
                }
            }
            reading
        });
        counted.await.map_err(|_| AppError::Conflict)
    }
}
