//! Benefits as they were quoted before care.

use care::BenefitQuote;

use crate::record::column::patient_record;

patient_record! {
    judgement BenefitQuote of patient in "benefit_quote", ordered by "day, id" {
        "day" => day;
        "service" => service;
        "quoted" => quoted;
        "patient_share_amount_cents" => patient_share_amount;
        "payer_id" => payer_id;
        "payer_name" => payer_name;
        "member_id" => member_id;
        "level_of_care" => level_of_care;
        "most_units" => most_units;
        "used_units" => used_units;
    }
}
