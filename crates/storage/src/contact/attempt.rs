//! Attempts to reach somebody after their discharge.

use care::ContactAttempt;

use crate::record::column::patient_record;

patient_record! {
    judgement ContactAttempt of patient in "contact_attempt", ordered by "attempted_at, id" {
        "episode_id" => episode;
        "milestone_days" => milestone_days;
        "attempted_at" => attempted_at;
        "channel" => channel;
        "outcome" => outcome;
        "made_by" => made_by;
        "note" => note;
    }
}
