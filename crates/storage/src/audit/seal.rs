//! The chain: each committed audit row gets the next number and a hash over its text and the hash before it.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};
use vocabulary::{AuditId, Instant};

use super::query::{AuditEntry, COLUMNS};
use crate::StorageError;
use crate::database::{Columns, Database, Insert, Sql, Transaction, Value};

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

/// Audit rows without a seal between which no sealed row stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsealedRange {
    /// The first row.
    pub first: AuditId,
    /// The last row.
    pub last: AuditId,
    /// How many they are.
    pub rows: i64,
    /// When the first of them was written.
    pub from: Instant,
    /// When the last of them was written.
    pub until: Instant,
}

/// What [`Database::verify_audit`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditReport {
    /// How many seals were checked.
    pub sealed: i64,
    /// Rows that wait for their seal, in order: late, not broken.
    pub waiting: Vec<UnsealedRange>,
    /// Rows that have no seal and do not wait for one, in order: it was taken away ([`BrokenSeal::SealMissing`]), or they were slipped in. They
    /// have no number in the chain; where the seals around them are left, the gap stands in `broken` too.
    pub seal_missing: Vec<UnsealedRange>,
    /// Places of the chain that do not hold, in order.
    pub broken: Vec<BrokenRange>,
    /// The end of the chain; `None` while nothing is sealed.
    pub head: Option<AuditHead>,
    /// Whether the head that was asked for is in the chain; `None` when none was asked for.
    pub expected_head_found: Option<bool>,
}

impl AuditReport {
    /// True when nothing is broken and the expected head, where one was named, is there.
    pub fn holds(&self) -> bool {
        !self.is_damaged() && self.expected_head_found != Some(false)
    }

    /// True when a row or a seal was changed, removed or slipped in.
    pub fn is_damaged(&self) -> bool {
        !self.broken.is_empty() || !self.seal_missing.is_empty()
    }

    /// How many rows wait for their seal.
    pub fn unsealed(&self) -> i64 {
        self.waiting.iter().map(|range| range.rows).sum()
    }

    /// Since when the longest waiting row waits.
    pub fn waiting_since(&self) -> Option<Instant> {
        self.waiting.iter().map(|range| range.from).min()
    }
}

const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";
const SEAL: Insert = Insert::into("audit_seal", &[&["sequence", "audit_id", "hash"]]);
/// Rows are sealed in the order in which they were written. One that still waits this many seconds after a sealed one was written did not wait
/// all the time: no operation takes so long to commit.
const OVERTAKEN_MAX: i64 = 3_600;
/// How many rows are sealed in one transaction, so that other writers are not kept waiting.
const SEAL_BATCH: i64 = 500;

impl Database {
    /// Seals committed rows in order; says how many. Safe when several processes do it at once. Meant to be called every second.
    #[crate::boxed]
    pub async fn seal_audit(&self) -> Result<u64, StorageError> {
        if self.nothing_pending().await? {
            return Ok(0);
        }
        let mut transaction = self.begin_write().await?;
        if transaction.is_postgres() && !take_turn(&mut transaction).await? {
            return Ok(0);
        }
        match seal_batch(&mut transaction).await {
            Ok(sealed) => transaction.commit().await.map(|()| sealed),
            // Another process took the same rows first: on PostgreSQL its seals may have come between our snapshot and our turn.
            Err(StorageError::Busy | StorageError::Duplicate { .. }) => Ok(0),
            Err(error) => Err(error),
        }
    }

    /// Walks the whole chain. `expected_head` is a head noted elsewhere, such as in a backup: a chain that was cut off before it does not hold.
    #[crate::boxed]
    pub async fn verify_audit(&self, expected_head: Option<&AuditHead>) -> Result<AuditReport, StorageError> {
        let mut transaction = self.begin_read().await?;
        verify(&mut transaction, expected_head).await
    }

