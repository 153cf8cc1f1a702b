//! Medications that a patient takes.

use care::Medication;

use crate::record::column::patient_record;

patient_record! {
    judgement Medication of patient in "medication", ordered by "first_day, id" {
        "episode_id" => episode;
        "medication" => name;
        "dose" => dose;
        "frequency" => frequency;
        "prescriber" => prescriber;
        "first_day", "last_day" => period;
    }
}
