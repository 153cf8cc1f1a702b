//! Tables that stand beside claims and payments in a billing assessment: contracts, notes, attendance, authorizations, amounts taken off the books.
//!
//! A table is known by its columns. Those below are understood as they are; a mapping file beside the table says what others mean:
//!
//! ```toml
//! kind = "contracts"
//! dates = "month/day/year"
//! delimiter = ";"
//! [columns]
//! payer = "Payer ID"
//! unit_amount = "Rate"
//! [codes.level_of_care]
//! "Intensive OP" = "IOP"
//! ```
//!
//! A row is taken whole or refused with its place, the column and what was expected; the others are taken.

use std::collections::BTreeMap;
use std::io::Read;

use integrity::assessment::FileKind;
use integrity::assessment::side::{AttendanceFact, AuthorizationFact, ContractRate, NoteFact, Side, WriteOff};
use serde::Deserialize;
use vocabulary::{Day, LevelOfCare, Money, Period, ZoneName};

use super::date::DatePattern;
use super::decode::Source as Bytes;
use super::rows::{Fields, Rows};
use crate::context::Limits;
use crate::file_problem::{Encoding, FileProblem};
use crate::position::Position;

/// The columns of each kind; `true` for those that must be there.
pub fn columns_of(kind: FileKind) -> &'static [(&'static str, bool)] {
    match kind {
        FileKind::Contracts => {
            &[("payer", true), ("service", true), ("level_of_care", false), ("first_day", true), ("last_day", false), ("unit_amount", true)]
        }
        FileKind::Notes => {
            &[("patient", true), ("day", true), ("service", false), ("minutes", false), ("author", false), ("signed_day", true)]
        }
        FileKind::Attendance => &[("patient", true), ("day", true), ("service", false), ("attended", true)],
        FileKind::Authorizations => &[("authorization", true), ("patient", true), ("first_day", true), ("last_day", false)],
        FileKind::WriteOffs => &[("claim", true), ("written_off_day", true), ("amount", true), ("reason", true), ("approver", false)],
        _ => &[],
    }
}

/// The kinds that are read.
pub const KINDS: [FileKind; 5] =
    [FileKind::Contracts, FileKind::Notes, FileKind::Attendance, FileKind::Authorizations, FileKind::WriteOffs];

/// Says what the columns of a table mean.
#[derive(Clone, Debug)]
pub struct BesideMapping {
    kind: Option<FileKind>,
    dates: DatePattern,
    delimiter: u8,
    columns: BTreeMap<String, String>,
    codes: BTreeMap<String, BTreeMap<String, String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MappingFile {
    kind: String,
    dates: Option<String>,
    delimiter: Option<String>,
    #[serde(default)]
    columns: BTreeMap<String, String>,
    #[serde(default)]
    codes: BTreeMap<String, BTreeMap<String, String>>,
}

impl Default for BesideMapping {
    /// A comma, days as `2026-03-31`, columns by their own names, the kind by its columns.
    fn default() -> Self {
        let dates = DatePattern::parse("year-month-day").expect("the pattern names year, month and day");
        Self { kind: None, dates, delimiter: b',', columns: BTreeMap::new(), codes: BTreeMap::new() }
    }
}

impl BesideMapping {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// What is wrong, with the key.
    pub fn from_toml(text: &str) -> Result<Self, String> {
        let file: MappingFile = toml::from_str(text).map_err(|error| error.to_string().trim_end().to_owned())?;
        let kind: FileKind = file.kind.parse().map_err(|error: care::UnknownChoice| format!("kind: {error}"))?;
        let known = columns_of(kind);
        if known.is_empty() {
            let kinds: Vec<&str> = KINDS.iter().map(|kind| kind.code()).collect();
            return Err(format!("kind: a table of {} is not read, expected one of {}", kind.code(), kinds.join(", ")));
        }
        if let Some(unknown) = file.columns.keys().find(|name| !known.iter().any(|(known, _)| known == name)) {
            let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            return Err(format!("columns.{unknown}: expected one of {}", names.join(", ")));
        }
        let pattern = file.dates.as_deref().unwrap_or("year-month-day");
        let dates = DatePattern::parse(pattern).ok_or("dates: expected a pattern such as month/day/year")?;
        let delimiter = match file.delimiter.as_deref().unwrap_or(",") {
            "tab" => b'\t',
            text if text.len() == 1 && text != "\"" => text.as_bytes()[0],
            _ => return Err("delimiter: expected one character, or tab".to_owned()),
        };
        Ok(Self { kind: Some(kind), dates, delimiter, columns: file.columns, codes: file.codes })
    }
}

/// Why a row was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRow {
    /// Where it stands.
    pub position: Position,
    /// The column; empty for the row as a whole.
    pub column: String,
    /// What was expected: a kind of value by name.
    pub expected: Expected,
}

