//! Incidents.

use care::Incident;

use crate::record::column::patient_record;

patient_record! {
    Incident of patient in "incident", ordered by "occurred_at, id" {
        "episode_id" => episode;
        "occurred_at" => occurred_at;
        "kind" => kind;
    }
}
