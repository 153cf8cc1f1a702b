//! What payers authorized.

use utilization_review::authorization::Authorization;

use crate::StorageError;
use crate::record::column::patient_record;
use crate::record::{Stored, View, read};
use crate::unit::ReadUnit;

patient_record! {
    judgement Authorization of episode in "authorization_of_care", ordered by "first_day, id" {
        "episode_id" => episode;
        "payer" => payer;
        "request_id" => request;
        "authorization_number" => number;
        "level_of_care" => level_of_care;
        "codes" => codes;
        "unit_kind" => unit_kind;
        "units" => units;
        "first_day", "last_day" => period;
        "next_review" => next_review;
        "reviewer" => reviewer;
        "provider_id" => provider_id;
    }
}

/// Those of everybody, in the order of time.
#[crate::boxed]
pub async fn all(unit: &mut ReadUnit, view: View) -> Result<Vec<Stored<Authorization>>, StorageError> {
    read::find(unit, view, "1 = 1 ORDER BY first_day, id", [], None).await
}
