//! Coverage: who pays for a patient.

use care::Coverage;

use crate::StorageError;
use crate::database::{LIST_MAX, Value};
use crate::record::column::patient_record;
use crate::record::{Stored, View, read};
use crate::unit::ReadUnit;

patient_record! {
    judgement Coverage of patient in "coverage", ordered by "first_day, id" {
        "payer" => payer;
        "plan_name" => plan;
        "coverage_rank" => rank;
        "funding" => funding;
        "state_code" => state;
        "member_id" => member_id;
        "relation" => relation;
        "subscriber" => subscriber;
        "first_day", "last_day" => period;
    }
}

/// The coverages with these member numbers, in the order of time: for finding whose a claim is.
#[crate::boxed]
pub async fn of_members(unit: &mut ReadUnit, members: &[String], view: View) -> Result<Vec<Stored<Coverage>>, StorageError> {
    let mut found = Vec::new();
    for chunk in members.chunks(LIST_MAX) {
        let list = chunk.iter().map(|number| Value::from(number.as_str())).collect();
        found.extend(read::find(unit, view, "member_id IN ({list}) ORDER BY first_day, id", [], Some(list)).await?);
    }
    Ok(found)
}
