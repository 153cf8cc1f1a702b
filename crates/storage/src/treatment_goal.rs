//! Goals of treatment plans.

use care::TreatmentGoal;

use crate::record::column::patient_record;

patient_record! {
    judgement TreatmentGoal of episode in "treatment_goal", ordered by "day, id" {
        "episode_id" => episode;
        "day" => day;
        "goal" => goal;
        "statement" => statement;
        "measure" => measure;
        "baseline" => baseline;
        "target" => target;
        "target_day" => target_day;
        "interventions" => interventions;
    }
}
