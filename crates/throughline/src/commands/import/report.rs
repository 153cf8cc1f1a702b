//! What an import says when it is done, for people and for programs.

use std::path::PathBuf;

use app::claim::PostedFile;
use app::import::{DryRun, ImportReport, Reason, RejectedRow, Understanding};
use interchange::FileProblem;
use serde_json::{Map, Value as Json, json};
use storage::import_batch::BatchCounts;
use vocabulary::BatchId;
use wording::Key;

use crate::console;
use crate::failure::{Failure, Kind};
use crate::sentence;

/// How it went with one file.
pub(super) struct Told {
    pub(super) file: PathBuf,
    pub(super) is_named: bool,
    pub(super) outcome: Outcome,
}

pub(super) enum Outcome {
    Imported(Box<ImportReport>),
    DryRun(Box<DryRun>),
    /// A file of claims, payments or answers.
    Posted(Box<PostedFile>),
    Refused(FileProblem),
}

impl Told {
    /// The batch, when rows of it were not taken.
    pub(super) fn batch_with_rejections(&self) -> Option<BatchId> {
        match &self.outcome {
            Outcome::Imported(report) if report.counts.rows_rejected > 0 => Some(report.batch),
            _ => None,
        }
    }

    fn counts(&self) -> Option<BatchCounts> {
        match &self.outcome {
            Outcome::Imported(report) => Some(report.counts),
            Outcome::DryRun(run) => Some(run.counts),
            Outcome::Posted(posted) => Some(posted.counts.batch_counts(posted.problems.len())),
            Outcome::Refused(_) => None,
        }
    }

    /// A file that only lies in the folder: JSON, but nothing to import.
    fn is_passed_over(&self) -> bool {
        !self.is_named && matches!(self.outcome, Outcome::Refused(FileProblem::NotFhir))
    }

    fn state(&self) -> &'static str {
        match &self.outcome {
            Outcome::Imported(report) if report.already_imported => "already_imported",
            Outcome::Posted(posted) if posted.already_imported => "already_imported",
            Outcome::Imported(_) | Outcome::Posted(_) => "imported",
            Outcome::DryRun(_) => "dry_run",
            Outcome::Refused(_) if self.is_passed_over() => "passed_over",
            Outcome::Refused(_) => "refused",
        }
    }

    fn understanding(&self) -> Option<&Understanding> {
        match &self.outcome {
            Outcome::Imported(report) => Some(&report.understanding),
            Outcome::DryRun(run) => Some(&run.understanding),
            Outcome::Posted(_) | Outcome::Refused(_) => None,
        }
    }

    fn rejections(&self) -> &[RejectedRow] {
        match &self.outcome {
            Outcome::Imported(report) => &report.rejections,
            Outcome::DryRun(run) => &run.rejections,
            Outcome::Posted(_) | Outcome::Refused(_) => &[],
        }
    }
}

/// Says it.
pub(super) fn say(told: &[Told], json: bool) -> Result<(), Failure> {
    if json {
        return console::json(&Json::Array(told.iter().map(as_json).collect()));
    }
    for file in told.iter().filter(|file| !file.is_passed_over()) {
        console::note(&written(file));
    }
    let passed_over = told.iter().filter(|file| file.is_passed_over()).count();
    if passed_over > 0 {
        console::note(&console::text().say_with(Key::CommandImportPassedOver, &[("count", passed_over.into())]));
    }
    Ok(())
}

/// A refused file is a refused input; rejected rows only when somebody wants to know it so strictly.
pub(super) fn verdict(told: &[Told], strict: bool) -> Result<(), Failure> {
    let text = console::text();
    let refused = told.iter().filter(|file| file.state() == "refused").count();
    if refused > 0 {
        return Err(Failure::new(Kind::Input, text.say_with(Key::CommandImportFilesRefused, &[("count", refused.into())])));
    }
    let rejected: i64 = told.iter().filter_map(Told::counts).map(|counts| counts.rows_rejected).sum();
    if strict && rejected > 0 {
        return Err(Failure::new(Kind::Input, text.say_with(Key::CommandImportRowsRejected, &[("count", rejected.into())])));
    }
    Ok(())
}

fn written(told: &Told) -> String {
    let text = console::text();
    let mut lines = vec![told.file.display().to_string()];
    if let Outcome::Refused(problem) = &told.outcome {
        lines.push(format!("  {}", sentence::of_reason(&Reason::from(problem))));
    }
    if told.state() == "already_imported" {
        lines.push(format!("  {}", text.say(Key::ImportSameFile)));
    } else if let Some(counts) = told.counts() {
        let counted = [
            ("accepted", counts.records_added.into()),
            ("rejected", counts.rows_rejected.into()),
            ("unchanged", counts.records_unchanged.into()),
        ];
        lines.push(format!("  {}", text.say_with(Key::CommandImported, &counted)));
    }
    if let Some(understanding) = told.understanding() {
        lines.extend(understood(understanding));
    }
    if let Outcome::Posted(posted) = &told.outcome {
        lines.extend(posted_lines(posted));
    }
    for rejection in told.rejections() {
        lines.push(format!("  {}: {}", rejection.position, sentence::of_reason(&rejection.reason)));
    }
    let more = told.counts().map_or(0, |counts| counts.rows_rejected) - i64::try_from(told.rejections().len()).unwrap_or(0);
    if more > 0 {
        lines.push(format!("  {}", text.say_with(Key::CommandImportMoreRejections, &[("count", more.into())])));
    }
    lines.join("\n")
}

