//! What appeals came to, by runs of days.

use utilization_review::appeal::AppealedDays;

use crate::StorageError;
use crate::record::column::patient_record;
use crate::record::{Stored, View, read};
use crate::unit::ReadUnit;

patient_record! {
    judgement AppealedDays of episode in "appealed_days", ordered by "first_day, id" {
        "episode_id" => episode;
        "review_id" => review;
        "determination_id" => determination;
        "appeal_id" => appeal;
        "decided_at" => decided_at;
        "first_day", "last_day" => period;
        "outcome" => outcome;
    }
}

/// Those of everybody, in the order of time.
#[crate::boxed]
pub async fn all(unit: &mut ReadUnit, view: View) -> Result<Vec<Stored<AppealedDays>>, StorageError> {
    read::find(unit, view, "1 = 1 ORDER BY first_day, id", [], None).await
}
