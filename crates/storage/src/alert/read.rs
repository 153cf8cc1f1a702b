//! Reading alerts.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use vocabulary::{ClinicianId, Day, EpisodeId, Instant, PatientId, RecordId, UserId, Version};

use super::{AlertEvent, Fact, RaisedAlert, StoredAlert};
use crate::StorageError;
use crate::database::{Columns, LIST_MAX, Reader, Row, Sql, Value};
use crate::record::View;
use crate::unit::ReadUnit;

/// Nobody has closed it, and no fact has satisfied it.
const OPEN: &str = "NOT EXISTS (SELECT 1 FROM alert_event done WHERE done.alert_id = alert.id AND done.kind IN ('closed', 'resolved_by_fact') \
                    AND (done.kind = 'closed' OR alert.class = 'task')) ";

fn plain_key(kept: &str) -> String {
    kept.strip_prefix(super::SILENT).or_else(|| kept.strip_prefix(super::SHOWN)).unwrap_or(kept).to_owned()
}

fn raised(row: &Row) -> Result<RaisedAlert, StorageError> {
    let mut reader = row.reader("alert");
    Ok(RaisedAlert {
        id: reader.parsed()?,
        patient: reader.parsed()?,
        key: plain_key(&reader.text()?),
        group: reader.text()?,
        episode: reader.optional_parsed()?,
        rule: reader.text()?,
        class: reader.text()?,
        since_last: reader.text()?,
        is_silent: reader.flag()?,
        occurred_at: reader.parsed()?,
        day: reader.parsed()?,
        finding: reader.text()?,
        evidence: reader.text()?,
    })
}

fn event(reader: &mut Reader<'_>) -> Result<AlertEvent, StorageError> {
    Ok(AlertEvent {
        at: reader.parsed()?,
        kind: reader.text()?,
        actor: reader.optional_parsed()?,
        tier: reader.optional_text()?,
        owner: reader.optional_parsed()?,
        disposition: reader.optional_text()?,
        note: reader.optional_text()?,
        signature: reader.optional_text()?,
        fact: fact(reader)?,
    })
}

/// Four columns that are there together or not at all.
fn fact(reader: &mut Reader<'_>) -> Result<Option<Fact>, StorageError> {
    let (kind, id) = (reader.optional_text()?, reader.optional_text()?);
    let (version, day) = (reader.optional_integer()?, reader.optional_parsed()?);
    match (kind, id, version, day) {
        (Some(kind), Some(id), Some(version), Some(day)) => Ok(Some(Fact { kind, id, version: Version(version), day })),
        (None, None, None, None) => Ok(None),
        _ => Err(reader.damaged()),
    }
}

