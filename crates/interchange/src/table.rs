//! Tables: CSV and its relatives, understood by a mapping file.
//!
//! One row may give several records (a patient and an administration, or one administration for each of four totals); it is taken whole or
//! rejected whole. Rows are read one at a time, whatever the size of the file.

mod administration;
pub mod beside;
mod billing_records;
mod care_facts;
mod care_records;
mod chart_papers;
mod date;
mod decode;
mod field;
mod mapping;
mod planned_visits;
mod review_facts;
mod rows;
mod service_notes;
mod source;
#[cfg(test)]
mod tests;
mod values;

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::io::Read;

use crate::context::Context;
use crate::file_problem::{Encoding, FileProblem};
use crate::position::{Position, RawText};
use crate::reading::{Note, NoteCode, Reading};
use crate::record::{Content, ImportRecord, RecordKind};
use crate::rejection::{Rejection, RejectionCode};
use crate::short::short;
use administration::{LongAdministration, Plan};
use decode::Source as Bytes;
pub use mapping::{Mapping, MappingError};
use rows::{Fields, Row, Rows};
use values::{RecordPlan, RowText, Values};

/// Reads a table. The definitions of the mapping come first, then the rows.
pub fn read<'a, R: Read>(source: R, mapping: &'a Mapping, context: &'a Context) -> Reader<'a, R> {
    Reader { state: State::Unopened(source), mapping, context, facts: TableFacts::default(), ready: VecDeque::new(), seen: HashMap::new() }
}

/// What a table was found to hold besides records. Filled while it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableFacts {
    /// The header, as it stood.
    pub header: String,
    /// Every column, and the fields it is used for (`patient.birth_day`); empty for a column that is not used.
    pub columns: Vec<(String, Vec<String>)>,
    /// How often each code of each code list was met, by list and code of the file.
    pub codes: BTreeMap<String, BTreeMap<String, u64>>,
    /// How often a value stood in no code list where there is one, by list. The values themselves may be anything and are not kept.
    pub codes_not_listed: BTreeMap<String, u64>,
}

/// Hands out what stands in a table. Ends after the first [`FileProblem`].
pub struct Reader<'a, R> {
    state: State<R>,
    mapping: &'a Mapping,
    context: &'a Context,
    facts: TableFacts,
    ready: VecDeque<Reading>,
    /// Records that may stand in many rows, by a hash of their key: hash of their content and first line.
    seen: HashMap<u64, (u64, u64)>,
}

#[expect(clippy::large_enum_variant, reason = "there is one of these a file")]
enum State<R> {
    Unopened(R),
    Open(Open<R>),
    Done,
}

struct Open<R> {
    rows: Rows<Bytes<R>>,
    columns: usize,
    plans: Vec<RecordPlan>,
    fields: Fields,
    text: RowText,
    long: Option<LongAdministration>,
}

/// Beyond this many patients, episodes and so on, repeated ones are handed out again; whoever stores them recognizes them.
const SEEN_KEPT: usize = 100_000;

impl<R> Reader<'_, R> {
    /// What was found so far.
    pub fn facts(&self) -> &TableFacts {
        &self.facts
    }
}

impl<R: Read> Iterator for Reader<'_, R> {
    type Item = Result<Reading, FileProblem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(reading) = self.ready.pop_front() {
                return Some(Ok(reading));
            }
            let step = match std::mem::replace(&mut self.state, State::Done) {
                State::Unopened(source) => self.open(source),
                State::Open(open) => self.row(open),
                State::Done => return None,
            };
            match step {
                Ok(state) => self.state = state,
                Err(problem) => return Some(Err(problem)),
            }
        }
    }
}

