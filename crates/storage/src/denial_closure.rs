//! That nothing more is done about denials, with the reason.

use utilization_review::appeal::DenialClosure;

use crate::record::column::patient_record;

patient_record! {
    judgement DenialClosure of episode in "denial_closure", ordered by "recorded_at, id" {
        "episode_id" => episode;
        "review_id" => review;
        "determination_id" => determination;
        "reason" => reason;
        "words" => words;
    }
}
