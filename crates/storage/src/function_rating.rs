//! Ratings of how well a patient gets through daily life.

use care::FunctionRating;

use crate::record::column::patient_record;

patient_record! {
    FunctionRating of patient in "function_rating", ordered by "day, id" {
        "episode_id" => episode;
        "day" => day;
        "impairment" => impairment;
        "basis" => basis;
    }
}
