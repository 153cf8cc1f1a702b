//! The progress report: how a patient has been doing, by every administration on record.

pub(crate) mod data;
pub(crate) mod judgement;
pub(crate) mod snapshot;
pub(crate) mod view;
mod view_numbers;

use std::sync::LazyLock;

use typst::syntax::Source;
use wording::Text;

use crate::typesetter::{self, PdfFacts, ReportError};
use data::ProgressReport;

static TEMPLATE: LazyLock<Source> = LazyLock::new(|| typesetter::template(include_str!("../templates/progress.typ")));

/// The report as a PDF: tagged, PDF/UA-1 and PDF/A-2a. The same report in the same language gives the same bytes.
pub fn render(report: &ProgressReport, text: Text) -> Result<Vec<u8>, ReportError> {
    let identity = snapshot::snapshot_hash(report);
    let view = view::of(report, text, &identity);
    typesetter::pdf(&TEMPLATE, &view, &PdfFacts { identity, created: report.generated_at })
}
