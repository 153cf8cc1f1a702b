//! Reviews for payers.

use utilization_review::review::Review;

use crate::StorageError;
use crate::record::column::patient_record;
use crate::record::{Stored, View, read};
use crate::unit::ReadUnit;

patient_record! {
    judgement Review of episode in "review", ordered by "due_day, id" {
        "episode_id" => episode;
        "kind" => kind;
        "level_of_care" => level_of_care;
        "authorization_id" => authorization;
        "due_day" => due_day;
        "seconds_spent" => seconds_spent;
        "is_closed" => closed;
    }
}

/// Those of everybody, in the order of time.
#[crate::boxed]
pub async fn all(unit: &mut ReadUnit, view: View) -> Result<Vec<Stored<Review>>, StorageError> {
    read::find(unit, view, "1 = 1 ORDER BY due_day, id", [], None).await
}
