//! Rates agreed for one patient.

use care::CaseAgreement;

use crate::record::column::patient_record;

patient_record! {
    judgement CaseAgreement of patient in "case_agreement", ordered by "first_day, id" {
        "service" => service;
        "level_of_care" => level_of_care;
        "agreed_amount_cents" => agreed_amount;
        "first_day", "last_day" => period;
    }
}
