//! Official lists from files of the practice's own: reasons and remarks as codes with their texts, marked with where they come from; diagnosis codes.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use app::claim::OfficialLists;
use revenue_cycle::ReasonTable;
use vocabulary::Icd10Code;
use wording::{Key, Text};

use crate::configuration::Configuration;

/// The lists that the configuration names; `None` without any. What is wrong with them is handed over as sentences, and nothing of such a list is taken.
pub(super) fn read(configuration: &Configuration, text: Text) -> (Option<Arc<OfficialLists>>, Vec<String>) {
    let (reasons, remarks, source) = &configuration.official_lists;
    if reasons.is_none() && remarks.is_none() {
        return (None, Vec::new());
    }
    if source.is_empty() {
        return (None, vec![text.say(Key::OfficialListNoSource)]);
    }
    let (mut table, mut problems, mut taken) = (ReasonTable::shipped().clone(), Vec::new(), false);
    for (path, is_remarks) in [(reasons, false), (remarks, true)] {
        let Some(path) = path else { continue };
        match rows(path) {
            Ok(rows) => {
                table.with_official(is_remarks, rows.iter().map(|(code, text)| (code.as_str(), text.as_str())));
                taken = true;
            }
            Err((line, reason)) => problems.push(text.say_with(
                Key::OfficialListRefused,
                &[("file", path.display().to_string().into()), ("line", line.to_string().into()), ("reason", reason.into())],
            )),
        }
    }
    (taken.then(|| Arc::new(OfficialLists { table, source: source.clone() })), problems)
}

/// The diagnosis codes that the configuration names a file of; `None` without one. A list of which a row is no code is not taken: a code that is missing in it
/// would hold claims that are in order.
pub(super) fn diagnosis_codes(configuration: &Configuration, text: Text) -> (Option<Arc<BTreeSet<Icd10Code>>>, Vec<String>) {
    let Some(path) = &configuration.diagnosis_list else { return (None, Vec::new()) };
    match codes(path) {
        Ok(codes) => (Some(Arc::new(codes)), Vec::new()),
        Err((line, reason)) => {
            let arguments = [("file", path.display().to_string().into()), ("line", line.to_string().into()), ("reason", reason.into())];
            (None, vec![text.say_with(Key::OfficialListRefused, &arguments)])
        }
    }
}

/// The column `code`, with points or without. An error says the line and what is wrong.
fn codes(path: &Path) -> Result<BTreeSet<Icd10Code>, (u64, String)> {
    let mut reader =
        csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_path(path).map_err(|error| (0, error.to_string()))?;
    let headers = reader.headers().map_err(|error| (1, error.to_string()))?.clone();
    let code = headers.iter().position(|header| header.trim_start_matches('\u{feff}').eq_ignore_ascii_case("code"));
    let code = code.ok_or_else(|| (1, "the first row names no column `code`".to_owned()))?;
    let mut codes = BTreeSet::new();
    for record in reader.records() {
        let record = record.map_err(|error| (error.position().map_or(0, csv::Position::line), error.to_string()))?;
        let line = record.position().map_or(0, csv::Position::line);
        let written = record.get(code).unwrap_or_default();
        if !written.is_empty() {
            codes.insert(written.parse().map_err(|_| (line, format!("{written} is no ICD-10-CM code")))?);
        }
    }
    if codes.is_empty() { Err((1, "the list is empty".to_owned())) } else { Ok(codes) }
}

/// Codes with texts. An error says the line and what is wrong.
fn rows(path: &Path) -> Result<Vec<(String, String)>, (u64, String)> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(path).map_err(|error| (0, error.to_string()))?;
    let headers = reader.headers().map_err(|error| (1, error.to_string()))?.clone();
    let column = |name: &str| headers.iter().position(|header| header.trim_start_matches('\u{feff}').eq_ignore_ascii_case(name));
    let (Some(code), Some(words)) = (column("code"), column("text")) else {
        return Err((1, "the first row names no columns `code` and `text`".to_owned()));
    };
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| (error.position().map_or(0, csv::Position::line), error.to_string()))?;
        let line = record.position().map_or(0, csv::Position::line);
        match (record.get(code).unwrap_or_default(), record.get(words).unwrap_or_default()) {
            ("", "") => {}
            ("", _) | (_, "") => return Err((line, "a row needs a code and a text".to_owned())),
            (code, words) => rows.push((code.to_owned(), words.to_owned())),
        }
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(content: &str, expected: Result<usize, u64>) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("reasons.csv");
        std::fs::write(&path, content).expect("written");
        assert_eq!(rows(&path).map(|rows| rows.len()).map_err(|(line, _)| line), expected, "{content}");
    }

    #[test]
    fn diagnosis_codes_are_read_with_points_or_without_and_a_list_with_a_fault_is_not_taken() {
        let check = |content: &str, expected: Result<&[&str], u64>| {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("codes.csv");
            std::fs::write(&path, content).expect("written");
            let found = codes(&path).map(|codes| codes.iter().map(ToString::to_string).collect::<Vec<_>>()).map_err(|(line, _)| line);
            assert_eq!(found, expected.map(|codes| codes.iter().map(|code| (*code).to_owned()).collect()), "{content}");
        };
        check("code,text\nF331,one\nF33.2,\"two, more\"\n", Ok(&["F33.1", "F33.2"]));
        check("order,Code\n1,F1020\n2,\n", Ok(&["F10.20"]));
        check("code\nF331\nheadache\n", Err(3));
        check("text\nF331\n", Err(1));
        check("code\n", Err(1));
    }

    #[test]
    fn a_list_is_read_whole_or_refused_with_its_line() {
        check("code,text\n45,one\n197,two\n", Ok(2));
        check("\u{feff}Code,Text,Start\n45,\"one, more\",2020\n,,\n", Ok(1));
        check("code;text\n45;one\n", Err(1));
        check("code,text\n45,one\n197,\n", Err(3));
    }
}