/// What a cell should have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Something.
    Filled,
    /// A day as the mapping writes it.
    Day,
    /// A last day that is not before the first.
    DayAfterFirst,
    /// An amount with at most two decimals.
    Amount,
    /// A level of care by its code.
    LevelOfCare,
    /// A whole number of minutes.
    Minutes,
    /// `yes` or `no`.
    YesNo,
    /// As many fields as the first row has, with quotation marks that close.
    Row,
}

impl Expected {
    /// The name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Filled => "filled",
            Self::Day => "day",
            Self::DayAfterFirst => "day-after-first",
            Self::Amount => "amount",
            Self::LevelOfCare => "level-of-care",
            Self::Minutes => "minutes",
            Self::YesNo => "yes-no",
            Self::Row => "row",
        }
    }
}

/// What came of reading a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BesideRead {
    /// The kind.
    pub kind: FileKind,
    /// Rows that were taken.
    pub rows: usize,
    /// Rows that were not.
    pub refused: Vec<RefusedRow>,
}

/// The kind of which the header has every column that must be there; `None` where there is none, or where two fit.
fn kind_of(header: &[String]) -> Option<FileKind> {
    let fits = |kind: &&FileKind| columns_of(**kind).iter().all(|(name, must)| !must || header.iter().any(|column| column == name));
    let mut fitting = KINDS.iter().filter(fits);
    fitting.next().copied().filter(|_| fitting.next().is_none())
}

/// Reads a table into `side`. `None` where its columns are those of no kind.
///
/// # Errors
/// [`FileProblem`] where nothing can be read.
pub fn read_beside(source: impl Read, mapping: &BesideMapping, side: &mut Side) -> Result<Option<BesideRead>, FileProblem> {
    let opened = Bytes::open(source, Encoding::Utf8).map_err(|error| FileProblem::Unreadable { line: 0, error })?;
    let bytes = opened.map_err(|found| FileProblem::WrongEncoding { found, expected: Encoding::Utf8, line: 1 })?;
    let mut rows = Rows::new(bytes, Encoding::Utf8, mapping.delimiter, Limits::default());
    let mut fields = Fields::default();
    rows.header(&mut fields)?;
    let header = texts(&fields);
    let Some(kind) = mapping.kind.or_else(|| kind_of(&header)) else { return Ok(None) };
    let mut missing = Vec::new();
    let mut places = BTreeMap::new();
    for (name, must) in columns_of(kind) {
        let column = mapping.columns.get(*name).map_or(*name, String::as_str);
        match header.iter().position(|given| given == column) {
            Some(place) => drop(places.insert(*name, place)),
            None if *must => missing.push(column.to_owned()),
            None => {}
        }
    }
    if !missing.is_empty() {
        return Err(FileProblem::MissingColumns { columns: missing.join(", ") });
    }
    open(kind, side);
    let mut read = BesideRead { kind, rows: 0, refused: Vec::new() };
    while let Some(row) = rows.next(&mut fields)? {
        let row = match row {
            Ok(row) => row,
            Err(rejection) => {
                read.refused.push(RefusedRow { position: rejection.position, column: String::new(), expected: Expected::Row });
                continue;
            }
        };
        let cells = texts(&fields);
        let taken = if cells.len() == header.len() {
            take(kind, &Cells { cells: &cells, places: &places, mapping }, side)
        } else {
            Err((String::new(), Expected::Row))
        };
        match taken {
            Ok(()) => read.rows += 1,
            Err((column, expected)) => read.refused.push(RefusedRow { position: row.position, column, expected }),
        }
    }
    Ok(Some(read))
}

