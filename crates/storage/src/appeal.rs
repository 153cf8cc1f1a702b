//! Appeals, from the day they are planned.

use utilization_review::appeal::Appeal;

use crate::record::column::patient_record;

patient_record! {
    judgement Appeal of episode in "appeal", ordered by "recorded_at, id" {
        "episode_id" => episode;
        "review_id" => review;
        "determination_id" => determination;
        "level" => level;
        "appellant" => appellant;
        "is_urgent" => urgent;
        "filed_at" => filed_at;
        "is_decided" => decided;
    }
}
