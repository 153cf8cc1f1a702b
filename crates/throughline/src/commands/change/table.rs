//! The table of scores: read, checked, and turned into patients.

use std::collections::HashMap;
use std::path::Path;

use outcomes::change::Patient;
use outcomes::change::spec::Spec;
use wording::{Arg, Key};

use crate::commands::fit::table::delimiter;
use crate::console;
use crate::failure::{Failure, Kind};

/// A table, by patient.
#[derive(Debug)]
pub(super) struct Table {
    /// In the order in which they first come.
    pub(super) patients: Vec<Patient>,
    /// Scores that look like a missing code, with how often they come.
    suspicious: Vec<(&'static str, usize)>,
}

/// Why a table cannot be read. Rows are lines of the file as a spreadsheet numbers them: the names of columns are row 1.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Problem {
    Empty,
    NoRows,
    NoFile { reason: String },
    Unreadable { row: u64, reason: String },
    NotUtf8 { row: u64 },
    Ragged { row: u64, found: u64, expected: u64 },
    ColumnTwice { name: String },
    UnknownColumn { name: String, columns: Vec<String> },
    NotANumber { row: u64, column: String },
    NoValue { row: u64, column: String },
    AllMissing { column: String },
    Duplicate { first: u64, row: u64 },
    UnknownOccasion { column: String, occasion: String, occasions: Vec<String> },
    GroupDiffers { first: u64, row: u64 },
}

/// Scores that public files use for a missing answer.
const SUSPICIOUS: [(&str, f64); 7] =
    [("-9", -9.0), ("-99", -99.0), ("-999", -999.0), ("-1", -1.0), ("99", 99.0), ("999", 999.0), ("9999", 9999.0)];

pub(super) fn read(file: &Path, spec: &Spec) -> Result<Table, Problem> {
    let content = std::fs::read(file).map_err(|error| Problem::NoFile { reason: error.to_string() })?;
    read_text(content.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&content), spec)
}

/// The places of the columns.
struct Places {
    id: usize,
    time: usize,
    score: usize,
    group: Option<usize>,
}

fn read_text(content: &[u8], spec: &Spec) -> Result<Table, Problem> {
    if content.iter().all(u8::is_ascii_whitespace) {
        return Err(Problem::Empty);
    }
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter(content)).trim(csv::Trim::All).from_reader(content);
    let header = reader.headers().map_err(|error| unreadable(&error))?.clone();
    let columns: Vec<String> = header.iter().map(str::to_owned).collect();
    let place = |name: &str| {
        let mut found = columns.iter().enumerate().filter(|(_, column)| *column == name).map(|(place, _)| place);
        match (found.next(), found.next()) {
            (Some(place), None) => Ok(place),
            (Some(_), Some(_)) => Err(Problem::ColumnTwice { name: name.to_owned() }),
            (None, _) => Err(Problem::UnknownColumn { name: name.to_owned(), columns: columns.clone() }),
        }
    };
    let places = Places {
        id: place(&spec.id_column)?,
        time: place(&spec.time_column)?,
        score: place(&spec.outcome_column)?,
        group: spec.group_column.as_deref().map(place).transpose()?,
    };
    let mut gathered = Gathered::default();
    for record in reader.records() {
        let record = record.map_err(|error| unreadable(&error))?;
        gathered.take(&record, &places, spec)?;
    }
    gathered.finish(spec)
}

fn unreadable(error: &csv::Error) -> Problem {
    let row = error.position().map_or(1, csv::Position::line);
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => Problem::Ragged { row, found: *len, expected: *expected_len },
        csv::ErrorKind::Utf8 { .. } => Problem::NotUtf8 { row },
        _ => Problem::Unreadable { row, reason: error.to_string() },
    }
}

