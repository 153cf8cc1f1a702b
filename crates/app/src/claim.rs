//! Claims and money: files of claims, payments and answers go on record, and what they come to is told. What a person says of a match or a held payment
//! is kept beside.
//!
//! A file is read by a thread that hands over chunks, and one unit stores them: a kill at any moment leaves all of the file or nothing. What is there
//! already is recognised by its whole content, so that the same claims in another file, or the same file again, change nothing.

mod appeal;
mod come_back;
pub(crate) mod correct;
mod coverage_answer;
mod deadline;
mod denials;
mod held;
mod hold;
mod join;
mod overview;
mod payment;
mod posted;
mod reading;
mod review_answer;
mod support;
pub(crate) mod whose;
pub(crate) mod written_off;

use std::sync::Arc;

use interchange::FileProblem;
pub use interchange::x12_map::correction::CorrectionProblem;
use interchange::x12_map::{self, Mapped, Problem};
pub use interchange::x12_map::{FaultyPart, FileFault, ReviewAnswer, ReviewVerdict};
use revenue_cycle::Books;
pub use storage::denial_step::{DenialPlace, StoredStep};
use storage::import_batch::{self, BatchCounts, NewBatch, Rejection};
pub use storage::remittance::SaidMatch;
use storage::remittance::{self, Added};
use storage::{StorageError, WriteUnit};
use tokio::sync::mpsc;
use vocabulary::{BatchId, IdSource, RecordId};

use crate::computed::computed;
use crate::context::App;
use crate::error::AppError;
use crate::import::{FileSource, Reason, hashed};
use crate::permission::{Caller, Data};

pub use appeal::place_of_line;
pub use come_back::CameBack;
pub use correct::{CorrectionRefusal, NewCorrection};
pub use deadline::KnownDeadline;
pub(crate) use denials::versions;
pub use denials::{DenialPage, DenialQueue, GrantedOtherwise, NewStep, OfficialTexts, QueueQuery, QueuedDenial, SentFile};
pub use held::{HeldClaim, HeldClaims, HeldQuery, HeldStage};
pub use join::{ClaimOfNobody, ClaimsOfNobody};
pub use overview::{ClaimsOverview, HeldPayment, NewestClaim, QueuedDecision, RefusedFor, StatusSum, WhyHeld};
pub use payment::{PaymentPage, PaymentRow, PaymentsPage};
pub use posted::JustPosted;
pub use reading::{ClaimFileReading, ReadAnswer, ReadClaim, ReadDecision, ReadPayment};
pub use review_answer::ReadReview;
pub use support::{ClaimPage, RefusedLine, ReleasedClaim, RibbonPage, TurnedAway};

/// Official lists of reasons and remarks that the practice owns. Their texts are shown beside our labels, with where they come from, and decide nothing.
#[derive(Clone, Debug)]
pub struct OfficialLists {
    /// The table of reasons with the texts.
    pub table: revenue_cycle::ReasonTable,
    /// Where the lists come from and of which day, in the practice's words.
    pub source: String,
}

/// The kind of a batch of claims, in the list of imports.
pub const KIND: &str = "x12";

/// So many values are handed over at a time.
const CHUNK: usize = 500;

/// So many bytes of a file are kept in a row.
const KEPT: usize = 1 << 20;

/// What a file of claims brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostedFile {
    /// Its batch; of a file that was taken in before, that one's.
    pub batch: BatchId,
    /// The same file was taken in before; nothing changed.
    pub already_imported: bool,
    /// What was in it.
    pub counts: PostedCounts,
    /// What was not understood, each with its place.
    pub problems: Vec<Problem>,
}

/// What was in a file of claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PostedCounts {
    /// Versions of claims that were new.
    pub claims_added: usize,
    /// Versions of claims that were there.
    pub claims_known: usize,
    /// Payments that were posted.
    pub payments_posted: usize,
    /// Payments that were there.
    pub payments_known: usize,
    /// Payments that wait for a person or for the whole file.
    pub payments_held: usize,
    /// Answers that were new.
    pub answers_added: usize,
    /// Answers that were there.
    pub answers_known: usize,
    /// Answers about coverage of somebody whom the practice does not know.
    pub answers_of_nobody: usize,
}

impl PostedCounts {
    /// As they stand in the list of imports, beside the number of parts that were not understood.
    pub fn batch_counts(self, problems: usize) -> BatchCounts {
        let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let added = self.claims_added + self.payments_posted + self.payments_held + self.answers_added;
        let unchanged = self.claims_known + self.payments_known + self.answers_known;
        BatchCounts {
            rows_read: count(added + unchanged),
            records_added: count(added),
            records_unchanged: count(unchanged),
            rows_rejected: count(problems),
        }
    }

