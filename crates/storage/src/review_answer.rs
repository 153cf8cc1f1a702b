//! What people answered to the questions of reviews.

use utilization_review::review::ReviewAnswer;

use crate::record::column::patient_record;

patient_record! {
    judgement ReviewAnswer of episode in "review_answer", ordered by "day, recorded_at, id" {
        "episode_id" => episode;
        "review_id" => review;
        "question" => question;
        "day" => day;
        "answer_text" => text;
        "carried_from" => carried_from;
        "signed_by" => signed_by;
    }
}
