//! Medical status.

use care::MedicalStatus;

use crate::record::column::patient_record;

patient_record! {
    MedicalStatus of patient in "medical_status", ordered by "day, id" {
        "episode_id" => episode;
        "day" => day;
        "medically_unstable" => medically_unstable;
        "needs_24_hour_monitoring" => needs_24_hour_monitoring;
        "refuses_to_eat" => refuses_to_eat;
    }
}