#[derive(Default)]
struct Gathered {
    rows: usize,
    scores: usize,
    patients: Vec<Patient>,
    first_row: Vec<u64>,
    by_id: HashMap<String, usize>,
    by_occasion: HashMap<(usize, String), u64>,
    occasions: Vec<String>,
    suspicious: Vec<(&'static str, usize)>,
}

impl Gathered {
    fn take(&mut self, record: &csv::StringRecord, places: &Places, spec: &Spec) -> Result<(), Problem> {
        let row = record.position().map_or(0, csv::Position::line);
        self.rows += 1;
        let (id, time) = (&record[places.id], &record[places.time]);
        for (value, column) in [(id, &spec.id_column), (time, &spec.time_column)] {
            if value.is_empty() {
                return Err(Problem::NoValue { row, column: column.clone() });
            }
        }
        let group = places.group.map(|group| record[group].to_owned()).filter(|group| !group.is_empty());
        let patient = self.patient(id, group, row)?;
        if !self.occasions.iter().any(|known| known == time) && self.occasions.len() < 200 {
            self.occasions.push(time.to_owned());
        }
        if let Some(first) = self.by_occasion.insert((patient, canonical(time)), row) {
            return Err(Problem::Duplicate { first, row });
        }
        let cell = &record[places.score];
        if cell.is_empty() || spec.missing.iter().any(|missing| same(missing, cell)) {
            return Ok(());
        }
        let score = cell.parse::<f64>().ok().filter(|score| score.is_finite());
        let score = score.ok_or_else(|| Problem::NotANumber { row, column: spec.outcome_column.clone() })?;
        self.score(patient, time, score, row, spec)
    }

    fn patient(&mut self, id: &str, group: Option<String>, row: u64) -> Result<usize, Problem> {
        if let Some(place) = self.by_id.get(id) {
            let known = &mut self.patients[*place].group;
            match (&known, group) {
                (Some(known), Some(group)) if **known != group => {
                    return Err(Problem::GroupDiffers { first: self.first_row[*place], row });
                }
                (None, Some(group)) => *known = Some(group),
                _ => {}
            }
            return Ok(*place);
        }
        self.by_id.insert(id.to_owned(), self.patients.len());
        self.patients.push(Patient { id: id.to_owned(), group, ..Patient::default() });
        self.first_row.push(row);
        Ok(self.patients.len() - 1)
    }

    fn score(&mut self, patient: usize, time: &str, score: f64, row: u64, spec: &Spec) -> Result<(), Problem> {
        self.scores += 1;
        #[expect(clippy::float_cmp, reason = "a code stands in the file as exactly this number")]
        if let Some((code, _)) = SUSPICIOUS.iter().find(|(_, value)| *value == score) {
            match self.suspicious.iter_mut().find(|(known, _)| known == code) {
                Some((_, times)) => *times += 1,
                None => self.suspicious.push((code, 1)),
            }
        }
        let patient = &mut self.patients[patient];
        if spec.pre.as_deref().is_some_and(|pre| same(pre, time)) {
            patient.pre = Some(score);
        }
        if spec.post.as_deref().is_some_and(|post| same(post, time)) {
            patient.post = Some(score);
        }
        if spec.analysis.uses_all_sessions() {
            let time = time.parse::<f64>().ok().filter(|time| time.is_finite());
            let time = time.ok_or_else(|| Problem::NotANumber { row, column: spec.time_column.clone() })?;
            patient.sessions.push((time, score));
        }
        Ok(())
    }

