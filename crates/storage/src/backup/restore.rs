//! Restoring an archive.

use std::io::Read;

use super::read::{Archive, Record};
use super::tables::TABLES;
use super::{ArchiveSummary, BrokenAudit};
use crate::audit::{self, NewEntry, Outcome};
use crate::database::{Column, ColumnKind, SCHEMA_VERSION, Sql, Transaction, Value, columns_of, has_ledger, migrate, schema_version};
use crate::unit::Touched;
use crate::{ArchiveProblem, Database, Operation, StorageError};

pub(super) async fn restore<R: Read + Send>(
    database: &Database,
    operation: &Operation,
    input: &mut R,
    broken_audit: BrokenAudit,
) -> Result<ArchiveSummary, StorageError> {
    let mut archive = Archive::open(input)?;
    let schema = archive.header().schema_version;
    if schema < 1 {
        return Err(archive.problem(ArchiveProblem::Damaged { expected: "a schema version" }));
    }
    if schema > SCHEMA_VERSION {
        return Err(archive.problem(ArchiveProblem::NewerSchema { found: schema, known: SCHEMA_VERSION }));
    }
    let now = database.ports().clock.now();
    let mut transaction = database.begin_write().await?;
    require_empty(&mut transaction, schema).await?;
    migrate(&mut transaction, schema, now).await?;
    read_tables(&mut transaction, &mut archive).await?;
    migrate(&mut transaction, SCHEMA_VERSION, now).await?;
    check_audit(&mut transaction, &archive, broken_audit).await?;
    hold_messages(&mut transaction).await?;
    let summary = archive.into_summary();
    let patients = summary.tables.iter().find(|table| table.name == "patient").map_or(0, |table| table.rows);
    let entry = NewEntry { operation, outcome: Outcome::Done, touched: &Touched::everybody(patients), detail: None };
    audit::insert(&mut transaction, database.ports(), &entry).await?;
    transaction.commit().await?;
    Ok(summary)
}

/// What was still to be sent when the backup was made may have gone out since, from the place it was made in: a person decides about each.
async fn hold_messages(transaction: &mut Transaction) -> Result<(), StorageError> {
    let text = "UPDATE message SET state = 'uncertain', reason = 'restored' WHERE state IN ('planned', 'leased', 'handed_over')";
    transaction.execute(&Sql::new("message", text), Vec::new()).await.map(drop)
}

/// A database without a schema, or one of the archive's schema that was never used.
async fn require_empty(transaction: &mut Transaction, schema: i64) -> Result<(), StorageError> {
    if !has_ledger(transaction).await? {
        return Ok(());
    }
    if schema_version(transaction).await? != schema {
        return Err(StorageError::NotEmpty { table: "schema_migration" });
    }
    for table in TABLES {
        if columns_of(transaction, table.name).await?.is_empty() {
            continue;
        }
        let any = Sql::of_pieces(table.name, &["SELECT 1 FROM ", table.name, " LIMIT 1"]);
        if transaction.fetch_optional(&any, Vec::new()).await?.is_some() {
            return Err(StorageError::NotEmpty { table: table.name });
        }
    }
    Ok(())
}

/// A table that is being filled.
struct Filling {
    table: &'static str,
    columns: Vec<Column>,
    waiting: Vec<Value>,
    rows: usize,
}

/// How many values wait before they are inserted.
const WAITING_MAX: usize = 6_000;
/// How many bytes of documents wait at most.
const BYTES_MAX: usize = 8 << 20;

async fn read_tables<R: Read + Send>(transaction: &mut Transaction, archive: &mut Archive<'_, R>) -> Result<(), StorageError> {
    let mut expected = TABLES.iter();
    let mut filling: Option<Filling> = None;
    let mut waiting_bytes = 0;
    loop {
        match archive.next_record()? {
            Record::Table { name, columns } => {
                let unknown = || archive.problem(ArchiveProblem::UnknownColumn { schema: archive.header().schema_version });
                // Tables come in one order; those that an older schema lacks are passed over.
                let table = loop {
                    let table = expected.next().ok_or_else(unknown)?;
                    if table.name == name {
                        break table.name;
                    }
                    if !columns_of(transaction, table.name).await?.is_empty() {
                        return Err(unknown());
                    }
                };
                let known = columns_of(transaction, table).await?;
                let told = known.iter().map(|column| (column.name.as_str(), column.kind.code()));
                if !told.eq(columns.iter().map(|(name, kind)| (name.as_str(), kind.as_str()))) {
                    return Err(unknown());
                }
                filling = Some(Filling { table, columns: known, waiting: Vec::new(), rows: 0 });
            }
            Record::Row(values) => {
                let Some(filling) = &mut filling else { continue };
                let problem = ArchiveProblem::Damaged { expected: "a value of the column's kind" };
                for (value, column) in values.into_iter().zip(&filling.columns) {
                    waiting_bytes += if let Value::Bytes(Some(bytes)) = &value { bytes.len() } else { 0 };
                    filling.waiting.push(typed(value, column.kind).ok_or_else(|| archive.problem(problem.clone()))?);
                }
                filling.rows += 1;
                if filling.waiting.len() >= WAITING_MAX || waiting_bytes >= BYTES_MAX {
                    insert(transaction, filling).await?;
                    waiting_bytes = 0;
                }
            }
            Record::TableEnd => {
                if let Some(mut filled) = filling.take() {
                    insert(transaction, &mut filled).await?;
                    waiting_bytes = 0;
                }
            }
            Record::End => break,
        }
    }
    // Whatever is left must be a table that the schema does not have.
    for table in expected {
        if !columns_of(transaction, table.name).await?.is_empty() {
            return Err(archive.problem(ArchiveProblem::Damaged { expected: "more tables" }));
        }
    }
    Ok(())
}

/// The value as its column holds it; `None` when it is of another kind.
fn typed(value: Value, kind: ColumnKind) -> Option<Value> {
    match (value, kind) {
        (Value::Text(None), ColumnKind::Integer) => Some(Value::Integer(None)),
        (Value::Text(None), ColumnKind::Bytes) => Some(Value::Bytes(None)),
        (value @ Value::Text(_), ColumnKind::Text)
        | (value @ Value::Integer(_), ColumnKind::Integer)
        | (value @ Value::Bytes(_), ColumnKind::Bytes) => Some(value),
        _ => None,
    }
}

async fn insert(transaction: &mut Transaction, filling: &mut Filling) -> Result<(), StorageError> {
    let (values, rows) = (std::mem::take(&mut filling.waiting), std::mem::take(&mut filling.rows));
    if rows == 0 {
        return Ok(());
    }
    let sql = Sql::insert_into_table(filling.table, &filling.columns, rows, transaction.is_postgres());
    transaction.execute(&sql, values).await.map(drop)
}

/// The chain must hold and end where the header says.
async fn check_audit<R: Read + Send>(
    transaction: &mut Transaction,
    archive: &Archive<'_, R>,
    broken_audit: BrokenAudit,
) -> Result<(), StorageError> {
    let expected = archive.header().audit_head.as_ref();
    let report = audit::verify(transaction, expected).await?;
    let problem = if report.is_damaged() {
        ArchiveProblem::AuditChain { broken: report.broken.len() + report.seal_missing.len() }
    } else if report.head.as_ref() != expected {
        ArchiveProblem::AuditHead
    } else {
        return Ok(());
    };
    match broken_audit {
        BrokenAudit::Accept => Ok(()),
        BrokenAudit::Refuse => Err(archive.problem(problem)),
    }
}
