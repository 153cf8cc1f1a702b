//! `throughline x12`: what stands in an X12 file, and what is wrong with it. Stores nothing and needs no practice.

mod acknowledge;
mod reconcile;

pub(super) use reconcile::{Brought, reasons, take_in};

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use vocabulary::Money;
use wording::{Arg, Key};
use x12::{Cents, Depth, Inspection, Inspector, Problem, Severity, Verdict};

use crate::console;
use crate::failure::{Failure, Kind};

/// Read X12 files: what they hold, what is wrong with them
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline x12 inspect remits.835
  throughline x12 inspect claims.837 remits.835 --json
  throughline x12 validate claims.837
  throughline x12 reconcile --claims claims.837 --remits remits.835
  throughline x12 acknowledge remits.835 --control 41 --out remits.999

A file is read in one pass, whatever its length.")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Figures, problems and a verdict of each file; ends with code 3 when one is broken
    #[command(after_help = "\
Examples:
  throughline x12 inspect remits.835
  throughline x12 inspect claims.837 remits.835 --json")]
    Inspect(Files),
    /// What the guide asks for and the file does not have: loops, segments, elements, codes. Never says that a file conforms
    #[command(after_help = "\
Examples:
  throughline x12 validate claims.837")]
    Validate(Files),
    Reconcile(reconcile::Arguments),
    Acknowledge(acknowledge::Arguments),
}

#[derive(Args)]
struct Files {
    /// The files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// One JSON array with an object for each file: file, verdict, facts, problems, problem_counts
    #[arg(long)]
    json: bool,
}

/// So many problems of one file are printed without `--json`.
const PRINTED: usize = 40;

pub(crate) fn run(arguments: &Arguments, named: Option<&Path>) -> Result<(), Failure> {
    let (files, depth) = match &arguments.what {
        What::Inspect(files) => (files, Depth::Reading),
        What::Validate(files) => (files, Depth::Guide),
        What::Reconcile(arguments) => return reconcile::run(arguments, named),
        What::Acknowledge(arguments) => return acknowledge::run(arguments),
    };
    let mut found = Vec::new();
    for path in &files.files {
        let (inspection, sha256) = inspect(path, depth)?;
        found.push((path.display().to_string(), inspection, sha256));
    }
    if files.json {
        console::json(&found.iter().map(|(file, inspection, sha256)| object(file, inspection, sha256, depth)).collect())?;
    } else {
        let pages: Vec<String> = found.iter().map(|(file, inspection, _)| page(file, inspection, depth)).collect();
        console::data(|output| write!(output, "{}", pages.join("\n")))?;
    }
    let broken = found.iter().filter(|(_, inspection, _)| inspection.verdict == Verdict::ReportError).count();
    if broken == 0 {
        return Ok(());
    }
    let count = Arg::Count(i64::try_from(broken).unwrap_or(i64::MAX));
    Err(Failure::new(Kind::Input, console::text().say_with(Key::X12BrokenFiles, &[("count", count)])))
}

/// What stands in a file, and the hash of its bytes.
fn inspect(path: &Path, depth: Depth) -> Result<(Inspection, String), Failure> {
    let unreadable = |error: std::io::Error| {
        let arguments = [("file", path.display().to_string().into()), ("reason", error.to_string().into())];
        Failure::new(Kind::Input, console::text().say_with(Key::X12CannotRead, &arguments))
    };
    let mut file = File::open(path).map_err(unreadable)?;
    let (mut inspector, mut hash) = (Inspector::new(depth), Sha256::new());
    let mut piece = vec![0_u8; 1 << 17];
    loop {
        match file.read(&mut piece) {
            Ok(0) => return Ok((inspector.finish(), format!("{:x}", hash.finalize()))),
            Ok(length) => {
                hash.update(&piece[..length]);
                inspector.push(&piece[..length]);
            }
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(unreadable(error)),
        }
    }
}

fn object(file: &str, inspection: &Inspection, sha256: &str, depth: Depth) -> Value {
    let text = console::text();
    let problems = inspection.problems.kept().iter().map(|problem| {
        json!({
            "severity": severity(problem.severity()),
            "code": problem.kind.code(),
            "byte": problem.place.byte,
            "segment_index": problem.place.segment,
            "segment": problem.segment,
            "loop": problem.loop_name,
            "element": problem.element,
            "sentence": text.x12_problem_of(problem),
        })
    });
    let mut object = json!({ "file": file });
    let fields = object.as_object_mut().expect("an object was made above");
    // A validation has findings and no verdict: it never says that a file is in order.
    if depth == Depth::Reading {
        fields.insert("verdict".to_owned(), json!(inspection.verdict.name()));
    }
    let mut facts = inspection.facts.to_json(&inspection.problems);
    facts.as_object_mut().expect("facts are an object").insert("sha256".to_owned(), json!(sha256));
    fields.insert("facts".to_owned(), facts);
    fields.insert("problems".to_owned(), problems.collect());
    fields.insert("problem_counts".to_owned(), json!(inspection.problems.counts()));
    object
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information => "information",
    }
}