/// Payments that wait, and what was not understood.
fn posted_lines(posted: &PostedFile) -> Vec<String> {
    let text = console::text();
    let held = posted.counts.payments_held;
    let mut lines = Vec::new();
    if held > 0 {
        lines.push(format!("  {}", text.say_with(Key::CommandImportPaymentsHeld, &[("count", held.into())])));
    }
    for problem in &posted.problems {
        let at = [("byte", problem.place.byte.to_string().into()), ("number", problem.place.segment.to_string().into())];
        lines.push(format!("  {}: {}", text.say_with(Key::X12At, &at), sentence::of_reason(&Reason::from(&problem.kind))));
    }
    lines
}

fn posted_as_json(posted: &PostedFile) -> Json {
    let counts = posted.counts;
    let problems = posted.problems.iter().map(|problem| {
        let (place, kind) = (problem.place, &problem.kind);
        json!({ "code": kind.code(), "byte": place.byte, "segment_index": place.segment, "sentence": sentence::of_reason(&Reason::from(kind)) })
    });
    json!({
        "claims_added": counts.claims_added, "claims_known": counts.claims_known,
        "payments_posted": counts.payments_posted, "payments_known": counts.payments_known, "payments_held": counts.payments_held,
        "answers_added": counts.answers_added, "answers_known": counts.answers_known, "answers_of_nobody": counts.answers_of_nobody,
        "problems": problems.collect::<Vec<_>>(),
    })
}

/// Instruments with their scores, totals that differ, and what was worth a word.
fn understood(understanding: &Understanding) -> Vec<String> {
    let text = console::text();
    let mut lines = Vec::new();
    for tally in understanding.instruments.values() {
        let statuses: Vec<String> =
            tally.statuses.iter().map(|(status, count)| format!("{count} {}", text.status_code(status).to_lowercase())).collect();
        let name = if tally.is_imported {
            text.say_with(Key::CommandImportImportedInstrument, &[("name", (&tally.name).into())])
        } else {
            tally.name.clone()
        };
        lines.push(format!("  {name}: {}", text.list(&statuses)));
    }
    if understanding.totals_differ > 0 {
        let count = i64::try_from(understanding.totals_differ).unwrap_or(i64::MAX);
        lines.push(format!("  {}", text.say_with(Key::CommandImportTotalsDiffer, &[("count", count.into())])));
    }
    for tally in understanding.notes.values() {
        if let Some((position, reason)) = tally.first.first() {
            let more = if tally.count > 1 { format!(" (× {})", tally.count) } else { String::new() };
            lines.push(format!("  {position}: {}{more}", sentence::of_reason(reason)));
        }
    }
    lines
}

fn as_json(told: &Told) -> Json {
    let mut object = Map::new();
    let mut put = |key: &str, value: Json| object.insert(key.to_owned(), value);
    put("file", json!(told.file));
    put("state", json!(told.state()));
    if let Some(counts) = told.counts() {
        put("rows_read", json!(counts.rows_read));
        put("records_added", json!(counts.records_added));
        put("records_unchanged", json!(counts.records_unchanged));
        put("rows_rejected", json!(counts.rows_rejected));
    }
    match &told.outcome {
        Outcome::Imported(report) => {
            put("batch", json!(report.batch.to_string()));
            put("added", report.added.iter().map(|(kind, count)| (kind.code().to_owned(), json!(count))).collect());
        }
        Outcome::Posted(posted) => {
            put("batch", json!(posted.batch.to_string()));
            put("claims", posted_as_json(posted));
        }
        Outcome::DryRun(run) => drop(put("batch_before", json!(run.imported_before.map(|batch| batch.to_string())))),
        Outcome::Refused(problem) => drop(put("refused", reason(&Reason::from(problem)))),
    }
    if let Some(understanding) = told.understanding() {
        put("understood", understanding_as_json(understanding));
    }
    let rejections = told.rejections().iter().map(|rejection| {
        let mut object = reason(&rejection.reason);
        object["position"] = json!(rejection.position);
        object
    });
    put("rejections", rejections.collect());
    Json::Object(object)
}

fn understanding_as_json(understanding: &Understanding) -> Json {
    let instruments = understanding.instruments.iter().map(|(id, tally)| {
        let about = json!({ "administrations": tally.administrations, "statuses": tally.statuses, "is_imported": tally.is_imported });
        (id.clone(), about)
    });
    let notes = understanding.notes.iter().map(|(id, tally)| {
        let first =
            tally.first.iter().map(|(position, why)| json!({ "position": position.to_string(), "sentence": sentence::of_reason(why) }));
        ((*id).to_owned(), json!({ "count": tally.count, "first": first.collect::<Vec<_>>() }))
    });
    json!({
        "records": understanding.records.iter().map(|(kind, count)| (kind.code().to_owned(), json!(count))).collect::<Map<_, _>>(),
        "instruments": instruments.collect::<Map<_, _>>(),
        "totals_compared": understanding.totals_compared,
        "totals_differ": understanding.totals_differ,
        "notes": notes.collect::<Map<_, _>>(),
    })
}

fn reason(reason: &Reason) -> Json {
    json!({ "code": reason.id, "sentence": sentence::of_reason(reason) })
}
