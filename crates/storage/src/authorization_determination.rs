//! What payers decided on requests.

use utilization_review::authorization::AuthorizationDetermination;

use crate::StorageError;
use crate::record::column::patient_record;
use crate::record::{Stored, View, read};
use crate::unit::ReadUnit;

patient_record! {
    judgement AuthorizationDetermination of episode in "authorization_determination", ordered by "decided_at, id" {
        "episode_id" => episode;
        "request_id" => request;
        "review_id" => review;
        "authorization_id" => authorization;
        "outcome" => outcome;
        "stage" => stage;
        "first_day", "last_day" => period;
        "decided_at" => decided_at;
        "reviewer" => reviewer;
        "reference" => reference;
        "reason" => reason;
        "supplied_at" => supplied_at;
    }
}

/// Those of everybody, in the order of time.
#[crate::boxed]
pub async fn all(unit: &mut ReadUnit, view: View) -> Result<Vec<Stored<AuthorizationDetermination>>, StorageError> {
    read::find(unit, view, "1 = 1 ORDER BY decided_at, id", [], None).await
}
