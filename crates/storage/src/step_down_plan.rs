//! Plans for less intensive care.

use care::StepDownPlan;

use crate::record::column::patient_record;

patient_record! {
    StepDownPlan of episode in "step_down_plan", ordered by "day, id" {
        "episode_id" => episode;
        "day" => day;
        "target_level" => target_level;
        "target_day" => target_day;
        "appointment_day" => appointment_day;
        "provider" => provider;
    }
}
