//! Programs.

use care::Program;
use vocabulary::{PatientId, ProgramId};

use crate::StorageError;
use crate::database::{Reader, Value};
use crate::record::table::{Owner, Table, table};
use crate::record::{PlainRecord, Record, Stored, View, read};
use crate::unit::ReadUnit;

impl Table for Program {
    type Id = ProgramId;
    table!("program", ["code", "name", "level_of_care", "zone", "part2", "closed_since"]);

    fn owner(&self, _id: ProgramId) -> Owner {
        Owner::Nobody
    }

    fn to_values(&self, _patient: Option<PatientId>, values: &mut Vec<Value>) {
        values.extend([
            self.code.as_str().into(),
            self.name.as_str().into(),
            self.level_of_care.code().into(),
            self.zone.name().into(),
            self.part2.into(),
            self.closed_since.into(),
        ]);
    }

    fn from_row(reader: &mut Reader<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            code: reader.text()?,
            name: reader.text()?,
            level_of_care: reader.parsed()?,
            zone: reader.parsed()?,
            part2: reader.flag()?,
            closed_since: reader.optional_parsed()?,
        })
    }
}

impl Record for Program {}
impl PlainRecord for Program {}

/// All programs, by code.
#[crate::boxed]
pub async fn all(unit: &mut ReadUnit, view: View) -> Result<Vec<Stored<Program>>, StorageError> {
    read::find(unit, view, "1 = 1 ORDER BY code, id", [], None).await
}

/// The program with a code.
#[crate::boxed]
pub async fn by_code(unit: &mut ReadUnit, code: &str, view: View) -> Result<Option<Stored<Program>>, StorageError> {
    Ok(read::find(unit, view, "code = $2", [code.into()], None).await?.pop())
}
