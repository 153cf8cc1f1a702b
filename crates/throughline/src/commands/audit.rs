//! `throughline audit`: does the chain hold, and who did what.

mod export;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};
use storage::audit::{AuditHead, AuditReport, BrokenRange, BrokenSeal, UnsealedRange};
use wording::Key;

use crate::configuration;
use crate::console;
use crate::failure::{Failure, Kind};
use crate::released::{DisclosureArguments, hand_out};
use crate::wiring::{self, Practice, World, storage_failure};

/// Verify the chain of the audit, or write the audit out
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline audit verify
  throughline audit export --out audit.ndjson --for \"the privacy officer\" --reason \"yearly review\" --basis operations
  throughline audit verify --expect 1204:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Says whether an entry was changed or removed after it was sealed, and how many wait for their seal; ends with code 4 when the chain is broken
    #[command(after_help = "\
Examples:
  throughline audit verify
  throughline audit verify --json | jq .holds
  throughline audit verify --expect 1204:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    Verify {
        /// An entry that must be in the chain, as a backup or an earlier verification named it: so a tail that was cut off is found
        #[arg(long, value_name = "NUMBER:HASH", value_parser = head)]
        expect: Option<AuditHead>,
        /// One JSON object: holds, sealed, unsealed, waiting, seal_missing, broken, head, expected_found
        #[arg(long)]
        json: bool,
    },
    /// Write every entry out, oldest first, one JSON object a line: id, at, actor, action, purpose, request, outcome, patients, batch, detail
    #[command(after_help = "\
Examples:
  throughline audit export --out audit.ndjson --for \"the privacy officer\" --reason \"yearly review\" --basis operations
  throughline audit export --out - --patient A-1001 --for \"the patient\" --reason \"request for access\" --basis patient_request | jq .action")]
    Export {
        /// The file to write; - is standard output
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Only what touched this patient: a record number or an id
        #[arg(long, value_name = "PATIENT")]
        patient: Option<String>,
        #[command(flatten)]
        disclosure: DisclosureArguments,
    },
}

pub(crate) fn run(arguments: &Arguments, named: Option<&Path>) -> Result<(), Failure> {
    let configuration = configuration::load(named).configuration()?;
    match &arguments.what {
        What::Verify { expect, json } => {
            let report = wiring::block_on(async {
                let database = wiring::open_database(&configuration, &World::of_the_machine()).await?;
                database.verify_audit(expect.as_ref()).await.map_err(|error| storage_failure(&error))
            })?;
            say(&report, *json)?;
            verdict(&report)
        }
        What::Export { out, patient, disclosure } => wiring::block_on(async {
            let practice = Practice::open(&configuration, "audit-export").await?;
            hand_out(&export::entries(&practice, patient.as_deref(), disclosure.stated()).await?, out)?;
            practice.close().await
        }),
    }
}

fn head(text: &str) -> Result<AuditHead, String> {
    let expected = || "a number, a colon and 64 hexadecimal digits".to_owned();
    let (sequence, hash) = text.split_once(':').ok_or_else(expected)?;
    let sequence = sequence.parse().map_err(|_| expected())?;
    let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hash { Ok(AuditHead { sequence, hash: hash.to_lowercase() }) } else { Err(expected()) }
}

fn say(report: &AuditReport, json: bool) -> Result<(), Failure> {
    if json {
        return console::json(&as_json(report));
    }
    let text = console::text();
    let mut lines =
        vec![text.say_with(Key::CommandDoctorAudit, &[("sealed", report.sealed.into()), ("unsealed", report.unsealed().into())])];
    lines.extend(report.head.iter().map(|head| text.say_with(Key::CommandAuditHead, &[("head", written(head).into())])));
    lines.extend(report.waiting.iter().map(|range| unsealed(Key::CommandAuditWaiting, range)));
    lines.extend(report.broken.iter().map(broken));
    lines.extend(report.seal_missing.iter().map(|range| unsealed(Key::CommandAuditUnsealed, range)));
    console::data(|output| writeln!(output, "{}", lines.join("\n")))
}