    fn finish(mut self, spec: &Spec) -> Result<Table, Problem> {
        if self.rows == 0 {
            return Err(Problem::NoRows);
        }
        if self.scores == 0 {
            return Err(Problem::AllMissing { column: spec.outcome_column.clone() });
        }
        for occasion in [&spec.pre, &spec.post].into_iter().flatten() {
            if !self.occasions.iter().any(|known| same(known, occasion)) {
                self.occasions.truncate(10);
                let (column, occasion) = (spec.time_column.clone(), occasion.clone());
                return Err(Problem::UnknownOccasion { column, occasion, occasions: self.occasions });
            }
        }
        Ok(Table { patients: self.patients, suspicious: self.suspicious })
    }
}

/// A number in one form, whatever way it is written; text as it is.
fn canonical(cell: &str) -> String {
    cell.parse::<f64>().map_or_else(|_| cell.to_owned(), |number| number.to_string())
}

/// True for the same text or the same number: `4` and `4.0`.
fn same(first: &str, second: &str) -> bool {
    first == second || canonical(first) == canonical(second)
}

impl Table {
    /// What should be declared as missing, perhaps. Codes that the question declared never get here.
    pub(super) fn suspicious(&self, spec: &Spec) -> Vec<String> {
        let said = |(code, times): &(&'static str, usize)| {
            let arguments: [(&str, Arg); 3] =
                [("column", (&spec.outcome_column).into()), ("code", (*code).into()), ("count", (*times).into())];
            console::text().say_with(Key::ChangeSuspiciousCode, &arguments)
        };
        self.suspicious.iter().map(said).collect()
    }
}

impl Problem {
    /// As the end of the command.
    pub(super) fn said(&self, file: &Path) -> Failure {
        let text = console::text();
        let file: Arg = file.display().to_string().into();
        let row = |row: &u64| Arg::Count(i64::try_from(*row).unwrap_or(i64::MAX));
        let (key, mut arguments): (Key, Vec<(&str, Arg)>) = match self {
            Self::Empty => (Key::ChangeTableEmpty, Vec::new()),
            Self::NoRows => (Key::ChangeTableNoRows, Vec::new()),
            Self::NoFile { reason } => (Key::CommandFileUnreadable, vec![("reason", reason.into())]),
            Self::NotUtf8 { row: at } => (Key::ChangeTableNotUtf8, vec![("row", row(at))]),
            Self::Ragged { row: at, found, expected } => {
                (Key::ChangeTableRagged, vec![("row", row(at)), ("found", row(found)), ("expected", row(expected))])
            }
            Self::ColumnTwice { name } => (Key::ChangeTableColumnTwice, vec![("name", name.into())]),
            Self::Unreadable { row: at, reason } => (Key::ChangeTableUnreadable, vec![("row", row(at)), ("reason", reason.into())]),
            Self::UnknownColumn { name, .. } => (Key::ChangeTableUnknownColumn, vec![("name", name.into())]),
            Self::NotANumber { row: at, column } => (Key::ChangeTableNotANumber, vec![("row", row(at)), ("column", column.into())]),
            Self::NoValue { row: at, column } => (Key::ChangeTableNoValue, vec![("row", row(at)), ("column", column.into())]),
            Self::AllMissing { column } => (Key::ChangeTableAllMissing, vec![("column", column.into())]),
            Self::Duplicate { first, row: at } => (Key::ChangeTableDuplicate, vec![("first", row(first)), ("row", row(at))]),
            Self::UnknownOccasion { column, occasion, occasions } => {
                let occasions = occasions.join(", ");
                (
                    Key::ChangeTableUnknownOccasion,
                    vec![("column", column.into()), ("occasion", occasion.into()), ("occasions", occasions.into())],
                )
            }
            Self::GroupDiffers { first, row: at } => (Key::ChangeTableGroupDiffers, vec![("first", row(first)), ("row", row(at))]),
        };
        arguments.push(("file", file));
        let failure = Failure::new(Kind::Input, text.say_with(key, &arguments));
        match self {
            Self::UnknownColumn { name, columns } => failure.hint(near(name, columns)),
            _ => failure,
        }
    }
}

/// The column that was perhaps meant, and all there are.
fn near(name: &str, columns: &[String]) -> String {
    let text = console::text();
    let all = text.say_with(Key::ChangeTableColumns, &[("columns", columns.join(", ").into())]);
    let lower = name.to_lowercase();
    let scored = columns.iter().map(|column| (strsim::jaro_winkler(&lower, &column.to_lowercase()), column));
    match scored.max_by(|a, b| a.0.total_cmp(&b.0)) {
        Some((likeness, column)) if likeness > 0.75 => {
            format!("{} {all}", text.say_with(Key::ChangeTableNear, &[("near", column.into())]))
        }
        _ => all,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(group: &str) -> Spec {
        let group = if group.is_empty() { "null".to_owned() } else { format!("\"{group}\"") };
        Spec::read(&format!(
            r#"{{"fn": "distribution", "id_col": "id", "time_col": "week", "outcome_col": "phq9", "group_col": {group},
                "params": {{"pre": 0, "post": 8, "reliability": 0.8}}, "missing": [-8]}}"#
        ))
        .unwrap()
    }

