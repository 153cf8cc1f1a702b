//! Clinicians.

use care::Clinician;
use vocabulary::{ClinicianId, PatientId};

use crate::StorageError;
use crate::database::{Reader, Value};
use crate::record::table::{Owner, Table, table};
use crate::record::{PlainRecord, Record, Stored, View, read};
use crate::unit::ReadUnit;

impl Table for Clinician {
    type Id = ClinicianId;
    table!("clinician", ["code", "name", "credential", "left_since"]);

    fn owner(&self, _id: ClinicianId) -> Owner {
        Owner::Nobody
    }

    fn to_values(&self, _patient: Option<PatientId>, values: &mut Vec<Value>) {
        values.extend([self.code.as_str().into(), self.name.as_str().into(), self.credential.as_str().into(), self.left_since.into()]);
    }

    fn from_row(reader: &mut Reader<'_>) -> Result<Self, StorageError> {
        Ok(Self { code: reader.text()?, name: reader.text()?, credential: reader.text()?, left_since: reader.optional_parsed()? })
    }
}

impl Record for Clinician {}
impl PlainRecord for Clinician {}

/// All clinicians, by code.
#[crate::boxed]
pub async fn all(unit: &mut ReadUnit, view: View) -> Result<Vec<Stored<Clinician>>, StorageError> {
    read::find(unit, view, "1 = 1 ORDER BY code, id", [], None).await
}

/// The clinician with a code.
#[crate::boxed]
pub async fn by_code(unit: &mut ReadUnit, code: &str, view: View) -> Result<Option<Stored<Clinician>>, StorageError> {
    Ok(read::find(unit, view, "code = $2", [code.into()], None).await?.pop())
}
