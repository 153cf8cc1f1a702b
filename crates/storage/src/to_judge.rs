//! Which patients wait to be judged anew: everybody about whom something was written that a judgement may rest on.
//!
//! Every unit that writes such records leaves a mark for each patient, in the same transaction. The evaluator takes the patients that wait,
//! judges them, and removes exactly the marks it has read: a record that came meanwhile has left another mark, and its patient goes on waiting.
//! Marks are only inserted and deleted, so that two writers about one patient never meet on them.
//!
//! A patient whose records cannot be judged is set aside: the marks go, and another one comes that is not read before its time ([`set_aside`]).

use vocabulary::{Day, Instant, PatientId, RecordId};

use crate::StorageError;
use crate::database::{Insert, LIST_MAX, Sql, Value};
use crate::unit::{ReadUnit, WriteUnit};

/// Patients that wait, and the marks that say so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Each once, who waits longest first, with the instant of the first unjudged change.
    pub patients: Vec<(PatientId, Instant)>,
    /// The marks that were read.
    marks: Vec<(PatientId, RecordId)>,
}

const MARK: Insert = Insert::into("patient_to_judge", &[&["patient_id", "mark", "since"]]);

/// The patients of the `most` oldest marks whose time has come, with all their marks. Touches nobody: it names ids only.
#[crate::boxed]
pub async fn waiting(unit: &mut ReadUnit, most: u32) -> Result<Waiting, StorageError> {
    let text = "SELECT patient_id, mark, since FROM patient_to_judge WHERE patient_id IN (SELECT oldest.patient_id FROM \
                (SELECT patient_id FROM patient_to_judge WHERE since <= $1 ORDER BY since, patient_id, mark LIMIT $2) AS oldest) \
                ORDER BY since, patient_id, mark";
    let now = unit.at();
    let rows = unit.fetch_all(&Sql::new("patient_to_judge", text), vec![now.into(), i64::from(most).into()]).await?;
    found(&rows)
}

/// Those of some patients that wait, with all their marks. Touches nobody.
#[crate::boxed]
pub async fn waiting_of(unit: &mut ReadUnit, patients: &[PatientId]) -> Result<Waiting, StorageError> {
    let text = "SELECT patient_id, mark, since FROM patient_to_judge WHERE patient_id IN ({list}) ORDER BY since, patient_id, mark";
    let mut rows = Vec::new();
    for chunk in patients.chunks(LIST_MAX) {
        let values = Vec::new();
        let sql = Sql::new("patient_to_judge", text).with_list(&values, chunk.iter().map(|patient| Value::id(*patient)));
        rows.extend(unit.fetch_all(&sql, values).await?);
    }
    found(&rows)
}

fn found(rows: &[crate::database::Row]) -> Result<Waiting, StorageError> {
    let (mut waiting, mut seen) = (Waiting::default(), std::collections::HashSet::new());
    for row in rows {
        let mut reader = row.reader("patient_to_judge");
        let (patient, mark, since) = (reader.parsed()?, reader.parsed()?, reader.parsed()?);
        waiting.marks.push((patient, mark));
        if seen.insert(patient) {
            waiting.patients.push((patient, since));
        }
    }
    Ok(waiting)
}

/// How many patients wait.
#[crate::boxed]
pub async fn count(unit: &mut ReadUnit) -> Result<i64, StorageError> {
    let text = "SELECT COUNT(DISTINCT patient_id) FROM patient_to_judge";
    let row = unit.fetch_optional(&Sql::new("patient_to_judge", text), Vec::new()).await?;
    row.map_or(Ok(0), |row| row.reader("patient_to_judge").integer())
}

/// Removes the marks that were read, after their patients were judged, and keeps where their series stand now. Call it in the unit that stores the judgements.
#[crate::boxed]
pub async fn judged(unit: &mut WriteUnit, waiting: &Waiting) -> Result<(), StorageError> {
    remove(unit, waiting).await?;
    let patients: Vec<PatientId> = waiting.patients.iter().map(|(patient, _)| *patient).collect();
    crate::score::keep(unit, &patients).await
}

/// Lets those wait until an instant whose records could not be judged; whatever is written about them meanwhile has them judged at once.
#[crate::boxed]
pub async fn set_aside(unit: &mut WriteUnit, waiting: &Waiting, until: Instant) -> Result<(), StorageError> {
    remove(unit, waiting).await?;
    let mark: RecordId = unit.ids().next();
    let values = waiting.patients.iter().flat_map(|(patient, _)| [Value::id(*patient), Value::id(mark), until.into()]).collect();
    unit.insert_rows_unaudited(MARK, values).await
}

