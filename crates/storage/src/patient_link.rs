//! Which patient records are one person: merges and their reversals, as events. No record moves.

use care::{PatientLink, PatientLinks};
use vocabulary::{Day, PatientId, RecordId};

use crate::StorageError;
use crate::database::{Reader, Sql, Value};
use crate::record::table::{Owner, Table, table};
use crate::record::{Entry, IN_VIEW, Record, Stored, View, write};
use crate::unit::{ReadUnit, WriteUnit};

impl Table for PatientLink {
    type Id = RecordId;
    table!("patient_link", ["merged_id", "kept_id"]);

    fn owner(&self, _id: RecordId) -> Owner {
        match self {
            Self::Merged { kept, merged } => Owner::Two(*merged, *kept),
            Self::Unmerged { merged } => Owner::Patient(*merged),
        }
    }

    fn to_values(&self, _patient: Option<PatientId>, values: &mut Vec<Value>) {
        let (merged, kept) = match self {
            Self::Merged { kept, merged } => (*merged, Some(*kept)),
            Self::Unmerged { merged } => (*merged, None),
        };
        values.extend([Value::id(merged), Value::optional_id(kept)]);
    }

    fn from_row(reader: &mut Reader<'_>) -> Result<Self, StorageError> {
        let (merged, kept) = (reader.parsed()?, reader.optional_parsed()?);
        Ok(kept.map_or(Self::Unmerged { merged }, |kept| Self::Merged { kept, merged }))
    }
}

impl Record for PatientLink {}

/// Which records are one person at a time. Touches nobody: it names ids only, and every use of it loads what it needs.
#[crate::boxed]
pub async fn links(unit: &mut ReadUnit, view: View) -> Result<PatientLinks, StorageError> {
    let sql = Sql::of_pieces("patient_link", &["SELECT merged_id, kept_id FROM patient_link WHERE ", IN_VIEW, " ORDER BY recorded_at, id"]);
    let rows = unit.fetch_all(&sql, vec![view.into()]).await?;
    let events: Result<Vec<PatientLink>, StorageError> =
        rows.iter().map(|row| PatientLink::from_row(&mut row.reader("patient_link"))).collect();
    Ok(PatientLinks::replay(&events?))
}

/// All records that are shown under this patient, itself first.
#[crate::boxed]
pub async fn records_of(unit: &mut ReadUnit, patient: PatientId, view: View) -> Result<Vec<PatientId>, StorageError> {
    Ok(links(unit, view).await?.records_of(patient))
}

/// The merges and reversals that name a patient, oldest first.
#[crate::boxed]
pub async fn of_patient(unit: &mut ReadUnit, patient: PatientId, view: View) -> Result<Vec<Stored<PatientLink>>, StorageError> {
    let rest = "(merged_id = $2 OR kept_id = $2) ORDER BY recorded_at, id";
    crate::record::read::find(unit, view, rest, [Value::id(patient)], None).await
}

/// Records a merge or its reversal, or says why it cannot be.
#[crate::boxed]
pub async fn record(unit: &mut WriteUnit, id: RecordId, event: PatientLink, effective_day: Day) -> Result<(), StorageError> {
    let named = match event {
        PatientLink::Merged { kept, merged } => vec![kept, merged],
        PatientLink::Unmerged { merged } => vec![merged],
    };
    write::require_patients(unit, named).await?;
    links(unit, View::Current).await?.apply(&event)?;
    write::insert_many(unit, &[Entry::new(id, event, effective_day)]).await
}
