//! FHIR R4: JSON resources, Bundles and NDJSON.
//!
//! A file of lines is read line by line; anything else is one document, kept whole while its parts are read. A wrapper object that holds a
//! `questionnaire` and a `response`, as published test cases do, is unwrapped. Within a document, Questionnaires are read first, then Patients,
//! so that answers find their form and their patient; across lines and files the order is that of the sender, and [`Questionnaires`] carries
//! what was learnt from one to the next.

mod answers;
pub(crate) mod codes;
mod definition;
mod document;
pub(crate) mod form;
mod identify;
pub mod measures;
mod observation;
mod patient;
pub(crate) mod resource;
mod response;
mod scoring;
mod take;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::io::Read;
use std::sync::Arc;

use instruments::Definition;

use crate::context::Context;
use crate::feed::{Feed, Piece};
use crate::file_problem::FileProblem;
use crate::position::Position;
use crate::reading::{NoteCode, Reading};
use crate::rejection::{Rejection, RejectionCode};
use document::{Document, Part};
use form::Form;
pub(crate) use identify::Index;
pub(crate) use scoring::{FhirScorer, Scored};

/// Reads FHIR.
///
/// ```
/// use instruments::Library;
/// use interchange::{Context, Reading, fhir};
/// use vocabulary::ZoneName;
///
/// let context = Context::new(Library::shipped()?, "2026-11-23".parse()?, ZoneName::utc());
/// let total = br#"{"resourceType":"Observation","status":"final","subject":{"reference":"Patient/7"},
///   "code":{"coding":[{"code":"44261-6"}]},"effectiveDateTime":"2026-11-02","valueInteger":12}"#;
/// let mut known = fhir::Questionnaires::default();
/// let readings: Vec<_> = fhir::read(total.as_slice(), &mut known, &context).collect::<Result<_, _>>()?;
/// assert!(matches!(readings.as_slice(), [Reading::Record(_)]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read<'a, R: Read>(source: R, known: &'a mut Questionnaires, context: &'a Context) -> Reader<'a, R> {
    let (feed, index) = (Feed::new(source, context.limits), Index::of(&context.library));
    Reader { feed, context, known, index, document: None, parts: VecDeque::new(), ready: VecDeque::new() }
}

/// The forms that were seen, by everything responses may call them. Kept from file to file of one import.
#[derive(Clone, Debug, Default)]
pub struct Questionnaires {
    by_name: HashMap<String, Arc<Known>>,
    imported: BTreeSet<String>,
}

/// A form with the instrument it was found to be.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) form: Form,
    pub(crate) instrument: Result<Arc<Definition>, RejectionCode>,
    /// What every response to it should say.
    pub(crate) notes: Vec<NoteCode>,
}

/// More forms than any practice uses; beyond that the oldest knowledge stays and new forms are read without being remembered.
const FORMS_KEPT: usize = 10_000;

impl Questionnaires {
    /// How many names of forms are known.
    pub fn len(&self) -> usize {
        self.by_name.len()
    }

    /// True when no form was seen.
    pub fn is_empty(&self) -> bool {
        self.by_name.is_empty()
    }

    fn get(&self, canonical: &str) -> Option<&Arc<Known>> {
        let plain = canonical.split('|').next().unwrap_or(canonical);
        self.by_name.get(plain).or_else(|| self.by_name.get(&form::canonical_ending(plain)))
    }

    fn learn(&mut self, name: Option<&str>, known: &Arc<Known>) {
        if let Some(name) = name.filter(|_| self.by_name.len() < FORMS_KEPT) {
            self.by_name.insert(name.split('|').next().unwrap_or(name).to_owned(), Arc::clone(known));
        }
    }
}

/// Hands out what stands in a FHIR file. Ends after the first [`FileProblem`].
pub struct Reader<'a, R> {
    feed: Feed<R>,
    context: &'a Context,
    known: &'a mut Questionnaires,
    index: Index,
    document: Option<Document>,
    parts: VecDeque<Part>,
    ready: VecDeque<Reading>,
}

impl<R: Read> Iterator for Reader<'_, R> {
    type Item = Result<Reading, FileProblem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(reading) = self.ready.pop_front() {
                return Some(Ok(reading));
            }
            if let (Some(part), Some(document)) = (self.parts.pop_front(), self.document.as_mut()) {
                take::Taking { context: self.context, known: self.known, index: &self.index, document, ready: &mut self.ready }.part(&part);
                continue;
            }
            match self.open_next() {
                Ok(true) => {}
                Ok(false) => return None,
                Err(problem) => {
                    self.feed.stop();
                    return Some(Err(problem));
                }
            }
        }
    }
}

impl<R: Read> Reader<'_, R> {
    /// Opens the next piece of the file; false at the end.
    fn open_next(&mut self) -> Result<bool, FileProblem> {
        let opened = match self.feed.next()? {
            None => return Ok(false),
            Some(Piece::Document { bytes, start }) => document::open_file(bytes, start, &self.context.limits)?,
            Some(Piece::Line(line)) => {
                let is_cut = !line.ended;
                let start = Position::at_line(line.number, line.byte);
                match document::open_line(line, start, &self.context.limits) {
                    Ok(opened) => opened,
                    Err((rejection, true)) if is_cut => {
                        return Err(FileProblem::Truncated { line: rejection.position.line, byte: rejection.position.byte });
                    }
                    Err((rejection, _)) => {
                        self.ready.push_back(Reading::Rejected(rejection));
                        return Ok(true);
                    }
                }
            }
        };
        (self.document, self.parts) = (Some(opened.0), opened.1);
        Ok(true)
    }
}

/// A part of a document that cannot be taken.
pub(crate) fn rejected(document: &Document, part: &Part, code: RejectionCode) -> Reading {
    Reading::Rejected(Rejection { position: part.position.clone(), code, raw: document.raw(part) })
}
