//! Alerts and what happened to them. Both are append-only: an alert is never changed, and its events are only added. What they amount to
//! (open, acknowledged, closed; who has it) is folded by the domain; here stand the codes it wrote.
//!
//! A patient's alert with the same key is the same alert, under whichever merged record: [`raise_many`] passes over those that exist. One that is only
//! recorded, because its rule runs silently, is another: when the rule is shown, a sign that still stands is raised.

mod read;
mod tell;

use std::collections::{BTreeMap, BTreeSet};

use care::PatientLinks;
use vocabulary::{Day, EpisodeId, Evidence, Instant, PatientId, RecordId, UserId, Version};

use crate::StorageError;
use crate::database::{Insert, Sql, Value};
use crate::record::View;
use crate::unit::{ReadUnit, WriteUnit};

pub use read::{
    OpenAlerts, get, is_open_of_episode, known_keys, of_patients, open, open_by_rule, open_given_to, open_of_clinician, open_of_patients,
    people_since, raised_between,
};
pub use tell::{ToTell, to_tell, told};

/// What an alert is about, fixed when it is raised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RaisedAlert {
    /// Its id.
    pub id: RecordId,
    /// What makes it the same alert when the sign is found again. Ids, item numbers and days; never a name.
    pub key: String,
    /// Alerts of one patient with equal groups are repeats of each other.
    pub group: String,
    /// Whose.
    pub patient: PatientId,
    /// In which episode; `None` outside any.
    pub episode: Option<EpisodeId>,
    /// The code of the rule.
    pub rule: String,
    /// The code of the class: `safety`, `clinical` or `task`.
    pub class: String,
    /// The code of the comparison with the last positive of the group.
    pub since_last: String,
    /// True where it is only recorded and counted.
    pub is_silent: bool,
    /// When the fact came in. Timers start here.
    pub occurred_at: Instant,
    /// The clinical day it speaks of.
    pub day: Day,
    /// The statement with its arguments, as canonical JSON.
    pub finding: String,
    /// What it rests on, in the same form.
    pub evidence: String,
}

/// One thing that happened to an alert. Which fields are filled follows from the kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertEvent {
    /// When.
    pub at: Instant,
    /// The code of the kind: `raised`, `received`, `shown`, `acknowledged`, `escalated`, `not_closed`, `holder_gone`, `handed_over`,
    /// `closed`, `resolved_by_fact`.
    pub kind: String,
    /// Who did it; `None` where the program did.
    pub actor: Option<UserId>,
    /// The code of the place in the chain of owners it was raised at or went to.
    pub tier: Option<String>,
    /// Who got it, after a hand-over.
    pub owner: Option<UserId>,
    /// The code of what was done, where it was closed.
    pub disposition: Option<String>,
    /// In the person's own words, where it was closed.
    pub note: Option<String>,
    /// The name and credential it was signed with, where it was closed.
    pub signature: Option<String>,
    /// The record that satisfied a task.
    pub fact: Option<Fact>,
}

impl AlertEvent {
    /// An event of which only the kind and the time are known; fill in the rest.
    pub fn new(kind: impl Into<String>, at: Instant) -> Self {
        let kind = kind.into();
        Self { at, kind, actor: None, tier: None, owner: None, disposition: None, note: None, signature: None, fact: None }
    }
}

/// A pointer to a record, as [`Evidence`] is one. The kind is read back as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The kind of record.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// The version that was read.
    pub version: Version,
    /// The clinical day it speaks of.
    pub day: Day,
}

impl From<&Evidence> for Fact {
    fn from(evidence: &Evidence) -> Self {
        Self { kind: evidence.kind.to_owned(), id: evidence.id.clone(), version: evidence.version, day: evidence.day }
    }
}

/// An alert with its events in the order in which they were added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAlert {
    /// What it is about.
    pub raised: RaisedAlert,
    /// What happened to it. The first says when it was raised, and at which place in the chain.
    pub events: Vec<AlertEvent>,
}

