//! Units of work. Everything that is read or written is read or written inside one, and none ends without its audit row.
//!
//! A unit is one transaction for one [`Operation`]: who acts, why, in which request, doing what. Repositories note every patient they load or
//! write in the unit, so that the caller cannot forget it.
//!
//! * [`Database::read`] hands its result over only after the audit row is stored. Where no patient was touched, no row is written.
//!   [`Database::read_on_record`] lets something be made of the result meanwhile.
//! * [`Database::write`] stores the audit row in the same transaction as the change. A closure that returns an error changes nothing; when it
//!   had touched patients, a row with the outcome `failed` remains.
//! * [`Database::audit_refusal`] keeps what somebody tried and was not allowed to do.
//!
//! ```
//! # use storage::{Database, Operation, StorageError, Stored};
//! # async fn example(database: &Database, operation: &Operation, id: vocabulary::PatientId) -> Result<(), StorageError> {
//! let patient: Stored<care::Patient> = database.read(operation, move |unit| Box::pin(async move { unit.require(id).await })).await?;
//! # Ok(())
//! # }
//! ```

mod on_record;

use std::collections::BTreeSet;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use vocabulary::{Actor, BatchId, IdSource, Instant, OperationId, PatientId, Purpose, Source};

use crate::StorageError;
use crate::audit::{self, NewEntry, Outcome};
use crate::database::{Database, Insert, Ports, Row, Sql, Transaction, Value};
use crate::kept::Kept;
use crate::to_judge;

pub use on_record::OnRecord;

/// Who does what, why, and in which request. Stands in the audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Who acts.
    pub actor: Actor,
    /// Why.
    pub purpose: Purpose,
    /// The request, command or job, as it stands in logs.
    pub request: OperationId,
    /// What is done, as a short verb phrase in code, such as `view_patient`.
    pub action: &'static str,
}

/// What one unit at a time adds to, because it decides by what stands there already and no unique key would keep two of them apart. SQLite has one writer
/// in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alone {
    /// Words about exposures and the steps of their cases.
    Exposures,
    /// Steps about refused lines and the lines that appeals answer.
    Refusals,
    /// Check-ins that are sent by themselves.
    CheckIns,
    /// The number of the last interchange that was made.
    Controls,
    /// Who pays, what was asked, decided and granted, and the reviews that lead to it.
    Authorizations,
    /// Attempts to sign in, which are limited by how many there were.
    Attempts,
    /// Texts of letters about denials: each stands on the one that was saved before.
    Letters,
}

impl Alone {
    /// The statement has to be the first of its transaction: PostgreSQL takes the state that the transaction sees with the first that reads, and what others
    /// wrote while it waits is to be seen.
    const fn lock(self) -> &'static str {
        match self {
            Self::Exposures => "LOCK TABLE exposure_word, overpayment_step IN SHARE ROW EXCLUSIVE MODE",
            Self::Attempts => "LOCK TABLE sign_in_attempt IN SHARE ROW EXCLUSIVE MODE",
            Self::CheckIns => "LOCK TABLE check_in IN SHARE ROW EXCLUSIVE MODE",
            Self::Controls => "LOCK TABLE setting IN SHARE ROW EXCLUSIVE MODE",
            Self::Authorizations => {
                "LOCK TABLE coverage, authorization_request, authorization_of_care, authorization_determination, review IN SHARE ROW EXCLUSIVE MODE"
            }
            Self::Refusals => "LOCK TABLE denial_step, disputed_line IN SHARE ROW EXCLUSIVE MODE",
            Self::Letters => "LOCK TABLE letter_draft IN SHARE ROW EXCLUSIVE MODE",
        }
    }
}

/// An error that tells whether another writer came first, so that the same work may succeed when it starts over.
pub trait Collision {
    /// True where starting over may help: nothing speaks against the work itself.
    fn is_collision(&self) -> bool;
}

impl Collision for StorageError {
    fn is_collision(&self) -> bool {
        matches!(self, Self::Busy | Self::VersionConflict { .. })
    }
}

/// Which patients a unit has touched.
#[derive(Clone, Debug, Default)]
pub(crate) struct Touched {
    pub(crate) patients: BTreeSet<PatientId>,
    /// In an import the batch stands for its patients, and they are only counted.
    pub(crate) batch: Option<BatchId>,
    /// Patients that are counted and not named: all there are, in a backup.
    pub(crate) unnamed: i64,
}

