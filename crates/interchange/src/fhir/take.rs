//! From one resource to what is handed out.

use std::collections::VecDeque;
use std::sync::Arc;

use care::CareProblem;
use instruments::definition::Definition;
use instruments::{Completion, Mode, Origin};
use serde::Deserialize;
use vocabulary::{Day, Instant, Language};

use super::codes::system;
use super::definition::{self, imported_id};
use super::document::{Document, Part};
use super::form::{Form, canonical_ending};
use super::observation::{self, Found};
use super::resource::{Extension, Observation, Patient, Questionnaire, QuestionnaireResponse, Reference, Text};
use super::response::{Understood, understand};
use super::{Index, Known, Questionnaires, patient, rejected};
use crate::completion::completion_of;
use crate::context::Context;
use crate::json;
use crate::reading::{Note, NoteCode, Reading};
use crate::record::{AdministrationRecord, Content, GivenTotal, ImportRecord, PatientKey};
use crate::rejection::RejectionCode;
use crate::short::short;
use crate::when;

/// What is needed to take one resource.
pub(crate) struct Taking<'a> {
    pub(super) context: &'a Context,
    pub(super) known: &'a mut Questionnaires,
    pub(super) index: &'a Index,
    pub(super) document: &'a mut Document,
    pub(super) ready: &'a mut VecDeque<Reading>,
}

/// The administrations of one response, before they are refused or handed out.
pub(crate) struct Taken {
    pub(crate) id: Option<String>,
    pub(crate) understood: Vec<Understood>,
    pub(crate) response: QuestionnaireResponse,
}

