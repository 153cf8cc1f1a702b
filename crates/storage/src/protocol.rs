//! Protocols: which measures are due when, per program and level of care, as the practice wrote them.

use vocabulary::{Day, LevelOfCare, ProgramId, RecordId};

use crate::StorageError;
use crate::record::column::practice_record;
use crate::record::{Stored, View, write};
use crate::unit::{ReadUnit, WriteUnit};

/// A protocol as text. Its versions are those of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredProtocol {
    /// For which program; `None` for all that have none of their own.
    pub program: Option<ProgramId>,
    /// For which level of care; `None` for all.
    pub level_of_care: Option<LevelOfCare>,
    /// The protocol as TOML.
    pub source_text: String,
}

practice_record! {
    StoredProtocol in "protocol", ordered by "program_id, level_of_care, id" {
        "program_id" => program;
        "level_of_care" => level_of_care;
        "source_text" => source_text;
    }
}

/// The protocol of exactly this program and level of care.
#[crate::boxed]
pub async fn get(
    unit: &mut ReadUnit,
    program: Option<ProgramId>,
    level_of_care: Option<LevelOfCare>,
    view: View,
) -> Result<Option<Stored<StoredProtocol>>, StorageError> {
    let protocols = all(unit, view).await?;
    Ok(protocols.into_iter().find(|stored| (stored.value().program, stored.value().level_of_care) == (program, level_of_care)))
}

/// Writes a protocol, as a new version where there was one. The same text again changes nothing.
#[crate::boxed]
pub async fn put(unit: &mut WriteUnit, protocol: StoredProtocol, effective_day: Day) -> Result<RecordId, StorageError> {
    let found = get(unit, protocol.program, protocol.level_of_care, View::Current).await?;
    write::put(unit, found, protocol, effective_day).await
}
