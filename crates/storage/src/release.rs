//! Releases: what left the practice, for whom and why. Written by the release gate, before anything leaves.

use vocabulary::{DocumentId, PatientId, RecordId, ReleaseId};

use crate::StorageError;
use crate::database::{Reader, Value};
use crate::record::table::{Owner, Table, table};
use crate::record::{PlainRecord, Record, Stored, View, read};
use crate::unit::ReadUnit;

/// One release. Who released it and when stand beside it as recorder and recorded-at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// Whom it is about; `None` when it is about several patients or none.
    pub patient: Option<PatientId>,
    /// How many patients it is about.
    pub patient_count: i64,
    /// What left, such as `progress_report` or `scores_csv`.
    pub subject: String,
    /// For whom.
    pub recipient: String,
    /// Why.
    pub reason: String,
    /// On what basis, such as consent or the patient's own request.
    pub basis: String,
    /// The paper on which that basis rests, such as the order of a court; empty where it rests on none.
    pub authority: String,
    /// SHA-256 of the bytes, 64 hexadecimal digits.
    pub sha256: String,
    /// Where the bytes are kept; `None` when only their hash is.
    pub document: Option<DocumentId>,
    /// The consent on which it rests; `None` where it rests on none.
    pub consent: Option<RecordId>,
}

impl Table for Release {
    type Id = ReleaseId;
    table!(
        "release",
        ["patient_id", "patient_count", "subject", "recipient", "reason", "basis", "sha256", "document_id", "consent_id", "authority"]
    );
    const IS_INPUT: bool = false;

    fn owner(&self, _id: ReleaseId) -> Owner {
        self.patient.map_or(Owner::Nobody, Owner::Patient)
    }

    fn to_values(&self, _patient: Option<PatientId>, values: &mut Vec<Value>) {
        values.extend([
            Value::optional_id(self.patient),
            self.patient_count.into(),
            self.subject.as_str().into(),
            self.recipient.as_str().into(),
            self.reason.as_str().into(),
            self.basis.as_str().into(),
            self.sha256.as_str().into(),
            Value::optional_id(self.document),
            Value::optional_id(self.consent),
            self.authority.as_str().into(),
        ]);
    }

    fn from_row(reader: &mut Reader<'_>) -> Result<Self, StorageError> {
        let (patient, patient_count) = (reader.optional_parsed()?, reader.integer()?);
        let (subject, recipient, reason, basis) = (reader.text()?, reader.text()?, reader.text()?, reader.text()?);
        let (sha256, document, consent) = (reader.text()?, reader.optional_parsed()?, reader.optional_parsed()?);
        Ok(Self { patient, patient_count, subject, recipient, reason, basis, sha256, document, consent, authority: reader.text()? })
    }
}

impl Record for Release {}
impl PlainRecord for Release {}

/// What was released about patients, newest first.
#[crate::boxed]
pub async fn of_patients(unit: &mut ReadUnit, patients: &[PatientId], view: View) -> Result<Vec<Stored<Release>>, StorageError> {
    read::find_in(unit, view, "patient_id IN ({list}) ORDER BY id DESC", patients).await
}

/// Everything that was released, newest first: what is older than `before`, at most `size`.
#[crate::boxed]
pub async fn newest(unit: &mut ReadUnit, before: Option<ReleaseId>, size: u16, view: View) -> Result<Vec<Stored<Release>>, StorageError> {
    let before = before.map_or_else(|| Value::from("~"), Value::id);
    read::find(unit, view, "id < $2 ORDER BY id DESC LIMIT $3", [before, i64::from(size).into()], None).await
}
