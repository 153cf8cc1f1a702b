//! Stored documents. The bytes of a released PDF are authoritative: what is shown later is what left, not what would be made today.

use vocabulary::{Day, DocumentId, PatientId};

use crate::StorageError;
use crate::database::{Insert, Reader, Sql, Value};
use crate::record::table::{Owner, Table, table};
use crate::record::{Entry, Record, Stored, View, read, write};
use crate::unit::{ReadUnit, WriteUnit};

/// What is known of a document without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Whom it is about; `None` when it is about nobody in particular.
    pub patient: Option<PatientId>,
    /// What it is, such as `progress_report`.
    pub kind: String,
    /// Its media type, such as `application/pdf`.
    pub media_type: String,
    /// How long it is.
    pub byte_count: i64,
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    pub sha256: String,
    /// SHA-256 of the canonical data it was made from.
    pub snapshot_sha256: String,
}

impl Table for Document {
    type Id = DocumentId;
    table!("document", ["patient_id", "kind", "media_type", "byte_count", "sha256", "snapshot_sha256"]);
    const IS_INPUT: bool = false;

    fn owner(&self, _id: DocumentId) -> Owner {
        self.patient.map_or(Owner::Nobody, Owner::Patient)
    }

    fn to_values(&self, _patient: Option<PatientId>, values: &mut Vec<Value>) {
        values.extend([
            Value::optional_id(self.patient),
            self.kind.as_str().into(),
            self.media_type.as_str().into(),
            self.byte_count.into(),
            self.sha256.as_str().into(),
            self.snapshot_sha256.as_str().into(),
        ]);
    }

    fn from_row(reader: &mut Reader<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            patient: reader.optional_parsed()?,
            kind: reader.text()?,
            media_type: reader.text()?,
            byte_count: reader.integer()?,
            sha256: reader.text()?,
            snapshot_sha256: reader.text()?,
        })
    }
}

impl Record for Document {}

const DOCUMENT_CONTENT: Insert = Insert::into("document_content", &[&["document_id", "content"]]);

/// What to store: the facts about the bytes are made from the bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDocument {
    /// Its id.
    pub id: DocumentId,
    /// Whom it is about.
    pub patient: Option<PatientId>,
    /// What it is.
    pub kind: String,
    /// Its media type.
    pub media_type: String,
    /// SHA-256 of the canonical data it was made from.
    pub snapshot_sha256: String,
    /// The bytes.
    pub content: Vec<u8>,
}

/// Stores a document and gives the SHA-256 of its bytes.
#[crate::boxed]
pub async fn insert(unit: &mut WriteUnit, new: NewDocument, effective_day: Day) -> Result<String, StorageError> {
    let sha256 = crate::sha256(&new.content);
    let document = Document {
        patient: new.patient,
        kind: new.kind,
        media_type: new.media_type,
        byte_count: i64::try_from(new.content.len()).unwrap_or(i64::MAX),
        sha256: sha256.clone(),
        snapshot_sha256: new.snapshot_sha256,
    };
    write::insert_many(unit, &[Entry::new(new.id, document, effective_day)]).await?;
    unit.insert_rows(DOCUMENT_CONTENT, vec![Value::id(new.id), new.content.into()]).await?;
    Ok(sha256)
}

/// The documents about patients, newest first, without their bytes.
#[crate::boxed]
pub async fn of_patients(unit: &mut ReadUnit, patients: &[PatientId], view: View) -> Result<Vec<Stored<Document>>, StorageError> {
    read::find_in(unit, view, "patient_id IN ({list}) ORDER BY id DESC", patients).await
}

/// A document with its bytes; `None` when there is none. Bytes that no longer have their hash are an error.
#[crate::boxed]
pub async fn content(unit: &mut ReadUnit, id: DocumentId) -> Result<Option<(Stored<Document>, Vec<u8>)>, StorageError> {
    let Some(stored) = unit.current::<Document>(id).await? else { return Ok(None) };
    let sql = Sql::new("document_content", "SELECT content FROM document_content WHERE document_id = $1");
    let row = unit.fetch_optional(&sql, vec![Value::id(id)]).await?.ok_or_else(|| StorageError::not_found(id))?;
    let content = row.reader("document_content").bytes()?;
    if crate::sha256(&content) == stored.value().sha256 {
        Ok(Some((stored, content)))
    } else {
        Err(StorageError::DamagedRow { table: "document_content", column: "content".to_owned() })
    }
}