impl<R: Read> Reader<'_, R> {
    fn open(&mut self, source: R) -> Result<State<R>, FileProblem> {
        let mapping = self.mapping;
        let opened = Bytes::open(source, mapping.encoding).map_err(|error| FileProblem::Unreadable { line: 0, error })?;
        let bytes = opened.map_err(|found| FileProblem::WrongEncoding { found, expected: mapping.encoding, line: 1 })?;
        let mut rows = Rows::new(bytes, mapping.encoding, mapping.delimiter, self.context.limits);
        let (mut fields, mut text) = (Fields::default(), RowText::default());
        let header = rows.header(&mut fields)?;
        if !text.fill(&fields, mapping.encoding) {
            return Err(FileProblem::WrongEncoding {
                found: Encoding::Windows1252,
                expected: mapping.encoding,
                line: header.position.line,
            });
        }
        self.facts.header = RawText::from_bytes(&header.raw).into_string();
        let names: Vec<String> = (0..fields.len()).map(|column| text.get(column).to_owned()).collect();
        let plans = self.plans(&names)?;
        for record in &mapping.definitions {
            let key = record.definition.id.to_string();
            let stored = self.context.library.get(&key).is_some_and(|stored| stored.version == record.definition.version);
            if !stored {
                self.ready.push_back(Reading::Record(ImportRecord {
                    external_key: Some(key.clone()),
                    position: Position::default(),
                    raw: RawText::default(),
                    notes: vec![NoteCode::InstrumentImported { instrument: key }],
                    content: Content::Definition(record.clone()),
                }));
            }
        }
        Ok(State::Open(Open { rows, columns: names.len(), plans, fields, text, long: None }))
    }

    /// Finds the columns of every field, or says which are missing and why that may be.
    fn plans(&mut self, names: &[String]) -> Result<Vec<RecordPlan>, FileProblem> {
        if let Some(twice) = names.iter().enumerate().find(|(place, name)| !name.is_empty() && names[..*place].contains(name)) {
            return Err(FileProblem::DuplicateColumn { column: short(twice.1) });
        }
        if self.mapping.records.iter().any(|record| record.kind == RecordKind::ServiceNote) {
            service_notes::refuse_text(names)?;
        }
        let mut columns = values::Columns { names, used: vec![Vec::new(); names.len()], missing: Vec::new(), misfits: Vec::new() };
        let library = &self.context.library;
        let plans = self.mapping.records.iter().map(|record| RecordPlan::new(record, self.mapping, library, &mut columns)).collect();
        self.facts.columns = names.iter().cloned().zip(columns.used).collect();
        if let Some(what) = columns.misfits.into_iter().next() {
            return Err(FileProblem::MappingDoesNotFit { what });
        }
        if columns.missing.is_empty() {
            return Ok(plans);
        }
        let expected = char::from(self.mapping.delimiter);
        let likely = [',', ';', '\t', '|'].into_iter().find(|other| *other != expected && names.iter().any(|name| name.contains(*other)));
        match likely {
            Some(likely) if names.len() == 1 => Err(FileProblem::WrongDelimiter { expected, likely }),
            _ => Err(FileProblem::MissingColumns { columns: columns.missing.join(", ") }),
        }
    }

    fn row(&mut self, mut open: Open<R>) -> Result<State<R>, FileProblem> {
        match open.rows.next(&mut open.fields)? {
            None => {
                if let Some(long) = open.long.take() {
                    self.ready.push_back(long.finish());
                }
                return Ok(State::Done);
            }
            Some(Err(rejection)) => self.ready.push_back(Reading::Rejected(rejection)),
            Some(Ok(row)) => self.split_row(&mut open, &row)?,
        }
        Ok(State::Open(open))
    }

    fn split_row(&mut self, open: &mut Open<R>, row: &Row) -> Result<(), FileProblem> {
        let limit = self.context.limits.field_bytes;
        let refused = if open.fields.len() != open.columns {
            if !row.ended && open.fields.len() < open.columns {
                return Err(FileProblem::Truncated { line: row.position.line, byte: row.position.byte });
            }
            Some(RejectionCode::FieldCount { expected: open.columns as u64, found: open.fields.len() as u64 })
        } else if let Some(large) = open.fields.iter().position(|field| field.len() > limit) {
            let column = self.facts.columns.get(large).map_or_else(String::new, |(name, _)| short(name));
            Some(RejectionCode::FieldTooLarge { column, limit: limit as u64 })
        } else if let Some(place) = open.fields.iter().position(|field| field.contains(&0)) {
            let column = self.facts.columns.get(place).map_or_else(String::new, |(name, _)| short(name));
            Some(RejectionCode::FieldZeroByte { column })
        } else if !open.text.fill(&open.fields, self.mapping.encoding) {
            Some(RejectionCode::WrongEncoding { encoding: self.mapping.encoding.code() })
        } else {
            None
        };
        let outcome = refused.map_or_else(|| self.records(open, row), Err);
        if let Err(code) = outcome {
            let rejection = Rejection { position: row.position.clone(), code, raw: RawText::from_bytes(&row.raw) };
            self.ready.push_back(Reading::Rejected(rejection));
        }
        Ok(())
    }

    /// Makes all records of a row before any is handed out.
    fn records(&mut self, open: &mut Open<R>, row: &Row) -> Result<(), RejectionCode> {
        let mut made: Vec<Reading> = Vec::with_capacity(open.plans.len());
        let mut long = None;
        let mut seen_here: Vec<(u64, u64)> = Vec::new();
        for plan in &open.plans {
            let mut values = Values { plan, row: &open.text, mapping: self.mapping, context: self.context, facts: &mut self.facts };
            let (content, external_key, notes) = match &plan.measure {
                Some(Plan::Long(_)) => {
                    long = Some(plan);
                    continue;
                }
                Some(measure) => match administration::wide(&mut values, measure)? {
                    Ok(found) => found,
                    Err(note) => {
                        made.push(Reading::Note(Note { position: row.position.clone(), code: note }));
                        continue;
                    }
                },
                None => care_records::read(&mut values)?,
            };
            let record = ImportRecord { external_key, position: row.position.clone(), raw: RawText::from_bytes(&row.raw), notes, content };
            if let Some(note) = self.repeated(&record)? {
                made.push(Reading::Note(Note { position: row.position.clone(), code: note }));
            } else {
                if record.kind() != RecordKind::Administration {
                    seen_here.push(record.key_and_content());
                }
                made.push(Reading::Record(record));
            }
        }
        if let Some(plan) = long {
            let mut values = Values { plan, row: &open.text, mapping: self.mapping, context: self.context, facts: &mut self.facts };
            // Last, because what it hands out belongs to the rows before and must not be lost with this one.
            LongAdministration::row(&mut open.long, &mut values, row, &mut made)?;
        }
        if self.seen.len() < SEEN_KEPT {
            self.seen.extend(seen_here.into_iter().map(|(key, content)| (key, (content, row.position.line))));
        }
        self.ready.extend(made);
        Ok(())
    }

    /// A patient stands in every row of theirs: the same again is a note, another under the same key is a mistake.
    fn repeated(&self, record: &ImportRecord) -> Result<Option<NoteCode>, RejectionCode> {
        if record.kind() == RecordKind::Administration {
            return Ok(None);
        }
        let (key, content) = record.key_and_content();
        match self.seen.get(&key) {
            None => Ok(None),
            Some((known, first_line)) if *known == content => Ok(Some(NoteCode::SameRecordAgain { first_line: *first_line })),
            Some((_, first_line)) => Err(RejectionCode::Duplicate { first_line: *first_line }),
        }
    }
}
