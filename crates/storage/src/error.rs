//! What can go wrong with the database, told without a word of what is stored in it.

use vocabulary::Version;

/// A unique key of the practice that would be given twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UniqueKey {
    /// [`care::Patient::record_number`].
    RecordNumber,
    /// [`care::Program::code`].
    ProgramCode,
    /// [`care::Clinician::code`].
    ClinicianCode,
    /// The key of a record in the system it came from.
    ExternalKey,
    /// The name somebody signs in with.
    SignInName,
    /// The same file, imported by the same mapping.
    ImportedFile,
    /// The key of a setting.
    SettingKey,
    /// The instrument id and version of an imported definition, or of a permission for one.
    InstrumentDefinition,
    /// The program and level of care of a protocol.
    Protocol,
    /// The id of a practice-written set of criteria.
    CriteriaSet,
    /// The instrument and intake band of an expected course.
    ExpectedCourse,
    /// What a file of rule parameters is about.
    RuleParameter,
    /// An id or another key that the product makes itself: a defect when it happens.
    Internal,
}

impl UniqueKey {
    /// How it is called in messages.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::RecordNumber => "record number",
            Self::ProgramCode => "program code",
            Self::ClinicianCode => "clinician code",
            Self::ExternalKey => "key of the source system",
            Self::SignInName => "sign-in name",
            Self::ImportedFile => "imported file",
            Self::SettingKey => "setting",
            Self::InstrumentDefinition => "instrument definition",
            Self::Protocol => "protocol",
            Self::CriteriaSet => "criteria set",
            Self::ExpectedCourse => "expected course",
            Self::RuleParameter => "rule parameter",
            Self::Internal => "internal key",
        }
    }
}

/// Why storage could not do what was asked. Messages name tables, columns, ids and counts, never what a row holds.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StorageError {
    /// Nothing is stored under this id.
    #[error("no {noun} with the id {id}")]
    NotFound {
        /// What was looked for.
        noun: &'static str,
        /// Its id.
        id: String,
    },
    /// Somebody else wrote a newer version since the caller read the record.
    #[error("the {noun} {id} was changed meanwhile: version {} is no longer the current one", .expected.0)]
    VersionConflict {
        /// What was to be changed.
        noun: &'static str,
        /// Its id.
        id: String,
        /// The version the caller had read.
        expected: Version,
    },
    /// A correction that would give a record to another patient.
    #[error("the {noun} {id} belongs to another patient: void it and record it anew")]
    PatientChanged {
        /// What was to be changed.
        noun: &'static str,
        /// Its id.
        id: String,
    },
    /// A unique key is taken.
    #[error("the {} is already taken", .key.noun())]
    Duplicate {
        /// Which key.
        key: UniqueKey,
    },
    /// A link between patients that cannot be made.
    #[error(transparent)]
    Link(#[from] care::identity::LinkProblem),
    /// A text with a zero byte, which no database keeps.
    #[error("a text contains a zero byte (table {table})")]
    ZeroByte {
        /// The table it was for.
        table: &'static str,
    },
    /// The database was written by a newer version of the product.
    #[error(
        "the database has schema {found}, this program knows up to {known}: install the newer program, or restore a backup made by this one"
    )]
    NewerSchema {
        /// The schema version in the database.
        found: i64,
        /// The newest version this program has.
        known: i64,
    },
    /// A migration was changed after it was applied.
    #[error(
        "migration {version} was applied in another form than this program holds: the database was altered or the program is not an official build; restore a backup into an empty database"
    )]
    ChangedMigration {
        /// The migration's number.
        version: i64,
    },
    /// A row that does not read as what it should be.
    #[error("damaged row: table {table}, column {column}")]
    DamagedRow {
        /// The table.
        table: &'static str,
        /// The column.
        column: String,
    },
    /// A backup that cannot be restored.
    #[error("the archive cannot be restored: {problem} (byte {position})")]
    Archive {
        /// Where in the (uncompressed) archive.
        position: u64,
        /// What is wrong.
        problem: ArchiveProblem,
    },
    /// Reading or writing an archive failed.
    #[error("the archive could not be read or written: {reason}")]
    ArchiveIo {
        /// What the operating system said.
        reason: String,
    },
    /// A restore needs an empty database.
    #[error("the database is not empty: restore only into a new one (table {table} has rows)")]
    NotEmpty {
        /// A table that has rows.
        table: &'static str,
    },
    /// The database is busy with another writer, or two writers met. Nothing was changed; the operation may be tried again.
    #[error("the database is busy; nothing was changed, try again")]
    Busy,
    /// The database cannot be reached or opened.
    #[error("the database cannot be opened: {reason}")]
    Unavailable {
        /// What the operating system or server said, without address or credentials.
        reason: String,
    },
    /// A statement failed for a reason that should not occur.
    #[error("the database refused a statement on table {table} (code {code})")]
    Refused {
        /// The table.
        table: &'static str,
        /// The database's error code.
        code: String,
    },
}

impl StorageError {
    /// True when the same operation may succeed if it is simply tried again.
    pub fn is_retryable(&self) -> bool {
        matches!(self, Self::Busy)
    }

    pub(crate) fn not_found<Id: vocabulary::Identifier>(id: Id) -> Self {
        Self::NotFound { noun: Id::NOUN, id: id.to_string() }
    }
}

/// What is wrong with an archive.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveProblem {
    /// Not an archive of this product.
    #[error("this is not a backup archive")]
    NotAnArchive,
    /// An archive of a later format.
    #[error("its format {found} is newer than this program knows ({known})")]
    NewerFormat {
        /// The archive's format.
        found: i64,
        /// The newest known one.
        known: i64,
    },
    /// An archive of a later schema.
    #[error("its schema {found} is newer than this program knows ({known})")]
    NewerSchema {
        /// The archive's schema version.
        found: i64,
        /// The newest known one.
        known: i64,
    },
    /// It ends before its end mark.
    #[error("it is cut off")]
    Truncated,
    /// Bytes that do not follow the format.
    #[error("damaged: expected {expected}")]
    Damaged {
        /// What should stand there.
        expected: &'static str,
    },
    /// A table or column that the schema does not have.
    #[error("it names a table or column that schema {schema} does not have")]
    UnknownColumn {
        /// The schema version.
        schema: i64,
    },
    /// The rows of a table do not have the hash that was written with them.
    #[error("the rows of table {table} do not match their hash")]
    TableHash {
        /// The table.
        table: String,
    },
    /// The whole does not have the hash at its end.
    #[error("the archive does not match its hash")]
    ArchiveHash,
    /// The audit chain inside does not hold.
    #[error("its audit chain is broken at {broken} places")]
    AuditChain {
        /// How many broken ranges.
        broken: usize,
    },
    /// The audit chain does not end where the archive says.
    #[error("its audit does not end with the entry named in its header")]
    AuditHead,
}