    /// The end of the chain.
    #[crate::boxed]
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
    let sql = Sql::new("audit_seal", "SELECT CAST(pg_try_advisory_xact_lock(74617202, hashtext(current_schema())) AS INTEGER)::BIGINT");
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
        &[
            "SELECT ",
            COLUMNS,
            "FROM audit WHERE audit.id IN (SELECT audit_id FROM audit_pending ORDER BY audit_id LIMIT $1) ORDER BY audit.id",
        ],
    );
    let rows = transaction.fetch_all(&waiting, vec![SEAL_BATCH.into()]).await?;
    let entries = rows.iter().map(|row| AuditEntry::from_row(&mut row.reader("audit"))).collect::<Result<Vec<_>, _>>()?;
    let values = Vec::new();
    let named = "SELECT audit_id, patient_id FROM audit_patient WHERE audit_id IN ({list}) ORDER BY audit_id, patient_id";
    let named = Sql::new("audit_patient", named).together(Columns(&[&["audit_id", "patient_id"]]));
    let named = named.with_list(&values, entries.iter().map(|entry| Value::id(entry.id)));
    let patients = named_patients(transaction, &named, values).await?;
    let (mut seals, mut ids) = (Vec::new(), Vec::new());
    for entry in &entries {
        sequence += 1;
        hash = link(&hash, entry, patients.get(&entry.id.to_string()).map_or(&[], Vec::as_slice));
        seals.extend([sequence.into(), Value::id(entry.id), hash.as_str().into()]);
        ids.push(Value::id(entry.id));
    }
    transaction.insert(SEAL, seals).await?;
    let count = ids.len() as u64;
    let values = Vec::new();
    let by_patient = "INSERT INTO audit_of_patient (patient_id, audit_id) SELECT patient_id, audit_id FROM audit_patient \
                      WHERE audit_id IN ({list}) ORDER BY patient_id, audit_id";
    let by_patient = Sql::new("audit_of_patient", by_patient).with_list(&values, ids.iter().cloned());
    transaction.execute(&by_patient, values).await?;
    let values = Vec::new();
    let done = Sql::new("audit_pending", "DELETE FROM audit_pending WHERE audit_id IN ({list})").with_list(&values, ids);
    transaction.execute(&done, values).await?;
    Ok(count)
}

/// The patients that rows name, by the row's id. As text: what is there is hashed, whatever it is.
type NamedPatients = BTreeMap<String, Vec<String>>;

async fn named_patients(transaction: &mut Transaction, sql: &Sql, values: Vec<Value>) -> Result<NamedPatients, StorageError> {
    let mut named = NamedPatients::new();
    for row in transaction.fetch_all(sql, values).await? {
        let mut reader = row.reader("audit_patient");
        named.entry(reader.text()?).or_default().push(reader.text()?);
    }
    Ok(named)
}

/// The hash of a row: over the hash before it and every field with its length, so that no two rows have the same text.
fn link(previous: &str, entry: &AuditEntry, patients: &[String]) -> String {
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
        field(patient);
    }
    hex::encode(hasher.finalize())
}

/// One seal as stored, with the row it vouches for.
struct Sealed {
    sequence: i64,
    hash: String,
    row: SealedRow,
}

enum SealedRow {
    /// It is there and reads as an audit row.
    Readable(AuditEntry),
    /// It is there and does not: somebody changed it.
    Unreadable,
    Missing,
}