/// An alert to be raised: what it is about, and the event that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAlert {
    /// What it is about.
    pub raised: RaisedAlert,
    /// Its first event.
    pub event: AlertEvent,
}

/// What an alert states.
const RAISED: &[&str] = &[
    "id",
    "patient_id",
    "alert_key",
    "alert_group",
    "episode_id",
    "rule",
    "class",
    "since_last",
    "is_silent",
    "occurred_at",
    "day",
    "finding",
    "evidence",
];
/// What an event of an alert says.
const TOLD: &[&str] =
    &["at", "kind", "actor", "tier", "owner", "disposition", "note", "signature", "fact_kind", "fact_id", "fact_version", "fact_day"];

const ALERT: Insert = Insert::into("alert", &[RAISED, &["raised_at", "recorder"]]);
const EVENT: Insert = Insert::into("alert_event", &[&["alert_id", "ordinal"], TOLD, &["recorder"]]);

/// Stands before the key of an alert that is only recorded. Those that were recorded by an earlier version of the program have their plain key.
const SILENT: &str = "silent/";
/// Stands before the key of an alert that is shown where such an earlier one, only recorded, holds the plain key.
const SHOWN: &str = "shown/";

/// The keys that a person is known by, under the record shown: those of merged records count as one. A plain key that is shown for any of the records
/// is shown.
async fn known_of_people(
    unit: &mut ReadUnit,
    patients: &[PatientId],
    links: &PatientLinks,
) -> Result<BTreeMap<(PatientId, String), bool>, StorageError> {
    let shown: BTreeSet<PatientId> = patients.iter().map(|patient| links.shown_as(*patient)).collect();
    let records: Vec<PatientId> = shown.into_iter().flat_map(|patient| links.records_of(patient)).collect();
    let mut known = BTreeMap::new();
    for ((patient, key), is_silent) in known_keys(unit, &records).await? {
        known.entry((links.shown_as(patient), key)).and_modify(|only_silent| *only_silent = *only_silent && is_silent).or_insert(is_silent);
    }
    Ok(known)
}

/// The key as it is kept.
fn kept_key(raised: &RaisedAlert, is_plain_key_silent: bool) -> String {
    match (raised.is_silent, is_plain_key_silent) {
        (true, _) => format!("{SILENT}{}", raised.key),
        (false, true) => format!("{SHOWN}{}", raised.key),
        (false, false) => raised.key.clone(),
    }
}

/// Raises those of the alerts that the patient does not have yet under any record that is merged with theirs, closed ones included, and says which
/// these were. Of two alike in the list the first is raised.
#[crate::boxed]
pub async fn raise_many(unit: &mut WriteUnit, new: &[NewAlert]) -> Result<Vec<RecordId>, StorageError> {
    let patients: BTreeSet<PatientId> = new.iter().map(|new| new.raised.patient).collect();
    let patients: Vec<PatientId> = patients.into_iter().collect();
    crate::record::write::require_patients(unit, patients.iter().copied()).await?;
    let links = crate::patient_link::links(unit, View::Current).await?;
    let mut known = known_of_people(unit, &patients, &links).await?;
    let (mut alerts, mut events, mut ids) = (Vec::new(), Vec::new(), Vec::new());
    for NewAlert { raised, event } in new {
        let person = links.shown_as(raised.patient);
        let holder = known.get(&(person, raised.key.clone())).copied();
        // Nothing is recorded of a sign that is on record already, shown or not.
        let is_recorded_already = raised.is_silent && holder.is_some();
        let key = kept_key(raised, holder == Some(true));
        if !is_recorded_already && known.insert((person, key.clone()), raised.is_silent).is_none() {
            ids.push(raised.id);
            push_alert(unit.recorder(), raised, key, event.at, &mut alerts);
            push_event(unit.recorder(), raised.id, 1, event, &mut events);
        }
    }
    if ids.is_empty() {
        return Ok(ids);
    }
    for patient in patients {
        unit.touch(patient);
    }
    // Somebody else raised one of them since this unit began: the same call again will pass over it.
    unit.insert_rows(ALERT, alerts).await.map_err(|error| if is_duplicate(&error) { StorageError::Busy } else { error })?;
    unit.insert_rows(EVENT, events).await?;
    let raised: BTreeSet<RecordId> = ids.iter().copied().collect();
    let seen = new.iter().map(|new| &new.raised).filter(|new| !new.is_silent && raised.contains(&new.id));
    tell::mark(unit, seen.map(|new| (new.id, 1)).collect()).await?;
    Ok(ids)
}

