//! Clinicians' ratings of risk.

use care::RiskRating;

use crate::record::column::patient_record;

patient_record! {
    RiskRating of patient in "risk_rating", ordered by "assessed_at, id" {
        "episode_id" => episode;
        "assessed_at" => assessed_at;
        "level" => level;
        "basis" => basis;
        "rated_by" => rated_by;
    }
}
