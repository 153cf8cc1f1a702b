//! What treating clinicians were asked for reviews.

use utilization_review::review::ReviewTask;

use crate::record::column::patient_record;

patient_record! {
    judgement ReviewTask of episode in "review_task", ordered by "due_at, id" {
        "episode_id" => episode;
        "review_id" => review;
        "clinician_id" => clinician;
        "questions" => questions;
        "due_at" => due_at;
        "answered_at" => answered_at;
    }
}
