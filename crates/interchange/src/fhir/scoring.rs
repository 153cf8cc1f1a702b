//! FHIR answers for scoring: what can be understood is scored, and everything odd is named beside it.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use instruments::{Definition, PersonFacts, Responses};
use vocabulary::{Day, Sex};

use super::document::{self, Document, Part};
use super::observation::Found;
use super::resource::{Observation, Reference, Text};
use super::take::Taking;
use super::{Index, Questionnaires, observation};
use crate::context::Context;
use crate::position::Position;
use crate::reading::{NoteCode, Reading};
use crate::record::{Content, GivenTotal};
use crate::rejection::RejectionCode;
use crate::when;

/// Answers or totals that are ready to be scored.
#[derive(Debug, Default)]
pub(crate) struct Scored {
    pub(crate) id: Option<String>,
    pub(crate) position: Position,
    pub(crate) definition: Option<Arc<Definition>>,
    pub(crate) responses: Responses,
    pub(crate) totals: Vec<GivenTotal>,
    pub(crate) person: PersonFacts,
    pub(crate) notes: Vec<NoteCode>,
    pub(crate) problems: Vec<RejectionCode>,
}

/// Keeps what was learnt from line to line: forms, and who the patients are.
pub(crate) struct FhirScorer<'a> {
    context: &'a Context,
    index: Index,
    known: Questionnaires,
    people: HashMap<String, (Option<Sex>, Day)>,
}

/// More people than a file to score needs to know by sex and age; the others are scored without.
const PEOPLE_KEPT: usize = 100_000;

impl<'a> FhirScorer<'a> {
    /// Scores by this library.
    pub(crate) fn new(context: &'a Context) -> Self {
        Self { context, index: Index::of(&context.library), known: Questionnaires::default(), people: HashMap::new() }
    }

    /// Everything in a document that can be scored, or that should have been; `None` when the text holds no resource.
    pub(crate) fn document(&mut self, text: String, start: &Position) -> Option<Vec<Scored>> {
        let (mut document, parts) = document::open_text(text, start).ok()?;
        let mut scored = Vec::new();
        for part in parts {
            match part.resource.as_str() {
                "QuestionnaireResponse" => self.response(&mut document, &part, &mut scored),
                "Observation" => self.observation(&document, &part, &mut scored),
                _ => self.other(&mut document, &part, &mut scored),
            }
        }
        Some(scored)
    }

    fn taking<'b>(&'b mut self, document: &'b mut Document, ready: &'b mut VecDeque<Reading>) -> Taking<'b> {
        Taking { context: self.context, known: &mut self.known, index: &self.index, document, ready }
    }

    fn response(&mut self, document: &mut Document, part: &Part, scored: &mut Vec<Scored>) {
        let mut ready = VecDeque::new();
        let taken = match self.taking(document, &mut ready).understand(part) {
            Ok(taken) => taken,
            Err(code) => {
                scored.push(Scored { position: part.position.clone(), problems: vec![code], ..Scored::default() });
                return;
            }
        };
        let authored = Text::of(taken.response.authored.as_ref()).and_then(|text| when::read(text, &self.context.zone));
        let person = self.person(document, taken.response.subject.as_ref(), authored.map(|when| when.day));
        for understood in taken.understood {
            scored.push(Scored {
                id: taken.id.clone(),
                position: part.position.clone(),
                definition: Some(understood.definition),
                responses: understood.responses,
                totals: understood.totals,
                person,
                notes: understood.notes,
                problems: understood.problems,
            });
        }
    }

    fn observation(&self, document: &Document, part: &Part, scored: &mut Vec<Scored>) {
        let position = part.position.clone();
        let given: Observation = match Taking::parse(document, part) {
            Ok(given) => given,
            Err(code) => {
                scored.push(Scored { position, problems: vec![code], ..Scored::default() });
                return;
            }
        };
        let id = Text::of(given.id.as_ref()).map(str::to_owned);
        match observation::read(&given, &self.index) {
            // Items of a panel: their total is another Observation.
            Ok(Found::NotATotal { .. }) => {}
            Ok(Found::Total { definition, scale, value }) => {
                let day = Text::of(given.effective_date_time.as_ref()).and_then(|text| when::read(text, &self.context.zone));
                let person = self.person(document, given.subject.as_ref(), day.map(|when| when.day));
                let totals = vec![GivenTotal { scale: definition.scales[scale].id.to_string(), value }];
                scored.push(Scored { id, position, definition: Some(definition), totals, person, ..Scored::default() });
            }
            Err(code) => scored.push(Scored { id, position, problems: vec![code], ..Scored::default() }),
        }
    }

    /// Forms and patients are learnt; what cannot be read is named.
    fn other(&mut self, document: &mut Document, part: &Part, scored: &mut Vec<Scored>) {
        let mut ready = VecDeque::new();
        self.taking(document, &mut ready).part(part);
        for reading in ready {
            match reading {
                Reading::Record(record) => {
                    if let (Some(key), Content::Patient(patient)) = (record.external_key, record.content)
                        && self.people.len() < PEOPLE_KEPT
                    {
                        self.people.insert(key, (patient.patient.sex, patient.patient.birth_day));
                    }
                }
                // A patient without a name is still scored; only parts that are no resource at all are worth a line.
                Reading::Rejected(rejection) if part.resource.is_empty() || part.resource == "Questionnaire" => {
                    scored.push(Scored { position: rejection.position, problems: vec![rejection.code], ..Scored::default() });
                }
                Reading::Rejected(_) | Reading::Note(_) => {}
            }
        }
    }

    fn person(&self, document: &Document, subject: Option<&Reference>, day: Option<Day>) -> PersonFacts {
        let reference = subject.and_then(|subject| Text::of(subject.reference.as_ref()));
        let known = reference.and_then(|reference| self.people.get(&document.key_of(reference)));
        let age = |(_, birth): &(Option<Sex>, Day)| day.unwrap_or(self.context.today).age_since(*birth);
        PersonFacts { sex: known.and_then(|(sex, _)| *sex), age: known.map(age) }
    }
}
