//! Administrations from the values of a row, or of several rows where each holds one item.

use std::collections::BTreeMap;
use std::sync::Arc;

use care::CareProblem;
use instruments::{Answer, Completion, Definition, Library, Mode, Phase, Respondent, Responses};
use vocabulary::{Day, Instant, Language};

use super::care_records::{Found, codes, patient_key, program_code};
use super::field::Field;
use super::mapping::{Answers, Mapping, Measure};
use super::rows::Row;
use super::source::Source;
use super::values::{Columns, Values};
use crate::completion::completion_of;
use crate::position::{Position, RawText};
use crate::reading::{NoteCode, Reading};
use crate::record::{AdministrationRecord, Content, GivenTotal, ImportRecord, PatientKey};
use crate::rejection::{Rejection, RejectionCode};
use crate::short::short;
use crate::when;

/// How answers and totals are taken from the rows of one file.
pub(super) enum Plan {
    /// All of an administration in one row.
    Wide(WidePlan),
    /// One item a row.
    Long(LongPlan),
}

/// Where the instrument comes from.
enum Instrument {
    Fixed(Arc<Definition>),
    /// Named by the field `instrument`, by id.
    ByColumn(BTreeMap<String, Arc<Definition>>),
}

pub(super) struct WidePlan {
    instrument: Instrument,
    /// Item key and column.
    items: Vec<(String, usize)>,
    totals: Vec<(String, Source, usize)>,
    item_codes: Option<String>,
}

pub(super) struct LongPlan {
    instrument: Instrument,
    item: usize,
    answer: usize,
    item_codes: Option<String>,
}

impl Plan {
    /// Finds instrument and columns. What is missing is noted in `columns`.
    pub(super) fn new(measure: &Measure, mapping: &Mapping, library: &Library, columns: &mut Columns<'_>) -> Self {
        let find = |id: &str| {
            let own = mapping.definitions.iter().map(|record| &record.definition).find(|definition| &*definition.id == id);
            library.get(id).or(own).cloned()
        };
        let instrument = if let Some(id) = &measure.instrument {
            find(id).map_or_else(
                || {
                    columns.misfits.push(format!("there is no instrument {}", short(id)));
                    Instrument::ByColumn(BTreeMap::new())
                },
                Instrument::Fixed,
            )
        } else {
            let own = mapping.definitions.iter().map(|record| &record.definition);
            Instrument::ByColumn(own.chain(library.iter()).map(|definition| (definition.id.to_string(), Arc::clone(definition))).collect())
        };
        let item_codes = measure.item_codes.clone();
        if let Answers::Long { item, answer } = &measure.answers {
            let item = columns.find(item, "administration.item");
            return Self::Long(LongPlan { instrument, item, answer: columns.find(answer, "administration.answer"), item_codes });
        }
        let fixed = if let Instrument::Fixed(definition) = &instrument { Some(definition) } else { None };
        let items = match &measure.answers {
            Answers::Wide(items) => explicit_items(items, fixed, columns),
            Answers::Pattern(pattern) => items_by_pattern(pattern, fixed, columns),
            Answers::None | Answers::Long { .. } => Vec::new(),
        };
        let mut totals = Vec::new();
        for (scale, source) in &measure.totals {
            if let Some(definition) = fixed.filter(|definition| scale_of(definition, scale).is_none()) {
                columns.misfits.push(format!("{} has no scale {}", definition.id, short(scale)));
            }
            let column = source.column().map_or(0, |column| columns.find(column, "administration.total"));
            totals.push((scale.clone(), source.clone(), column));
        }
        Self::Wide(WidePlan { instrument, items, totals, item_codes })
    }
}

fn explicit_items(items: &[(String, String)], fixed: Option<&Arc<Definition>>, columns: &mut Columns<'_>) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    for (item, column) in items {
        if let Some(definition) = fixed.filter(|definition| definition.item_by_key(item).is_none()) {
            columns.misfits.push(format!("{} has no item {}", definition.id, short(item)));
        }
        found.push((item.clone(), columns.find(column, &format!("administration.item {item}"))));
    }
    found
}

/// The columns that fit a pattern. Where the instrument is known, every item that has to be answered needs its column.
fn items_by_pattern(pattern: &str, fixed: Option<&Arc<Definition>>, columns: &mut Columns<'_>) -> Vec<(String, usize)> {
    let name_of = |item: &str| pattern.replace("{item}", item);
    if let Some(definition) = fixed {
        let mut found = Vec::new();
        for item in &definition.items {
            let (name, field) = (name_of(&item.id), format!("administration.item {}", item.id));
            let column =
                if item.scored && !item.optional { Some(columns.find(&name, &field)) } else { columns.find_if_there(&name, &field) };
            found.extend(column.map(|column| (item.id.to_string(), column)));
        }
        return found;
    }
    let (before, after) = pattern.split_once("{item}").unwrap_or((pattern, ""));
    let names = columns.names;
    let item_in = |name: &'_ str| Some(name.strip_prefix(before)?.strip_suffix(after)?.to_owned()).filter(|item| !item.is_empty());
    let found: Vec<String> = names.iter().filter_map(|name| item_in(name)).collect();
    if found.is_empty() {
        columns.missing.push(pattern.to_owned());
    }
    found.into_iter().map(|item| (item.clone(), columns.find(&name_of(&item), &format!("administration.item {item}")))).collect()
}

