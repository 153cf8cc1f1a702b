//! Visits that are planned.

use care::PlannedVisit;
use vocabulary::{Day, EpisodeId};

use crate::StorageError;
use crate::database::{LIST_MAX, Value};
use crate::record::column::patient_record;
use crate::record::{Stored, View, read};
use crate::unit::ReadUnit;

patient_record! {
    judgement PlannedVisit of episode in "planned_visit", ordered by "day, id" {
        "episode_id" => episode;
        "day" => day;
        "starts_at" => starts_at;
        "kind" => kind;
        "group_name" => group;
    }
}

/// The visits of episodes between two days, both included, in the order of days.
#[crate::boxed]
pub async fn between(
    unit: &mut ReadUnit,
    episodes: &[EpisodeId],
    days: (Day, Day),
    view: View,
) -> Result<Vec<Stored<PlannedVisit>>, StorageError> {
    let rest = "day >= $2 AND day <= $3 AND episode_id IN ({list}) ORDER BY day, id";
    let mut found = Vec::new();
    for chunk in episodes.chunks(LIST_MAX) {
        let list = chunk.iter().map(|episode| Value::id(*episode)).collect();
        found.extend(read::find(unit, view, rest, [days.0.into(), days.1.into()], Some(list)).await?);
    }
    Ok(found)
}
