//! Segments out of values. The first value that cannot stand in the file is remembered and told at the end.

use super::Unwritable;
use crate::amount::Cents;
use crate::delimiters::Delimiters;

/// A file that is being written.
#[derive(Debug)]
pub(super) struct Sheet {
    bytes: Vec<u8>,
    delimiters: Delimiters,
    line_breaks: bool,
    /// Segments since ST, ST included.
    count: u64,
    problem: Option<Unwritable>,
}

impl Sheet {
    pub(super) fn new(delimiters: Delimiters, line_breaks: bool) -> Self {
        Self { bytes: Vec::new(), delimiters, line_breaks, count: 0, problem: None }
    }

    /// Begins a segment.
    pub(super) fn segment(&mut self, id: &'static str) -> Line<'_> {
        self.count = if id == "ST" { 1 } else { self.count + 1 };
        self.bytes.extend_from_slice(id.as_bytes());
        Line { sheet: self, id, number: 0 }
    }

    /// A segment of plain values.
    pub(super) fn plain(&mut self, id: &'static str, values: &[&str]) {
        let line = self.segment(id);
        values.iter().fold(line, |line, value| line.text(value)).end();
    }

    /// How many segments there are since ST, the one that is begun next included.
    pub(super) fn count_with_trailer(&self) -> u64 {
        self.count + 1
    }

    pub(super) fn finish(self) -> Result<Vec<u8>, Unwritable> {
        self.problem.map_or(Ok(self.bytes), Err)
    }
}

/// A segment that is being written. Elements are added from 01 on; empty ones at the end are left out.
#[must_use = "a segment is complete with `end`"]
pub(super) struct Line<'a> {
    sheet: &'a mut Sheet,
    id: &'static str,
    number: usize,
}

impl Line<'_> {
    /// An element.
    pub(super) fn text(mut self, value: &str) -> Self {
        self.separate();
        self.put(value);
        self
    }

    /// An amount.
    pub(super) fn cents(self, value: Cents) -> Self {
        self.text(&value.to_string())
    }

    /// Elements without a value.
    pub(super) fn skip(mut self, count: usize) -> Self {
        (0..count).for_each(|_| self.separate());
        self
    }

    /// A composite; empty components at the end are left out.
    pub(super) fn composite<V: AsRef<str>>(mut self, values: &[V]) -> Self {
        self.separate();
        let last = values.iter().rposition(|value| !value.as_ref().is_empty()).map_or(0, |last| last + 1);
        for (at, value) in values[..last].iter().enumerate() {
            if at > 0 {
                self.sheet.bytes.push(self.sheet.delimiters.component);
            }
            self.put(value.as_ref());
        }
        self
    }

    /// An element as it was kept: with `:` between its components.
    pub(super) fn kept(self, value: &str) -> Self {
        self.composite(&value.split(':').collect::<Vec<_>>())
    }

    /// Ends the segment.
    pub(super) fn end(self) {
        let sheet = self.sheet;
        while sheet.bytes.last() == Some(&sheet.delimiters.element) {
            sheet.bytes.pop();
        }
        sheet.bytes.push(sheet.delimiters.segment);
        if sheet.line_breaks {
            sheet.bytes.push(b'\n');
        }
    }

    /// Ends ISA, of which every element counts.
    pub(super) fn end_whole(self) {
        self.sheet.bytes.push(self.sheet.delimiters.segment);
        if self.sheet.line_breaks {
            self.sheet.bytes.push(b'\n');
        }
    }

    /// A delimiter as a value, which only ISA has.
    pub(super) fn delimiter(mut self, byte: u8) -> Self {
        self.separate();
        self.sheet.bytes.push(byte);
        self
    }

    fn separate(&mut self) {
        self.number += 1;
        self.sheet.bytes.push(self.sheet.delimiters.element);
    }

    fn put(&mut self, value: &str) {
        let delimiters = self.sheet.delimiters;
        let cuts = |character: &char| character.is_control() || u8::try_from(*character).is_ok_and(|byte| delimiters.cuts(byte));
        if let Some(character) = value.chars().find(cuts) {
            let problem = Unwritable::Character { segment: self.id, element: self.number, character };
            self.sheet.problem.get_or_insert(problem);
        }
        self.sheet.bytes.extend_from_slice(value.as_bytes());
    }
}