    fn is_empty(self) -> bool {
        self == Self::default()
    }
}

impl App {
    /// Takes a file of claims (837), payments (835) or answers (277CA, 999, 271) in. The file goes on record as a whole or not at all.
    ///
    /// # Errors
    /// [`AppError::File`] for a file that cannot be read or holds none of these; nothing of it is kept.
    #[crate::boxed]
    pub async fn post_claims(&self, caller: &Caller, file_name: &str, mut source: Box<dyn FileSource>) -> Result<PostedFile, AppError> {
        const ACTION: &str = "post_claims";
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let looking = tokio::task::spawn_blocking(move || {
            let sha256 = hashed(source.as_mut())?;
            let examined = x12_map::examine(&mut source)?;
            source.seek(std::io::SeekFrom::Start(0))?;
            Ok((source, sha256, examined))
        });
        let looked: std::io::Result<_> = computed("looking through a file", looking).await?;
        let (source, sha256, mut examined) = looked.map_err(|error| AppError::File(FileProblem::Unreadable { line: 0, error }))?;
        let problems_found = std::mem::take(&mut examined.problems);
        let batch = NewBatch {
            id: self.ports.ids.next(),
            file_name: file_name.to_owned(),
            sha256,
            kind: KIND.to_owned(),
            mapping_name: String::new(),
            mapping_sha256: String::new(),
        };
        if let Some(before) = self.posted_before(caller, &batch).await? {
            return Ok(PostedFile { batch: before, already_imported: true, counts: PostedCounts::default(), problems: Vec::new() });
        }
        let (sender, mut pieces) = mpsc::channel(2);
        let reading = tokio::task::spawn_blocking(move || read(source, &examined, &sender));
        let (operation, id, ids) = (self.operation(caller, ACTION), batch.id, self.ports.ids.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                import_batch::begin(unit, &batch).await?;
                let (mut counts, mut problems) = (PostedCounts::default(), problems_found);
                let mut ordinal = 0;
                while let Some(piece) = pieces.recv().await {
                    match piece {
                        Piece::Mapped(chunk) => store(unit, &ids, chunk, &mut counts, &mut problems).await?,
                        Piece::Bytes(bytes) => {
                            storage::claim_file::add(unit, ordinal, bytes).await?;
                            ordinal += 1;
                        }
                    }
                }
                computed("reading claims", reading).await?.map_err(|error| AppError::File(FileProblem::Unreadable { line: 0, error }))?;
                // A file of which nothing could be posted for its amounts is one all the same: its report says why.
                let has_amounts = problems.iter().any(|each| matches!(each.kind, x12_map::ProblemKind::Amount(_)));
                if counts.is_empty() && !has_amounts {
                    return Err(AppError::File(FileProblem::NoClaims));
                }
                problems.sort_by_key(|each: &Problem| each.place.byte);
                import_batch::reject(unit, 0, &problems.iter().map(rejection).collect::<Vec<_>>()).await?;
                import_batch::finish(unit, counts.batch_counts(problems.len())).await?;
                Ok((counts, problems))
            })
        });
        let (counts, problems) = write.await?;
        Ok(PostedFile { batch: id, already_imported: false, counts, problems })
    }

    async fn posted_before(&self, caller: &Caller, batch: &NewBatch) -> Result<Option<BatchId>, AppError> {
        let (operation, sha256) = (self.operation(caller, "post_claims"), batch.sha256.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move { Ok(import_batch::finished_before(unit, &sha256, KIND, "").await?) })
        });
        Ok(read.await?.map(|before| before.batch.id))
    }

    /// Everything on record about claims and money, with what persons said about it.
    #[crate::boxed]
    pub async fn books(&self, caller: &Caller) -> Result<Arc<Books>, AppError> {
        const ACTION: &str = "view_books";
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let operation = self.operation(caller, ACTION);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { Ok(remittance::books(unit).await?) }));
        read.await
    }

    /// Keeps what the caller says about a decision of a payer: of which claim it speaks, or of none of ours, or that what was said does not hold.
    #[crate::boxed]
    pub async fn say_match(&self, caller: &Caller, payment: RecordId, place: usize, said: SaidMatch) -> Result<(), AppError> {
        const ACTION: &str = "match_claim";
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let operation = self.operation(caller, ACTION);
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let is_known = match &said {
                    SaidMatch::Claim(number) => !storage::claim::of_number(unit, number).await?.is_empty(),
                    SaidMatch::NoneOfOurs | SaidMatch::Undone => true,
                };
                if !is_known {
                    return Err(AppError::NotFound("claim"));
                }
                Ok(remittance::say_match(unit, payment, place, &said).await?)
            })
        });
        write.await
    }

    /// Keeps that the caller found a held payment to be money of its own. Saying it again changes nothing.
    #[crate::boxed]
    pub async fn release_payment(&self, caller: &Caller, payment: RecordId) -> Result<(), AppError> {
        const ACTION: &str = "release_payment";
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let operation = self.operation(caller, ACTION);
        let write =
            self.database.write::<_, StorageError, _>(&operation, |unit| Box::pin(async move { remittance::release(unit, payment).await }));
        match write.await {
            Err(StorageError::Duplicate { .. }) => Ok(()),
            result => Ok(result?),
        }
    }

    /// The payments on record with their ids, in the order in which they came: what the queue and the held payments are chosen from.
    #[crate::boxed]
    pub async fn payments(&self, caller: &Caller) -> Result<Vec<(RecordId, revenue_cycle::Remittance)>, AppError> {
        const ACTION: &str = "list_payments";
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let operation = self.operation(caller, ACTION);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { Ok(remittance::all(unit).await?) }));
        let by_id = |(id, payment): (String, revenue_cycle::Remittance)| id.parse().ok().map(|id| (id, payment));
        Ok(read.await?.into_iter().filter_map(by_id).collect())
    }
}

