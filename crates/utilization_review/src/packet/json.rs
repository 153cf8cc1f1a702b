//! A packet as JSON: the file for other programs, and the canonical snapshot that is hashed.
//!
//! Keys stand in alphabetical order and codes stand for words, so that the same packet gives the same bytes. Sentences are added by who knows them.

use care::ReviewQuestion;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use vocabulary::{Argument, Evidence, Finding};

use crate::appeal::DisputedLine;

use super::{ENGINE_VERSION, Packet, Response, Said, ScoreRow, ScoreValue, Statement};

/// The canonical snapshot: JSON without sentences, in one line.
pub fn snapshot(packet: &Packet) -> String {
    to_json(packet, &|_| None).to_string()
}

/// SHA-256 of the snapshot, 64 hexadecimal digits.
pub fn snapshot_sha256(packet: &Packet) -> String {
    hex::encode(Sha256::digest(snapshot(packet)))
}

/// SHA-256 of the index, 64 hexadecimal digits: while it stays the same, a number in a text leads to the same version of the same record.
pub fn index_sha256(packet: &Packet) -> String {
    let mut digest = Sha256::new();
    for entry in &packet.index {
        let Evidence { kind, id, version, day } = &entry.evidence;
        digest.update(format!("{} {kind} {id} {} {day}\n", entry.number, version.0));
    }
    hex::encode(digest.finalize())
}

/// The packet as JSON. `say` gives the sentence of a fact, where sentences are wanted. The contradictions are in it only where they are shown.
pub fn to_json(packet: &Packet, say: &dyn Fn(&Finding) -> Option<String>) -> Value {
    let cover = &packet.cover;
    let sections: Vec<Value> = (packet.sections.iter())
        .map(|section| json!({ "section": section.kind.code(), "statements": statements(&section.statements, say) }))
        .collect();
    let scores = packet.scores.iter().map(score);
    let weeks = packet.weeks.iter().map(|week| {
        json!({
            "week_of": week.first.to_string(), "planned": week.planned, "attended": week.attended,
            "planned_minutes": week.planned_minutes, "delivered_minutes": week.delivered_minutes, "cites": week.cites,
        })
    });
    let clauses = packet.clauses.iter().map(|clause| json!({ "quotation": clause.quotation, "answer": statement(&clause.answer, say) }));
    let contradictions = packet.contradictions.iter().filter(|_| packet.shows_contradictions).map(|contradiction| {
        json!({
            "key": contradiction.key, "fact": fact(&contradiction.fact, say), "cites": contradiction.cites,
            "response": contradiction.response.map(Response::code), "words": contradiction.words,
        })
    });
    let mut whole = json!({
        "engine": ENGINE_VERSION,
        "variant": packet.variant.code(),
        "cover": {
            "practice": cover.practice, "program": cover.program, "patient": cover.patient, "birth_day": cover.birth_day.map(|day| day.to_string()),
            "payer": cover.payer, "member_id": cover.member_id, "authorization": cover.authorization,
            "level_of_care": cover.level_of_care.code(), "codes": cover.codes, "from": cover.from.to_string(),
            "units": cover.asked.map(|(kind, units)| json!({ "kind": kind.code(), "units": units })),
            "proposed": cover.proposed,
            "criteria": cover.criteria, "part2": cover.is_part2,
        },
        "admitted": packet.admitted.to_string(), "since": packet.since.to_string(), "until": packet.until.to_string(),
        "sections": sections,
        "scores": scores.collect::<Vec<_>>(),
        "weeks": weeks.collect::<Vec<_>>(),
        "clauses": clauses.collect::<Vec<_>>(),
        "dispute": dispute(packet, say),
        "determination": packet.determination.as_ref().map(|(own, cite)| json!({
            "outcome": own.outcome, "set": own.set, "cites": [cite],
            "rules": own.rules.iter().map(|(rule, verdict)| json!({ "rule": rule, "verdict": verdict })).collect::<Vec<_>>(),
        })),
        "contradictions": packet.shows_contradictions.then(|| contradictions.collect::<Vec<_>>()),
        "index": packet.index.iter().map(|entry| json!({
            "number": entry.number, "record": evidence(&entry.evidence),
            "author": entry.provenance.as_ref().map(|made| made.author.as_str()),
            "recorded_at": entry.provenance.as_ref().map(|made| made.recorded_at.to_string()),
            "sha256": entry.provenance.as_ref().map(|made| made.sha256.as_str()),
        })).collect::<Vec<_>>(),
    });
    // Only where the first day is to come: what is about a stay that began stays as it was.
    if packet.is_before_admission() {
        whole["planned"] = true.into();
    }
    // Only where something was left out: what is whole stays as it was.
    if !packet.left_out.is_empty() {
        whole["left_out"] = packet.left_out.iter().map(|kind| Value::from(kind.code())).collect();
    }
    whole
}

