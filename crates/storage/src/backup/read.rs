//! Reading an archive: record by record, each checked as it comes, the hashes as soon as they can be.

use std::io::Read;

use sha2::{Digest as _, Sha256};

use super::codec::{FORMAT, MAGIC, fields};
use super::{ArchiveHeader, ArchiveSummary, ArchivedTable};
use crate::audit::AuditHead;
use crate::database::Value;
use crate::{ArchiveProblem, StorageError};

/// What comes next in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Record {
    /// A table begins: its name, and names and kinds of its columns.
    Table { name: String, columns: Vec<(String, String)> },
    /// A row of it.
    Row(Vec<Value>),
    /// It ends, and its hash held.
    TableEnd,
    /// The archive ends, and its hash held.
    End,
}

/// An archive that is being read.
pub(super) struct Archive<'r, R> {
    input: &'r mut R,
    position: u64,
    hasher: Sha256,
    header: ArchiveHeader,
    table: Option<OpenTable>,
    tables: Vec<ArchivedTable>,
    sha256: String,
}

struct OpenTable {
    name: String,
    columns: usize,
    rows: i64,
    hasher: Sha256,
}

/// A record as it stands in the file.
struct Raw {
    kind: u8,
    bytes: Vec<u8>,
    fields: Vec<Value>,
}

const DAMAGED_HEADER: ArchiveProblem = ArchiveProblem::Damaged { expected: "a header" };
const DAMAGED_TABLE: ArchiveProblem = ArchiveProblem::Damaged { expected: "a table" };
const DAMAGED_END: ArchiveProblem = ArchiveProblem::Damaged { expected: "the end of a table" };

impl<'r, R: Read> Archive<'r, R> {
    /// Reads the header.
    pub(super) fn open(input: &'r mut R) -> Result<Self, StorageError> {
        let header = ArchiveHeader { schema_version: 0, engine: String::new(), created_at: epoch(), audit_head: None };
        let (table, tables, sha256) = (None, Vec::new(), String::new());
        let mut archive = Self { input, position: 0, hasher: Sha256::new(), header, table, tables, sha256 };
        let mut first = [0_u8; 1];
        archive.fill(&mut first)?;
        if first[0] != b'H' {
            return Err(archive.problem(ArchiveProblem::NotAnArchive));
        }
        let raw = archive.rest_of_record(first[0]).map_err(|_| archive.problem(ArchiveProblem::NotAnArchive))?;
        archive.header = header_of(&raw.fields).map_err(|problem| archive.problem(problem))?;
        archive.hasher.update(&raw.bytes);
        Ok(archive)
    }

    pub(super) fn header(&self) -> &ArchiveHeader {
        &self.header
    }

    pub(super) fn into_summary(self) -> ArchiveSummary {
        ArchiveSummary { header: self.header, tables: self.tables, sha256: self.sha256 }
    }

    /// An error at the present position.
    pub(super) fn problem(&self, problem: ArchiveProblem) -> StorageError {
        StorageError::Archive { position: self.position, problem }
    }

    /// Reads the next record.
    pub(super) fn next_record(&mut self) -> Result<Record, StorageError> {
        let mut kind = [0_u8; 1];
        self.fill(&mut kind)?;
        let raw = self.rest_of_record(kind[0])?;
        let record = match (raw.kind, self.table.take()) {
            (b'T', None) => self.begin_table(&raw),
            (b'R', Some(table)) => self.row(&raw, table),
            (b'E', Some(table)) => self.end_table(&raw, table),
            (b'Z', None) => return self.end(&raw),
            _ => Err(ArchiveProblem::Damaged { expected: "another kind of record" }),
        };
        let record = record.map_err(|problem| self.problem(problem))?;
        self.hasher.update(&raw.bytes);
        Ok(match record {
            // The values are moved out last, when nothing can fail any more.
            Record::Row(_) => Record::Row(raw.fields),
            other => other,
        })
    }

