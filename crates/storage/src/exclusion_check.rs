//! That providers were looked up in the list of excluded persons.

use care::ExclusionCheck;

use crate::record::column::practice_record;

practice_record! {
    ExclusionCheck in "exclusion_check", ordered by "provider_id, day, id" {
        "provider_id" => provider_id;
        "day" => day;
        "is_clear" => is_clear;
    }
}
