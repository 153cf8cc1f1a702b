//! `throughline import`: files of other systems into the practice.

mod files;
mod rejected;
mod report;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use app::import::{Format, Forms, ImportRequest, NamedMapping, Progress};
use app::release::Disclosure;
use app::{App, AppError};
use clap::Args;
use indicatif::ProgressBar;
use interchange::{FileProblem, Stated};
use vocabulary::{BatchId, Day};
use wording::Key;

use crate::configuration;
use crate::console;
use crate::failure::{Failure, Kind};
use crate::released::{private_file, unwritable};
use crate::wiring::{self, Practice, app_failure};
use files::{Found, Shape};
use report::{Outcome, Told};

/// Import FHIR resources, tables, claims and payments
///
/// Takes FHIR R4 as JSON, Bundles or lines (.json, .ndjson), tables (.csv, .tsv, .txt) that a mapping file describes, and X12 claims, payments and
/// answers (.837, .835, .277, .999, .x12, .edi); a folder is walked. Each
/// file is stored whole or not at all. A row that cannot be taken is kept aside with its line and reason, and the others go in. The same file a
/// second time changes nothing.
#[derive(Args, Default)]
#[command(after_help = "\
Examples:
  throughline import fhir/
  throughline import visits.csv --mapping visits.toml --dry-run
  throughline import visits.csv --mapping visits.toml --reject-file rejected.csv
  throughline import march.837 april.835
  throughline import answers.json --patient A-1042 --program OP --json

Ends with code 0 when the files were taken, also when rows of them were not (see --strict), and with
code 3 when a file was refused as a whole.")]
pub(crate) struct Arguments {
    /// Files, or folders whose files are taken in the order of their names, questionnaires and patients first
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How to read tables: a mapping file, see docs/guides/import.md
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// Only say what was understood; nothing is changed
    #[arg(long)]
    dry_run: bool,
    /// Write the rows that were not taken into this file, as they stood, to be mended and imported again
    #[arg(long, value_name = "FILE", conflicts_with = "dry_run")]
    reject_file: Option<PathBuf>,
    /// The record number of the patient, for answers that name none
    #[arg(long, value_name = "NUMBER")]
    patient: Option<String>,
    /// The code of the program, for records that name none
    #[arg(long, value_name = "CODE")]
    program: Option<String>,
    /// The day of every administration in the files, whatever they say
    #[arg(long, value_name = "DAY", value_parser = day)]
    day: Option<Day>,
    /// The system that the files come from: the same identifier from another system is another record
    #[arg(long, value_name = "NAME", default_value = "")]
    system: String,
    /// End with code 3 when any row was not taken
    #[arg(long)]
    strict: bool,
    /// A JSON array with one object a file
    #[arg(long)]
    json: bool,
}

impl Arguments {
    /// What a command with tables of its own asks for.
    pub(crate) fn of_tables(files: Vec<PathBuf>, dry_run: bool, reject_file: Option<PathBuf>, strict: bool, json: bool) -> Self {
        Self { files, dry_run, reject_file, strict, json, ..Self::default() }
    }
}

pub(crate) fn run(arguments: &Arguments, named: Option<&Path>) -> Result<(), Failure> {
    let mapping = arguments.mapping.as_deref().map(read_mapping).transpose()?;
    import(arguments, mapping, named)
}

/// Imports what the arguments name; tables as the mapping says.
pub(crate) fn import(arguments: &Arguments, mapping: Option<NamedMapping>, named: Option<&Path>) -> Result<(), Failure> {
    let configuration = configuration::load(named).configuration()?;
    let found = files::find(&arguments.files, mapping.is_some())?;
    let told = wiring::block_on(async {
        let practice = Practice::open(&configuration, "import").await?;
        let importer = Importer { arguments, practice: &practice, mapping, forms: Forms::default() };
        let told = importer.import_all(&found).await?;
        importer.write_rejected(&told).await?;
        practice.close().await?;
        Ok(told)
    })?;
    report::say(&told, arguments.json)?;
    report::verdict(&told, arguments.strict)
}

struct Importer<'a> {
    arguments: &'a Arguments,
    practice: &'a Practice,
    mapping: Option<NamedMapping>,
    forms: Forms,
}

