//! Instrument definitions that are not in the library: they entered with an import, and are marked as such for ever.

use vocabulary::{DefinitionId, PatientId};

use crate::StorageError;
use crate::database::{Reader, Value};
use crate::record::table::{Owner, Table, table};
use crate::record::{PlainRecord, Record, Stored, View, read};
use crate::unit::ReadUnit;

/// How a definition entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// From a questionnaire that was imported: items and options are known, scoring may be.
    Imported,
    /// From totals that came without items: only a name and the numbers are known.
    TotalsOnly,
}

impl Standing {
    /// The stored name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Imported => "imported",
            Self::TotalsOnly => "totals_only",
        }
    }
}

/// A definition as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstrumentDefinition {
    /// The instrument's id.
    pub instrument: String,
    /// The definition's version.
    pub definition_version: String,
    /// How it entered.
    pub standing: Standing,
    /// The definition as text, in the library's format or as it was imported.
    pub source_text: String,
}

impl Table for InstrumentDefinition {
    type Id = DefinitionId;
    table!("instrument_definition", ["instrument_id", "definition_version", "standing", "source_text"]);

    fn owner(&self, _id: DefinitionId) -> Owner {
        Owner::Nobody
    }

    fn to_values(&self, _patient: Option<PatientId>, values: &mut Vec<Value>) {
        values.extend([
            self.instrument.as_str().into(),
            self.definition_version.as_str().into(),
            self.standing.code().into(),
            self.source_text.as_str().into(),
        ]);
    }

    fn from_row(reader: &mut Reader<'_>) -> Result<Self, StorageError> {
        let (instrument, definition_version) = (reader.text()?, reader.text()?);
        let standing = match reader.text()?.as_str() {
            "imported" => Standing::Imported,
            "totals_only" => Standing::TotalsOnly,
            _ => return Err(reader.damaged()),
        };
        Ok(Self { instrument, definition_version, standing, source_text: reader.text()? })
    }
}

impl Record for InstrumentDefinition {}
impl PlainRecord for InstrumentDefinition {}

/// All definitions that entered by import, by instrument and version.
#[crate::boxed]
pub async fn all(unit: &mut ReadUnit, view: View) -> Result<Vec<Stored<InstrumentDefinition>>, StorageError> {
    read::find(unit, view, "1 = 1 ORDER BY instrument_id, definition_version", [], None).await
}
