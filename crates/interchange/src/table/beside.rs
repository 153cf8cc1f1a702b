//! Tables that stand beside claims and payments in a billing assessment: what contracts, care and dealings with payers and patients say.
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

mod columns;
mod take;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::Read;

use integrity::assessment::FileKind;
use integrity::assessment::side::Side;
use serde::Deserialize;

use super::date::DatePattern;
use super::decode::Source as Bytes;
use super::rows::{Fields, Rows};
use crate::context::Limits;
use crate::file_problem::{Encoding, FileProblem};
use crate::position::Position;
use take::{Cells, open, take};

pub use columns::{KINDS, columns_of};

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
    /// An amount above nothing.
    AboveNothing,
    /// A rate that no other one contradicts on the same days. The row is kept; where two differ, neither holds.
    OneRate,
    /// A limit that no other one of the same payer contradicts. The shorter one holds.
    OneLimit,
    /// A level of care by its code.
    LevelOfCare,
    /// A whole number of minutes.
    Minutes,
    /// `yes` or `no`.
    YesNo,
    /// A whole number of days, units or sessions.
    WholeNumber,
    /// The score of an instrument: digits with at most four after the point.
    Score,
    /// What criteria said, by its code.
    Determination,
    /// How an episode ended, by its code.
    DischargeType,
    /// What a payer decided on a request, by its code.
    ReviewDecision,
    /// What came of an appeal, by its code.
    AppealOutcome,
    /// As many fields as the first row has, with quotation marks that close.
    Row,
}

impl Expected {
    /// True where the row was taken all the same: another one contradicts it.
    pub const fn is_taken(self) -> bool {
        matches!(self, Self::OneRate | Self::OneLimit)
    }

    /// The name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Filled => "filled",
            Self::Day => "day",
            Self::DayAfterFirst => "day-after-first",
            Self::Amount => "amount",
            Self::AboveNothing => "above-nothing",
            Self::OneRate => "one-rate",
            Self::OneLimit => "one-limit",
            Self::LevelOfCare => "level-of-care",
            Self::Minutes => "minutes",
            Self::YesNo => "yes-no",
            Self::WholeNumber => "whole-number",
            Self::Score => "score",
            Self::Determination => "determination",
            Self::DischargeType => "discharge-type",
            Self::ReviewDecision => "review-decision",
            Self::AppealOutcome => "appeal-outcome",
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
    // Money taken off or paid twice in equal rows is twice the money; other rows that are alike say the same.
    let mut seen: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let is_counted = matches!(kind, FileKind::WriteOffs | FileKind::PatientPayments | FileKind::Charges);
    let mut alike = |cells: &[String]| {
        let count = if is_counted { seen.entry(cells.to_vec()).or_insert(0) } else { return 0 };
        *count += 1;
        *count - 1
    };
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
            take(kind, &Cells { cells: &cells, places: &places, mapping }, alike(&cells), side)
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