impl Taking<'_> {
    /// Takes a resource and hands out what is in it.
    pub(crate) fn part(&mut self, part: &Part) {
        let outcome = match part.resource.as_str() {
            "Questionnaire" => self.questionnaire(part),
            "Patient" => self.patient(part),
            "QuestionnaireResponse" => self.response(part),
            "Observation" => self.observation(part),
            "" => Err(RejectionCode::NotAResource),
            other => {
                self.note(part, NoteCode::ResourceLeftOut { resource: short(other) });
                Ok(())
            }
        };
        if let Err(code) = outcome {
            self.ready.push_back(rejected(self.document, part, code));
        }
    }

    pub(super) fn parse<'d, T: Deserialize<'d>>(document: &'d Document, part: &Part) -> Result<T, RejectionCode> {
        if json::holds_zero(document.json(part)) {
            return Err(RejectionCode::ZeroByte);
        }
        serde_json::from_str(document.json(part)).map_err(|_| RejectionCode::WrongShape { resource: short(&part.resource) })
    }

    fn note(&mut self, part: &Part, code: NoteCode) {
        self.ready.push_back(Reading::Note(Note { position: part.position.clone(), code }));
    }

    fn record(&mut self, part: &Part, external_key: Option<String>, notes: Vec<NoteCode>, content: Content) {
        let (position, raw) = (part.position.clone(), self.document.raw(part));
        self.ready.push_back(Reading::Record(ImportRecord { external_key, position, raw, notes, content }));
    }

    fn patient(&mut self, part: &Part) -> Result<(), RejectionCode> {
        let given: Patient = Self::parse(self.document, part)?;
        let key = own_key(given.id.as_ref(), part);
        let record = patient::read(&given, key.as_deref(), self.context.today)?;
        self.record(part, key, Vec::new(), Content::Patient(record));
        Ok(())
    }

    fn questionnaire(&mut self, part: &Part) -> Result<(), RejectionCode> {
        let given: Questionnaire = Self::parse(self.document, part)?;
        let known = Arc::new(self.learn(&given, part));
        for name in [Text::of(given.url.as_ref()), Text::of(given.id.as_ref()), part.full_url.as_deref()] {
            self.known.learn(name, &known);
        }
        if let Some(wrapper) = &part.wrapper {
            self.document.wrapped_forms.insert(wrapper.clone(), Arc::clone(&known));
        }
        match &known.instrument {
            Ok(definition) if definition.origin == Origin::Library => {
                self.note(part, NoteCode::QuestionnaireRecognized { instrument: definition.id.to_string() });
            }
            Ok(_) => {}
            Err(code) => return Err(code.clone()),
        }
        for what in &known.form.malformed {
            self.note(part, NoteCode::MalformedPart { part: (*what).to_owned() });
        }
        Ok(())
    }

    /// Finds out which instrument a Questionnaire is. A new one is handed out as a definition, once.
    fn learn(&mut self, given: &Questionnaire, part: &Part) -> Known {
        let form = Form::of_questionnaire(given);
        match self.index.identify(&form) {
            Ok(Some(found)) => {
                return Known { form, instrument: Ok(found.definition), notes: found.note.into_iter().collect() };
            }
            Ok(None) => {}
            Err(code) => return Known { form, instrument: Err(code), notes: Vec::new() },
        }
        match definition::import(given, &form) {
            Ok(imported) => {
                let definition = Arc::clone(&imported.record.definition);
                let identity = format!("{}|{}", definition.id, definition.version);
                let is_stored = self.context.library.get(&definition.id).is_some_and(|stored| stored.version == definition.version);
                if !is_stored && self.known.imported.insert(identity) {
                    self.record(part, Some(definition.id.to_string()), imported.notes.clone(), Content::Definition(imported.record));
                }
                let keep = |note: &NoteCode| !matches!(note, NoteCode::ItemLeftOut { .. } | NoteCode::InstrumentImported { .. });
                Known { form, instrument: Ok(definition), notes: imported.notes.into_iter().filter(keep).collect() }
            }
            Err(code) => Known { form, instrument: Err(code), notes: Vec::new() },
        }
    }

    fn response(&mut self, part: &Part) -> Result<(), RejectionCode> {
        let taken = self.understand(part)?;
        let given = &taken.response;
        let status = Text::of(given.status.as_ref()).unwrap_or("completed");
        if !["completed", "amended", "in-progress", "stopped"].contains(&status) {
            return Err(RejectionCode::Status { status: short(status) });
        }
        let when = self.when(given)?;
        let declared = extension_code(&given.extension, "completion").and_then(|code| code.parse::<Completion>().ok());
        let mut contents = Vec::new();
        for (place, understood) in taken.understood.into_iter().enumerate() {
            let Understood { definition, responses, totals, mut notes, problems } = understood;
            if let Some(problem) = problems.into_iter().next() {
                return Err(problem);
            }
            if responses.is_empty() && totals.is_empty() && declared != Some(Completion::Declined) {
                return Err(RejectionCode::NoAnswers);
            }
            if status == "in-progress" {
                notes.push(NoteCode::InProgress);
            }
            let external_key = taken.id.as_ref().map(|id| {
                let key = format!("QuestionnaireResponse/{id}");
                if place == 0 { key } else { format!("{key}#{}", definition.id) }
            });
            let computed = completion_of(&definition, &responses);
            let record = AdministrationRecord {
                patient: self.patient_key(given.subject.as_ref()),
                episode: extension_text(&given.extension, "episode"),
                program: extension_text(&given.extension, "program").or_else(|| self.context.stated.program.clone()),
                phase: extension_code(&given.extension, "phase").and_then(|code| code.parse().ok()),
                mode: extension_code(&given.extension, "mode").and_then(|code| code.parse().ok()).unwrap_or(Mode::Import),
                respondent: extension_code(&given.extension, "respondent")
                    .and_then(|code| code.parse().ok())
                    .unwrap_or_else(|| usual_respondent(&definition)),
                language: Text::of(given.language.as_ref()).and_then(|tag| tag.parse::<Language>().ok()),
                started_at: extension_instant(&given.extension, "started"),
                finished_at: when.finished_at,
                day: when.day,
                day_from: when.finished_at.filter(|_| !when.is_stated),
                completion: declared.unwrap_or(computed),
                responses,
                totals,
                is_amended: status == "amended",
                derived_from: None,
                definition,
            };
            contents.push((external_key, notes, record));
        }
        for (external_key, notes, record) in contents {
            self.record(part, external_key, notes, Content::Administration(record));
        }
        Ok(())
    }

    /// Which instruments a response answers, and how.
    pub(crate) fn understand(&mut self, part: &Part) -> Result<Taken, RejectionCode> {
        let given: QuestionnaireResponse = Self::parse(self.document, part)?;
        let canonical = Text::of(given.questionnaire.as_ref());
        let known = self.form_of(&given, part);
        let (first, notes) = match &known {
            Some(known) => (known.instrument.clone()?, known.notes.clone()),
            None => self.instrument_of_answers(canonical, &given)?,
        };
        let mut understood = understand(first, known.as_ref().map(|known| &known.form), &given.item, self.index);
        understood[0].notes.splice(0..0, notes);
        let ours = canonical.and_then(|canonical| canonical.strip_prefix(system::OURS)?.split_once('|'));
        if let Some((_, version)) = ours.filter(|(_, version)| **version != *understood[0].definition.version) {
            let (instrument, ours) = (understood[0].definition.id.to_string(), understood[0].definition.version.to_string());
            understood[0].notes.push(NoteCode::VersionDiffers { instrument, given: short(version), ours });
        }
        Ok(Taken { id: own_key(given.id.as_ref(), part), understood, response: given })
    }

    /// The form a response answers: that of its wrapper, its own contained one, or one that was seen before.
    fn form_of(&mut self, given: &QuestionnaireResponse, part: &Part) -> Option<Arc<Known>> {
        if let Some(known) = part.wrapper.as_ref().and_then(|wrapper| self.document.wrapped_forms.get(wrapper)) {
            return Some(Arc::clone(known));
        }
        for raw in &given.contained {
            #[derive(Deserialize)]
            struct Kind {
                #[serde(rename = "resourceType")]
                name: Option<String>,
            }
            let is_form = serde_json::from_str::<Kind>(raw.get()).is_ok_and(|kind| kind.name.as_deref() == Some("Questionnaire"));
            if let Some(form) = is_form.then(|| serde_json::from_str::<Questionnaire>(raw.get()).ok()).flatten() {
                return Some(Arc::new(self.learn(&form, part)));
            }
        }
        let canonical = Text::of(given.questionnaire.as_ref())?;
        let full_url = self.document.keys.get(canonical).map(String::as_str);
        self.known.get(canonical).or_else(|| self.known.get(full_url?)).cloned()
    }

    /// The instrument of a response whose form is not at hand.
    fn instrument_of_answers(
        &self,
        canonical: Option<&str>,
        given: &QuestionnaireResponse,
    ) -> Result<(Arc<Definition>, Vec<NoteCode>), RejectionCode> {
        let ending = canonical.map(canonical_ending);
        let ours = canonical.filter(|canonical| canonical.starts_with(system::OURS)).and(ending.as_deref());
        if let Some(definition) = ours.and_then(|id| self.context.library.get(id)) {
            return Ok((Arc::clone(definition), Vec::new()));
        }
        if let Some(found) = self.index.identify(&Form::of_answers(canonical, &given.item))? {
            return Ok((found.definition, found.note.into_iter().collect()));
        }
        let imported = ending.as_deref().and_then(|name| self.context.library.get(&imported_id(name)));
        let unknown = || RejectionCode::InstrumentUnknown { name: short(ending.as_deref().unwrap_or_default()) };
        imported.map(|definition| (Arc::clone(definition), Vec::new())).ok_or_else(unknown)
    }

    fn observation(&mut self, part: &Part) -> Result<(), RejectionCode> {
        let given: Observation = Self::parse(self.document, part)?;
        let (definition, scale, value) = match observation::read(&given, self.index)? {
            Found::Total { definition, scale, value } => (definition, scale, value),
            Found::NotATotal { code } => {
                self.note(part, NoteCode::ObservationLeftOut { code: short(&code) });
                return Ok(());
            }
        };
        let period = given.effective_period.as_ref();
        let effective = [&given.effective_date_time, &given.effective_instant].map(|each| Text::of(each.as_ref()));
        let end = period.and_then(|period| Text::of(period.end.as_ref()).or(Text::of(period.start.as_ref())));
        let when = self.when_of(effective[0].or(effective[1]).or(end), &given.extension)?;
        let derived_from = given.derived_from.iter().filter_map(|each| Text::of(each.reference.as_ref())).find_map(|reference| {
            let id = self.document.keys.get(reference).cloned();
            let key = id.map(|id| format!("QuestionnaireResponse/{id}"));
            key.or_else(|| reference.rfind("QuestionnaireResponse/").map(|start| reference[start..].to_owned()))
        });
        let record = AdministrationRecord {
            patient: self.patient_key(given.subject.as_ref()),
            episode: None,
            program: self.context.stated.program.clone(),
            phase: None,
            mode: Mode::Import,
            respondent: usual_respondent(&definition),
            language: None,
            started_at: None,
            finished_at: when.finished_at,
            day: when.day,
            day_from: when.finished_at.filter(|_| !when.is_stated),
            completion: Completion::TotalsOnly,
            responses: instruments::Responses::new(),
            totals: vec![GivenTotal { scale: definition.scales[scale].id.to_string(), value }],
            is_amended: Text::of(given.status.as_ref()).is_some_and(|status| ["amended", "corrected"].contains(&status)),
            derived_from,
            definition,
        };
        let key = own_key(given.id.as_ref(), part).map(|id| format!("Observation/{id}"));
        self.record(part, key, Vec::new(), Content::Administration(record));
        Ok(())
    }

    fn when(&self, given: &QuestionnaireResponse) -> Result<Occasion, RejectionCode> {
        self.when_of(Text::of(given.authored.as_ref()), &given.extension)
    }

    /// The day of an administration: the one that was stated for the file, else the file's own, which must not lie in the future.
    fn when_of(&self, text: Option<&str>, extensions: &[Extension]) -> Result<Occasion, RejectionCode> {
        let not_a_day = || RejectionCode::NotADay { field: "day", expected: "year-month-day".to_owned() };
        let when = text.map(|text| when::read(text, &self.context.zone).ok_or_else(not_a_day)).transpose()?;
        let own = extension_date(extensions, "day");
        let finished_at = when.and_then(|when| when.instant);
        let day = self.context.stated.day.or(own).or(when.map(|when| when.day)).ok_or(RejectionCode::Missing { field: "day" })?;
        if day > self.context.today {
            return Err(CareProblem::Future { what: "administration", day, today: self.context.today }.into());
        }
        let is_stated = self.context.stated.day.is_some() || own.is_some() || finished_at.is_none();
        Ok(Occasion { day, is_stated, finished_at: finished_at.filter(|_| self.context.stated.day.is_none()) })
    }

    /// How the resource names its patient; without a subject, whom the importer stated.
    fn patient_key(&self, subject: Option<&Reference>) -> Option<PatientKey> {
        let reference = subject.and_then(|subject| Text::of(subject.reference.as_ref()));
        let source = reference.map(|reference| self.document.key_of(reference));
        let number = || Text::of(subject?.identifier.as_ref()?.value.as_ref()).map(str::to_owned);
        let stated = || self.context.stated.patient.clone();
        source.map(PatientKey::Source).or_else(|| number().or_else(stated).map(PatientKey::RecordNumber))
    }
}

