//! Calls with payers about reviews.

use utilization_review::review::ReviewCall;

use crate::record::column::patient_record;

patient_record! {
    judgement ReviewCall of episode in "review_call", ordered by "started_at, id" {
        "episode_id" => episode;
        "review_id" => review;
        "started_at" => started_at;
        "ended_at" => ended_at;
        "reviewer" => reviewer;
        "reference" => reference;
        "notes" => notes;
    }
}
