//! Alerts between the tables and the domain: codes become types, and findings become text that holds keys and arguments, never a sentence.

use outcomes::alert::{Alert, Closing, Event, EventKind, Raised, Tier};
use outcomes::warning_sign::{SignKey, UnknownCode, Visibility, WarningSign};
use serde_json::{Value, json};
use storage::alert::{AlertEvent, Fact, RaisedAlert, StoredAlert};
use vocabulary::{Argument, Evidence, Points, RecordId, UserId};

use crate::error::AppError;

/// What an alert states: the key of a sentence and its arguments, by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The key of the sentence in `wording`.
    pub key: String,
    /// The values in it.
    pub arguments: Vec<(String, Argument)>,
}

/// An alert of this sign, to be kept.
pub(crate) fn raised_of(id: RecordId, sign: &WarningSign) -> RaisedAlert {
    RaisedAlert {
        id,
        key: sign.key.as_str().to_owned(),
        group: sign.group.clone(),
        patient: sign.patient,
        episode: sign.episode,
        rule: sign.rule.code().to_owned(),
        class: sign.class.code().to_owned(),
        since_last: sign.since_last.code().to_owned(),
        is_silent: sign.visibility == Visibility::Silent,
        occurred_at: sign.occurred_at,
        day: sign.day,
        finding: finding_text(sign),
        evidence: evidence_text(&sign.finding.evidence),
    }
}

fn finding_text(sign: &WarningSign) -> String {
    let arguments: Vec<Value> = sign.finding.arguments.iter().map(|(name, value)| argument_json(name, value)).collect();
    json!({ "key": sign.finding.key.0, "arguments": arguments }).to_string()
}

fn argument_json(name: &str, argument: &Argument) -> Value {
    match argument {
        Argument::Count(count) => json!([name, "count", count]),
        Argument::Points(points) => json!([name, "points", points.ten_thousandths()]),
        Argument::Money(money) => json!([name, "name", format!("{money:?}")]),
        Argument::Day(day) => json!([name, "day", day.to_string()]),
        Argument::Instant(instant) => json!([name, "instant", instant.to_string()]),
        Argument::Name(text) => json!([name, "name", text]),
        Argument::Key(key) => json!([name, "name", key]),
    }
}

fn argument_of(value: &Value) -> Option<(String, Argument)> {
    let parts = value.as_array()?;
    let [name, kind, value] = parts.as_slice() else { return None };
    let argument = match kind.as_str()? {
        "count" => Argument::Count(value.as_i64()?),
        "points" => Argument::Points(Points::from_ten_thousandths(value.as_i64()?)),
        "day" => Argument::Day(value.as_str()?.parse().ok()?),
        "instant" => Argument::Instant(value.as_str()?.parse().ok()?),
        "name" => Argument::Name(value.as_str()?.to_owned()),
        _ => return None,
    };
    Some((name.as_str()?.to_owned(), argument))
}

/// Reads a statement as it was kept.
pub(crate) fn statement_of(text: &str) -> Option<Statement> {
    let value: Value = serde_json::from_str(text).ok()?;
    let arguments = value.get("arguments")?.as_array()?.iter().map(argument_of).collect::<Option<Vec<_>>>()?;
    Some(Statement { key: value.get("key")?.as_str()?.to_owned(), arguments })
}

fn evidence_text(evidence: &[Evidence]) -> String {
    let list = evidence.iter().map(|each| json!([each.kind, each.id, each.version.0, each.day.to_string()]));
    Value::Array(list.collect()).to_string()
}

/// Reads the pointers to records as they were kept.
pub(crate) fn evidence_of(text: &str) -> Option<Vec<Fact>> {
    let one = |value: &Value| {
        let [kind, id, version, day] = value.as_array()?.as_slice() else { return None };
        let version = vocabulary::Version(version.as_i64()?);
        Some(Fact { kind: kind.as_str()?.to_owned(), id: id.as_str()?.to_owned(), version, day: day.as_str()?.parse().ok()? })
    };
    serde_json::from_str::<Value>(text).ok()?.as_array()?.iter().map(one).collect()
}