/// When an administration happened.
struct Occasion {
    day: Day,
    is_stated: bool,
    finished_at: Option<Instant>,
}

fn usual_respondent(definition: &Definition) -> instruments::Respondent {
    definition.respondents.first().copied().unwrap_or(instruments::Respondent::Patient)
}

/// The key of a resource: its id, else the end of the url it has in its Bundle.
fn own_key(id: Option<&Text>, part: &Part) -> Option<String> {
    let from_url = || part.full_url.as_deref().and_then(|url| url.rsplit(['/', ':']).next());
    Text::of(id).or_else(from_url).map(str::to_owned)
}

fn own_extension<'a>(extensions: &'a [Extension], name: &str) -> Option<&'a Extension> {
    extensions.iter().find(|extension| extension.url.strip_prefix(system::OURS) == Some(name))
}

fn extension_code<'a>(extensions: &'a [Extension], name: &str) -> Option<&'a str> {
    Text::of(own_extension(extensions, name)?.value_code.as_ref())
}

fn extension_text(extensions: &[Extension], name: &str) -> Option<String> {
    Text::of(own_extension(extensions, name)?.value_string.as_ref()).map(str::to_owned)
}

fn extension_date(extensions: &[Extension], name: &str) -> Option<Day> {
    Text::of(own_extension(extensions, name)?.value_date.as_ref())?.parse().ok()
}

fn extension_instant(extensions: &[Extension], name: &str) -> Option<Instant> {
    Text::of(own_extension(extensions, name)?.value_date_time.as_ref())?.parse().ok()
}
