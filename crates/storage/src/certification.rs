//! Certifications of programs by physicians.

use care::Certification;

use crate::record::column::patient_record;

patient_record! {
    judgement Certification of patient in "certification", ordered by "day, id" {
        "day" => day;
        "level_of_care" => level_of_care;
        "by_physician" => by_physician;
        "is_complete" => is_complete;
    }
}
