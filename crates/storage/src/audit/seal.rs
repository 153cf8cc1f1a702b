//! The chain: each committed audit row gets the next number and a hash over its text and the hash before it.

use sha2::{Digest as _, Sha256};
use vocabulary::{AuditId, PatientId};

use super::query::{AuditEntry, COLUMNS};
use crate::StorageError;
use crate::database::{Database, Insert, Sql, Transaction, Value};

/// The end of the chain: enough to notice later that its tail was cut off. Stands in every backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditHead {
    /// How many rows are sealed.
    pub sequence: i64,
    /// The last hash, 64 hexadecimal digits.
    pub hash: String,
}

/// Rows of the chain that do not hold, from the first to the last, for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenRange {
    /// The first number of the range.
    pub first: i64,
    /// The last number of the range.
    pub last: i64,
    /// What is wrong with each of them.
    pub problem: BrokenSeal,
}

/// What is wrong with a place in the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrokenSeal {
    /// The audit row, its patients or its seal were changed after sealing.
    Changed,
    /// The audit row is gone.
    RowMissing,
    /// The seal is gone.
    SealMissing,
}

/// What [`Database::verify_audit`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditReport {
    /// How many seals were checked.
    pub sealed: i64,
    /// Rows that wait for their seal: late, not broken.
    pub unsealed: i64,
    /// Places that do not hold, in order.
    pub broken: Vec<BrokenRange>,
    /// The end of the chain; `None` while nothing is sealed.
    pub head: Option<AuditHead>,
    /// Whether the head that was asked for is in the chain; `None` when none was asked for.
    pub expected_head_found: Option<bool>,
}

impl AuditReport {
    /// True when nothing is broken and the expected head, where one was named, is there.
    pub fn holds(&self) -> bool {
        self.broken.is_empty() && self.expected_head_found != Some(false)
    }
}

const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";
const SEAL: Insert = Insert::into("audit_seal", &[&["sequence", "audit_id", "hash"]]);
/// How many rows are sealed in one transaction, so that other writers are not kept waiting.
const SEAL_BATCH: i64 = 500;

impl Database {
    /// Seals committed rows in order; says how many. Safe when several processes do it at once. Meant to be called every second.
    pub async fn seal_audit(&self) -> Result<u64, StorageError> {
        if self.nothing_pending().await? {
            return Ok(0);
        }
        let mut transaction = self.begin_write().await?;
        if transaction.is_postgres() && !take_turn(&mut transaction).await? {
            return Ok(0);
        }
        let sealed = seal_batch(&mut transaction).await?;
        transaction.commit().await?;
        Ok(sealed)
    }

    /// Walks the whole chain. `expected_head` is a head noted elsewhere, such as in a backup: a chain that was cut off before it does not hold.
    pub async fn verify_audit(&self, expected_head: Option<&AuditHead>) -> Result<AuditReport, StorageError> {
        let mut transaction = self.begin_read().await?;
        verify(&mut transaction, expected_head).await
    }

    /// The end of the chain.
    pub async fn audit_head(&self) -> Result<Option<AuditHead>, StorageError> {
        let mut transaction = self.begin_read().await?;
        head(&mut transaction).await
    }

    async fn nothing_pending(&self) -> Result<bool, StorageError> {
        let mut transaction = self.begin_read().await?;
        Ok(transaction
            .fetch_optional(&Sql::new("audit_pending", "SELECT audit_id FROM audit_pending LIMIT 1"), Vec::new())
            .await?
            .is_none())
    }
}

/// On PostgreSQL one sealer works at a time; another one leaves the rows to it.
async fn take_turn(transaction: &mut Transaction) -> Result<bool, StorageError> {
    let sql = Sql::new("audit_seal", "SELECT CAST(pg_try_advisory_xact_lock(7461720002) AS INTEGER)::BIGINT");
    transaction.fetch_optional(&sql, Vec::new()).await?.map_or(Ok(false), |row| row.reader("audit_seal").flag())
}

pub(crate) async fn head(transaction: &mut Transaction) -> Result<Option<AuditHead>, StorageError> {
    let sql = Sql::new("audit_seal", "SELECT sequence, hash FROM audit_seal ORDER BY sequence DESC LIMIT 1");
    let Some(row) = transaction.fetch_optional(&sql, Vec::new()).await? else { return Ok(None) };
    let mut reader = row.reader("audit_seal");
    Ok(Some(AuditHead { sequence: reader.integer()?, hash: reader.text()? }))
}

async fn seal_batch(transaction: &mut Transaction) -> Result<u64, StorageError> {
    let head = head(transaction).await?.unwrap_or_else(|| AuditHead { sequence: 0, hash: START.to_owned() });
    let (mut sequence, mut hash) = (head.sequence, head.hash);
    let waiting = Sql::of_pieces(
        "audit",
        &[COLUMNS, "WHERE audit.id IN (SELECT audit_id FROM audit_pending ORDER BY audit_id LIMIT $1) ORDER BY audit.id"],
    );
    let (mut seals, mut ids) = (Vec::new(), Vec::new());
    for row in transaction.fetch_all(&waiting, vec![SEAL_BATCH.into()]).await? {
        let entry = AuditEntry::from_row(&mut row.reader("audit"))?;
        let patients = named_patients(transaction, entry.id).await?;
        sequence += 1;
        hash = link(&hash, &entry, &patients);
        seals.extend([sequence.into(), Value::id(entry.id), hash.as_str().into()]);
        ids.push(Value::id(entry.id));
    }
    transaction.insert(SEAL, seals).await?;
    let count = ids.len() as u64;
    let mut values = Vec::new();
    let done = Sql::new("audit_pending", "DELETE FROM audit_pending WHERE audit_id IN ({list})").with_list(&mut values, ids);
    transaction.execute(&done, values).await?;
    Ok(count)
}

