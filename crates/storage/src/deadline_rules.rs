//! The deadline rules that the practice laid over those that ship.

use vocabulary::{Day, RecordId};

use crate::StorageError;
use crate::record::column::practice_record;
use crate::record::{Stored, View, write};
use crate::unit::{ReadUnit, WriteUnit};

/// The practice's rules as the text of their file. There is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDeadlineRules {
    /// The id that the text names.
    pub set: String,
    /// The file.
    pub source_text: String,
}

practice_record! {
    StoredDeadlineRules in "deadline_rules", ordered by "rule_set, id" {
        "rule_set" => set;
        "source_text" => source_text;
    }
}

/// The rules, where the practice has any.
#[crate::boxed]
pub async fn get(unit: &mut ReadUnit, view: View) -> Result<Option<Stored<StoredDeadlineRules>>, StorageError> {
    Ok(all(unit, view).await?.into_iter().next())
}

/// Writes the rules, as a new version where there were some.
#[crate::boxed]
pub async fn put(unit: &mut WriteUnit, rules: StoredDeadlineRules, effective_day: Day) -> Result<RecordId, StorageError> {
    let found = get(unit, View::Current).await?;
    write::put(unit, found, rules, effective_day).await
}
