//! An instrument that the library does not have, made from its Questionnaire: the items that offer options, with the numbers the form puts
//! beside them. What the form does not say (which items are reversed, what a total means) stays unsaid.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use instruments::definition::document::{AnswerSetTable, Document, ItemTable, LicenceTable, MissingTable, ScaleTable, TextTable};
use instruments::{Definition, Origin};
use sha2::{Digest, Sha256};

use super::codes::has_reversed_items;
use super::form::{Form, FormItem, FormOption};
use super::resource::{Questionnaire, Text};
use crate::reading::NoteCode;
use crate::record::{DefinitionRecord, DefinitionSource};
use crate::rejection::RejectionCode;

/// What the id of an imported instrument begins with, so that it can never be one of the library's.
pub(crate) const IMPORTED: &str = "imported-";

/// An imported definition with what is to be said about it.
#[derive(Clone, Debug)]
pub(crate) struct Imported {
    pub(crate) record: DefinitionRecord,
    pub(crate) notes: Vec<NoteCode>,
}

/// The id of an imported instrument that is called `name`.
pub(crate) fn imported_id(name: &str) -> String {
    let mut slug = String::from(IMPORTED);
    for character in name.chars().flat_map(char::to_lowercase).take(60) {
        if character.is_ascii_alphanumeric() {
            slug.push(character);
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// The id of an item that the form calls `link_id`.
pub(crate) fn item_id(link_id: &str) -> String {
    let lower = link_id.strip_prefix('/').unwrap_or(link_id).to_lowercase();
    lower.chars().map(|character| if character.is_ascii_alphanumeric() { character } else { '_' }).collect()
}

/// A question as it enters the definition.
struct Usable<'a> {
    id: String,
    asked: &'a FormItem,
    /// Number, code and label of each option; empty for a number.
    options: Vec<(i32, &'a FormOption)>,
    range: Option<(i32, i32)>,
    scored: bool,
}

/// Makes a definition, or says why none can be made.
pub(crate) fn import(questionnaire: &Questionnaire, form: &Form) -> Result<Imported, RejectionCode> {
    let unusable = |what: &str| RejectionCode::DefinitionUnusable { what: what.to_owned() };
    let name = form.names.iter().find(|name| imported_id(name).len() > IMPORTED.len()).ok_or_else(|| unusable("the form has no name"))?;
    let mut left_out = Vec::new();
    let mut items: Vec<Usable<'_>> = Vec::new();
    let mut ids = BTreeSet::new();
    for asked in &form.items {
        match usable(asked) {
            Some(item) if !ids.insert(item.id.clone()) => return Err(unusable(&format!("item {} stands twice", item.id))),
            Some(item) => items.push(item),
            None if matches!(asked.kind.as_str(), "display" | "group" | "") => {}
            None => left_out.push(asked.link_id.clone()),
        }
    }
    if items.is_empty() {
        return Err(unusable("no item offers options"));
    }
    let is_reversed = form.codes.iter().any(|code| has_reversed_items(code));
    let document = document(questionnaire, name, &items, is_reversed);
    let definition = Definition::from_document(document.clone(), Origin::Imported).map_err(|error| unusable(&error.to_string()))?;
    let instrument = document.id.clone();
    let mut notes = vec![NoteCode::InstrumentImported { instrument: instrument.clone() }];
    if is_reversed {
        notes.push(NoteCode::ReverseItemsNotDeclared { instrument });
    } else if !document.scales.is_empty() {
        notes.push(NoteCode::OrdinalSumUnvalidated { instrument });
    }
    notes.extend(left_out.into_iter().map(|item| NoteCode::ItemLeftOut { item }));
    let record = DefinitionRecord { document, definition: Arc::new(definition), source: DefinitionSource::Questionnaire };
    Ok(Imported { record, notes })
}

fn usable(asked: &FormItem) -> Option<Usable<'_>> {
    let id = item_id(&asked.link_id);
    if asked.is_computed || id.is_empty() {
        return None;
    }
    let plain = |options, range, scored| Some(Usable { id: id.clone(), asked, options, range, scored });
    match asked.kind.as_str() {
        "boolean" => plain(Vec::new(), Some((0, 1)), false),
        "integer" => match asked.bounds {
            (Some(low), Some(high)) if low < high && high.saturating_sub(low) <= 1000 => plain(Vec::new(), Some((low, high)), false),
            _ => None,
        },
        "display" | "group" => None,
        _ => {
            let options: Vec<&FormOption> = asked.options.iter().filter(|option| option.code.is_some()).collect();
            let ordinals: Option<Vec<i32>> = options.iter().map(|option| i32::try_from(option.ordinal?.whole()?).ok()).collect();
            let codes: BTreeSet<_> = options.iter().map(|option| option.code.as_deref()).collect();
            if options.is_empty() || codes.len() != options.len() {
                return None;
            }
            let distinct = |values: &Vec<i32>| values.iter().collect::<BTreeSet<_>>().len() == values.len();
            let (values, scored) = match ordinals.filter(distinct) {
                Some(values) => (values, true),
                // The form puts no numbers beside the options: their places are names, not points.
                None => ((1..).take(options.len()).collect(), false),
            };
            plain(values.into_iter().zip(options).collect(), None, scored)
        }
    }
}

fn document(questionnaire: &Questionnaire, name: &str, items: &[Usable<'_>], is_reversed: bool) -> Document {
    let title = Text::of(questionnaire.title.as_ref()).or(Text::of(questionnaire.name.as_ref())).unwrap_or(name);
    let origin = Text::of(questionnaire.url.as_ref()).or(Text::of(questionnaire.id.as_ref())).unwrap_or(name);
    let source = format!("the FHIR Questionnaire {origin}, as it came in");
    let scales = sum_scale(items).into_iter().collect::<Vec<_>>();
    let main_scale = scales.first().filter(|_| !is_reversed).map(|scale| scale.id.clone());
    let mut cautions = vec!["Imported from a Questionnaire: nobody has checked its scoring against a publication.".to_owned()];
    if is_reversed {
        cautions.push(
            "The published scoring reverses some items and the Questionnaire does not say which: the sum of its numbers is not the score."
                .to_owned(),
        );
    }
    let (answer_sets, item_tables) = tables(items);
    Document {
        id: imported_id(name),
        version: version_of(items),
        name: title.to_owned(),
        short_name: title.chars().take(40).collect(),
        construct: "not stated".to_owned(),
        population: "not stated".to_owned(),
        respondents: ["patient", "parent", "teacher", "clinician"].map(str::to_owned).to_vec(),
        recall: None,
        cadence: None,
        intended_use: "outcome".to_owned(),
        main_scale,
        main_classification: None,
        citations: vec![source.clone()],
        cautions,
        total_only_range: None,
        bilingual_interview: None,
        licence: LicenceTable {
            category: "permission".to_owned(),
            text: "bring_your_own".to_owned(),
            holder: Text::of(questionnaire.publisher.as_ref()).unwrap_or("not stated").to_owned(),
            basis: "Brought in by the practice, which answers for its right to use it.".to_owned(),
            mark: "recalled".to_owned(),
            source,
            notice: Text::of(questionnaire.copyright.as_ref()).map(str::to_owned),
        },
        loinc: None,
        answer_sets,
        items: item_tables,
        skips: Vec::new(),
        tables: BTreeMap::new(),
        scales,
        classifications: Vec::new(),
        safety: Vec::new(),
        text: text(questionnaire, title, items),
        vectors: Vec::new(),
    }
}

/// The sum of all numbers, where every item with options has them.
fn sum_scale(items: &[Usable<'_>]) -> Option<ScaleTable> {
    let scored: Vec<&Usable<'_>> = items.iter().filter(|item| item.scored).collect();
    let bounds = |pick: fn(&Usable<'_>) -> i32| scored.iter().map(|item| f64::from(pick(item))).sum::<f64>();
    let minimum = bounds(|item| item.options.iter().map(|(value, _)| *value).min().unwrap_or(0));
    let maximum = bounds(|item| item.options.iter().map(|(value, _)| *value).max().unwrap_or(0));
    if minimum >= maximum {
        return None;
    }
    let names: Vec<String> = scored.iter().map(|item| formula_name(&item.id)).collect();
    Some(ScaleTable {
        id: "ordinal_sum".to_owned(),
        name: "Ordinal sum, unvalidated".to_owned(),
        formula: Some(format!("sum({})", names.join(", "))),
        minimum,
        maximum,
        direction: "higher_is_worse".to_owned(),
        missing: Some(MissingTable { rule: "all".to_owned(), most: None, round: None }),
        missing_basis: None,
        not_applicable: None,
        loinc: None,
        decimals: 0,
        bands: Vec::new(),
        bands_basis: None,
        cutoffs: Vec::new(),
        reliable_change: None,
        minimal_difference: None,
        treatment_response: None,
        remission: None,
    })
}

/// An item as formulas write it: `q1`, `q_gate`.
fn formula_name(id: &str) -> String {
    if id.starts_with(|first: char| first.is_ascii_digit()) { format!("q{id}") } else { format!("q_{id}") }
}

/// Answer sets, one for each different list of options, and the items that point to them.
fn tables(items: &[Usable<'_>]) -> (BTreeMap<String, AnswerSetTable>, Vec<ItemTable>) {
    let mut sets: Vec<(String, AnswerSetTable)> = Vec::new();
    let mut item_tables = Vec::new();
    for item in items {
        let values: Vec<i32> = item.options.iter().map(|(value, _)| *value).collect();
        let codes: Vec<String> = item.options.iter().map(|(_, option)| option.code.clone().unwrap_or_default()).collect();
        let labels = |usable: &Usable<'_>| usable.options.iter().map(|(_, option)| option.label.clone()).collect::<Vec<_>>();
        let same = |first: &Usable<'_>| first.range == item.range && labels(first) == labels(item);
        let known = sets.iter().find(|(id, set)| {
            let first = items.iter().find(|each| &format!("options_{}", each.id) == id);
            set.values == values && set.loinc == codes && first.is_some_and(same)
        });
        let id = known.map_or_else(|| format!("options_{}", item.id), |(id, _)| id.clone());
        if known.is_none() {
            let (minimum, maximum) = (item.range.map(|(low, _)| low), item.range.map(|(_, high)| high));
            sets.push((id.clone(), AnswerSetTable { values, loinc: codes, special: Vec::new(), minimum, maximum }));
        }
        let loinc = item.asked.keys().find(|key| key.parse::<vocabulary::LoincCode>().is_ok()).map(str::to_owned);
        item_tables.push(ItemTable {
            id: item.id.clone(),
            answers: id,
            loinc,
            concept: None,
            scored: item.scored,
            reverse: false,
            recode: Vec::new(),
            optional: false,
        });
    }
    (sets.into_iter().collect(), item_tables)
}

/// The words, where the form has all of them.
fn text(questionnaire: &Questionnaire, title: &str, items: &[Usable<'_>]) -> BTreeMap<String, TextTable> {
    let words = |item: &Usable<'_>| Some((item.id.clone(), item.asked.text.clone()?));
    let Some(item_words) = items.iter().map(words).collect::<Option<BTreeMap<_, _>>>() else { return BTreeMap::new() };
    let (sets, tables) = tables(items);
    let mut options: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (id, set) in &sets {
        let first = tables.iter().position(|table| table.answers == *id).map(|place| &items[place]);
        let labels: Option<Vec<String>> = first.and_then(|item| item.options.iter().map(|(_, option)| option.label.clone()).collect());
        match labels {
            Some(labels) if labels.len() == set.values.len() => options.insert(id.clone(), labels),
            _ => return BTreeMap::new(),
        };
    }
    let language = Text::of(questionnaire.language.as_ref()).and_then(|tag| tag.parse().ok()).unwrap_or_else(vocabulary::Language::english);
    let source = "the Questionnaire it came with".to_owned();
    let table = TextTable { source, title: title.to_owned(), instructions: None, closing: None, items: item_words, options };
    BTreeMap::from([(language.as_str().to_owned(), table)])
}

/// A version that is the same for the same items, options and numbers, whatever the words.
fn version_of(items: &[Usable<'_>]) -> String {
    let mut hasher = Sha256::new();
    for item in items {
        hasher.update(format!("{}|{:?}|{}\n", item.id, item.range, item.scored));
        for (value, option) in &item.options {
            hasher.update(format!("{value}={}\n", option.code.as_deref().unwrap_or("")));
        }
    }
    format!("q-{}", hex::encode(&hasher.finalize()[..6]))
}
