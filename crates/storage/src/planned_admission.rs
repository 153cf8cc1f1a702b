//! Admissions that are planned. Each has the id that its episode takes: [`crate::episode`].

use care::PlannedAdmission;
use vocabulary::{Day, EpisodeId, PatientId};

use crate::StorageError;
use crate::database::{LIST_MAX, Reader, Value};
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

/// Those that were not carried out, by the planned day: of these patients, or everybody's. At most so many after a place, which is the day and the id of the plan
/// that was seen last.
#[crate::boxed]
pub async fn open(
    unit: &mut ReadUnit,
    patients: Option<&[PatientId]>,
    after: Option<(Day, EpisodeId)>,
    most: u32,
) -> Result<Vec<Stored<PlannedAdmission>>, StorageError> {
    // One that was carried out has an episode, even where that was withdrawn since.
    const OPEN: &str = "(planned_day > $2 OR (planned_day = $2 AND id > $3)) AND NOT EXISTS (SELECT 1 FROM episode \
                        WHERE episode.id = planned_admission.id) ORDER BY planned_day, id LIMIT $4";
    const OPEN_OF: &str = "(planned_day > $2 OR (planned_day = $2 AND id > $3)) AND NOT EXISTS (SELECT 1 FROM episode \
                           WHERE episode.id = planned_admission.id) AND patient_id IN ({list}) ORDER BY planned_day, id LIMIT $4";
    let values = || {
        let (day, id) = after.map_or((Value::from(""), Value::from("")), |(day, id)| (day.into(), Value::id(id)));
        [day, id, i64::from(most).into()]
    };
    let Some(patients) = patients else { return read::find(unit, View::Current, OPEN, values(), None).await };
    let mut found: Vec<Stored<PlannedAdmission>> = Vec::new();
    for chunk in patients.chunks(LIST_MAX) {
        let list = chunk.iter().map(|patient| Value::id(*patient)).collect();
        found.extend(read::find::<PlannedAdmission>(unit, View::Current, OPEN_OF, values(), Some(list)).await?);
    }
    found.sort_by_key(|plan| (plan.value().day, plan.id));
    found.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Ok(found)
}
