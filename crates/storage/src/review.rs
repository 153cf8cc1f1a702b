//! Reviews for payers.

use utilization_review::review::Review;

use crate::record::column::patient_record;

patient_record! {
    judgement Review of episode in "review", ordered by "due_day, id" {
        "episode_id" => episode;
        "kind" => kind;
        "level_of_care" => level_of_care;
        "authorization_id" => authorization;
        "due_day" => due_day;
        "seconds_spent" => seconds_spent;
        "is_closed" => closed;
    }
}