/// Loads alerts with their events up to the view. `list` takes the place of `{list}`, as everywhere.
async fn select(
    unit: &mut ReadUnit,
    view: View,
    rest: &[&'static str],
    values: Vec<Value>,
    list: Option<Vec<Value>>,
) -> Result<Vec<StoredAlert>, StorageError> {
    let sql = Sql::select("alert", Columns(&[super::RAISED]), rest);
    let sql = match list {
        Some(list) => sql.with_list(&values, list),
        None => sql,
    };
    let rows = unit.fetch_all(&sql, values).await?;
    let mut alerts = Vec::with_capacity(rows.len());
    for row in &rows {
        let raised = raised(row)?;
        unit.touch(raised.patient);
        alerts.push(StoredAlert { raised, events: Vec::new() });
    }
    add_events(unit, view, &mut alerts).await?;
    Ok(alerts)
}

async fn add_events(unit: &mut ReadUnit, view: View, alerts: &mut [StoredAlert]) -> Result<(), StorageError> {
    let places: HashMap<RecordId, usize> = alerts.iter().enumerate().map(|(index, alert)| (alert.raised.id, index)).collect();
    let ids: Vec<RecordId> = alerts.iter().map(|alert| alert.raised.id).collect();
    for chunk in ids.chunks(LIST_MAX) {
        let values = vec![view.into()];
        let rest = "WHERE at <= $1 AND alert_id IN ({list}) ORDER BY alert_id, ordinal";
        let sql = Sql::select("alert_event", Columns(&[&["alert_id"], super::TOLD]), &[rest]);
        let sql = sql.with_list(&values, chunk.iter().map(|id| Value::id(*id)));
        for row in unit.fetch_all(&sql, values).await? {
            let mut reader = row.reader("alert_event");
            let alert: RecordId = reader.parsed()?;
            if let Some(index) = places.get(&alert) {
                alerts[*index].events.push(event(&mut reader)?);
            }
        }
    }
    Ok(())
}

/// One alert; `None` when there is none with this id.
#[crate::boxed]
pub async fn get(unit: &mut ReadUnit, id: RecordId) -> Result<Option<StoredAlert>, StorageError> {
    Ok(select(unit, View::Current, &["WHERE id = $1"], vec![Value::id(id)], None).await?.pop())
}

/// The alerts of patients, closed and silent ones included, the newest first, as they were at a time. Those about an episode that was moved away from the wrong
/// patient were never about that patient.
#[crate::boxed]
pub async fn of_patients(unit: &mut ReadUnit, patients: &[PatientId], view: View) -> Result<Vec<StoredAlert>, StorageError> {
    let mut found = Vec::new();
    for chunk in patients.chunks(LIST_MAX) {
        let list = chunk.iter().map(|patient| Value::id(*patient)).collect();
        let rest = "WHERE raised_at <= $1 AND patient_id IN ({list}) \
                    AND (episode_id IS NULL OR episode_id NOT IN (SELECT id FROM moved_record)) ORDER BY occurred_at DESC, id DESC";
        found.extend(select(unit, view, &[rest], vec![view.into()], Some(list)).await?);
    }
    Ok(found)
}

/// Everything that is open, who waits longest first. Silent alerts are not among them.
#[crate::boxed]
pub async fn open(unit: &mut ReadUnit) -> Result<Vec<StoredAlert>, StorageError> {
    select(unit, View::Current, &["WHERE is_silent = 0 AND ", OPEN, "ORDER BY occurred_at, id"], Vec::new(), None).await
}

/// Whether an alert about an episode is open, silent ones aside. Touches nobody: it is asked before an episode is withdrawn.
#[crate::boxed]
pub async fn is_open_of_episode(unit: &mut ReadUnit, episode: EpisodeId) -> Result<bool, StorageError> {
    let sql = Sql::of_pieces("alert", &["SELECT id FROM alert WHERE episode_id = $1 AND is_silent = 0 AND ", OPEN, "LIMIT 1"]);
    Ok(unit.fetch_optional(&sql, vec![Value::id(episode)]).await?.is_some())
}

/// What is open of patients, silent alerts included: for the evaluator, which resolves tasks, and for the page of a patient.
#[crate::boxed]
pub async fn open_of_patients(unit: &mut ReadUnit, patients: &[PatientId]) -> Result<Vec<StoredAlert>, StorageError> {
    let mut found = Vec::new();
    for chunk in patients.chunks(LIST_MAX) {
        let list = chunk.iter().map(|patient| Value::id(*patient)).collect();
        let rest = ["WHERE patient_id IN ({list}) AND ", OPEN, "ORDER BY occurred_at, id"];
        found.extend(select(unit, View::Current, &rest, Vec::new(), Some(list)).await?);
    }
    Ok(found)
}

/// What is open of the patients whose care team a clinician belongs to on a day, who waits longest first. Silent alerts are not among them. The records
/// of merged patients count as one, whichever of them the care team and the alert stand on.
#[crate::boxed]
pub async fn open_of_clinician(unit: &mut ReadUnit, clinician: ClinicianId, on: Day) -> Result<Vec<StoredAlert>, StorageError> {
    let text = "SELECT DISTINCT patient_id FROM care_team_member WHERE clinician_id = $1 AND superseded_at IS NULL AND void_reason IS NULL \
                AND first_day <= $2 AND (last_day IS NULL OR last_day >= $2)";
    let rows = unit.fetch_all(&Sql::new("care_team_member", text), vec![Value::id(clinician), on.into()]).await?;
    let own: Vec<PatientId> = rows.iter().map(|row| row.reader("care_team_member").parsed()).collect::<Result<_, _>>()?;
    let links = crate::patient_link::links(unit, View::Current).await?;
    let shown: BTreeSet<PatientId> = own.into_iter().map(|patient| links.shown_as(patient)).collect();
    let records: Vec<PatientId> = shown.into_iter().flat_map(|patient| links.records_of(patient)).collect();
    let mut found = open_of_patients(unit, &records).await?;
    found.retain(|alert| !alert.raised.is_silent);
    found.sort_by_key(|alert| (alert.raised.occurred_at, alert.raised.id));
    Ok(found)
}

/// What is open and was handed over to somebody, or taken on by them, at some time. Whether they still have it is folded from the events. Silent alerts
/// are not among them.
#[crate::boxed]
pub async fn open_given_to(unit: &mut ReadUnit, user: UserId) -> Result<Vec<StoredAlert>, StorageError> {
    let rest = [
        "WHERE is_silent = 0 AND id IN (SELECT alert_id FROM alert_event WHERE owner = $1 \
         UNION SELECT alert_id FROM alert_event WHERE kind = 'acknowledged' AND actor = $1) AND ",
        OPEN,
        "ORDER BY occurred_at, id",
    ];
    select(unit, View::Current, &rest, vec![Value::id(user)], None).await
}

/// What is open of a patient by one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenAlerts {
    /// Whose, as the alerts were raised.
    pub patient: PatientId,
    /// The code of the rule.
    pub rule: String,
    /// The code of the class.
    pub class: String,
    /// The clinical day of the oldest.
    pub first_day: Day,
    /// The clinical day of the newest.
    pub last_day: Day,
}

