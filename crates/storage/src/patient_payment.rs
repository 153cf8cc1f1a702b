//! What patients paid.

use care::PatientPayment;

use crate::record::column::patient_record;

patient_record! {
    judgement PatientPayment of patient in "patient_payment", ordered by "day, id" {
        "claim_number" => claim_number;
        "day" => day;
        "paid_amount_cents" => paid_amount;
    }
}
