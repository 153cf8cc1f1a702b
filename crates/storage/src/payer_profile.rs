//! Payer profiles that the practice wrote. The generic ones that come with the product are not stored.

use vocabulary::{Day, RecordId};

use crate::StorageError;
use crate::record::column::practice_record;
use crate::record::{Stored, View, read, write};
use crate::unit::{ReadUnit, WriteUnit};

/// A profile as the text of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPayerProfile {
    /// The key that the text names.
    pub payer: String,
    /// The file.
    pub source_text: String,
}

practice_record! {
    StoredPayerProfile in "payer_profile", ordered by "payer, id" {
        "payer" => payer;
        "source_text" => source_text;
    }
}

/// The profile with a key.
#[crate::boxed]
pub async fn get(unit: &mut ReadUnit, payer: &str, view: View) -> Result<Option<Stored<StoredPayerProfile>>, StorageError> {
    Ok(read::find(unit, view, "payer = $2", [payer.into()], None).await?.pop())
}

/// Writes a profile, as a new version where there was one. The same text again changes nothing.
#[crate::boxed]
pub async fn put(unit: &mut WriteUnit, profile: StoredPayerProfile, effective_day: Day) -> Result<RecordId, StorageError> {
    let found = get(unit, &profile.payer, View::Current).await?;
    write::put(unit, found, profile, effective_day).await
}
