//! The billing assessment: one page to decide by, a plan, a page a finding, and what to know of the data and the method.

mod annex;
mod finding;
mod page;
mod view;

use std::sync::LazyLock;

use integrity::assessment::Assessment;
use integrity::assessment::word::ExposureWord;
use revenue_cycle::ReasonTable;
use sha2::{Digest as _, Sha256};
use typst::syntax::Source;
use vocabulary::{Instant, ZoneName};
use wording::Text;

use crate::typesetter::{self, PdfFacts, ReportError};

static TEMPLATE: LazyLock<Source> = LazyLock::new(|| typesetter::template(include_str!("../templates/assessment.typ")));

/// An assessment with what stands around it in the document.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own about one copy")]
pub struct AssessmentReport<'a> {
    /// The name of the practice, where it is given.
    pub practice: Option<String>,
    /// True for the mark that counsel directed it.
    pub is_for_counsel: bool,
    /// True where what may have to be paid back is left out of this copy; the copy says so.
    pub leaves_exposure_out: bool,
    /// When it was made. Not part of its content.
    pub generated_at: Instant,
    /// On whose clock that is said: the practice's; of a folder of files nobody knows it.
    pub zone: ZoneName,
    /// What was found.
    pub assessment: &'a Assessment<'a>,
    /// The table of reasons, for its labels.
    pub reasons: &'a ReasonTable,
    /// The files it rests on, by name.
    pub files: Vec<FileFacts>,
    /// The patients of claims by name, by the number of the claim; `None` where the copy names claims only.
    pub names: Option<std::collections::BTreeMap<String, String>>,
    /// False where whoever makes the copy may not see what criteria said about levels of care: lines that say it are left out, and the copy says so.
    pub sees_criteria: bool,
    /// The names of payers by their numbers.
    pub payers: std::collections::BTreeMap<String, String>,
    /// What persons said about exposures, in the order of time; nothing of a folder of files.
    pub words: Vec<ExposureWord>,
    /// True where 42 CFR Part 2 covers records of anybody in a sample: every page then carries the notice. A folder of files does not say.
    pub is_part2: bool,
}

/// A file of the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFacts {
    /// Its name in the folder.
    pub name: String,
    /// What it holds.
    pub holds: Held,
    /// What was wrong with it, as sentences; the first of them.
    pub problems: Vec<String>,
    /// How many problems there were in all.
    pub problem_count: usize,
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// X12: claims, payments, answers, and what reading it comes to.
    X12 {
        /// Claims.
        claims: usize,
        /// Payments.
        payments: usize,
        /// Answers.
        answers: usize,
        /// The verdict of the inspection.
        verdict: Verdict,
    },
    /// A table of a kind, by its code, with so many rows.
    Table {
        /// The kind.
        kind: &'static str,
        /// Rows that were taken.
        rows: usize,
    },
    /// FHIR: scores or answers, patients, and resources that are nothing of this assessment.
    Fhir {
        /// Scores or answers.
        measures: usize,
        /// Patients.
        patients: usize,
        /// Other resources.
        others: usize,
    },
    /// Says what the columns of a table mean.
    Mapping,
    /// Nothing of this assessment.
    Other,
}

/// What reading a file comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// In order, as far as reading goes.
    Accept,
    /// Read, with something to look at.
    AcceptWithWarning,
    /// Broken.
    ReportError,
}

/// The assessment as a PDF: tagged, PDF/UA-1 and PDF/A-2a. The same assessment in the same language gives the same bytes.
///
/// # Errors
/// [`ReportError`] when the document cannot be set or breaks a standard.
pub fn render_assessment(report: &AssessmentReport<'_>, text: Text) -> Result<Vec<u8>, ReportError> {
    let (view, identity) = signed(report, text)?;
    typesetter::pdf(&TEMPLATE, &view, &PdfFacts { identity, created: report.generated_at })
}

/// The hash of what the document says: SHA-256 in hex, without the moment of making.
///
/// # Errors
/// [`ReportError`] when the data cannot be written.
pub fn assessment_hash(report: &AssessmentReport<'_>, text: Text) -> Result<String, ReportError> {
    Ok(signed(report, text)?.1)
}

/// The assessment as one web page that stands alone: the same figures, no script, nothing from elsewhere.
///
/// # Errors
/// [`ReportError`] when the data cannot be written.
pub fn render_assessment_page(report: &AssessmentReport<'_>, text: Text) -> Result<String, ReportError> {
    let (view, _) = signed(report, text)?;
    Ok(page::page(&serde_json::to_value(&view).map_err(|error| data_error(&error))?))
}

fn data_error(error: &serde_json::Error) -> ReportError {
    ReportError::Data(format!("{:?}", error.classify()))
}

/// What is shown, with the hash of its content in the footer: without the moment of making and without itself.
fn signed(report: &AssessmentReport<'_>, text: Text) -> Result<(view::View, String), ReportError> {
    let mut view = view::of(report, text);
    let content = serde_json::to_vec(&view).map_err(|error| data_error(&error))?;
    let identity = hex::encode(Sha256::digest(&content));
    view.sign(text, &identity, report);
    Ok((view, identity))
}
