//! What payers agreed to allow.

use care::ContractRate;

use crate::record::column::practice_record;

practice_record! {
    ContractRate in "contract_rate", ordered by "payer, service, first_day, id" {
        "payer" => payer;
        "service" => service;
        "level_of_care" => level_of_care;
        "unit_amount_cents" => unit_amount;
        "first_day", "last_day" => period;
    }
}
