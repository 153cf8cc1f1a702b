//! Releases: what left the practice, for whom and why. Written by the release gate, before anything leaves.

use std::collections::BTreeSet;

use vocabulary::{DocumentId, PatientId, RecordId, ReleaseId};

use crate::StorageError;
use crate::database::{Insert, LIST_MAX, Reader, Sql, Value};
use crate::record::table::{Owner, Table, table};
use crate::record::{PlainRecord, Record, Stored, View, read};
use crate::unit::{ReadUnit, WriteUnit};

const ABOUT: Insert = Insert::into("release_patient", &[&["patient_id", "release_id", "consent_id"]]);

/// One release. Who released it and when stand beside it as recorder and recorded-at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// Whom it is about; `None` when it is about several patients, which [`about`] names, or none.
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
    /// The consent on which it rests; `None` where it rests on none, or is about several patients: [`about`] names that of each.
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

/// That a release is about a patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// The release.
    pub release: ReleaseId,
    /// The record of the patient of which something left.
    pub patient: PatientId,
    /// The consent on which it rests for this patient; `None` where it rests on none.
    pub consent: Option<RecordId>,
}

/// Writes down whom a release is about, each patient once, in the unit that writes the release.
#[crate::boxed]
pub async fn insert_about(
    unit: &mut WriteUnit,
    release: ReleaseId,
    patients: &[(PatientId, Option<RecordId>)],
) -> Result<(), StorageError> {
    let values = patients.iter().flat_map(|(patient, consent)| [Value::id(*patient), Value::id(release), Value::optional_id(*consent)]);
    let values: Vec<Value> = values.collect();
    for (patient, _) in patients {
        unit.touch(*patient);
    }
    if values.is_empty() { Ok(()) } else { unit.insert_rows(ABOUT, values).await }
}

/// Which releases are about these patients, those about several patients among them.
#[crate::boxed]
pub async fn about(unit: &mut ReadUnit, patients: &[PatientId]) -> Result<Vec<About>, StorageError> {
    let text =
        "SELECT release_id, patient_id, consent_id FROM release_patient WHERE patient_id IN ({list}) ORDER BY release_id, patient_id";
    let mut found = Vec::new();
    for chunk in patients.chunks(LIST_MAX) {
        let values = Vec::new();
        let sql = Sql::new("release_patient", text).with_list(&values, chunk.iter().map(|patient| Value::id(*patient)));
        for row in unit.fetch_all(&sql, values).await? {
            let mut reader = row.reader("release_patient");
            let about = About { release: reader.parsed()?, patient: reader.parsed()?, consent: reader.optional_parsed()? };
            unit.touch(about.patient);
            found.push(about);
        }
    }
    Ok(found)
}

/// What was released about patients, alone or together with others, newest first.
#[crate::boxed]
pub async fn of_patients(unit: &mut ReadUnit, patients: &[PatientId], view: View) -> Result<Vec<Stored<Release>>, StorageError> {
    let ids: BTreeSet<ReleaseId> = about(unit, patients).await?.into_iter().map(|about| about.release).collect();
    let ids: Vec<ReleaseId> = ids.into_iter().collect();
    let mut releases = unit.get_many::<Release>(&ids, view).await?;
    releases.reverse();
    Ok(releases)
}

/// Whom a release is about. Notes each of them.
#[crate::boxed]
pub async fn patients_of(unit: &mut ReadUnit, release: ReleaseId) -> Result<Vec<PatientId>, StorageError> {
    let text = "SELECT patient_id FROM release_patient WHERE release_id = $1 ORDER BY patient_id";
    let rows = unit.fetch_all(&Sql::new("release_patient", text), vec![Value::id(release)]).await?;
    let mut patients = Vec::with_capacity(rows.len());
    for row in rows {
        let patient = row.reader("release_patient").parsed()?;
        unit.touch(patient);
        patients.push(patient);
    }
    Ok(patients)
}

/// The release of a document that is kept.
#[crate::boxed]
pub async fn of_document(unit: &mut ReadUnit, document: DocumentId) -> Result<Option<Stored<Release>>, StorageError> {
    Ok(read::find(unit, View::Current, "document_id = $2 ORDER BY id", [Value::id(document)], None).await?.into_iter().next())
}

/// What was released of one kind, whomever it is about, newest first, at most `size`.
#[crate::boxed]
pub async fn of_subject(unit: &mut ReadUnit, subject: &str, size: u16) -> Result<Vec<Stored<Release>>, StorageError> {
    let values = [subject.into(), i64::from(size).into()];
    read::find(unit, View::Current, "subject = $2 ORDER BY id DESC LIMIT $3", values, None).await
}

/// Everything that was released, newest first: what is older than `before`, at most `size`.
#[crate::boxed]
pub async fn newest(unit: &mut ReadUnit, before: Option<ReleaseId>, size: u16, view: View) -> Result<Vec<Stored<Release>>, StorageError> {
    let before = before.map_or_else(|| Value::from("~"), Value::id);
    read::find(unit, view, "id < $2 ORDER BY id DESC LIMIT $3", [before, i64::from(size).into()], None).await
}
