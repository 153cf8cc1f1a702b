//! What was asked of payers.

use utilization_review::authorization::AuthorizationRequest;

use crate::StorageError;
use crate::record::column::patient_record;
use crate::record::{Stored, View, read};
use crate::unit::ReadUnit;

patient_record! {
    judgement AuthorizationRequest of episode in "authorization_request", ordered by "submitted_at, id" {
        "episode_id" => episode;
        "payer" => payer;
        "kind" => kind;
        "level_of_care" => level_of_care;
        "codes" => codes;
        "unit_kind" => unit_kind;
        "units" => units;
        "first_day", "last_day" => period;
        "submitted_at" => submitted_at;
        "is_urgent" => urgent;
    }
}

/// Those of everybody, in the order of time.
#[crate::boxed]
pub async fn all(unit: &mut ReadUnit, view: View) -> Result<Vec<Stored<AuthorizationRequest>>, StorageError> {
    read::find(unit, view, "1 = 1 ORDER BY submitted_at, id", [], None).await
}
