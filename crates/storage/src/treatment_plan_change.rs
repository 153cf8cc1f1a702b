//! Changes and reviews of the treatment plan.

use care::TreatmentPlanChange;

use crate::record::column::patient_record;

patient_record! {
    TreatmentPlanChange of episode in "treatment_plan_change", ordered by "day, id" {
        "episode_id" => episode;
        "day" => day;
        "kind" => kind;
        "answers_non_response" => answers_non_response;
        "carried_forward" => carried_forward;
    }
}
