//! The values of one row, by the fields of a record.

use std::fmt::Display;
use std::str::FromStr;

use instruments::Library;
use vocabulary::{Day, Instant, Points};

use super::administration::Plan;
use super::decode::push_text;
use super::mapping::{Mapping, RecordMapping};
use super::rows::Fields;
use super::source::Source;
use super::{Context, TableFacts};
use crate::file_problem::Encoding;
use crate::record::RecordKind;
use crate::rejection::RejectionCode;

/// The fields of one row as text, in buffers that are used again.
#[derive(Default)]
pub(super) struct RowText {
    text: String,
    ends: Vec<usize>,
}

impl RowText {
    /// Takes the fields of a row; `false` when they are not text in the encoding of the file.
    pub(super) fn fill(&mut self, fields: &Fields, encoding: Encoding) -> bool {
        self.text.clear();
        self.ends.clear();
        fields.iter().all(|field| {
            let is_text = push_text(&mut self.text, field, encoding);
            self.ends.push(self.text.len());
            is_text
        })
    }

    /// A field without the space around it; nothing beyond the last.
    pub(super) fn get(&self, column: usize) -> &str {
        let start = column.checked_sub(1).map_or(0, |before| self.ends.get(before).copied().unwrap_or(self.text.len()));
        let end = self.ends.get(column).copied().unwrap_or(self.text.len());
        self.text.get(start..end).unwrap_or_default().trim()
    }
}

/// The header while fields look for their columns.
pub(super) struct Columns<'a> {
    pub(super) names: &'a [String],
    /// For each column, the fields that use it.
    pub(super) used: Vec<Vec<String>>,
    /// Columns that are needed and not there.
    pub(super) missing: Vec<String>,
    /// What the mapping says about instruments that the practice's library does not bear out.
    pub(super) misfits: Vec<String>,
}

impl Columns<'_> {
    /// The place of a column that must be there.
    pub(super) fn find(&mut self, column: &str, field: &str) -> usize {
        if let Some(place) = self.find_if_there(column, field) {
            return place;
        }
        if !self.missing.iter().any(|missing| missing == column) {
            self.missing.push(column.to_owned());
        }
        0
    }

    /// The place of a column that may be there.
    pub(super) fn find_if_there(&mut self, column: &str, field: &str) -> Option<usize> {
        let exact = self.names.iter().position(|name| name == column);
        let place = exact.or_else(|| self.names.iter().position(|name| name.eq_ignore_ascii_case(column)))?;
        if !self.used[place].iter().any(|used| used == field) {
            self.used[place].push(field.to_owned());
        }
        Some(place)
    }
}

/// How one kind of record is made from the rows of one file.
pub(super) struct RecordPlan {
    pub(super) kind: RecordKind,
    fields: Vec<(&'static str, Source, usize)>,
    pub(super) measure: Option<Plan>,
}

impl RecordPlan {
    /// Finds the columns of a record.
    pub(super) fn new(record: &RecordMapping, mapping: &Mapping, library: &Library, columns: &mut Columns<'_>) -> Self {
        let mut place_of = |source: &Source, field: &str| source.column().map_or(0, |column| columns.find(column, field));
        let name = |field: &str| format!("{}.{field}", record.kind.code());
        let fields = record.fields.iter().map(|(field, source)| (*field, source.clone(), place_of(source, &name(field)))).collect();
        let measure = record.measure.as_ref().map(|measure| Plan::new(measure, mapping, library, columns));
        Self { kind: record.kind, fields, measure }
    }
}

/// The values of one row for one record.
pub(super) struct Values<'a> {
    pub(super) plan: &'a RecordPlan,
    pub(super) row: &'a RowText,
    pub(super) mapping: &'a Mapping,
    pub(super) context: &'a Context,
    pub(super) facts: &'a mut TableFacts,
}