fn written(head: &AuditHead) -> String {
    format!("{}:{}", head.sequence, head.hash)
}

fn broken(range: &BrokenRange) -> String {
    let key = match range.problem {
        BrokenSeal::Changed => Key::CommandAuditChanged,
        BrokenSeal::RowMissing => Key::CommandAuditRowMissing,
        BrokenSeal::SealMissing => Key::CommandAuditSealMissing,
    };
    let text = console::text();
    let places = if range.first == range.last { range.first.to_string() } else { format!("{}–{}", range.first, range.last) };
    text.say_with(key, &[("places", places.into())])
}

fn unsealed(key: Key, range: &UnsealedRange) -> String {
    let arguments = [
        ("rows", range.rows.into()),
        ("from", range.from.to_string().into()),
        ("until", range.until.to_string().into()),
        ("first", range.first.to_string().into()),
        ("last", range.last.to_string().into()),
    ];
    console::text().say_with(key, &arguments)
}

fn as_json(report: &AuditReport) -> Json {
    let broken = |range: &BrokenRange| {
        let problem = match range.problem {
            BrokenSeal::Changed => "changed",
            BrokenSeal::RowMissing => "row_missing",
            BrokenSeal::SealMissing => "seal_missing",
        };
        json!({ "first": range.first, "last": range.last, "problem": problem })
    };
    let unsealed = |range: &UnsealedRange| {
        let (first, last) = (range.first.to_string(), range.last.to_string());
        json!({ "first": first, "last": last, "rows": range.rows, "from": range.from.to_string(), "until": range.until.to_string() })
    };
    json!({
        "holds": report.holds(),
        "sealed": report.sealed,
        "unsealed": report.unsealed(),
        "waiting": report.waiting.iter().map(unsealed).collect::<Vec<_>>(),
        "seal_missing": report.seal_missing.iter().map(unsealed).collect::<Vec<_>>(),
        "broken": report.broken.iter().map(broken).collect::<Vec<_>>(),
        "head": report.head.as_ref().map(written),
        "expected_found": report.expected_head_found,
    })
}

fn verdict(report: &AuditReport) -> Result<(), Failure> {
    let text = console::text();
    if report.is_damaged() {
        return Err(Failure::new(Kind::Damaged, text.say(Key::CommandAuditBroken)).hint(text.say(Key::CommandAuditBrokenHint)));
    }
    if report.expected_head_found == Some(false) {
        return Err(Failure::new(Kind::Damaged, text.say(Key::CommandAuditExpectedMissing)).hint(text.say(Key::CommandAuditBrokenHint)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_reads_back_what_is_printed() {
        let written_head = format!("12:{}", "a0".repeat(32));
        assert_eq!(written(&head(&written_head).unwrap()), written_head);
        for wrong in ["12", "x:aa", "12:aa", &format!("12:{}", "g0".repeat(32))] {
            assert!(head(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_broken_chain_and_a_missing_tail_are_damage_and_waiting_entries_are_not() {
        let id = |number: u8| format!("00000000-0000-7000-8000-00000000000{number}").parse().unwrap();
        let at = |minute: u8| format!("2026-11-20T10:0{minute}:00Z").parse().unwrap();
        let range = UnsealedRange { first: id(1), last: id(2), rows: 2, from: at(1), until: at(2) };
        let mut report = AuditReport { sealed: 3, waiting: vec![range.clone()], ..AuditReport::default() };
        assert_eq!(verdict(&report), Ok(()));
        report.expected_head_found = Some(false);
        assert_eq!(verdict(&report).unwrap_err().kind, Kind::Damaged);
        report.expected_head_found = Some(true);
        let stripped = AuditReport { seal_missing: vec![range], ..report.clone() };
        assert_eq!(verdict(&stripped).unwrap_err().kind, Kind::Damaged);
        report.broken.push(BrokenRange { first: 2, last: 3, problem: BrokenSeal::RowMissing });
        assert_eq!(verdict(&report).unwrap_err().kind, Kind::Damaged);
    }
}