impl Touched {
    /// Everybody, so many.
    pub(crate) fn everybody(count: i64) -> Self {
        Self { unnamed: count, ..Self::default() }
    }

    /// How many patients.
    pub(crate) fn count(&self) -> i64 {
        self.unnamed.saturating_add(i64::try_from(self.patients.len()).unwrap_or(i64::MAX))
    }

    fn is_empty(&self) -> bool {
        self.patients.is_empty() && self.batch.is_none() && self.unnamed == 0
    }
}

/// A unit that reads: it sees one state of the database from its beginning to its end.
pub struct ReadUnit {
    transaction: Transaction,
    at: Instant,
    touched: Touched,
    /// `None` in a unit that writes.
    kept: Option<Arc<Kept>>,
}

impl std::fmt::Debug for ReadUnit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ReadUnit").field("at", &self.at).field("touched", &self.touched).finish_non_exhaustive()
    }
}

impl ReadUnit {
    /// The instant of the unit: when it began. Everything it writes is recorded at this instant, unless [`WriteUnit::recorded_as`] names another.
    pub fn at(&self) -> Instant {
        self.at
    }

    /// Notes that the operation concerns a patient. Repositories do this themselves; callers may add patients whom they name without loading.
    pub fn touch(&mut self, patient: PatientId) {
        self.touched.patients.insert(patient);
    }

    /// Reads what decides whether somebody is shown, and where. None of those whose records are read for it is noted: the caller loads whoever is shown
    /// afterwards, or notes them with [`ReadUnit::touch`]. Where the work fails, everybody who was read stays noted.
    pub async fn placing<T, E, F>(&mut self, work: F) -> Result<T, E>
    where
        F: for<'a> FnOnce(&'a mut Self) -> BoxFuture<'a, Result<T, E>> + Send,
        T: Send,
    {
        let before = self.touched.clone();
        let found = work(self).await?;
        self.touched = before;
        Ok(found)
    }

    /// How many were counted so far that are not named.
    pub(crate) fn touched_unnamed(&self) -> i64 {
        self.touched.unnamed
    }

    /// What was put together last; `None` in a unit that writes.
    pub(crate) fn kept_values(&self) -> Option<&Kept> {
        self.kept.as_deref()
    }

    /// Notes that the operation concerns people of whom nobody knows yet which patients they are, such as those of claims in a file.
    pub fn touch_unnamed(&mut self, count: usize) {
        self.touched.unnamed = self.touched.unnamed.saturating_add(i64::try_from(count).unwrap_or(i64::MAX));
    }

    pub(crate) async fn for_each(
        &mut self,
        sql: &Sql,
        values: Vec<Value>,
        visit: impl FnMut(Row) -> Result<(), StorageError> + Send,
    ) -> Result<(), StorageError> {
        self.transaction.for_each(sql, values, visit).await
    }

    pub(crate) async fn fetch_all(&mut self, sql: &Sql, values: Vec<Value>) -> Result<Vec<Row>, StorageError> {
        self.transaction.fetch_all(sql, values).await
    }

    pub(crate) async fn fetch_optional(&mut self, sql: &Sql, values: Vec<Value>) -> Result<Option<Row>, StorageError> {
        self.transaction.fetch_optional(sql, values).await
    }
}

/// A unit that writes. It reads as a [`ReadUnit`] does, and sees its own changes.
pub struct WriteUnit {
    read: ReadUnit,
    recorder: String,
    computed: bool,
    /// Set once what it writes follows from its batch and stands in no file.
    derives: bool,
    ports: Ports,
    /// Whether anything was changed that the audit must tell of.
    changed: bool,
    /// Why somebody did it, in their words.
    reason: Option<String>,
    /// Patients that were found to be on record, so that a bulk write asks once for each.
    pub(crate) known_patients: BTreeSet<PatientId>,
    /// Patients whose judgements may change with what this unit wrote.
    pub(crate) to_judge: BTreeSet<PatientId>,
}

impl std::fmt::Debug for WriteUnit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WriteUnit").field("read", &self.read).field("changed", &self.changed).finish_non_exhaustive()
    }
}

impl Deref for WriteUnit {
    type Target = ReadUnit;
    fn deref(&self) -> &ReadUnit {
        &self.read
    }
}

impl DerefMut for WriteUnit {
    fn deref_mut(&mut self) -> &mut ReadUnit {
        &mut self.read
    }
}

