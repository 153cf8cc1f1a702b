//! `throughline assess`: the forensic billing assessment of a folder of files. Stores nothing and needs no practice.

pub(super) mod folder;
mod granted;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use integrity::assessment::{Assessment, Bucket, document};
use interchange::x12_map::reconciliation_json;
use reports::{AssessmentReport, ReportError};
use revenue_cycle::ReasonTable;
use serde_json::Value;
use vocabulary::{Clock as _, Day, Money, ZoneName};
use wording::{Arg, Key};

use crate::console;
use crate::failure::{Failure, Kind};
use crate::released::private_file;
use crate::world::SystemClock;
use folder::Folder;

/// Assess the billing of a practice from a folder of files
///
/// Reads every file of the folder by what it holds (claims, payments, answers; tables of contracts, care and dealings with payers and patients), and says
/// where money was lost, what may come back, what may have to be paid back, and what could not be judged and which files would enable it. Broken files
/// are named; what was understood of them is judged.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline assess --from march/ --out march.pdf
  throughline assess --from march/ --json - > march.json
  throughline assess --from march/ --html march.html
  throughline assess --from march/ --out march.pdf --json march.json --practice \"Grove Behavioral\" --counsel

  throughline assess --from march/ --out march-with-names.pdf --names

Claims stand in the report by their numbers; names stand there only with --names. docs/guides/assess.md explains the findings.
Ends with code 3 where the folder holds no claims and no payments, or where a file in it is broken.")]
pub(crate) struct Arguments {
    /// The folder; its subfolders are read too
    #[arg(long, value_name = "FOLDER")]
    from: PathBuf,
    /// The report as a PDF
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The report as one web page that stands alone, with the figures of the PDF
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Every figure and the lines behind it, as JSON; `-` for standard output. docs/reference/assess-json.md describes it
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// The day to which everything is aged; by default the last day of which the files speak
    #[arg(long, value_name = "DAY")]
    as_of: Option<Day>,
    /// The name of the practice in the report
    #[arg(long, value_name = "NAME")]
    practice: Option<String>,
    /// The time zone of the practice, such as America/New_York, in which the report says when it was made; without one, UTC
    #[arg(long, value_name = "ZONE")]
    zone: Option<ZoneName>,
    /// Mark every page as prepared at the direction of counsel
    #[arg(long)]
    counsel: bool,
    /// Leave what may have to be paid back out of PDF and page; the copy says so
    #[arg(long)]
    without_exposure: bool,
    /// Name patients beside their claims in PDF and page, as the claims do
    #[arg(long)]
    names: bool,
    /// What the practice's capital costs it in a year, in whole percent, for what waiting for a bill costs
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u32).range(1..=100))]
    capital_cost: Option<u32>,
    /// What an hour of whoever prepares requests to payers costs, for what reviews cost
    #[arg(long, value_name = "AMOUNT")]
    review_hour: Option<Money>,
    /// A table of reasons of one's own, laid over the one that ships
    #[arg(long, value_name = "FILE")]
    reasons: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let text = console::text();
    if arguments.out.is_none() && arguments.json.is_none() && arguments.html.is_none() {
        return Err(Failure::new(Kind::Usage, text.say(Key::AssessNoOutput)));
    }
    let reasons = super::x12::reasons(arguments.reasons.as_deref())?;
    let mut folder = Folder::read(&arguments.from)?;
    (folder.side.capital_cost_percent, folder.side.review_hour_cost) = (arguments.capital_cost, arguments.review_hour);
    let said = |key: Key| console::note(&text.say(key));
    said(Key::AssessSettling);
    let settlement = folder.books.settle(&reasons);
    let Some(as_of) = arguments.as_of.or_else(|| Assessment::last_day(&settlement)).filter(|_| folder.holds_something()) else {
        let name = [("folder", arguments.from.display().to_string().into())];
        return Err(Failure::new(Kind::Input, text.say_with(Key::AssessNothing, &name)));
    };
    said(Key::AssessJudging);
    let assessment = Assessment::of(&settlement, &folder.side, &reasons, as_of);
    if let Some(path) = &arguments.json {
        put_json(path, &whole(&assessment, &folder, &reasons))?;
    }
    if arguments.out.is_some() || arguments.html.is_some() {
        put_report(arguments, &assessment, &folder, &reasons, settlement.payer_names())?;
    }
    summary(&assessment);
    folder.verdict()
}