impl<'a> Values<'a> {
    fn source(&self, field: &str) -> Option<&'a (&'static str, Source, usize)> {
        self.plan.fields.iter().find(|(name, ..)| *name == field)
    }

    /// The text of a column, unless it is one of the texts that mean "no value".
    pub(super) fn present(&self, column: usize) -> Option<&'a str> {
        let text = self.row.get(column);
        (!self.mapping.missing.iter().any(|missing| missing == text)).then_some(text)
    }

    /// A text read by a code list, where it is listed. Counts what was met.
    pub(super) fn by_list(&mut self, list: &str, text: &str) -> Option<String> {
        let mapped = self.mapping.codes.get(list).and_then(|codes| codes.get(text)).cloned();
        if mapped.is_some() {
            if !self.facts.codes.contains_key(list) {
                self.facts.codes.insert(list.to_owned(), std::collections::BTreeMap::new());
            }
            if let Some(counts) = self.facts.codes.get_mut(list) {
                match counts.get_mut(text) {
                    Some(count) => *count += 1,
                    None => {
                        counts.insert(text.to_owned(), 1);
                    }
                }
            }
        } else if self.mapping.codes.contains_key(list) {
            *self.facts.codes_not_listed.entry(list.to_owned()).or_default() += 1;
        }
        mapped
    }

    /// The text of a source.
    pub(super) fn of_source(&mut self, source: &Source, column: usize) -> Option<String> {
        match source {
            Source::Constant(text) => Some(text.clone()),
            Source::Column { prefix, codes, default, .. } => {
                let Some(text) = self.present(column) else { return default.clone() };
                let mapped = codes.as_ref().and_then(|list| self.by_list(list, text));
                let text = mapped.as_deref().unwrap_or(text);
                Some(if prefix.is_empty() { text.to_owned() } else { format!("{prefix}{text}") })
            }
            Source::Steps { .. } | Source::FromAge { .. } => self.present(column).map(str::to_owned),
        }
    }

    /// The text of a field that may be empty.
    pub(super) fn text(&mut self, field: &'static str) -> Option<String> {
        let (_, source, column) = self.source(field)?;
        self.of_source(source, *column)
    }

    /// The text of a field that must not be empty.
    pub(super) fn needed(&mut self, field: &'static str) -> Result<String, RejectionCode> {
        self.text(field).filter(|text| !text.is_empty()).ok_or(RejectionCode::Missing { field })
    }

    /// A word of a closed list.
    pub(super) fn word<T: FromStr + 'static>(&mut self, field: &'static str, known: impl Display) -> Result<Option<T>, RejectionCode> {
        let Some(text) = self.text(field).filter(|text| !text.is_empty()) else { return Ok(None) };
        text.parse().map(Some).map_err(|_| RejectionCode::UnknownCode { field, expected: known.to_string() })
    }

    /// A word of a closed list that must be there.
    pub(super) fn needed_word<T: FromStr + 'static>(&mut self, field: &'static str, known: impl Display) -> Result<T, RejectionCode> {
        self.word(field, known)?.ok_or(RejectionCode::Missing { field })
    }

    /// Yes or no, which must be there.
    pub(super) fn needed_flag(&mut self, field: &'static str) -> Result<bool, RejectionCode> {
        match self.needed(field)?.to_ascii_lowercase().as_str() {
            "true" | "yes" | "1" => Ok(true),
            "false" | "no" | "0" => Ok(false),
            _ => Err(RejectionCode::UnknownCode { field, expected: "true, false".to_owned() }),
        }
    }

    /// A whole number from 0, after the multiplication that the mapping asks for: hours with `times = 60` are minutes.
    pub(super) fn count(&mut self, field: &'static str) -> Result<Option<u32>, RejectionCode> {
        let Some((_, source, column)) = self.source(field) else { return Ok(None) };
        let Some(text) = self.of_source(source, *column).filter(|text| !text.is_empty()) else { return Ok(None) };
        let times = if let Source::Column { times, .. } = source { i64::from(*times) } else { 1 };
        let product = self.number(&text).and_then(|number| number.ten_thousandths().checked_mul(times)).map(Points::from_ten_thousandths);
        let count = product.and_then(Points::whole).and_then(|whole| u32::try_from(whole).ok());
        count.map(Some).ok_or_else(|| RejectionCode::NotANumber { field: field.to_owned() })
    }

    /// A day.
    pub(super) fn day(&mut self, field: &'static str) -> Result<Option<Day>, RejectionCode> {
        let Some((_, source, column)) = self.source(field) else { return Ok(None) };
        let Some(text) = self.of_source(source, *column).filter(|text| !text.is_empty()) else { return Ok(None) };
        let not_a_number = || RejectionCode::NotANumber { field: field.to_owned() };
        let whole = || self.number(&text).and_then(Points::whole).and_then(|whole| i32::try_from(whole).ok()).ok_or_else(not_a_number);
        match source {
            Source::Steps { base, step_days, first, .. } => {
                let days = (i64::from(whole()?) - i64::from(*first)) * i64::from(*step_days);
                i32::try_from(days)
                    .ok()
                    .filter(|days| days.abs() < 3_000_000)
                    .map(|days| Some(base.plus_days(days)))
                    .ok_or_else(not_a_number)
            }
            Source::FromAge { as_of, .. } => {
                let age = i16::try_from(whole()?).ok().filter(|age| (0..=120).contains(age)).ok_or_else(not_a_number)?;
                let had_birthday = (as_of.month(), as_of.day_of_month()) >= (7, 1);
                Day::new(as_of.year() - age - i16::from(!had_birthday), 7, 1).map(Some).map_err(|_| not_a_number())
            }
            Source::Constant(_) => {
                text.parse().map(Some).map_err(|_| RejectionCode::NotADay { field, expected: "year-month-day".to_owned() })
            }
            Source::Column { .. } => {
                let day = self.mapping.dates.read(&text, &self.context.zone);
                day.map(Some).ok_or_else(|| RejectionCode::NotADay { field, expected: self.mapping.dates.as_str().to_owned() })
            }
        }
    }

    /// A day that must be there.
    pub(super) fn needed_day(&mut self, field: &'static str) -> Result<Day, RejectionCode> {
        self.day(field)?.ok_or(RejectionCode::Missing { field })
    }

    /// The instant that a day is read from, where the table writes its days as instants.
    pub(super) fn instant_of_day(&mut self, field: &'static str) -> Option<Instant> {
        let (_, source, column) = self.source(field)?;
        let text = if let Source::Column { .. } = source { self.of_source(source, *column) } else { None };
        self.mapping.dates.instant(&text?, &self.context.zone)
    }

    /// True when a birth day is computed from an age.
    pub(super) fn is_estimated(&self, field: &str) -> bool {
        matches!(self.source(field), Some((_, Source::FromAge { .. }, _)))
    }

    /// A number as this table writes numbers.
    pub(super) fn number(&self, text: &str) -> Option<Points> {
        if self.mapping.decimal_comma { text.replace(',', ".").parse().ok() } else { text.parse().ok() }
    }
}
