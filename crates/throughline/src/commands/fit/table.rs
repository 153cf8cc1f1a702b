//! A table of cells, and its columns as numbers or text.

use std::path::{Path, PathBuf};

use outcomes::mixed_model::{Column, Table as Columns};
use wording::{Arg, Key};

use crate::console;
use crate::failure::{Failure, Kind};

/// The cells of a file. Rows are lines of the file as a spreadsheet numbers them: the names of columns are row 1.
pub(in crate::commands) struct Table {
    file: PathBuf,
    names: Vec<String>,
    /// Row by row; `None` for empty cells and declared codes.
    cells: Vec<Vec<Option<String>>>,
    lines: Vec<u64>,
}

/// Codes that public files use for a missing value.
const SUSPICIOUS: [f64; 10] = [-1.0, -8.0, -9.0, -88.0, -99.0, -999.0, 99.0, 888.0, 999.0, 9999.0];

/// A code that looks like a missing value.
pub(in crate::commands) struct Suspicious {
    pub(in crate::commands) column: String,
    pub(in crate::commands) code: f64,
    pub(in crate::commands) count: usize,
    pub(in crate::commands) row: u64,
}

impl Suspicious {
    /// The warning.
    pub(in crate::commands) fn said(&self) -> String {
        let arguments: [(&str, Arg); 4] = [
            ("column", (&self.column).into()),
            ("code", self.code.to_string().into()),
            ("count", self.count.into()),
            ("row", self.row.to_string().into()),
        ];
        console::text().say_with(Key::FitSuspiciousCode, &arguments)
    }
}

fn refused(key: Key, file: &Path, more: &[(&'static str, String)]) -> Failure {
    let mut arguments: Vec<(&str, Arg)> = vec![("file", file.display().to_string().into())];
    arguments.extend(more.iter().map(|(name, value)| (*name, Arg::from(value))));
    Failure::new(Kind::Input, console::text().say_with(key, &arguments))
}

/// Reads a file. Cells that are one of `missing`, as text or as a number, have no value.
pub(in crate::commands) fn read(file: &Path, missing: &[String]) -> Result<Table, Failure> {
    let content = std::fs::read(file).map_err(|error| {
        let said = [("file", file.display().to_string().into()), ("reason", error.to_string().into())];
        Failure::new(Kind::Input, console::text().say_with(Key::CommandFileUnreadable, &said))
    })?;
    let content = content.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&content);
    if content.iter().all(u8::is_ascii_whitespace) {
        return Err(refused(Key::FitTableEmpty, file, &[]));
    }
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter(content)).trim(csv::Trim::All).from_reader(content);
    let names: Vec<String> = reader.headers().map_err(|error| unreadable(file, &error))?.iter().map(str::to_owned).collect();
    if let Some((place, name)) = names.iter().enumerate().find(|(place, name)| names[..*place].contains(name)) {
        let column = if name.is_empty() { (place + 1).to_string() } else { name.clone() };
        return Err(refused(Key::FitTableDuplicateColumn, file, &[("column", column)]));
    }
    let mut table = Table { file: file.to_owned(), names, cells: Vec::new(), lines: Vec::new() };
    for record in reader.records() {
        let record = record.map_err(|error| unreadable(file, &error))?;
        table.lines.push(record.position().map_or(0, |position| first_line(content, position)));
        let is_missing = |cell: &str| cell.is_empty() || missing.iter().any(|code| same(code, cell));
        table.cells.push(record.iter().map(|cell| (!is_missing(cell)).then(|| cell.to_owned())).collect());
    }
    if table.cells.is_empty() {
        return Err(refused(Key::FitTableNoRows, file, &[]));
    }
    Ok(table)
}

/// A comma, unless the first row has none and one of the others.
pub(in crate::commands) fn delimiter(content: &[u8]) -> u8 {
    let first = content.split(|byte| *byte == b'\n').next().unwrap_or_default();
    [b',', b';', b'\t'].into_iter().find(|byte| first.contains(byte)).unwrap_or(b',')
}

/// The line on which a row starts: its position is before the empty lines above it.
fn first_line(content: &[u8], position: &csv::Position) -> u64 {
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX).min(content.len());
    let above = content[start..].iter().take_while(|byte| byte.is_ascii_whitespace());
    position.line() + above.map(|byte| u64::from(*byte == b'\n')).sum::<u64>()
}

fn unreadable(file: &Path, error: &csv::Error) -> Failure {
    let row = ("row", error.position().map_or(1, csv::Position::line).to_string());
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            refused(Key::FitTableRagged, file, &[row, ("found", len.to_string()), ("expected", expected_len.to_string())])
        }
        csv::ErrorKind::Utf8 { .. } => refused(Key::FitTableNotUtf8, file, &[row]),
        _ => refused(Key::FitTableUnreadable, file, &[row, ("reason", error.to_string())]),
    }
}

/// True for the same text or the same number: `999` and `999.0`.
fn same(code: &str, cell: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().ok();
    code == cell || number(code).zip(number(cell)).is_some_and(|(code, cell)| code.total_cmp(&cell).is_eq())
}

impl Table {
    /// The names of the columns.
    pub(in crate::commands) fn names(&self) -> &[String] {
        &self.names
    }

    /// The row of the file of a row of the table, counted from 0.
    pub(in crate::commands) fn line(&self, row: usize) -> u64 {
        self.lines.get(row).copied().unwrap_or(0)
    }

