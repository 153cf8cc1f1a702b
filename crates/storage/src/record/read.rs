//! Reading records: by id, by view, in their history.

use vocabulary::{Identifier as _, PatientId, Recorded, Source, Version};

use super::table::{Owner, Table};
use super::{IN_VIEW, Record, Stored, View};
use crate::StorageError;
use crate::database::{LIST_MAX, Reader, Row, Sql, Value};
use crate::unit::ReadUnit;

/// A version with the patient its row names.
pub(super) struct Loaded<T: Record> {
    pub(super) stored: Stored<T>,
    pub(super) patient: Option<PatientId>,
}

/// Reads a row and notes whom it concerns.
pub(super) fn load<T: Record>(unit: &mut ReadUnit, row: &Row) -> Result<Loaded<T>, StorageError> {
    let mut reader = row.reader(T::TABLE);
    let id: T::Id = reader.parsed()?;
    let version = Version(reader.integer()?);
    let recorded_at = reader.parsed()?;
    let superseded_at = reader.optional_parsed()?;
    let effective_day = reader.parsed()?;
    let recorder = reader.text()?;
    let source = source(&mut reader)?;
    let void_reason = reader.optional_text()?;
    let external_key = reader.optional_text()?;
    let named = if T::HAS_PATIENT { reader.clone().optional_parsed::<PatientId>()? } else { None };
    let value = T::from_row(&mut reader)?;
    let patient = named.or_else(|| touch_owner(unit, value.owner(id)));
    if let Some(patient) = patient {
        unit.touch(patient);
    }
    let recorded = Recorded { value, version, recorded_at, superseded_at, effective_day, recorder, source, void_reason };
    Ok(Loaded { stored: Stored { id, recorded, external_key }, patient })
}

/// Notes the patients a record names itself; gives the one whose record it is.
pub(super) fn touch_owner(unit: &mut ReadUnit, owner: Owner) -> Option<PatientId> {
    match owner {
        Owner::Nobody | Owner::Episode(_) => None,
        Owner::Patient(patient) => {
            unit.touch(patient);
            Some(patient)
        }
        Owner::Two(patient, other) => {
            unit.touch(patient);
            unit.touch(other);
            Some(patient)
        }
    }
}

fn source(reader: &mut Reader<'_>) -> Result<Source, StorageError> {
    let name = reader.text_in_place()?;
    let of_name = reader.clone();
    let batch = reader.optional_parsed()?;
    match (name, batch) {
        ("form", None) => Ok(Source::Form),
        ("computed", None) => Ok(Source::Computed),
        ("batch", Some(batch)) => Ok(Source::Batch(batch)),
        _ => Err(of_name.damaged()),
    }
}

/// Versions that stood at a time and fulfil a condition. `rest` continues after `WHERE … AND`; the view is `$1`, `values` follow it, and
/// `list`, where there is one, takes the place of `{list}`.
pub(crate) async fn find<T: Record>(
    unit: &mut ReadUnit,
    view: View,
    rest: &'static str,
    values: impl IntoIterator<Item = Value>,
    list: Option<Vec<Value>>,
) -> Result<Vec<Stored<T>>, StorageError> {
    let bound: Vec<Value> = std::iter::once(Value::from(view)).chain(values).collect();
    let sql = Sql::of_pieces(T::TABLE, &[T::SELECT, "WHERE ", IN_VIEW, " AND ", rest]).together(T::SELECTED);
    let sql = match list {
        Some(list) => sql.with_list(&bound, list),
        None => sql,
    };
    let rows = unit.fetch_all(&sql, bound).await?;
    rows.iter().map(|row| Ok(load::<T>(unit, row)?.stored)).collect()
}

/// As [`find`], for any number of ids in place of `{list}`: asks in several statements where it must, so order holds only within each.
pub(crate) async fn find_in<T: Record, Id: vocabulary::Identifier>(
    unit: &mut ReadUnit,
    view: View,
    rest: &'static str,
    ids: &[Id],
) -> Result<Vec<Stored<T>>, StorageError> {
    let mut found = Vec::new();
    for chunk in ids.chunks(LIST_MAX) {
        found.extend(find::<T>(unit, view, rest, [], Some(chunk.iter().map(|id| Value::id(*id)).collect())).await?);
    }
    Ok(found)
}

