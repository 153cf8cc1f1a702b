//! Reading a file of claims, payments or answers before anything of it is posted: nothing is stored by it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Seek, SeekFrom};

use interchange::FileProblem;
use interchange::x12_map::{self, FileFault, FormatProblem, Mapped, Problem};
use revenue_cycle::{AcknowledgmentVerdict, ClaimProblem, ReasonTable, Remittance, Said};
use storage::import_batch;
use vocabulary::{BatchId, Day, Money};

use super::KIND;
use super::denials::{self, Beside, Ground};
use super::review_answer::{ReadReview, find_patients};
use crate::computed::computed;
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
    /// The first of them; those of which something is wrong as they stand come first.
    pub claims: Vec<ReadClaim>,
    /// Payments, in the order of the file.
    pub payments: Vec<ReadPayment>,
    /// Decisions of payers, those shown and those not.
    pub decision_count: usize,
    /// Answers about claims, by what they say.
    pub answers: BTreeMap<&'static str, usize>,
    /// Answers about coverage, by what they say: active or not.
    pub coverage: BTreeMap<&'static str, usize>,
    /// Answers to requests for authorizations, the first of them.
    pub reviews: Vec<ReadReview>,
    /// How many there are.
    pub review_count: usize,
    /// The answers one by one, the first of them; those that turn something away come first.
    pub told: Vec<ReadAnswer>,
    /// What breaks the format, the first of it.
    pub broken: Vec<FormatProblem>,
    /// How much of it there is.
    pub broken_count: usize,
    /// Parts of the file that were not understood, the first of them.
    pub problems: Vec<Problem>,
    /// How many there are.
    pub problem_count: usize,
    /// Payer, number and day of the payments so far.
    known: BTreeSet<(String, String, Option<Day>)>,
}

/// A claim as a file tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadClaim {
    /// The practice's number of the claim.
    pub number: String,
    /// To whom it goes.
    pub payer: String,
    /// Its first day of service.
    pub day: Option<Day>,
    /// What it charges.
    pub charge_amount: Money,
    /// What is wrong with it as it stands.
    pub problems: Vec<ClaimProblem>,
}

