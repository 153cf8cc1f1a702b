//! Diagnoses.

use care::Diagnosis;
use vocabulary::{DiagnosisId, PatientId};

use crate::StorageError;
use crate::database::{Reader, Value};
use crate::record::table::{Owner, Table, table};
use crate::record::{PlainRecord, Record, Stored, View, read};
use crate::unit::ReadUnit;

impl Table for Diagnosis {
    type Id = DiagnosisId;
    table!("diagnosis", ["patient_id", "episode_id", "code", "diagnosis_rank", "first_day", "last_day", "diagnosed_by"]);

    fn owner(&self, _id: DiagnosisId) -> Owner {
        Owner::Patient(self.patient)
    }

    fn to_values(&self, _patient: Option<PatientId>, values: &mut Vec<Value>) {
        values.extend([
            Value::id(self.patient),
            Value::optional_id(self.episode),
            self.code.as_str().into(),
            self.rank.code().into(),
            self.period.first().into(),
            self.period.last().into(),
            Value::optional_id(self.diagnosed_by),
        ]);
    }

    fn from_row(reader: &mut Reader<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            patient: reader.parsed()?,
            episode: reader.optional_parsed()?,
            code: reader.parsed()?,
            rank: reader.parsed()?,
            period: reader.period()?,
            diagnosed_by: reader.optional_parsed()?,
        })
    }
}

impl Record for Diagnosis {}
impl PlainRecord for Diagnosis {}

/// The diagnoses of patients, by onset.
#[crate::boxed]
pub async fn of_patients(unit: &mut ReadUnit, patients: &[PatientId], view: View) -> Result<Vec<Stored<Diagnosis>>, StorageError> {
    read::find_in(unit, view, "patient_id IN ({list}) ORDER BY first_day, id", patients).await
}
