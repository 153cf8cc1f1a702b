//! What clinicians state in a review.

use care::ClinicianStatement;

use crate::record::column::patient_record;

patient_record! {
    ClinicianStatement of episode in "clinician_statement", ordered by "day, id" {
        "episode_id" => episode;
        "day" => day;
        "kind" => kind;
        "holds" => holds;
        "stated_by" => stated_by;
    }
}