    /// The place of a column.
    pub(in crate::commands) fn place(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// A cell; `None` where there is no value.
    pub(in crate::commands) fn cell(&self, row: usize, place: usize) -> Option<&str> {
        self.cells[row][place].as_deref()
    }

    /// The number of rows.
    pub(in crate::commands) fn rows(&self) -> usize {
        self.cells.len()
    }

    /// The named columns, those that the table has, as numbers where every cell is one. A column that is mostly numbers is refused at the
    /// first cell that is none.
    pub(in crate::commands) fn typed(&self, names: &[&str]) -> Result<Columns, Failure> {
        let mut columns = Columns::new();
        // A column that nobody asked for is not looked at, but its name is offered when another is not found.
        for name in &self.names {
            let column = if names.contains(&name.as_str()) { self.column(name)? } else { Column::Text(Vec::new()) };
            columns.insert(name, column);
        }
        Ok(columns)
    }

    fn column(&self, name: &str) -> Result<Column, Failure> {
        let place = self.place(name).expect("the name is one of the table's");
        let parsed: Vec<Option<f64>> =
            (0..self.rows()).map(|row| self.cell(row, place)?.parse().ok().filter(|value: &f64| value.is_finite())).collect();
        let present = (0..self.rows()).filter(|row| self.cell(*row, place).is_some()).count();
        let numbers = parsed.iter().flatten().count();
        if numbers == present {
            return Ok(Column::Numbers(parsed.into_iter().map(|value| value.unwrap_or(f64::NAN)).collect()));
        }
        if 2 * numbers > present {
            let odd = (0..self.rows()).find(|row| self.cell(*row, place).is_some() && parsed[*row].is_none());
            let row = odd.expect("there are fewer numbers than cells");
            return Err(self.not_a_number(row, place));
        }
        Ok(Column::Text(self.cells.iter().map(|row| row[place].clone()).collect()))
    }

    /// The refusal of a cell that is no number.
    pub(in crate::commands) fn not_a_number(&self, row: usize, place: usize) -> Failure {
        let value = self.cell(row, place).unwrap_or_default().to_owned();
        let more = [("row", self.line(row).to_string()), ("column", self.names[place].clone()), ("value", value)];
        refused(Key::FitTableNotANumber, &self.file, &more)
    }
}

/// Cells of measured columns that look like a code for a missing value: beyond every other number of the column.
pub(in crate::commands) fn suspicious(table: &Table, columns: &Columns, measured: &[&str]) -> Vec<Suspicious> {
    let mut found = Vec::new();
    for name in measured {
        let Some(Column::Numbers(values)) = columns.column(name) else { continue };
        let is_code = |value: f64| SUSPICIOUS.iter().any(|code| code.total_cmp(&value).is_eq());
        let others = values.iter().copied().filter(|value| !value.is_nan() && !is_code(*value));
        let (least, most) = others.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| (least.min(value), most.max(value)));
        for code in SUSPICIOUS {
            let is_beyond = if code < 0.0 { least >= 0.0 } else { code > most };
            let rows: Vec<usize> = (0..values.len()).filter(|row| values[*row].total_cmp(&code).is_eq()).collect();
            if let (true, Some(first)) = (is_beyond, rows.first()) {
                found.push(Suspicious { column: (*name).to_owned(), code, count: rows.len(), row: table.line(*first) });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(content: &str, missing: &[&str]) -> Result<Table, Failure> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("scores.csv");
        std::fs::write(&file, content).unwrap();
        read(&file, &missing.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn cells_are_numbers_text_or_missing() {
        let table = table("id;score;group\n1;4;a\n2;NA;b\n3;-9.0;\n", &["-9", "NA"]).unwrap();
        let columns = table.typed(&["score", "group"]).unwrap();
        assert!(
            matches!(columns.column("score"), Some(Column::Numbers(values)) if values[0] > 3.9 && values[1].is_nan() && values[2].is_nan())
        );
        assert_eq!(columns.column("group"), Some(&Column::Text(vec![Some("a".to_owned()), Some("b".to_owned()), None])));
    }

    #[test]
    fn what_is_no_table_is_refused_with_its_place() {
        let said = |content: &str| {
            let failure = table(content, &[]).and_then(|table| table.typed(&["score"])).unwrap_err();
            failure.message.rsplit('/').next().unwrap().to_owned()
        };
        assert!(said(" \n").starts_with("scores.csv is empty"));
        assert_eq!(said("id,score\n"), "scores.csv has the names of columns and no row.");
        assert_eq!(said("id,score\n1,2\n2\n"), "scores.csv, row 3 has another number of cells (1) than the first row has names (2).");
        assert_eq!(said("id,id\n1,2\n"), "scores.csv has two columns named id.");
        assert!(
            said("id,score\n1,2\n2,3\n3,NA\n").starts_with("scores.csv, row 4, column score: NA is not a number"),
            "a code is declared"
        );
        assert!(said("id,score\n1,2\n2,3\n\n3,high\n").starts_with("scores.csv, row 5, column score: high is not a number"));
    }

    #[test]
    fn codes_beyond_every_other_number_are_suspicious_and_declared_ones_are_not() {
        let content = "id,score,age\n1,12,99\n2,999,100\n3,-9,40\n4,999,41\n";
        let check = |missing: &[&str], expected: &[(f64, usize, u64)]| {
            let table = table(content, missing).unwrap();
            let columns = table.typed(&["score", "age"]).unwrap();
            let found = suspicious(&table, &columns, &["score", "age"]);
            let found: Vec<_> = found.iter().map(|one| (one.code, one.count, one.row)).collect();
            assert_eq!(found, expected);
        };
        check(&[], &[(-9.0, 1, 4), (999.0, 2, 3)]);
        check(&["999"], &[(-9.0, 1, 4)]);
        check(&["999", "-9"], &[]);
    }
}