/// A summary for a biller.
fn page(file: &str, inspection: &Inspection, depth: Depth) -> String {
    let text = console::text();
    let name = [("file", file.into())];
    let found = inspection.problems.counts().values().sum::<u64>();
    let heading = match (depth, inspection.verdict) {
        (Depth::Guide, _) if found == 0 => text.say_with(Key::X12ValidatedNone, &name),
        (Depth::Guide, _) => text.say_with(Key::X12ValidatedFound, &[("file", file.into()), ("count", count(found))]),
        (_, Verdict::Accept) => text.say_with(Key::X12SummaryAccept, &name),
        (_, Verdict::AcceptWithWarning) => text.say_with(Key::X12SummaryAcceptWithWarning, &name),
        (_, Verdict::ReportError) => text.say_with(Key::X12SummaryReportError, &name),
    };
    let mut lines = vec![heading];
    lines.extend(figures(inspection).into_iter().map(|line| format!("  {line}")));
    lines.extend(inspection.problems.kept().iter().take(PRINTED).map(|problem| format!("  {}", said(problem))));
    for (code, &total) in inspection.problems.counts() {
        let printed = inspection.problems.kept().iter().take(PRINTED).filter(|problem| problem.kind.code() == *code).count() as u64;
        if total > printed {
            let more = text.say_with(Key::X12SummaryMore, &[("count", count(total - printed)), ("code", (*code).into())]);
            lines.push(format!("  {more}"));
        }
    }
    lines.join("\n") + "\n"
}

fn figures(inspection: &Inspection) -> Vec<String> {
    let (text, facts) = (console::text(), &inspection.facts);
    let money = |cents: Cents| Arg::Money(Money::from_cents(cents.0));
    let mut lines = Vec::new();
    if facts.delimiters.is_some() {
        let arguments = [
            ("types", facts.types.join(", ").into()),
            ("interchanges", count(facts.interchanges)),
            ("groups", count(facts.groups)),
            ("transactions", count(facts.transactions)),
            ("segments", count(facts.segments)),
        ];
        lines.push(text.say_with(Key::X12SummaryEnvelopes, &arguments));
    }
    if let Some(remittance) = &facts.remittance {
        let arguments = [
            ("claims", count(remittance.claims)),
            ("lines", count(remittance.service_lines)),
            ("charge", money(remittance.charge)),
            ("paid", money(remittance.paid)),
            ("patients", money(remittance.patient_responsibility)),
            ("payments", money(remittance.payments)),
            ("elsewhere", money(remittance.provider_adjustments.values().copied().sum())),
        ];
        lines.push(text.say_with(Key::X12SummaryRemittance, &arguments));
    }
    if let Some(claims) = &facts.claims {
        let arguments = [("claims", count(claims.claims)), ("lines", count(claims.lines)), ("charge", money(claims.charge))];
        lines.push(text.say_with(Key::X12SummaryClaims, &arguments));
    }
    if let Some((status, _)) = &facts.status {
        lines.push(text.say_with(Key::X12SummaryStatus, &[("count", count(*status))]));
    }
    lines
}

fn said(problem: &Problem) -> String {
    let text = console::text();
    let place = problem.place;
    let at = [("byte", place.byte.to_string().into()), ("number", place.segment.to_string().into())];
    let position = if place.segment == 0 { String::new() } else { format!("{}, ", text.say_with(Key::X12At, &at)) };
    let loop_name = if problem.loop_name.is_empty() { String::new() } else { format!("{} ", problem.loop_name) };
    let element = if problem.element.is_empty() { &problem.segment } else { &problem.element };
    let what = text.x12_problem_of(problem);
    format!("{}: {position}{loop_name}{element}: {what}", text.x12_severity(problem.severity())).replace(", : ", ": ").replace(": : ", ": ")
}

fn count(count: u64) -> Arg {
    Arg::Count(i64::try_from(count).unwrap_or(i64::MAX))
}
