//! Writing records: the first version, the next one, the one that voids.

use std::collections::BTreeMap;

use vocabulary::{Day, EpisodeId, Identifier, PatientId, Source, Version};

use super::read::{Loaded, newest, touch_owner};
use super::table::Owner;
use super::{Entry, PlainRecord, Record, Stored, View};
use crate::StorageError;
use crate::database::{Insert, LIST_MAX, Sql, Value};
use crate::unit::WriteUnit;

const MOVED: Insert = Insert::into("moved_record", &[&["id", "new_id"]]);

/// What stands beside the content of a version.
struct Header<'a> {
    version: Version,
    supersedes: Option<Version>,
    effective_day: Day,
    void_reason: Option<&'a str>,
    external_key: Option<&'a str>,
}

fn row<T: Record>(unit: &WriteUnit, id: T::Id, header: &Header<'_>, value: &T, patient: Option<PatientId>, values: &mut Vec<Value>) {
    let (source, batch) = match unit.source() {
        Source::Form => ("form", None),
        Source::Computed => ("computed", None),
        Source::Batch(batch) => ("batch", Some(batch)),
    };
    values.extend([
        Value::id(id),
        header.version.0.into(),
        unit.at().into(),
        Value::Text(None),
        header.effective_day.into(),
        unit.recorder().into(),
        source.into(),
        Value::optional_id(batch),
        header.supersedes.map(|version| version.0).into(),
        Value::Text(header.void_reason.map(str::to_owned)),
        Value::Text(header.external_key.map(str::to_owned)),
    ]);
    value.to_values(patient, values);
}

/// Inserts the first versions of records, whatever kind they are.
pub(crate) async fn insert_many<T: Record>(unit: &mut WriteUnit, entries: &[Entry<T>]) -> Result<(), StorageError> {
    let owners = owners(unit, entries.iter().map(|entry| entry.value.owner(entry.id))).await?;
    let rows_max = T::INSERT.rows_max();
    if T::HAS_PATIENT {
        require_patients(unit, owners.iter().copied().flatten()).await?;
    }
    for (entry, patient) in entries.iter().zip(&owners) {
        mark::<T>(unit, entry.value.owner(entry.id), *patient);
    }
    for (entries, owners) in entries.chunks(rows_max).zip(owners.chunks(rows_max)) {
        let mut values = Vec::with_capacity(entries.len() * T::INSERT.width());
        for (entry, patient) in entries.iter().zip(owners) {
            let header = Header {
                version: Version::FIRST,
                supersedes: None,
                effective_day: entry.effective_day,
                void_reason: None,
                external_key: entry.external_key.as_deref(),
            };
            row(unit, entry.id, &header, &entry.value, *patient, &mut values);
        }
        unit.insert_rows(T::INSERT, values).await?;
    }
    Ok(())
}

/// Writes the next version of a record that is current and not void.
pub(crate) async fn correct<T: Record>(
    unit: &mut WriteUnit,
    id: T::Id,
    expected: Version,
    value: &T,
    effective_day: Day,
) -> Result<Version, StorageError> {
    let loaded = newest_expected::<T>(unit, id, expected).await?;
    let patient = owners(unit, [value.owner(id)]).await?[0];
    if patient != loaded.patient {
        return Err(StorageError::PatientChanged { noun: T::Id::NOUN, id: id.to_string() });
    }
    let header = Header {
        version: expected.next(),
        supersedes: Some(expected),
        effective_day,
        void_reason: None,
        external_key: loaded.stored.external_key.as_deref(),
    };
    mark::<T>(unit, value.owner(id), patient);
    supersede::<T>(unit, id, expected).await?;
    let mut values = Vec::with_capacity(T::INSERT.width());
    row(unit, id, &header, value, patient, &mut values);
    unit.insert_rows(T::INSERT, values).await?;
    Ok(header.version)
}

