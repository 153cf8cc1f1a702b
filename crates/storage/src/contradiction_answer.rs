//! What authors of packets said to contradictions.

use utilization_review::packet::ContradictionAnswer;

use crate::record::column::patient_record;

patient_record! {
    judgement ContradictionAnswer of episode in "contradiction_answer", ordered by "recorded_at, id" {
        "episode_id" => episode;
        "review_id" => review;
        "contradiction" => contradiction;
        "response" => response;
        "words" => words;
    }
}