/// Who is set aside, in the order of their ids.
#[crate::boxed]
pub async fn aside(unit: &mut ReadUnit) -> Result<Vec<PatientId>, StorageError> {
    let text = "SELECT DISTINCT patient_id FROM patient_to_judge WHERE since > $1 ORDER BY patient_id";
    let now = unit.at();
    let rows = unit.fetch_all(&Sql::new("patient_to_judge", text), vec![now.into()]).await?;
    rows.iter().map(|row| row.reader("patient_to_judge").parsed()).collect()
}

/// Since when somebody has waited whose time has come; `None` where nobody does.
#[crate::boxed]
pub async fn oldest(unit: &mut ReadUnit) -> Result<Option<Instant>, StorageError> {
    let text = "SELECT since FROM patient_to_judge WHERE since <= $1 ORDER BY since LIMIT 1";
    let now = unit.at();
    let row = unit.fetch_optional(&Sql::new("patient_to_judge", text), vec![now.into()]).await?;
    row.map(|row| row.reader("patient_to_judge").parsed()).transpose()
}

async fn remove(unit: &mut WriteUnit, waiting: &Waiting) -> Result<(), StorageError> {
    // An id is 36 characters long as text. The two columns stand by themselves, so that their key leads to the row.
    let text = "DELETE FROM patient_to_judge WHERE (patient_id, mark) IN \
                (SELECT substr(listed.value, 1, 36), substr(listed.value, 37) FROM {values} AS listed)";
    for chunk in waiting.marks.chunks(LIST_MAX) {
        let values = Vec::new();
        let marks = chunk.iter().map(|(patient, mark)| Value::text(format_args!("{patient}{mark}")));
        let sql = Sql::new("patient_to_judge", text).with_list(&values, marks);
        unit.execute_unaudited(&sql, values).await?;
    }
    Ok(())
}

/// Lets patients wait to be judged anew, for a reason that lies in no record of theirs.
pub fn mark(unit: &mut WriteUnit, patients: impl IntoIterator<Item = PatientId>) {
    unit.to_judge.extend(patients);
}

/// Lets everybody in an open episode wait to be judged anew: when a rule, a protocol, criteria or an expected course changed, and once a day,
/// because some judgements change with the calendar alone.
#[crate::boxed]
pub async fn mark_open(unit: &mut WriteUnit) -> Result<(), StorageError> {
    let text = "SELECT DISTINCT patient_id FROM episode WHERE superseded_at IS NULL AND void_reason IS NULL AND discharge_day IS NULL";
    for row in unit.fetch_all(&Sql::new("episode", text), Vec::new()).await? {
        let patient = row.reader("episode").parsed()?;
        unit.to_judge.insert(patient);
    }
    Ok(())
}

/// Lets everybody wait to be judged anew of whom an answer since a day was not looked at as it stands now, in care or not: that nobody has reviewed it
/// becomes a task with the calendar alone.
#[crate::boxed]
pub async fn mark_unreviewed(unit: &mut WriteUnit, since: Day) -> Result<(), StorageError> {
    let text = "SELECT DISTINCT patient_id FROM administration WHERE superseded_at IS NULL AND void_reason IS NULL AND day >= $1 \
                AND NOT EXISTS (SELECT 1 FROM score_review looked WHERE looked.administration_id = administration.id \
                AND looked.administration_version = administration.version AND looked.superseded_at IS NULL AND looked.void_reason IS NULL)";
    for row in unit.fetch_all(&Sql::new("administration", text), vec![since.into()]).await? {
        let patient = row.reader("administration").parsed()?;
        unit.to_judge.insert(patient);
    }
    Ok(())
}

/// Stores the marks of a unit: the last thing it does.
pub(crate) async fn store_marks(unit: &mut WriteUnit) -> Result<(), StorageError> {
    if unit.to_judge.is_empty() {
        return Ok(());
    }
    let (mark, since): (RecordId, Instant) = (unit.ids().next(), unit.now());
    let patients = std::mem::take(&mut unit.to_judge);
    let values = patients.iter().flat_map(|patient| [Value::id(*patient), Value::id(mark), since.into()]).collect();
    unit.insert_rows_unaudited(MARK, values).await
}
