//! Attendance: what was planned for a patient on a day, and what took place.

use care::Attendance;
use vocabulary::{Day, PatientId};

use crate::StorageError;
use crate::database::{LIST_MAX, Value};
use crate::record::column::patient_record;
use crate::record::{Stored, View, read};
use crate::unit::ReadUnit;

patient_record! {
    Attendance of episode in "attendance", ordered by "day, id" {
        "episode_id" => episode;
        "day" => day;
        "kind" => kind;
        "status" => status;
        "planned_minutes" => planned_minutes;
        "delivered_minutes" => delivered_minutes;
    }
}

/// The attendance of patients between two days, both included, in the order of time.
#[crate::boxed]
pub async fn between(
    unit: &mut ReadUnit,
    patients: &[PatientId],
    days: (Day, Day),
    view: View,
) -> Result<Vec<Stored<Attendance>>, StorageError> {
    let rest = "day >= $2 AND day <= $3 AND patient_id IN ({list}) ORDER BY day, id";
    let mut found = Vec::new();
    for chunk in patients.chunks(LIST_MAX) {
        let list = chunk.iter().map(|patient| Value::id(*patient)).collect();
        found.extend(read::find(unit, view, rest, [days.0.into(), days.1.into()], Some(list)).await?);
    }
    Ok(found)
}