/// A part that was not understood, as the list of the import keeps it. It holds no row to be mended: the sender mends the file.
fn rejection(problem: &Problem) -> Rejection {
    let reason = Reason::from(&problem.kind);
    let position = format!("segment {}, byte {}", problem.place.segment, problem.place.byte);
    Rejection { position, arguments: reason.stored_arguments(), code: reason.id, raw: Vec::new() }
}

/// What the thread that reads hands over.
enum Piece {
    /// Values, in the order of the file.
    Mapped(Vec<Mapped>),
    /// The file itself, as it came.
    Bytes(Vec<u8>),
}

/// Hands over what is read, as it came.
struct Kept<'a> {
    source: Box<dyn FileSource>,
    bytes: Vec<u8>,
    to: &'a mpsc::Sender<Piece>,
}

impl Kept<'_> {
    fn hand_over(&mut self) -> std::io::Result<()> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        self.to.blocking_send(Piece::Bytes(std::mem::take(&mut self.bytes))).map_err(|_| std::io::ErrorKind::BrokenPipe.into())
    }
}

impl std::io::Read for Kept<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.source.read(buffer)?;
        self.bytes.extend_from_slice(&buffer[..length]);
        if self.bytes.len() >= KEPT {
            self.hand_over()?;
        }
        Ok(length)
    }
}

/// Reads the file and hands over its values and its bytes. Stops where nobody takes them.
fn read(source: Box<dyn FileSource>, examined: &x12_map::Examined, to: &mpsc::Sender<Piece>) -> std::io::Result<()> {
    let mut source = Kept { source, bytes: Vec::new(), to };
    let mut chunk = Vec::new();
    for mapped in examined.sound(x12_map::read(&mut source)) {
        chunk.push(mapped?);
        if chunk.len() == CHUNK && to.blocking_send(Piece::Mapped(std::mem::take(&mut chunk))).is_err() {
            return Ok(());
        }
    }
    let _nobody_takes_it = to.blocking_send(Piece::Mapped(chunk));
    source.hand_over()
}

async fn store(
    unit: &mut WriteUnit,
    ids: &IdSource,
    chunk: Vec<Mapped>,
    counts: &mut PostedCounts,
    problems: &mut Vec<Problem>,
) -> Result<(), StorageError> {
    let (mut claims, mut answers, mut file_answers, mut coverage) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for mapped in chunk {
        match mapped {
            Mapped::Claim(_, claim) => claims.push(*claim),
            Mapped::Remittance(_, payment) => match remittance::add(unit, &payment).await? {
                Added::Posted => counts.payments_posted += 1,
                Added::Known => counts.payments_known += 1,
                Added::Held => counts.payments_held += 1,
            },
            Mapped::Acknowledgment(_, answer) => answers.push(answer),
            Mapped::FileAcknowledgment(_, answer, _) => file_answers.push(answer),
            Mapped::Coverage(place, answer) => coverage.push((place, *answer)),
            // What a payer granted is recorded by a person, from what the file says.
            Mapped::Review(place, _) => problems.push(Problem { place, kind: x12_map::ProblemKind::ReviewNotUsed }),
            Mapped::Problem(problem) => problems.push(problem),
        }
    }
    coverage_answer::store(unit, ids, coverage, counts, problems).await?;
    let added = storage::claim::add(unit, &claims).await?;
    counts.claims_added += added;
    counts.claims_known += claims.len() - added;
    let added = storage::claim::add_answers(unit, &answers).await? + storage::claim::add_file_answers(unit, &file_answers).await?;
    counts.answers_added += added;
    counts.answers_known += answers.len() + file_answers.len() - added;
    Ok(())
}