/// Writes the version that withdraws a record.
pub(crate) async fn void<T: Record>(unit: &mut WriteUnit, id: T::Id, expected: Version, reason: &str) -> Result<Version, StorageError> {
    let Loaded { stored, patient } = newest_expected::<T>(unit, id, expected).await?;
    let header = Header {
        version: expected.next(),
        supersedes: Some(expected),
        effective_day: stored.recorded.effective_day,
        void_reason: Some(reason),
        external_key: stored.external_key.as_deref(),
    };
    mark::<T>(unit, stored.value().owner(id), patient);
    supersede::<T>(unit, id, expected).await?;
    let mut values = Vec::with_capacity(T::INSERT.width());
    row(unit, id, &header, stored.value(), patient, &mut values);
    unit.insert_rows(T::INSERT, values).await?;
    Ok(header.version)
}

/// Notes that a withdrawn record stands elsewhere now, so that nobody sees it under the wrong patient, as of whatever day.
pub(crate) async fn mark_moved<T: Record>(unit: &mut WriteUnit, id: T::Id, new_id: T::Id) -> Result<(), StorageError> {
    unit.insert_rows(MOVED, vec![Value::id(id), Value::id(new_id)]).await
}

/// Notes that judgements about the patients of a record may change with it.
fn mark<T: Record>(unit: &mut WriteUnit, owner: Owner, patient: Option<PatientId>) {
    let other = if let Owner::Two(_, other) = owner { Some(other) } else { None };
    if T::IS_INPUT {
        unit.to_judge.extend(patient.into_iter().chain(other));
    }
}

/// Writes a value as the next version of what was found, or for the first time where nothing was. The same value again changes nothing.
pub(crate) async fn put<T: PlainRecord + PartialEq>(
    unit: &mut WriteUnit,
    found: Option<Stored<T>>,
    value: T,
    effective_day: Day,
) -> Result<T::Id, StorageError> {
    match found {
        Some(stored) if *stored.value() == value => Ok(stored.id),
        Some(stored) => correct(unit, stored.id, stored.recorded.version, &value, effective_day).await.map(|_| stored.id),
        None => {
            let id = unit.ids().next();
            insert_many(unit, &[Entry::new(id, value, effective_day)]).await.map(|()| id)
        }
    }
}

/// The current version, when it is the expected one. A voided record is gone for whoever wants to change it.
async fn newest_expected<T: Record>(unit: &mut WriteUnit, id: T::Id, expected: Version) -> Result<Loaded<T>, StorageError> {
    let loaded = newest::<T>(unit, id).await?;
    if loaded.stored.recorded.version != expected {
        return Err(conflict::<T>(id, expected));
    }
    if loaded.stored.recorded.is_void() { Err(StorageError::not_found(id)) } else { Ok(loaded) }
}

fn conflict<T: Record>(id: T::Id, expected: Version) -> StorageError {
    StorageError::VersionConflict { noun: T::Id::NOUN, id: id.to_string(), expected }
}

/// Ends the current version. Two writers that both expect it are told apart here, on either database.
async fn supersede<T: Record>(unit: &mut WriteUnit, id: T::Id, expected: Version) -> Result<(), StorageError> {
    let values = vec![unit.at().into(), Value::id(id), expected.0.into()];
    match unit.execute(&Sql::new(T::TABLE, T::SUPERSEDE), values).await {
        Ok(1) => {}
        Ok(_) | Err(StorageError::Busy) => return Err(conflict::<T>(id, expected)),
        Err(error) => return Err(error),
    }
    if let Some(stale) = T::STALE {
        let values = vec![unit.at().into(), Value::id(id)];
        unit.execute(&Sql::new(T::TABLE, stale), values).await?;
    }
    Ok(())
}

