//! `throughline x12 reconcile`: what became of every claim of some files. Stores nothing and needs no practice.

mod page;

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::import::Reason;
use clap::Args;
use interchange::x12_map::{CoverageAnswer, Mapped, Mapper, Place, Problem, ReviewAnswer, reconciliation_json};
use revenue_cycle::{Books, ReasonTable};
use serde_json::{Value, json};
use wording::{Arg, Key};
use x12::{Depth, Inspection, Inspector, Reader, Verdict};

use crate::configuration;
use crate::console;
use crate::failure::{Failure, Kind};
use crate::sentence;
use crate::wiring::{self, Practice, app_failure};

/// What became of every claim: paid, refused, taken back, never answered
///
/// Any option may be repeated, and any file may hold claims, remittances and answers alike: the options only say which file is which to a reader. The
/// same file twice changes nothing. docs/guides/reconcile.md says how the status of a claim is decided.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline x12 reconcile --claims march.837 --remits april.835
  throughline x12 reconcile --claims p.837 --claims i.837 --remits april.835 --remits may.835 --json
  throughline x12 reconcile --claims march.837 --answers march.277 --remits april.835
  throughline x12 reconcile --practice --remits may.835

Ends with code 3 where a file cannot be opened, holds nothing of these, or is broken. What was
understood of a broken file is in the figures.")]
pub(crate) struct Arguments {
    /// A file of claims (837P, 837I)
    #[arg(long, value_name = "FILE")]
    claims: Vec<PathBuf>,
    /// A file of remittances (835)
    #[arg(long, value_name = "FILE")]
    remits: Vec<PathBuf>,
    /// A file of answers about claims or files (277CA, 999); those about coverage (271) change nothing here
    #[arg(long, value_name = "FILE")]
    answers: Vec<PathBuf>,
    /// What is on record in the practice, beside the files
    #[arg(long)]
    practice: bool,
    /// A table of reasons of one's own, laid over the one that ships
    #[arg(long, value_name = "FILE")]
    reasons: Option<PathBuf>,
    /// One JSON object; docs/reference/reconcile-json.md describes it
    #[arg(long)]
    json: bool,
}

/// What one file brought.
pub(crate) struct Brought {
    pub(crate) file: String,
    pub(crate) claims: usize,
    pub(crate) payments: usize,
    /// Answers of any kind, those about coverage among them.
    pub(crate) answers: usize,
    /// Answers about coverage: they change nothing of what was billed and paid.
    pub(crate) coverage: Vec<(Place, CoverageAnswer)>,
    /// Answers to requests for authorizations: they change nothing of what was billed and paid either.
    pub(crate) reviews: Vec<(Place, ReviewAnswer)>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) inspection: Inspection,
}

pub(crate) fn run(arguments: &Arguments, named: Option<&Path>) -> Result<(), Failure> {
    let table = reasons(arguments.reasons.as_deref())?;
    let files: Vec<&PathBuf> = arguments.claims.iter().chain(&arguments.remits).chain(&arguments.answers).collect();
    if files.is_empty() && !arguments.practice {
        return Err(Failure::new(Kind::Usage, console::text().say(Key::ReconcileNoFiles)));
    }
    let mut books = if arguments.practice { of_practice(named)? } else { Books::default() };
    let brought = files.into_iter().map(|path| take_in(path, &mut books)).collect::<Result<Vec<_>, _>>()?;
    if arguments.json {
        let mut object = reconciliation_json(&books, &table);
        if let Some(fields) = object.as_object_mut() {
            fields.insert("reasons_version".to_owned(), json!(table.version));
            fields.insert("files".to_owned(), brought.iter().map(file_json).collect());
        }
        console::json(&object)?;
    } else {
        let page = page::page(&books, &table);
        console::data(|output| write!(output, "{page}"))?;
    }
    verdict(&brought)
}

/// The books of the practice.
fn of_practice(named: Option<&Path>) -> Result<Books, Failure> {
    let configuration = configuration::load(named).configuration()?;
    wiring::block_on(async {
        let practice = Practice::open(&configuration, "reconcile").await?;
        let books = practice.app.books(&practice.caller).await.map_err(|error| app_failure(&error))?;
        practice.close().await?;
        Ok(Arc::unwrap_or_clone(books))
    })
}

/// The table that ships, with rows of one's own laid over it.
pub(crate) fn reasons(path: Option<&Path>) -> Result<ReasonTable, Failure> {
    let shipped = ReasonTable::shipped().clone();
    let Some(path) = path else { return Ok(shipped) };
    let wrong = |reason: String| {
        let said = [("file", path.display().to_string().into()), ("reason", reason.into())];
        Failure::new(Kind::Input, console::text().say_with(Key::ReconcileReasonsWrong, &said))
    };
    let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    Ok(shipped.overlaid(ReasonTable::from_toml(&text).map_err(|error| wrong(error.to_string()))?))
}