fn is_duplicate(error: &StorageError) -> bool {
    matches!(error, StorageError::Duplicate { .. })
}

fn push_alert(recorder: &str, raised: &RaisedAlert, key: String, raised_at: Instant, values: &mut Vec<Value>) {
    values.extend([
        Value::id(raised.id),
        Value::id(raised.patient),
        key.into(),
        raised.group.as_str().into(),
        Value::optional_id(raised.episode),
        raised.rule.as_str().into(),
        raised.class.as_str().into(),
        raised.since_last.as_str().into(),
        raised.is_silent.into(),
        raised.occurred_at.into(),
        raised.day.into(),
        raised.finding.as_str().into(),
        raised.evidence.as_str().into(),
        raised_at.into(),
        recorder.into(),
    ]);
}

fn push_event(recorder: &str, alert: RecordId, ordinal: i64, event: &AlertEvent, values: &mut Vec<Value>) {
    let fact = event.fact.as_ref();
    values.extend([
        Value::id(alert),
        ordinal.into(),
        event.at.into(),
        event.kind.as_str().into(),
        Value::optional_id(event.actor),
        event.tier.clone().into(),
        Value::optional_id(event.owner),
        event.disposition.clone().into(),
        event.note.clone().into(),
        event.signature.clone().into(),
        fact.map(|fact| fact.kind.clone()).into(),
        fact.map(|fact| fact.id.clone()).into(),
        fact.map(|fact| fact.version.0).into(),
        fact.map(|fact| fact.day).into(),
        recorder.into(),
    ]);
}

/// Adds an event to an alert. `expected` is the number of events the caller has seen: when there are more by now, nothing is written and
/// [`StorageError::VersionConflict`] says so. `None` adds it whatever happened meanwhile, for what is true all the same: it was shown.
#[crate::boxed]
pub async fn append(unit: &mut WriteUnit, alert: RecordId, expected: Option<usize>, event: &AlertEvent) -> Result<(), StorageError> {
    let text = "SELECT alert.patient_id, MAX(alert_event.ordinal) FROM alert LEFT JOIN alert_event ON alert_event.alert_id = alert.id \
                WHERE alert.id = $1 GROUP BY alert.patient_id";
    let row = unit.fetch_optional(&Sql::new("alert_event", text), vec![Value::id(alert)]).await?;
    let row = row.ok_or_else(|| StorageError::NotFound { noun: "alert", id: alert.to_string() })?;
    let mut reader = row.reader("alert_event");
    let (patient, newest) = (reader.parsed()?, reader.optional_integer()?.unwrap_or(0));
    unit.touch(patient);
    let conflict = || {
        let expected = Version(expected.and_then(|expected| i64::try_from(expected).ok()).unwrap_or(newest));
        StorageError::VersionConflict { noun: "alert", id: alert.to_string(), expected }
    };
    if expected.is_some_and(|expected| usize::try_from(newest) != Ok(expected)) {
        return Err(conflict());
    }
    let mut values = Vec::new();
    push_event(unit.recorder(), alert, newest + 1, event, &mut values);
    if tell::comes_to_somebody(&event.kind) {
        tell::mark(unit, vec![(alert, newest + 1)]).await?;
    }
    match unit.insert_rows(EVENT, values).await {
        // Another writer added one since this unit began.
        Err(error) if is_duplicate(&error) || error == StorageError::Busy => {
            Err(if expected.is_some() { conflict() } else { StorageError::Busy })
        }
        done => done,
    }
}
