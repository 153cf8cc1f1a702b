//! Admissions that are planned. Each has the id that its episode takes: [`crate::episode`].

use care::PlannedAdmission;
use vocabulary::{EpisodeId, PatientId};

use crate::StorageError;
use crate::database::{Reader, Value};
use crate::record::table::{Owner, Table, table};
use crate::record::{PlainRecord, Record, Stored, View, read};
use crate::unit::ReadUnit;

impl Table for PlannedAdmission {
    type Id = EpisodeId;
    table!("planned_admission", ["patient_id", "program_id", "planned_day"]);

    fn owner(&self, _id: EpisodeId) -> Owner {
        Owner::Patient(self.patient)
    }

    fn to_values(&self, _patient: Option<PatientId>, values: &mut Vec<Value>) {
        values.extend([Value::id(self.patient), Value::id(self.program), self.day.into()]);
    }

    fn from_row(reader: &mut Reader<'_>) -> Result<Self, StorageError> {
        Ok(Self { patient: reader.parsed()?, program: reader.parsed()?, day: reader.parsed()? })
    }
}

impl Record for PlannedAdmission {}
impl PlainRecord for PlannedAdmission {}

/// Those of patients, by the planned day, the ones that were carried out among them.
#[crate::boxed]
pub async fn of_patients(unit: &mut ReadUnit, patients: &[PatientId], view: View) -> Result<Vec<Stored<PlannedAdmission>>, StorageError> {
    read::find_in(unit, view, "patient_id IN ({list}) ORDER BY planned_day, id", patients).await
}