/// By which rules something is open of many patients, without the alerts themselves. Silent alerts are not among them.
#[crate::boxed]
pub async fn open_by_rule(unit: &mut ReadUnit, patients: &[PatientId]) -> Result<Vec<OpenAlerts>, StorageError> {
    let mut found = Vec::new();
    for chunk in patients.chunks(LIST_MAX) {
        let select = "SELECT patient_id, rule, class, MIN(day), MAX(day) FROM alert WHERE is_silent = 0 AND patient_id IN ({list}) AND ";
        let grouped = "GROUP BY patient_id, rule, class ORDER BY patient_id, rule, class";
        let sql = Sql::of_pieces("alert", &[select, OPEN, grouped]).with_list(&[], chunk.iter().map(|id| Value::id(*id)));
        for row in unit.fetch_all(&sql.together(Columns(&[&["patient_id", "rule", "class", "first_day", "last_day"]])), Vec::new()).await? {
            let mut reader = row.reader("alert");
            let patient = reader.parsed()?;
            unit.touch(patient);
            found.push(OpenAlerts {
                patient,
                rule: reader.text()?,
                class: reader.text()?,
                first_day: reader.parsed()?,
                last_day: reader.parsed()?,
            });
        }
    }
    Ok(found)
}

/// Of whom an alert is open that was raised since an instant, tasks and silent ones aside: each as it was raised, at most so many. Nothing about them is
/// loaded, so nobody is touched.
#[crate::boxed]
pub async fn people_since(unit: &mut ReadUnit, since: Instant, at_most: u16) -> Result<Vec<PatientId>, StorageError> {
    let select = "SELECT DISTINCT patient_id FROM alert WHERE raised_at >= $1 AND is_silent = 0 AND class <> 'task' AND ";
    let sql = Sql::of_pieces("alert", &[select, OPEN, "ORDER BY patient_id LIMIT $2"]);
    let rows = unit.fetch_all(&sql, vec![since.into(), i64::from(at_most).into()]).await?;
    rows.iter().map(|row| row.reader("alert").parsed()).collect()
}

/// What was raised from an instant until before another, closed and silent ones included, in the order of time: for the report by week.
#[crate::boxed]
pub async fn raised_between(unit: &mut ReadUnit, from: Instant, until: Instant) -> Result<Vec<StoredAlert>, StorageError> {
    let rest = "WHERE raised_at >= $1 AND raised_at < $2 ORDER BY raised_at, id";
    select(unit, View::Current, &[rest], vec![from.into(), until.into()], None).await
}

/// The keys of all alerts that patients have as they are kept, closed ones included, each with whether it is only recorded.
#[crate::boxed]
pub async fn known_keys(unit: &mut ReadUnit, patients: &[PatientId]) -> Result<BTreeMap<(PatientId, String), bool>, StorageError> {
    let mut keys = BTreeMap::new();
    for chunk in patients.chunks(LIST_MAX) {
        let values = Vec::new();
        let text = "SELECT patient_id, alert_key, is_silent FROM alert WHERE patient_id IN ({list})";
        let sql = Sql::new("alert", text).with_list(&values, chunk.iter().map(|patient| Value::id(*patient)));
        for row in unit.fetch_all(&sql, values).await? {
            let mut reader = row.reader("alert");
            let patient: PatientId = reader.parsed()?;
            unit.touch(patient);
            keys.insert((patient, reader.text()?), reader.flag()?);
        }
    }
    Ok(keys)
}
