//! What another system of billing took off its books.

use care::PostedWriteOff;

use crate::record::column::patient_record;

patient_record! {
    judgement PostedWriteOff of patient in "posted_write_off", ordered by "day, id" {
        "claim_number" => claim_number;
        "line" => line;
        "day" => day;
        "written_off_amount_cents" => written_off_amount;
        "reason" => reason;
        "approver" => approver;
    }
}