impl WriteUnit {
    /// Who writes: [`Actor::code`].
    pub fn recorder(&self) -> &str {
        &self.recorder
    }

    /// From now on, what this unit inserts, corrects and voids is recorded at another instant and by somebody else: for records whose history
    /// was kept elsewhere, such as the invented practice or the move from another system. Only `recorded_at`, `superseded_at` and `recorder`
    /// follow it; the audit row says who really did it, and when. Call it in the order of time, so that a version never ends before it begins.
    pub fn recorded_as(&mut self, at: Instant, recorder: &str) {
        self.read.at = at;
        recorder.clone_into(&mut self.recorder);
    }

    /// How records of this unit come in: from its batch, computed by the product itself, or from a form.
    pub fn source(&self) -> Source {
        match self.read.touched.batch {
            Some(batch) if !self.derives => Source::Batch(batch),
            None if !self.computed => Source::Form,
            _ => Source::Computed,
        }
    }

    /// From now on, what this unit writes is computed from what its batch brought: no file says it, so that a later file may say otherwise.
    pub fn derives(&mut self) {
        self.derives = true;
    }

    /// Keeps in the audit why it was done, in the words of whoever did it. Say nothing of a patient here: the row names whom it is about.
    pub fn because(&mut self, reason: &str) {
        self.reason = Some(reason.to_owned());
    }

    /// What time it is now; [`ReadUnit::at`] is when the unit began.
    pub(crate) fn now(&self) -> Instant {
        self.ports.clock.now()
    }

    /// The ids that this database makes.
    pub(crate) fn ids(&self) -> &IdSource {
        &self.ports.ids
    }

    /// From now on the batch stands for the patients it touches.
    pub(crate) fn enter_batch(&mut self, batch: BatchId) {
        self.read.touched.batch = Some(batch);
    }

    /// The batch this unit imports, if it does.
    pub fn batch(&self) -> Option<BatchId> {
        self.read.touched.batch
    }

    pub(crate) async fn execute(&mut self, sql: &Sql, values: Vec<Value>) -> Result<u64, StorageError> {
        self.changed = true;
        self.read.transaction.execute(sql, values).await
    }

    /// For changes that are no event in the life of the practice: when a session was last seen, a counter of attempts.
    pub(crate) async fn execute_unaudited(&mut self, sql: &Sql, values: Vec<Value>) -> Result<u64, StorageError> {
        self.read.transaction.execute(sql, values).await
    }

    pub(crate) async fn insert_rows_unaudited(&mut self, insert: Insert, values: Vec<Value>) -> Result<(), StorageError> {
        self.read.transaction.insert(insert, values).await
    }

    pub(crate) async fn insert_rows(&mut self, insert: Insert, values: Vec<Value>) -> Result<(), StorageError> {
        self.changed = true;
        self.read.transaction.insert(insert, values).await
    }
}

