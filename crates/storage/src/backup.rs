//! Backup and restore: the whole practice in one file that either database reads.
//!
//! An archive is made from one consistent state while the practice works on. It is text in records with their lengths, so that it can be looked
//! at, and it is hashed twice: each table, and the whole. It names the end of the audit chain, so that a chain that is cut off later can be told
//! from a whole one. Restoring reads it into an empty database of either kind, in one transaction, and keeps nothing unless every hash and the
//! audit chain hold; an archive of an older schema is restored as it was and then brought up to date. This is how a practice moves from SQLite to
//! PostgreSQL or back.
//!
//! Sessions and attempts to sign in are left out: they mean nothing in another place. Everything else is in it, password hashes included, so an
//! archive is to be kept as the database is.
//!
//! ```text
//! H60:T19:throughline archive;I1;I2;T6:sqlite;…;        header: format, schema, engine, when, end of the audit chain
//! T75:T7:program;T2:id;T4:text;…;                       a table and its columns
//! R90:T36:0193…;I1;…;N;                                 a row: texts and bytes with their length, numbers, N for nothing
//! E75:T7:program;I4;T64:…;                              end of the table: how many rows, SHA-256 of its R records
//! Z75:I30;T64:…;                                        end: how many tables, SHA-256 of everything before
//! ```

mod codec;
mod read;
mod restore;
mod tables;
mod write;

use std::io::{Read, Write};

use vocabulary::Instant;

use crate::audit::{self, AuditHead, NewEntry, Outcome};
use crate::database::Sql;
use crate::unit::Touched;
use crate::{Database, Operation, Options, Ports, StorageError};

/// What an archive says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveHeader {
    /// The schema version of the database it was made from.
    pub schema_version: i64,
    /// The kind of that database: `sqlite` or `postgresql`.
    pub engine: String,
    /// When it was made.
    pub created_at: Instant,
    /// The end of the audit chain then; `None` when nothing was sealed.
    pub audit_head: Option<AuditHead>,
}

/// What is in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveSummary {
    /// What it says about itself.
    pub header: ArchiveHeader,
    /// Its tables in their order.
    pub tables: Vec<ArchivedTable>,
    /// SHA-256 of the whole, as it stands in its last record.
    pub sha256: String,
}

/// A table of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivedTable {
    /// Its name.
    pub name: String,
    /// How many rows.
    pub rows: i64,
    /// SHA-256 of its rows. The same rows have the same hash, whichever database they came from.
    pub sha256: String,
}

/// What to do with an archive whose audit chain does not hold. Its rows hold in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrokenAudit {
    /// Restore nothing.
    Refuse,
    /// Restore all the same: the chain was broken in the practice already, and its records are needed. `verify_audit` goes on reporting it.
    Accept,
}

impl Database {
    /// Writes an archive of everything, from one state, while others go on working. The audit tells of it before the first byte is written; what
    /// is sealed in the archive includes that row.
    ///
    /// `output` is written to from within the future, record by record.
    pub async fn backup<W: Write + Send>(&self, operation: &Operation, output: &mut W) -> Result<ArchiveSummary, StorageError> {
        let everybody = Touched::everybody(self.count_patients().await?);
        let entry = |outcome| NewEntry { operation, outcome, touched: &everybody, detail: None };
        self.audit(&entry(Outcome::Done)).await?;
        while self.seal_audit().await? > 0 {}
        let mut transaction = self.begin_read().await?;
        let header = ArchiveHeader {
            schema_version: crate::database::schema_version(&mut transaction).await?,
            engine: self.engine().code().to_owned(),
            created_at: self.ports().clock.now(),
            audit_head: audit::head(&mut transaction).await?,
        };
        let result = write::write(&mut transaction, header, output).await;
        if result.is_err() {
            transaction.roll_back().await?;
            self.audit(&entry(Outcome::Failed)).await?;
        }
        result
    }

    async fn count_patients(&self) -> Result<i64, StorageError> {
        let mut transaction = self.begin_read().await?;
        let sql = Sql::new("patient", "SELECT COUNT(*) FROM patient WHERE superseded_at IS NULL AND void_reason IS NULL");
        let row = transaction.fetch_optional(&sql, Vec::new()).await?;
        row.map_or(Ok(0), |row| row.reader("patient").integer())
    }
}

/// Reads an archive through without a database and checks its form and its hashes.
pub fn inspect<R: Read>(input: &mut R) -> Result<ArchiveSummary, StorageError> {
    let mut archive = read::Archive::open(input)?;
    while archive.next_record()? != read::Record::End {}
    Ok(archive.into_summary())
}

/// Restores an archive into an empty database, which is made when it is missing, and opens it. Nothing is kept unless everything holds.
///
/// `operation` stands in the audit of the restored database. `input` is read from within the future.
pub async fn restore<R: Read + Send>(
    options: &Options,
    ports: Ports,
    operation: &Operation,
    input: &mut R,
    broken_audit: BrokenAudit,
) -> Result<(Database, ArchiveSummary), StorageError> {
    let database = Database::open_without_schema(options, ports).await?;
    let result = restore::restore(&database, operation, input, broken_audit).await;
    match result {
        Ok(summary) => Ok((database, summary)),
        Err(error) => {
            database.close().await;
            Err(error)
        }
    }
}