/// Resolves whom records concern, notes it, and makes sure that these patients are on record.
async fn owners(unit: &mut WriteUnit, owners: impl IntoIterator<Item = Owner>) -> Result<Vec<Option<PatientId>>, StorageError> {
    let owners: Vec<Owner> = owners.into_iter().collect();
    let mut episodes: BTreeMap<EpisodeId, PatientId> = BTreeMap::new();
    let mut wanted: Vec<EpisodeId> =
        owners.iter().filter_map(|owner| if let Owner::Episode(id) = owner { Some(*id) } else { None }).collect();
    wanted.sort_unstable();
    wanted.dedup();
    for stored in unit.get_many::<care::Episode>(&wanted, View::Current).await? {
        episodes.insert(stored.id, stored.value().patient);
    }
    // What is asked before an admission hangs on the id that the stay will have.
    wanted.retain(|id| !episodes.contains_key(id));
    if !wanted.is_empty() {
        for stored in unit.get_many::<care::PlannedAdmission>(&wanted, View::Current).await? {
            episodes.insert(stored.id, stored.value().patient);
        }
    }
    let mut patients = Vec::with_capacity(owners.len());
    for owner in owners {
        patients.push(match owner {
            Owner::Episode(id) => Some(*episodes.get(&id).ok_or_else(|| StorageError::not_found(id))?),
            other => touch_owner(unit, other),
        });
    }
    Ok(patients)
}

/// Makes sure that patients are on record. Asks once for each patient in a unit.
pub(crate) async fn require_patients(unit: &mut WriteUnit, patients: impl IntoIterator<Item = PatientId>) -> Result<(), StorageError> {
    let mut unknown: Vec<PatientId> = patients.into_iter().filter(|patient| !unit.known_patients.contains(patient)).collect();
    unknown.sort_unstable();
    unknown.dedup();
    for chunk in unknown.chunks(LIST_MAX) {
        let values = Vec::new();
        let text = "SELECT id FROM patient WHERE superseded_at IS NULL AND void_reason IS NULL AND id IN ({list})";
        let sql = Sql::new("patient", text).with_list(&values, chunk.iter().map(|patient| Value::id(*patient)));
        for row in unit.fetch_all(&sql, values).await? {
            let patient = row.reader("patient").parsed()?;
            unit.known_patients.insert(patient);
        }
    }
    let missing = unknown.into_iter().find(|patient| !unit.known_patients.contains(patient));
    missing.map_or(Ok(()), |patient| Err(StorageError::not_found(patient)))
}

impl WriteUnit {
    /// Records something for the first time.
    pub async fn insert<T: PlainRecord>(&mut self, entry: &Entry<T>) -> Result<(), StorageError> {
        insert_many(self, std::slice::from_ref(entry)).await
    }

    /// Records many things for the first time, many rows in one statement.
    pub async fn insert_many<T: PlainRecord>(&mut self, entries: &[Entry<T>]) -> Result<(), StorageError> {
        insert_many(self, entries).await
    }

    /// Writes the next version of a record. `expected` is the version the caller has seen: when there is a newer one by now, nothing is
    /// written and [`StorageError::VersionConflict`] says so. A record stays with its patient: to move it, void it and record it anew.
    pub async fn correct<T: PlainRecord>(
        &mut self,
        id: T::Id,
        expected: Version,
        value: &T,
        effective_day: Day,
    ) -> Result<Version, StorageError> {
        correct(self, id, expected, value, effective_day).await
    }

    /// Moves a record that was written under the wrong patient: it is withdrawn with the reason and recorded anew under `new_id`, as `value`
    /// says, with the same day and the same key of another system.
    pub async fn move_to<T: PlainRecord>(
        &mut self,
        id: T::Id,
        expected: Version,
        new_id: T::Id,
        value: T,
        reason: &str,
    ) -> Result<(), StorageError> {
        let stored = self.require::<T>(id).await?;
        self.void::<T>(id, expected, reason).await?;
        mark_moved::<T>(self, id, new_id).await?;
        let effective_day = stored.recorded.effective_day;
        self.insert(&Entry { id: new_id, value, effective_day, external_key: stored.external_key }).await
    }

    /// Withdraws a record with a reason. It vanishes from every current view and stays in the history; what was computed from it is stale.
    pub async fn void<T: Record>(&mut self, id: T::Id, expected: Version, reason: &str) -> Result<Version, StorageError> {
        void::<T>(self, id, expected, reason).await
    }
}