async fn named_patients(transaction: &mut Transaction, entry: AuditId) -> Result<Vec<PatientId>, StorageError> {
    let sql = Sql::new("audit_patient", "SELECT patient_id FROM audit_patient WHERE audit_id = $1 ORDER BY patient_id");
    let rows = transaction.fetch_all(&sql, vec![Value::id(entry)]).await?;
    rows.iter().map(|row| row.reader("audit_patient").parsed()).collect()
}

/// The hash of a row: over the hash before it and every field with its length, so that no two rows have the same text.
fn link(previous: &str, entry: &AuditEntry, patients: &[PatientId]) -> String {
    let mut hasher = Sha256::new();
    let mut field = |text: &str| {
        hasher.update(text.len().to_string());
        hasher.update(":");
        hasher.update(text);
    };
    field(previous);
    field(&entry.id.to_string());
    field(&entry.at.to_string());
    field(&entry.actor);
    field(&entry.action);
    field(&entry.purpose);
    field(&entry.request);
    field(entry.outcome.code());
    field(&entry.patient_count.to_string());
    field(&entry.batch.map(|batch| batch.to_string()).unwrap_or_default());
    field(entry.detail.as_deref().unwrap_or_default());
    for patient in patients {
        field(&patient.to_string());
    }
    hex::encode(hasher.finalize())
}

/// One seal as stored, with the row it vouches for if that is still there.
struct Sealed {
    sequence: i64,
    hash: String,
    audit_id: Option<AuditId>,
}

pub(crate) async fn verify(transaction: &mut Transaction, expected_head: Option<&AuditHead>) -> Result<AuditReport, StorageError> {
    const PAGE: i64 = 1000;
    let mut report = AuditReport { expected_head_found: expected_head.map(|_| false), ..AuditReport::default() };
    let mut previous = AuditHead { sequence: 0, hash: START.to_owned() };
    loop {
        let seals = seals_after(transaction, previous.sequence, PAGE).await?;
        if seals.is_empty() {
            break;
        }
        for seal in seals {
            if seal.sequence > previous.sequence + 1 {
                report.add(previous.sequence + 1, seal.sequence - 1, BrokenSeal::SealMissing);
                // The hash before a gap is not known: the row after it can only be found out of place.
            }
            let problem = check_seal(transaction, &previous, &seal).await?;
            if let Some(problem) = problem {
                report.add(seal.sequence, seal.sequence, problem);
            }
            report.sealed += 1;
            previous = AuditHead { sequence: seal.sequence, hash: seal.hash };
            if expected_head == Some(&previous) {
                report.expected_head_found = Some(true);
            }
        }
    }
    report.head = (previous.sequence > 0).then_some(previous);
    report.unsealed = unsealed(transaction).await?;
    Ok(report)
}

impl AuditReport {
    /// Adds a place, joining it to the range before where that has the same problem.
    fn add(&mut self, first: i64, last: i64, problem: BrokenSeal) {
        match self.broken.last_mut() {
            Some(range) if range.problem == problem && range.last + 1 == first => range.last = last,
            _ => self.broken.push(BrokenRange { first, last, problem }),
        }
    }
}

async fn check_seal(transaction: &mut Transaction, previous: &AuditHead, seal: &Sealed) -> Result<Option<BrokenSeal>, StorageError> {
    let Some(id) = seal.audit_id else { return Ok(Some(BrokenSeal::Changed)) };
    let sql = Sql::of_pieces("audit", &[COLUMNS, "WHERE audit.id = $1"]);
    let Some(row) = transaction.fetch_optional(&sql, vec![Value::id(id)]).await? else { return Ok(Some(BrokenSeal::RowMissing)) };
    // A row that no longer reads as an audit row was changed.
    let Ok(entry) = AuditEntry::from_row(&mut row.reader("audit")) else { return Ok(Some(BrokenSeal::Changed)) };
    let Ok(patients) = named_patients(transaction, id).await else { return Ok(Some(BrokenSeal::Changed)) };
    let follows = previous.sequence + 1 == seal.sequence;
    let holds = follows && link(&previous.hash, &entry, &patients) == seal.hash;
    Ok((follows && !holds).then_some(BrokenSeal::Changed))
}

async fn seals_after(transaction: &mut Transaction, sequence: i64, count: i64) -> Result<Vec<Sealed>, StorageError> {
    let sql = Sql::new("audit_seal", "SELECT sequence, hash, audit_id FROM audit_seal WHERE sequence > $1 ORDER BY sequence LIMIT $2");
    let rows = transaction.fetch_all(&sql, vec![sequence.into(), count.into()]).await?;
    rows.iter()
        .map(|row| {
            let mut reader = row.reader("audit_seal");
            Ok(Sealed { sequence: reader.integer()?, hash: reader.text()?, audit_id: reader.parsed().ok() })
        })
        .collect()
}

async fn unsealed(transaction: &mut Transaction) -> Result<i64, StorageError> {
    let text = "SELECT COUNT(*) FROM audit WHERE NOT EXISTS (SELECT 1 FROM audit_seal WHERE audit_seal.audit_id = audit.id)";
    let row = transaction.fetch_optional(&Sql::new("audit", text), Vec::new()).await?;
    row.map_or(Ok(0), |row| row.reader("audit").integer())
}
