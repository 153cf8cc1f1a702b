//! Progress towards the goals of a treatment plan.

use care::GoalProgress;

use crate::record::column::patient_record;

patient_record! {
    GoalProgress of episode in "goal_progress", ordered by "day, id" {
        "episode_id" => episode;
        "day" => day;
        "goal" => goal;
        "progress" => progress;
    }
}
