//! Drug screens.

use care::DrugScreen;

use crate::record::column::patient_record;

patient_record! {
    DrugScreen of patient in "drug_screen", ordered by "day, id" {
        "episode_id" => episode;
        "day" => day;
        "result" => result;
        "substances" => substances;
    }
}
