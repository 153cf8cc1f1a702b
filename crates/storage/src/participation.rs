//! Ratings of how far a patient takes part in the treatment.

use care::Participation;

use crate::record::column::patient_record;

patient_record! {
    Participation of episode in "participation", ordered by "day, id" {
        "episode_id" => episode;
        "day" => day;
        "rating" => rating;
    }
}
