//! From a template and its data to a PDF, in a world that holds nothing else.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, comemo};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use vocabulary::{Instant, ZoneName};

use crate::font::FONTS;

/// Why there is no document. Names the rule or the place in the template, never a word of the data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// The data could not be handed to the typesetter.
    #[error("the data of the document cannot be written as JSON: {0}")]
    Data(String),
    /// The template does not fit its data. A defect of the template.
    #[error("the document cannot be set: {0}")]
    Template(String),
    /// The document breaks PDF/UA-1 or PDF/A-2a.
    #[error("the document does not meet PDF/UA-1 and PDF/A-2a: {0}")]
    Standard(String),
}

/// What a PDF says about itself.
pub(crate) struct PdfFacts {
    /// Identifies the content; here the hash of the snapshot.
    pub(crate) identity: String,
    /// The moment of generation.
    pub(crate) created: Instant,
}

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static TEMPLATE: LazyLock<FileId> = LazyLock::new(|| file_id("/template.typ"));
static DATA: LazyLock<FileId> = LazyLock::new(|| file_id("/data.json"));

fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("the path is a literal without dots");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// A template, parsed once.
pub(crate) fn template(text: &str) -> Source {
    Source::new(*TEMPLATE, text.to_owned())
}

/// A template and its data; no other file, no clock.
struct Desk {
    template: Source,
    data: Bytes,
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        *TEMPLATE
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == *TEMPLATE { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Sets a template with its data and writes the PDF. What the typesetter remembered of the document is forgotten before this returns.
pub(crate) fn pdf(template: &Source, data: &impl serde::Serialize, facts: &PdfFacts) -> Result<Vec<u8>, ReportError> {
    let data = serde_json::to_vec(data).map_err(|error| ReportError::Data(error.classify_in_words()))?;
    let desk = Desk { template: template.clone(), data: Bytes::new(data) };
    let result = set_and_export(&desk, facts);
    comemo::evict(0);
    result
}

fn set_and_export(desk: &Desk, facts: &PdfFacts) -> Result<Vec<u8>, ReportError> {
    let document: PagedDocument = typst::compile(desk).output.map_err(|problems| ReportError::Template(said(&problems)))?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|problem| ReportError::Standard(problem.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(facts.identity.clone()),
        creator: Smart::Custom(Some("Throughline".to_owned())),
        timestamp: moment(facts.created).map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|problems| ReportError::Standard(said(&problems)))
}

fn moment(instant: Instant) -> Option<Datetime> {
    let utc = ZoneName::utc();
    let (day, (hour, minute)) = (instant.day_in(&utc), instant.clock_time_in(&utc));
    let second = u8::try_from(instant.microseconds().div_euclid(1_000_000).rem_euclid(60)).ok()?;
    let part = |value: i8| u8::try_from(value).ok();
    Datetime::from_ymd_hms(i32::from(day.year()), part(day.month())?, part(day.day_of_month())?, part(hour)?, part(minute)?, second)
}

/// The first problem in the typesetter's words. What stands in quotation marks may be text of the document: everything between the first and the
/// last mark is left out.
fn said(problems: &[SourceDiagnostic]) -> String {
    let first = problems.first().map_or("no reason was given", |problem| problem.message.as_str());
    let (start, end) = (first.find(['`', '"']), first.rfind(['`', '"']));
    let kept = start.zip(end).map_or_else(|| first.to_owned(), |(start, end)| format!("{}…{}", &first[..start], &first[end + 1..]));
    match problems.len() {
        0 | 1 => kept,
        count => format!("{kept} (and {} more)", count - 1),
    }
}

trait InWords {
    fn classify_in_words(&self) -> String;
}

impl InWords for serde_json::Error {
    /// The kind of error; its own message may quote the data.
    fn classify_in_words(&self) -> String {
        format!("{:?}", self.classify())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<(), &str>) {
        let facts = PdfFacts { identity: "test".to_owned(), created: "2026-11-23T12:00:00Z".parse().unwrap() };
        let outcome = pdf(&template(text), &"a name", &facts);
        match expected {
            Ok(()) => assert!(outcome.is_ok_and(|bytes| bytes.starts_with(b"%PDF-"))),
            Err(words) => assert_eq!(outcome.map(|_| ()).unwrap_err().to_string(), words),
        }
    }

    const HEAD: &str = "#set document(title: \"Test\")\n#set text(font: \"Inter\", lang: \"en\")\n";
    const PICTURE: &str =
        "bytes(\"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><circle cx='4' cy='4' r='3'/></svg>\"), format: \"svg\"";

    #[test]
    fn a_plain_document_passes() {
        check(&format!("{HEAD}= Heading\nText"), Ok(()));
        check(&format!("{HEAD}#image({PICTURE}, alt: \"A disc\")"), Ok(()));
    }

    #[test]
    fn a_picture_without_alternative_text_is_refused() {
        check(
            &format!("{HEAD}#image({PICTURE})"),
            Err("the document does not meet PDF/UA-1 and PDF/A-2a: PDF/A-2a, PDF/UA-1 error: missing alt text"),
        );
    }

    #[test]
    fn a_document_without_a_title_is_refused() {
        check(
            "#set text(font: \"Inter\")\nText",
            Err("the document does not meet PDF/UA-1 and PDF/A-2a: PDF/UA-1 error: missing document title"),
        );
    }

    #[test]
    fn no_other_file_and_no_clock_can_be_reached() {
        check(&format!("{HEAD}#read(\"/etc/passwd\")"), Err("the document cannot be set: failed to load file (access denied)"));
        check(&format!("{HEAD}#datetime.today().display()"), Err("the document cannot be set: unable to get the current date"));
    }

    #[test]
    fn an_error_never_repeats_the_text_of_the_document() {
        let facts = PdfFacts { identity: "test".to_owned(), created: "2026-11-23T12:00:00Z".parse().unwrap() };
        let error = pdf(&template(&format!("{HEAD}#json(\"/data.json\")")), &"Canary 王", &facts).unwrap_err().to_string();
        assert!(!error.contains("Canary") && !error.contains('王'), "{error}");
    }
}