/// An answer about a claim or a file that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadAnswer {
    /// The practice's number of the claim; of a file, its group and transaction.
    pub number: String,
    /// True where it speaks of a whole file.
    pub is_of_file: bool,
    /// What it says.
    pub verdict: AcknowledgmentVerdict,
    /// Codes as they came, such as `A7:21`.
    pub codes: Vec<String>,
    /// What it names as wrong in a file.
    pub faults: Vec<FileFault>,
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
    /// True where the same payer, number and day stood in the file before: it is posted once.
    pub is_repeated: bool,
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
                let problems = claim.problems();
                // What is wrong is not left out because much that is right came before.
                if self.claims.len() < SHOWN || !problems.is_empty() {
                    let (day, charge_amount) = (claim.first_day(), claim.charge_amount);
                    self.claims.push(ReadClaim { number: claim.number, payer: claim.payer_name, day, charge_amount, problems });
                }
            }
            Mapped::Remittance(_, payment) => self.take_payment(&payment, table),
            Mapped::Acknowledgment(_, answer) => self.take_answer(ReadAnswer {
                number: answer.claim_number,
                is_of_file: false,
                verdict: answer.verdict,
                codes: answer.codes,
                faults: Vec::new(),
            }),
            Mapped::FileAcknowledgment(_, answer, faults) => self.take_answer(ReadAnswer {
                number: std::iter::once(answer.group).chain(answer.transaction).collect::<Vec<_>>().join("/"),
                is_of_file: true,
                verdict: answer.verdict,
                codes: answer.codes,
                faults,
            }),
            Mapped::Coverage(_, answer) => *self.coverage.entry(answer.quoted.code()).or_default() += 1,
            Mapped::Review(_, answer) => {
                self.review_count += 1;
                if self.reviews.len() < SHOWN {
                    self.reviews.push(ReadReview { answer: *answer, patient: None, payer: String::new() });
                }
            }
            Mapped::Problem(problem) => {
                self.problem_count += 1;
                if self.problems.len() < SHOWN {
                    self.problems.push(problem);
                }
            }
        }
    }

    fn take_answer(&mut self, answer: ReadAnswer) {
        *self.answers.entry(answer.verdict.code()).or_default() += 1;
        if self.told.len() < SHOWN || answer.verdict == AcknowledgmentVerdict::Rejected {
            self.told.push(answer);
        }
    }

    /// Puts what needs somebody first, and keeps as much as is shown.
    fn finish(&mut self) {
        self.claims.sort_by_key(|claim| claim.problems.is_empty());
        self.claims.truncate(SHOWN);
        self.told.sort_by_key(|answer| answer.verdict != AcknowledgmentVerdict::Rejected);
        self.told.truncate(SHOWN);
    }

    /// The payments that are posted: whole, each once.
    pub fn posted(&self) -> impl Iterator<Item = &ReadPayment> {
        self.payments.iter().filter(|payment| payment.is_whole && !payment.is_repeated)
    }

    fn take_payment(&mut self, payment: &Remittance, table: &ReasonTable) {
        let key = (payment.key.payer_id.clone(), payment.key.trace.clone(), payment.key.day);
        let is_repeated = !payment.key.trace.is_empty() && !self.known.insert(key);
        let room = if is_repeated { 0 } else { SHOWN.saturating_sub(self.decision_count) };
        let decisions = payment.adjudications.iter().take(room);
        self.decision_count += if is_repeated { 0 } else { payment.adjudications.len() };
        self.payments.push(ReadPayment {
            payer: payment.payer_name.clone(),
            day: payment.key.day,
            trace: payment.key.trace.clone(),
            amount: payment.amount,
            beside_amount: payment.provider_adjustments.iter().map(|adjustment| adjustment.amount).sum(),
            out_of_balance_amount: payment.out_of_balance_amount(),
            is_whole: payment.is_whole,
            is_repeated,
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
        let is_without_answers = self.answers.is_empty() && self.coverage.is_empty() && self.reviews.is_empty();
        self.claim_count == 0 && self.payments.is_empty() && is_without_answers
    }
}

impl App {
    /// What a file of claims (837), payments (835) or answers (277CA, 999, 271, 278) says. Nothing is stored.
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
            let broken = x12_map::broken(&mut source)?;
            source.seek(SeekFrom::Start(0))?;
            let (table, mut reading, mut payments) = (ReasonTable::shipped(), ClaimFileReading::default(), Vec::new());
            for mapped in x12_map::read(&mut source) {
                let mapped = mapped?;
                if let Mapped::Remittance(_, payment) = &mapped
                    && reading.decision_count < SHOWN
                {
                    payments.push(Remittance::clone(payment));
                }
                reading.take(mapped, table);
            }
            reading.finish();
            reading.broken_count = broken.len();
            reading.broken = broken.into_iter().take(SHOWN).collect();
            Ok((sha256, reading, payments))
        });
        let read = computed("reading a file of claims", reading).await?;
        let (sha256, mut reading, payments) = read.map_err(|error| AppError::File(FileProblem::Unreadable { line: 0, error }))?;
        if reading.is_empty() {
            return Err(AppError::File(FileProblem::NoClaims));
        }
        let operation = self.operation(caller, ACTION);
        let has_refusals = reading.payments.iter().any(|payment| payment.decisions.iter().any(|each| !each.said.denials.is_empty()));
        let mut reviews = std::mem::take(&mut reading.reviews);
        let before = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let before = import_batch::finished_before(unit, &sha256, KIND, "").await?;
                find_patients(unit, &mut reviews).await?;
                if !has_refusals {
                    return Ok((before, reviews, None));
                }
                let ground = Ground::load(unit).await?;
                let beside = Beside::of_everybody(unit, &ground).await?;
                Ok((before, reviews, Some((ground, beside))))
            })
        });
        let (before, reviews, known) = before.await?;
        reading.reviews = reviews;
        reading.posted_before = before.map(|before| before.batch.id);
        let Some(known) = known else { return Ok(reading) };
        let counted = tokio::task::spawn_blocking(move || {
            let deadlines = denials::deadlines(known, payments.clone());
            for (read, payment) in reading.payments.iter_mut().zip(&payments) {
                for (place, decision) in read.decisions.iter_mut().enumerate() {
                    decision.deadlines = deadlines.get(&(payment.key.clone(), place)).cloned().unwrap_or_default();
                }
            }
            reading
        });
        computed("counting deadlines", counted).await
    }
}
