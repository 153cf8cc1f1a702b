//! What patients consented to.

use care::DisclosureConsent;

use crate::record::column::patient_record;

patient_record! {
    judgement DisclosureConsent of patient in "disclosure_consent", ordered by "signed_day, id" {
        "signed_day" => signed;
        "consent_use" => consent_use;
        "recipient" => recipient;
        "scope" => scope;
        "expires_day" => expires;
        "revoked_day" => revoked;
    }
}
