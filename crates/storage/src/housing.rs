//! Whether the place where a patient lives is safe.

use care::Housing;

use crate::record::column::patient_record;

patient_record! {
    Housing of patient in "housing", ordered by "day, id" {
        "episode_id" => episode;
        "day" => day;
        "safe" => safe;
    }
}
