//! Changes of medication.

use care::MedicationChange;

use crate::record::column::patient_record;

patient_record! {
    MedicationChange of patient in "medication_change", ordered by "day, id" {
        "episode_id" => episode;
        "day" => day;
        "kind" => kind;
        "medication" => medication;
    }
}
