//! What payers pay for a day.

use care::DayRate;

use crate::record::column::practice_record;

practice_record! {
    DayRate in "day_rate", ordered by "payer, level_of_care, first_day, id" {
        "payer" => payer;
        "level_of_care" => level_of_care;
        "amount_cents" => amount;
        "first_day", "last_day" => period;
    }
}
