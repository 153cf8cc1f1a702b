//! Imports: a file comes in, records go on record, and what cannot be taken is told row by row.
//!
//! A file is read twice. First its bytes are hashed, because the same file read in the same way changes nothing. Then a thread reads, checks,
//! resolves and scores it ([`reader`], [`resolve`]) and hands chunks of some thousand finished records over a short queue to one write unit
//! ([`save`]), which looks up what the thread asks for and inserts. So nothing is computed inside the transaction, although it stays open while
//! the file is read; and a batch is one transaction, so that a kill at any moment leaves all of it or nothing.
//!
//! The other way, validating the whole file in a first pass and keeping the finished records in a file of our own until they are inserted in a
//! second, would shorten the transaction only if reading were slower than inserting. It is not: a record is read and scored in a fraction of the
//! time its rows take (figures in `docs/performance.md`), so the queue is nearly always full and the transaction lasts as long as the inserts
//! alone. Memory holds a few chunks, the patients named so far, and records that wait for somebody the file has not named yet; each has a limit.
//!
//! A record is recognized by its key in the system it comes from, else by a hash of its content. The same record again is counted as
//! unchanged; one that only adds the end to a record that is still open (a discharge, the last day of a period) becomes its next version; any
//! other content under a key on record is refused, for a person to settle. A total that was computed from answers on record is
//! compared with their score and recorded only where it differs.

mod chunk;
mod ending;
mod facts;
mod known;
pub(crate) mod rates;
mod reader;
mod reason;
mod reject_file;
mod report;
mod resolve;
mod save;
mod source;

use std::sync::{Arc, Mutex, PoisonError};

use interchange::fhir::Questionnaires;
use interchange::table::{Mapping, MappingError};
use interchange::{Context, FileProblem, Stated};
use sha2::{Digest, Sha256};
use storage::import_batch::{self, Batch, BatchCounts, BatchState, NewBatch};
use storage::{StorageError, View};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use vocabulary::{BatchId, Day, ZoneName};

use crate::context::App;
use crate::error::AppError;
use crate::permission::{Caller, Data};
use chunk::Step;
use reader::{Found, How, Job, Stop};
pub use reason::Reason;
pub use report::{DryRun, ImportReport, ImportedBatch, InstrumentTally, NoteTally, RejectedRow, Understanding};
use save::Saving;
use source::Counted;
pub(crate) use source::hashed;
pub use source::{FileSource, Progress};

/// How a file is read.
#[derive(Clone, Debug)]
pub enum Format {
    /// FHIR R4: JSON, Bundle or NDJSON.
    Fhir,
    /// A table, by a mapping file.
    Table(NamedMapping),
}

/// A mapping file.
#[derive(Clone, Debug)]
pub struct NamedMapping {
    name: String,
    sha256: String,
    mapping: Arc<Mapping>,
}

impl NamedMapping {
    /// Reads a mapping file; `name` is its name without the folder.
    pub fn read(name: impl Into<String>, text: &str) -> Result<Self, MappingError> {
        let mapping = Arc::new(Mapping::from_toml(text)?);
        Ok(Self { name: name.into(), sha256: hex::encode(Sha256::digest(text.as_bytes())), mapping })
    }
}

/// The forms that were seen in the files of one import. Clones share what they know: give one to every file of a folder.
#[derive(Clone, Debug, Default)]
pub struct Forms(Arc<Mutex<Questionnaires>>);

impl Forms {
    fn known(&self) -> Questionnaires {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn learn(&self, known: Questionnaires) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = known;
    }
}

/// A file to be imported.
pub struct ImportRequest {
    /// The file's name, without its folder.
    pub file_name: String,
    /// The file, opened.
    pub source: Box<dyn FileSource>,
    /// How it is read.
    pub format: Format,
    /// What the person who imports states for the whole file.
    pub stated: Stated,
    /// The name of the system the file comes from, such as `ehr`; may be empty. Keys of records are unique within it: two systems that number
    /// their patients alike must have two names.
    pub system: String,
    /// The forms that other files of the same import have shown.
    pub forms: Forms,
    /// Where to tell how far it has come.
    pub progress: Progress,
}