/// Reads a file once, for its values and for what is wrong with it.
pub(crate) fn take_in(path: &Path, books: &mut Books) -> Result<Brought, Failure> {
    let unreadable = |error: std::io::Error| {
        let said = [("file", path.display().to_string().into()), ("reason", error.to_string().into())];
        Failure::new(Kind::Input, console::text().say_with(Key::X12CannotRead, &said))
    };
    let mut file = File::open(path).map_err(unreadable)?;
    let (mut inspector, mut reader, mut mapper) = (Inspector::new(Depth::Reading), Reader::new(), Mapper::new());
    let mut piece = vec![0_u8; 1 << 17];
    let mut counts = Counts::default();
    loop {
        match file.read(&mut piece) {
            Ok(0) => break,
            Ok(length) => {
                inspector.push(&piece[..length]);
                reader.push(&piece[..length]);
                counts.take_all(&mut reader, &mut mapper, books);
            }
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(unreadable(error)),
        }
    }
    reader.finish();
    counts.take_all(&mut reader, &mut mapper, books);
    mapper.finish();
    counts.take_mapped(&mut mapper, books);
    let Counts { claims, payments, answers, coverage, reviews, problems } = counts;
    let (file, inspection) = (path.display().to_string(), inspector.finish());
    Ok(Brought { file, claims, payments, answers, coverage, reviews, problems, inspection })
}

#[derive(Default)]
struct Counts {
    claims: usize,
    payments: usize,
    answers: usize,
    coverage: Vec<(Place, CoverageAnswer)>,
    reviews: Vec<(Place, ReviewAnswer)>,
    problems: Vec<Problem>,
}

impl Counts {
    fn take_all(&mut self, reader: &mut Reader, mapper: &mut Mapper, books: &mut Books) {
        while let Some(event) = reader.next_event() {
            mapper.take(event);
            self.take_mapped(mapper, books);
        }
    }

    fn take_mapped(&mut self, mapper: &mut Mapper, books: &mut Books) {
        while let Some(mapped) = mapper.next_mapped() {
            match mapped {
                Mapped::Claim(_, claim) => {
                    self.claims += 1;
                    books.add_claim(*claim);
                }
                Mapped::Remittance(_, payment) => {
                    self.payments += 1;
                    books.add_remittance(*payment);
                }
                Mapped::Acknowledgment(_, answer) => {
                    self.answers += 1;
                    books.add_acknowledgment(answer);
                }
                Mapped::FileAcknowledgment(_, answer, _) => {
                    self.answers += 1;
                    books.add_file_acknowledgment(answer);
                }
                Mapped::Coverage(place, answer) => {
                    self.answers += 1;
                    self.coverage.push((place, *answer));
                }
                Mapped::Review(place, answer) => {
                    self.answers += 1;
                    self.reviews.push((place, *answer));
                }
                Mapped::Problem(problem) => self.problems.push(problem),
            }
        }
    }
}

fn file_json(brought: &Brought) -> Value {
    let problems = brought.problems.iter().map(|problem| {
        json!({
            "code": problem.kind.code(), "byte": problem.place.byte, "segment_index": problem.place.segment,
            "sentence": sentence::of_reason(&Reason::from(&problem.kind)),
        })
    });
    json!({
        "file": brought.file,
        "verdict": brought.inspection.verdict.name(),
        "claims": brought.claims,
        "payments": brought.payments,
        "answers": brought.answers,
        "problems": problems.collect::<Vec<_>>(),
        "inspection_problems": brought.inspection.problems.counts(),
    })
}

/// Says what is wrong with the files, and ends with code 3 where one is broken or empty.
fn verdict(brought: &[Brought]) -> Result<(), Failure> {
    let text = console::text();
    for file in brought {
        let found = file.inspection.problems.counts().values().sum::<u64>();
        let count = Arg::Count(i64::try_from(found).unwrap_or(i64::MAX));
        if found > 0 {
            console::note(&text.say_with(Key::ReconcileFileProblems, &[("file", file.file.as_str().into()), ("count", count)]));
        }
        for problem in &file.problems {
            let at = [("byte", problem.place.byte.to_string().into()), ("number", problem.place.segment.to_string().into())];
            console::note(&format!(
                "{}: {}: {}",
                file.file,
                text.say_with(Key::X12At, &at),
                sentence::of_reason(&Reason::from(&problem.kind))
            ));
        }
    }
    if let Some(empty) = brought.iter().find(|file| file.claims + file.payments + file.answers == 0) {
        return Err(Failure::new(Kind::Input, text.say_with(Key::ReconcileFileEmpty, &[("file", empty.file.as_str().into())])));
    }
    let broken = brought.iter().filter(|file| file.inspection.verdict == Verdict::ReportError).count();
    if broken > 0 {
        let count = Arg::Count(i64::try_from(broken).unwrap_or(i64::MAX));
        return Err(Failure::new(Kind::Input, text.say_with(Key::X12BrokenFiles, &[("count", count)])));
    }
    Ok(())
}
