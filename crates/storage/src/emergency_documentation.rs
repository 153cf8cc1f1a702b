//! What was written down after releases in medical emergencies.

use care::EmergencyDocumentation;

use crate::record::column::patient_record;

patient_record! {
    judgement EmergencyDocumentation of patient in "emergency_documentation", ordered by "day, id" {
        "release_id" => release;
        "day" => day;
        "personnel" => personnel;
        "nature" => nature;
    }
}
