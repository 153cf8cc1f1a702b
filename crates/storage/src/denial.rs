//! Notices of denial, as they were taken in.

use utilization_review::appeal::Denial;

use crate::StorageError;
use crate::record::column::patient_record;
use crate::record::{Stored, View, read};
use crate::unit::ReadUnit;

patient_record! {
    judgement Denial of episode in "denial", ordered by "received_at, id" {
        "episode_id" => episode;
        "review_id" => review;
        "determination_id" => determination;
        "received_at" => received_at;
        "channel" => channel;
        "funding" => funding;
        "state" => state;
        "plan" => plan;
        "number" => number;
        "reason_codes" => reason_codes;
        "criteria" => criteria;
        "credential" => credential;
        "present" => present;
        "appeal_address" => appeal_address;
        "appeal_by_day" => appeal_by;
        "peer_to_peer_ends_at" => peer_to_peer_by;
    }
}

/// Those of everybody, in the order of time.
#[crate::boxed]
pub async fn all(unit: &mut ReadUnit, view: View) -> Result<Vec<Stored<Denial>>, StorageError> {
    read::find(unit, view, "1 = 1 ORDER BY received_at, id", [], None).await
}
