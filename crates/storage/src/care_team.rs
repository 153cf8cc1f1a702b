//! Care teams: who treats whom, from when to when.

use care::CareTeamMember;
use vocabulary::{ClinicianId, Day, PatientId, RecordId};

use crate::StorageError;
use crate::database::{Reader, Value};
use crate::record::table::{Owner, Table, table};
use crate::record::{PlainRecord, Record, Stored, View, read};
use crate::unit::ReadUnit;

impl Table for CareTeamMember {
    type Id = RecordId;
    table!("care_team_member", ["patient_id", "clinician_id", "team_role", "first_day", "last_day"]);

    fn owner(&self, _id: RecordId) -> Owner {
        Owner::Patient(self.patient)
    }

    fn to_values(&self, _patient: Option<PatientId>, values: &mut Vec<Value>) {
        values.extend([
            Value::id(self.patient),
            Value::id(self.clinician),
            self.role.code().into(),
            self.period.first().into(),
            self.period.last().into(),
        ]);
    }

    fn from_row(reader: &mut Reader<'_>) -> Result<Self, StorageError> {
        Ok(Self { patient: reader.parsed()?, clinician: reader.parsed()?, role: reader.parsed()?, period: reader.period()? })
    }
}

impl Record for CareTeamMember {}
impl PlainRecord for CareTeamMember {}

/// The care teams of patients, by first day.
#[crate::boxed]
pub async fn of_patients(unit: &mut ReadUnit, patients: &[PatientId], view: View) -> Result<Vec<Stored<CareTeamMember>>, StorageError> {
    read::find_in(unit, view, "patient_id IN ({list}) ORDER BY first_day, id", patients).await
}

/// Whether a clinician belongs to the care team of any of these records on a day. Touches nobody: it is asked before a patient is opened.
#[crate::boxed]
pub async fn is_member(unit: &mut ReadUnit, clinician: ClinicianId, patients: &[PatientId], on: Day) -> Result<bool, StorageError> {
    let values = vec![Value::id(clinician), on.into()];
    let text = "SELECT id FROM care_team_member WHERE clinician_id = $1 AND first_day <= $2 AND (last_day IS NULL OR last_day >= $2) \
                AND superseded_at IS NULL AND void_reason IS NULL AND patient_id IN ({list}) LIMIT 1";
    let sql = crate::database::Sql::new("care_team_member", text).with_list(&values, patients.iter().map(|patient| Value::id(*patient)));
    Ok(unit.fetch_optional(&sql, values).await?.is_some())
}
