//! Episodes of care.

use care::{Discharge, Episode};
use vocabulary::{Day, EpisodeId, PatientId, ProgramId};

use crate::StorageError;
use crate::database::{Reader, Value};
use crate::record::table::{Owner, Table, table};
use crate::record::{PlainRecord, Record, Stored, View, read};
use crate::unit::ReadUnit;

impl Table for Episode {
    type Id = EpisodeId;
    table!(
        "episode",
        [
            "patient_id",
            "program_id",
            "admitted",
            "discharge_day",
            "discharge_type",
            "discharge_destination",
            "referral_source",
            "payer_class",
            "clinician_id",
            "readmission_of",
        ]
    );

    fn owner(&self, _id: EpisodeId) -> Owner {
        Owner::Patient(self.patient)
    }

    fn to_values(&self, _patient: Option<PatientId>, values: &mut Vec<Value>) {
        let discharge = self.discharge.as_ref();
        values.extend([
            Value::id(self.patient),
            Value::id(self.program),
            self.admitted.into(),
            discharge.map(|discharge| discharge.day).into(),
            Value::optional_text(discharge.map(|discharge| discharge.kind)),
            Value::optional_text(discharge.map(|discharge| discharge.destination)),
            Value::optional_text(self.referral_source),
            Value::optional_text(self.payer_class),
            Value::optional_id(self.clinician),
            Value::optional_id(self.readmission_of),
        ]);
    }

    fn from_row(reader: &mut Reader<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            patient: reader.parsed()?,
            program: reader.parsed()?,
            admitted: reader.parsed()?,
            discharge: discharge(reader)?,
            referral_source: reader.optional_parsed()?,
            payer_class: reader.optional_parsed()?,
            clinician: reader.optional_parsed()?,
            readmission_of: reader.optional_parsed()?,
        })
    }
}

/// Three columns that are there together or not at all.
fn discharge(reader: &mut Reader<'_>) -> Result<Option<Discharge>, StorageError> {
    let (day, kind, destination) = (reader.optional_parsed()?, reader.optional_parsed()?, reader.optional_parsed()?);
    match (day, kind, destination) {
        (Some(day), Some(kind), Some(destination)) => Ok(Some(Discharge { day, kind, destination })),
        (None, None, None) => Ok(None),
        _ => Err(reader.damaged()),
    }
}

impl Record for Episode {}
impl PlainRecord for Episode {}

/// The episodes of patients, by admission. Take [`crate::patient_link::records_of`] to see one person with all their records.
pub async fn of_patients(unit: &mut ReadUnit, patients: &[PatientId], view: View) -> Result<Vec<Stored<Episode>>, StorageError> {
    read::find_in(unit, view, "patient_id IN ({list}) ORDER BY admitted, id", patients).await
}

/// The episodes of a program, by admission.
pub async fn of_program(unit: &mut ReadUnit, program: ProgramId, view: View) -> Result<Vec<Stored<Episode>>, StorageError> {
    read::find(unit, view, "program_id = $2 ORDER BY admitted, id", [Value::id(program)], None).await
}

/// The episodes that ended between two days, both included, by the last day.
pub async fn discharged_between(unit: &mut ReadUnit, from: Day, until: Day, view: View) -> Result<Vec<Stored<Episode>>, StorageError> {
    let rest = "discharge_day >= $2 AND discharge_day <= $3 ORDER BY discharge_day, id";
    read::find(unit, view, rest, [from.into(), until.into()], None).await
}