/// An event as a row.
pub(crate) fn row_of(event: &Event) -> AlertEvent {
    let mut row = AlertEvent::new(event.kind.code(), event.at);
    match &event.kind {
        EventKind::Raised { tier }
        | EventKind::Escalated { to: tier }
        | EventKind::NotClosed { to: tier }
        | EventKind::HolderGone { to: tier } => {
            row.tier = Some(tier.code().to_owned());
        }
        EventKind::Received { by } | EventKind::Acknowledged { by } | EventKind::Shown { to: by } => row.actor = Some(*by),
        EventKind::HandedOver { by, to } => (row.actor, row.owner) = (Some(*by), Some(*to)),
        EventKind::Closed { by, closing } => {
            row.actor = Some(*by);
            row.disposition = Some(closing.disposition.code().to_owned());
            row.note = Some(closing.note.clone());
            row.signature = Some(closing.signature.clone());
        }
        EventKind::ResolvedByFact { fact } => row.fact = Some(fact.into()),
    }
    row
}

/// Folds what is stored into an alert of the domain. A code that this version does not know is a defect that is reported, never an alert that
/// gets lost.
pub(crate) fn alert_of(stored: &StoredAlert) -> Result<Alert, AppError> {
    let damaged = |what: String| AppError::Document(format!("alert {}: {what}", stored.raised.id));
    let raised = raised(&stored.raised).map_err(|error| damaged(error.to_string()))?;
    let events = stored.events.iter().map(event_of).collect::<Option<Vec<_>>>();
    let events = events.ok_or_else(|| damaged("an event without what belongs to it".to_owned()))?;
    Ok(Alert::fold(raised, events))
}

/// The alerts that read, each with its row, and the ids of those that do not. These are said in the log, in `doctor` and before the director: one
/// damaged row keeps no other alert from going its way.
pub(crate) fn readable(stored: Vec<StoredAlert>) -> (Vec<(StoredAlert, Alert)>, Vec<RecordId>) {
    let (mut read, mut unreadable) = (Vec::with_capacity(stored.len()), Vec::new());
    for each in stored {
        let states = statement_of(&each.raised.finding).is_some() && evidence_of(&each.raised.evidence).is_some();
        match alert_of(&each) {
            Ok(alert) if states => read.push((each, alert)),
            _ => {
                tracing::error!(alert = %each.raised.id, "an alert does not read; nothing goes on about it by itself");
                unreadable.push(each.raised.id);
            }
        }
    }
    (read, unreadable)
}

fn raised(stored: &RaisedAlert) -> Result<Raised, UnknownCode> {
    Ok(Raised {
        key: SignKey::from_stored(stored.key.clone()),
        group: stored.group.clone(),
        patient: stored.patient,
        episode: stored.episode,
        rule: stored.rule.parse()?,
        class: stored.class.parse()?,
        since_last: stored.since_last.parse()?,
        visibility: if stored.is_silent { Visibility::Silent } else { Visibility::Shown },
        occurred_at: stored.occurred_at,
    })
}

fn event_of(row: &AlertEvent) -> Option<Event> {
    let tier = || row.tier.as_deref().and_then(|code| code.parse::<Tier>().ok());
    let actor = || row.actor;
    let kind = match row.kind.as_str() {
        "raised" => EventKind::Raised { tier: tier()? },
        "received" => EventKind::Received { by: actor()? },
        "shown" => EventKind::Shown { to: actor()? },
        "acknowledged" => EventKind::Acknowledged { by: actor()? },
        "escalated" => EventKind::Escalated { to: tier()? },
        "not_closed" => EventKind::NotClosed { to: tier()? },
        "holder_gone" => EventKind::HolderGone { to: tier()? },
        "handed_over" => EventKind::HandedOver { by: actor()?, to: row.owner? },
        "closed" => EventKind::Closed { by: actor()?, closing: closing_of(row)? },
        "resolved_by_fact" => EventKind::ResolvedByFact { fact: fact_of(row.fact.as_ref()?) },
        _ => return None,
    };
    Some(Event { at: row.at, kind })
}

fn closing_of(row: &AlertEvent) -> Option<Closing> {
    let disposition = row.disposition.as_deref()?.parse().ok()?;
    Some(Closing { disposition, note: row.note.clone()?, signature: row.signature.clone()? })
}

fn fact_of(fact: &Fact) -> Evidence {
    let kind = match fact.kind.as_str() {
        "administration" => "administration",
        "review" => "review",
        "episode" => "episode",
        "level_of_care_period" => "level_of_care_period",
        "protocol" => "protocol",
        _ => "record",
    };
    Evidence { kind, id: fact.id.clone(), version: fact.version, day: fact.day }
}

/// Somebody got it into their inbox.
pub(crate) fn received(by: UserId, at: vocabulary::Instant) -> AlertEvent {
    row_of(&Event { at, kind: EventKind::Received { by } })
}
