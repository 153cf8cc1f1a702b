//! What payers authorized.

use utilization_review::authorization::Authorization;

use crate::record::column::patient_record;

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
    }
}
