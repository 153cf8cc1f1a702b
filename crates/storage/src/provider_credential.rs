//! Which providers are in whose network.

use care::ProviderCredential;

use crate::record::column::practice_record;

practice_record! {
    ProviderCredential in "provider_credential", ordered by "provider_id, payer, first_day, id" {
        "provider_id" => provider_id;
        "payer" => payer;
        "services" => services;
        "is_supervised" => is_supervised;
        "first_day", "last_day" => period;
    }
}
