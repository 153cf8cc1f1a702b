//! How people outside the practice are reached, and what they said about it.

pub mod attempt;
pub mod consent;

use care::{Channel, Consent, Contact, KnownContact};
use vocabulary::{PatientId, RecordId};

use crate::StorageError;
use crate::record::column::patient_record;
use crate::record::{Stored, View, read};
use crate::unit::ReadUnit;

patient_record! {
    judgement Contact of patient in "contact", ordered by "holder, preference_rank, id" {
        "holder" => holder;
        "holder_name" => holder_name;
        "channel" => channel;
        "address" => address;
        "preference_rank" => rank;
        "preference" => preference;
        "returned_at" => returned_at;
    }
}

/// The contacts that have an address, whoever's they are: two parents may share one, and siblings share a parent.
#[crate::boxed]
pub async fn by_address(unit: &mut ReadUnit, channel: Channel, address: &str) -> Result<Vec<Stored<Contact>>, StorageError> {
    read::find(unit, View::Current, "channel = $2 AND address = $3 ORDER BY id", [channel.code().into(), address.into()], None).await
}

/// The contacts from which messages come back, that longest first: somebody has to ask for another way. Touches their patients.
#[crate::boxed]
pub async fn returned(unit: &mut ReadUnit) -> Result<Vec<Stored<Contact>>, StorageError> {
    read::find(unit, View::Current, "returned_at IS NOT NULL ORDER BY returned_at, id", [], None).await
}

/// The contacts of patients with what was said about each, as they stand now.
#[crate::boxed]
pub async fn known_of_patients(unit: &mut ReadUnit, patients: &[PatientId]) -> Result<Vec<KnownContact>, StorageError> {
    let contacts = of_patients(unit, patients, View::Current).await?;
    let consents = consent::of_patients(unit, patients, View::Current).await?;
    let said =
        |contact: RecordId| consents.iter().find(|consent| consent.value().contact == contact).map(|consent| consent.value().consent);
    Ok(contacts
        .into_iter()
        .map(|stored| KnownContact { id: stored.id, consent: said(stored.id).unwrap_or(Consent::NotAsked), contact: stored.recorded.value })
        .collect())
}