/// The place of a scale; an empty name is the main one.
fn scale_of(definition: &Definition, scale: &str) -> Option<usize> {
    if scale.is_empty() { definition.main_scale } else { definition.scale(scale) }
}

impl Instrument {
    fn of_row(&self, values: &mut Values<'_>) -> Result<Arc<Definition>, RejectionCode> {
        match self {
            Self::Fixed(definition) => Ok(Arc::clone(definition)),
            Self::ByColumn(known) => {
                let name = values.needed("instrument")?;
                let found = known.get(&name.to_ascii_lowercase());
                found.cloned().ok_or_else(|| RejectionCode::InstrumentUnknown { name: short(&name) })
            }
        }
    }
}

/// One answer, by the code list of the items.
fn answer_of(
    values: &mut Values<'_>,
    definition: &Definition,
    item: usize,
    text: &str,
    list: Option<&str>,
) -> Result<Answer, RejectionCode> {
    let id = || definition.items[item].id.to_string();
    let mapped = list.and_then(|list| values.by_list(list, text));
    let text = mapped.as_deref().unwrap_or(text);
    let set = definition.answers_of(item);
    match text {
        "refused" if set.refused => return Ok(Answer::Refused),
        "not_applicable" if set.not_applicable => return Ok(Answer::NotApplicable),
        "refused" | "not_applicable" => return Err(RejectionCode::AnswerNotOffered { item: id() }),
        _ => {}
    }
    let number = values.number(text).ok_or_else(|| RejectionCode::AnswerUnreadable { item: id() })?;
    let value = number.whole().and_then(|whole| i32::try_from(whole).ok()).filter(|value| set.offers(*value));
    value.map(Answer::Value).ok_or_else(|| RejectionCode::AnswerNotOffered { item: id() })
}

/// Reads an administration from one row. The inner `Err`: there is nothing of it in the row.
pub(super) fn wide(values: &mut Values<'_>, plan: &Plan) -> Result<Result<Found, NoteCode>, RejectionCode> {
    let Plan::Wide(plan) = plan else { return Err(RejectionCode::NoAnswers) };
    let definition = plan.instrument.of_row(values)?;
    let mut responses = Responses::new();
    for (key, column) in &plan.items {
        let Some(text) = values.present(*column) else { continue };
        let Some(item) = definition.item_by_key(key) else {
            return Err(RejectionCode::ItemUnknown { instrument: definition.id.to_string(), item: short(key) });
        };
        responses.set(&*definition.items[item].id, answer_of(values, &definition, item, text, plan.item_codes.as_deref())?);
    }
    let mut totals = Vec::new();
    for (scale, source, column) in &plan.totals {
        totals.extend(total(values, &definition, scale, source, *column)?);
    }
    // Beside answers a total is only compared: one that cannot be differs, and is flagged. Alone it would be the score.
    if let Some(place) = totals.iter().find_map(|total| out_of_range(&definition, total)).filter(|_| responses.is_empty()) {
        return Err(RejectionCode::TotalOutOfRange { scale: definition.scales[place].id.to_string() });
    }
    if responses.is_empty() && totals.is_empty() {
        return Ok(Err(NoteCode::NothingToRecord { instrument: definition.id.to_string() }));
    }
    let (mut record, key) = occasion(values, definition)?;
    record.completion = completion_of(&record.definition, &responses);
    record.responses = responses;
    record.totals = totals;
    Ok(Ok((Content::Administration(record), key, Vec::new())))
}

fn total(
    values: &mut Values<'_>,
    definition: &Definition,
    scale: &str,
    source: &Source,
    column: usize,
) -> Result<Option<GivenTotal>, RejectionCode> {
    let Some(text) = values.of_source(source, column).filter(|text| !text.is_empty()) else { return Ok(None) };
    let Some(place) = scale_of(definition, scale) else {
        return Err(RejectionCode::ScaleUnknown { instrument: definition.id.to_string(), scale: short(scale) });
    };
    let scale = &definition.scales[place];
    let id = || scale.id.to_string();
    let times = if let Source::Column { times, .. } = source { f64::from(*times) } else { 1.0 };
    let given = values.number(&text).ok_or_else(|| RejectionCode::TotalUnreadable { scale: id() })?;
    let value = vocabulary::Points::from_f64(given.to_f64() * times).map_err(|_| RejectionCode::TotalOutOfRange { scale: id() })?;
    Ok(Some(GivenTotal { scale: id(), value }))
}

/// The place of a total's scale, where the scale does not reach so far.
fn out_of_range(definition: &Definition, total: &GivenTotal) -> Option<usize> {
    let place = definition.scale(&total.scale)?;
    let scale = &definition.scales[place];
    (!(scale.minimum..=scale.maximum).contains(&total.value)).then_some(place)
}

