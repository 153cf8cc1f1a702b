//! Coverage: who pays for a patient.

use care::Coverage;

use crate::record::column::patient_record;

patient_record! {
    judgement Coverage of patient in "coverage", ordered by "first_day, id" {
        "payer" => payer;
        "plan_name" => plan;
        "coverage_rank" => rank;
        "funding" => funding;
        "state_code" => state;
        "member_id" => member_id;
        "relation" => relation;
        "subscriber" => subscriber;
        "first_day", "last_day" => period;
    }
}
