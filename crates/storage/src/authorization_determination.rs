//! What payers decided on requests.

use utilization_review::authorization::AuthorizationDetermination;

use crate::record::column::patient_record;

patient_record! {
    judgement AuthorizationDetermination of episode in "authorization_determination", ordered by "decided_at, id" {
        "episode_id" => episode;
        "request_id" => request;
        "authorization_id" => authorization;
        "outcome" => outcome;
        "stage" => stage;
        "first_day", "last_day" => period;
        "decided_at" => decided_at;
        "reviewer" => reviewer;
        "reference" => reference;
        "reason" => reason;
    }
}