impl Database {
    /// Reads. The value is handed over after the audit row is stored.
    ///
    /// The closure gets the unit and returns a boxed future; what it uses from outside must be moved into it. An error of the closure is
    /// returned as it is.
    pub async fn read<T, E, F>(&self, operation: &Operation, work: F) -> Result<T, E>
    where
        F: for<'a> FnOnce(&'a mut ReadUnit) -> BoxFuture<'a, Result<T, E>> + Send,
        E: From<StorageError>,
    {
        let (result, touched) = self.read_unaudited(work).await?;
        if !touched.is_empty() {
            let outcome = if result.is_ok() { Outcome::Done } else { Outcome::Failed };
            self.audit(&NewEntry { operation, outcome, touched: &touched, detail: None }).await?;
        }
        result
    }

    /// As [`Database::read`], for what takes its time to show: while the audit row is being written, something can be made of what was read.
    pub async fn read_on_record<T, E, F>(&self, operation: &Operation, work: F) -> Result<OnRecord<T>, E>
    where
        F: for<'a> FnOnce(&'a mut ReadUnit) -> BoxFuture<'a, Result<T, E>> + Send,
        E: From<StorageError>,
    {
        let (result, touched) = self.read_unaudited(work).await?;
        if touched.is_empty() {
            return result.map(|value| OnRecord::new(value, None));
        }
        match result {
            Ok(value) => {
                let (database, operation) = (self.clone(), operation.clone());
                let row = tokio::spawn(async move {
                    database.audit(&NewEntry { operation: &operation, outcome: Outcome::Done, touched: &touched, detail: None }).await
                });
                // So that its first statement is on its way before this thread is busy with something else.
                tokio::task::yield_now().await;
                Ok(OnRecord::new(value, Some(row)))
            }
            Err(error) => {
                self.audit(&NewEntry { operation, outcome: Outcome::Failed, touched: &touched, detail: None }).await?;
                Err(error)
            }
        }
    }

    async fn read_unaudited<T, E, F>(&self, work: F) -> Result<(Result<T, E>, Touched), StorageError>
    where
        F: for<'a> FnOnce(&'a mut ReadUnit) -> BoxFuture<'a, Result<T, E>> + Send,
    {
        let kept = Some(self.kept());
        let mut unit = ReadUnit { transaction: self.begin_read().await?, at: self.ports().clock.now(), touched: Touched::default(), kept };
        let result = work(&mut unit).await;
        let ReadUnit { transaction, touched, .. } = unit;
        // The connection goes back before the audit is written: a reader never waits for the writer with a snapshot open.
        transaction.roll_back().await?;
        Ok((result, touched))
    }

    /// Writes. The audit row is part of the transaction; an error of the closure, or of the audit, undoes everything.
    ///
    /// On PostgreSQL two writers may meet; the later one gets [`StorageError::Busy`] (see [`Database::write_retrying`]).
    pub async fn write<T, E, F>(&self, operation: &Operation, work: F) -> Result<T, E>
    where
        F: for<'a> FnOnce(&'a mut WriteUnit) -> BoxFuture<'a, Result<T, E>> + Send,
        E: From<StorageError>,
    {
        self.write_alone(operation, None, work).await
    }

    /// Writes what one unit at a time may write, where something is named: another one waits until this one ended, and sees what it wrote.
    pub async fn write_alone<T, E, F>(&self, operation: &Operation, alone: impl Into<Option<Alone>> + Send, work: F) -> Result<T, E>
    where
        F: for<'a> FnOnce(&'a mut WriteUnit) -> BoxFuture<'a, Result<T, E>> + Send,
        E: From<StorageError>,
    {
        let mut unit = self.begin_unit(operation, alone.into()).await?;
        match work(&mut unit).await {
            Ok(value) => {
                self.finish_unit(operation, unit).await?;
                Ok(value)
            }
            Err(error) => {
                let WriteUnit { read, .. } = unit;
                read.transaction.roll_back().await?;
                if !read.touched.is_empty() {
                    self.audit(&NewEntry { operation, outcome: Outcome::Failed, touched: &read.touched, detail: None }).await?;
                }
                Err(error)
            }
        }
    }

    /// Writes, and starts over a few times when another writer came first ([`Collision`]); every other error is answered at once. The closure may run
    /// several times, so it must not consume what it captures and must have no effect outside the unit.
    pub async fn write_retrying<T, E, F>(&self, operation: &Operation, work: F) -> Result<T, E>
    where
        F: for<'a> Fn(&'a mut WriteUnit) -> BoxFuture<'a, Result<T, E>> + Send + Sync,
        E: From<StorageError> + Collision,
    {
        const PAUSES_MILLISECONDS: [u64; 6] = [2, 5, 20, 50, 100, 200];
        for pause in PAUSES_MILLISECONDS {
            match self.write(operation, &work).await {
                Err(error) if error.is_collision() => tokio::time::sleep(Duration::from_millis(pause)).await,
                result => return result,
            }
        }
        self.write(operation, &work).await
    }

    /// Keeps in the audit that somebody was refused: a patient outside their care team, a page of another role.
    #[crate::boxed]
    pub async fn audit_refusal(&self, operation: &Operation, patient: Option<PatientId>, reason: &str) -> Result<(), StorageError> {
        let touched = Touched { patients: patient.into_iter().collect(), ..Touched::default() };
        self.audit(&NewEntry { operation, outcome: Outcome::Refused, touched: &touched, detail: Some(reason) }).await
    }

    async fn begin_unit(&self, operation: &Operation, alone: Option<Alone>) -> Result<WriteUnit, StorageError> {
        let mut transaction = self.begin_write().await?;
        if let (Some(alone), true) = (alone, transaction.is_postgres()) {
            transaction.execute_script("lock", alone.lock()).await?;
        }
        // The instant is taken when the unit may write, so that on SQLite, which has one writer, later units have later instants.
        let read = ReadUnit { transaction, at: self.ports().clock.now(), touched: Touched::default(), kept: None };
        Ok(WriteUnit {
            read,
            recorder: operation.actor.code(),
            computed: operation.actor == Actor::System,
            derives: false,
            ports: self.ports().clone(),
            changed: false,
            reason: None,
            known_patients: BTreeSet::new(),
            to_judge: BTreeSet::new(),
        })
    }

    async fn finish_unit(&self, operation: &Operation, mut unit: WriteUnit) -> Result<(), StorageError> {
        to_judge::store_marks(&mut unit).await?;
        let WriteUnit { mut read, changed, reason, .. } = unit;
        if changed || !read.touched.is_empty() {
            let entry = NewEntry { operation, outcome: Outcome::Done, touched: &read.touched, detail: reason.as_deref() };
            audit::insert(&mut read.transaction, self.ports(), &entry).await?;
        }
        read.transaction.commit().await
    }

    /// Stores an audit row in a transaction of its own.
    pub(crate) async fn audit(&self, entry: &NewEntry<'_>) -> Result<(), StorageError> {
        let mut transaction = self.begin_write().await?;
        audit::insert(&mut transaction, self.ports(), entry).await?;
        transaction.commit().await
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use care::Clinician;
    use vocabulary::{ClinicianId, Version};

    use crate::testing::{self, operation, start};
    use crate::{Entry, StorageError, View};

    #[tokio::test]
    async fn only_a_collision_with_another_writer_is_tried_again() {
        async fn check(error: StorageError, tries: usize) {
            let test = testing::sqlite().await;
            let tried = AtomicUsize::new(0);
            let written: Result<(), StorageError> = (test.database)
                .write_retrying(&operation("write"), |_| {
                    tried.fetch_add(1, Ordering::Relaxed);
                    let error = error.clone();
                    Box::pin(async move { Err(error) })
                })
                .await;
            assert_eq!((written, tried.load(Ordering::Relaxed)), (Err(error), tries));
        }
        check(StorageError::Busy, 7).await;
        check(StorageError::VersionConflict { noun: "patient", id: "1".to_owned(), expected: Version::FIRST }, 7).await;
        check(StorageError::NotFound { noun: "patient", id: "1".to_owned() }, 1).await;
    }

    #[tokio::test]
    async fn records_kept_elsewhere_carry_their_own_instant_and_recorder_and_the_audit_says_who_brought_them() {
        let test = testing::sqlite().await;
        let id: ClinicianId = test.ids.next();
        let (earlier, later) = (start().plus_seconds(-86_400), start().plus_seconds(-3_600));
        let clinician =
            |name: &str| Clinician { code: "C1".to_owned(), name: name.to_owned(), credential: String::new(), left_since: None };
        let written: Result<(), StorageError> = (test.database)
            .write(&operation("write"), move |unit| {
                Box::pin(async move {
                    let day = "2026-11-22".parse().expect("a well-formed day");
                    unit.recorded_as(earlier, "user:then");
                    unit.insert(&Entry::new(id, clinician("First"), day)).await?;
                    unit.recorded_as(later, "user:later");
                    unit.correct(id, Version::FIRST, &clinician("Second"), day).await.map(drop)
                })
            })
            .await;
        assert_eq!(written, Ok(()));
        let looking = operation("read");
        let read = test.database.read(&looking, move |unit| {
            Box::pin(async move {
                let history = unit.history::<Clinician>(id).await?;
                let then = unit.get::<Clinician>(id, View::AsOf(earlier.plus_seconds(60))).await?;
                Ok::<_, StorageError>((history, then, crate::audit::newest(unit, crate::audit::AuditPage { before: None, size: 1 }).await?))
            })
        });
        let (history, then, audit) = read.await.unwrap();
        let told: Vec<_> = history.iter().map(|each| (each.recorded.recorded_at, each.recorded.recorder.as_str())).collect();
        assert_eq!(told, [(earlier, "user:then"), (later, "user:later")]);
        assert_eq!(history[0].recorded.superseded_at, Some(later));
        assert_eq!(then.map(|stored| stored.recorded.value.name), Some("First".to_owned()));
        assert_eq!((audit[0].at, audit[0].actor.as_str()), (start(), "operator:test"));
    }
}