impl ReadUnit {
    /// The version that stands now; `None` when there is no such record or it is void.
    pub async fn current<T: Record>(&mut self, id: T::Id) -> Result<Option<Stored<T>>, StorageError> {
        self.get(id, View::Current).await
    }

    /// The version that stands now, or [`StorageError::NotFound`].
    pub async fn require<T: Record>(&mut self, id: T::Id) -> Result<Stored<T>, StorageError> {
        self.current(id).await?.ok_or_else(|| StorageError::not_found(id))
    }

    /// The version that stood at a time; `None` when there was no such record then, or it was void.
    pub async fn get<T: Record>(&mut self, id: T::Id, view: View) -> Result<Option<Stored<T>>, StorageError> {
        Ok(find(self, view, "id = $2", [Value::id(id)], None).await?.pop())
    }

    /// Several records by id, in the order of their ids; those that do not exist or are void are not among them.
    pub async fn get_many<T: Record>(&mut self, ids: &[T::Id], view: View) -> Result<Vec<Stored<T>>, StorageError> {
        let mut found = find_in(self, view, "id IN ({list})", ids).await?;
        found.sort_by_key(|stored: &Stored<T>| stored.id);
        Ok(found)
    }

    /// Every version of a record, oldest first, voids included.
    pub async fn history<T: Record>(&mut self, id: T::Id) -> Result<Vec<Stored<T>>, StorageError> {
        let sql = Sql::of_pieces(T::TABLE, &[T::SELECT, "WHERE id = $1 ORDER BY version"]);
        let rows = self.fetch_all(&sql, vec![Value::id(id)]).await?;
        rows.iter().map(|row| Ok(load::<T>(self, row)?.stored)).collect()
    }

    /// Of these keys of another system, those that current records have, with the records' ids. For imports, to pass over what is there.
    pub async fn by_external_keys<T: Record>(&mut self, keys: &[String]) -> Result<Vec<(String, T::Id)>, StorageError> {
        self.keyed::<T>(
            "WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL AND external_key IN ({list})",
            keys,
        )
        .await
    }

    /// The withdrawn records that had these keys of another system, as they stood when they were withdrawn; those that were moved to the right
    /// patient are left out. For imports: what a person withdrew does not come back with the next file.
    pub async fn withdrawn_by_external_keys<T: Record>(&mut self, keys: &[String]) -> Result<Vec<Stored<T>>, StorageError> {
        let text = "WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL AND external_key IN ({list}) \
                    AND id NOT IN (SELECT id FROM moved_record) ORDER BY id";
        let mut withdrawn = Vec::new();
        for chunk in keys.chunks(LIST_MAX) {
            let values = Vec::new();
            let sql = Sql::of_pieces(T::TABLE, &[T::SELECT, text]).with_list(&values, chunk.iter().map(|key| Value::from(key.as_str())));
            for row in self.fetch_all(&sql, values).await? {
                withdrawn.push(load::<T>(self, &row)?.stored);
            }
        }
        Ok(withdrawn)
    }

    async fn keyed<T: Record>(&mut self, text: &'static str, keys: &[String]) -> Result<Vec<(String, T::Id)>, StorageError> {
        let mut known = Vec::new();
        for chunk in keys.chunks(LIST_MAX) {
            let values = Vec::new();
            let sql = Sql::of_pieces(T::TABLE, &["SELECT external_key, id FROM ", T::TABLE, " ", text])
                .with_list(&values, chunk.iter().map(|key| Value::from(key.as_str())));
            for row in self.fetch_all(&sql, values).await? {
                let mut reader = row.reader(T::TABLE);
                known.push((reader.text()?, reader.parsed()?));
            }
        }
        Ok(known)
    }
}

/// The row of the current version, void or not.
pub(super) async fn newest<T: Record>(unit: &mut ReadUnit, id: T::Id) -> Result<Loaded<T>, StorageError> {
    let sql = Sql::of_pieces(T::TABLE, &[T::SELECT, "WHERE id = $1 AND superseded_at IS NULL"]);
    let row = unit.fetch_optional(&sql, vec![Value::id(id)]).await?;
    let row = row.ok_or_else(|| StorageError::NotFound { noun: <T as Table>::Id::NOUN, id: id.to_string() })?;
    load(unit, &row)
}