impl std::fmt::Debug for ImportRequest {
    /// Without the file's name, which may hold a person's.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ImportRequest").field("format", &self.format.kind()).finish_non_exhaustive()
    }
}

impl ImportRequest {
    /// A file of which nothing is stated.
    pub fn new(file_name: impl Into<String>, source: impl FileSource + 'static, format: Format) -> Self {
        Self {
            file_name: file_name.into(),
            source: Box::new(source),
            format,
            stated: Stated::default(),
            system: String::new(),
            forms: Forms::default(),
            progress: Progress::default(),
        }
    }
}

impl Format {
    fn kind(&self) -> &'static str {
        match self {
            Self::Fhir => "fhir",
            Self::Table(_) => "csv",
        }
    }
}

/// How many chunks may wait to be stored.
const QUEUE: usize = 2;

/// A file whose reading has begun.
struct Reading {
    steps: mpsc::Receiver<Step>,
    thread: JoinHandle<Result<Found, Stop>>,
}

impl App {
    /// Imports a file. It is recorded as a whole or not at all; rows that cannot be taken are kept with their reasons for
    /// [`App::reject_file`]. [`AppError::File`] for a file that cannot be read, of which nothing is kept but the note of it.
    ///
    /// A future that is dropped before its end changes nothing.
    #[crate::boxed]
    pub async fn import(&self, caller: &Caller, request: ImportRequest) -> Result<ImportReport, AppError> {
        const ACTION: &str = "import";
        if let Err(refused) = caller.may_all(Data::Imports) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let (request, batch) = self.identify(request).await?;
        if let Some(before) = self.imported_before(caller, &batch).await? {
            return Ok(already_imported(&before));
        }
        let (forms, progress) = (request.forms.clone(), request.progress.clone());
        let context = self.import_context(caller, &request.stated).await?;
        let (saving, found) = match self.write_batch(caller, batch.clone(), self.begin_reading(request, context, true)).await {
            Ok(done) => done,
            Err(AppError::File(problem)) => return self.refused_file(caller, &batch, progress.rows(), problem).await,
            // Somebody else may have imported the same file while this import was reading it.
            Err(error) => return self.imported_before(caller, &batch).await?.map(|before| already_imported(&before)).ok_or(error),
        };
        forms.learn(found.questionnaires);
        if saving.added.contains_key(&interchange::RecordKind::Definition) {
            self.reload_imported_definitions().await?;
        }
        let mut understanding = found.understanding;
        understanding.compared(saving.totals_compared);
        understanding.totals_differ += saving.totals_differ;
        Ok(ImportReport {
            batch: batch.id,
            already_imported: false,
            counts: saving.counts,
            added: saving.added,
            ended: saving.ended,
            understanding,
            rejections: saving.examples,
        })
    }

