//! Writing an archive.

use std::io::Write;

use sha2::{Digest as _, Sha256};

use super::codec::{FORMAT, MAGIC, record};
use super::tables::{ArchiveTable, TABLES};
use super::{ArchiveHeader, ArchiveSummary, ArchivedTable};
use crate::StorageError;
use crate::database::{Column, ColumnKind, Reader, Sql, Transaction, Value, columns_of};

/// Writes and hashes.
struct Output<'w, W> {
    to: &'w mut W,
    hasher: Sha256,
}

impl<W: Write> Output<'_, W> {
    fn put(&mut self, bytes: &[u8]) -> Result<(), StorageError> {
        self.hasher.update(bytes);
        self.to.write_all(bytes).map_err(|error| StorageError::ArchiveIo { reason: error.kind().to_string() })
    }
}

pub(super) async fn write<W: Write + Send>(
    transaction: &mut Transaction,
    header: ArchiveHeader,
    to: &mut W,
) -> Result<ArchiveSummary, StorageError> {
    let mut output = Output { to, hasher: Sha256::new() };
    output.put(&record(b'H', &header_fields(&header)))?;
    let mut tables = Vec::new();
    for table in TABLES {
        let columns = columns_of(transaction, table.name).await?;
        // A database of an older schema lacks the newer tables.
        if !columns.is_empty() {
            tables.push(write_table(transaction, table, &columns, &mut output).await?);
        }
    }
    let sha256 = hex::encode(output.hasher.clone().finalize());
    let count = i64::try_from(tables.len()).unwrap_or(i64::MAX);
    output.put(&record(b'Z', &[count.into(), sha256.as_str().into()]))?;
    output.to.flush().map_err(|error| StorageError::ArchiveIo { reason: error.kind().to_string() })?;
    Ok(ArchiveSummary { header, tables, sha256 })
}

fn header_fields(header: &ArchiveHeader) -> [Value; 7] {
    let head = header.audit_head.as_ref();
    [
        MAGIC.into(),
        FORMAT.into(),
        header.schema_version.into(),
        header.engine.as_str().into(),
        header.created_at.into(),
        head.map(|head| head.sequence).into(),
        Value::code(head.map(|head| head.hash.as_str())),
    ]
}

async fn write_table<W: Write + Send>(
    transaction: &mut Transaction,
    table: &ArchiveTable,
    columns: &[Column],
    output: &mut Output<'_, W>,
) -> Result<ArchivedTable, StorageError> {
    let mut fields = vec![Value::from(table.name)];
    for column in columns {
        fields.extend([column.name.as_str().into(), column.kind.code().into()]);
    }
    output.put(&record(b'T', &fields))?;
    let (mut hasher, mut rows) = (Sha256::new(), 0_i64);
    let sql = Sql::of_table(table.name, columns, table.order);
    let visit = |row: crate::database::Row| {
        let mut reader = row.reader(table.name);
        let values = columns.iter().map(|column| value(&mut reader, column.kind)).collect::<Result<Vec<_>, _>>()?;
        let bytes = record(b'R', &values);
        hasher.update(&bytes);
        rows += 1;
        output.put(&bytes)
    };
    transaction.for_each(&sql, Vec::new(), visit).await?;
    let sha256 = hex::encode(hasher.finalize());
    output.put(&record(b'E', &[table.name.into(), rows.into(), sha256.as_str().into()]))?;
    Ok(ArchivedTable { name: table.name.to_owned(), rows, sha256 })
}

fn value(reader: &mut Reader<'_>, kind: ColumnKind) -> Result<Value, StorageError> {
    Ok(match kind {
        ColumnKind::Text => Value::Text(reader.optional_text()?),
        ColumnKind::Integer => Value::Integer(reader.optional_integer()?),
        ColumnKind::Bytes => Value::Bytes(reader.optional_bytes()?),
    })
}