pub(super) const ADMINISTRATION: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::optional("episode"),
    Field::optional("program"),
    Field::needed("instrument"),
    Field::needed("day"),
    Field::optional("phase"),
    Field::optional("mode"),
    Field::optional("respondent"),
    Field::optional("language"),
    Field::optional("started_at"),
    Field::optional("finished_at"),
];

/// Everything about an administration but its answers.
fn occasion(values: &mut Values<'_>, definition: Arc<Definition>) -> Result<(AdministrationRecord, Option<String>), RejectionCode> {
    let stated = values.context.stated.day;
    let day = stated.map_or_else(|| values.needed_day("day"), Ok)?;
    let day_from = if stated.is_none() { values.instant_of_day("day") } else { None };
    let today = values.context.today;
    if day > today {
        return Err(CareProblem::Future { what: "administration", day, today }.into());
    }
    let usual = definition.respondents.first().copied().unwrap_or(Respondent::Patient);
    let record = AdministrationRecord {
        patient: Some(patient_key(values)?),
        episode: values.text("episode"),
        program: program_code(values),
        phase: values.word("phase", codes!(Phase))?,
        mode: values.word("mode", codes!(Mode))?.unwrap_or(Mode::Import),
        respondent: values.word("respondent", codes!(Respondent))?.unwrap_or(usual),
        language: values.word::<Language>("language", "a tag such as en or es")?,
        started_at: instant(values, "started_at")?,
        finished_at: instant(values, "finished_at")?,
        day,
        day_from,
        completion: Completion::TotalsOnly,
        responses: Responses::new(),
        totals: Vec::new(),
        is_amended: false,
        derived_from: None,
        definition,
    };
    Ok((record, values.text("key")))
}

fn instant(values: &mut Values<'_>, field: &'static str) -> Result<Option<Instant>, RejectionCode> {
    let Some(text) = values.text(field).filter(|text| !text.is_empty()) else { return Ok(None) };
    let found = when::read(&text, &values.context.zone).and_then(|when| when.instant);
    found.map(Some).ok_or_else(|| RejectionCode::NotADay { field, expected: "2026-11-23T14:30:00Z".to_owned() })
}

/// An administration whose rows are still coming in.
pub(super) struct LongAdministration {
    identity: (Option<PatientKey>, Arc<str>, Day, Option<String>),
    record: AdministrationRecord,
    position: Position,
    raw: Vec<u8>,
    failed: Option<(Position, RejectionCode)>,
}

impl LongAdministration {
    /// Adds a row to the administration it belongs to. One that is complete, because the next begins, goes to `made`.
    pub(super) fn row(open: &mut Option<Self>, values: &mut Values<'_>, row: &Row, made: &mut Vec<Reading>) -> Result<(), RejectionCode> {
        let Some(Plan::Long(plan)) = &values.plan.measure else { return Err(RejectionCode::NoAnswers) };
        let definition = plan.instrument.of_row(values)?;
        let (record, key) = occasion(values, definition)?;
        let identity = (record.patient.clone(), Arc::clone(&record.definition.id), record.day, key);
        let continues = open.as_ref().is_some_and(|open| open.identity == identity);
        if !continues {
            made.extend(open.take().map(Self::finish));
        }
        let current = open.get_or_insert_with(|| Self { identity, record, position: row.position.clone(), raw: Vec::new(), failed: None });
        if !current.raw.is_empty() {
            current.raw.push(b'\n');
        }
        current.raw.extend_from_slice(&row.raw);
        if let Err(code) = current.item(values, plan) {
            current.failed.get_or_insert_with(|| (row.position.clone(), code));
        }
        Ok(())
    }

    fn item(&mut self, values: &mut Values<'_>, plan: &LongPlan) -> Result<(), RejectionCode> {
        let key = values.present(plan.item).ok_or(RejectionCode::Missing { field: "item" })?;
        let definition = Arc::clone(&self.record.definition);
        let Some(item) = definition.item_by_key(key) else {
            return Err(RejectionCode::ItemUnknown { instrument: definition.id.to_string(), item: short(key) });
        };
        let Some(text) = values.present(plan.answer) else { return Ok(()) };
        let answer = answer_of(values, &definition, item, text, plan.item_codes.as_deref())?;
        let id = &definition.items[item].id;
        match self.record.responses.get(id) {
            Some(before) if before != answer => Err(RejectionCode::ItemTwice { item: id.to_string() }),
            _ => {
                self.record.responses.set(&**id, answer);
                Ok(())
            }
        }
    }

    /// The administration, or why it is refused with all its rows.
    pub(super) fn finish(self) -> Reading {
        let Self { identity, mut record, position, raw, failed } = self;
        let raw = RawText::from_bytes(&raw);
        if let Some((position, code)) = failed {
            return Reading::Rejected(Rejection { position, code, raw });
        }
        if record.responses.is_empty() {
            return Reading::Rejected(Rejection { position, code: RejectionCode::NoAnswers, raw });
        }
        record.completion = completion_of(&record.definition, &record.responses);
        let content = Content::Administration(record);
        Reading::Record(ImportRecord { external_key: identity.3, position, raw, notes: Vec::new(), content })
    }
}
