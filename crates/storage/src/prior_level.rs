//! Levels of care that were tried before.

use care::PriorLevelTried;

use crate::record::column::patient_record;

patient_record! {
    PriorLevelTried of patient in "prior_level", ordered by "first_day, id" {
        "episode_id" => episode;
        "level_of_care" => level_of_care;
        "first_day", "last_day" => period;
        "outcome" => outcome;
    }
}