    /// Stores what the thread hands over, in one unit.
    async fn write_batch(&self, caller: &Caller, batch: NewBatch, reading: Reading) -> Result<(Saving, Found), AppError> {
        let Reading { mut steps, thread } = reading;
        // A file that cannot even be opened needs no transaction.
        let Some(first) = steps.recv().await else { return ended(thread).await.map(|found| (Saving::default(), found)) };
        let (operation, library) = (self.operation(caller, "import"), self.library());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                if import_batch::finished_before(unit, &batch.sha256, &batch.kind, &batch.mapping_sha256).await?.is_some() {
                    return Err(AppError::Conflict);
                }
                import_batch::begin(unit, &batch).await?;
                let (mut saving, mut next) = (Saving::default(), Some(first));
                while let Some(step) = next {
                    match step {
                        Step::Ask(question, reply) => drop(reply.send(save::answer(unit, question).await?)),
                        Step::Save(chunk) => saving.store(unit, *chunk).await?,
                    }
                    next = steps.recv().await;
                }
                let found = ended(thread).await?;
                saving.counts.rows_read = i64::try_from(found.rows).unwrap_or(i64::MAX);
                unit.derives();
                crate::registration::follow_ended(unit, &library, &saving.discharged).await?;
                import_batch::finish(unit, saving.counts).await?;
                Ok((saving, found))
            })
        });
        write.await
    }

    /// Says what an import of the file would do, and changes nothing. The patients it names are audited as looked at.
    #[crate::boxed]
    pub async fn dry_run(&self, caller: &Caller, request: ImportRequest) -> Result<DryRun, AppError> {
        const ACTION: &str = "dry_run_import";
        if let Err(refused) = caller.may_all(Data::Imports) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let (request, batch) = self.identify(request).await?;
        let imported_before = self.imported_before(caller, &batch).await?.map(|batch| batch.batch.id);
        let forms = request.forms.clone();
        let context = self.import_context(caller, &request.stated).await?;
        let Reading { mut steps, thread } = self.begin_reading(request, context, false);
        let operation = self.operation(caller, ACTION);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let mut saving = Saving::default();
                while let Some(step) = steps.recv().await {
                    match step {
                        Step::Ask(question, reply) => drop(reply.send(save::answer(unit, question).await?)),
                        Step::Save(chunk) => saving.weigh(unit, *chunk).await?,
                    }
                }
                let found = ended(thread).await?;
                Ok((saving, found))
            })
        });
        let (mut saving, found) = read.await?;
        forms.learn(found.questionnaires);
        saving.counts.rows_read = i64::try_from(found.rows).unwrap_or(i64::MAX);
        let mut understanding = found.understanding;
        understanding.compared(saving.totals_compared);
        Ok(DryRun { imported_before, counts: saving.counts, understanding, rejections: saving.examples })
    }

    /// Imports, newest first: those before `before`, at most `size`.
    #[crate::boxed]
    pub async fn imports(&self, caller: &Caller, before: Option<BatchId>, size: u16) -> Result<Vec<Batch>, AppError> {
        const ACTION: &str = "list_imports";
        if let Err(refused) = caller.may_all(Data::Imports) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let operation = self.operation(caller, ACTION);
        let read = self
            .database
            .read::<_, AppError, _>(&operation, |unit| Box::pin(async move { Ok(import_batch::newest(unit, before, size).await?) }));
        read.await
    }

    /// One import with a page of the rows that were not taken: those after the row number `after` (`None` for the first page), at most `size`.
    #[crate::boxed]
    pub async fn import_batch(&self, caller: &Caller, id: BatchId, after: Option<i64>, size: u16) -> Result<ImportedBatch, AppError> {
        const ACTION: &str = "view_import";
        if let Err(refused) = caller.may_all(Data::Imports) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let operation = self.operation(caller, ACTION);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let batch = import_batch::get(unit, id).await?.ok_or(AppError::NotFound("import batch"))?;
                let rejections = import_batch::rejections(unit, id, after.unwrap_or(save::HEADER_ORDINAL), size).await?;
                let refused = if let BatchState::Failed(text) = &batch.state { Some(Reason::from_one_text(text)) } else { None };
                let rejections = rejections.iter().map(|(ordinal, rejection)| RejectedRow::of(*ordinal, rejection)).collect();
                Ok(ImportedBatch { batch, refused, rejections })
            })
        });
        read.await
    }

    /// Hashes a file and says what it will be known as.
    async fn identify(&self, mut request: ImportRequest) -> Result<(ImportRequest, NewBatch), AppError> {
        let hashing = tokio::task::spawn_blocking(move || {
            let hash = source::hash(request.source.as_mut(), &request.progress);
            (request, hash)
        });
        let (request, hash) = joined(hashing).await;
        let sha256 = hash.map_err(|error| AppError::File(FileProblem::Unreadable { line: 0, error }))?;
        let batch = NewBatch {
            id: self.ports.ids.next(),
            file_name: request.file_name.clone(),
            sha256,
            kind: request.format.kind().to_owned(),
            mapping_name: if let Format::Table(mapping) = &request.format { mapping.name.clone() } else { String::new() },
            mapping_sha256: reading_hash(&request),
        };
        Ok((request, batch))
    }

    async fn imported_before(&self, caller: &Caller, batch: &NewBatch) -> Result<Option<Batch>, AppError> {
        let (operation, batch) = (self.operation(caller, "import"), batch.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move { Ok(import_batch::finished_before(unit, &batch.sha256, &batch.kind, &batch.mapping_sha256).await?) })
        });
        read.await
    }

    /// What the reader must know of the practice: its instruments, its zone, and which day is today where it is latest.
    async fn import_context(&self, caller: &Caller, stated: &Stated) -> Result<Context, AppError> {
        let operation = self.operation(caller, "import");
        let read = self
            .database
            .read::<_, AppError, _>(&operation, |unit| Box::pin(async move { Ok(storage::program::all(unit, View::Current).await?) }));
        let programs = read.await?;
        let stated_program = programs.iter().find(|program| Some(&program.value().code) == stated.program.as_ref());
        let zone = stated_program.or(programs.first()).map_or_else(ZoneName::utc, |program| program.value().zone.clone());
        let now = self.now();
        let today_in = |zone: &ZoneName| now.day_in(zone);
        let latest: Day = programs.iter().map(|program| today_in(&program.value().zone)).fold(today_in(&zone), Day::max);
        let mut context = Context::new((*self.library()).clone(), latest, zone);
        context.stated = stated.clone();
        Ok(context)
    }

    /// Starts the thread that reads.
    fn begin_reading(&self, request: ImportRequest, context: Context, is_stored: bool) -> Reading {
        let (sender, steps) = mpsc::channel(QUEUE);
        let job = Job {
            source: Counted::new(request.source, request.progress.clone()),
            how: match request.format {
                Format::Fhir => How::Fhir(request.forms.known()),
                Format::Table(mapping) => How::Table(mapping.mapping),
            },
            context,
            system: request.system,
            ids: Arc::clone(&self.ports.ids),
            now: self.now(),
            progress: request.progress,
            steps: sender,
            is_stored,
        };
        Reading { steps, thread: tokio::task::spawn_blocking(move || job.run()) }
    }

    /// Notes that a file was refused as a whole, and says why.
    async fn refused_file<T>(&self, caller: &Caller, batch: &NewBatch, rows: u64, problem: FileProblem) -> Result<T, AppError> {
        let (operation, batch, reason) = (self.operation(caller, "import"), batch.clone(), Reason::from(&problem).stored());
        let counts = BatchCounts { rows_read: i64::try_from(rows).unwrap_or(i64::MAX), ..BatchCounts::default() };
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move { Ok(import_batch::record_failure(unit, &batch, counts, &reason).await?) })
        });
        write.await?;
        Err(AppError::File(problem))
    }
}