    fn said(content: &str) -> String {
        read_text(content.as_bytes(), &spec("")).unwrap_err().said(Path::new("scores.csv")).to_string()
    }

    #[test]
    fn scores_are_gathered_by_patient() {
        let table = read_text(b"id,week,phq9\na,0,20\nb,8.0,3\na,8,\nb,0,-8\n", &spec("")).unwrap();
        let found: Vec<_> = table.patients.iter().map(|patient| (patient.id.as_str(), patient.pre, patient.post)).collect();
        assert_eq!(found, [("a", Some(20.0), None), ("b", None, Some(3.0))]);
    }

    #[test]
    fn semicolons_and_tabs_are_understood() {
        for separator in [";", "\t"] {
            let content = "id,week,phq9\na,0,20\na,8,11\n".replace(',', separator);
            assert_eq!(read_text(content.as_bytes(), &spec("")).unwrap().patients[0].post, Some(11.0));
        }
    }

    #[test]
    fn what_cannot_be_read_is_said_with_its_place() {
        let check = |content: &str, expected: &str| assert_eq!(said(content), format!("error: {expected}"));
        check("", "scores.csv is empty: a first row with the names of columns and at least one row of scores are expected.");
        check("id,week,phq9\n", "scores.csv has the names of columns and no row.");
        check(
            "id,week,phq9\na,0,20\na,8,many\n",
            "scores.csv, row 3, column phq9: a number is expected. If the cell stands for a missing score, declare its content with --missing.",
        );
        check(
            "id,week,phq9\na,0,20\na,0.0,19\n",
            "scores.csv, rows 2 and 3: the same patient has two scores on the same occasion. Keep one of them.",
        );
        check("id,week,phq9\n,0,20\n", "scores.csv, row 2, column id: the cell is empty.");
        check("id,week,phq9\na,0,\na,8,-8\n", "scores.csv, column phq9: every cell is empty or declared as missing.");
        check("id,week,phq9\na,0,20\na,4,10\n", "scores.csv, column week: no row has the occasion 8. There are 0, 4.");
        check("id,week,phq9\na,0\n", "scores.csv, row 2: the row has 2 cells, the first row names 3 columns.");
    }

    #[test]
    fn an_unknown_column_is_named_with_the_one_that_was_perhaps_meant() {
        let expected = "error: scores.csv has no column phq9.\nhint: Did you mean PHQ-9? Its columns are id, week, PHQ-9.";
        assert_eq!(said("id,week,PHQ-9\na,0,20\n"), expected);
        let expected = "error: scores.csv has no column phq9.\nhint: Its columns are id, week, drug.";
        assert_eq!(said("id,week,drug\na,0,20\n"), expected);
    }

    #[test]
    fn bytes_that_are_no_text_and_columns_that_stand_twice_are_refused_with_their_place() {
        let check = |content: &[u8], expected| assert_eq!(read_text(content, &spec("")).unwrap_err(), expected);
        check(b"id,week,phq9\na,0,20\na,8,\xff\n", Problem::NotUtf8 { row: 3 });
        check(b"id,week,phq9,phq9\na,0,20,21\n", Problem::ColumnTwice { name: "phq9".to_owned() });
    }

    #[test]
    fn a_patient_in_two_groups_is_refused() {
        let found = read_text(b"id,week,phq9,arm\na,0,20,x\na,8,10,y\n", &spec("arm")).unwrap_err();
        assert_eq!(found, Problem::GroupDiffers { first: 2, row: 3 });
    }

    #[test]
    fn codes_that_look_like_missing_answers_are_asked_about() {
        let table = read_text(b"id,week,phq9\na,0,20\na,8,-9\nb,0,-9\nb,8,4\n", &spec("")).unwrap();
        assert_eq!(
            table.suspicious(&spec("")),
            ["2 scores in column phq9 are -9. If that stands for a missing answer, declare it with --missing -9."]
        );
    }
}
