//! What the tests of this crate share: a context, and readings as short lines of text.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use instruments::Library;

use crate::{Content, Context, FileProblem, ImportRecord, Reading};

/// Today in every test.
pub(crate) const TODAY: &str = "2026-11-23";

/// The shipped library, New York, and today as above.
pub(crate) fn context() -> Context {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    let library = LIBRARY.get_or_init(|| Library::shipped().unwrap()).clone();
    Context::new(library, TODAY.parse().unwrap(), "America/New_York".parse().unwrap())
}

/// One reading as a line.
pub(crate) fn described(reading: &Reading) -> String {
    match reading {
        Reading::Record(record) => record_described(record),
        Reading::Rejected(rejection) => {
            let arguments: Vec<String> = rejection.code.arguments().iter().map(|(name, value)| format!("{name}={value:?}")).collect();
            format!("{}: {} {}", rejection.position, rejection.code.id(), arguments.join(" ")).trim_end().to_owned()
        }
        Reading::Note(note) => format!("{}: {:?}", note.position, note.code),
    }
}

fn record_described(record: &ImportRecord) -> String {
    let content = match &record.content {
        Content::Administration(each) => {
            let totals: Vec<String> = each.totals.iter().map(|total| format!("{}={}", total.scale, total.value)).collect();
            format!(
                "{} on {} of {:?}: {} | {} | {}",
                each.definition.id,
                each.day,
                each.patient,
                each.responses.to_stored(),
                totals.join(";"),
                each.completion
            )
        }
        Content::Definition(each) => format!("{} {}", each.document.id, each.document.version),
        Content::Patient(each) => format!("{:?}", each.patient),
        other => format!("{other:?}"),
    };
    let notes: String = record.notes.iter().map(|note| format!(" {note:?}")).collect();
    let key = record.external_key.as_deref().unwrap_or("-");
    format!("{}: {} {key} {content}{notes}", record.position, record.kind().code())
}

/// Everything a reader hands out, a line each; a problem of the file last.
pub(crate) fn all_described(readings: impl Iterator<Item = Result<Reading, FileProblem>>) -> Vec<String> {
    readings
        .map(|reading| reading.map_or_else(|problem| format!("FILE {}: {problem}", problem.id()), |reading| described(&reading)))
        .collect()
}

/// A folder of the shared test data; says so and gives `None` where it is absent.
pub(crate) fn shared(test: &str, folder: &str) -> Option<PathBuf> {
    let beside =
        ["../../../shared/data", "../../../../shared/data"].map(|data| Path::new(env!("CARGO_MANIFEST_DIR")).join(data).join(folder));
    if let Some(path) = beside.into_iter().find(|path| path.exists()) {
        return Some(path);
    }
    println!("SKIPPED {test}: ../shared/data is absent");
    None
}