/// SHA-256 over everything that decides what a file means: the mapping, what was stated, the system. Empty when there is none of it.
fn reading_hash(request: &ImportRequest) -> String {
    let Stated { patient, program, day } = &request.stated;
    let mapping = if let Format::Table(mapping) = &request.format { mapping.sha256.as_str() } else { "" };
    if mapping.is_empty() && request.stated == Stated::default() && request.system.is_empty() {
        return String::new();
    }
    let mut hasher = Sha256::new();
    let day = day.map(|day| day.to_string());
    for part in [Some(mapping), Some(&request.system), patient.as_deref(), program.as_deref(), day.as_deref()] {
        hasher.update(part.unwrap_or("\u{1F}"));
        hasher.update([0x1E]);
    }
    hex::encode(hasher.finalize())
}

fn already_imported(before: &Batch) -> ImportReport {
    ImportReport {
        batch: before.batch.id,
        already_imported: true,
        counts: before.counts,
        added: std::collections::BTreeMap::new(),
        ended: 0,
        understanding: Understanding::default(),
        rejections: Vec::new(),
    }
}

/// How the reading thread ended.
async fn ended(thread: JoinHandle<Result<Found, Stop>>) -> Result<Found, AppError> {
    match joined(thread).await {
        Ok(found) => Ok(found),
        Err(Stop::File(problem)) => Err(AppError::File(problem)),
        // It stops so only when the unit has dropped its end of the queue, and then nobody asks how it ended.
        Err(Stop::Abandoned) => Err(AppError::Storage(StorageError::Busy)),
    }
}

/// The result of a thread. A panic in it is a defect and goes on here.
async fn joined<T>(thread: JoinHandle<T>) -> T {
    match thread.await {
        Ok(value) => value,
        Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
        Err(_) => unreachable!("a blocking thread is never cancelled once it runs, and the runtime outlives this future"),
    }
}