/// A number stands under `points`, a word under `result`.
fn score(row: &ScoreRow) -> Value {
    let mut value = json!({ "instrument": row.instrument, "day": row.day.to_string(), "cites": [row.cite] });
    match &row.value {
        ScoreValue::Points(points) => value["points"] = points.to_string().into(),
        ScoreValue::Words(word) => value["result"] = word.as_str().into(),
    }
    value
}

fn dispute(packet: &Packet, say: &dyn Fn(&Finding) -> Option<String>) -> Option<Value> {
    let (dispute, days) = packet.dispute.as_ref()?;
    let days = days.iter().map(|day| {
        let standing = day.standing.iter().map(|(each, age)| json!({ "fact": fact(each, say), "age_days": age }));
        json!({
            "day": day.day.to_string(), "standing": standing.collect::<Vec<_>>(),
            "events": day.events.iter().map(|each| fact(each, say)).collect::<Vec<_>>(),
            "services": day.services.iter().map(|(kind, minutes)| json!({ "kind": kind.code(), "minutes": minutes })).collect::<Vec<_>>(),
            "delivered_minutes": day.delivered_minutes, "cites": day.cites,
        })
    });
    let mut told = json!({
        "reason": dispute.reason, "reference": dispute.reference, "reviewer": dispute.reviewer, "decided": dispute.decided.to_string(),
        "first_day": dispute.days.period.first().to_string(), "last_day": dispute.days.period.last().map(|last| last.to_string()),
        "days": days.collect::<Vec<_>>(),
    });
    // Only where a bill was refused: what answers a request stays as it was.
    if !dispute.lines.is_empty() {
        told["lines"] = dispute.lines.iter().map(line).collect();
    }
    // Only where it is: what was never approved stays as it was.
    if let Some(approved) = &dispute.approved_before {
        told["approved_before"] = json!({ "authorization": approved.number, "cites": packet.cites_of(&approved.evidence) });
    }
    Some(told)
}

fn line(line: &DisputedLine) -> Value {
    json!({
        "claim": line.claim_number, "line": line.line_number, "service": line.service,
        "first_day": line.period.first().to_string(), "last_day": line.period.last().map(|last| last.to_string()),
        "code": line.code, "amount_cents": line.amount.cents(),
    })
}

fn statements(all: &[Statement], say: &dyn Fn(&Finding) -> Option<String>) -> Vec<Value> {
    all.iter().map(|each| statement(each, say)).collect()
}

fn statement(statement: &Statement, say: &dyn Fn(&Finding) -> Option<String>) -> Value {
    match &statement.says {
        Said::Fact(finding) => json!({ "fact": fact(finding, say), "cites": statement.cites }),
        Said::Words(words) => json!({
            "words": {
                "text": words.text, "question": words.question.map(ReviewQuestion::code), "day": words.day.to_string(),
                "unchanged_since": words.carried_from.map(|day| day.to_string()), "author": words.author, "signed": words.signed,
            },
            "cites": statement.cites,
        }),
    }
}

fn fact(finding: &Finding, say: &dyn Fn(&Finding) -> Option<String>) -> Value {
    let arguments: serde_json::Map<String, Value> =
        finding.arguments.iter().map(|(name, value)| ((*name).to_owned(), argument(value))).collect();
    match say(finding) {
        Some(sentence) => json!({ "key": finding.key.0, "arguments": arguments, "text": sentence }),
        None => json!({ "key": finding.key.0, "arguments": arguments }),
    }
}

fn argument(argument: &Argument) -> Value {
    match argument {
        Argument::Count(count) => json!(count),
        Argument::Points(points) => json!(points.to_string()),
        Argument::Money(money) => json!({ "cents": money.cents() }),
        Argument::Day(day) => json!(day.to_string()),
        Argument::Instant(instant) => json!(instant.to_string()),
        Argument::Name(name) => json!(name),
        Argument::Key(key) => json!(key),
    }
}

fn evidence(evidence: &Evidence) -> Value {
    json!({ "kind": evidence.kind, "id": evidence.id, "version": evidence.version.0, "day": evidence.day.to_string() })
}
