//! Settings of the practice, versioned like every record: who set what, when, and what it was before.

use vocabulary::{Day, PatientId, RecordId};

use crate::StorageError;
use crate::database::{Reader, Value};
use crate::record::table::{Owner, Table, table};
use crate::record::{PlainRecord, Record, Stored, View, read, write};
use crate::unit::{ReadUnit, WriteUnit};

/// One setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its key.
    pub key: String,
    /// Its value, in the text form its reader defines.
    pub value: String,
}

impl Table for Setting {
    type Id = RecordId;
    table!("setting", ["setting_key", "setting_value"]);

    fn owner(&self, _id: RecordId) -> Owner {
        Owner::Nobody
    }

    fn to_values(&self, _patient: Option<PatientId>, values: &mut Vec<Value>) {
        values.extend([self.key.as_str().into(), self.value.as_str().into()]);
    }

    fn from_row(reader: &mut Reader<'_>) -> Result<Self, StorageError> {
        Ok(Self { key: reader.text()?, value: reader.text()? })
    }
}

impl Record for Setting {}
impl PlainRecord for Setting {}

/// The setting with a key.
#[crate::boxed]
pub async fn get(unit: &mut ReadUnit, key: &str, view: View) -> Result<Option<Stored<Setting>>, StorageError> {
    Ok(read::find(unit, view, "setting_key = $2", [key.into()], None).await?.pop())
}

/// All settings, by key.
#[crate::boxed]
pub async fn all(unit: &mut ReadUnit, view: View) -> Result<Vec<Stored<Setting>>, StorageError> {
    read::find(unit, view, "1 = 1 ORDER BY setting_key", [], None).await
}

/// Sets a key to a value, as a new version where it was set before. The same value again changes nothing.
#[crate::boxed]
pub async fn put(unit: &mut WriteUnit, key: &str, value: &str, effective_day: Day) -> Result<(), StorageError> {
    let found = get(unit, key, View::Current).await?;
    let setting = Setting { key: key.to_owned(), value: value.to_owned() };
    write::put(unit, found, setting, effective_day).await.map(drop)
}
