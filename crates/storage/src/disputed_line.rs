//! Refused lines of claims that an appeal answers.

use utilization_review::appeal::DisputedLine;

use crate::StorageError;
use crate::record::column::patient_record;
use crate::record::{Stored, View, read};
use crate::unit::ReadUnit;

patient_record! {
    judgement DisputedLine of episode in "disputed_line", ordered by "first_day, claim_number, id" {
        "episode_id" => episode;
        "review_id" => review;
        "determination_id" => determination;
        "payer" => payer;
        "remittance_id" => remittance;
        "place" => place;
        "line" => line;
        "claim_number" => claim_number;
        "line_number" => line_number;
        "service" => service;
        "first_day", "last_day" => period;
        "code" => code;
        "amount_cents" => amount;
    }
}

/// Those of everybody, in the order of time.
#[crate::boxed]
pub async fn all(unit: &mut ReadUnit, view: View) -> Result<Vec<Stored<DisputedLine>>, StorageError> {
    read::find(unit, view, "1 = 1 ORDER BY first_day, claim_number, id", [], None).await
}
