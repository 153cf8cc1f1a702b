//! A JSON document and the resources in it.

use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};
use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Known;
use super::resource::Text;
use crate::context::Limits;
use crate::file_problem::{Encoding, FileProblem};
use crate::json::{self, Places};
use crate::lines::Line;
use crate::position::{Position, RawText};
use crate::rejection::{Rejection, RejectionCode};

/// A document that is being read.
pub(crate) struct Document {
    text: String,
    /// What a resource of this document is called from within it (`fullUrl`), and its own key.
    pub(super) keys: HashMap<String, String>,
    /// The forms of wrappers, by the pointer of the wrapper.
    pub(super) wrapped_forms: HashMap<String, Arc<Known>>,
}

/// A resource of a document.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) resource: String,
    pub(crate) position: Position,
    pub(crate) full_url: Option<String>,
    /// The pointer of the wrapper it stands in.
    pub(crate) wrapper: Option<String>,
    range: Range<usize>,
}

impl Document {
    /// The JSON of a part.
    pub(crate) fn json(&self, part: &Part) -> &str {
        self.text.get(part.range.clone()).unwrap_or_default()
    }

    /// The key of the resource that a reference names: its id where this document has it, else the end of the reference.
    pub(super) fn key_of(&self, reference: &str) -> String {
        let own = self.keys.get(reference).cloned();
        own.unwrap_or_else(|| reference.rsplit(['/', ':']).next().unwrap_or(reference).to_owned())
    }

    /// The same, to keep.
    pub(crate) fn raw(&self, part: &Part) -> RawText {
        RawText::new(self.json(part))
    }
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(rename = "resourceType", default)]
    resource_type: Option<Text>,
    #[serde(borrow, default)]
    entry: Option<Vec<&'a RawValue>>,
    #[serde(borrow, default)]
    questionnaire: Option<&'a RawValue>,
    #[serde(borrow, default)]
    response: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Entry<'a> {
    #[serde(rename = "fullUrl", borrow, default)]
    full_url: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    resource: Option<&'a RawValue>,
}

/// Only the id, for references within a Bundle.
#[derive(Deserialize)]
struct Identity {
    #[serde(default)]
    id: Option<Text>,
}

/// Opens a line. The flag of an error tells whether the line ends too early.
pub(super) fn open_line(line: Line, start: Position, limits: &Limits) -> Result<Opened, (Rejection, bool)> {
    let refuse = |text: &[u8], code, cut| Err((Rejection { position: start.clone(), code, raw: RawText::from_bytes(text) }, cut));
    if line.too_long {
        return refuse(&line.text[..line.text.len().min(1000)], RejectionCode::TooLarge { limit: limits.row_bytes as u64 }, false);
    }
    if let Err(code) = json::checked(&line.text, limits.depth) {
        return refuse(&line.text, code, false);
    }
    match String::from_utf8(line.text).map(|text| open_text(text, &start)) {
        Ok(Ok(opened)) => Ok(opened),
        Ok(Err((text, None))) => refuse(text.as_bytes(), RejectionCode::NotAResource, false),
        Ok(Err((text, Some(error)))) => refuse(text.as_bytes(), RejectionCode::NotJson { column: error.column() as u64 }, error.is_eof()),
        Err(error) => refuse(error.as_bytes(), RejectionCode::WrongEncoding { encoding: Encoding::Utf8.code() }, false),
    }
}

/// Opens a file that is one document.
pub(super) fn open_file(bytes: Vec<u8>, start: Position, limits: &Limits) -> Result<Opened, FileProblem> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(FileProblem::Empty);
    }
    let length = bytes.len() as u64;
    let text = String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = start.line + before.iter().filter(|byte| **byte == b'\n').count() as u64;
        FileProblem::WrongEncoding { found: Encoding::Windows1252, expected: Encoding::Utf8, line }
    })?;
    if json::is_deeper_than(text.as_bytes(), limits.depth) {
        return Err(FileProblem::TooDeep { line: start.line, limit: limits.depth as u64 });
    }
    open_text(text, &start).map_err(|(_, error)| match error {
        None => FileProblem::NotFhir,
        Some(error) => {
            let line = start.line + (error.line() as u64).saturating_sub(1);
            if error.is_eof() {
                FileProblem::Truncated { line, byte: start.byte + length }
            } else {
                FileProblem::NotJson { line, column: error.column() as u64 }
            }
        }
    })
}

/// A document with its resources, in the order in which they should be read.
pub(super) type Opened = (Document, VecDeque<Part>);

