//! Orders of physicians for a level of care.

use care::LevelOfCareOrder;

use crate::record::column::patient_record;

patient_record! {
    judgement LevelOfCareOrder of patient in "level_of_care_order", ordered by "day, id" {
        "day" => day;
        "level_of_care" => level_of_care;
    }
}
