//! Units that were billed.

use utilization_review::authorization::BilledUnits;

use crate::record::column::patient_record;

patient_record! {
    judgement BilledUnits of episode in "billed_units", ordered by "day, id" {
        "episode_id" => episode;
        "authorization_id" => authorization;
        "day" => day;
        "level_of_care" => level_of_care;
        "unit_kind" => unit_kind;
        "units" => units;
        "claim" => claim;
    }
}
