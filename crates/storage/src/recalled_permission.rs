//! Permissions to use recalled values: numbers of an instrument that nobody has checked against their source yet. A named person, the recorder
//! of the permission, takes responsibility for a version of a definition; voiding the record takes the permission back.

use vocabulary::{ClinicianId, PatientId, RecordId};

use crate::StorageError;
use crate::database::{Reader, Value};
use crate::record::table::{Owner, Table, table};
use crate::record::{PlainRecord, Record, Stored, View, read};
use crate::unit::ReadUnit;

/// A permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecalledPermission {
    /// The instrument's id.
    pub instrument: String,
    /// The definition's version.
    pub definition_version: String,
    /// The clinician who takes responsibility; `None` for a director who treats nobody.
    pub clinician: Option<ClinicianId>,
    /// Why.
    pub reason: String,
}

impl Table for RecalledPermission {
    type Id = RecordId;
    table!("recalled_permission", ["instrument_id", "definition_version", "clinician_id", "reason"]);

    fn owner(&self, _id: RecordId) -> Owner {
        Owner::Nobody
    }

    fn to_values(&self, _patient: Option<PatientId>, values: &mut Vec<Value>) {
        values.extend([
            self.instrument.as_str().into(),
            self.definition_version.as_str().into(),
            // The column takes no absent value; nobody is an empty text there.
            self.clinician.map_or_else(|| Value::from(""), Value::id),
            self.reason.as_str().into(),
        ]);
    }

    fn from_row(reader: &mut Reader<'_>) -> Result<Self, StorageError> {
        let (instrument, definition_version, clinician) = (reader.text()?, reader.text()?, reader.text()?);
        let clinician = if clinician.is_empty() { None } else { Some(clinician.parse().map_err(|_| reader.damaged())?) };
        Ok(Self { instrument, definition_version, clinician, reason: reader.text()? })
    }
}

impl Record for RecalledPermission {}
impl PlainRecord for RecalledPermission {}

/// All permissions, by instrument and version.
#[crate::boxed]
pub async fn all(unit: &mut ReadUnit, view: View) -> Result<Vec<Stored<RecalledPermission>>, StorageError> {
    read::find(unit, view, "1 = 1 ORDER BY instrument_id, definition_version", [], None).await
}