/// Opens a text of JSON. It comes back where there is no resource in it, with the reason where it is no JSON.
pub(super) fn open_text(text: String, start: &Position) -> Result<Opened, (String, Option<serde_json::Error>)> {
    match parts_of(&text, start) {
        Ok(Some((keys, parts))) => Ok((Document { text, keys, wrapped_forms: HashMap::new() }, parts)),
        Ok(None) => Err((text, None)),
        Err(error) => Err((text, Some(error))),
    }
}

type Parts = (HashMap<String, String>, VecDeque<Part>);

/// Finds the resources of a document: itself, the entries of a Bundle, the members of a list, the two of a wrapper. `None` when there is none.
fn parts_of(text: &str, start: &Position) -> Result<Option<Parts>, serde_json::Error> {
    let mut finding = Finding { places: Places::new(text, start.clone()), keys: HashMap::new(), parts: Vec::new(), has_resource: false };
    let root = text.trim();
    if root.starts_with('[') {
        let members: Vec<&RawValue> = serde_json::from_str(text)?;
        for (place, member) in members.into_iter().enumerate() {
            finding.value(member.get(), &format!("/{place}"), None);
        }
    } else if let Err(error) = serde_json::from_str::<Envelope<'_>>(text).map(|envelope| finding.found(root, envelope, "", None)) {
        return if error.is_data() { Ok(None) } else { Err(error) };
    }
    if !finding.has_resource {
        return Ok(None);
    }
    // Forms before patients before answers; the sort keeps the order of the file within each.
    finding.parts.sort_by_key(|part| match part.resource.as_str() {
        "Questionnaire" => 0,
        "Patient" => 1,
        "QuestionnaireResponse" => 2,
        _ => 3,
    });
    Ok(Some((finding.keys, finding.parts.into())))
}

struct Finding<'a> {
    places: Places<'a>,
    keys: HashMap<String, String>,
    parts: Vec<Part>,
    has_resource: bool,
}

impl Finding<'_> {
    /// Adds what stands in a value. A value that is no resource is added without a name, to be refused with its place.
    fn value(&mut self, value: &str, pointer: &str, full_url: Option<String>) {
        if let Ok(envelope) = serde_json::from_str::<Envelope<'_>>(value) {
            self.found(value, envelope, pointer, full_url);
        } else {
            let (position, range) = self.places.of(value, pointer);
            self.parts.push(Part { resource: String::new(), position, full_url, wrapper: None, range });
        }
    }

    fn found(&mut self, value: &str, envelope: Envelope<'_>, pointer: &str, full_url: Option<String>) {
        let (position, range) = self.places.of(value, pointer);
        let resource = envelope.resource_type.map(|name| name.0).unwrap_or_default();
        self.has_resource |= !resource.is_empty();
        match (resource.as_str(), envelope.entry, envelope.questionnaire, envelope.response) {
            ("Bundle", entries, ..) => self.entries(&entries.unwrap_or_default(), pointer),
            ("", _, Some(questionnaire), Some(response)) => {
                let wrapper = Some(pointer.to_owned());
                let mut inner = [("questionnaire", questionnaire), ("response", response)];
                inner.sort_by_key(|(_, value)| value.get().as_ptr() as usize);
                for (name, value) in inner {
                    let before = self.parts.len();
                    self.value(value.get(), &format!("{pointer}/{name}"), None);
                    self.parts[before..].iter_mut().for_each(|part| part.wrapper.clone_from(&wrapper));
                }
            }
            _ => {
                if let (Some(full_url), Ok(Identity { id: Some(id) })) = (&full_url, serde_json::from_str(value)) {
                    self.keys.insert(full_url.clone(), id.0);
                }
                self.parts.push(Part { resource, position, full_url, wrapper: None, range });
            }
        }
    }

    fn entries(&mut self, entries: &[&RawValue], pointer: &str) {
        for (place, entry) in entries.iter().enumerate() {
            let pointer = format!("{pointer}/entry/{place}");
            if let Ok(Entry { full_url, resource: Some(resource) }) = serde_json::from_str::<Entry<'_>>(entry.get()) {
                self.value(resource.get(), &format!("{pointer}/resource"), full_url.map(Cow::into_owned));
            } else {
                let (position, range) = self.places.of(entry.get(), &pointer);
                self.parts.push(Part { resource: String::new(), position, full_url: None, wrapper: None, range });
            }
        }
    }
}
