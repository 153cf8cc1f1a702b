//! The people a patient can rely on.

use care::Supports;

use crate::record::column::patient_record;

patient_record! {
    Supports of patient in "supports", ordered by "day, id" {
        "episode_id" => episode;
        "day" => day;
        "rating" => rating;
    }
}
