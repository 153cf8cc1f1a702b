//! Which files to import, and in which order.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use wording::Key;

use crate::console;
use crate::failure::{Failure, Kind};

/// What a file holds, by its ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Fhir,
    Table,
    /// Claims, payments or answers: X12.
    Claims,
}

/// A file to import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) shape: Shape,
    /// Named on the command line, not found in a folder: then it must be importable.
    pub(super) is_named: bool,
}

/// The files that were named, and those in folders that were named: FHIR files, and tables when there is a mapping.
pub(super) fn find(named: &[PathBuf], has_mapping: bool) -> Result<Vec<Found>, Failure> {
    let mut found = Vec::new();
    for path in named {
        if path.is_dir() {
            let mut inside = Vec::new();
            walk(path, &mut inside).map_err(|error| unreadable(path, &error))?;
            inside.retain(|file| file.shape != Shape::Table || has_mapping);
            // A response is understood by its questionnaire and belongs to its patient, so these come first.
            inside.sort_by_cached_key(|file| (rank(&file.path), file.path.clone()));
            found.extend(inside);
        } else {
            let shape = shape_of(path, has_mapping);
            if shape == Shape::Table && !has_mapping {
                let message = console::text().say_with(Key::CommandImportNeedsMapping, &[("file", path.display().to_string().into())]);
                return Err(Failure::new(Kind::Usage, message).hint(console::text().say(Key::CommandImportMappingHint)));
            }
            found.push(Found { path: path.clone(), shape, is_named: true });
        }
    }
    Ok(found)
}

fn walk(folder: &Path, found: &mut Vec<Found>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        // A link may lead back up: folders are only entered by their own name.
        let facts = fs::symlink_metadata(&path)?;
        if facts.is_dir() {
            walk(&path, found)?;
        } else if let Some(shape) = shape_by_ending(&path) {
            found.push(Found { path, shape, is_named: false });
        }
    }
    Ok(())
}

/// A file that was named: by its ending; without a known one, a table when there is a mapping.
fn shape_of(path: &Path, has_mapping: bool) -> Shape {
    shape_by_ending(path).unwrap_or(if has_mapping { Shape::Table } else { Shape::Fhir })
}

fn shape_by_ending(path: &Path) -> Option<Shape> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "json" | "ndjson" | "jsonl" => Some(Shape::Fhir),
        "csv" | "tsv" | "txt" => Some(Shape::Table),
        "837" | "835" | "277" | "999" | "x12" | "edi" => Some(Shape::Claims),
        _ => None,
    }
}

/// How much of a file is looked at to see what it begins with.
const HEAD_BYTES: u64 = 16 * 1024;

/// Questionnaires first, then patients, then everything else. A guess from the beginning of the file: a wrong one costs an order, nothing more.
fn rank(path: &Path) -> u8 {
    let mut head = Vec::new();
    if let Ok(file) = fs::File::open(path) {
        let _what_was_read_is_enough = file.take(HEAD_BYTES).read_to_end(&mut head);
    }
    match first_type(&String::from_utf8_lossy(&head)) {
        Some("Questionnaire") => 0,
        Some("Patient") => 1,
        _ => 2,
    }
}

fn first_type(head: &str) -> Option<&str> {
    let rest = head.split_once("\"resourceType\"")?.1.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    rest.split('"').next()
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    let arguments = [("file", path.display().to_string().into()), ("reason", error.to_string().into())];
    Failure::new(Kind::Input, console::text().say_with(Key::CommandFileUnreadable, &arguments))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_walked_with_questionnaires_and_patients_first() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        let write = |name: &str, kind: &str| fs::write(folder.path().join(name), format!("{{ \"resourceType\" : \"{kind}\"}}")).unwrap();
        write("a.json", "QuestionnaireResponse");
        write("b/c.JSON", "Questionnaire");
        write("d.ndjson", "Patient");
        write("notes.md", "Patient");
        write("table.csv", "Other");
        let names = |has_mapping| -> Vec<String> {
            let found = find(&[folder.path().to_owned()], has_mapping).unwrap();
            found.iter().map(|file| file.path.file_name().unwrap().to_string_lossy().into_owned()).collect()
        };
        assert_eq!(names(false), ["c.JSON", "d.ndjson", "a.json"]);
        assert_eq!(names(true), ["c.JSON", "d.ndjson", "a.json", "table.csv"]);
    }

    #[test]
    fn a_table_needs_a_mapping() {
        assert_eq!(find(&[PathBuf::from("x.csv")], false).unwrap_err().kind, Kind::Usage);
        assert_eq!(find(&[PathBuf::from("x.csv")], true).unwrap()[0].shape, Shape::Table);
        assert_eq!(find(&[PathBuf::from("x")], false).unwrap()[0].shape, Shape::Fhir);
    }
}