fn texts(fields: &Fields) -> Vec<String> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_start_matches('\u{FEFF}').trim().to_owned();
    fields.iter().map(text).collect()
}

/// A file without rows is a file: from now on there is one of its kind.
fn open(kind: FileKind, side: &mut Side) {
    match kind {
        FileKind::Contracts => drop(side.contracts.get_or_insert_default()),
        FileKind::Notes => drop(side.notes.get_or_insert_default()),
        FileKind::Attendance => drop(side.attendance.get_or_insert_default()),
        FileKind::Authorizations => drop(side.authorizations.get_or_insert_default()),
        FileKind::WriteOffs => drop(side.write_offs.get_or_insert_default()),
        _ => {}
    }
}

type Refused = (String, Expected);

struct Cells<'a> {
    cells: &'a [String],
    places: &'a BTreeMap<&'static str, usize>,
    mapping: &'a BesideMapping,
}

impl Cells<'_> {
    /// The text of a field by its code list; `None` where it is empty or has no column.
    fn text(&self, name: &str) -> Option<String> {
        let text = self.places.get(name).map(|place| self.cells[*place].as_str()).filter(|text| !text.is_empty())?;
        let code = self.mapping.codes.get(name).and_then(|list| list.get(text));
        Some(code.map_or(text, String::as_str).to_owned())
    }

    fn refused(name: &str, expected: Expected) -> Refused {
        (name.to_owned(), expected)
    }

    fn must(&self, name: &str) -> Result<String, Refused> {
        self.text(name).ok_or_else(|| Self::refused(name, Expected::Filled))
    }

    fn day_if(&self, name: &str) -> Result<Option<Day>, Refused> {
        let Some(text) = self.text(name) else { return Ok(None) };
        let day = self.mapping.dates.read(&text, &ZoneName::utc());
        day.map(Some).ok_or_else(|| Self::refused(name, Expected::Day))
    }

    fn day(&self, name: &str) -> Result<Day, Refused> {
        self.day_if(name)?.ok_or_else(|| Self::refused(name, Expected::Filled))
    }

    fn period(&self) -> Result<Period, Refused> {
        Period::new(self.day("first_day")?, self.day_if("last_day")?).map_err(|_| Self::refused("last_day", Expected::DayAfterFirst))
    }

    fn money(&self, name: &str) -> Result<Money, Refused> {
        let plain = self.must(name)?.replace(['$', ','], "");
        plain.parse().map_err(|_| Self::refused(name, Expected::Amount))
    }
}