    fn begin_table(&mut self, raw: &Raw) -> Result<Record, ArchiveProblem> {
        let texts: Option<Vec<&String>> =
            raw.fields.iter().map(|field| if let Value::Text(Some(text)) = field { Some(text) } else { None }).collect();
        let texts = texts.ok_or(DAMAGED_TABLE)?;
        let Some((name, columns)) = texts.split_first() else { return Err(DAMAGED_TABLE) };
        if columns.is_empty() || columns.len() % 2 != 0 {
            return Err(DAMAGED_TABLE);
        }
        let columns: Vec<(String, String)> = columns.chunks(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect();
        self.table = Some(OpenTable { name: (*name).clone(), columns: columns.len(), rows: 0, hasher: Sha256::new() });
        Ok(Record::Table { name: (*name).clone(), columns })
    }

    fn row(&mut self, raw: &Raw, mut table: OpenTable) -> Result<Record, ArchiveProblem> {
        if raw.fields.len() != table.columns {
            return Err(ArchiveProblem::Damaged { expected: "a field for every column" });
        }
        table.rows += 1;
        table.hasher.update(&raw.bytes);
        self.table = Some(table);
        Ok(Record::Row(Vec::new()))
    }

    fn end_table(&mut self, raw: &Raw, table: OpenTable) -> Result<Record, ArchiveProblem> {
        let [Value::Text(Some(name)), Value::Integer(Some(rows)), Value::Text(Some(sha256))] = raw.fields.as_slice() else {
            return Err(DAMAGED_END);
        };
        if *name != table.name || *rows != table.rows {
            return Err(DAMAGED_END);
        }
        if *sha256 != hex::encode(table.hasher.finalize()) {
            return Err(ArchiveProblem::TableHash { table: table.name });
        }
        self.tables.push(ArchivedTable { name: table.name, rows: table.rows, sha256: sha256.clone() });
        Ok(Record::TableEnd)
    }

    fn end(&mut self, raw: &Raw) -> Result<Record, StorageError> {
        let [Value::Integer(Some(count)), Value::Text(Some(sha256))] = raw.fields.as_slice() else {
            return Err(self.problem(ArchiveProblem::Damaged { expected: "the end of the archive" }));
        };
        let whole = usize::try_from(*count).is_ok_and(|count| count == self.tables.len());
        if !whole || *sha256 != hex::encode(self.hasher.clone().finalize()) {
            return Err(self.problem(ArchiveProblem::ArchiveHash));
        }
        self.sha256.clone_from(sha256);
        let mut more = [0_u8; 1];
        match self.input.read(&mut more) {
            Ok(0) => Ok(Record::End),
            Ok(_) => Err(self.problem(ArchiveProblem::Damaged { expected: "nothing after the end" })),
            Err(error) => Err(failed(&error)),
        }
    }

    /// Reads what follows the kind of a record. The length is not trusted: memory is taken as bytes come.
    fn rest_of_record(&mut self, kind: u8) -> Result<Raw, StorageError> {
        const LENGTH_DIGITS_MAX: usize = 12;
        let mut bytes = vec![kind];
        let mut length = 0_u64;
        loop {
            let mut byte = [0_u8; 1];
            self.fill(&mut byte)?;
            bytes.push(byte[0]);
            match byte[0] {
                b':' if bytes.len() > 2 => break,
                digit @ b'0'..=b'9' if bytes.len() <= LENGTH_DIGITS_MAX => length = length * 10 + u64::from(digit - b'0'),
                _ => return Err(self.problem(ArchiveProblem::Damaged { expected: "the length of a record" })),
            }
        }
        let start = bytes.len();
        let wanted = length + 1;
        let got = self.input.by_ref().take(wanted).read_to_end(&mut bytes).map_err(|error| failed(&error))? as u64;
        self.position += got;
        if got < wanted {
            return Err(self.problem(ArchiveProblem::Truncated));
        }
        let Some((b'\n', payload)) = bytes[start..].split_last() else {
            return Err(self.problem(ArchiveProblem::Damaged { expected: "the end of a record" }));
        };
        let fields = fields(payload).map_err(|problem| self.problem(problem))?;
        Ok(Raw { kind, bytes, fields })
    }

    fn fill(&mut self, buffer: &mut [u8]) -> Result<(), StorageError> {
        match self.input.read_exact(buffer) {
            Ok(()) => {
                self.position += buffer.len() as u64;
                Ok(())
            }
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Err(self.problem(ArchiveProblem::Truncated)),
            Err(error) => Err(failed(&error)),
        }
    }
}

fn failed(error: &std::io::Error) -> StorageError {
    StorageError::ArchiveIo { reason: error.kind().to_string() }
}

fn epoch() -> vocabulary::Instant {
    vocabulary::Instant::from_microseconds(0).expect("1970 is a year that instants know")
}

fn header_of(fields: &[Value]) -> Result<ArchiveHeader, ArchiveProblem> {
    match fields {
        [Value::Text(Some(magic)), Value::Integer(Some(format)), rest @ ..] if magic == MAGIC => match rest {
            _ if *format > FORMAT => Err(ArchiveProblem::NewerFormat { found: *format, known: FORMAT }),
            [Value::Integer(Some(schema_version)), Value::Text(Some(engine)), Value::Text(Some(created_at)), sequence, hash] => {
                let audit_head = match (sequence, hash) {
                    (Value::Integer(Some(sequence)), Value::Text(Some(hash))) => {
                        Some(AuditHead { sequence: *sequence, hash: hash.clone() })
                    }
                    (Value::Text(None), Value::Text(None)) => None,
                    _ => return Err(DAMAGED_HEADER),
                };
                let created_at = created_at.parse().map_err(|_| DAMAGED_HEADER)?;
                Ok(ArchiveHeader { schema_version: *schema_version, engine: engine.clone(), created_at, audit_head })
            }
            _ => Err(DAMAGED_HEADER),
        },
        _ => Err(ArchiveProblem::NotAnArchive),
    }
}
