//! Charges as they were posted.

use care::PostedCharge;

use crate::record::column::patient_record;

patient_record! {
    judgement PostedCharge of patient in "posted_charge", ordered by "day, id" {
        "day" => day;
        "posted_day" => posted_day;
        "service" => service;
        "charge_amount_cents" => charge_amount;
    }
}