pub(crate) async fn verify(transaction: &mut Transaction, expected_head: Option<&AuditHead>) -> Result<AuditReport, StorageError> {
    const PAGE: i64 = 1000;
    let mut report = AuditReport { expected_head_found: expected_head.map(|_| false), ..AuditReport::default() };
    let mut previous = AuditHead { sequence: 0, hash: START.to_owned() };
    loop {
        let seals = seals_after(transaction, previous.sequence, PAGE).await?;
        let Some(last) = seals.last().map(|seal| seal.sequence) else { break };
        let named = "SELECT audit_patient.audit_id, audit_patient.patient_id FROM audit_seal \
                     JOIN audit_patient ON audit_patient.audit_id = audit_seal.audit_id \
                     JOIN audit_of_patient ON audit_of_patient.patient_id = audit_patient.patient_id \
                         AND audit_of_patient.audit_id = audit_patient.audit_id \
                     WHERE audit_seal.sequence > $1 AND audit_seal.sequence <= $2 ORDER BY audit_patient.audit_id, audit_patient.patient_id";
        let values = vec![previous.sequence.into(), last.into()];
        let patients = named_patients(transaction, &Sql::new("audit_patient", named), values).await?;
        for seal in seals {
            if seal.sequence > previous.sequence + 1 {
                report.add(previous.sequence + 1, seal.sequence - 1, BrokenSeal::SealMissing);
            }
            if let Some(problem) = check_seal(&previous, &seal, &patients) {
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
    for (waits, range) in unsealed(transaction).await? {
        if waits { report.waiting.push(range) } else { report.seal_missing.push(range) }
    }
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

fn check_seal(previous: &AuditHead, seal: &Sealed, patients: &NamedPatients) -> Option<BrokenSeal> {
    let entry = match &seal.row {
        SealedRow::Missing => return Some(BrokenSeal::RowMissing),
        SealedRow::Unreadable => return Some(BrokenSeal::Changed),
        SealedRow::Readable(entry) => entry,
    };
    // Where the seal before is gone, its hash is not known, and this row cannot be checked: the gap is reported.
    let follows = previous.sequence + 1 == seal.sequence;
    let patients = patients.get(&entry.id.to_string()).map_or(&[][..], Vec::as_slice);
    (follows && link(&previous.hash, entry, patients) != seal.hash).then_some(BrokenSeal::Changed)
}

async fn seals_after(transaction: &mut Transaction, sequence: i64, count: i64) -> Result<Vec<Sealed>, StorageError> {
    let sql = Sql::of_pieces(
        "audit_seal",
        &[
            "SELECT audit_seal.sequence, audit_seal.hash, ",
            COLUMNS,
            "FROM audit_seal LEFT JOIN audit ON audit.id = audit_seal.audit_id \
             WHERE audit_seal.sequence > $1 ORDER BY audit_seal.sequence LIMIT $2",
        ],
    );
    let rows = transaction.fetch_all(&sql, vec![sequence.into(), count.into()]).await?;
    rows.iter()
        .map(|row| {
            let mut reader = row.reader("audit_seal");
            let (sequence, hash) = (reader.integer()?, reader.text()?);
            let row = match reader.clone().optional_text()? {
                None => SealedRow::Missing,
                Some(_) => AuditEntry::from_row(&mut reader).map_or(SealedRow::Unreadable, SealedRow::Readable),
            };
            Ok(Sealed { sequence, hash, row })
        })
        .collect()
}

/// Rows without a seal: ranges of those that wait for it, and of those that do not.
async fn unsealed(transaction: &mut Transaction) -> Result<Vec<(bool, UnsealedRange)>, StorageError> {
    let text = "SELECT waits, MIN(id), MAX(id), COUNT(*), MIN(at), MAX(at) FROM (\
                SELECT audit.id, audit.at, \
                CAST(CASE WHEN EXISTS (SELECT 1 FROM audit_pending WHERE audit_pending.audit_id = audit.id) AND audit.at >= $1 THEN 1 ELSE 0 END AS BIGINT) AS waits, \
                (SELECT MAX(before.audit_id) FROM audit_seal AS before WHERE before.audit_id < audit.id) AS after_row \
                FROM audit WHERE NOT EXISTS (SELECT 1 FROM audit_seal WHERE audit_seal.audit_id = audit.id)\
                ) AS unsealed GROUP BY after_row, waits ORDER BY MIN(id)";
    let newest = "SELECT MAX(audit.at) FROM audit WHERE audit.id IN (SELECT audit_id FROM audit_seal ORDER BY sequence DESC LIMIT 1)";
    let newest = transaction.fetch_optional(&Sql::new("audit", newest), Vec::new()).await?;
    let newest = newest.map_or(Ok(None), |row| row.reader("audit").optional_parsed::<Instant>())?;
    let earliest = newest.map_or_else(String::new, |newest| newest.plus_seconds(-OVERTAKEN_MAX).to_string());
    let rows = transaction.fetch_all(&Sql::new("audit", text), vec![earliest.into()]).await?;
    rows.iter()
        .map(|row| {
            let mut reader = row.reader("audit");
            let waits = reader.flag()?;
            let (first, last, rows) = (reader.parsed()?, reader.parsed()?, reader.integer()?);
            Ok((waits, UnsealedRange { first, last, rows, from: reader.parsed()?, until: reader.parsed()? }))
        })
        .collect()
}