fn take(kind: FileKind, cells: &Cells<'_>, side: &mut Side) -> Result<(), Refused> {
    match kind {
        FileKind::Contracts => {
            let level = cells.text("level_of_care");
            let level = level.map(|level| level.parse::<LevelOfCare>()).transpose();
            let rate = ContractRate {
                payer: cells.must("payer")?,
                service: cells.must("service")?,
                level: level.map_err(|_| Cells::refused("level_of_care", Expected::LevelOfCare))?,
                period: cells.period()?,
                unit_amount: cells.money("unit_amount")?,
            };
            side.contracts.get_or_insert_default().insert(rate);
        }
        FileKind::Notes => {
            let minutes = cells.text("minutes").map(|minutes| minutes.parse::<u32>()).transpose();
            let note = NoteFact {
                patient: cells.must("patient")?,
                day: cells.day("day")?,
                service: cells.text("service"),
                minutes: minutes.map_err(|_| Cells::refused("minutes", Expected::Minutes))?,
                author: cells.text("author"),
                signed: cells.day_if("signed_day")?,
            };
            side.notes.get_or_insert_default().insert(note);
        }
        FileKind::Attendance => {
            let attended = match cells.must("attended")?.to_ascii_lowercase().as_str() {
                "yes" => true,
                "no" => false,
                _ => return Err(Cells::refused("attended", Expected::YesNo)),
            };
            let fact = AttendanceFact { patient: cells.must("patient")?, day: cells.day("day")?, service: cells.text("service"), attended };
            side.attendance.get_or_insert_default().insert(fact);
        }
        FileKind::Authorizations => {
            let fact = AuthorizationFact { number: cells.must("authorization")?, patient: cells.must("patient")?, period: cells.period()? };
            side.authorizations.get_or_insert_default().insert(fact);
        }
        FileKind::WriteOffs => {
            let fact = WriteOff {
                claim: cells.must("claim")?,
                day: cells.day("written_off_day")?,
                amount: cells.money("amount")?,
                reason: cells.must("reason")?,
                approver: cells.text("approver").unwrap_or_default(),
            };
            side.write_offs.get_or_insert_default().insert(fact);
        }
        _ => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, mapping: &BesideMapping) -> (Option<(FileKind, usize, Vec<String>)>, Side) {
        let mut side = Side::default();
        let read = read_beside(text.as_bytes(), mapping, &mut side).expect("the table can be read");
        let told = read.map(|read| {
            let refused = read.refused.iter().map(|row| format!("{}: {} {}", row.position, row.column, row.expected.code()));
            (read.kind, read.rows, refused.collect())
        });
        (told, side)
    }

    #[test]
    fn a_table_is_known_by_its_columns_and_a_wrong_row_costs_one_row() {
        let check = |text: &str, expected: Option<(FileKind, usize, &[&str])>| {
            let (found, _) = read(text, &BesideMapping::default());
            let expected = expected.map(|(kind, rows, refused)| (kind, rows, refused.iter().map(ToString::to_string).collect()));
            assert_eq!(found, expected, "{text}");
        };
        check("payer,service,first_day,unit_amount\nP1,90834,2026-01-01,95.00\n", Some((FileKind::Contracts, 1, &[])));
        check(
            "payer,service,first_day,unit_amount\nP1,90834,01/01/2026,95.00\nP1,90834,2026-01-01,much\nP1,90834,2026-01-01\nP1,90834,2026-01-01,95\n",
            Some((FileKind::Contracts, 1, &["line 2, row 1: first_day day", "line 3, row 2: unit_amount amount", "line 4, row 3:  row"])),
        );
        check("patient,day,attended\nR1,2026-03-02,maybe\n", Some((FileKind::Attendance, 0, &["line 2, row 1: attended yes-no"])));
        check("patient,day,signed_day\nR1,2026-03-02,\n", Some((FileKind::Notes, 1, &[])));
        check("name,colour\nA,red\n", None);
    }

    #[test]
    fn a_mapping_says_what_other_columns_mean() {
        let mapping = "kind = \"contracts\"\ndates = \"month/day/year\"\ndelimiter = \";\"\n[columns]\npayer = \"Payer\"\nservice = \"CPT\"\n\
            first_day = \"From\"\nunit_amount = \"Rate\"\nlevel_of_care = \"LOC\"\n[codes.level_of_care]\n\"Intensive OP\" = \"IOP\"\n";
        let mapping = BesideMapping::from_toml(mapping).expect("a mapping");
        let (found, side) = read("Payer;CPT;LOC;From;Rate\nP1;H0015;Intensive OP;3/1/2026;\"$1,250.50\"\n", &mapping);
        assert_eq!(found, Some((FileKind::Contracts, 1, Vec::new())));
        let rate = side.contracts.iter().flatten().next().expect("a rate");
        assert_eq!((rate.level, rate.unit_amount.cents()), (Some(LevelOfCare::IntensiveOutpatient), 125_050));
    }

    #[test]
    fn a_mapping_that_is_wrong_says_where() {
        let check = |text: &str, expected: &str| {
            let error = BesideMapping::from_toml(text).expect_err("it is wrong");
            assert!(error.starts_with(expected), "{error}");
        };
        check("kind = \"colours\"\n", "kind: not a known kind of file");
        check("kind = \"claims\"\n", "kind: a table of claims is not read");
        check("kind = \"notes\"\n[columns]\ntext = \"Note\"\n", "columns.text: expected one of patient, day");
        check("kind = \"notes\"\ndates = \"day\"\n", "dates: ");
    }

    #[test]
    fn a_table_without_a_column_that_must_be_there_names_it() {
        let mapping = BesideMapping::from_toml("kind = \"notes\"\n").expect("a mapping");
        let error = read_beside("patient,day\n".as_bytes(), &mapping, &mut Side::default()).expect_err("a column is missing");
        assert!(error.to_string().contains("signed_day"), "{error}");
    }
}