impl Importer<'_> {
    async fn import_all(&self, found: &[Found]) -> Result<Vec<Told>, Failure> {
        let mut told = Vec::with_capacity(found.len());
        for file in found {
            let outcome = self.import(file).await?;
            told.push(Told { file: file.path.clone(), is_named: file.is_named, outcome });
        }
        Ok(told)
    }

    async fn import(&self, file: &Found) -> Result<Outcome, Failure> {
        let source = match File::open(&file.path) {
            Ok(source) => source,
            Err(error) => return Ok(Outcome::Refused(FileProblem::Unreadable { line: 0, error })),
        };
        if file.shape == Shape::Claims {
            return self.post(file, source).await;
        }
        let request = self.request(file, source);
        let bar = watch(request.progress.clone());
        let (app, caller) = (&self.practice.app, &self.practice.caller);
        let outcome = if self.arguments.dry_run {
            app.dry_run(caller, request).await.map(|run| Outcome::DryRun(Box::new(run)))
        } else {
            app.import(caller, request).await.map(|report| Outcome::Imported(Box::new(report)))
        };
        bar.abort();
        match outcome {
            Ok(outcome) => Ok(outcome),
            Err(AppError::File(problem)) => Ok(Outcome::Refused(problem)),
            Err(error) => Err(app_failure(&error)),
        }
    }

    /// Takes a file of claims, payments or answers in.
    async fn post(&self, file: &Found, source: File) -> Result<Outcome, Failure> {
        if self.arguments.dry_run {
            let said = [("file", file.path.display().to_string().into())];
            return Err(Failure::new(Kind::Usage, console::text().say_with(Key::CommandImportClaimsDryRun, &said)));
        }
        let name = file.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match self.practice.app.post_claims(&self.practice.caller, &name, Box::new(source)).await {
            Ok(posted) => Ok(Outcome::Posted(Box::new(posted))),
            Err(AppError::File(problem)) => Ok(Outcome::Refused(problem)),
            Err(error) => Err(app_failure(&error)),
        }
    }

    fn request(&self, file: &Found, source: File) -> ImportRequest {
        let format = match (&self.mapping, file.shape) {
            (Some(mapping), Shape::Table) => Format::Table(mapping.clone()),
            _ => Format::Fhir,
        };
        let name = file.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Arguments { patient, program, day, system, .. } = self.arguments;
        ImportRequest {
            stated: Stated { patient: patient.clone(), program: program.clone(), day: *day },
            system: system.clone(),
            forms: self.forms.clone(),
            ..ImportRequest::new(name, source, format)
        }
    }

    /// Writes the rejected rows of all batches into one file, or into several where they do not go into one: rows under another header would be read
    /// wrongly. They hold what was in the files, so they leave through the release gate.
    async fn write_rejected(&self, told: &[Told]) -> Result<(), Failure> {
        let Some(file) = &self.arguments.reject_file else { return Ok(()) };
        let mut batches = Vec::new();
        for batch in told.iter().filter_map(Told::batch_with_rejections).collect::<Vec<BatchId>>() {
            batches.push(rejected_rows(&self.practice.app, self.practice, batch).await?);
        }
        let mut contents = rejected::files(batches);
        if contents.is_empty() {
            contents.push(Vec::new());
        }
        for (number, bytes) in (1..).zip(&contents) {
            let file = rejected::path(file, number);
            private_file(&file, |output| std::io::Write::write_all(output, bytes)).map_err(|error| unwritable(&file, &error))?;
            if number > 1 {
                let said = [("file", file.display().to_string().into())];
                console::note(&console::text().say_with(Key::CommandImportRejectedBeside, &said));
            }
        }
        Ok(())
    }
}

async fn rejected_rows(app: &App, practice: &Practice, batch: BatchId) -> Result<rejected::Rows, Failure> {
    let disclosure = Disclosure {
        recipient: "the operator of this server".to_owned(),
        reason: "mending rows that an import did not take".to_owned(),
        basis: "operations".to_owned(),
        authority: String::new(),
    };
    let released = app.reject_file(&practice.caller, batch, disclosure).await.map_err(|error| app_failure(&error))?;
    Ok(rejected::Rows { is_fhir: released.media_type() == "application/fhir+ndjson", bytes: released.bytes().to_vec() })
}

/// Shows on a terminal how far reading has come.
fn watch(progress: Progress) -> tokio::task::JoinHandle<()> {
    tokio::spawn(async move {
        let bar: ProgressBar = console::progress(0);
        bar.set_message(console::text().say(Key::CommandImportReading));
        loop {
            tokio::time::sleep(Duration::from_millis(200)).await;
            bar.set_length(progress.size());
            bar.set_position(progress.bytes());
        }
    })
}

pub(crate) fn read_mapping(file: &Path) -> Result<NamedMapping, Failure> {
    let text = console::text();
    let failed = |reason: String| {
        let arguments = [("file", file.display().to_string().into()), ("reason", reason.into())];
        Failure::new(Kind::Usage, text.say_with(Key::CommandImportMappingUnusable, &arguments))
            .hint(text.say(Key::CommandImportMappingHint))
    };
    let content = std::fs::read_to_string(file).map_err(|error| failed(error.to_string()))?;
    let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    NamedMapping::read(name, &content).map_err(|error| failed(error.to_string()))
}

fn day(text: &str) -> Result<Day, String> {
    text.parse().map_err(|_| "a day such as 2026-11-23".to_owned())
}
