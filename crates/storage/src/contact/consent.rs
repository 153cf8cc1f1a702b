//! What the holder of a contact said about its use: one record a contact, a version each time they say something else.

use care::ContactConsent;
use vocabulary::{Day, RecordId};

use crate::StorageError;
use crate::record::column::patient_record;
use crate::record::{View, read, write};
use crate::unit::WriteUnit;

patient_record! {
    judgement ContactConsent of patient in "contact_consent", ordered by "contact_id, id" {
        "contact_id" => contact;
        "consent" => consent;
        "consent_source" => source;
        "said_at" => said_at;
    }
}

/// Writes down what was said. The same again changes nothing.
#[crate::boxed]
pub async fn put(unit: &mut WriteUnit, consent: ContactConsent, day: Day) -> Result<RecordId, StorageError> {
    let found = read::find::<ContactConsent>(unit, View::Current, "contact_id = $2", [crate::database::Value::id(consent.contact)], None)
        .await?
        .pop();
    if let Some(stored) = &found
        && (stored.value().consent, stored.value().source) == (consent.consent, consent.source)
    {
        return Ok(stored.id);
    }
    write::put(unit, found, consent, day).await
}