/// The assessment with the totals of the reconciliation and the files.
fn whole(assessment: &Assessment<'_>, folder: &Folder, reasons: &ReasonTable) -> Value {
    let mut object = document::result(assessment);
    let mut totals = reconciliation_json(&folder.books, reasons);
    if let (Some(fields), Some(totals)) = (object.as_object_mut(), totals.as_object_mut()) {
        totals.remove("accounts");
        fields.insert("totals".to_owned(), Value::Object(std::mem::take(totals)));
        fields.insert("files".to_owned(), folder.files.iter().map(folder::as_json).collect());
    }
    object
}

fn put_json(path: &Path, value: &Value) -> Result<(), Failure> {
    if path.as_os_str() == "-" {
        return console::json(value);
    }
    put(path, format!("{value:#}\n").as_bytes())
}

/// Writes the report as a PDF, as a page, or as both.
fn put_report(
    arguments: &Arguments,
    assessment: &Assessment<'_>,
    folder: &Folder,
    reasons: &ReasonTable,
    payers: BTreeMap<String, String>,
) -> Result<(), Failure> {
    let report = AssessmentReport {
        practice: arguments.practice.clone(),
        is_for_counsel: arguments.counsel,
        leaves_exposure_out: arguments.without_exposure,
        generated_at: SystemClock.now(),
        zone: arguments.zone.clone().unwrap_or_else(ZoneName::utc),
        assessment,
        reasons,
        files: folder.files.iter().map(folder::facts).collect(),
        names: arguments.names.then(|| folder.names()),
        sees_criteria: true,
        payers,
        words: Vec::new(),
        is_part2: false,
    };
    let cannot_set = |error: ReportError| {
        let reason = [("reason", error.to_string().into())];
        Failure::new(Kind::Refused, console::text().say_with(Key::AssessCannotSet, &reason))
    };
    if let Some(path) = &arguments.html {
        let page = reports::render_assessment_page(&report, console::text()).map_err(cannot_set)?;
        put(path, page.as_bytes())?;
    }
    if let Some(path) = &arguments.out {
        let bytes = reports::render_assessment(&report, console::text()).map_err(cannot_set)?;
        put(path, &bytes)?;
    }
    Ok(())
}

fn put(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let text = console::text();
    let file = || ("file", path.display().to_string().into());
    console::note(&text.say_with(Key::AssessWriting, &[file()]));
    private_file(path, |output| output.write_all(bytes)).map_err(|error| {
        Failure::new(Kind::Refused, text.say_with(Key::AssessCannotWrite, &[file(), ("reason", error.to_string().into())]))
    })
}

fn summary(assessment: &Assessment<'_>) {
    let amount = |bucket: Bucket| Arg::Money(assessment.sum(bucket).amount);
    let not_judged = assessment.findings.iter().filter(|judged| judged.outcome.verdict() == vocabulary::Verdict::Unknown).count();
    let arguments = [
        ("claims", Arg::from(assessment.reconciliation.claims.len())),
        ("paid", Arg::Money(assessment.reconciliation.net_paid_amount)),
        ("hard", amount(Bucket::Hard)),
        ("recoverable", amount(Bucket::Recoverable)),
        ("exposure", amount(Bucket::Exposure)),
        ("found", Arg::from(assessment.found().len())),
        ("not_judged", Arg::from(not_judged)),
    ];
    console::note(&console::text().say_with(Key::AssessSummary, &arguments));
}
