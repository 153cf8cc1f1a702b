//! Results of licensed level-of-care tools, as they came from outside.

use care::ExternalLevelOfCareResult;

use crate::record::column::patient_record;

patient_record! {
    ExternalLevelOfCareResult of patient in "external_level_of_care", ordered by "day, id" {
        "episode_id" => episode;
        "tool" => system;
        "edition" => edition;
        "day" => day;
        "rater" => rater;
        "level" => level;
        "attachment" => attachment;
    }
}
